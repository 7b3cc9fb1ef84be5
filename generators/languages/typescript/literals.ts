import { asWord, type Code, list, code, verbatim, type Ident, type Printable } from "../../emit/code.js";
import { ExactNumber, type Json } from "../../contract/json.js";

/** A string literal. Line separators and everything that could end a script or a line are escaped, so any text is inert. */
export const literal = (text: string): Code => verbatim(quote(text));

/** What an editor, a terminal or a page could take for more than a character. */
const unsafe = /[\u007f-\u009f\u2028\u2029\ufeff\u202a-\u202e\u2066-\u2069]|<(?=[/!])/g;

const escapeUnsafe = (text: string): string => text.replace(unsafe, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);

/** Most texts are words, which stand for themselves. */
const plainText = /^[\w $()*+,./:;=?@[\]{}|&%#!'^~-]*$/;

const quote = (text: string): string => (text.length < 200 && plainText.test(text) ? `"${text}"` : escapeUnsafe(JSON.stringify(text)));

/** A constant number as it is written; one that a double can't hold is written as the nearest double, as JavaScript reads it. */
const numberLiteral = (value: number | ExactNumber): Code => verbatim(value instanceof ExactNumber ? String(Number(value.text)) : Object.is(value, -0) ? "-0" : String(value));

/** The literal of a JSON scalar, as a value or as a literal type (both read the same). */
export const scalar = (value: null | boolean | number | ExactNumber | string): Code =>
  typeof value === "string" ? literal(value) : typeof value === "number" || value instanceof ExactNumber ? numberLiteral(value) : verbatim(String(value));

/** A JSON value as an expression. `exact`: prints the numbers that a double may change, from their text; without it they are the nearest double. */
export function jsonLiteral(value: Json, exact?: (text: string) => Code): Code {
  if (value instanceof ExactNumber && exact) return exact(value.text);
  if (value === null || typeof value !== "object" || value instanceof ExactNumber) return scalar(value);
  if (Array.isArray(value)) return list(value.map((item) => jsonLiteral(item, exact)), { open: "[", close: "]" });
  return list(Object.entries(value as { readonly [name: string]: Json }).map(([name, member]) => code`${objectKey(name)}: ${jsonLiteral(member, exact)}`), { open: "{", close: "}", padding: " " });
}

/** A member name in a type: bare where it is a plain name. */
export const typeKey = (name: string): Code | Ident => asWord(name) ?? literal(name);

/** A member name in an object expression; `__proto__` is computed, because written plainly it sets the prototype. */
export const objectKey = (name: string): Code | Ident => (name === "__proto__" ? code`[${literal(name)}]` : typeKey(name));

/** What `Object` has in TypeScript: in a record of constants these names get its types, not the record's, and literals are widened. */
const inherited: readonly string[] = ["constructor", "hasOwnProperty", "isPrototypeOf", "propertyIsEnumerable", "toLocaleString", "toString", "valueOf"];

/** A member of a record whose values are literals of a narrow type, by a name of the contract. */
export const constantEntry = (name: string, value: Printable): Code => (inherited.includes(name) ? code`${objectKey(name)}: ${value} as const` : code`${objectKey(name)}: ${value}`);

/** A text of many lines as a template literal without substitutions; inert as a string literal is. */
export const templateLiteral = (text: string): Code =>
  verbatim(`\`${escapeUnsafe(text.replace(/[\\`]|\$(?=\{)/g, "\\$&")).replaceAll("\r", "\\u000d")}\``);
