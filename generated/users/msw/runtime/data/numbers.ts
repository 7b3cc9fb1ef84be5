import { compareNumbers, decimal, partsOf } from "../check/decimal.js";
import { isInt32, isInt64, isInteger, isMultipleOf, isUint32, isUint64 } from "../check/numbers.js";
import { usualRange } from "./numbers-usual.js";
import type { Numeric } from "./schema.js";
import { drawInteger, type Random } from "./random.js";
import type { Hint } from "./scene.js";

export interface NumberLimit {
  readonly value: Numeric;
  /** Whether the number may be the limit itself. */
  readonly included: boolean;
}

/** What a number has to be like: all of it at once, exact. */
export interface NumberRules {
  readonly integer: boolean;
  /** Whether it must not be an integer. */
  readonly notInteger: boolean;
  readonly least: NumberLimit | undefined;
  readonly most: NumberLimit | undefined;
  /** It is a multiple of each; all are above zero. */
  readonly multiples: readonly Numeric[];
  /** It is a multiple of none. */
  readonly notMultiples: readonly Numeric[];
  /** Formats that it has: `int32`, `int64`, `uint32`, `uint64` assert something. */
  readonly formats: readonly string[];
  /** Formats that it doesn't have. */
  readonly notFormats: readonly string[];
}

/** A number without rules. */
export const anyNumber: NumberRules = {
  integer: false,
  notInteger: false,
  least: undefined,
  most: undefined,
  multiples: [],
  notMultiples: [],
  formats: [],
  notFormats: [],
};

/**
 * A number that keeps its rules and, where these leave a choice, is like what its name says: a double where it has the same value, else a
 * `Decimal`; undefined if there is none.
 */
export function pickNumber(rules: NumberRules, hint: Hint, random: Random): Numeric | undefined {
  const isWhole = rules.integer || rules.formats.some((format) => wholeFormats.has(format));
  const usual = usualRange(hint, isWhole);
  const plain = isWhole ? pickPlain(rules, usual, random) : undefined;
  if (plain !== undefined) return plain;
  // Nobody wants to read hundreds of digits, and ten to the power of millions can't be reckoned with.
  const width = widthOf(rules);
  const named = width > wide ? mentioned(rules).find((value) => keepsNumber(rules, value)) : undefined;
  if (named !== undefined || width > extreme) return named;
  const [least, most] = boundsOf(rules);
  // The numbers of the grid that is usual for the name, then finer and finer ones.
  const finest = Math.max(usual.places, ...[least, most].map((limit) => placesOf(limit?.value))) + 3;
  for (let places = isWhole ? finest : usual.places; places <= finest; places++) {
    const step = commonStep(rules, isWhole, places);
    const found = pickOnGrid(rules, step, toGrid(least, step, 1), toGrid(most, step, -1), usual, random);
    if (found !== undefined) return found;
  }
  return mentioned(rules).find((value) => keepsNumber(rules, value));
}

/** An integer within limits, without reckoning in big integers; undefined where that might not be exact, or there are other rules. */
function pickPlain({ least, most, multiples, notMultiples, notInteger, formats, notFormats }: NumberRules, usual: UsualRange, random: Random): number | undefined {
  if (multiples.length + notMultiples.length + notFormats.length > 0 || notInteger) return undefined;
  let first = Math.max(...formats.map(lowest), -plainMost);
  let last = Math.min(...formats.map(highest), plainMost);
  if (least !== undefined) first = Math.max(first, typeof least.value !== "number" ? NaN : least.included ? Math.ceil(least.value) : Math.floor(least.value) + 1);
  if (most !== undefined) last = Math.min(last, typeof most.value !== "number" ? NaN : most.included ? Math.floor(most.value) : Math.ceil(most.value) - 1);
  const from = Math.max(first, usual.least);
  const to = Math.min(last, usual.most);
  const isTouched = last - first <= usual.most - usual.least && (to - from) * 4 < last - first;
  return from <= to ? drawInteger(random, isTouched ? first : from, isTouched ? last : to) : undefined;
}

const plainMost = 2 ** 50;
const lowest = (format: string): number => (format === "int32" ? -(2 ** 31) : format.startsWith("uint") ? 0 : -plainMost);
const highest = (format: string): number => (format === "int32" ? 2 ** 31 - 1 : format === "uint32" ? 2 ** 32 - 1 : plainMost);

/** Whether a number keeps rules: exact. */
export function keepsNumber(rules: NumberRules, value: Numeric): boolean {
  const { least, most } = rules;
  if (isInteger(value) ? rules.notInteger : rules.integer) return false;
  if (least !== undefined && compareNumbers(value, least.value) < (least.included ? 0 : 1)) return false;
  if (most !== undefined && compareNumbers(value, most.value) > (most.included ? 0 : -1)) return false;
  return (
    rules.multiples.every((divisor) => isMultipleOf(value, divisor)) &&
    !rules.notMultiples.some((divisor) => isMultipleOf(value, divisor)) &&
    rules.formats.every((format) => hasNumberFormat(format, value)) &&
    !rules.notFormats.some((format) => !hasNumberFormat(format, value) ? false : wholeFormats.has(format))
  );
}

/** Whether a number has a format; those that say nothing of numbers have all. */
export function hasNumberFormat(format: string, value: Numeric): boolean {
  return wholeFormats.get(format)?.is(value) ?? true;
}

interface WholeFormat {
  readonly is: (value: Numeric) => boolean;
  readonly least: Numeric;
  readonly most: Numeric;
}

const wholeFormats: ReadonlyMap<string, WholeFormat> = new Map([
  ["int32", { is: isInt32, least: -(2 ** 31), most: 2 ** 31 - 1 }],
  ["int64", { is: isInt64, least: decimal("-9223372036854775808"), most: decimal("9223372036854775807") }],
  ["uint32", { is: isUint32, least: 0, most: 2 ** 32 - 1 }],
  ["uint64", { is: isUint64, least: 0, most: decimal("18446744073709551615") }],
]);

/** Digits and powers of ten of rules whose own numbers are tried first. */
const wide = 40;
/** And beyond what a grid is made of. */
const extreme = 1000;

function widthOf(rules: NumberRules): number {
  const all = [rules.least?.value ?? 0, rules.most?.value ?? 0, ...rules.multiples].map(partsOf);
  return Math.max(...all.map(({ digits, exponent }) => (digits === "" ? 0 : Math.max(Math.abs(exponent), digits.length))));
}

/** Numbers that the rules name, which may be the only ones, and those beyond the formats. */
function mentioned(rules: NumberRules): readonly Numeric[] {
  return [rules.least?.value, rules.most?.value, ...rules.multiples, 0, 1, 0.5, ...beyondFormats].filter((value) => value !== undefined);
}

const beyondFormats: readonly Numeric[] = [-1, 2 ** 31, 2 ** 32, decimal("9223372036854775808"), decimal("18446744073709551616"), decimal("-9223372036854775809")];

function boundsOf(rules: NumberRules): readonly [NumberLimit | undefined, NumberLimit | undefined] {
  let { least, most } = rules;
  for (const format of rules.formats) {
    const known = wholeFormats.get(format);
    if (known === undefined) continue;
    if (least === undefined || compareNumbers(known.least, least.value) > 0) least = { value: known.least, included: true };
    if (most === undefined || compareNumbers(known.most, most.value) < 0) most = { value: known.most, included: true };
  }
  return [least, most];
}

/** The numbers `index * size / 10^places`. */
export interface Grid {
  readonly size: bigint;
  readonly places: number;
}

function placesOf(value: Numeric | undefined): number {
  return value === undefined ? 0 : Math.max(0, -partsOf(value).exponent);
}

/** A number as so many of 10^-places, which it has no more of. */
function scaled(value: Numeric, places: number): bigint {
  const { negative, digits, exponent } = partsOf(value);
  const size = digits === "" ? 0n : BigInt(digits) * 10n ** BigInt(exponent + places);
  return negative ? -size : size;
}

/** The coarsest grid that all multiples are on; of numbers that needn't be multiples, one with so many decimal places. */
function commonStep(rules: NumberRules, isWhole: boolean, usualPlaces: number): Grid {
  if (rules.multiples.length === 0) return { size: 1n, places: isWhole ? 0 : usualPlaces };
  const all = isWhole ? [...rules.multiples, 1] : rules.multiples;
  const places = Math.max(...all.map(placesOf));
  return { size: all.map((value) => scaled(value, places)).reduce((a, b) => (a / greatestDivisor(a, b)) * b), places };
}

function greatestDivisor(a: bigint, b: bigint): bigint {
  let [one, other] = [a, b];
  while (other !== 0n) [one, other] = [other, one % other];
  return one;
}

/** The first index of a grid that keeps a limit, upwards from it (`side` 1) or downwards (-1). */
function toGrid(limit: NumberLimit | undefined, { size, places }: Grid, side: 1 | -1): bigint | undefined {
  if (limit === undefined) return undefined;
  const own = Math.max(places, placesOf(limit.value));
  const value = scaled(limit.value, own);
  const step = size * 10n ** BigInt(own - places);
  const below = floorDivide(value, step);
  const isOnGrid = below * step === value;
  if (isOnGrid) return limit.included ? below : below + BigInt(side);
  return side === 1 ? below + 1n : below;
}

function floorDivide(a: bigint, b: bigint): bigint {
  const whole = a / b;
  return a % b !== 0n && a < 0n ? whole - 1n : whole;
}

export interface UsualRange {
  readonly least: number;
  readonly most: number;
  /** Decimal places of numbers that need not be integers. */
  readonly places: number;
}

/** So many neighbours of a number are tried where something else than limits and multiples is asked for. */
const neighbours = 64n;

function pickOnGrid(rules: NumberRules, grid: Grid, first: bigint | undefined, last: bigint | undefined, usual: UsualRange, random: Random): Numeric | undefined {
  if (first !== undefined && last !== undefined && first > last) return undefined;
  const [from, to] = usualIndexes(grid, first, last, usual);
  const start = from + drawBig(random, to - from);
  const span = first !== undefined && last !== undefined && last - first < neighbours ? last - first + 1n : neighbours;
  for (let turn = 0n; turn < span; turn++) {
    for (const index of turn === 0n ? [start] : [start + turn, start - turn]) {
      if ((first !== undefined && index < first) || (last !== undefined && index > last)) continue;
      const value = numberAt(grid, index);
      if (keepsNumber(rules, value)) return value;
    }
  }
  return undefined;
}

/** Within the limits: the part that is usual for the name, else the part next to the limit that there is. */
function usualIndexes(grid: Grid, first: bigint | undefined, last: bigint | undefined, usual: UsualRange): readonly [bigint, bigint] {
  const least = toGrid({ value: usual.least, included: true }, grid, 1) as bigint;
  const most = toGrid({ value: usual.most, included: true }, grid, -1) as bigint;
  const from = first === undefined || first < least ? least : first;
  const to = last === undefined || last > most ? most : last;
  const allowed = first === undefined || last === undefined ? undefined : last - first;
  // Limits that hardly touch what is usual mean something else by the name.
  const isTouched = allowed !== undefined && allowed <= most - least && (to - from) * 4n < allowed;
  if (from <= to) return isTouched ? [first as bigint, last as bigint] : [from, to];
  const width = most > least ? most - least : 10n;
  if (last === undefined) return first === undefined ? [0n, 10n] : [first, first + width];
  if (first === undefined) return [last - width, last];
  // All that is allowed is beyond what is usual: it lies about the end that is nearer.
  return last - first <= width ? [first, last] : last < least ? [last - width, last] : [first, first + width];
}

function drawBig(random: Random, size: bigint): bigint {
  if (size <= 0n) return 0n;
  const small = Number(size);
  if (small < 2 ** 53) return BigInt(drawInteger(random, 0, small));
  return (size * BigInt(drawInteger(random, 0, 2 ** 40))) / 2n ** 40n;
}

function numberAt({ size, places }: Grid, index: bigint): Numeric {
  return decimal(`${index * size}e-${places}`);
}
