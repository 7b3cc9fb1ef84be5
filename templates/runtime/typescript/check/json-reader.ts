import { Decimal, decimal } from "./decimal.js";
import { isEscaped, readSlowly } from "./json-slow-reader.js";
import { defaultDepth, MalformedJson, type JsonLimits } from "./malformed-json.js";

export { MalformedJson, type JsonLimits, type JsonRule } from "./malformed-json.js";

/**
 * The value of a JSON text that keeps I-JSON (RFC 7493) and loses no digit: a number that no double stands for is a
 * `Decimal`.
 *
 * Bytes are read as UTF-8. What is wrong with a text is the first of: no UTF-8 or a byte order mark (`encoding`), not
 * the grammar, too deep, or a number beyond the range of doubles (`json`), half a character as an escape (`encoding`),
 * a name that comes twice (`duplicate`).
 *
 * Fast, because `JSON.parse` reads all texts, and cheap signs tell those that need a second look: the colons between
 * names and values against the members that there are, and long runs of digits.
 *
 * @throws {MalformedJson}
 */
export function readJson(source: Uint8Array | string, limits: JsonLimits = {}): unknown {
  const text = typeof source === "string" ? checkText(source) : decodeText(source);
  const maxDepth = limits.maxDepth ?? defaultDepth;
  if (text.length > longText) checkDepth(text, maxDepth);
  const value = parse(text);
  const seen: Seen = { members: 0, zero: false, extreme: false, maxDepth };
  lookAt(value, 1, seen);
  const isSimple =
    seen.members === countNames(text) &&
    !seen.extreme &&
    !(seen.zero && hasTinyExponent(text)) &&
    !hasLongNumber(text) &&
    !hasSurrogateEscape(text);
  return isSimple ? value : readSlowly(text);
}

/** Short texts can't hold much, however deep. */
const longText = 1 << 16;
let decoder: TextDecoder | undefined;

function decodeText(bytes: Uint8Array): string {
  try {
    decoder ??= new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
    return checkMark(decoder.decode(bytes));
  } catch (error) {
    throw error instanceof MalformedJson ? error : new MalformedJson("encoding");
  }
}

function checkText(text: string): string {
  if (/\p{Surrogate}/u.test(text)) throw new MalformedJson("encoding");
  return checkMark(text);
}

function checkMark(text: string): string {
  if (text.charCodeAt(0) === 0xfeff) throw new MalformedJson("encoding");
  return text;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // V8's message has parts of the text in it.
    throw new MalformedJson("json");
  }
}

/** What a look at a value has seen. */
interface Seen {
  members: number;
  zero: boolean;
  /** A number that a short text may have lost digits in. */
  extreme: boolean;
  readonly maxDepth: number;
}

function lookAt(value: unknown, depth: number, seen: Seen): void {
  if (typeof value === "number") {
    lookAtNumber(value, seen);
  } else if (typeof value === "object" && value !== null) {
    if (depth > seen.maxDepth) throw new MalformedJson("json");
    if (Array.isArray(value)) lookAtItems(value, depth + 1, seen);
    else lookAtMembers(value as Readonly<Record<string, unknown>>, depth + 1, seen);
  }
}

function lookAtItems(items: readonly unknown[], depth: number, seen: Seen): void {
  for (let index = 0; index < items.length; index++) {
    const item = items[index];
    if (typeof item === "object" && item !== null) lookAt(item, depth, seen);
    else if (typeof item === "number") lookAtNumber(item, seen);
  }
}

function lookAtMembers(value: Readonly<Record<string, unknown>>, depth: number, seen: Seen): void {
  for (const name in value) {
    seen.members++;
    const member = value[name];
    if (typeof member === "object" && member !== null) lookAt(member, depth, seen);
    else if (typeof member === "number") lookAtNumber(member, seen);
  }
}

function lookAtNumber(value: number, seen: Seen): void {
  const size = value < 0 ? -value : value;
  if (size === 0) seen.zero = true;
  else if (!(size < 1e90 && size > 1e-90)) seen.extreme = true;
}

/** How many names stand in a JSON text: exact or, where a text begins with a colon, too many, but never too few. */
function countNames(text: string): number {
  let count = 0;
  for (let index = text.indexOf(":"); index >= 0; index = text.indexOf(":", index + 1)) {
    let end = index - 1;
    while (isSpace(text.charCodeAt(end))) end--;
    if (text.charCodeAt(end) === quote && !isEscaped(text, end)) count++;
  }
  return count;
}

const colon = 0x3a;
const comma = 0x2c;
const dot = 0x2e;
const letterE = 0x65;
const minus = 0x2d;
const openBracket = 0x5b;
const quote = 0x22;

function isSpace(code: number): boolean {
  return code === 0x20 || (code <= 0x0d && (code === 0x0a || code === 0x0d || code === 0x09));
}

/** Two of them may be one character, which the slow reader sees. */
function hasSurrogateEscape(text: string): boolean {
  return text.includes("\\u") && /\\u[dD][89a-fA-F]/.test(text);
}

/** What becomes zero as a double has an exponent of three digits, or very many digits before it. */
function hasTinyExponent(text: string): boolean {
  if (!text.includes("e-") && !text.includes("E-")) return false;
  for (const { index } of text.matchAll(/[\d.][eE]-\d{3}/g))
    if (isNumberStart(text, startOfDigits(text, index))) return true;
  return false;
}

/**
 * A number of more than 15 digits that no double stands for. It looks at every 16th character alone, and around it
 * where that may be in such a number.
 */
function hasLongNumber(text: string): boolean {
  for (let index = 15; index < text.length; index += 16) {
    if (!isDigitOrDot(text.charCodeAt(index))) continue;
    const start = startOfDigits(text, index);
    let end = index + 1;
    while (isDigitOrDot(text.charCodeAt(end))) end++;
    if (end - start >= 16 && isNumberStart(text, start) && isLossy(text, start, end)) return true;
    index += (end - 1 - index) & ~15;
  }
  return false;
}

const power = /[eE][+-]?\d+/y;

function isLossy(text: string, start: number, end: number): boolean {
  power.lastIndex = end;
  const isPower = (text.charCodeAt(end) | 0x20) === letterE && power.test(text);
  return decimal(text.slice(start, isPower ? power.lastIndex : end)) instanceof Decimal;
}

function startOfDigits(text: string, index: number): number {
  let start = index;
  while (isDigitOrDot(text.charCodeAt(start - 1))) start--;
  return start;
}

/** Within a text this may be wrong, and the slow reader has a look at it for nothing. */
function isNumberStart(text: string, start: number): boolean {
  const before = text.charCodeAt(text.charCodeAt(start - 1) === minus ? start - 2 : start - 1);
  return start <= 1 || isSpace(before) || before === colon || before === comma || before === openBracket;
}

function isDigitOrDot(code: number): boolean {
  return (code >= 48 && code <= 57) || code === dot;
}

/** The grammar doesn't matter yet: this keeps a text of brackets from becoming millions of arrays. */
function checkDepth(text: string, maxDepth: number): void {
  let depth = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === quote) {
      do index = text.indexOf('"', index + 1);
      while (index >= 0 && isEscaped(text, index));
      if (index < 0) return;
    } else if ((code | 0x20) === 0x7b) {
      if (++depth > maxDepth) throw new MalformedJson("json");
    } else if ((code | 0x20) === 0x7d) {
      depth--;
    }
  }
}
