import { compareNumbers, Decimal, partsOf, type DecimalParts } from "./decimal.js";

/** A JSON number. NaN and the infinities, which an answer might have, are none. */
export function isNumber(value: unknown): value is number | Decimal {
  return typeof value === "number" ? value - value === 0 : value instanceof Decimal;
}

/** A JSON number without a fraction: 1.0 and 1e2 are integers (JSON Schema Core, 4.2.3). */
export function isInteger(value: unknown): value is number | Decimal {
  return typeof value === "number" ? Number.isInteger(value) : value instanceof Decimal && value.exponent >= 0;
}

/** `minimum`, exact. */
export function isAtLeast(value: number | Decimal, limit: number | Decimal): boolean {
  return typeof value === "number" && typeof limit === "number" ? value >= limit : compareNumbers(value, limit) >= 0;
}

/** `exclusiveMinimum`, exact. */
export function isAbove(value: number | Decimal, limit: number | Decimal): boolean {
  return typeof value === "number" && typeof limit === "number" ? value > limit : compareNumbers(value, limit) > 0;
}

/** `maximum`, exact. */
export function isAtMost(value: number | Decimal, limit: number | Decimal): boolean {
  return typeof value === "number" && typeof limit === "number" ? value <= limit : compareNumbers(value, limit) <= 0;
}

/** `exclusiveMaximum`, exact. */
export function isBelow(value: number | Decimal, limit: number | Decimal): boolean {
  return typeof value === "number" && typeof limit === "number" ? value < limit : compareNumbers(value, limit) < 0;
}

/** `multipleOf` of the decimals: 19.99 is a multiple of 0.01. `divisor` is above zero. */
export function isMultipleOf(value: number | Decimal, divisor: number | Decimal): boolean {
  if (typeof value === "number" && Number.isSafeInteger(value) && Number.isSafeInteger(divisor)) {
    return value % (divisor as number) === 0;
  }
  const step = stepOf(divisor);
  if (typeof value === "number" && step.scale !== undefined) {
    const scaled = Math.round(value * step.scale);
    // With at most 15 digits, a decimal and its double are one to one, and the product above is less than half off.
    if (scaled < 1e15 && scaled > -1e15) return scaled / step.scale === value && scaled % step.size === 0;
  }
  return dividesExactly(partsOf(value), step);
}

/** The format: a signed integer of 32 bits. */
export function isInt32(value: number | Decimal): boolean {
  return typeof value === "number" && (value | 0) === value;
}

/** The format: a signed integer of 64 bits. */
export function isInt64(value: number | Decimal): boolean {
  // The doubles at both ends stand for 9223372036854776000, which is beyond them.
  if (typeof value === "number") return Number.isInteger(value) && value > -(2 ** 63) && value < 2 ** 63;
  return value.exponent >= 0 && compareNumbers(value, leastInt64) >= 0 && compareNumbers(value, mostInt64) <= 0;
}

/** The format: an integer from 0 to 2^32-1. */
export function isUint32(value: number | Decimal): boolean {
  return typeof value === "number" && value >>> 0 === value;
}

/** The format: an integer from 0 to 2^64-1. */
export function isUint64(value: number | Decimal): boolean {
  if (typeof value === "number") return Number.isInteger(value) && value >= 0 && value < 2 ** 64;
  return value.exponent >= 0 && !value.negative && compareNumbers(value, mostUint64) <= 0;
}

const leastInt64 = new Decimal({ negative: true, digits: "9223372036854775808", exponent: 0 });
const mostInt64 = new Decimal({ negative: false, digits: "9223372036854775807", exponent: 0 });
const mostUint64 = new Decimal({ negative: false, digits: "18446744073709551615", exponent: 0 });

/** A divisor, made ready: `size` / `scale` where doubles do, `digits` times ten to the power of `exponent` always. */
interface Step {
  readonly size: number;
  readonly scale: number | undefined;
  readonly digits: bigint;
  readonly exponent: number;
}

/** Divisors stand in the code, so there are few. */
const steps = new Map<number | Decimal, Step>();

function stepOf(divisor: number | Decimal): Step {
  const known = steps.get(divisor);
  if (known !== undefined) return known;
  const { digits, exponent } = partsOf(divisor);
  const places = Math.max(0, -exponent);
  const size = Number(digits) * 10 ** Math.max(0, exponent);
  // Powers of ten are exact doubles up to 10^22.
  const scale = places <= 22 && size < 1e15 ? 10 ** places : undefined;
  const step = { size, scale, digits: BigInt(digits), exponent };
  steps.set(divisor, step);
  return step;
}

/** Linear in the digits of the value, whatever the exponents. */
function dividesExactly({ digits, exponent }: DecimalParts, step: Step): boolean {
  if (digits === "") return true;
  const power = exponent - step.exponent;
  // The digits don't end in a zero, so no power of ten divides them.
  if (power < 0) return false;
  return (remainder(digits, step.digits) * powerOfTen(power, step.digits)) % step.digits === 0n;
}

/** `digits` modulo `divisor`, 15 digits at a time. */
function remainder(digits: string, divisor: bigint): bigint {
  let rest = 0n;
  for (let start = 0; start < digits.length; start += 15) {
    const piece = digits.slice(start, start + 15);
    rest = (rest * BigInt(10 ** piece.length) + BigInt(piece)) % divisor;
  }
  return rest;
}

/** Ten to the power of `power`, modulo `divisor`, by squaring. */
function powerOfTen(power: number, divisor: bigint): bigint {
  let result = 1n;
  let base = 10n % divisor;
  for (let left = power; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) result = (result * base) % divisor;
    base = (base * base) % divisor;
  }
  return result;
}
