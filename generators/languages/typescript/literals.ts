import { type Code, list, code, verbatim, type Ident, word } from "../../emit/code.js";
import { ExactNumber, type Json } from "../../contract/json.js";

/** A string literal. Line separators and everything that could end a script or a line are escaped, so any text is inert. */
export const literal = (text: string): Code => verbatim(quote(text));

const quote = (text: string): string =>
  JSON.stringify(text).replace(/[\u007f-\u009f\u2028\u2029\ufeff\u202a-\u202e\u2066-\u2069]|<(?=[/!])/gu, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);

/** A constant number as it is written; one that a double can't hold is written as the nearest double, as JavaScript reads it. */
const numberLiteral = (value: number | ExactNumber): Code => verbatim(value instanceof ExactNumber ? String(Number(value.text)) : Object.is(value, -0) ? "-0" : String(value));

/** The literal of a JSON scalar, as a value or as a literal type (both read the same). */
export const scalar = (value: null | boolean | number | ExactNumber | string): Code =>
  typeof value === "string" ? literal(value) : typeof value === "number" || value instanceof ExactNumber ? numberLiteral(value) : verbatim(String(value));

/** A JSON value as an expression. */
export function jsonLiteral(value: Json): Code {
  if (value === null || typeof value !== "object" || value instanceof ExactNumber) return scalar(value);
  if (Array.isArray(value)) return list(value.map(jsonLiteral), { open: "[", close: "]" });
  return list(Object.entries(value as { readonly [name: string]: Json }).map(([name, member]) => code`${objectKey(name)}: ${jsonLiteral(member)}`), { open: "{", close: "}", padding: " " });
}

const plainName = /^[A-Za-z_$][\w$]*$/;

/** A member name in a type: bare where it is a plain name. */
export const typeKey = (name: string): Code | Ident => (plainName.test(name) ? word(name) : literal(name));

/** A member name in an object expression; `__proto__` is computed, because written plainly it sets the prototype. */
export const objectKey = (name: string): Code | Ident => (name === "__proto__" ? code`[${literal(name)}]` : typeKey(name));

/** A text of many lines as a template literal without substitutions; inert as a string literal is. */
export const templateLiteral = (text: string): Code =>
  verbatim(`\`${text.replace(/[\\`]|\$(?=\{)|\r|[\u007f-\u009f\u2028\u2029\ufeff\u202a-\u202e\u2066-\u2069]|<(?=[/!])/gu, (char) => (/[\\`$]/.test(char) ? `\\${char}` : `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`))}\``);
