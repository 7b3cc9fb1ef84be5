import { areAsciiLabels, isIdnHostname } from "./hostname.js";
import { isIpv4Between, isIpv6Between } from "./ip-address.js";

/** `email`: `Mailbox` of RFC 5321, 4.1.2, within the lengths of 4.5.3.1. */
export function isEmail(text: string): boolean {
  const local = endOfLocal(text, false);
  return local > 0 && (areAsciiLabels(text, local + 1, text.length) || isAddressLiteral(text, local + 1));
}

/** `idn-email`: the same with what RFC 6531, 3.3 adds. A domain may stand in any normalization form. */
export function isIdnEmail(text: string): boolean {
  const local = endOfLocal(text, true);
  if (local === 0 || bytesOf(text, local) > maxLocal) return false;
  if (isAddressLiteral(text, local + 1)) return true;
  return text.length - local <= 4 * maxDomain && isIdnHostname(text.slice(local + 1).normalize("NFC"));
}

const at = 0x40;
const backslash = 0x5c;
const colon = 0x3a;
const dot = 0x2e;
const quote = 0x22;
const maxDomain = 255;
/** Bytes. */
const maxLocal = 64;

/** Where the `@` behind the local part stands, which has 64 characters at most; 0: there is no local part. */
function endOfLocal(text: string, international: boolean): number {
  return text.charCodeAt(0) === quote ? endOfQuoted(text, international) : endOfAtoms(text, international);
}

/** `Dot-string`. */
function endOfAtoms(text: string, international: boolean): number {
  let afterDot = true;
  for (let index = 0; index <= maxLocal; index++) {
    const code = text.charCodeAt(index);
    if (code === at) return afterDot ? 0 : index;
    if (code === dot) {
      if (afterDot) return 0;
      afterDot = true;
    } else if (code < 128 ? atom[code] === 1 : international && isTextAt(text, index)) {
      afterDot = false;
    } else {
      return 0;
    }
  }
  return 0;
}

/** `Quoted-string`. */
function endOfQuoted(text: string, international: boolean): number {
  for (let index = 1; index <= maxLocal; index++) {
    const code = text.charCodeAt(index);
    if (code === quote) return index < maxLocal && text.charCodeAt(index + 1) === at ? index + 1 : 0;
    if (code === backslash) {
      const escaped = text.charCodeAt(++index);
      if (!(escaped >= 32 && escaped < 127)) return 0;
    } else if (!(code < 128 ? code >= 32 && code < 127 : international && isTextAt(text, index))) {
      return 0;
    }
  }
  return 0;
}

/** Anything beyond ASCII, but for half a character. */
function isTextAt(text: string, index: number): boolean {
  const code = text.charCodeAt(index);
  if ((code & 0xf800) !== 0xd800) return code >= 128;
  return (code & 0xfc00) === 0xd800
    ? (text.charCodeAt(index + 1) & 0xfc00) === 0xdc00
    : (text.charCodeAt(index - 1) & 0xfc00) === 0xd800;
}

function isAddressLiteral(text: string, start: number): boolean {
  const end = text.length - 1;
  if (text.charCodeAt(start) !== 0x5b || text.charCodeAt(end) !== 0x5d) return false;
  const isIpv6 = text.charCodeAt(start + 5) === colon && text.slice(start + 1, start + 5).toLowerCase() === "ipv6";
  return isIpv6 ? isIpv6Between(text, start + 6, end) : isIpv4Between(text, start + 1, end);
}

/** The length in UTF-8. */
function bytesOf(text: string, end: number): number {
  let bytes = 0;
  for (let index = 0; index < end; index++) {
    const code = text.charCodeAt(index);
    bytes += code < 0x80 ? 1 : code < 0x800 || (code & 0xf800) === 0xd800 ? 2 : 3;
  }
  return bytes;
}

/** `atext` of RFC 5322, 3.2.3. */
const atom = new Uint8Array(128);
for (const member of "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#$%&'*+-/=?^_`{|}~")
  atom[member.charCodeAt(0)] = 1;
