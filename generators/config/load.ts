import { existsSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import type { Invocation } from "../config.js";
import { tokensOf } from "../contract/pointer.js";
import { readDocument } from "../contract/read/document.js";
import type { Diagnostic } from "../diagnostic.js";
import { readIfThere } from "../emit/record.js";
import { locateDiagnostics, type Finding, type Origins } from "../report.js";
import { usage } from "./arguments.js";
import { checkConfig } from "./file.js";
import { findClashes, findJobs, jobsOf, type Config, type Job } from "./jobs.js";

export const CONFIG_FILE = "mortise.yaml";

export interface LoadedConfig {
  readonly config?: Config;
  readonly findings: readonly Finding[];
  readonly origins?: Origins;
}

/** The path of the nearest mortise.yaml, in the current folder or above it. */
export function findConfigFile(): string | undefined {
  for (let folder = resolve(""); ; folder = dirname(folder)) {
    const path = join(folder, CONFIG_FILE);
    if (existsSync(path)) return relative("", path);
    if (dirname(folder) === folder) return undefined;
  }
}

/** Reads and checks a mortise.yaml; without a path the nearest one, if there is one. A file with an error gives findings and no configuration. */
export async function loadConfig(named: string | undefined): Promise<LoadedConfig> {
  const path = named ?? findConfigFile();
  if (path === undefined) return { findings: [] };
  const bytes = readBytes(path);
  if (typeof bytes === "string") return { findings: locateDiagnostics([usage(bytes)]) };
  const file = await readDocument(path, bytes);
  const origins: Origins = {
    line: (_, line) => file.lines.lineAt(line),
    locate: (pointer, at = "value") => {
      const { start, end } = file.find(tokensOf(pointer), at);
      return { file: path, ...file.lines.placeOf(start), length: end - start };
    },
  };
  const isBlank = bytes
    .toString()
    .split("\n")
    .every((line) => /^\s*(?:#|$)/.test(line));
  const syntax = (isBlank ? [] : file.problems).map(({ start, end, ...problem }): Diagnostic => ({
    ...problem,
    origin: { file: path, ...file.lines.placeOf(start), length: end - start },
  }));
  if (syntax.length > 0) return { findings: locateDiagnostics(syntax, origins), origins };
  const { contracts, diagnostics } = checkConfig(isBlank ? {} : file.value);
  const config = { path, contracts };
  const findings = locateDiagnostics([...diagnostics, ...findClashes(jobsOf(config))], origins);
  return { findings, origins, ...(findings.length === 0 && { config }) };
}

/** The bytes of a file, or why there are none. */
function readBytes(path: string): Buffer | string {
  try {
    return readIfThere(path) ?? `there is no file '${path}'`;
  } catch (error) {
    return `'${path}' can't be read: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** What a command line asks for, or what is wrong with it and with mortise.yaml. */
export interface Request {
  readonly jobs: readonly Job[];
  /** The path of mortise.yaml, if there is one. */
  readonly config?: string;
  readonly findings: readonly Finding[];
  readonly origins?: Origins;
}

/** Reads mortise.yaml, if there is one, and finds what the words and flags of a command line ask for. With a mistake there are no jobs. */
export async function loadRequest({ words, flags }: Invocation): Promise<Request> {
  const loaded = await loadConfig(flags.config);
  const config = flags.config ?? findConfigFile();
  const seen = { ...(config !== undefined && { config }), ...(loaded.origins && { origins: loaded.origins }) };
  if (loaded.findings.length > 0) return { jobs: [], findings: loaded.findings, ...seen };
  const { jobs, diagnostics } = findJobs(words, flags, loaded.config);
  const findings = locateDiagnostics(diagnostics, loaded.origins);
  return { jobs: findings.length > 0 ? [] : jobs, findings, ...seen };
}
