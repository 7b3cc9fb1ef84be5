import type { Problem } from "./problem.js";

/** A place in a text that is being read, and the mistakes found so far. */
export interface Cursor {
  readonly text: string;
  at: number;
  readonly problems: Problem[];
}

/** Skips white space, and comments after reporting them. */
export function skipBlank(cursor: Cursor): void {
  const { text } = cursor;
  for (;;) {
    while (isBlank(text.charCodeAt(cursor.at))) cursor.at++;
    const comment = endOfComment(text, cursor.at);
    if (comment === undefined) return;
    const start = cursor.at;
    cursor.at = comment;
    report(cursor, "JSON has no comments", start, "remove it, or use YAML", start + 2);
  }
}

const isBlank = (unit: number): boolean => unit === 0x20 || unit === 0x0a || unit === 0x0d || unit === 0x09;

function endOfComment(text: string, at: number): number | undefined {
  const isLine = text.startsWith("//", at) || text[at] === "#";
  if (!isLine && !text.startsWith("/*", at)) return undefined;
  const end = isLine ? text.indexOf("\n", at) : text.indexOf("*/", at + 2);
  return end === -1 ? text.length : end + (isLine ? 0 : 2);
}

/** Reads a run of letters, digits, `_`, `$` and `-`; "" if there is none. */
export function readWord(cursor: Cursor): string {
  const word = /[\p{L}\p{N}_$-]*/uy;
  word.lastIndex = cursor.at;
  const found = word.exec(cursor.text)?.[0] ?? "";
  cursor.at += found.length;
  return found;
}

/** Reads a number and gives its text in JSON's form (RFC 8259, section 6); undefined if nothing like a number stands here. */
export function readNumber(cursor: Cursor): string | undefined {
  const start = cursor.at;
  const likeNumber = /[-+.\w]*/y;
  likeNumber.lastIndex = start;
  const found = likeNumber.exec(cursor.text)?.[0] ?? "";
  if (!/[\dA-Za-z]/.test(found)) return undefined;
  cursor.at += found.length;
  if (/^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?$/.test(found)) return found;
  const decimal = /^[-+]?(\d*\.?\d*(?:[eE][-+]?\d+)?)$/.test(found) && Number.isFinite(Number(found)) ? String(Number(found)) : undefined;
  report(cursor, `'${found}' is no JSON number`, start, decimal === undefined ? `write "${found}" if a text is meant` : `write ${decimal}`);
  return decimal ?? "0";
}

/** Reads a string that starts with `quote`, to its end. Ends at the end of the line if the closing quote is missing. */
export function openString(cursor: Cursor, quote: '"' | "'"): string {
  const { text } = cursor;
  const start = cursor.at;
  const special = quote === '"' ? /["\\\u0000-\u001F]/g : /['\\\u0000-\u001F]/g;
  let value = "";
  let from = start + 1;
  for (;;) {
    special.lastIndex = from;
    const found = special.exec(text)?.index ?? text.length;
    value += text.slice(from, found);
    const unit = text[found];
    if (unit === quote) {
      cursor.at = found + 1;
      break;
    }
    if (unit === undefined || (isBreak(unit) && !goesOn(value, text, found))) return endUnclosed(cursor, start, found, value, quote);
    cursor.at = found;
    value += unit === "\\" ? readEscape(cursor) : isBreak(unit) ? readBreak(cursor) : readControl(cursor);
    from = cursor.at;
  }
  if (quote === "'") report(cursor, "a text in single quotes", start, `write ${JSON.stringify(value)}`);
  return value;
}

const isBreak = (unit: string): boolean => unit === "\n" || unit === "\r";

/** Whether a text that meets the end of its line was meant to go on in the next one, or only lacks its closing quote. */
const goesOn = (value: string, text: string, lineEnd: number): boolean => !/[,:\]}]\s*$/.test(value) && /^\s*[^\s"\]},][^"]*"/.test(text.slice(lineEnd, lineEnd + 2_000));

/** A line break inside a text. */
function readBreak(cursor: Cursor): string {
  const start = cursor.at;
  cursor.at += cursor.text.startsWith("\r\n", start) ? 2 : 1;
  report(cursor, "a line break inside a text", start, "write \\n for a line break, or keep the text on one line");
  return "\n";
}

/** A text without its closing quote: ends before a separator at the end of the line, where the quote most likely belongs. */
function endUnclosed(cursor: Cursor, start: number, lineEnd: number, value: string, quote: string): string {
  const separator = /[,:\]}\s]*$/.exec(value)?.[0] ?? "";
  cursor.at = lineEnd - separator.length;
  report(cursor, "the text that starts here is not closed", start, `add the closing ${quote} on this line; a line break inside a text is written \\n`);
  return value.slice(0, value.length - separator.length);
}

const escapes = new Map([["n", "\n"], ["t", "\t"], ["r", "\r"], ["b", "\b"], ["f", "\f"], ["/", "/"], ["\\", "\\"], ['"', '"']]);

function readEscape(cursor: Cursor): string {
  const start = cursor.at;
  const letter = cursor.text[start + 1] ?? "";
  const digits = cursor.text.slice(start + 2, start + 6);
  const isUnicode = letter === "u" && /^[\dA-Fa-f]{4}$/.test(digits);
  cursor.at += isUnicode ? 6 : 2;
  if (isUnicode) return String.fromCharCode(Number.parseInt(digits, 16));
  const value = escapes.get(letter);
  if (value === undefined) {
    const hint = letter === "u" ? "\\u is followed by four hexadecimal digits" : `write \\\\${letter} for a backslash and '${letter}'`;
    report(cursor, `'\\${letter}' is no escape sequence of JSON`, start, hint);
  }
  return value ?? letter;
}

function readControl(cursor: Cursor): string {
  const unit = cursor.text[cursor.at] ?? "";
  const start = cursor.at++;
  const code = unit.charCodeAt(0).toString(16).padStart(4, "0");
  report(cursor, `the control character U+${code.toUpperCase()} inside a text`, start, `write ${unit === "\t" ? "\\t" : `\\u${code}`}`);
  return unit;
}

function report(cursor: Cursor, message: string, start: number, hint: string, end = cursor.at): void {
  cursor.problems.push({ code: "syntax", severity: "error", message, hint, start, end: Math.max(end, start + 1) });
}
