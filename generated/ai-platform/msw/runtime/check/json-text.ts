import { MalformedJson } from "./malformed-json.js";

// What can be told of a JSON text by looking at its characters, without making values of it.

const backslash = 0x5c;
const colon = 0x3a;
const letterU = 0x75;
const quote = 0x22;

/** Whether a text has more brackets than levels are allowed, so that it may be too deep. */
export function hasManyBrackets(text: string, maxDepth: number): boolean {
  return hasMore(text, "[", maxDepth / 2) || hasMore(text, "{", maxDepth / 2);
}

function hasMore(text: string, bracket: string, most: number): boolean {
  let index = -1;
  for (let count = 0; count <= most; count++) {
    index = text.indexOf(bracket, index + 1);
    if (index < 0) return false;
  }
  return true;
}

/**
 * How many names stand in a text, where all of it is looked at: a colon outside of texts stands behind a name. The
 * grammar doesn't matter yet: this also keeps a text of brackets from becoming millions of arrays.
 *
 * @throws {MalformedJson} where it nests too deep.
 */
export function scanNames(text: string, maxDepth: number): number {
  let depth = 0;
  let names = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === quote) {
      index = endOfText(text, index);
      if (index < 0) return names;
    } else if (code === colon) {
      names++;
    } else if ((code | 0x20) === 0x7b) {
      if (++depth > maxDepth) throw new MalformedJson("json");
    } else if ((code | 0x20) === 0x7d) {
      depth--;
    }
  }
  return names;
}

/** What the names of a text tell. */
export interface Names {
  /** At most: exact but where a text within it begins with a colon. */
  readonly count: number;
  /** Whether a number of 16 characters or more may stand behind one of them, for which `isLong` says so. */
  readonly hasLong: boolean;
}

/** Looks at the names of a JSON text, in a quarter of the time of `scanNames`. `isLong`: is told where a value begins that may be a long number. */
export function lookAtNames(text: string, isLong: (text: string, start: number) => boolean): Names {
  let count = 0;
  let hasLong = false;
  for (let index = text.indexOf(":"); index >= 0; index = text.indexOf(":", index + 1)) {
    let end = index - 1;
    while (isSpace(text.charCodeAt(end))) end--;
    if (text.charCodeAt(end) !== quote || isEscaped(text, end)) continue;
    count++;
    let start = index + 1;
    while (isSpace(text.charCodeAt(start))) start++;
    // A digit or a sign.
    if (text.charCodeAt(start) <= 0x39 && text.charCodeAt(start) !== quote && !hasLong) hasLong = isLong(text, start);
  }
  return { count, hasLong };
}

/** Whether a list that begins with a number is among the first of a text. */
export function hasNumberList(text: string): boolean {
  let index = text.indexOf("[");
  for (let count = 0; index >= 0 && count < 16; count++) {
    let start = index + 1;
    while (isSpace(text.charCodeAt(start))) start++;
    if (text.charCodeAt(start) <= 0x39 && text.charCodeAt(start) !== quote) return true;
    index = text.indexOf("[", start);
  }
  return false;
}

/** The quotation mark that ends the text which begins with the one at the index; -1 where there is none. */
export function endOfText(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end >= 0 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end;
}

export function isSpace(code: number): boolean {
  return code === 0x20 || (code <= 0x0d && (code === 0x0a || code === 0x0d || code === 0x09));
}

/** Whether an odd number of backslashes stands before the character at the index. */
function isEscaped(text: string, index: number): boolean {
  let first = index;
  while (text.charCodeAt(first - 1) === backslash) first--;
  return (index - first) % 2 === 1;
}

/** Whether half a character stands in a JSON text as an escape: a surrogate that isn't one of a pair. */
export function hasHalfCharacter(text: string): boolean {
  if (!text.includes("\\u") || !/\\u[dD][89a-fA-F]/.test(text)) return false;
  let index = text.indexOf("\\");
  while (index >= 0) {
    const isUnit = text.charCodeAt(index + 1) === letterU;
    const half = isUnit ? halfAt(text, index) : 0;
    if (half === low || (half === high && halfAt(text, index + 6) !== low)) return true;
    index = text.indexOf("\\", index + (half === high ? 12 : isUnit ? 6 : 2));
  }
  return false;
}

const high = 1;
const low = 2;

/** Which half of a character the escape at the index is, such as `\ud83d`; 0 where it is none. */
function halfAt(text: string, index: number): number {
  if (text.charCodeAt(index) !== backslash || text.charCodeAt(index + 1) !== letterU) return 0;
  if ((text.charCodeAt(index + 2) | 0x20) !== 0x64) return 0;
  const next = text.charCodeAt(index + 3) | 0x20;
  // 8, 9, a and b begin a high surrogate; c to f a low one.
  if (next === 0x38 || next === 0x39 || next === 0x61 || next === 0x62) return high;
  return next >= 0x63 && next <= 0x66 ? low : 0;
}
