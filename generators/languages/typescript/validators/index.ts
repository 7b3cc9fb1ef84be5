import type { Contract, Direction, SchemaId } from "../../../contract/model.js";
import type { Code, Import } from "../../../emit/code.js";
import type { Names } from "../names.js";
import { makePlan } from "./plan.js";
import { printPlan } from "./functions.js";

/** What validators are printed from. */
export interface CheckPrinter {
  readonly contract: Contract;
  readonly names: Pick<Names, "schemas" | "operations" | "claim">;
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

/** The two functions of a schema: `Is` says yes or no, `List` lists the violations (runtime/check/findings). */
export interface CheckImports {
  readonly is: Import;
  readonly check: Import;
}

export interface Checks {
  /** The functions of a schema, asked for before `modules`; undefined where every value is valid. */
  readonly of: (schema: SchemaId, direction: Direction) => CheckImports | undefined;
  /** The fast function alone. */
  readonly is: (schema: SchemaId, direction: Direction) => Import | undefined;
  /** Prints everything that was asked for: module paths (without extension) with their declarations. */
  readonly modules: () => ReadonlyMap<string, readonly Code[]>;
}

/**
 * Plans the validators of schemas, printed from their assertions alone (wire profile; JSON Schema 2020-12). Modules are `checks/<component>`,
 * `checks/operations/<group>`, `checks/values/index` and `checks/shared-parts`; they import from `runtime/check/index` and from each other.
 */
export function planChecks(printer: CheckPrinter, roots: readonly CheckRoot[], options: CheckOptions): Checks {
  const plan = makePlan(printer, options);
  const is = (schema: SchemaId, direction: Direction): Import | undefined => plan.root(schema, direction, "is");
  const of = (schema: SchemaId, direction: Direction): CheckImports | undefined => {
    const found = is(schema, direction);
    const check = plan.root(schema, direction, "check");
    return found && check && { is: found, check };
  };
  for (const { schema, direction } of roots) of(schema, direction);
  return { of, is, modules: () => printPlan(plan) };
}
