import { hash } from "node:crypto";
import { readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { NOTES, faultOf } from "./paths.js";

/**
 * The ownership record of an output folder: which files in it Mortise wrote, and with which content. With it, a file that is no
 * longer emitted can be removed and an edited one is told from a stale one. It has no times and no paths of a machine.
 */

/** The record, and the record of a run that has not ended: what it writes counts as Mortise's too if it is interrupted. */
export const RECORD = `${NOTES}/files.json`;
export const NEXT_RECORD = `${NOTES}/files.next.json`;
/** Ends the names of files that are being written. */
export const UNFINISHED = ".tmp";

const ABOUT = "Files in this folder that Mortise wrote, with their hashes; 'user': written once, yours since. Keep this file in version control.";
const USER = "user";

/** One file of the record. Several hashes: the record was interrupted or merged, and any of them is Mortise's own. */
export interface OwnedFile {
  readonly user: boolean;
  readonly hashes: ReadonlySet<string>;
}

export type Ownership = ReadonlyMap<string, OwnedFile>;

/** The first 128 bits of the SHA-256, in hex. */
export const hashOf = (content: string | Uint8Array): string => hash("sha256", content, "hex").slice(0, 32);

/** The bytes of a file, or undefined if there is none. */
export function readIfThere(path: string): Buffer | undefined {
  try {
    // Most often it isn't there, and an error costs as much as writing the file.
    return statSync(path, { throwIfNoEntry: false }) ? readFileSync(path) : undefined;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** Whether a system error says that a file or folder isn't there. */
export const isMissing = (error: unknown): boolean =>
  error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR");

/** Whether a file has one of these hashes, as it is or with line ends that a checkout turned into CRLF. */
export function hasHash(content: Buffer, hashes: ReadonlySet<string>): boolean {
  if (hashes.has(hashOf(content))) return true;
  return content.includes("\r\n") && hashes.has(hashOf(Buffer.from(content.toString("latin1").replaceAll("\r\n", "\n"), "latin1")));
}

/**
 * Reads the record of an output folder; empty if there is none. Reads it line by line, so a record with merge conflicts in it
 * still tells what Mortise wrote on either side. Paths that could lead out of the folder are not believed.
 */
export function readOwnership(folder: string): Ownership {
  const owned = new Map<string, { user: boolean; hashes: Set<string> }>();
  for (const file of [RECORD, NEXT_RECORD]) {
    for (const [path, value] of entriesOf(readIfThere(join(folder, file))?.toString() ?? "")) {
      if (faultOf(path)) continue;
      const entry = owned.get(path) ?? { user: false, hashes: new Set() };
      if (value === USER) entry.user = true;
      else entry.hashes.add(value);
      owned.set(path, entry);
    }
  }
  return owned;
}

function* entriesOf(record: string): Generator<readonly [string, string]> {
  for (const line of record.split("\n")) {
    const entry = /^ {4}("(?:[^"\\]|\\.)*"): "(user|[0-9a-f]{32})",?\r?$/.exec(line);
    if (entry) yield [JSON.parse(entry[1] as string) as string, entry[2] as string];
  }
}

/** The text of a record: one file a line, in the order of their paths, so that version control merges it. */
export function printRecord(files: ReadonlyMap<string, string | undefined>): string {
  const paths = [...files.keys()].sort();
  const lines = paths.map((path) => `    ${JSON.stringify(path)}: ${JSON.stringify(files.get(path) ?? USER)}`);
  return `{\n  "about": ${JSON.stringify(ABOUT)},\n  "files": {\n${lines.join(",\n")}\n  }\n}\n`;
}

/** How many files Mortise wrote into a folder, if each and the record is there as it was written and no run was interrupted; else undefined. */
export function countIntact(folder: string): number | undefined {
  const owned = readOwnership(folder);
  if (owned.size === 0 || readUnfinished(folder).length > 0) return undefined;
  for (const [path, file] of owned) {
    if (file.user) continue;
    const content = readIfThere(join(folder, path));
    if (!content || !hasHash(content, file.hashes)) return undefined;
  }
  const record = printRecord(new Map([...owned].map(([path, file]) => [path, file.user ? undefined : [...file.hashes].join()])));
  return hasHash(readIfThere(join(folder, RECORD)) ?? Buffer.of(), new Set([hashOf(record)])) ? owned.size : undefined;
}

/** Files that an interrupted run left behind. */
export function readUnfinished(folder: string): readonly string[] {
  try {
    return readdirSync(join(folder, NOTES)).flatMap((name) =>
      name.endsWith(UNFINISHED) || `${NOTES}/${name}` === NEXT_RECORD ? [`${NOTES}/${name}`] : [],
    );
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}
