/**
 * JSON (RFC 8259) of a value. A `bigint` becomes a number with all its digits; `Date` and others with `toJSON` as they
 * say. `undefined` members are left out.
 *
 * @throws {TypeError} for cycles.
 */
export function jsonText(value: unknown): string {
  try {
    return JSON.stringify(value) ?? "null";
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return bigintText(value);
  }
}

/** `JSON.stringify` refuses a bigint, so it travels as a text with a mark that nothing else in the value can have. */
function bigintText(value: unknown): string {
  const mark = `bigint ${Math.random()} ${Math.random()} `;
  const text =
    JSON.stringify(value, (_name, member: unknown) => (typeof member === "bigint" ? `${mark}${member}` : member)) ??
    "null";
  return text.replace(new RegExp(`"${mark.replaceAll(".", "\\.")}(-?\\d+)"`, "g"), "$1");
}
