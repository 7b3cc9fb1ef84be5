import { ExactNumber, type Json } from "../../contract/json.js";
import { type Code, code, list, verbatim } from "../../emit/code.js";

/** A string literal. Any text is inert in it. A half of a surrogate pair stays one, as in Python's own texts. */
export const literal = (text: string): Code => verbatim(quotePython(text));

/** Most texts are words, which stand for themselves. */
const plainText = /^[\w $()*+,./:;=?@[\]{}|&%#!'^~<>-]*$/;

/** What is no letter, mark, number, sign or plain space: an editor, a terminal or a linter could take it for more than a character. */
const hidden = /[\p{C}\p{Zl}\p{Zp}\p{Zs}\u115f\u1160\u3164\uffa0\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/gu;

const short: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

const escapeHidden = (sign: string): string => {
  if (sign === " ") return sign;
  const found = short[sign];
  if (found !== undefined) return found;
  const point = sign.codePointAt(0) ?? 0;
  const hex = point.toString(16);
  return point > 0xffff ? `\\U${hex.padStart(8, "0")}` : point > 0xff ? `\\u${hex.padStart(4, "0")}` : `\\x${hex.padStart(2, "0")}`;
};

/** What can't be seen, or could be taken for more than a character, as escapes. */
export const escapeSigns = (text: string): string => text.replace(hidden, escapeHidden);

/** The text of a string literal, in the quotes that `ruff format` prefers: double ones, unless they need more escapes. */
export function quotePython(text: string): string {
  if (plainText.test(text)) return `"${text}"`;
  const [double, single] = [text.split('"').length, text.split("'").length];
  const quote = double > single ? "'" : '"';
  return `${quote}${escapeSigns(text.replace(quote === '"' ? /["\\]/g : /['\\]/g, "\\$&"))}${quote}`;
}

/** Python reads no longer integers in decimal digits (`sys.int_info.default_max_str_digits`). */
const longestInteger = 4_000;

/** A number of a contract, as it is written there. */
export function numberLiteral(text: string): Code {
  const plain = text.toLowerCase().replace("e+", "e");
  if (!/^-?\d+$/.test(plain)) return verbatim(plain);
  const value = BigInt(plain);
  if (plain.length <= longestInteger) return verbatim(String(value));
  return verbatim(value < 0n ? `-0x${(-value).toString(16)}` : `0x${value.toString(16)}`);
}

/** The text of a JSON number as it stood in the contract. */
export const numberText = (value: number | ExactNumber): string => (value instanceof ExactNumber ? value.text : Object.is(value, -0) ? "-0.0" : String(value));

/** A JSON value as an expression: of dicts, lists, texts, numbers, `True`, `False` and `None`. */
export function jsonLiteral(value: Json): Code {
  if (value === null) return verbatim("None");
  if (typeof value === "boolean") return verbatim(value ? "True" : "False");
  if (typeof value === "string") return literal(value);
  if (typeof value === "number" || value instanceof ExactNumber) return numberLiteral(numberText(value));
  if (Array.isArray(value)) return list(value.map(jsonLiteral), { open: "[", close: "]", indent: 4 });
  const members = Object.entries(value as { readonly [name: string]: Json }).map(([name, member]) => code`${literal(name)}: ${jsonLiteral(member)}`);
  return list(members, { open: "{", close: "}", indent: 4 });
}

/** The constants of a `Literal`: texts, integers, `True`, `False`, `None`. */
export const isLiteralValue = (text: string): boolean => /^(?:"|true$|false$|null$)/.test(text) || /^-?(?:0|[1-9]\d{0,200})$/.test(text);
