import { didYouMean } from "../closest.js";
import type { Dialect, Kind } from "../grammar.js";
import { grammarOf } from "../grammar.js";
import { ExactNumber, isObject, type Json } from "../json.js";

/** Whether a value has the JSON type of a kind. What is inside it is not looked at. */
export function fits(kind: Kind, value: Json, dialect: Dialect): boolean {
  switch (kind.is) {
    case "data":
      return true;
    case "text":
    case "prose":
    case "typeName":
    case "choice":
    case "schemaName":
      return typeof value === "string";
    case "flag":
      return typeof value === "boolean";
    case "number":
      return typeof value === "number" || value instanceof ExactNumber;
    case "integer":
      return Number.isInteger(value) || (value instanceof ExactNumber && /^-?\d+$/.test(value.text));
    case "list":
      return Array.isArray(value);
    case "map":
    case "object":
      return isObject(value);
    case "schema":
      return isObject(value) || (typeof value === "boolean" && (dialect === "3.1" || dialect === "3.2"));
    case "either":
      return kind.of.some((one) => fits(one, value, dialect));
    case "tolerant":
      return fits(kind.of, value, dialect);
  }
}

/** A kind in words: `a list of strings`. */
export function describeKind(kind: Kind, dialect: Dialect): string {
  switch (kind.is) {
    case "data":
      return "any value";
    case "text":
    case "prose":
    case "typeName":
    case "schemaName":
      return "a string";
    case "choice":
      return `one of ${kind.values.join(", ")}`;
    case "flag":
      return "a boolean";
    case "number":
      return "a number";
    case "integer":
      return "an integer";
    case "list":
      return `a list of ${plural(kind.of, dialect)}`;
    case "map":
      return `an object of ${plural(kind.of, dialect)} by name`;
    case "schema":
      return "a schema";
    case "object":
      return "an object";
    case "either":
      return kind.of.map((one) => describeKind(one, dialect)).join(" or ");
    case "tolerant":
      return describeKind(kind.of, dialect);
  }
}

function plural(kind: Kind, dialect: Dialect): string {
  if (kind.is === "object" || kind.is === "map") return "objects";
  if (kind.is === "list") return "lists";
  if (kind.is === "data" || kind.is === "either" || kind.is === "choice") return "values";
  return `${describeKind(kind, dialect).replace(/^an? /, "")}s`;
}

/** The JSON type of a value in words: `a boolean`. */
export function describeValue(value: Json): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  if (value instanceof ExactNumber || typeof value === "number") return "a number";
  if (typeof value === "string") return "a string";
  return typeof value === "boolean" ? "a boolean" : "an object";
}

/** What to write in place of a value of the wrong kind. */
export function hintFor(kind: Kind, value: Json, dialect: Dialect): string {
  const shown = typeof value === "object" && value !== null && !(value instanceof ExactNumber) ? undefined : value instanceof ExactNumber ? value.text : String(value);
  if (value === null && kind.is === "typeName") return "put it in quotes: 'null'";
  if (value === null) return "give it a value, or remove it";
  if (kind.is === "tolerant") return hintFor(kind.of, value, dialect);
  // The digits as they were written are lost: `1.0` is 1.
  if (isText(kind) && typeof value === "number") return "put it in quotes";
  if (isText(kind) && shown !== undefined) return `put it in quotes: "${shown}"`;
  if (kind.is === "flag") return shown === "true" || shown === "false" ? `write ${shown} without quotes` : "write true or false";
  if ((kind.is === "number" || kind.is === "integer") && typeof value === "string" && /^-?\d+(\.\d+)?$/.test(value)) return `write ${value} without quotes`;
  if (kind.is === "integer" && typeof value === "number") return "write a whole number";
  if (kind.is === "list" && shown !== undefined) return `write it as a list: [${kind.of.is === "object" ? exampleOf(kind.of.object, shown, dialect) : shown}]`;
  if (kind.is === "list") return "write it as a list: items in [ ], or lines that start with '- '";
  if (kind.is === "schema" && typeof value === "boolean") return value ? "write {} for a schema that allows everything" : "write { not: {} } for a schema that allows nothing";
  if (kind.is === "schema" && typeof value === "string") return `write { type: ${value} }, or { $ref: ... } for a schema that stands elsewhere`;
  if (kind.is === "schema" && Array.isArray(value)) return "write one schema, not a list of them";
  if (kind.is === "object" && typeof value !== "object") return `write it as an object: ${exampleOf(kind.object, String(value), dialect)}`;
  if ((kind.is === "map" || kind.is === "object") && Array.isArray(value)) return "write it as an object: names and values, not items";
  return `write ${describeKind(kind, dialect)}`;
}

/** What an object needs: `{ propertyName: pet }`. */
function exampleOf(name: string, value: string, dialect: Dialect): string {
  const needed = grammarOf(dialect).objects.get(name)?.requiredFields.map(([field]) => field) ?? [];
  const [only] = needed;
  if (needed.length === 1 && only !== undefined) return `{ ${only}: ${value} }`;
  return needed.length === 0 ? "names and values" : `{ ${needed.map((field) => `${field}: ...`).join(", ")} }`;
}

const isText = (kind: Kind): boolean => kind.is === "text" || kind.is === "prose" || kind.is === "typeName" || kind.is === "choice" || kind.is === "schemaName";

/** Why a value is none of a choice, and which it most likely should be. */
export const hintForChoice = (value: string, values: readonly string[]): string => ofSwagger.get(value) ?? didYouMean(value, values) ?? `choose one of ${values.join(", ")}`;

/** Values that Swagger 2.0 has, and where OpenAPI 3 says the same. */
const ofSwagger = new Map([
  ["body", "OpenAPI 3 has bodies in 'requestBody' of the operation"],
  ["formData", "OpenAPI 3 has forms in 'requestBody' of the operation, with the media type of a form"],
  ["basic", "write 'type: http' with 'scheme: basic'"],
]);
