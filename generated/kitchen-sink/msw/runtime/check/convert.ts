import { Decimal, partsOf } from "./decimal.js";

/** An object whose members are known by name only. */
export type Members = Record<string, unknown>;

/** Sets a member of any name: `__proto__` is one like all others. */
export function setMember(members: Members, name: string, value: unknown): void {
  if (name === "__proto__") Object.defineProperty(members, name, { value, enumerable: true, configurable: true, writable: true });
  else members[name] = value;
}

/** The members of these names that an object has itself. */
export function pick(value: Members, names: readonly string[]): Members {
  const kept: Members = {};
  for (const name of names) {
    const member = value[name];
    // Every object inherits some: of those, only its own count.
    if (member !== undefined && (!(name in Object.prototype) || Object.hasOwn(value, name))) setMember(kept, name, member);
  }
  return kept;
}

/** Each item of a list; what is no list stays as it is. */
export function each(value: unknown, convert: (item: unknown) => unknown): unknown {
  return Array.isArray(value) ? value.map((item: unknown) => convert(item)) : value;
}

/** Items by their position, `rest` for those after. */
export function eachPlace(
  value: unknown,
  places: readonly ((item: unknown) => unknown)[],
  rest: (item: unknown) => unknown,
): unknown {
  return Array.isArray(value) ? value.map((item: unknown, index) => (places[index] ?? rest)(item)) : value;
}

/** The members that `convert` gives a value; those for which it gives `undefined` are dropped. */
export function eachMember(value: Members, convert: (member: unknown, name: string) => unknown): Members {
  const kept: Members = {};
  for (const name of Object.keys(value)) {
    const member = convert(value[name], name);
    if (member !== undefined) setMember(kept, name, member);
  }
  return kept;
}

/** A value as it is. */
export function same(value: unknown): unknown {
  return value;
}

/** Adds to `kept` what another schema of the same value keeps; parts that both keep in part are put together. */
export function merge(kept: unknown, more: unknown): unknown {
  if (isMembers(kept) && isMembers(more)) {
    for (const name of Object.keys(more)) {
      const known = Object.hasOwn(kept, name) ? kept[name] : undefined;
      setMember(kept, name, known === undefined ? more[name] : merge(known, more[name]));
    }
    return kept;
  }
  if (Array.isArray(kept) && Array.isArray(more)) return kept.map((item: unknown, index) => merge(item, more[index]));
  // Of a text and the date that it stands for, the date.
  return more === undefined || (typeof kept === "object" && kept !== null) ? kept : more;
}

function isMembers(value: unknown): value is Members {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Date) &&
    !(value instanceof Decimal)
  );
}

/** RFC 3339 date-time to `Date`. A leap second, for which `Date` has no place, stays text. */
export function toDate(value: unknown): unknown {
  if (typeof value !== "string") return value;
  const date = new Date(value);
  return Number.isNaN(date.getTime()) ? value : date;
}

/** An integer to `bigint`, with all of its digits. */
export function toBigInt(value: unknown): unknown {
  if (typeof value === "number" && Number.isSafeInteger(value)) return BigInt(value);
  if (typeof value !== "number" && !(value instanceof Decimal)) return value;
  const { negative, digits, exponent } = partsOf(value);
  if (exponent < 0) return value;
  const magnitude = BigInt(digits) * 10n ** BigInt(exponent);
  return negative ? -magnitude : magnitude;
}

/** Numbers that no conversion asked for in another form become what their type says: the nearest double. In place. */
export function settleNumbers(value: unknown): unknown {
  if (value instanceof Decimal) return value.nearest;
  const open: object[] = typeof value === "object" && value !== null ? [value] : [];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const members = at as Members;
    for (const name of Object.keys(members)) {
      const member = members[name];
      if (member instanceof Decimal) setMember(members, name, member.nearest);
      else if (typeof member === "object" && member !== null) open.push(member);
    }
  }
  return value;
}
