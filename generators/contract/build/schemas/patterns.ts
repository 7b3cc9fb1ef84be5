import { RegExpSyntaxError, RegExpValidator } from "@eslint-community/regexpp";
import type { Pointer } from "../../model.js";
import type { Reading } from "./reading.js";

/** ECMAScript 2024 is what Node 20 and the browsers of its time match with; a newer syntax would fail there when it is first used. */
const validator = new RegExpValidator({ ecmaVersion: 2024, strict: true });

/**
 * Whether a text is an ECMA-262 pattern with the `u` flag (wire profile, JSON bodies; Validation 6.3.3), reported if it is not.
 * Each pattern is parsed once.
 */
export function isPattern({ draft }: Reading, pattern: string, origin: Pointer): boolean {
  if (!draft.patterns.has(pattern)) draft.patterns.set(pattern, problemOf(pattern));
  const problem = draft.patterns.get(pattern);
  if (problem === undefined) {
    const inner = LITERAL.exec(pattern)?.[1];
    if (inner !== undefined) draft.report({ code: "pattern-slashes", severity: "warning", message: "the slashes are part of this pattern, so it never matches", origin, hint: `leave them out: '${inner}'` });
    return true;
  }
  draft.report({
    code: "pattern-invalid",
    severity: "warning",
    message: `this is no ECMA-262 pattern with the 'u' flag, so it is not checked: ${problem}`,
    origin,
    hint: hintFor(pattern, problem),
  });
  return false;
}

/** A regular expression as JavaScript code has it. Nothing stands before `^` or behind `$`, so it can't be meant. */
const LITERAL = /^\/(\^.*|.*\$)\/[dgimsuvy]*$/s;

/** Groups within groups, beyond which engines and their parsers run out of stack. */
const deepest = 400;

function problemOf(pattern: string): string | undefined {
  if (depthOf(pattern) > deepest) return `groups are nested deeper than ${deepest}`;
  try {
    validator.validatePattern(pattern, 0, pattern.length, { unicode: true, unicodeSets: false });
    // The parser may know names of Unicode that no engine knows yet.
    new RegExp(pattern, "u");
    return undefined;
  } catch (error) {
    if (!(error instanceof RegExpSyntaxError)) return error instanceof SyntaxError ? lowerFirst(error.message.replace(/^Invalid regular expression: \/.*\/u: /s, "")) : "it can't be read";
    return `${lowerFirst(error.message.replace(/^Invalid regular expression: \/.*\/u: /s, ""))} (at character ${error.index + 1})`;
  }
}

/** How deep parentheses stand in each other at most, those in classes and escapes not counted apart: an upper bound. */
function depthOf(pattern: string): number {
  let depth = 0;
  let most = 0;
  for (const sign of pattern.matchAll(/\\.|[()]/gs)) {
    if (sign[0] === "(") most = Math.max(most, (depth += 1));
    else if (sign[0] === ")") depth = Math.max(0, depth - 1);
  }
  return most;
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** Spellings of other engines, and what to write instead. */
const FOREIGN: readonly (readonly [RegExp, string])[] = [
  [/\(\?P[<=]/, "named groups are written '(?<name>...)' and referred to by '\\k<name>'"],
  [/\(\?[imsxu]+[:)-]/, "ECMA-262 has no inline flags: write both cases, as in '[Aa]'"],
  [/\\[AzZ](?![A-Za-z])/, "write '^' for the start and '$' for the end of the text"],
  [/\[\[?:(alpha|digit|alnum|upper|lower|space|punct|xdigit|word):\]/, "write '[A-Za-z]', '\\d' or '\\p{L}' in place of POSIX classes"],
  [/[*+?}]\+/, "possessive quantifiers don't exist: leave the second '+' out"],
  [/\(\?>/, "atomic groups don't exist: write '(?:...)'"],
  [/\\Q|\\E/, "escape each special character by itself"],
];

/** What the parser says, and what was most likely forgotten. */
const SLIPS: readonly (readonly [string, string])[] = [
  ["unterminated character class", "add the ']' that is missing, or write '\\[' for a bracket"],
  ["unterminated group", "add the ')' that is missing, or write '\\(' for a parenthesis"],
  ["unmatched ')'", "add the '(' that is missing, or write '\\)' for a parenthesis"],
  ["nothing to repeat", "a quantifier stands behind what it repeats: '.*' for any characters, '\\*' for a star"],
  ["lone quantifier brackets", "write '\\{', '\\}' and '\\]' for brackets that are meant as they stand"],
  ["incomplete quantifier", "write '\\{' for a brace"],
  ["numbers out of order", "write the smaller number first"],
  ["range out of order", "write the smaller character first, and '\\-' for a dash"],
];

function hintFor(pattern: string, problem: string): string {
  const foreign = FOREIGN.find(([sign]) => sign.test(pattern));
  if (foreign !== undefined) return foreign[1];
  const slip = SLIPS.find(([sign]) => problem.startsWith(sign));
  if (slip !== undefined) return slip[1];
  if (!problem.startsWith("invalid escape")) return "see ECMA-262, section 22.2 (Regular Expressions); 'pattern' is always read with the 'u' flag";
  const escaped = /\\([^\p{L}\p{N}^$\\.*+?()[\]{}|/])/u.exec(pattern)?.[1];
  return escaped === undefined ? "with the 'u' flag only special characters may be escaped" : `write '${escaped}' without the backslash: only special characters may be escaped`;
}
