import { ExactNumber, type Json } from "../../../json.js";
import type { JsonType } from "../../../model.js";
import { decimalOf } from "../reading.js";
import { isWhole } from "../decimal.js";

/** A set of JSON types, one bit each. Numbers are two: whole ones, which are integers, and others. */
export type Mask = number;

export const NULL = 1;
export const BOOLEAN = 2;
export const WHOLE = 4;
export const FRACTION = 8;
export const STRING = 16;
export const ARRAY = 32;
export const OBJECT = 64;
export const NUMBER = WHOLE | FRACTION;
export const ANY_TYPE = 127;

const MASKS: Readonly<Record<JsonType, Mask>> = {
  null: NULL,
  boolean: BOOLEAN,
  integer: WHOLE,
  number: NUMBER,
  string: STRING,
  array: ARRAY,
  object: OBJECT,
};

export const maskOfTypes = (types: readonly JsonType[]): Mask => types.reduce((mask, type) => mask | MASKS[type], 0);

/** The types of a mask. A number is `integer` if only whole ones are in it. */
export const typesOfMask = (mask: Mask): readonly JsonType[] => [
  ...(mask & NULL ? (["null"] as const) : []),
  ...(mask & BOOLEAN ? (["boolean"] as const) : []),
  ...(mask & FRACTION ? (["number"] as const) : mask & WHOLE ? (["integer"] as const) : []),
  ...(mask & STRING ? (["string"] as const) : []),
  ...(mask & ARRAY ? (["array"] as const) : []),
  ...(mask & OBJECT ? (["object"] as const) : []),
];

/** The type of a value (Core 4.2.1). `1.0` is whole. */
export function maskOfValue(value: Json): Mask {
  if (value === null) return NULL;
  if (typeof value === "boolean") return BOOLEAN;
  if (typeof value === "string") return STRING;
  if (typeof value === "number" || value instanceof ExactNumber) return isWhole(decimalOf(value) ?? "0") ? WHOLE : FRACTION;
  return Array.isArray(value) ? ARRAY : OBJECT;
}

/** Types as a reason names them: `a string or null`. */
export const nameMask = (mask: Mask): string =>
  typesOfMask(mask)
    .map((type) => (type === "null" ? type : /^[aeio]/.test(type) ? `an ${type}` : `a ${type}`))
    .join(" or ");
