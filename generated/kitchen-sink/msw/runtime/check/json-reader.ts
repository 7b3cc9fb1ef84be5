import { type Decimal, markHolder } from "./decimal.js";
import { decimalOf, hasLongNumber, hasTinyExponent, isLongNumber, markDecimals } from "./json-numbers.js";
import { hasHalfCharacter, hasManyBrackets, hasNumberList, lookAtNames, scanNames } from "./json-text.js";
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
 * Fast, because `JSON.parse` reads all texts, and cheap signs tell what it has passed over: fewer members than there are
 * colons behind names, and long runs of digits there or in lists.
 *
 * @throws {MalformedJson}
 */
export function readJson(source: Uint8Array | string, limits: JsonLimits = {}): unknown {
  const text = typeof source === "string" ? checkText(source) : decodeText(source);
  const maxDepth = limits.maxDepth ?? defaultDepth;
  const scanned = text.length > longText && hasManyBrackets(text, maxDepth) ? scanNames(text, maxDepth) : undefined;
  const names = lookAtNames(text, isLongNumber);
  const { value, members } = names.hasLong ? parseExactly(text, maxDepth) : parseFast(text, maxDepth);
  const isTwice = members !== (scanned ?? names.count) && members !== scanNames(text, maxDepth);
  // Of members of one name the last alone has been looked at: a number of the others may be beyond the range.
  if (isTwice) markDecimals(text);
  if (hasHalfCharacter(text)) throw new MalformedJson("encoding");
  if (isTwice) throw new MalformedJson("duplicate");
  return value;
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

/** A value, and what a look at all of it has seen. */
interface Found {
  value: unknown;
  members: number;
  zero: boolean;
  /** A number that stands behind no name. */
  unnamed: boolean;
  /** A number that a short text may have lost digits in, or that is beyond the range of doubles. */
  extreme: boolean;
  readonly decimals: readonly Decimal[];
  readonly maxDepth: number;
}

/** For texts without long numbers behind names. Those in lists are looked for first where there are likely to be some. */
function parseFast(text: string, maxDepth: number): Found {
  const isOfLists = hasNumberList(text);
  if (isOfLists && hasLongNumber(text)) return parseExactly(text, maxDepth);
  const found = parse(text, [], maxDepth);
  const mayHaveLost =
    found.extreme || (found.zero && hasTinyExponent(text)) || (found.unnamed && !isOfLists && hasLongNumber(text));
  return mayHaveLost ? parseExactly(text, maxDepth, found) : found;
}

function parseExactly(text: string, maxDepth: number, known?: Found): Found {
  const marked = markDecimals(text);
  if (marked.decimals.length === 0 && known !== undefined) return known;
  return parse(marked.text, marked.decimals, maxDepth);
}

function parse(text: string, decimals: readonly Decimal[], maxDepth: number): Found {
  const found: Found = { value: parseText(text), members: 0, zero: false, unnamed: false, extreme: false, decimals, maxDepth };
  found.value = lookAt(found.value, 1, found);
  if (decimals.length > 0) markHolder(found.value);
  return found;
}

function parseText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // V8's message has parts of the text in it.
    throw new MalformedJson("json");
  }
}

/** The value, or the decimal that it is the mark of. */
function lookAt(value: unknown, depth: number, found: Found): unknown {
  if (typeof value === "object" && value !== null) return lookAtObject(value, depth, found);
  if (typeof value !== "number") return value;
  found.unnamed = true;
  lookAtNumber(value, found);
  return value;
}

function lookAtObject(value: object, depth: number, found: Found): object {
  const decimal = found.decimals.length > 0 ? decimalOf(value, found.decimals) : undefined;
  if (decimal !== undefined) return decimal;
  if (depth > found.maxDepth) throw new MalformedJson("json");
  if (Array.isArray(value)) lookAtItems(value, depth + 1, found);
  else lookAtMembers(value as Record<string, unknown>, depth + 1, found);
  return value;
}

function lookAtItems(items: unknown[], depth: number, found: Found): void {
  for (let index = 0; index < items.length; index++) {
    const item = items[index];
    if (typeof item === "number") {
      found.unnamed = true;
      lookAtNumber(item, found);
    } else if (typeof item === "object" && item !== null) {
      const kept = lookAtObject(item, depth, found);
      if (kept !== item) items[index] = kept;
    }
  }
}

function lookAtMembers(value: Record<string, unknown>, depth: number, found: Found): void {
  for (const name in value) {
    found.members++;
    const member = value[name];
    if (typeof member === "number") {
      lookAtNumber(member, found);
    } else if (typeof member === "object" && member !== null) {
      const kept = lookAtObject(member, depth, found);
      if (kept !== member) value[name] = kept;
    }
  }
}

function lookAtNumber(value: number, found: Found): void {
  const size = value < 0 ? -value : value;
  if (size === 0) found.zero = true;
  else if (!(size < 1e290 && size > 1e-290)) found.extreme = true;
}
