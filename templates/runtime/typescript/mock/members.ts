import { type Members, setMember } from "../check/convert.js";
import { Decimal } from "../check/decimal.js";
import type { Path } from "./plan.js";

export type { Members };

/** Whether a value is a JSON object. Files, numbers of many digits and the like are of classes. */
export function isObject(value: unknown): value is Members {
  if (typeof value !== "object" || value === null) return false;
  const kind: unknown = Object.getPrototypeOf(value);
  return kind === Object.prototype || kind === null;
}

/** An own member; `undefined`: there is none. */
export function memberAt(value: unknown, path: Path): unknown {
  let found = value;
  for (const name of path) {
    if (!isObject(found) || !Object.hasOwn(found, name)) return undefined;
    found = found[name];
  }
  return found;
}

/** The value with another member at a path; objects on the way are made where they aren't there. */
export function withMember(value: unknown, path: Path, member: unknown): unknown {
  const [name, ...rest] = path;
  if (name === undefined) return member;
  const made: Members = isObject(value) ? { ...value } : {};
  setMember(made, name, withMember(Object.hasOwn(made, name) ? made[name] : undefined, rest, member));
  return made;
}

/** The value without the member at a path. */
export function withoutMember(value: unknown, path: Path): unknown {
  const [name, ...rest] = path;
  if (name === undefined || !isObject(value) || !Object.hasOwn(value, name)) return value;
  if (rest.length > 0) return withMember(value, [name], withoutMember(value[name], rest));
  return Object.fromEntries(Object.entries(value).filter(([other]) => other !== name));
}

/** The members of the first that are named. */
export function pickMembers(value: unknown, names: readonly string[]): Members {
  const picked: Members = {};
  if (isObject(value)) for (const name of names) if (Object.hasOwn(value, name)) setMember(picked, name, value[name]);
  return picked;
}

/** A change (RFC 7396): members of objects one by one; `null` takes a member away where `nulls` says so. */
export function mergePatch(value: unknown, patch: unknown, nulls: "remove" | "set"): unknown {
  if (!isObject(patch)) return patch;
  const merged: Members = isObject(value) ? { ...value } : {};
  for (const [name, member] of Object.entries(patch)) {
    if (member === undefined) continue;
    if (member === null && nulls === "remove") delete merged[name];
    else setMember(merged, name, isObject(member) ? mergePatch(Object.hasOwn(merged, name) ? merged[name] : undefined, member, nulls) : member);
  }
  return merged;
}

/** How a value is written in a path or a query: two that are written alike are the same. Objects and lists are no such values. */
export function textOfValue(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "bigint" || typeof value === "boolean" || value instanceof Decimal) return String(value);
  return undefined;
}
