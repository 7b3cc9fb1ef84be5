import { decimal } from "./decimal.js";
import { MalformedJson } from "./malformed-json.js";

/**
 * Reads a text that `JSON.parse` accepts once more, with an eye on names, escapes and digits. The grammar is known to
 * hold and so is the depth, so that recursion is bounded.
 *
 * @throws {MalformedJson} for a number beyond the range of doubles, half a character, or a name that comes twice: the
 * first in this order.
 */
export function readSlowly(text: string): unknown {
  const reading: Reading = { text, index: 0, halfCharacter: false, duplicate: false };
  skipSpace(reading);
  const value = readValue(reading);
  if (reading.halfCharacter) throw new MalformedJson("encoding");
  if (reading.duplicate) throw new MalformedJson("duplicate");
  return value;
}

interface Reading {
  readonly text: string;
  index: number;
  halfCharacter: boolean;
  duplicate: boolean;
}

const backslash = 0x5c;
const closeBrace = 0x7d;
const closeBracket = 0x5d;
const comma = 0x2c;
const openBrace = 0x7b;
const openBracket = 0x5b;
const quote = 0x22;

/** With the index at a value's first character; leaves it at the first one behind it that is no white space. */
function readValue(reading: Reading): unknown {
  switch (reading.text.charCodeAt(reading.index)) {
    case openBrace:
      return readObject(reading);
    case openBracket:
      return readArray(reading);
    case quote:
      return readText(reading);
    case 0x74: // t
      return readWord(reading, "true", true);
    case 0x66: // f
      return readWord(reading, "false", false);
    case 0x6e: // n
      return readWord(reading, "null", null);
    default:
      return readNumber(reading);
  }
}

function readObject(reading: Reading): unknown {
  const value: Record<string, unknown> = {};
  step(reading);
  while (reading.text.charCodeAt(reading.index) !== closeBrace) {
    const name = readText(reading);
    step(reading);
    const member = readValue(reading);
    if (Object.hasOwn(value, name)) reading.duplicate = true;
    else if (name === "__proto__")
      Object.defineProperty(value, name, { value: member, enumerable: true, configurable: true, writable: true });
    else value[name] = member;
    if (reading.text.charCodeAt(reading.index) === comma) step(reading);
  }
  step(reading);
  return value;
}

function readArray(reading: Reading): unknown {
  const value: unknown[] = [];
  step(reading);
  while (reading.text.charCodeAt(reading.index) !== closeBracket) {
    value.push(readValue(reading));
    if (reading.text.charCodeAt(reading.index) === comma) step(reading);
  }
  step(reading);
  return value;
}

function readText(reading: Reading): string {
  const start = reading.index;
  let end = reading.text.indexOf('"', start + 1);
  while (isEscaped(reading.text, end)) end = reading.text.indexOf('"', end + 1);
  reading.index = end;
  step(reading);
  const written = reading.text.slice(start + 1, end);
  if (!written.includes("\\")) return written;
  const value = JSON.parse(`"${written}"`) as string;
  if (/\p{Surrogate}/u.test(value)) reading.halfCharacter = true;
  return value;
}

/** Whether an odd number of backslashes stands before the character at the index. */
export function isEscaped(text: string, index: number): boolean {
  let first = index;
  while (text.charCodeAt(first - 1) === backslash) first--;
  return (index - first) % 2 === 1;
}

function readWord<T>(reading: Reading, word: string, value: T): T {
  reading.index += word.length - 1;
  step(reading);
  return value;
}

const number = /[-+.eE\d]+/y;

function readNumber(reading: Reading): unknown {
  number.lastIndex = reading.index;
  const text = number.exec(reading.text)?.[0] ?? "";
  reading.index += text.length;
  skipSpace(reading);
  if (!isInRange(text)) throw new MalformedJson("json");
  return decimal(text);
}

/**
 * Doubles reach to 10^308; on the other side there is no end but of what can be reckoned with: an exponent of nine
 * digits.
 */
function isInRange(text: string): boolean {
  if (!Number.isFinite(Number(text))) return false;
  const letter = text.search(/[eE]/);
  return letter < 0 || Math.abs(Number(text.slice(letter + 1))) < 1e9 || !/[1-9]/.test(text.slice(0, letter));
}

/** Over the character at the index, and the white space behind it. */
function step(reading: Reading): void {
  reading.index++;
  skipSpace(reading);
}

function skipSpace(reading: Reading): void {
  for (;;) {
    const code = reading.text.charCodeAt(reading.index);
    if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return;
    reading.index++;
  }
}
