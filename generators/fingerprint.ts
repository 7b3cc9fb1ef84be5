import { hash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Job, TargetJob } from "./config/jobs.js";
import { writeNote } from "./emit/output.js";
import { NOTES } from "./emit/paths.js";
import { countIntact, readIfThere } from "./emit/record.js";
import { programFolder, templatesFolder } from "./emit/sources.js";
import type { TargetRow } from "./targets/registry.js";

/**
 * What an output was made from, kept beside it as a note of one machine (version control ignores it): if nothing of that has changed and
 * the output is as it was written, a run has nothing to do. No times: only the bytes of the contract's files, the options and Mortise's own.
 */
interface Fingerprint {
  readonly fingerprint: string;
  /** The files of the contract, relative to its folder, the contract first. */
  readonly files: readonly string[];
  readonly remarks: Remarks;
}

/** What the run had to say that made the output, so that the next one can still say it in short. */
export interface Remarks {
  readonly warnings: number;
  readonly notes: number;
  readonly unsupported: number;
}

export interface UpToDate {
  /** How many files the output has. */
  readonly count: number;
  /** The files of the contract, relative to its folder. */
  readonly files: readonly string[];
  readonly remarks: Remarks;
}

const FILE = `${NOTES}/fingerprint.json`;
const builds = new Map<TargetRow["runtime"], string>();

/** A hash of this build of Mortise, as far as a target with this runtime sees it: its own code, its templates, and the versions of what it depends on. */
function hashBuild(runtime: TargetRow["runtime"]): string {
  const known = builds.get(runtime);
  if (known !== undefined) return known;
  const templates = listFiles(templatesFolder).filter((path) => !path.startsWith("runtime/") || path.startsWith(`runtime/${runtime}/`));
  const manifest = hash("sha256", readFileSync(join(programFolder, "../package.json")));
  const made = hash("sha256", [manifest, ...hashFiles(programFolder, listFiles(programFolder)), ...hashFiles(templatesFolder, templates)].join("\n"));
  builds.set(runtime, made);
  return made;
}

/** What tools of Python leave in a folder whose files they look at. */
const leftBehind = /(?:^|\/)(?:\.\w+_cache|__pycache__)\//;

/** The paths of all files of a folder, from there, sorted. */
function listFiles(folder: string): readonly string[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map((entry) => join(entry.parentPath, entry.name).slice(folder.length).replaceAll("\\", "/"));
  return paths.filter((path) => !leftBehind.test(path)).sort();
}

const hashFiles = (folder: string, paths: readonly string[]): readonly string[] => paths.map((path) => `${path} ${hash("sha256", readFileSync(join(folder, path)))}`);

/** Finds out by the fingerprint that a target's output is what a run would make, without reading the contract. `undefined`: it may differ. */
export function findUpToDate(job: Job, { target, folder, options }: TargetJob, hashFile: (path: string) => string | undefined): UpToDate | undefined {
  const note = readFingerprint(folder);
  if (!note) return undefined;
  const files = note.files.map((path) => ({ path, sha256: isRemote(path) ? undefined : hashFile(join(dirname(job.contract), path)) }));
  if (note.fingerprint !== fingerprintOf(files, target, options, job.allowRemote)) return undefined;
  try {
    const count = countIntact(folder);
    return count === undefined ? undefined : { count, files: note.files, remarks: note.remarks };
  } catch {
    // Something in it can't be read: a full run tells what.
    return undefined;
  }
}

/** Files of a contract that were fetched may have changed without a trace here. */
const isRemote = (path: string): boolean => /^https?:/.test(path);

function readFingerprint(folder: string): Fingerprint | undefined {
  try {
    const note = JSON.parse(readIfThere(join(folder, FILE))?.toString() ?? "null") as Partial<Fingerprint> | null;
    return note && Array.isArray(note.files) && note.files.every((path) => typeof path === "string") && note.remarks
      ? (note as Fingerprint)
      : undefined;
  } catch {
    return undefined;
  }
}

function fingerprintOf(
  files: readonly { readonly path: string; readonly sha256: string | undefined }[],
  { name, runtime }: TargetRow,
  options: TargetJob["options"],
  allowRemote: readonly string[],
): string | undefined {
  if (files.some(({ sha256 }) => sha256 === undefined)) return undefined;
  return hash(
    "sha256",
    JSON.stringify([hashBuild(runtime), name, Object.entries(options).sort(), allowRemote, files.map(({ path, sha256 }) => [path, sha256])]),
  );
}

/** Notes what an output was made from, after it was written. */
export function writeFingerprint(
  job: Job,
  { target, folder, options }: TargetJob,
  files: readonly { readonly path: string; readonly sha256: string }[],
  remarks: Remarks,
): void {
  const fingerprint = fingerprintOf(files, target, options, job.allowRemote);
  if (fingerprint === undefined) return;
  const note: Fingerprint = { fingerprint, files: files.map(({ path }) => path), remarks };
  writeNote(folder, FILE, `${JSON.stringify(note, undefined, 2)}\n`);
}

/** The SHA-256 of files, each read once; undefined where a file can't be read. */
export function makeFileHasher(): (path: string) => string | undefined {
  const known = new Map<string, string | undefined>();
  return (path) => {
    if (!known.has(path)) known.set(path, hashFile(path));
    return known.get(path);
  };
}

function hashFile(path: string): string | undefined {
  try {
    return hash("sha256", readFileSync(path));
  } catch {
    return undefined;
  }
}
