import type { Findings } from "../check/findings.js";
import { openReport, type Report, type Violation, type ViolationPlace } from "../check/report.js";

/** Messages of the rules that no schema states (wire profile, "Errors"), the same in every language. */
export const messages = {
  required: "is required",
  duplicate: "must not come more than once",
  percent: "must be percent-encoded UTF-8",
  utf8: "must be UTF-8",
  style: "must be written in the style of the contract",
  unknown: "is not allowed",
  multipart: "must be a well-formed multipart body",
  limit: "takes too long to match the pattern",
} as const;

/**
 * Whether a matcher gave up on a text (`PatternLimit`). That is a violation like any other, at the place whose check it ended. Known by
 * its name, so that contracts without such patterns don't carry the matcher.
 */
export function isPatternLimit(error: unknown): boolean {
  return error instanceof Error && error.name === "PatternLimit";
}

/** What a reader gives for a text that it can't read. What is wrong with it, it has said. */
export const unreadable: unique symbol = Symbol("unreadable");

/** What is wrong with one request. Most requests are right: nothing is made before it is needed. */
export class Faults {
  private report: Report | undefined;
  /** The body is no JSON: that is what the problem is called then. */
  isMalformed = false;

  /** Where the faults of one part of the request go. */
  in(place: ViolationPlace): Findings {
    return new PlaceFaults(this, place);
  }

  get isEmpty(): boolean {
    return this.report === undefined;
  }

  open(place: ViolationPlace): Findings {
    this.report ??= openReport();
    return this.report.in(place);
  }

  list(): { readonly violations: readonly Violation[]; readonly truncated: boolean } {
    return this.report?.list() ?? { violations: [], truncated: false };
  }
}

class PlaceFaults implements Findings {
  private readonly owner: Faults;
  private readonly place: ViolationPlace;
  private opened: Findings | undefined;

  constructor(owner: Faults, place: ViolationPlace) {
    this.owner = owner;
    this.place = place;
  }

  add(pointer: string, rule: string, message: string): void {
    this.opened ??= this.owner.open(this.place);
    this.opened.add(pointer, rule, message);
  }
}
