/** A JSON value as the loader reads it. Numbers that a double can't hold exactly keep their text. */
export type Json = null | boolean | number | ExactNumber | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [name: string]: Json;
}

/** A number whose value a double would change, such as 9223372036854775807 or 0.30000000000000001. */
export class ExactNumber {
  constructor(readonly text: string) {}
}

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof ExactNumber);

/** Does the text of a number keep its exact value as a double? Conservative: up to 15 significant digits and a two-digit exponent. */
export const isDoubleExact = (text: string): boolean => text.replace(/[eE].*$|[-.]/g, "").replace(/^0+/, "").length <= 15 && !/[eE][+-]?\d{3}/.test(text);

const token = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

const isLossyNumber = (found: string): boolean => !found.startsWith('"') && !isDoubleExact(found);

/** Reads a `JsonText` of the model back into a value; numbers that a double would change become `ExactNumber`. */
export function parseJsonText(text: string): Json {
  if (!(text.match(token) ?? []).some(isLossyNumber)) return JSON.parse(text) as Json;
  // Exact numbers travel through JSON.parse as strings marked `#`; every string is marked `$`, so that no text can pass for a number.
  const marked = text.replace(token, (found) => (found.startsWith('"') ? `"$${found.slice(1)}` : isLossyNumber(found) ? `"#${found}"` : found));
  return revive(JSON.parse(marked) as Json);
}

function revive(value: Json): Json {
  if (typeof value === "string") return value.startsWith("#") ? new ExactNumber(value.slice(1)) : value.slice(1);
  if (Array.isArray(value)) return value.map(revive);
  if (!isObject(value)) return value;
  const members = Object.entries(value).map(([name, member]) => [name.slice(1), revive(member)] as const);
  return Object.fromEntries(members);
}
