/**
 * A JSON number that no double stands for: 2^53+1, 0.30000000000000001, 1e-400. All other numbers are JavaScript
 * numbers, and stand for the decimal that `String` writes; so a `Decimal` never equals a number, and two equal decimals
 * have the same members.
 */
export class Decimal {
  readonly negative: boolean;
  /** Without zeros at either end. A text, because arithmetic with a million digits would not be linear. */
  readonly digits: string;
  /** The value is `digits` times ten to the power of this. */
  readonly exponent: number;
  /** The double nearest to the value: 0 and Infinity where there is none. */
  readonly nearest: number;

  /** Made by `decimal`, which knows what a double stands for. */
  constructor(parts: DecimalParts, nearest = Number(textOf(parts))) {
    this.negative = parts.negative;
    this.digits = parts.digits;
    this.exponent = parts.exponent;
    this.nearest = nearest;
  }

  /** JSON text of the number: all of its digits. */
  toString(): string {
    return textOf(this);
  }

  /** `JSON.stringify` can't write it, as it can't write a bigint; `writeJson` can. */
  toJSON(): never {
    throw new TypeError("JSON.stringify would lose digits of a Decimal: use writeJson");
  }
}

/** Objects and lists that have decimals somewhere in them. */
const holders = new WeakSet<object>();

/** Says of an object or list that it holds decimals. */
export function markHolder(value: unknown): void {
  if (typeof value === "object" && value !== null) holders.add(value);
}

/** Whether a value is a decimal, or one that is known to hold some. */
export function holdsDecimals(value: unknown): boolean {
  return typeof value === "object" && value !== null && (value instanceof Decimal || holders.has(value));
}

/** A decimal's sign, digits without zeros at either end ("" for zero) and power of ten. */
export interface DecimalParts {
  readonly negative: boolean;
  readonly digits: string;
  readonly exponent: number;
}

/** The number that a JSON number's text stands for: a double where it has the same value, else a `Decimal`. */
/* @__NO_SIDE_EFFECTS__ */
export function decimal(text: string): number | Decimal {
  const double = Number(text);
  const parts = partsOfText(text);
  return isShortest(parts, double) ? double : new Decimal(parts, double);
}

/** Whether a decimal is the one that its nearest double stands for. */
function isShortest(parts: DecimalParts, nearest: number): boolean {
  const size = Math.abs(nearest);
  if (parts.digits.length > 17 || size === Infinity) return false;
  return (parts.digits.length <= 15 && size > 1e-290) || sameParts(parts, partsOf(nearest));
}

/** The decimal that a number stands for. */
export function partsOf(value: number | Decimal): DecimalParts {
  return typeof value === "number" ? partsOfText(String(value)) : value;
}

/** Negative, zero or positive, as `a` is below, equal to or above `b`. Linear in the digits, whatever the exponents. */
export function compareNumbers(a: number | Decimal, b: number | Decimal): number {
  if (typeof a === "number" && typeof b === "number") return a < b ? -1 : a > b ? 1 : 0;
  const nearA = typeof a === "number" ? a : a.nearest;
  const nearB = typeof b === "number" ? b : b.nearest;
  // What rounds to different doubles is in their order.
  if (nearA !== nearB) return nearA < nearB ? -1 : 1;
  return compareParts(partsOf(a), partsOf(b));
}

const zero: DecimalParts = { negative: false, digits: "", exponent: 0 };

function partsOfText(text: string): DecimalParts {
  const negative = text.startsWith("-");
  const small = text.indexOf("e");
  const letter = small < 0 ? text.indexOf("E") : small;
  const mantissa = text.slice(negative ? 1 : 0, letter < 0 ? text.length : letter);
  const dot = mantissa.indexOf(".");
  const all = dot < 0 ? mantissa : mantissa.slice(0, dot) + mantissa.slice(dot + 1);
  const [start, end] = significant(all);
  if (start === end) return zero;
  const written = letter < 0 ? 0 : Number(text.slice(letter + 1));
  const places = dot < 0 ? 0 : mantissa.length - dot - 1;
  return { negative, digits: all.slice(start, end), exponent: written - places + (all.length - end) };
}

/** Where the digits begin and end that are no leading or trailing zeros. */
function significant(digits: string): readonly [number, number] {
  let start = 0;
  let end = digits.length;
  while (start < end && digits.charCodeAt(start) === 48) start++;
  while (end > start && digits.charCodeAt(end - 1) === 48) end--;
  return [start, end];
}

/** As `String` writes numbers: with an exponent where there were many zeros. */
function textOf({ negative, digits, exponent }: DecimalParts): string {
  const sign = negative ? "-" : "";
  if (digits === "") return "0";
  const whole = digits.length + exponent;
  if (exponent >= 0 && whole <= 40) return sign + digits + "0".repeat(exponent);
  if (exponent < 0 && whole > 0) return `${sign}${digits.slice(0, whole)}.${digits.slice(whole)}`;
  if (exponent < 0 && whole > -6) return `${sign}0.${"0".repeat(-whole)}${digits}`;
  const fraction = digits.length > 1 ? `.${digits.slice(1)}` : "";
  return `${sign}${digits.charAt(0)}${fraction}e${whole - 1}`;
}

function sameParts(a: DecimalParts, b: DecimalParts): boolean {
  return a.negative === b.negative && a.exponent === b.exponent && a.digits === b.digits;
}

function compareParts(a: DecimalParts, b: DecimalParts): number {
  if (a.digits === "" || b.digits === "" || a.negative !== b.negative) return signOf(a) - signOf(b);
  return a.negative ? compareSizes(b, a) : compareSizes(a, b);
}

function signOf({ negative, digits }: DecimalParts): number {
  return digits === "" ? 0 : negative ? -1 : 1;
}

function compareSizes(a: DecimalParts, b: DecimalParts): number {
  const power = a.digits.length + a.exponent - (b.digits.length + b.exponent);
  if (power !== 0) return power;
  // Both begin at the same power of ten, without zeros at their ends: they compare as texts do.
  return a.digits === b.digits ? 0 : a.digits < b.digits ? -1 : 1;
}
