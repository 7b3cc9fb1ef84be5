import { lstatSync, realpathSync } from "node:fs";
import { join, sep } from "node:path";

/** The folder inside an output folder that Mortise keeps its own notes in. */
export const NOTES = ".mortise";

/** Names that Windows gives to devices, with any extension (Naming Files, Paths, and Namespaces). */
const DEVICE = /^(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)/i;
const FORBIDDEN = /[\u0000-\u001f\u007f<>:"|?*\\]/;

/** Why a path is no path for an output file on every system, or undefined if it is one. */
export function faultOf(path: string): string | undefined {
  if (path === "") return "is empty";
  if (path.startsWith("/")) return "is absolute";
  const segments = path.split("/");
  if (foldCase(segments[0] ?? "") === NOTES) return `is in ${NOTES}, which holds the ownership record`;
  for (const segment of segments) {
    if (segment === "" || segment === "." || segment === "..") return `has the segment '${segment}'`;
    if (FORBIDDEN.test(segment)) return "has a character that file systems refuse";
    if (/[. ]$/.test(segment)) return "has a segment that ends in a dot or a space";
    if (DEVICE.test(segment)) return `has the segment '${segment}', which is a device on Windows`;
    if (Buffer.byteLength(segment) > 255) return "has a segment of more than 255 bytes";
  }
  return undefined;
}

/** How a file system without case (and with one Unicode normal form) sees a path. */
export const foldCase = (path: string): string => path.normalize("NFC").toLowerCase();

/** The folders that a path goes through, outermost first: `a/b/c.ts` gives `a`, `a/b`. */
export function foldersOf(path: string): readonly string[] {
  const segments = path.split("/").slice(0, -1);
  return segments.map((_, index) => segments.slice(0, index + 1).join("/"));
}

/**
 * Throws unless the paths can all be files of one folder on every system: safe each by itself, no two equal where case doesn't
 * count, none a folder of another. Paths come from allocated names, so a fault is a bug of a target.
 */
export function assertPaths(paths: readonly string[]): void {
  const files = new Map<string, string>();
  const folders = new Map<string, string>();
  for (const path of paths) {
    const fault = faultOf(path);
    if (fault) throw new Error(`a target emitted the path ${JSON.stringify(path)}, which ${fault}`);
    const twin = files.get(foldCase(path));
    if (twin !== undefined) throw new Error(`a target emitted two files that are one where case doesn't count: '${twin}' and '${path}'`);
    files.set(foldCase(path), path);
    for (const folder of foldersOf(path)) {
      const spelled = folders.get(foldCase(folder)) ?? folder;
      if (spelled !== folder) throw new Error(`a target emitted two folders that are one where case doesn't count: '${spelled}' and '${folder}'`);
      folders.set(foldCase(folder), folder);
    }
  }
  for (const [folded, folder] of folders) {
    if (files.has(folded)) throw new Error(`a target emitted '${folder}' both as a file and as a folder`);
  }
}

export type FolderState = "absent" | "folder" | "file" | "outside";

/** What stands where a folder of the output is to be. `outside`: a symbolic link that leads out of the output folder. */
export function inspectFolder(root: string, path: string): FolderState {
  const full = join(root, path);
  const found = lstatSync(full, { throwIfNoEntry: false });
  if (!found) return "absent";
  if (found.isDirectory()) return "folder";
  if (!found.isSymbolicLink()) return "file";
  const inside = realpathSync(root) + sep;
  try {
    return `${realpathSync(full)}${sep}`.startsWith(inside) ? "folder" : "outside";
  } catch {
    return "outside";
  }
}
