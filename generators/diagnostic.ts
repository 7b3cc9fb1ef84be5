/** Severity decides the exit code: an `error` stops generation (exit 2), a `warning` and a `note` do not. */
export type Severity = "error" | "warning" | "note";

/** A place in a file of the contract. `line` and `column` count from 1, columns in UTF-16 units; `length` is the width to underline. */
export interface Location {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly length: number;
}

/** What a person did wrong, or should know: the reason, the place and the way out. Bugs of Mortise throw instead. */
export interface Diagnostic {
  /** Stable, kebab-case: `ref-unresolved`. */
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  /** Pointer into the canonical document, or a location where there is no document yet (broken syntax). Absent: the run as a whole. */
  readonly origin?: string | Location;
  /** Which part of the thing at `origin` is meant: its value (default) or its member name. */
  readonly at?: "key" | "value";
  readonly hint?: string;
}
