import { Decimal, decimal } from "./decimal.js";
import { endOfText, isSpace } from "./json-text.js";
import { MalformedJson } from "./malformed-json.js";
import { passDouble } from "./shortest.js";

const colon = 0x3a;
const comma = 0x2c;
const dot = 0x2e;
const letterE = 0x65;
const minus = 0x2d;
const openBracket = 0x5b;
const plus = 0x2b;
const quote = 0x22;

/**
 * Whether there may be a number of more than 15 digits that no double stands for. It looks at every 16th character
 * alone, and around it where that may be in such a number. Within a text it may be wrong.
 */
export function hasLongNumber(text: string): boolean {
  for (let index = 15; index < text.length; index += 16) {
    if (!isDigitOrDot(text.charCodeAt(index))) continue;
    const start = startOfDigits(text, index);
    let end = isNumberStart(text, start) ? passDouble(text, start) : endOfDigits(text, index);
    if (end < 0) {
      end = endOfNumber(text, index);
      if (decimal(text.slice(start, end)) instanceof Decimal) return true;
    }
    // A second dot, as in ":127.0.0.1:", ends a number before the index: this is a text.
    if (end <= index) end = endOfDigits(text, index);
    index += (end - 1 - index) & ~15;
  }
  return false;
}

/** Whether the number that begins at `start` is one of more than 15 digits that no double stands for. */
export function isLongNumber(text: string, start: number): boolean {
  const first = text.charCodeAt(start) === minus ? start + 1 : start;
  if (!isDigitOrDot(text.charCodeAt(first + 15)) || passDouble(text, first) >= 0) return false;
  return decimal(text.slice(start, endOfNumber(text, first))) instanceof Decimal;
}

/** Whether there may be a number that becomes zero as a double: of an exponent of three digits, or very many before it. */
export function hasTinyExponent(text: string): boolean {
  return hasTinyBehind(text, "e-") || hasTinyBehind(text, "E-");
}

/** Texts such as UUIDs have many of these signs: what stands around them is looked at before anything else. */
function hasTinyBehind(text: string, sign: "e-" | "E-"): boolean {
  for (let index = text.indexOf(sign); index >= 0; index = text.indexOf(sign, index + 2)) {
    const hasDigits = isDigitOrDot(text.charCodeAt(index - 1)) && endOfDigits(text, index + 2) - index >= 5;
    if (hasDigits && isNumberStart(text, startOfDigits(text, index))) return true;
  }
  return false;
}

function startOfDigits(text: string, index: number): number {
  let start = index;
  while (isDigitOrDot(text.charCodeAt(start - 1))) start--;
  return start;
}

function endOfDigits(text: string, index: number): number {
  let end = index;
  while (isDigitOrDot(text.charCodeAt(end))) end++;
  return end;
}

function endOfNumber(text: string, index: number): number {
  let end = index;
  while (isNumberPart(text.charCodeAt(end))) end++;
  return end;
}

function isNumberStart(text: string, start: number): boolean {
  const before = text.charCodeAt(text.charCodeAt(start - 1) === minus ? start - 2 : start - 1);
  return start <= 1 || isSpace(before) || before === colon || before === comma || before === openBracket;
}

function isDigitOrDot(code: number): boolean {
  return (code >= 48 && code <= 57) || code === dot;
}

function isNumberPart(code: number): boolean {
  return isDigitOrDot(code) || code === minus || code === plus || (code | 0x20) === letterE;
}

/** A text whose decimals `JSON.parse` can't harm, and the decimals. */
export interface Marked {
  readonly text: string;
  readonly decimals: readonly Decimal[];
}

/**
 * Puts an array `[1e999,index]` in the place of each number that no double stands for. Nothing else in a text is
 * Infinity for `JSON.parse`, since a text with a number beyond the range of doubles is refused; so no text that somebody
 * sends looks like a mark. What isn't JSON is none afterwards.
 *
 * @throws {MalformedJson} for a number beyond the range.
 */
export function markDecimals(text: string): Marked {
  const decimals: Decimal[] = [];
  let before = "";
  let done = 0;
  for (let index = 0; index < text.length; index++) {
    const start = index;
    const code = text.charCodeAt(index);
    if (code === quote) {
      index = endOfText(text, index);
      if (index < 0) break;
    } else if (isNumberPart(code)) {
      const end = passNumber(text, index, decimals);
      index = Math.abs(end) - 1;
      if (end > 0) continue;
      before += `${text.slice(done, start)}[1e999,${decimals.length - 1}]`;
      done = -end;
    }
  }
  return decimals.length === 0 ? { text, decimals } : { text: before + text.slice(done), decimals };
}

/** The decimal of a mark in the value of a marked text. */
export function decimalOf(value: object, decimals: readonly Decimal[]): Decimal | undefined {
  return Array.isArray(value) && value[0] === Infinity ? decimals[value[1] as number] : undefined;
}

const grammar = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** The end of the number that begins at `start`; negative where it is a decimal, which is put to the others. */
function passNumber(text: string, start: number, decimals: Decimal[]): number {
  const passed = passDouble(text, text.charCodeAt(start) === minus ? start + 1 : start);
  if (passed > start && !isNumberPart(text.charCodeAt(passed))) return passed;
  const end = endOfNumber(text, start);
  const written = text.slice(start, end);
  const value = grammar.test(written) ? decimal(written) : 0;
  if (typeof value === "number") return end;
  if (!isInRange(value, written)) throw new MalformedJson("json");
  decimals.push(value);
  return -end;
}

/**
 * Doubles reach to 10^308; on the other side there is no end but of what can be reckoned with: an exponent of nine
 * digits.
 */
function isInRange(value: Decimal, written: string): boolean {
  return Number.isFinite(value.nearest) && !/[eE][+-]?0*[1-9]\d{9}/.test(written);
}
