import type { Assertion, AssertionKeyword, AssertionOf, SchemaId, Shape } from "../../model.js";
import { inPlaceOf, visitChildren } from "./children.js";
import { type Column, makeColumn } from "./column.js";
import type { FactBook } from "./facts/collect.js";
import type { Facts } from "./facts/facts.js";
import { NULL, OBJECT } from "./facts/mask.js";
import { NOTHING_KNOWN } from "./facts/merge.js";
import type { Assertions } from "./order.js";
import type { Position, Positions } from "./positions.js";

/** Keywords that bind a value of a plain type without looking into it. */
const SCALAR: ReadonlySet<AssertionKeyword> = new Set([
  "type", "enum", "const", "multipleOf", "minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum", "minLength", "maxLength", "pattern", "format",
]);

/** Keywords whose parts are parts of the shape too. */
const STRUCTURAL: ReadonlySet<AssertionKeyword> = new Set([
  ...SCALAR, "minItems", "maxItems", "uniqueItems", "prefixItems", "items", "minProperties", "maxProperties", "required", "properties", "additionalProperties",
]);

/** Keywords of objects that `allOf` can put together member by member. */
const OPEN_OBJECT: ReadonlySet<AssertionKeyword> = new Set(["type", "properties", "required", "allOf", "$ref"]);

/**
 * The schemas that are `exact`. A schema is exact if a value is valid by its assertions when and only when
 * - the value has the form of its shape: JSON type, constants, required fields (by direction), no other members where `closed`,
 * - the schema's own assertions of the following keywords hold of it: multipleOf, minimum, exclusiveMinimum, maximum,
 *   exclusiveMaximum, minLength, maxLength, pattern, format, minItems, maxItems, uniqueItems, minProperties, maxProperties,
 * - each part that the shape gives as a `ref` (field, item, value of a map, branch of a union) is valid by the schema referred to,
 *   which may itself be exact or not. Of a union that branch decides which the type (or the tag, or the dispatch) chooses.
 *
 * The forms that are exact: no assertions; `false`; one reference; one plain type or several with their keywords; enums; arrays,
 * tuples, maps and objects without patternProperties, propertyNames, dependent..., contains and unevaluated...; `allOf` of open
 * objects that share no member; unions with a discriminator or a dispatch. A schema that reaches a `$dynamicRef` with an anchor is
 * never exact, since what that means depends on the way that led to it.
 */
export function findExact(positions: Positions, assertions: Assertions, book: FactBook, shapes: Column<Shape>, order: readonly Position[]): Column<boolean> {
  const exact = makeColumn<boolean>(positions);
  const open = makeColumn<boolean>(positions);
  const known: Known = { assertions, shapes, exact, open };
  for (const position of order) {
    const said = assertions.of(position) ?? [];
    if (isOpenObject(said, open)) open.put(position, true);
    const shape = shapes.of(position);
    const facts = book.facts.of(position) ?? NOTHING_KNOWN;
    if (shape !== undefined && !isWidened(facts) && isExact(facts, said, shape, known)) exact.put(position, true);
  }
  reachersOfMoving(positions, assertions, order).forEach((position) => exact.put(position, false));
  return exact;
}

/** The shape shows what was meant, and the assertions don't let that through: null, or values of a contradiction. */
const isWidened = ({ wantsNull, mask, clash }: Facts): boolean => (wantsNull && (mask & NULL) === 0) || clash !== undefined;

interface Known {
  readonly assertions: Assertions;
  readonly shapes: Column<Shape>;
  /** Of the schemas before this one in the order. */
  readonly exact: Column<boolean>;
  /** The schemas that are open objects. */
  readonly open: Column<boolean>;
}

function isExact(facts: Facts, said: readonly Assertion[], shape: Shape, known: Known): boolean {
  const first = said[0];
  const isAlone = said.length === 1;
  if (first === undefined) return shape.kind === "any";
  if (isAlone && first.keyword === "false") return true;
  if (isAlone && (first.keyword === "$ref" || first.keyword === "$dynamicRef")) return shape.kind === "ref";
  if (isAlone && first.keyword === "allOf" && isOneBase(first, shape, known)) return true;
  return isPlain(said, shape) || isSplitObject(facts, said, shape, known) || isEnumOfBranches(said, shape, facts.unions.length === 0) || isToldApart(said, shape, known);
}

/** `allOf` of one schema that says something, as a rule with words in the other branches. */
function isOneBase({ schemas }: AssertionOf<"allOf">, shape: Shape, { assertions }: Known): boolean {
  const [base, ...others] = schemas.filter((schema) => assertions.get(schema)?.length !== 0);
  if (base === undefined) return shape.kind === "any";
  return others.length === 0 && shape.kind === "ref" && shape.schema === base;
}

/** Everything is said by keywords that the shape or the simple checks repeat. */
function isPlain(said: readonly Assertion[], shape: Shape): boolean {
  const core = shape.kind === "nullable" ? shape.of : shape;
  if (core.kind === "binary" || core.kind === "any") return false;
  let hasType = false;
  let hasConstants = false;
  let isScalar = true;
  for (let index = 0; index < said.length; index += 1) {
    const { keyword } = said[index] as Assertion;
    hasType ||= keyword === "type";
    hasConstants ||= keyword === "enum" || keyword === "const";
    isScalar &&= SCALAR.has(keyword);
    if (!STRUCTURAL.has(keyword)) return false;
  }
  if (hasConstants || isScalar) return hasType || hasConstants ? isScalar : false;
  return hasType && namesWhatItRequires(said);
}

/** A required member that is closed out or that `additionalProperties` speaks of is not in the shape's fields as it is. */
function namesWhatItRequires(said: readonly Assertion[]): boolean {
  const additional = said.find((assertion) => assertion.keyword === "additionalProperties");
  const required = said.find((assertion) => assertion.keyword === "required");
  return additional === undefined || required === undefined || required.names.every(({ name }) => additional.names.includes(name));
}

/** Open objects that hold together: only `type: object`, `properties` and `required`, through `allOf` and references. */
function isOpenObject(said: readonly Assertion[], open: Column<boolean>): boolean {
  return (
    said.length > 0 &&
    said.every(({ keyword }) => OPEN_OBJECT.has(keyword)) &&
    said.every((assertion) => (assertion.keyword === "type" ? assertion.types.length === 1 && assertion.types[0] === "object" : inPlaceOf(assertion).every((base) => open.get(base) === true)))
  );
}

function isSplitObject(facts: Facts, said: readonly Assertion[], shape: Shape, { open }: Known): boolean {
  if (facts.object === undefined || facts.mask !== OBJECT || !isOpenObject(said, open)) return false;
  return shape.kind === "object" && [...facts.object.fields.values()].every(({ schemas }) => schemas.length <= 1);
}

const unionOf = (said: readonly Assertion[]): Union | undefined =>
  said.find((assertion): assertion is Union => assertion.keyword === "discriminator" || assertion.keyword === "anyOf" || assertion.keyword === "oneOf");

type Union = AssertionOf<"discriminator"> | AssertionOf<"anyOf"> | AssertionOf<"oneOf">;

/** A union of constants is an enum; `hasOnlyConstants`: the facts took it for one. */
function isEnumOfBranches(said: readonly Assertion[], shape: Shape, hasOnlyConstants: boolean): boolean {
  const union = unionOf(said);
  const core = shape.kind === "nullable" ? shape.of : shape;
  if (union === undefined || !hasOnlyConstants || (core.kind !== "enum" && core.kind !== "boolean" && core.kind !== "null")) return false;
  return said.every(({ keyword }) => keyword === union.keyword || (SCALAR.has(keyword) && keyword !== "enum" && keyword !== "const"));
}

/** One union whose branches stand in the shape as they are; a `type` beside it repeats what the branches say. */
function isToldApart(said: readonly Assertion[], shape: Shape, { exact, shapes }: Known): boolean {
  const union = unionOf(said);
  if (union === undefined || !said.every(({ keyword }) => keyword === union.keyword || keyword === "type") || !isTypeRepeated(said, union)) return false;
  if (union.keyword !== "discriminator" && union.dispatch === undefined) return false;
  const core = shape.kind === "nullable" ? shape.of : shape;
  const branches = core.kind === "union" ? core.branches.map((branch) => branch.shape) : [core];
  const kept = new Set(branches.map((branch) => (branch.kind === "ref" ? branch.schema : undefined)));
  if (kept.has(undefined)) return false;
  // `null` and `never` are no branches of the shape: they must be just that.
  return inPlaceOf(union).every((schema) => kept.has(schema) || (exact.get(schema) === true && ["null", "never"].includes(shapes.get(schema)?.kind ?? "")));
}

/** With a tag, a branch is an object. */
function isTypeRepeated(said: readonly Assertion[], union: Union): boolean {
  const type = said.find((assertion) => assertion.keyword === "type");
  if (type === undefined) return true;
  const isObjects = union.keyword === "discriminator" ? union.otherwise === undefined : union.dispatch?.by === "member";
  return isObjects && type.types.includes("object");
}

/** Every schema from which a `$dynamicRef` with an anchor can be reached. */
function reachersOfMoving(positions: Positions, assertions: Assertions, order: readonly Position[]): ReadonlySet<Position> {
  const moving = order.filter((position) => assertions.of(position)?.some((assertion) => assertion.keyword === "$dynamicRef" && assertion.anchor !== undefined));
  return reachersOf(positions, assertions, order, moving);
}

const NO_SCHEMAS: readonly SchemaId[] = [];

/** Every schema that reaches one of the targets, the targets among them. `more`: what a schema reaches besides what it asserts. */
export function reachersOf(
  positions: Positions,
  assertions: Assertions,
  order: readonly Position[],
  targets: readonly Position[],
  more: (schema: Position) => readonly SchemaId[] = () => NO_SCHEMAS,
): ReadonlySet<Position> {
  const reachers = new Set(targets);
  if (reachers.size === 0) return reachers;
  const users = makeColumn<Position[]>(positions);
  order.forEach((user) => {
    const use = (id: SchemaId): void => {
      const used = positions.get(id);
      if (used === undefined) return;
      const others = users.of(used);
      if (others === undefined) users.put(used, [user]);
      else others.push(user);
    };
    assertions.of(user)?.forEach((assertion) => visitChildren(assertion, use));
    more(user).forEach(use);
  });
  reachers.forEach((reacher) => users.of(reacher)?.forEach((user) => reachers.add(user)));
  return reachers;
}
