import { resolve } from "node:path";
import { isObject, type Json } from "../../../generators/contract/json.js";
import { load, type LoadOptions } from "../../../generators/contract/load.js";
import { valueAt } from "../../../generators/contract/pointer.js";
import type { Source } from "../../../generators/contract/source.js";
import type { Diagnostic, Location } from "../../../generators/diagnostic.js";

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

/** `file:line:column severity code: message`, one a diagnostic, sorted by place as the command prints them. */
export function tell(source: Source): readonly string[] {
  const placed = source.diagnostics.map((diagnostic) => ({ diagnostic, place: locationOf(source, diagnostic) }));
  const byPlace = (a: Location | undefined, b: Location | undefined): number =>
    (a?.file ?? "").localeCompare(b?.file ?? "") || (a?.line ?? 0) - (b?.line ?? 0) || (a?.column ?? 0) - (b?.column ?? 0);
  return placed.sort((a, b) => byPlace(a.place, b.place)).map(({ diagnostic: { severity, code, message }, place }) => `${print(place)} ${severity} ${code}: ${message}`);
}

const locationOf = (source: Source, { origin, at }: Diagnostic): Location | undefined => (typeof origin === "string" ? source.locate(origin, at) : origin);

const print = (place: Location | undefined): string => (place === undefined ? "-" : `${place.file.replace("folder/", "")}:${place.line}:${place.column}`);

/** Where a pointer leads, as `file:line:column`. */
export const placeOf = (source: Source, pointer: string, at: "key" | "value" = "value"): string => print(source.locate(pointer, at));

/**
 * The references of schemas in a document, as `pointer -> reference` (pointers below components/schemas without that), with
 * "(nowhere)" after those that lead to nothing. Constants are not looked into.
 */
export function referencesOf(document: Json): readonly string[] {
  const found: string[] = [];
  const visit = (value: Json, pointer: string): void => {
    if (Array.isArray(value)) value.forEach((item, index) => visit(item as Json, `${pointer}/${index}`));
    if (!isObject(value)) return;
    for (const [name, member] of Object.entries(value)) {
      if ((name === "$ref" || name === "$dynamicRef") && typeof member === "string") {
        found.push(`${pointer}/${name} -> ${member}${valueAt(document, member) === undefined ? " (nowhere)" : ""}`);
      } else if (name !== "enum" && name !== "const") visit(member as Json, `${pointer}/${name}`);
    }
  };
  visit(document, "");
  return found.map((line) => line.replace(/^\/components\/schemas/, ""));
}
