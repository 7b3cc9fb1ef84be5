import { isEncodedAt, isIriPoint, isKind, isPrivatePoint, literal } from "./characters.js";

/** `uri-template`: RFC 6570, section 2. */
export function isUriTemplate(text: string): boolean {
  for (let index = 0; index < text.length;) {
    const code = text.charCodeAt(index);
    if (code === openBrace) {
      const close = text.indexOf("}", index);
      if (close < 0 || !isExpression(text, index + 1, close)) return false;
      index = close + 1;
    } else {
      const length = literalAt(text, index, code);
      if (length === 0) return false;
      index += length;
    }
  }
  return true;
}

const openBrace = 0x7b;
const percent = 0x25;
const comma = 0x2c;
const dot = 0x2e;
const colon = 0x3a;
const star = 0x2a;

/** How many UTF-16 units the literal here has; 0: none may stand here. */
function literalAt(text: string, index: number, code: number): number {
  if (isKind(code, literal)) return 1;
  if (code === percent) return isEncodedAt(text, index, text.length) ? 3 : 0;
  if (code < 128) return 0;
  const point = text.codePointAt(index)!;
  if (!isIriPoint(point) && !isPrivatePoint(point)) return 0;
  return point > 0xffff ? 2 : 1;
}

/** 2.2: what stands between braces, with the operators that are reserved for extensions. */
function isExpression(text: string, start: number, end: number): boolean {
  let index = "+#./;?&=,!@|".includes(text.charAt(start)) ? start + 1 : start;
  for (;;) {
    index = endOfVariable(text, index, end);
    if (index < 0 || index === end) return index === end;
    if (text.charCodeAt(index) !== comma) return false;
    index++;
  }
}

/** 2.3 and 2.4: the index behind a variable and its modifier; -1: it is none. */
function endOfVariable(text: string, start: number, end: number): number {
  let index = start;
  for (;;) {
    const name = index;
    for (;;) {
      if (isNameCharacter(text.charCodeAt(index))) index++;
      else if (text.charCodeAt(index) === percent && isEncodedAt(text, index, end)) index += 3;
      else break;
    }
    if (index === name) return -1;
    if (text.charCodeAt(index) !== dot) break;
    index++;
  }
  if (text.charCodeAt(index) === star) return index + 1;
  if (text.charCodeAt(index) !== colon) return index;
  maxLength.lastIndex = index + 1;
  return maxLength.test(text) ? maxLength.lastIndex : -1;
}

const maxLength = /[1-9][0-9]{0,3}/y;

function isNameCharacter(code: number): boolean {
  return (code >= 48 && code <= 57) || code === 0x5f || ((code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a);
}
