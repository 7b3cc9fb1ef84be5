import { ExactNumber, type Json } from "../../contract/json.js";
import { toJsonText } from "../../contract/json-text.js";
import { type Code, verbatim } from "../../emit/code.js";

/** A string literal: raw where that saves escapes, else quoted. Any text is inert in it. A half of a surrogate pair, which no Go string has, is U+FFFD. */
export const literal = (text: string): Code => verbatim(quoteGo(text));

/** Most texts are words, which stand for themselves. */
const plainText = /^[\w $()*+,./:;=?@[\]{}|&%#!'^~<>-]*$/;

/** What a raw literal may hold: printable ASCII without its own sign (raw literals lose carriage returns, and can't escape anything). */
const rawText = /^[\x20-\x5f\x61-\x7e]*$/;

/** The text of a string literal. */
export function quoteGo(text: string): string {
  if (plainText.test(text)) return `"${text}"`;
  if (/["\\]/.test(text) && rawText.test(text)) return `\`${text}\``;
  return quoteInterpreted(text);
}

/** What is no letter, mark, number, sign or plain space: an editor, a terminal or a linter could take it for more than a character. */
const hidden = /[\p{C}\p{Zl}\p{Zp}\p{Zs}\u115f\u1160\u3164\uffa0\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/gu;

const short: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

const escapeHidden = (sign: string): string => {
  if (sign === " ") return sign;
  const found = short[sign];
  if (found !== undefined) return found;
  const point = sign.codePointAt(0) ?? 0;
  const hex = point.toString(16);
  if (point >= 0xd800 && point <= 0xdfff) return "\\ufffd";
  return point > 0xffff ? `\\U${hex.padStart(8, "0")}` : `\\u${hex.padStart(4, "0")}`;
};

/** An interpreted literal: `"a\nb"`. */
export const quoteInterpreted = (text: string): string => `"${text.replace(/["\\]/g, "\\$&").replace(hidden, escapeHidden)}"`;

/** The literal of a JSON value's text, as a Go string of JSON. */
export const jsonText = (value: Json): Code => literal(toJsonText(value));

/** A number of a contract as an untyped constant of Go. Its exponent has to be one that Go's compiler takes: see `isSmall`. */
export const numberLiteral = (text: string): Code => verbatim(text.replace(/^(-?)0+(?=\d)/, "$1"));

/** Whether a number's text is an integer that fits into the bits of a type. */
export function fitsInteger(text: string, bits: 32 | 64, signed = true): boolean {
  if (!/^-?\d+$/.test(text)) return false;
  const value = BigInt(text);
  return signed ? BigInt.asIntN(bits, value) === value : BigInt.asUintN(bits, value) === value;
}

/** The text of a JSON number as it stood in the contract. */
export const numberText = (value: number | ExactNumber): string => (value instanceof ExactNumber ? value.text : Object.is(value, -0) ? "-0" : String(value));

/** What `encoding/json` takes for the name of a member; other names stand in no tag. */
const tagName = /^[\p{L}\p{Nd}!#$%&()*+\-./:;<=>?@[\]^_{|}~ ]+$/u;

/** Whether a struct tag can say the name of a member. */
export const isTagName = (name: string): boolean => tagName.test(name) && !/[\u{10000}-\u{10ffff}]/u.test(name);

/**
 * The tag of a struct's member: `json:"name,omitzero"`. A name that no tag can say is left to the codec: `json:"-"`.
 * Other keys stand before it: `path:"id"`.
 */
export function jsonTag(name: string | undefined, omits: boolean): Code {
  // Most names are words, which stand for themselves.
  if (name !== undefined && /^\w+$/.test(name)) return verbatim(omits ? `\`json:"${name},omitzero"\`` : `\`json:"${name}"\``);
  // A member of the name `-` can be said, but Go's linters take it for a mistake.
  if (name === undefined || name === "-" || !isTagName(name)) return structTag([["json", "-"]]);
  return structTag([["json", omits ? `${name},omitzero` : name]]);
}

/** A struct tag of keys and values (package reflect, StructTag). */
export function structTag(pairs: readonly (readonly [key: string, value: string])[]): Code {
  const text = pairs.map(([key, value]) => `${key}:${quoteInterpreted(value)}`).join(" ");
  return verbatim(text.includes("`") || !/^[\x20-\x7e\p{L}\p{Nd}]*$/u.test(text) ? quoteInterpreted(text) : `\`${text}\``);
}
