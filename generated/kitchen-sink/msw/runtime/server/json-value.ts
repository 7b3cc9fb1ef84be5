import { Decimal, decimal } from "../check/decimal.js";
import { setMember, type Members } from "../check/convert.js";

/**
 * The JSON value that a handler's value stands for: a `Date` is its RFC 3339 text, a `bigint` a number, and members that are `undefined`
 * are not there. What has a `toJSON` is asked. Other things of the platform have no JSON form: bytes, say, are no object.
 *
 * @throws {TypeError} for functions, symbols and numbers that JSON has no word for.
 */
export function toJsonValue(value: unknown): unknown {
  switch (typeof value) {
    case "string":
    case "boolean":
      return value;
    case "number":
      if (!Number.isFinite(value)) throw new TypeError(`JSON has no number ${value}`);
      return value;
    case "bigint":
      return decimal(value.toString());
    case "object":
      return value === null || value instanceof Decimal ? value : ofObject(value);
    default:
      throw new TypeError(`JSON has no ${typeof value}`);
  }
}

function ofObject(value: object): unknown {
  if (Array.isArray(value)) return value.map(toJsonValue);
  if ("toJSON" in value && typeof value.toJSON === "function") return toJsonValue(value.toJSON());
  const made: Members = {};
  for (const [name, member] of Object.entries(value)) {
    if (member !== undefined) setMember(made, name, toJsonValue(member));
  }
  return made;
}
