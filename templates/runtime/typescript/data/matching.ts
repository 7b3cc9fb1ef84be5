import { boundedPattern, linearPattern, type Pattern, PatternLimit } from "../check/pattern.js";

/** Up to so many UTF-16 units, the engine's own backtracking takes a short time, whatever the pattern. */
const shortText = 24;
/** What an automaton is made of, at most: repeated parts count as often as they repeat. */
const longestRepeat = 1_000;

const known = new Map<string, Pattern>();

/** Whether a text has a match of an ECMA-262 pattern with the `u` flag; no, where that takes too long to tell, or where the pattern is none. */
export function hasMatch(pattern: string, text: string): boolean {
  let found = known.get(pattern);
  if (found === undefined) {
    found = openPattern(pattern);
    if (known.size > 10_000) known.clear();
    known.set(pattern, found);
  }
  try {
    return found.test(text);
  } catch (error) {
    if (error instanceof PatternLimit) return false;
    throw error;
  }
}

function openPattern(pattern: string): Pattern {
  let expression: RegExp;
  try {
    expression = new RegExp(pattern, "u");
  } catch {
    return { test: () => false };
  }
  // Without a repetition there is nothing to come back to.
  if (!/[*+{]/.test(pattern)) return expression;
  const repeats = [...pattern.matchAll(/\{(\d+)(?:,(\d*))?\}/g)].map(([, least, most]) => Math.max(Number(least), Number(most ?? 0)));
  const size = repeats.reduce((product, repeat) => product * Math.max(repeat, 1), 1);
  const isLinear = size <= longestRepeat && !/\\(?:[1-9]|k)/.test(pattern) && !/\(\?<?[=!]/.test(pattern);
  return isLinear ? linearPattern(expression, shortText) : boundedPattern(expression, shortText);
}
