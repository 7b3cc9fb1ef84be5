/** Undoes how a text was written for its place. `undefined`: it was not written so. */
export type Undo = (raw: string) => string | undefined;

/**
 * Undoes percent-encoding (RFC 3986, section 2.1), which must be that of UTF-8: no lone `%`, no overlong or cut sequence, no
 * surrogate, no raw byte beyond ASCII.
 */
export function undoPercent(raw: string): string | undefined {
  if (!raw.includes("%")) return isAscii(raw) ? raw : undefined;
  return isWellEscaped(raw) && isAscii(raw) ? decodeURIComponent(raw) : undefined;
}

/** The same in a query, where `+` is a space. */
export function undoQuery(raw: string): string | undefined {
  return undoPercent(spaced(raw));
}

/** The same in a form body, which has been read as UTF-8: other characters may stand in it as they are. */
export function undoForm(raw: string): string | undefined {
  const text = spaced(raw);
  if (!text.includes("%")) return text;
  return isWellEscaped(text) ? decodeURIComponent(text) : undefined;
}

/** `replaceAll` takes four times as long where there are millions. */
function spaced(raw: string): string {
  return raw.includes("+") ? raw.split("+").join(" ") : raw;
}

/**
 * The bytes of a header, one character each, as UTF-8. Spaces around it go, as those do that may stand around the commas of a list
 * (RFC 9110, section 5.6.1).
 */
export function undoHeader(raw: string): string | undefined {
  return utf8Characters(raw.slice(...trim(raw, 0, raw.length)));
}

/** Where a text begins and ends without the spaces around it. Only those of HTTP: a byte A0 is part of a character. */
export function trim(text: string, start: number, end: number): readonly [from: number, to: number] {
  let from = start;
  let to = end;
  while (from < to && isSpace(text.charCodeAt(from))) from++;
  while (to > from && isSpace(text.charCodeAt(to - 1))) to--;
  return [from, to];
}

function isSpace(code: number): boolean {
  return code === 32 || code === 9;
}

/** A text whose characters are bytes, as UTF-8. */
function utf8Characters(raw: string): string | undefined {
  return isAscii(raw) ? raw : utf8Text(Uint8Array.from(raw, (character) => character.charCodeAt(0)));
}

/** A cookie of style `cookie`: as it is. */
export function undoRawCookie(raw: string): string | undefined {
  return utf8Characters(raw);
}

/** A cookie of style `form`: percent-encoded, and a `+` is a plus. */
export function undoCookie(raw: string): string | undefined {
  const text = utf8Characters(raw);
  if (text === undefined || !text.includes("%")) return text;
  return isWellEscaped(text) ? decodeURIComponent(text) : undefined;
}

/** Parts of a multipart body are not encoded any further. */
export function undoNothing(raw: string): string {
  return raw;
}

const strictUtf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Bytes as text; `undefined`: they are not UTF-8. A byte order mark stays a character. */
export function utf8Text(bytes: Uint8Array): string | undefined {
  try {
    return strictUtf8.decode(bytes);
  } catch {
    return undefined;
  }
}

function isAscii(text: string): boolean {
  for (let index = 0; index < text.length; index++) if (text.charCodeAt(index) > 0x7f) return false;
  return true;
}

/**
 * Whether every `%` begins a well-formed UTF-8 sequence (Unicode 16, table 3-7). Looked at beforehand, because a thrown `URIError` costs a
 * thousand times as much, and a hostile form has a million reasons for one.
 */
export function isWellEscaped(text: string): boolean {
  for (let index = text.indexOf("%"); index >= 0; index = text.indexOf("%", index)) {
    const length = sequenceLength(text, index);
    if (length === 0) return false;
    index += length;
  }
  return true;
}

/** How many characters the percent-encoding of one code point takes at `index`; 0: there is none. */
function sequenceLength(text: string, index: number): number {
  const first = byteAt(text, index);
  if (first < 0x80) return first < 0 ? 0 : 3;
  const second = byteAt(text, index + 3);
  if (first < 0xe0) return first >= 0xc2 && isBetween(second, 0x80, 0xbf) ? 6 : 0;
  if (!isBetween(byteAt(text, index + 6), 0x80, 0xbf)) return 0;
  if (first < 0xf0) return isBetween(second, first === 0xe0 ? 0xa0 : 0x80, first === 0xed ? 0x9f : 0xbf) ? 9 : 0;
  if (!isBetween(byteAt(text, index + 9), 0x80, 0xbf)) return 0;
  return first < 0xf5 && isBetween(second, first === 0xf0 ? 0x90 : 0x80, first === 0xf4 ? 0x8f : 0xbf) ? 12 : 0;
}

/** The byte that `%XX` stands for; -1: it doesn't stand there. */
function byteAt(text: string, index: number): number {
  if (text.charCodeAt(index) !== 0x25) return -1;
  const high = hexDigit(text.charCodeAt(index + 1));
  const low = hexDigit(text.charCodeAt(index + 2));
  return high < 0 || low < 0 ? -1 : high * 16 + low;
}

function hexDigit(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  const lower = code | 32;
  return lower >= 97 && lower <= 102 ? lower - 87 : -1;
}

function isBetween(value: number, low: number, high: number): boolean {
  return value >= low && value <= high;
}
