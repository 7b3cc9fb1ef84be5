/** What an ASCII character is in the grammars of RFC 3986 and 6570: a set of these bits. */
export const scheme = 1;
/** `unreserved` and `sub-delims`. */
export const plain = 2;
/** `pchar` and `/`, but for percent signs. */
export const path = 4;
/** `query` and `fragment`, but for percent signs. */
export const query = 8;
/** `userinfo`, but for percent signs. */
export const userinfo = 16;
export const digit = 32;
export const hex = 64;
/** `literals` of RFC 6570, 2.1, with the apostrophe of its erratum 6937. */
export const literal = 128;

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const digits = "0123456789";
const unreserved = `${letters}${digits}-._~`;
const subDelims = "!$&'()*+,;=";

const kinds = new Uint8Array(128);
for (const [kind, members] of [
  [scheme, `${letters}${digits}+-.`],
  [plain, unreserved + subDelims],
  [path, `${unreserved}${subDelims}:@/`],
  [query, `${unreserved}${subDelims}:@/?`],
  [userinfo, `${unreserved}${subDelims}:`],
  [digit, digits],
  [hex, `${digits}ABCDEFabcdef`],
  [literal, `${unreserved}${subDelims}:@/?#[]`],
] as const) {
  for (const member of members) kinds[member.charCodeAt(0)]! |= kind;
}

/** Whether a UTF-16 unit is an ASCII character of a kind. */
export function isKind(code: number, kind: number): boolean {
  return code < 128 && (kinds[code]! & kind) !== 0;
}

/** Whether `%`, at this index, begins a percent-encoded byte. */
export function isEncodedAt(text: string, index: number, end: number): boolean {
  return index + 2 < end && isKind(text.charCodeAt(index + 1), hex) && isKind(text.charCodeAt(index + 2), hex);
}

/** `ucschar` of RFC 3987, 2.2, but for the characters that 4.1 forbids, which change the direction of text. */
export function isIriPoint(point: number): boolean {
  if (point < 0x10000) {
    if (point < 0xa0 || (point > 0xd7ff && point < 0xf900)) return false;
    if (point === 0x200e || point === 0x200f || (point >= 0x202a && point <= 0x202e)) return false;
    return point <= 0xfdcf || (point >= 0xfdf0 && point <= 0xffef);
  }
  // The last two of each plane are no characters; language tags and planes 15 and 16 are left out.
  return point < 0xf0000 && (point & 0xfffe) !== 0xfffe && (point < 0xe0000 || point > 0xe0fff);
}

/** `iprivate` of RFC 3987, 2.2. */
export function isPrivatePoint(point: number): boolean {
  return (point >= 0xe000 && point <= 0xf8ff) || (point >= 0xf0000 && (point & 0xfffe) !== 0xfffe);
}
