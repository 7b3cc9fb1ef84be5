import type { LoadedFile } from "./places.js";

/** Names of containers and keywords: they say where a thing stands, not what it is. */
const structural = new Set([
  "components", "schemas", "definitions", "$defs", "defs", "parameters", "responses", "requestBodies", "headers", "examples", "links", "callbacks", "securitySchemes",
  "pathItems", "mediaTypes", "properties", "items", "paths", "content", "schema", "allOf", "anyOf", "oneOf", "models", "types",
]);

const clean = (text: string): string => text.replace(/[^\w.-]+/g, "_").replace(/^[_.-]+|[_.-]+$/g, "");

/** The name of a file without its endings; of `user/index.yaml` the folder's. */
function fileBase(file: LoadedFile): { readonly base: string; readonly folder: string } {
  const segments = file.path.replace(/[?#].*$/, "").replace(/^[a-z]+:\/\//, "").split("/").filter((segment) => segment !== ".." && segment !== "." && segment !== "");
  const stem = clean((segments.pop() ?? "").replace(/\.(?:json|ya?ml)$/i, "").replace(/\.(?:schema|openapi|swagger)$/i, ""));
  const folder = clean(segments.pop() ?? "");
  if (/^(?:index|schema|openapi|swagger|main|)$/i.test(stem) && /^[A-Za-z]/.test(folder)) return { base: folder, folder: clean(segments.pop() ?? "") };
  return { base: stem === "" ? "External" : stem, folder };
}

/**
 * Names for a place of another file, best first: its own name, with its file's, with the folder's. They depend on the place alone,
 * so another reference changes none. The last is followed by numbers.
 */
export function hoistNames(file: LoadedFile, tokens: readonly string[]): readonly string[] {
  const { base, folder } = fileBase(file);
  const last = clean(tokens.at(-1) ?? "");
  const isNamed = last !== "" && !/^\d+$/.test(last) && (tokens.length === 1 || structural.has(tokens.at(-2) ?? "")) && !structural.has(tokens.at(-1) ?? "") && tokens.at(-2) !== "properties";
  const way = clean(tokens.filter((token) => !structural.has(token)).map(clean).join("_"));
  const own = isNamed ? last : way;
  const names = own === "" ? [base, `${folder}_${base}`] : [own, `${base}_${own}`, `${folder}_${base}_${own}`];
  return [...new Set(names.map(clean))];
}

/** Takes the first name that is free. */
export function claimName(names: readonly string[], taken: ReadonlySet<string>): string {
  const free = names.find((name) => !taken.has(name));
  if (free !== undefined) return free;
  const last = names.at(-1) ?? "External";
  for (let number = 2; ; number++) if (!taken.has(`${last}_${number}`)) return `${last}_${number}`;
}
