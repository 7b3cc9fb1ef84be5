import { isObject, type Json } from "./json.js";
import type { Pointer } from "./model.js";

/** A member name or index as a token of a JSON pointer (RFC 6901, section 3). */
export const escapeToken = (token: string): string =>
  token.includes("~") || token.includes("/") ? token.replaceAll("~", "~0").replaceAll("/", "~1") : token;

/** The name that a token of a JSON pointer stands for (RFC 6901, section 4). */
export const unescapeToken = (token: string): string =>
  token.includes("~") ? token.replaceAll("~1", "/").replaceAll("~0", "~") : token;

/** The pointer to a member or item below `parent`: `childOf("#/paths", "/users", "get")` is `#/paths/~1users/get`. */
export const childOf = (parent: Pointer, ...names: readonly (string | number)[]): Pointer =>
  names.reduce<string>((pointer, name) => `${pointer}/${typeof name === "number" ? name : escapeToken(name)}`, parent);

/** The names that a pointer (`#/a/b~1c`) goes through: `["a", "b/c"]`. Not percent-decoded: pointers in the canonical document are not encoded. */
export const tokensOf = (pointer: Pointer): readonly string[] =>
  pointer.split("/").slice(1).map(unescapeToken);

/** What stands at a pointer, or undefined if it leads nowhere. Items are found by canonical indexes only (`0`, `12`; not `01`). */
export function valueAt(document: Json, pointer: Pointer): Json | undefined {
  if (pointer !== "#" && !pointer.startsWith("#/")) return undefined;
  let value: Json | undefined = document;
  for (const token of tokensOf(pointer)) {
    value = step(value, token);
    if (value === undefined) return undefined;
  }
  return value;
}

function step(value: Json, token: string): Json | undefined {
  if (Array.isArray(value)) return /^(0|[1-9]\d*)$/.test(token) ? (value as readonly Json[])[Number(token)] : undefined;
  return isObject(value) && Object.hasOwn(value, token) ? value[token] : undefined;
}
