import type { Contract, Direction, SchemaId } from "../../contract/model.js";
import { makePlan, type Purpose } from "./plan.js";
import { type Definition, printDefinitions, printRules } from "./print.js";

export type { Tree } from "./layout.js";
export type { Definition } from "./print.js";

export interface RulesOptions {
  /** `annotate`: formats assert nothing (wire profile, Formats). */
  readonly formats: "assert" | "annotate";
  /**
   * `judge` is the default. `make`: for who makes values, `default` and `examples` stand beside the assertions, and `$ref` is the only way to refer.
   */
  readonly purpose?: Purpose;
}

/** A schema whose values have to be checked, by the direction in which they travel. */
export interface RulesRoot {
  readonly schema: SchemaId;
  readonly direction: Direction;
}

export interface Rules {
  /** What the rules of a schema are called in rules.json, where they stand from then on; "" where every value is valid. */
  readonly nameOf: (schema: SchemaId, direction: Direction) => string;
  /** The text of rules.json: all that was asked for, and what it leads to. */
  readonly text: () => string;
  /** The same schema by schema, sorted by name. */
  readonly definitions: () => readonly Definition[];
}

/**
 * Plans the assertions of schemas, and they alone, as JSON Schema 2020-12 (wire profile). `$defs` has one schema a component and a
 * direction, where they differ, and those of operations. What JSON Schema doesn't say, two keywords of ours say: `x-discriminator`, where
 * the tag alone decides, and `x-anyOf` and `x-oneOf`, which tell beside a union how to find the branch that a value belongs to.
 */
export function planRules(contract: Contract, roots: readonly RulesRoot[], options: RulesOptions): Rules {
  const plan = makePlan(contract, options.formats, options.purpose ?? "judge");
  for (const { schema, direction } of roots) plan.root(schema, direction);
  return { nameOf: plan.root, text: () => printRules(plan), definitions: () => printDefinitions(plan) };
}
