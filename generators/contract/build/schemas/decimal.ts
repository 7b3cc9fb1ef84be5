import type { DecimalText } from "../../model.js";

/** A decimal number taken apart: `units * 10 ** exponent`, without trailing zeros in `units`; zero has exponent 0. */
interface Decimal {
  readonly units: bigint;
  readonly exponent: number;
}

/** Above this difference of magnitude numbers are compared by their exponents alone, so that `1e999999999` costs nothing. */
const MAX_SHIFT = 5_000;

function parse(text: DecimalText): Decimal {
  const [mantissa = "0", power = "0"] = text.toLowerCase().split("e");
  const [whole = "0", fraction = ""] = mantissa.split(".");
  const digits = `${whole}${fraction}`;
  const kept = digits.replace(/0+$/, "");
  if (kept === "" || kept === "-" || /^-?0*$/.test(kept)) return { units: 0n, exponent: 0 };
  return { units: BigInt(kept), exponent: Number(power) - fraction.length + (digits.length - kept.length) };
}

const signOf = (value: bigint): number => (value === 0n ? 0 : value < 0n ? -1 : 1);
const magnitudeOf = ({ units, exponent }: Decimal): number => (units < 0n ? -units : units).toString().length + exponent;

/** Compares two numbers exactly: negative, zero or positive. */
export function compareDecimals(a: DecimalText, b: DecimalText): number {
  if (a === b) return 0;
  if (a.length < 16 && b.length < 16 && !/e/i.test(a + b)) return Number(a) - Number(b);
  const left = parse(a);
  const right = parse(b);
  const sign = signOf(left.units);
  if (sign !== signOf(right.units)) return sign - signOf(right.units);
  if (sign === 0) return 0;
  const difference = magnitudeOf(left) - magnitudeOf(right);
  if (difference !== 0) return sign * difference;
  const shift = left.exponent - right.exponent;
  return shift >= 0 ? signOf(scale(left.units, shift) - right.units) : signOf(left.units - scale(right.units, -shift));
}

/** Equal magnitudes: the shift is at most the number of digits of the other number. */
const scale = (units: bigint, shift: number): bigint => units * 10n ** BigInt(shift);

/** One text for each value, such as `1` for 1.0, 1e0 and 10e-1: equal texts are equal numbers. */
export function canonicalDecimal(text: DecimalText): string {
  if (/^-?[1-9]\d{0,14}$/.test(text)) return text;
  const { units, exponent } = parse(text);
  if (exponent === 0) return String(units);
  return exponent > 0 && exponent < 25 ? String(scale(units, exponent)) : `${units}e${exponent}`;
}

/** Whether a number is whole, as JSON Schema sees it: `1.0` and `1e2` are (Core 4.2.2). */
export const isWhole = (text: DecimalText): boolean => parse(text).exponent >= 0;

/** The nearest whole number not below (`up`) or not above a number. Undefined if it has more digits than anyone writes out. */
export function roundDecimal(text: DecimalText, direction: "up" | "down"): DecimalText | undefined {
  const { units, exponent } = parse(text);
  if (Math.abs(exponent) > MAX_SHIFT) return undefined;
  if (exponent >= 0) return String(scale(units, exponent));
  const divisor = 10n ** BigInt(-exponent);
  const cut = units / divisor;
  const exact = cut * divisor === units;
  if (exact) return String(cut);
  if (direction === "up") return String(units > 0n ? cut + 1n : cut);
  return String(units < 0n ? cut - 1n : cut);
}
