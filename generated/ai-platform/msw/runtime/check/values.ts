import { Decimal } from "./decimal.js";

/** A JSON object: neither null, nor an array, nor a number with many digits. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Decimal);
}

/** How many members an object has. Members that are undefined are not there. */
export function countMembers(value: object): number {
  let count = 0;
  for (const member of Object.values(value)) if (member !== undefined) count++;
  return count;
}

/** The number of code points, which is a text's length in JSON Schema (Validation, 6.3.1). */
export function countCodePoints(text: string): number {
  let count = text.length;
  for (let index = 1; index < text.length; index++) {
    if ((text.charCodeAt(index) & 0xfc00) === 0xdc00 && (text.charCodeAt(index - 1) & 0xfc00) === 0xd800) {
      count--;
      index++;
    }
  }
  return count;
}

/** `minLength`: looks at the text only where its UTF-16 length doesn't say it all. */
export function hasMinLength(text: string, limit: number): boolean {
  return text.length >= limit && (text.length >= 2 * limit || countCodePoints(text) >= limit);
}

/** `maxLength`: looks at the text only where its UTF-16 length doesn't say it all. */
export function hasMaxLength(text: string, limit: number): boolean {
  return text.length <= limit || (text.length <= 2 * limit && countCodePoints(text) <= limit);
}
