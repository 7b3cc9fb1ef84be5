import { jsonCodec } from "./json.js";
import type { Codec } from "./spec.js";

/** JSON whose integers beyond 2^53 come as `bigint`, without a lost digit; all other numbers as `number`. */
/* @__NO_SIDE_EFFECTS__ */
export function exactJson(decode?: (value: unknown) => unknown): Codec {
  return jsonCodec(decode === undefined ? parseExact : (text) => decode(parseExact(text)));
}

const longRun = /\d{16}/;
/** Texts and numbers, in order, so that digits in a text are no number. */
const token = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/gs;
const longInteger = /^-?[1-9]\d{15,}$/;

/** `JSON.parse`, but for long integers. Without a run of 16 digits nothing can be lost, and it is `JSON.parse`. */
export function parseExact(text: string): unknown {
  if (!longRun.test(text)) return JSON.parse(text);
  // A long integer travels through JSON.parse as a text with a mark that no other text has.
  const mark = `bigint ${Math.random()} ${Math.random()} `;
  let found = false;
  const marked = text.replace(token, (whole, offset: number) => {
    if (!longInteger.test(whole) || Number.isSafeInteger(Number(whole)) || isName(text, offset + whole.length)) return whole;
    found = true;
    return `"${mark}${whole}"`;
  });
  if (!found) return JSON.parse(text);
  return JSON.parse(marked, (_name, value: unknown) => (typeof value === "string" && value.startsWith(mark) ? BigInt(value.slice(mark.length)) : value));
}

/** A number in the place of a member name is no JSON, and must not become it. */
function isName(text: string, end: number): boolean {
  return /^\s*:/.test(text.slice(end, end + 64));
}
