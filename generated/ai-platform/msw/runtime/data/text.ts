import { hasMaxLength, hasMinLength } from "../check/values.js";
import { hasFormat, patternOfFormat } from "./formats.js";
import { hasMatch } from "./matching.js";
import { pickMatch } from "./patterns.js";
import { drawInteger, type Random } from "./random.js";
import type { Hint } from "./scene.js";
import { fitText, oddTexts, proseOf } from "./text-fit.js";
import { usualText } from "./text-usual.js";

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
  const usual = fitText(usualText(rules, hint, random), rules, rules.formats.length === 0 && rules.patterns.length === 0, random);
  if (keepsText(rules, usual)) return usual;
  const keeps = (text: string): boolean => keepsText(rules, text);
  const formats = rules.formats.map(patternOfFormat).filter((pattern) => pattern !== undefined);
  const wanted = [...rules.patterns, ...formats];
  if (wanted.length === 0) {
    const prose = proseOf(Math.max(rules.minLength, Math.min(rules.maxLength, drawInteger(random, 5, 24))), random);
    if (keeps(prose)) return prose;
  }
  const goal = { wanted, unwanted: rules.notPatterns, minLength: rules.minLength, maxLength: rules.maxLength };
  return pickMatch(goal, keeps, random) ?? oddTexts(rules.minLength, rules.maxLength).find(keeps);
}

/** Whether a text keeps rules: exact, but for a pattern that can't be matched in bounded time, which it doesn't keep. */
export function keepsText(rules: TextRules, text: string): boolean {
  return (
    hasMinLength(text, rules.minLength) &&
    hasMaxLength(text, rules.maxLength) &&
    rules.patterns.every((pattern) => hasMatch(pattern, text)) &&
    !rules.notPatterns.some((pattern) => hasMatch(pattern, text)) &&
    rules.formats.every((format) => hasFormat(format, text)) &&
    !rules.notFormats.some((format) => hasFormat(format, text))
  );
}

