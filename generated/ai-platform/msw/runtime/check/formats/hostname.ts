import { isUnicodeLabel, isBidiName } from "./idna.js";
import { readPunycode, writePunycode } from "./punycode.js";

/** `hostname`: RFC 1123, 2.1; labels that begin with `xn--` stand for a valid label (RFC 5890, 2.3.2.1). */
export function isHostname(text: string): boolean {
  return areAsciiLabels(text, 0, text.length) && (!prefix.test(text) || isInternationalName(text.split(".")));
}

/** `idn-hostname`: a `hostname`, or one with labels in Unicode (RFC 5890, 2.3.2.3; RFC 5891 to 5893). */
export function isIdnHostname(text: string): boolean {
  if (!beyondAscii.test(text)) return isHostname(text);
  // Each code point takes one byte of a name's 253 at least.
  return text.length <= 2 * maxName && isInternationalName(text.split(separators));
}

/** Labels of letters, digits and inner hyphens, 63 characters each and 253 in all, whatever they begin with. */
export function areAsciiLabels(text: string, start: number, end: number): boolean {
  if (end - start > maxName) return false;
  let first = start;
  for (let index = start; index <= end; index++) {
    const code = index === end ? dot : text.charCodeAt(index);
    if (code === dot) {
      if (index === first || index - first > maxLabel || text.charCodeAt(index - 1) === hyphen) return false;
      first = index + 1;
    } else if (code === hyphen) {
      if (index === first) return false;
    } else if (!isLetterOrDigit(code)) {
      return false;
    }
  }
  return true;
}

const dot = 0x2e;
const hyphen = 0x2d;
const maxLabel = 63;
const maxName = 253;
const prefix = /(?:^|\.)xn--/i;
const beyondAscii = /[\u0080-\uffff]/;
/** RFC 3490, 3.1: what people type as a dot. */
const separators = /[.\u3002\uff0e\uff61]/;

function isLetterOrDigit(code: number): boolean {
  return (code >= 48 && code <= 57) || ((code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a);
}

/** Labels in ASCII, in Unicode, or in Unicode written in ASCII. */
function isInternationalName(labels: readonly string[]): boolean {
  let length = labels.length - 1;
  const points: (readonly number[])[] = [];
  for (const label of labels) {
    const read = readLabel(label);
    if (read === undefined) return false;
    length += read.length;
    points.push(read.points);
  }
  return length <= maxName && isBidiName(points);
}

/** The code points of a valid label, and the length of its form in ASCII. */
function readLabel(label: string): { readonly points: readonly number[]; readonly length: number } | undefined {
  if (!beyondAscii.test(label)) {
    if (!areAsciiLabels(label, 0, label.length) || label.includes(".")) return undefined;
    if (!prefix.test(label)) return { points: pointsOf(label), length: label.length };
    const encoded = label.slice(4).toLowerCase();
    const points = readPunycode(encoded);
    // Each label has one form in ASCII, and one with ASCII alone needs none (RFC 5891, 5.4).
    const isOnlyForm = points !== undefined && points.some((point) => point > 127) && writePunycode(points) === encoded;
    return isOnlyForm && isUnicodeLabel(points) ? { points, length: label.length } : undefined;
  }
  if (label.length > 2 * maxLabel) return undefined;
  const points = pointsOf(label);
  const length = 4 + writePunycode(points).length;
  return length <= maxLabel && isUnicodeLabel(points) ? { points, length } : undefined;
}

function pointsOf(text: string): readonly number[] {
  return Array.from(text, (character) => character.codePointAt(0)!);
}
