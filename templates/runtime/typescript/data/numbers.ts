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
  const least = typeof rules.least?.value === "number" ? Math.ceil(rules.least.value) : hint.name.length;
  const number = drawInteger(random, least, least + 99);
  return keepsNumber(rules, number) ? number : undefined;
}

/** Whether a number keeps rules: exact. */
export function keepsNumber(rules: NumberRules, value: Numeric): boolean {
  return rules.least === undefined || value >= rules.least.value;
}
