import type { Field, Operation, Pagination, Shape } from "../../contract/model.js";
import type { Printable } from "../../emit/code.js";
import { type TypePrinter, typeOf } from "../../languages/python/types.js";
import { succeeds } from "../../languages/results.js";
import { openShape } from "../../languages/shapes.js";

/** The type of an item of a page; undefined where the contract doesn't say: then it is JSON as it is. */
export function itemTypeOf(printer: TypePrinter, { responses }: Operation, { items }: Pagination): Printable | undefined {
  const contents = responses.filter(({ status }) => succeeds(status)).flatMap((response) => response.contents);
  const schema = contents.find(({ kind }) => kind === "json")?.schema;
  if (schema === undefined) return undefined;
  let at: Shape = { kind: "ref", schema };
  for (const name of items) {
    const target: Shape | undefined = openShape(printer.contract, at).shape;
    const field: Field | undefined = target?.kind === "object" ? target.fields.find((each) => each.name === name) : undefined;
    if (field === undefined) return undefined;
    at = field.shape;
  }
  const list = openShape(printer.contract, at).shape;
  return list?.kind === "array" && !list.wide ? typeOf(printer, list.items, "response") : undefined;
}
