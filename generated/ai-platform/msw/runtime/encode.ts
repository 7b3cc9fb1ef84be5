import { RequestError } from "./errors.js";

const plain = /^[\w.~-]*$/;

/** Percent-encodes everything but RFC 3986's unreserved characters, as UTF-8. */
export function encode(text: string): string {
  if (plain.test(text)) return text;
  try {
    return encodeURIComponent(text).replace(/[!'()*]/g, percent);
  } catch (error) {
    throw new RequestError("A text with half a surrogate pair can't be sent: it has no UTF-8 form", { cause: error });
  }
}

/**
 * `allowReserved` (RFC 6570, section 3.2.3): leaves reserved characters as they are, but for those that would change
 * what the URL means there, and `%`: so every value comes back as it was sent.
 */
export function encodeReserved(text: string, place: "path" | "query", delimiters: string): string {
  const runs = place === "path" ? /[^\w.~:@!$&'()*+,;=-]+/gu : /[^\w.~:/?@!$'()*,;=-]+/gu;
  const encoded = text.replace(runs, encode);
  return delimiters === ""
    ? encoded
    : Array.from(encoded, (character) => (delimiters.includes(character) ? percent(character) : character)).join("");
}

/** The percent-encoding of one ASCII character, unreserved or not. */
export function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`;
}

/** A text as a header value: its UTF-8 bytes, one character each, which is how `fetch` takes bytes. */
export function encodeHeader(name: string, text: string): string {
  if (/[\0-\x08\x0a-\x1f\x7f]/.test(text))
    throw new RequestError(`Header '${name}' has a control character, such as a line break`);
  return /[^\0-\x7f]/.test(text) ? unescapeBytes(text) : text;
}

function unescapeBytes(text: string): string {
  let bytes = "";
  for (const byte of new TextEncoder().encode(text)) bytes += String.fromCharCode(byte);
  return bytes;
}

/**
 * A text as (part of) a cookie of style `cookie`: as it is (OpenAPI 3.2, 4.12.2.2), if a cookie can hold it (RFC 6265,
 * section 4.1.1).
 */
export function encodeCookie(name: string, text: string): string {
  if (/[\0-\x1f\x7f;]|^\s|\s$/.test(text))
    throw new RequestError(`Cookie '${name}' can't hold control characters, semicolons or outer spaces`);
  return encodeHeader(name, text);
}
