import { statSync } from "node:fs";
import { join } from "node:path";
import type { Diagnostic } from "../diagnostic.js";
import type { Extension, File } from "./file.js";
import { readIfThere } from "./record.js";

/** The files of a run, with what users have of theirs. */
export interface ExtendedFiles {
  readonly files: readonly File[];
  /** Paths of files that are the user's and lack something: their content is the user's text with that put in. */
  readonly extended: ReadonlySet<string>;
  /** Why a user's file can't be extended: nothing is to be written then. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads the user's files that are there and puts in what they lack. Writes nothing. */
export async function extendFiles(files: readonly File[], folder: string): Promise<ExtendedFiles> {
  const extended = new Set<string>();
  const diagnostics: Diagnostic[] = [];
  const all: File[] = [];
  for (const file of files) {
    const existing = file.extend && readText(join(folder, file.path));
    if (existing === undefined) {
      all.push(file);
      continue;
    }
    const found = existing === null ? notText : await file.extend?.(existing);
    if (found && "fault" in found) {
      diagnostics.push({ code: "output-user-file", severity: "error", message: `'${join(folder, file.path)}' is yours and lacks something new, but ${found.fault.message}`, ...(found.fault.hint && { hint: found.fault.hint }) });
    } else if (found && existing !== null && found.text !== existing) {
      extended.add(file.path);
      all.push({ ...file, content: { kind: "text", text: found.text } });
      continue;
    }
    all.push(file);
  }
  return { files: all, extended, diagnostics };
}

const notText: Extension = { fault: { message: "it is not UTF-8" } };

/** A file's text with its byte order mark; null: it has none, undefined: there is no file. What else is there is told when the output is planned. */
function readText(path: string): string | null | undefined {
  if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true) return undefined;
  const bytes = readIfThere(path);
  if (!bytes) return undefined;
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}
