import type { TargetJob } from "./config/jobs.js";
import type { Contract } from "./contract/model.js";
import type { Source } from "./contract/source.js";
import type { Diagnostic } from "./diagnostic.js";
import { extendFiles } from "./emit/extend.js";
import { planOutput, type OutputPlan } from "./emit/output.js";
import { templatesFolder } from "./emit/sources.js";
import { locateDiagnostics, type Finding } from "./report.js";
import { UnprintableError } from "./targets/target.js";

/** A contract that was read and understood, as far as its mistakes allowed. */
export interface Understood {
  readonly source: Source;
  readonly contract: Contract;
  /** Errors and warnings; notes only if they were asked for. */
  readonly findings: readonly Finding[];
  /** How many notes there are. */
  readonly notes: number;
  readonly failed: boolean;
}

/**
 * Reads a contract and builds its model. What is heavy is brought in here, so runs with nothing to do do without it. Notes that nobody will
 * see are left out: to find their places, the positions of everything in a file must be read.
 */
export async function understand(path: string, allowRemote: readonly string[], withNotes: boolean): Promise<Understood> {
  const [{ load }, { build }] = await Promise.all([import("./contract/load.js"), import("./contract/build/index.js")]);
  const source = await load(path, { allowRemote });
  const { contract, diagnostics } = build(source);
  const all = [...source.diagnostics, ...diagnostics];
  const serious = all.filter(({ severity }) => severity !== "note");
  const findings = locateDiagnostics(withNotes ? all : serious, source);
  return { source, contract, findings, notes: all.length - serious.length, failed: hasErrors(findings) };
}

export const hasErrors = (findings: readonly Finding[]): boolean => findings.some(({ severity }) => severity === "error");

/** What a target makes of a contract, compared with what is on disk. */
export interface Product {
  readonly plan: OutputPlan;
  /** What of the contract the target can't express. */
  readonly unsupported: readonly Diagnostic[];
}

/** Makes a target's files in memory and compares them with its folder. Writes nothing. */
export async function produce({ source, contract }: Understood, { target, folder, options }: TargetJob, force: boolean): Promise<Product> {
  const input = { contract, document: source.document };
  const unsupported = await target.support(input, options);
  try {
    const { files, extended, diagnostics } = await extendFiles(await target.emit(input, options), folder);
    const plan = planOutput(files, folder, { assets: templatesFolder, force, extended });
    return { plan: diagnostics.length === 0 ? plan : { ...plan, diagnostics: [...plan.diagnostics, ...diagnostics] }, unsupported };
  } catch (error) {
    if (!(error instanceof UnprintableError)) throw error;
    const nothing = planOutput([], folder, { assets: templatesFolder, force });
    return { plan: { ...nothing, files: [], diagnostics: [error.diagnostic] }, unsupported };
  }
}
