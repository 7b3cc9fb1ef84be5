import type { Contract, Direction, SchemaId } from "../../../contract/model.js";
import type { Code, Printable } from "../../../emit/code.js";
import type { Names } from "../names.js";
import { makePlan } from "./plan.js";
import { printPlan } from "./functions.js";

/** What checks are printed from. */
export interface CheckPrinter {
  readonly contract: Contract;
  readonly names: Pick<Names, "schemas" | "operations" | "webhooks" | "claim" | "runtime">;
}

export interface CheckOptions {
  /** `annotate`: formats assert nothing (wire profile, Formats). */
  readonly formats: "assert" | "annotate";
}

/** A schema whose values have to be checked, by the direction in which they travel. */
export interface CheckRoot {
  readonly schema: SchemaId;
  readonly direction: Direction;
}

export interface Checks {
  /** The function of a schema, a `check.Func`, asked for before `modules`; undefined where every value is valid. */
  readonly of: (schema: SchemaId, direction: Direction) => Printable | undefined;
  /** A variable for a pattern, a `*check.Pattern`, in the file of this stem; `label` is what it is named after. */
  readonly pattern: (pattern: string, file: string, label: string) => Printable;
  /** Prints everything that was asked for: stems of files with their declarations. */
  readonly modules: () => ReadonlyMap<string, readonly Code[]>;
}

/**
 * Plans the checks of schemas, printed from their assertions alone (wire profile; JSON Schema 2020-12). Each is a function
 * `func(r *check.Report, v *wire.Value)` of the package, in the file of the component or the group of operations that the schema belongs to.
 */
export function planChecks(printer: CheckPrinter, roots: readonly CheckRoot[], options: CheckOptions): Checks {
  const plan = makePlan(printer, options);
  for (const { schema, direction } of roots) plan.root(schema, direction);
  return { of: plan.root, pattern: (pattern, file, label) => plan.pattern(file, pattern, label), modules: () => printPlan(plan) };
}
