import { Decimal } from "./decimal.js";

/**
 * JSON equality (JSON Schema Core, 4.2.2): 1 is 1.0, the order of members doesn't count. Members that are undefined are
 * not there.
 */
export function equals(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (a instanceof Decimal || b instanceof Decimal)
    return a instanceof Decimal && b instanceof Decimal && sameDecimal(a, b);
  if (Array.isArray(a) || Array.isArray(b)) {
    return (
      Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((item, index) => equals(item, b[index]))
    );
  }
  return sameMembers(a as Members, b as Members);
}

/** Whether a value equals one of the constants of an `enum`. */
export function isOneOf(value: unknown, constants: readonly unknown[]): boolean {
  for (const constant of constants) if (equals(value, constant)) return true;
  return false;
}

/** `uniqueItems`. Near linear in the size of the array's JSON text. */
export function isUnique(items: readonly unknown[]): boolean {
  return items.length <= few ? !items.some((_item, index) => equalsAnyBefore(items, index)) : areUnique(items);
}

/** So many items are sooner compared with each other than put into a set. */
const few = 6;

function equalsAnyBefore(items: readonly unknown[], end: number): boolean {
  const item = items[end];
  for (let index = 0; index < end; index++) if (equals(items[index], item)) return true;
  return false;
}

function areUnique(items: readonly unknown[]): boolean {
  const numbers: number[] = [];
  const seen = new Set<unknown>();
  for (const item of items) {
    if (typeof item === "number") {
      numbers.push(item);
    } else {
      const before = seen.size;
      seen.add(keyOf(item));
      if (seen.size === before) return false;
    }
  }
  return areDifferent(Float64Array.from(numbers).sort());
}

/**
 * Numbers are sorted and not put into the set: V8's hash of a number is the same in every process, so that somebody can
 * send half a million numbers of one hash, which would be compared each with each.
 */
function areDifferent(sorted: Float64Array): boolean {
  for (let index = 1; index < sorted.length; index++) if (sorted[index - 1] === sorted[index]) return false;
  return true;
}

type Members = Readonly<Record<string, unknown>>;

function sameDecimal(a: Decimal, b: Decimal): boolean {
  return a.negative === b.negative && a.exponent === b.exponent && a.digits === b.digits;
}

function sameMembers(a: Members, b: Members): boolean {
  const names = namesOf(a);
  return (
    names.length === namesOf(b).length &&
    names.every((name) => Object.hasOwn(b, name) && b[name] !== undefined && equals(a[name], b[name]))
  );
}

function namesOf(value: Members): string[] {
  return Object.keys(value).filter((name) => value[name] !== undefined);
}

/**
 * A text that equal values share, and no others. Each begins with something else than a digit, since the hash of what
 * looks like an index has no seed either.
 */
function keyOf(value: unknown): string {
  if (typeof value === "string") return `"${value}`;
  return typeof value === "object" && value !== null ? `#${textOf(value)}` : String(value);
}

/** The same within another value, where texts need an end. */
function textOf(value: unknown): string {
  if (typeof value !== "object" || value === null)
    return typeof value === "string" ? JSON.stringify(value) : String(value === 0 ? 0 : value);
  if (value instanceof Decimal) return String(value);
  if (Array.isArray(value)) return `[${value.map(textOf).join(",")}]`;
  const members = value as Members;
  const pairs = namesOf(members)
    .sort()
    .map((name) => `${JSON.stringify(name)}:${textOf(members[name])}`);
  return `{${pairs.join(",")}}`;
}
