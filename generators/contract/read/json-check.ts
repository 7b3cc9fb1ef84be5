import { isDoubleExact } from "../json.js";

/** What `JSON.parse` can't tell of a text. Only right if the text is JSON. */
export interface JsonFacts {
  /** How many members all objects have together, duplicates counted. */
  readonly members: number;
  /** A number would lose digits as a double. */
  readonly hasLossyNumber: boolean;
  /** Levels of objects and lists. */
  readonly depth: number;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** Finds the facts in one pass. Strings are skipped by `indexOf`, so the time goes into what stands between them. */
export function checkJson(text: string): JsonFacts {
  let members = 0;
  let depth = 0;
  let deepest = 0;
  let hasLossyNumber = false;
  const length = text.length;
  for (let at = 0; at < length; at++) {
    const unit = text.charCodeAt(at);
    if (unit <= 0x20) continue;
    if (unit === QUOTE) at = endOfString(text, at);
    else if (unit === 0x3a) members++;
    else if (unit === 0x7b || unit === 0x5b) deepest = Math.max(deepest, ++depth);
    else if (unit === 0x7d || unit === 0x5d) depth--;
    else if (unit === 0x2d || (unit >= 0x30 && unit <= 0x39)) {
      const end = endOfNumber(text, at);
      // A short number without an exponent can't lose anything; most numbers end here.
      if (end - at > 3 && !isDoubleExact(text.slice(at, end))) hasLossyNumber = true;
      at = end - 1;
    }
  }
  return { members, hasLossyNumber, depth: deepest };
}

/** The index of the closing quote of the string that starts with a quote at `start`. */
export function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end !== -1 && text.charCodeAt(end - 1) === BACKSLASH && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end === -1 ? text.length : end;
}

function isEscaped(text: string, at: number): boolean {
  let first = at;
  while (text.charCodeAt(first - 1) === BACKSLASH) first--;
  return (at - first) % 2 === 1;
}

function endOfNumber(text: string, start: number): number {
  let end = start + 1;
  for (let unit = text.charCodeAt(end); isNumberUnit(unit); unit = text.charCodeAt(end)) end++;
  return end;
}

/** Digits, `.`, `+`, `-`, `e`, `E`. */
const isNumberUnit = (unit: number): boolean =>
  (unit >= 0x30 && unit <= 0x39) || unit === 0x2e || unit === 0x2b || unit === 0x2d || unit === 0x65 || unit === 0x45;
