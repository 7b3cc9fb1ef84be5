import { resolve } from "node:path";
import { load, type LoadOptions } from "../../../generators/contract/load.js";
import type { Source } from "../../../generators/contract/source.js";
import type { Diagnostic } from "../../../generators/diagnostic.js";

/** Files by path, the first is the contract. */
export type Files = Readonly<Record<string, string | Uint8Array>>;

/** Loads a contract from memory: no disk, no net. */
export function loadFiles(files: Files, options: LoadOptions = {}): Promise<Source> {
  const byPath = new Map(Object.entries(files).map(([path, content]) => [resolve("folder", path), content]));
  const readFile = (path: string): Promise<Uint8Array> => {
    const content = byPath.get(path);
    if (content === undefined) return Promise.reject(Object.assign(new Error("no such file"), { code: "ENOENT" }));
    return Promise.resolve(typeof content === "string" ? Buffer.from(content) : content);
  };
  return load(`folder/${Object.keys(files)[0] ?? ""}`, { readFile, ...options });
}

/** `file:line:column severity code: message`, one a diagnostic. */
export const tell = (source: Source): readonly string[] => source.diagnostics.map((diagnostic) => tellOne(source, diagnostic));

function tellOne(source: Source, { code, severity, message, origin, at }: Diagnostic): string {
  const place = typeof origin === "string" ? source.locate(origin, at) : origin;
  return `${place === undefined ? "-" : `${place.file.replace("folder/", "")}:${place.line}:${place.column}`} ${severity} ${code}: ${message}`;
}

/** Where a pointer leads, as `file:line:column`. */
export function placeOf(source: Source, pointer: string, at: "key" | "value" = "value"): string {
  const place = source.locate(pointer, at);
  return place === undefined ? "-" : `${place.file.replace("folder/", "")}:${place.line}:${place.column}`;
}
