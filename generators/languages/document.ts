import { ExactNumber, isObject, type Json, type JsonObject } from "../contract/json.js";

/** Whether a number in it is one that a double would change. */
function hasExact(value: Json): boolean {
  if (typeof value !== "object" || value === null) return false;
  return value instanceof ExactNumber || Object.values(value as JsonObject).some(hasExact);
}

const write = (value: Json): string => (hasExact(value) ? writeExact(value) : JSON.stringify(value));

/** JSON of exact numbers, too: each stands as it was written. */
function writeExact(value: Json): string {
  if (value instanceof ExactNumber) return value.text;
  if (Array.isArray(value)) return `[${value.map(writeExact).join(",")}]`;
  if (isObject(value)) return `{${Object.entries(value).map(([name, member]) => `${JSON.stringify(name)}:${writeExact(member)}`).join(",")}}`;
  return JSON.stringify(value);
}

/** Objects down to this depth have a member a line, so that a change of one operation or schema is a change of its lines. */
const openTo = 3;

function lay(value: Json, depth: number): string {
  if (!isObject(value) || depth >= openTo || Object.keys(value).length === 0) return write(value);
  const margin = " ".repeat(depth + 1);
  return `{\n${Object.entries(value)
    .map(([name, member]) => `${margin}${JSON.stringify(name)}: ${lay(member, depth + 1)}`)
    .join(",\n")}\n${" ".repeat(depth)}}`;
}

/** The canonical document as JSON text, laid out so that a change of the contract is a change of few lines. */
export const layDocument = (document: JsonObject): string => lay(document, 0);
