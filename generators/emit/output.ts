import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, rmdirSync, unlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Diagnostic } from "../diagnostic.js";
import type { File } from "./file.js";
import { NOTES, assertPaths, foldCase, foldersOf, inspectFolder } from "./paths.js";
import {
  NEXT_RECORD,
  RECORD,
  UNFINISHED,
  hasHash,
  hashOf,
  isMissing,
  printRecord,
  readIfThere,
  readOwnership,
  readUnfinished,
  type Ownership,
} from "./record.js";

/**
 * What stands on disk, against what is wanted. `stale`: as Mortise wrote it once, but no longer wanted so. `edited`: changed since
 * Mortise wrote it. `foreign`: in the way of a file, and not Mortise's. `orphaned`: written by Mortise, no longer emitted.
 */
export type FileState = "same" | "missing" | "stale" | "edited" | "foreign" | "orphaned" | "orphaned-edited";

export interface PlannedFile {
  readonly path: string;
  readonly state: FileState;
}

/** What a run would do to an output folder. Nothing has been written. */
export interface OutputPlan {
  readonly folder: string;
  /** Every wanted and every orphaned file, in the order of their paths. */
  readonly files: readonly PlannedFile[];
  /** Why it can't be written. */
  readonly diagnostics: readonly Diagnostic[];
  /** The ownership record is as it will be. */
  readonly recorded: boolean;
  readonly wanted: ReadonlyMap<string, WantedFile>;
}

export interface WantedFile {
  readonly owner: File["owner"];
  readonly content: string | Buffer;
  readonly hash: string;
  /** The user's own text, and what it lacked. */
  readonly extended: boolean;
}

export interface Written {
  /** Paths that were written, new or not. */
  readonly written: readonly string[];
  readonly removed: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

export interface OutputSettings {
  readonly assets: string;
  readonly force?: boolean;
  readonly extended?: ReadonlySet<string>;
}

/**
 * Compares the files that a target emitted with an output folder and its ownership record. `assets`: the folder that files of kind
 * `asset` are copied from. `force`: files that are not Mortise's count as `edited`, so they will be replaced. `extended`: the user's
 * files that have to be written again (see `extendFiles`).
 * Throws where a path is unsafe or given twice (a bug of the target).
 */
export function planOutput(files: readonly File[], folder: string, settings: OutputSettings): OutputPlan {
  assertPaths(files.map((file) => file.path));
  const wanted = new Map(files.map((file) => [file.path, toWanted(file, settings)]));
  try {
    return compareOutput(wanted, folder, settings.force ?? false);
  } catch (error) {
    return { folder, files: [], diagnostics: [toDiagnostic(error, folder, "read")], recorded: false, wanted };
  }
}

function compareOutput(wanted: ReadonlyMap<string, WantedFile>, folder: string, force: boolean): OutputPlan {
  const owned = readOwnership(folder);
  const orphans = [...owned.keys()].filter((path) => !wanted.has(path));
  const diagnostics = checkFolders(folder, [...wanted.keys(), ...orphans], owned, wanted);
  if (diagnostics.length > 0) return { folder, files: [], diagnostics, recorded: false, wanted };
  const orphaned = orphans.flatMap((path) => judgeOrphan(folder, path, owned) ?? []);
  const gone = orphaned.filter(({ state }) => state === "orphaned").map(({ path }) => path);
  // Where case doesn't count, `user.ts` seems to be there while `User.ts` is; it must be written after that one is removed.
  const vacated = new Set(gone.flatMap((path) => [path, ...foldersOf(path)]).map(foldCase));
  const isNew = inspectFolder(folder, "") === "absent";
  const planned = [...wanted].map(([path, file]): PlannedFile => {
    if (isNew) return { path, state: "missing" };
    const state = !owned.has(path) && vacated.has(foldCase(path)) ? "missing" : judge(folder, path, file, owned);
    return { path, state: state === "foreign" && force ? "edited" : state };
  });
  const all = [...planned, ...orphaned].sort((a, b) => (a.path < b.path ? -1 : 1));
  const recorded = hasHash(readIfThere(join(folder, RECORD)) ?? Buffer.of(), new Set([hashOf(recordOf(wanted))]));
  return {
    folder,
    files: all,
    diagnostics: all.flatMap((file) => (file.state === "foreign" ? [inTheWay(folder, file.path)] : [])),
    recorded,
    wanted,
  };
}

const readAsset = (path: string, header: string | undefined): string | Buffer => (header === undefined ? readFileSync(path) : `${header}\n\n${readFileSync(path, "utf8")}`);

function toWanted({ path, owner, content: from }: File, { assets, extended }: OutputSettings): WantedFile {
  const content = from.kind === "text" ? from.text : readAsset(join(assets, from.asset), from.header);
  return { owner, content, hash: hashOf(content), extended: extended?.has(path) ?? false };
}

const recordOf = (wanted: ReadonlyMap<string, WantedFile>): string =>
  printRecord(new Map([...wanted].map(([path, file]) => [path, file.owner === "user" ? undefined : file.hash])));

function judge(folder: string, path: string, file: WantedFile, owned: Ownership): FileState {
  const owner = owned.get(path);
  const content = readFile(join(folder, path));
  if (file.extended) return content !== undefined && content !== "folder" && hasHash(content, new Set([file.hash])) ? "same" : "stale";
  if (file.owner === "user") return owner !== undefined || content !== undefined ? "same" : "missing";
  if (content === undefined) return "missing";
  if (content === "folder") return "foreign";
  if (hasHash(content, new Set([file.hash]))) return "same";
  if (!owner || owner.user) return "foreign";
  return hasHash(content, owner.hashes) ? "stale" : "edited";
}

function judgeOrphan(folder: string, path: string, owned: Ownership): PlannedFile | undefined {
  const owner = owned.get(path);
  const content = readFile(join(folder, path));
  if (!owner || owner.user || content === undefined || content === "folder") return undefined;
  return { path, state: hasHash(content, owner.hashes) ? "orphaned" : "orphaned-edited" };
}

function readFile(path: string): Buffer | "folder" | undefined {
  try {
    return readIfThere(path);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EISDIR") return "folder";
    throw error;
  }
}

/** Nothing is read or written through a folder that leads out, and no file that isn't Mortise's gives way to a folder. */
function checkFolders(root: string, paths: readonly string[], owned: Ownership, wanted: ReadonlyMap<string, WantedFile>): readonly Diagnostic[] {
  const state = inspectFolder(root, "");
  if (state === "absent") return [];
  if (state === "file") return [{ code: "output-blocked", severity: "error", message: `'${root}' is to be a folder, but a file stands there` }];
  const folders = new Set([NOTES, ...paths.flatMap(foldersOf)]);
  return [...folders].sort().flatMap((path): Diagnostic[] => {
    const found = inspectFolder(root, path);
    const at = join(root, path);
    const hint = "remove the link: generated files never leave their folder";
    if (found === "outside")
      return [{ code: "output-outside", severity: "error", message: `'${at}' is a symbolic link that leads out of the output folder`, hint }];
    const gives = found !== "file" || (owned.get(path)?.user === false && !wanted.has(path));
    return gives
      ? []
      : [{ code: "output-blocked", severity: "error", message: `'${at}' is to be a folder, but a file stands there`, hint: "move it away" }];
  });
}

const inTheWay = (folder: string, path: string): Diagnostic => ({
  code: "output-foreign",
  severity: "error",
  message: `'${join(folder, path)}' is in the way, and Mortise didn't write it`,
  hint: "move it away, generate into another folder, or replace it with --force",
});

/**
 * Brings an output folder to what was planned: writes what is missing, stale or edited, removes orphans that nobody edited, and
 * leaves every other file alone. Each file appears whole or not at all, and an interrupted run is taken up by the next one: until
 * the end a second record says what is being written. Errors of the file system are diagnostics.
 */
export function writeOutput(plan: OutputPlan): Written {
  if (plan.diagnostics.length > 0) throw new Error("a plan with diagnostics can't be written");
  const wanted = plan.files.filter(isWritten);
  const orphans = plan.files.filter((file) => file.state === "orphaned");
  const unfinished = readUnfinished(plan.folder);
  const written: string[] = [];
  const removed: string[] = [];
  if (wanted.length + orphans.length + unfinished.length === 0 && plan.recorded) return { written, removed, diagnostics: [] };
  const record = recordOf(plan.wanted);
  let current = plan.folder;
  try {
    for (const path of unfinished) if (path !== NEXT_RECORD) removeIfThere(join(plan.folder, path));
    replace(plan.folder, `${NOTES}/.gitignore`, "# Notes of one machine.\n*\n!.gitignore\n!files.json\n");
    // What an interrupted run meant to write is Mortise's until this one is through.
    const before = unfinished.includes(NEXT_RECORD) ? readIfThere(join(plan.folder, NEXT_RECORD)) : undefined;
    replace(plan.folder, NEXT_RECORD, `${before?.toString() ?? ""}${record}`);
    for (const { path } of orphans) {
      current = join(plan.folder, path);
      removeIfThere(current);
      removeEmptyFolders(plan.folder, path);
      removed.push(path);
    }
    for (const { path } of wanted) {
      current = join(plan.folder, path);
      replace(plan.folder, path, (plan.wanted.get(path) as WantedFile).content);
      written.push(path);
    }
    replace(plan.folder, RECORD, record);
    removeIfThere(join(plan.folder, NEXT_RECORD));
  } catch (error) {
    return { written, removed, diagnostics: [toDiagnostic(error, current, "written")] };
  }
  return { written, removed, diagnostics: [] };
}

/** Whether a run writes a file that is in this state. */
const isWritten = ({ state }: PlannedFile): boolean => state === "missing" || state === "stale" || state === "edited";

/** Puts a note of Mortise (a path in `.mortise`) beside the output. */
export function writeNote(folder: string, path: string, text: string): void {
  if (readIfThere(join(folder, path))?.toString() !== text) replace(folder, path, text);
}

/** The output can't be read or written: the system's own reason. Any other error is a bug and is thrown on. */
function toDiagnostic(error: unknown, path: string, verb: "read" | "written"): Diagnostic {
  if (!(error instanceof Error) || !("code" in error) || !("syscall" in error)) throw error;
  const hint = verb === "written" ? "what was written so far is whole; run again when this is settled" : undefined;
  return {
    code: `output-un${verb === "read" ? "readable" : "writable"}`,
    severity: "error",
    message: `'${path}' can't be ${verb}: ${error.message}`,
    ...(hint && { hint }),
  };
}

/** The file that is being written. There is one at a time, and no other run gives it the same name. */
const BEING_WRITTEN = randomBytes(6).toString("hex") + UNFINISHED;

/** Writes beside the target (in `.mortise`, so nobody who watches the folder sees it) and renames: a file is there whole or not at all. */
function replace(root: string, path: string, content: string | Buffer): void {
  const full = join(root, path);
  for (let attempt = 1; ; attempt += 1) {
    const unfinished = join(root, NOTES, BEING_WRITTEN);
    try {
      writeFileSync(unfinished, content);
      renameSync(unfinished, full);
      return;
    } catch (error) {
      removeIfThere(unfinished);
      // A folder is missing, or another run took the unfinished file for one that was left behind.
      if (!isMissing(error) || attempt === 3) throw error;
      mkdirSync(join(root, NOTES), { recursive: true });
      mkdirSync(dirname(full), { recursive: true });
    }
  }
}

function removeIfThere(path: string): void {
  try {
    unlinkSync(path);
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
}

/** Removes the folders that a removed file leaves empty, up to the output folder. */
function removeEmptyFolders(root: string, path: string): void {
  for (const folder of [...foldersOf(path)].reverse()) {
    try {
      rmdirSync(join(root, folder));
    } catch {
      return;
    }
  }
}
