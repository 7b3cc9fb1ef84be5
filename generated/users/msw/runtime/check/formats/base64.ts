/**
 * `byte`: base64 with its padding and without line breaks (RFC 4648, 3.2, 3.3 and 4). The unused bits at the end are
 * not looked at (3.5).
 */
export function isByte(text: string): boolean {
  const { length } = text;
  if (length % 4 !== 0) return false;
  const end = text.endsWith("==") ? length - 2 : text.endsWith("=") ? length - 1 : length;
  // Searching for what may not be there needs no memory; a repeated group would.
  return !foreign.test(end === length ? text : text.slice(0, end));
}

const foreign = /[^A-Za-z0-9+/]/;
