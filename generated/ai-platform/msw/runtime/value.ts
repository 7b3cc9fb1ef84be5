import { RequestError } from "./errors.js";
import { jsonText } from "./json-text.js";

/** What a value is to a parameter style: one text, a list, or named members. */
export type ValueKind = "primitive" | "array" | "object";

/** Things with a JSON form of their own, such as `Date`, are primitives. */
export function kindOf(value: unknown): ValueKind {
  if (typeof value !== "object" || value === null) return "primitive";
  if (Array.isArray(value)) return "array";
  return hasOwnForm(value) ? "primitive" : "object";
}

/**
 * The text of a value in parameters and forms: `null` is empty, a date is RFC 3339, a nested list or object is JSON.
 */
export function textOf(value: unknown): string {
  switch (typeof value) {
    case "string":
      return value;
    case "number":
      return numberText(value);
    case "bigint":
    case "boolean":
      return String(value);
    case "object":
      if (value === null) return "";
      return hasOwnForm(value) ? textOf(value.toJSON()) : jsonText(value);
    default:
      throw new RequestError(`A ${typeof value} can't be sent`);
  }
}

/** The members of an object that are there. */
export function membersOf(value: object): readonly (readonly [string, unknown])[] {
  return Object.entries(value).filter(([, member]) => member !== undefined);
}

/** Own members only: `constructor` and the like are names as any other. */
export function memberOf(value: object | undefined, name: string): unknown {
  return value !== undefined && Object.hasOwn(value, name)
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;
}

function hasOwnForm(value: object): value is { toJSON(): unknown } {
  return "toJSON" in value && typeof value.toJSON === "function";
}

/** Digits only for whole numbers: servers read no exponent in an integer. */
function numberText(value: number): string {
  if (!Number.isFinite(value)) throw new RequestError(`${value} can't be sent`);
  const text = String(value);
  return Number.isInteger(value) && text.includes("e") ? withoutExponent(text) : text;
}

/** The decimal that a number stands for is the shortest one, not the double's own: 1e23 is 1 and 23 zeros. */
function withoutExponent(text: string): string {
  const [mantissa = "", exponent] = text.split("e+");
  const [whole = "", fraction = ""] = mantissa.split(".");
  return whole + fraction + "0".repeat(Number(exponent) - fraction.length);
}
