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
  const held: Held = { entries: [], limit: undefined, tooLong: undefined };
  return {
    in: (place) => ({
      add: (pointer, rule, message) => {
        hold(held, { violation: { in: place, pointer: shorten(held, pointer), rule, message }, isPlain: undefined });
      },
    }),
    get isEmpty() {
      return held.entries.length === 0;
    },
    list() {
      if (held.entries.length > 1) settle(held);
      return { violations: held.entries.slice(0, most).map(({ violation }) => violation), truncated: held.entries.length > most };
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

const surrogates = /[\ud800-\udfff]/;

/** A violation, and whether its pointer's order is that of the engine, once it has been compared. */
interface Entry {
  readonly violation: Violation;
  isPlain: boolean | undefined;
}

interface Held {
  entries: Entry[];
  /** The last one that may still be listed or tell that there are more. */
  limit: Entry | undefined;
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

function hold(held: Held, entry: Entry): void {
  if (held.limit !== undefined && compareEntries(entry, held.limit) >= 0) return;
  held.entries.push(entry);
  if (held.entries.length >= full) settle(held);
}

/** Sorts what is held, drops what is there twice, and cuts it to one more than is listed. */
function settle(held: Held): void {
  const sorted = held.entries.sort(compareEntries);
  held.entries = sorted
    .filter((entry, index) => index === 0 || compareEntries(sorted[index - 1]!, entry) !== 0)
    .slice(0, most + 1);
  held.limit = held.entries[most];
}

function compareEntries(a: Entry, b: Entry): number {
  const [one, other] = [a.violation, b.violation];
  if (one.in !== other.in) return places.indexOf(one.in) - places.indexOf(other.in);
  return (
    comparePoints(one.pointer, other.pointer, isPlain(a) && isPlain(b)) ||
    comparePoints(one.rule, other.rule, true) ||
    comparePoints(one.message, other.message, false)
  );
}

function isPlain(entry: Entry): boolean {
  return (entry.isPlain ??= !surrogates.test(entry.violation.pointer));
}

/** By code points, which is not the order of `<` where there are surrogates: that has U+1F600 before U+FF5E. */
function comparePoints(a: string, b: string, isPlain: boolean): number {
  if (a === b) return 0;
  // The engine compares many times faster, and many pointers may begin with the same long name.
  if (isPlain) return a < b ? -1 : 1;
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
