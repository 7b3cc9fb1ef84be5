import type { Finding, Findings } from "./findings.js";
import { hasMaxLength } from "./values.js";

/** The part of a request, in the order of a problem's violations (wire profile, "Errors"). */
export type ViolationPlace = "path" | "query" | "header" | "cookie" | "body";

/** One broken rule, as a problem document lists it. */
export interface Violation extends Finding {
  readonly in: ViolationPlace;
}

/**
 * Collects what is wrong with a request. Holds a thousand violations at most, however many there are, and repeats no
 * pointer of more than 1,000 code points: such a violation is told of the whole value, "".
 */
export interface Report {
  /** Where the checks of one part of the request put what they find. */
  in(place: ViolationPlace): Findings;
  readonly isEmpty: boolean;
  /** In order, each once, at most 100. `truncated`: there were more. */
  list(): { readonly violations: readonly Violation[]; readonly truncated: boolean };
}

/** A report without violations. */
export function openReport(): Report {
  const held: Held = { violations: [], limit: undefined, tooLong: undefined };
  return {
    in: (place) => ({
      add: (pointer, rule, message) => hold(held, { in: place, pointer: shorten(held, pointer), rule, message }),
    }),
    get isEmpty() {
      return held.violations.length === 0;
    },
    list() {
      settle(held);
      return { violations: held.violations.slice(0, most), truncated: held.violations.length > most };
    },
  };
}

/** Listed at most. */
const most = 100;
/** Of a pointer, in code points. A name of megabytes may stand in each of a hundred pointers. */
const longest = 1000;
/** Sorted and cut when there are so many, so that each costs little. */
const full = 1000;
const places: readonly ViolationPlace[] = ["path", "query", "header", "cookie", "body"];

interface Held {
  violations: Violation[];
  /** The last one that may still be listed or tell that there are more. */
  limit: Violation | undefined;
  /** The beginning of the last pointer that was too long: many stand below the same long name. */
  tooLong: string | undefined;
}

/** A pointer is put together from pieces, and stays so until somebody looks at it: its length is known without. */
function shorten(held: Held, pointer: string): string {
  if (pointer.length <= longest) return pointer;
  if (pointer.length > 2 * longest) return "";
  if (held.tooLong !== undefined && pointer.startsWith(held.tooLong)) return "";
  if (hasMaxLength(pointer, longest)) return pointer;
  held.tooLong = Array.from(pointer).slice(0, longest + 1).join("");
  return "";
}

function hold(held: Held, violation: Violation): void {
  if (held.limit !== undefined && compareViolations(violation, held.limit) >= 0) return;
  held.violations.push(violation);
  if (held.violations.length >= full) settle(held);
}

/** Sorts what is held, drops what is there twice, and cuts it to one more than is listed. */
function settle(held: Held): void {
  const sorted = held.violations.sort(compareViolations);
  held.violations = sorted
    .filter((violation, index) => index === 0 || compareViolations(sorted[index - 1]!, violation) !== 0)
    .slice(0, most + 1);
  held.limit = held.violations[most];
}

function compareViolations(a: Violation, b: Violation): number {
  if (a.in !== b.in) return places.indexOf(a.in) - places.indexOf(b.in);
  return comparePoints(a.pointer, b.pointer) || comparePoints(a.rule, b.rule) || comparePoints(a.message, b.message);
}

/** By code points, which is not the order of `<`: that has U+1F600 before U+FF5E. */
function comparePoints(a: string, b: string): number {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index++) {
    const unitA = a.charCodeAt(index);
    const unitB = b.charCodeAt(index);
    if (unitA !== unitB) return liftSurrogate(unitA) - liftSurrogate(unitB);
  }
  return a.length - b.length;
}

function liftSurrogate(unit: number): number {
  return (unit & 0xf800) === 0xd800 ? unit + 0x10000 : unit;
}
