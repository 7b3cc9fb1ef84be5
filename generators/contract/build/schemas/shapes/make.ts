import type { Assertion, SchemaId, Shape } from "../../../model.js";
import { type Column, makeColumn } from "../column.js";
import type { FactBook } from "../facts/collect.js";
import type { Facts } from "../facts/facts.js";
import { ANY_TYPE, type Mask, maskOfTypes } from "../facts/mask.js";
import { NOTHING_KNOWN } from "../facts/merge.js";
import type { Assertions } from "../order.js";
import type { Position, Positions } from "../positions.js";
import type { Words } from "../words.js";
import { leadsToOneType } from "./dynamic.js";
import { isImplied } from "./implied.js";
import { printFacts, printMeant, printPlain, printTogether } from "./print.js";
import { ANY, factsOf, makeNullable, NEVER, refTo, type Shaping } from "./shaping.js";

/** How many shapes one schema may make by merging. */
const BUDGET = 500;

/** The shape of every schema. `order`: what a schema applies in place comes before it. */
export function makeShapes(positions: Positions, assertions: Assertions, book: FactBook, words: Column<Words>, order: readonly Position[]): Column<Shape> {
  const shapes = makeColumn<Shape>(positions);
  const shaping: Shaping = { positions, assertions, book, words, shapes, shared: new Map(), printers: { facts: printFacts, plain: printPlain, together: printTogether }, budget: { left: BUDGET }, depth: 0 };
  for (const position of order) {
    shaping.budget.left = BUDGET;
    const facts = book.facts.of(position) ?? NOTHING_KNOWN;
    const shape = makeShape(shaping, position.id, assertions.of(position) ?? [], facts);
    shapes.put(position, facts.wantsNull ? makeNullable(shape) : shape);
  }
  return shapes;
}

function makeShape(shaping: Shaping, id: SchemaId, said: readonly Assertion[], facts: Facts): Shape {
  const first = said[0];
  if (first === undefined) return ANY;
  if (facts.mask === 0 && shaping.book.isNever(id)) return NEVER;
  if (said.length === 1 && first.keyword === "$ref") return refTo(first.schema);
  if (said.length === 1 && first.keyword === "$dynamicRef" && first.anchor !== undefined) return leadsToOneType(shaping, first.schema, first.anchor) ? refTo(first.schema) : ANY;
  const base = onlyBase(shaping, said, facts);
  if (base !== undefined) return refTo(base);
  if (isPlain(facts)) return printShared(shaping, facts);
  return facts.clash?.isClear === true && !isBranch(shaping.positions, id) ? printMeant(shaping, facts, typesSaid(said)) : printFacts(shaping, facts);
}

function typesSaid(said: readonly Assertion[]): Mask {
  const type = said.find((assertion) => assertion.keyword === "type");
  return type === undefined ? ANY_TYPE : maskOfTypes(type.types);
}

/** Facts of one type, perhaps with a format, are shared by many schemas, and so is their shape. */
const isPlain = ({ constants, range, array, object, unions, clash }: Facts): boolean => !(constants ?? range ?? array ?? object ?? clash) && unions.length === 0;

function printShared(shaping: Shaping, facts: Facts): Shape {
  const shape = shaping.shared.get(facts) ?? printFacts(shaping, facts);
  shaping.shared.set(facts, shape);
  return shape;
}

/** A branch of a union that nothing satisfies is dropped from it. What `allOf` puts together is as its owner. */
function isBranch(positions: Positions, id: SchemaId): boolean {
  for (let place = positions.get(id)?.place; place?.kind === "nested"; place = positions.get(place.parent)?.place) {
    const { step } = place;
    if (step.kind !== "branch") return step.kind === "not" || step.kind === "if" || step.kind === "then" || step.kind === "else" || step.kind === "dependent";
    if (step.keyword !== "allOf") return true;
  }
  return false;
}

/** The one schema in place, if all that stands beside it says nothing of the type that it doesn't say: `allOf: [Base]` with a description. */
function onlyBase(shaping: Shaping, said: readonly Assertion[], whole: Facts): SchemaId | undefined {
  if (!said.some(({ keyword }) => keyword === "$ref" || keyword === "$dynamicRef" || keyword === "allOf")) return undefined;
  const bases = said.flatMap((assertion): readonly SchemaId[] => {
    if (assertion.keyword === "$ref" || (assertion.keyword === "$dynamicRef" && assertion.anchor === undefined)) return [assertion.schema];
    return assertion.keyword === "allOf" ? assertion.schemas : [];
  });
  if (bases.length === 0 || whole.mask === 0) return undefined;
  return bases.find((base) => {
    const facts = factsOf(shaping, base);
    return facts !== NOTHING_KNOWN && facts.mask !== 0 && isImplied(whole, facts);
  });
}
