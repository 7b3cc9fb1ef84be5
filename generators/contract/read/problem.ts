import type { Severity } from "../../diagnostic.js";

/** A mistake in the text of one file, by offsets in UTF-16 units. `end` is exclusive. */
export interface Problem {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly hint?: string;
  readonly start: number;
  readonly end: number;
}

/** Values nested deeper than this are refused: no contract needs it, and every reader after this one would have to cope with it. */
export const MAX_DEPTH = 4_000;

/** More mistakes of syntax than this in one file are noise: the first ones caused the others. */
export const MAX_PROBLEMS = 100;

/** The mistake of a value that is nested too deeply; `start` is where depth `MAX_DEPTH` is passed. */
export const nestedTooDeeply = (start: number): Problem => ({
  code: "nesting",
  severity: "error",
  message: `values are nested more than ${MAX_DEPTH.toLocaleString("en")} levels deep`,
  hint: "move inner parts to 'components' and refer to them by '$ref'",
  start,
  end: start + 1,
});
