import type { Assertion, SchemaId, Shape } from "../../../model.js";
import { type Column, makeColumn } from "../column.js";
import type { FactBook } from "../facts/collect.js";
import { NOTHING_KNOWN } from "../facts/merge.js";
import type { Assertions } from "../order.js";
import type { Positions } from "../positions.js";
import { leadsToOneType } from "./dynamic.js";
import { isImplied } from "./implied.js";
import { printFacts } from "./print.js";
import { ANY, factsOf, makeNullable, NEVER, refTo, type Shaping } from "./shaping.js";

/** How many shapes one schema may make by merging. */
const BUDGET = 500;

/** The shape of every schema. `order`: what a schema applies in place comes before it. */
export function makeShapes(positions: Positions, assertions: Assertions, book: FactBook, order: readonly SchemaId[]): Column<Shape> {
  const shapes = makeColumn<Shape>(positions);
  for (const id of order) {
    const shaping: Shaping = { positions, assertions, book, shapes, budget: { left: BUDGET }, depth: 0 };
    const shape = makeShape(shaping, id, assertions.get(id) ?? []);
    shapes.set(id, factsOf(shaping, id).wantsNull ? makeNullable(shape) : shape);
  }
  return shapes;
}

function makeShape(shaping: Shaping, id: SchemaId, said: readonly Assertion[]): Shape {
  const [first] = said;
  if (first === undefined) return ANY;
  if (shaping.book.isNever(id)) return NEVER;
  if (said.length === 1 && first.keyword === "$ref") return refTo(first.schema);
  if (said.length === 1 && first.keyword === "$dynamicRef" && first.anchor !== undefined) return leadsToOneType(shaping, first.schema, first.anchor) ? refTo(first.schema) : ANY;
  const base = onlyBase(shaping, id, said);
  return base === undefined ? printFacts(shaping, factsOf(shaping, id)) : refTo(base);
}

/** The one schema in place, if all that stands beside it says nothing of the type that it doesn't say: `allOf: [Base]` with a description. */
function onlyBase(shaping: Shaping, id: SchemaId, said: readonly Assertion[]): SchemaId | undefined {
  if (!said.some(({ keyword }) => keyword === "$ref" || keyword === "$dynamicRef" || keyword === "allOf")) return undefined;
  const bases = said.flatMap((assertion): readonly SchemaId[] => {
    if (assertion.keyword === "$ref" || (assertion.keyword === "$dynamicRef" && assertion.anchor === undefined)) return [assertion.schema];
    return assertion.keyword === "allOf" ? assertion.schemas : [];
  });
  if (bases.length === 0 || factsOf(shaping, id).mask === 0) return undefined;
  const whole = factsOf(shaping, id);
  return bases.find((base) => {
    const facts = factsOf(shaping, base);
    return facts !== NOTHING_KNOWN && facts.mask !== 0 && isImplied(whole, facts);
  });
}
