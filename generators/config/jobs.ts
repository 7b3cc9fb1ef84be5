import { basename, dirname, join, relative, resolve } from "node:path";
import { existsSync } from "node:fs";
import type { Flags } from "../config.js";
import type { Diagnostic } from "../diagnostic.js";
import { findTarget, targetNames, type OptionValues, type TargetRow } from "../targets/registry.js";
import { usage } from "./arguments.js";
import type { ConfiguredContract } from "./file.js";
import { defaultOptions, readOptionText, suggest } from "./values.js";

/** What is to be made of one contract. Paths lead from the current folder. */
export interface Job {
  /** Its name in mortise.yaml, or one made from its path. */
  readonly name: string;
  readonly contract: string;
  readonly allowRemote: readonly string[];
  readonly targets: readonly TargetJob[];
}

export interface TargetJob {
  readonly target: TargetRow;
  readonly folder: string;
  readonly options: OptionValues;
  /** The pointer to the target in mortise.yaml, if it is there. */
  readonly origin?: string;
}

/** A mortise.yaml that was read. */
export interface Config {
  /** The path of the file, from the current folder. */
  readonly path: string;
  readonly contracts: readonly ConfiguredContract[];
}

/** What `generate` makes of a contract if nobody says. */
const DEFAULT_TARGET = "ts-client";

export interface Jobs {
  readonly jobs: readonly Job[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Finds what a command line asks for: contracts by their names in mortise.yaml or by their files, all of mortise.yaml where none is named;
 * `--target` chooses among the targets of a contract that is in mortise.yaml, and names those of one that isn't.
 */
export function findJobs(words: readonly string[], flags: Flags, config: Config | undefined): Jobs {
  const diagnostics: Diagnostic[] = [...flags.targets].flatMap((name) => (findTarget(name) ? [] : [unknownTarget(name)]));
  if (words.length === 0 && !config) {
    const hint = "name a file (mortise generate openapi.yaml), or write a mortise.yaml with mortise init";
    diagnostics.push(usage("no contract is named, and there is no mortise.yaml here", hint));
  }
  const known = config ? jobsOf(config) : [];
  const found = words.length === 0 ? known : words.flatMap((word) => findJob(word, known, flags, diagnostics) ?? []);
  const unique = [...new Map(found.map((job) => [job.name + resolve(job.contract), job])).values()];
  const chosen = unique.map((job) => chooseTargets(job, flags)).filter((job) => job.targets.length > 0);
  if (unique.length > 0 && chosen.length === 0 && diagnostics.length === 0) {
    diagnostics.push(usage(`no contract here has the target ${flags.targets.join(", ")}`, `add it to ${config?.path ?? "mortise.yaml"}`));
  }
  if (flags.out !== undefined && chosen.length > 1) diagnostics.push(usage("--out is for one contract, but there are several", "name the contract"));
  const jobs = flags.option.reduce<readonly Job[]>((done, option) => setOption(done, option, diagnostics), chosen);
  return { jobs, diagnostics: [...diagnostics, ...findClashes(jobs)] };
}

function findJob(word: string, known: readonly Job[], flags: Flags, diagnostics: Diagnostic[]): Job | undefined {
  const job = known.find(({ name }) => name === word) ?? known.find(({ contract }) => resolve(contract) === resolve(word));
  if (job || existsSync(word)) return job ?? fromPath(word, flags);
  const names = known.map(({ name }) => name);
  const isAlone = names.length === 0;
  const message = isAlone ? `there is no file '${word}'` : `'${word}' is no contract in mortise.yaml, and no file`;
  diagnostics.push(usage(message, isAlone ? undefined : suggest(word, names, "contracts are")));
  return undefined;
}

/** Everything that a mortise.yaml asks for. */
export const jobsOf = ({ path, contracts }: Config): readonly Job[] => contracts.map((contract) => fromConfig(contract, dirname(path)));

function fromConfig({ name, contract, out, allowRemote, targets: chosen }: ConfiguredContract, folder: string): Job {
  return {
    name,
    contract: within(folder, contract),
    allowRemote,
    targets: chosen.map(({ target, options, origin, out: own }) => ({
      target,
      options,
      origin,
      folder: within(folder, own ?? join(out ?? join("generated", name), target.name)),
    })),
  };
}

const within = (folder: string, path: string): string => (resolve(path) === path ? path : join(folder, path));

function fromPath(contract: string, flags: Flags): Job {
  const name = nameOf(contract);
  const names = flags.targets.length > 0 ? flags.targets : [DEFAULT_TARGET];
  const chosen = names.flatMap((target) => findTarget(target) ?? []);
  return {
    name,
    contract,
    allowRemote: [],
    targets: chosen.map((target) => ({ target, folder: join("generated", name, target.name), options: defaultOptions(target) })),
  };
}

/** A name for a contract that has none: of its file, or of the folder of a file that is called as they all are. */
export function nameOf(path: string): string {
  const file = basename(path).replace(/\.[^.]+$/, "");
  const name = /^(?:openapi|swagger|api|index|spec|contract)$/i.test(file) ? basename(dirname(resolve(path))) : file;
  return name.replace(/[^A-Za-z0-9._-]+/g, "-").replace(/^[^A-Za-z0-9]+/, "") || "api";
}

function chooseTargets(job: Job, flags: Flags): Job {
  const chosen = job.targets.filter(({ target }) => flags.targets.length === 0 || flags.targets.includes(target.name));
  const placed = flags.out === undefined ? chosen : chosen.map((each) => ({ ...each, folder: join(flags.out ?? "", each.target.name) }));
  return { ...job, allowRemote: [...job.allowRemote, ...flags.allowRemote], targets: placed };
}

/** Carries out one `--option TARGET.NAME=VALUE`. */
function setOption(jobs: readonly Job[], text: string, diagnostics: Diagnostic[]): readonly Job[] {
  const [, targetName = "", name = "", value = ""] = /^([^.=]+)\.([^=]+)=(.*)$/s.exec(text) ?? [];
  const target = findTarget(targetName);
  const spec = target && Object.hasOwn(target.options, name) ? target.options[name] : undefined;
  if (targetName === "") diagnostics.push(usage(`--option ${text} is not TARGET.NAME=VALUE`, "for example --option ts-client.dates=Date"));
  else if (!target) diagnostics.push(unknownTarget(targetName));
  else if (!spec) diagnostics.push(usage(`${targetName} has no option '${name}'`, suggest(name, Object.keys(target.options), "options are")));
  if (!target || !spec) return jobs;
  const reading = readOptionText(name, spec, value);
  if (!("value" in reading)) {
    diagnostics.push(usage(`--option ${text}: ${reading.message}`, reading.hint));
    return jobs;
  }
  if (!jobs.some((job) => job.targets.some((each) => each.target === target))) {
    diagnostics.push(usage(`--option ${text}: ${targetName} is not among the targets`, `add --target ${targetName}`));
  }
  return jobs.map((job) => ({
    ...job,
    targets: job.targets.map((each) => (each.target === target ? { ...each, options: { ...each.options, [name]: reading.value } } : each)),
  }));
}

/** What is said of a target that doesn't exist. */
export const unknownTarget = (name: string): Diagnostic => usage(`there is no target '${name}'`, suggest(name, targetNames, "there are"));

/** Two targets that would write into one folder, each the other's orphans. */
export function findClashes(jobs: readonly Job[]): readonly Diagnostic[] {
  const seen = new Map<string, string>();
  return jobs.flatMap((job) =>
    job.targets.flatMap(({ target, folder, origin }): Diagnostic[] => {
      const key = resolve(folder).normalize("NFC").toLowerCase();
      const label = `${target.name} of '${job.name}'`;
      const other = seen.get(key);
      seen.set(key, other ?? label);
      if (other === undefined) return [];
      const hint = "give it a folder of its own with 'out'";
      const message = `${label} would go into the folder of ${other}: ${relative("", folder) || "."}`;
      return [{ code: "output-clash", severity: "error", message, hint, ...(origin !== undefined && { origin, at: "key" }) }];
    }),
  );
}
