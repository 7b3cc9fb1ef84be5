import {
  digit,
  hex,
  isEncodedAt,
  isIriPoint,
  isKind,
  isPrivatePoint,
  path,
  plain,
  query,
  scheme,
  userinfo,
} from "./characters.js";
import { isIpv6Between } from "./ip-address.js";

/** `uri`: RFC 3986, section 3: with a scheme. */
export function isUri(text: string): boolean {
  const end = endOfScheme(text);
  return end > 0 && isHierarchy(text, end, false);
}

/** `uri-reference`: RFC 3986, section 4.1. */
export function isUriReference(text: string): boolean {
  return isReference(text, false);
}

/** `iri`: RFC 3987, section 2.2: with a scheme. */
export function isIri(text: string): boolean {
  const end = endOfScheme(text);
  return end > 0 && isHierarchy(text, end, true);
}

/** `iri-reference`: RFC 3987, section 2.2. */
export function isIriReference(text: string): boolean {
  return isReference(text, true);
}

const at = 0x40;
const closeBracket = 0x5d;
const colon = 0x3a;
const dot = 0x2e;
const hash = 0x23;
const openBracket = 0x5b;
const percent = 0x25;
const question = 0x3f;
const slash = 0x2f;
const v = 0x76;

/** The index behind the scheme's colon; 0: there is no scheme. */
function endOfScheme(text: string): number {
  const first = text.charCodeAt(0) | 0x20;
  if (!(first >= 0x61 && first <= 0x7a)) return 0;
  let index = 1;
  while (isKind(text.charCodeAt(index), scheme)) index++;
  return text.charCodeAt(index) === colon ? index + 1 : 0;
}

function isReference(text: string, international: boolean): boolean {
  const end = endOfScheme(text);
  if (end > 0) return isHierarchy(text, end, international);
  // A colon in the first segment would make it a scheme, which it is not (4.2).
  const segment = /[:/?#]/.exec(text)?.[0];
  return segment !== ":" && isHierarchy(text, 0, international);
}

/** Everything behind the scheme. */
function isHierarchy(text: string, start: number, international: boolean): boolean {
  let index = start;
  if (text.charCodeAt(index) === slash && text.charCodeAt(index + 1) === slash) {
    const end = endOfAuthority(text, index + 2);
    if (!isAuthority(text, index + 2, end, international)) return false;
    index = end;
  }
  index = skip(text, index, text.length, path, international);
  if (text.charCodeAt(index) === question) index = skip(text, index + 1, text.length, query, international);
  if (text.charCodeAt(index) === hash) index = skip(text, index + 1, text.length, query, international, false);
  return index === text.length;
}

function endOfAuthority(text: string, start: number): number {
  for (let index = start; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === slash || code === question || code === hash) return index;
  }
  return text.length;
}

/** RFC 3986, 3.2. */
function isAuthority(text: string, start: number, end: number, international: boolean): boolean {
  const user = skip(text, start, end, userinfo, international);
  const host = text.charCodeAt(user) === at && user < end ? user + 1 : start;
  const behind =
    text.charCodeAt(host) === openBracket && host < end
      ? endOfLiteral(text, host, end)
      : skip(text, host, end, plain, international);
  if (behind < 0) return false;
  if (behind === end) return true;
  if (text.charCodeAt(behind) !== colon) return false;
  for (let index = behind + 1; index < end; index++) if (!isKind(text.charCodeAt(index), digit)) return false;
  return true;
}

/** The index behind an address in brackets (RFC 3986, 3.2.2); -1: it is none. */
function endOfLiteral(text: string, start: number, end: number): number {
  let close = start;
  while (close < end && text.charCodeAt(close) !== closeBracket) close++;
  if (close === end) return -1;
  const isLiteral =
    (text.charCodeAt(start + 1) | 0x20) === v
      ? isFutureAddress(text, start + 2, close)
      : isIpv6Between(text, start + 1, close);
  return isLiteral ? close + 1 : -1;
}

/** `IPvFuture`, behind its `v`. */
function isFutureAddress(text: string, start: number, end: number): boolean {
  let index = start;
  while (index < end && isKind(text.charCodeAt(index), hex)) index++;
  if (index === start || text.charCodeAt(index) !== dot || index + 1 >= end) return false;
  for (index++; index < end; index++) if (!isKind(text.charCodeAt(index), userinfo)) return false;
  return true;
}

/**
 * The index of the first character that is not of a kind. `isPrivate`: in a query, but not in a fragment, private
 * characters are allowed.
 */
function skip(
  text: string,
  start: number,
  end: number,
  kind: number,
  international: boolean,
  isPrivate = kind === query,
): number {
  let index = start;
  for (; index < end; index++) {
    const code = text.charCodeAt(index);
    if (isKind(code, kind)) continue;
    if (code === percent) {
      if (!isEncodedAt(text, index, end)) return index;
      index += 2;
    } else if (code < 128 || !international) {
      return index;
    } else {
      const point = text.codePointAt(index)!;
      if (!isIriPoint(point) && !(isPrivate && isPrivatePoint(point))) return index;
      if (point > 0xffff) index++;
    }
  }
  return index;
}
