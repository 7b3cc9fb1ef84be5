import type { Assertion, Contract, Direction, SchemaId, Shape } from "../../../contract/model.js";
import { type Form, formOf, openShape } from "../forms.js";
import type { TypePrinter } from "../types.js";

/** A value somewhere in another: how Go holds it, and what is to be known of it there. */
export interface Part {
  readonly shape: Shape;
  readonly form: Form;
  /** Null may stand in its place. */
  readonly nullable: boolean;
  /** The first schema on the way that has a type with functions of its own, which read and write the value. */
  readonly named?: SchemaId;
  /** Rules to be kept beside those that the functions of `named` keep. */
  readonly rules: readonly Assertion[];
  /** The innermost schema passed on the way: what a function of its own is named after. */
  readonly schema?: SchemaId;
}

/** Follows the references of a shape up to the first schema with a type of its own. `rulesOf`: those kept while reading. */
export function makePart({ contract, names, style }: Pick<TypePrinter, "contract" | "names" | "style">, shape: Shape, rulesOf: (id: SchemaId) => readonly Assertion[]): Part {
  const form = formOf(contract, style, shape);
  const { nullable } = openShape(contract, shape);
  const rules: Assertion[] = [];
  const passed = new Set<SchemaId>();
  let schema: SchemaId | undefined;
  let current: Shape | undefined = shape;
  while (current?.kind === "ref" || current?.kind === "nullable") {
    if (current.kind === "nullable") {
      current = current.of;
      continue;
    }
    schema = current.schema;
    if (names.schemas.has(schema) && hasFunctions(form)) return { shape, form, nullable, named: schema, rules, schema };
    if (passed.has(schema)) break;
    passed.add(schema);
    rules.push(...rulesOf(schema));
    current = contract.schemas[schema]?.shape;
  }
  return { shape, form, nullable, rules, ...(schema !== undefined && { schema }) };
}

/** Whether values of a form are read and written by functions of their type. Others are a call of the runtime. */
export const hasFunctions = ({ kind }: Form): boolean => kind === "object" || kind === "enum" || kind === "union" || kind === "tuple" || kind === "array" || kind === "map";

/** The direction whose face of a schema's type stands for both, where they don't differ. */
export const faceOf = (contract: Contract, id: SchemaId, direction: Direction): Direction => (contract.schemas[id]?.directional ? direction : "response");
