import { parseJsonText } from "../contract/json.js";
import type { Assertion, JsonText, JsonType } from "../contract/model.js";

/** A set of JSON types as bits. Numbers are cut in two: integers and the others. */
export type Kinds = number;

export const NULL = 1;
export const BOOLEAN = 2;
export const INTEGER = 4;
export const FRACTION = 8;
export const NUMBER = INTEGER | FRACTION;
export const STRING = 16;
export const ARRAY = 32;
export const OBJECT = 64;
export const ANY: Kinds = 127;

const kindsByType: Readonly<Record<JsonType, Kinds>> = { null: NULL, boolean: BOOLEAN, integer: INTEGER, number: NUMBER, string: STRING, array: ARRAY, object: OBJECT };

export const kindsOf = (types: readonly JsonType[]): Kinds => types.reduce((kinds, type) => kinds | kindsByType[type], 0);

/** The kind of a constant. */
export function kindOfText(text: JsonText): Kinds {
  const first = text.trimStart().charAt(0);
  if (first === "{") return OBJECT;
  if (first === "[") return ARRAY;
  if (first === '"') return STRING;
  if (first === "n") return NULL;
  if (first === "t" || first === "f") return BOOLEAN;
  const value = parseJsonText(text);
  return typeof value === "number" ? (Number.isInteger(value) ? INTEGER : FRACTION) : NUMBER;
}

/** Formats of the wire profile that speak of numbers; all others speak of texts. */
const numberFormats: ReadonlySet<string> = new Set(["int32", "int64", "uint32", "uint64"]);

/** The kinds of value that a keyword is about; all others pass it. `ANY`: it is about every value. */
export function kindsOfAssertion(assertion: Assertion): Kinds {
  switch (assertion.keyword) {
    case "multipleOf":
    case "minimum":
    case "exclusiveMinimum":
    case "maximum":
    case "exclusiveMaximum":
      return NUMBER;
    case "minLength":
    case "maxLength":
    case "pattern":
      return STRING;
    case "format":
      return numberFormats.has(assertion.format) ? NUMBER : STRING;
    case "minItems":
    case "maxItems":
    case "uniqueItems":
    case "prefixItems":
    case "items":
    case "contains":
    case "unevaluatedItems":
      return ARRAY;
    case "minProperties":
    case "maxProperties":
    case "required":
    case "dependentRequired":
    case "properties":
    case "patternProperties":
    case "additionalProperties":
    case "propertyNames":
    case "dependentSchemas":
    case "unevaluatedProperties":
      return OBJECT;
    case "false":
    case "$ref":
    case "$dynamicRef":
    case "type":
    case "enum":
    case "const":
    case "allOf":
    case "anyOf":
    case "oneOf":
    case "discriminator":
    case "not":
    case "if":
      return ANY;
  }
}
