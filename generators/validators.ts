import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Contract, Direction, SchemaId } from "./contract/model.js";
import { code, joinLines, list, type Printable, verbatim } from "./emit/code.js";
import { templatesFolder } from "./emit/sources.js";
import { literal } from "./languages/typescript/literals.js";
import { printModule } from "./languages/typescript/module.js";
import { nameContract } from "./languages/typescript/names.js";
import { type CheckOptions, planChecks } from "./languages/typescript/validators/index.js";

/** A broken rule, as a problem document lists it. */
export interface Violation {
  readonly in: "body";
  readonly pointer: string;
  readonly rule: string;
  readonly message: string;
}

export interface Verdict {
  readonly valid: boolean;
  readonly violations: readonly Violation[];
  /** There are more violations than are listed. */
  readonly truncated?: true;
}

/** Checks JSON, as bytes or as text, by the printed validators of a schema. */
export type Validate = (schema: SchemaId, json: Uint8Array | string) => Verdict;

/** What the printed modules and the runtime beside them export. */
interface Loaded {
  readonly checks: Readonly<Record<SchemaId, Check | undefined>>;
  readonly readJson: (json: Uint8Array | string) => unknown;
  readonly MalformedJson: new (...words: never) => Error & { readonly rule: string };
  readonly openReport: () => {
    readonly in: (place: "body") => object;
    readonly list: () => { readonly violations: readonly Violation[]; readonly truncated: boolean };
  };
}

interface Check {
  readonly is: (value: unknown) => boolean;
  readonly check: (value: unknown, at: string, found: object) => void;
}

/**
 * Prints the validators of schemas as a server has them, and brings them in: what `mortise validate` says is what generated servers say.
 * They stand in a folder of their own for as long as it takes to load them.
 */
export async function loadValidators(contract: Contract, schemas: readonly SchemaId[], direction: Direction, options: CheckOptions): Promise<Validate> {
  const folder = mkdtempSync(join(tmpdir(), "mortise-validate-"));
  try {
    await writeModules(folder, contract, schemas, direction, options);
    return makeValidate((await import(pathToFileURL(join(folder, "index.js")).href)) as Loaded);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function writeModules(folder: string, contract: Contract, schemas: readonly SchemaId[], direction: Direction, options: CheckOptions): Promise<void> {
  const checks = planChecks({ contract, names: nameContract(contract) }, schemas.map((schema) => ({ schema, direction })), options);
  const entries = schemas.flatMap((schema): Printable[] => {
    const found = checks.of(schema, direction);
    return found ? [code`[${literal(schema)}]: { is: ${found.is}, check: ${found.check} }`] : [];
  });
  const entry = joinLines([
    verbatim('export { readJson, MalformedJson } from "./runtime/check/json-reader.js";'),
    verbatim('export { openReport } from "./runtime/check/report.js";'),
    code`export const checks = ${list(entries, { open: "{", close: "}", padding: " " })};`,
  ]);
  const modules = [...checks.modules()].map(([path, blocks]) => printModule(path, blocks));
  const sources = [...modules, printModule("index", [entry])].map(({ path, content }) => ({ path, text: content.kind === "text" ? content.text : "" }));
  const runtime = join(templatesFolder, "runtime/typescript/check");
  const parts = readdirSync(runtime, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".ts"));
  const own = parts.map((path) => ({ path: `runtime/check/${path}`, text: readFileSync(join(runtime, path), "utf8") }));
  const { default: typescript } = await import("typescript");
  const compilerOptions = { module: typescript.ModuleKind.ES2022, target: typescript.ScriptTarget.ES2023, verbatimModuleSyntax: true };
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }\n');
  for (const { path, text } of [...sources, ...own]) {
    const to = join(folder, path.replace(/\.ts$/, ".js"));
    mkdirSync(dirname(to), { recursive: true });
    writeFileSync(to, typescript.transpileModule(text, { compilerOptions }).outputText);
  }
}

const makeValidate =
  ({ checks, readJson, MalformedJson, openReport }: Loaded): Validate =>
  (schema, json) => {
    try {
      const value = readJson(json);
      const report = openReport();
      const check = checks[schema];
      check?.check(value, "", report.in("body"));
      const { violations, truncated } = report.list();
      const valid = check?.is(value) ?? true;
      if (valid !== (violations.length === 0)) throw new Error(`the two forms of the check of ${schema} disagree: ${valid} and ${JSON.stringify(violations)}`);
      return { valid, violations, ...(truncated && { truncated }) };
    } catch (error) {
      if (!(error instanceof MalformedJson)) throw error;
      return { valid: false, violations: [{ in: "body", pointer: "", rule: error.rule, message: error.message }] };
    }
  };
