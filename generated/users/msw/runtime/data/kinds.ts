import { Decimal } from "../check/decimal.js";
import { isInteger } from "../check/numbers.js";
import type { JsonType } from "./schema.js";

/** A set of kinds of values, as bits: JSON types, numbers split into integers and those with a fraction. */
export type Kinds = number;

export const NULL = 1;
export const BOOLEAN = 2;
export const INTEGER = 4;
export const FRACTION = 8;
export const NUMBER = INTEGER | FRACTION;
export const STRING = 16;
export const ARRAY = 32;
export const OBJECT = 64;
export const ANY = 127;
export const SINGLE: readonly Kinds[] = [OBJECT, ARRAY, STRING, INTEGER, FRACTION, BOOLEAN, NULL];

const byType: Readonly<Record<JsonType, Kinds>> = {
  null: NULL,
  boolean: BOOLEAN,
  integer: INTEGER,
  number: NUMBER,
  string: STRING,
  array: ARRAY,
  object: OBJECT,
};

/** The kinds of a `type`. */
export function kindsOf(type: JsonType | readonly JsonType[]): Kinds {
  if (typeof type === "string") return byType[type];
  let kinds = 0;
  for (const each of type) kinds |= byType[each];
  return kinds;
}

/** The kind of a value; 0 for what is no JSON, such as NaN. */
export function kindOf(value: unknown): Kinds {
  switch (typeof value) {
    case "string":
      return STRING;
    case "number":
      return Number.isFinite(value) ? (Number.isInteger(value) ? INTEGER : FRACTION) : 0;
    case "boolean":
      return BOOLEAN;
    case "bigint":
      return INTEGER;
    case "object":
      if (value === null) return NULL;
      if (Array.isArray(value)) return ARRAY;
      return value instanceof Decimal ? (isInteger(value) ? INTEGER : FRACTION) : OBJECT;
    default:
      return 0;
  }
}
