import type { SchemaId } from "../../../contract/model.js";
import type { Code, Printable } from "../../../emit/code.js";
import { toGoPascal } from "../words.js";
import type { Node } from "../../nodes.js";
import type { Plan } from "./plan.js";

/** How the schemas inside a schema are printed. Statements speak of `v`, the value, and `r`, the report. */
export interface Printer {
  readonly plan: Plan;
  readonly file: string;
  /**
   * A schema as a function: one of the runtime's, one of the package's, or a literal; undefined where every value is valid. `label` is what patterns
   * are named after, `keyword` applied the schema: the rule where it is `false`.
   */
  readonly check: (id: SchemaId, from: Node, label: string, keyword: string) => Printable | undefined;
  /** A schema that speaks of the same value, as statements. */
  readonly inPlace: (id: SchemaId, from: Node, label: string, keyword: string) => readonly Code[];
}

/** The label of a member. */
export const labelOf = (label: string, name: string): string => `${label}${toGoPascal(name)}`;

/** Names in the order of their code points, which is that of Go's texts. */
export const sortNames = (names: readonly string[]): readonly string[] => [...new Set(names)].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
