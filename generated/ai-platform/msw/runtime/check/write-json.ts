import { Decimal } from "./decimal.js";

/**
 * JSON (RFC 8259) of a value. A `Decimal` or bigint becomes a number with all of its digits; `Date` and others with
 * `toJSON` as they say. `undefined` members are left out.
 *
 * @throws {TypeError} for cycles.
 */
export function writeJson(value: unknown): string {
  try {
    return JSON.stringify(value) ?? "null";
  } catch (error) {
    // Thrown for a bigint, by a Decimal, and for a cycle.
    if (!(error instanceof TypeError)) throw error;
    return writeValue(value, "", []) ?? "null";
  }
}

/** `undefined` for what JSON has no word for. */
function writeValue(value: unknown, name: string, within: object[]): string | undefined {
  if (typeof value === "bigint" || value instanceof Decimal) return String(value);
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (hasOwnForm(value)) return writeValue(value.toJSON(name), name, within);
  if (value instanceof Number || value instanceof String || value instanceof Boolean) return JSON.stringify(value);
  if (within.includes(value)) throw new TypeError("a cycle is no JSON");
  within.push(value);
  const text = Array.isArray(value)
    ? `[${value.map((item, index) => writeValue(item, String(index), within) ?? "null").join(",")}]`
    : `{${writeMembers(value, within).join(",")}}`;
  within.pop();
  return text;
}

function writeMembers(value: object, within: object[]): readonly string[] {
  const members: string[] = [];
  for (const [name, member] of Object.entries(value)) {
    const text = writeValue(member, name, within);
    if (text !== undefined) members.push(`${JSON.stringify(name)}:${text}`);
  }
  return members;
}

function hasOwnForm(value: object): value is { toJSON(name: string): unknown } {
  return "toJSON" in value && typeof value.toJSON === "function";
}
