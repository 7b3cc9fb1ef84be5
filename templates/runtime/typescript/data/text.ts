import { countCodePoints } from "../check/values.js";
import { drawInteger, pick, type Random } from "./random.js";
import type { Hint } from "./scene.js";

/** What a text has to be like: all of it at once. */
export interface TextRules {
  /** In code points. */
  readonly minLength: number;
  /** In code points; Infinity if there is no limit. */
  readonly maxLength: number;
  /** ECMA-262 patterns with the `u` flag: each has a match in the text. */
  readonly patterns: readonly string[];
  /** Patterns that have none. */
  readonly notPatterns: readonly string[];
  /** Formats that it has. Those that the wire profile doesn't know assert nothing, but say what it is like. */
  readonly formats: readonly string[];
  /** Formats that it doesn't have. */
  readonly notFormats: readonly string[];
}

/** A text without rules. */
export const anyText: TextRules = { minLength: 0, maxLength: Infinity, patterns: [], notPatterns: [], formats: [], notFormats: [] };

/** A text that keeps its rules and, where these leave a choice, is like what its name says; undefined if none was found. */
export function pickText(rules: TextRules, hint: Hint, random: Random): string | undefined {
  if (rules.minLength > rules.maxLength) return undefined;
  const length = Math.max(rules.minLength, Math.min(rules.maxLength, drawInteger(random, 5, 12)));
  let text = hint.name.slice(0, 0);
  while (countCodePoints(text) < length) text += pick(random, [..."abcdefghijklmnopqrstuvwxyz"]);
  return keepsText(rules, text) ? text : undefined;
}

/** Whether a text keeps rules: exact, but for a pattern that can't be matched in bounded time, which it doesn't keep. */
export function keepsText(rules: TextRules, text: string): boolean {
  const length = countCodePoints(text);
  return length >= rules.minLength && length <= rules.maxLength;
}
