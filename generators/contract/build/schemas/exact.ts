import type { Assertion, AssertionKeyword, AssertionOf, SchemaId, Shape } from "../../model.js";
import { childrenOf } from "./children.js";
import type { FactBook } from "./facts/collect.js";
import { OBJECT } from "./facts/mask.js";
import type { Assertions } from "./order.js";

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
export function findExact(assertions: Assertions, book: FactBook, shapes: ReadonlyMap<SchemaId, Shape>, order: readonly SchemaId[]): ReadonlySet<SchemaId> {
  const exact = new Set<SchemaId>();
  const open = new Set<SchemaId>();
  for (const id of order) {
    const said = assertions.get(id) ?? [];
    if (isOpenObject(said, open)) open.add(id);
    const shape = shapes.get(id);
    if (shape !== undefined && !book.facts.get(id)?.wantsNull && isExact(id, said, shape, book, open)) exact.add(id);
  }
  for (const id of reachersOfMoving(assertions)) exact.delete(id);
  return exact;
}

function isExact(id: SchemaId, said: readonly Assertion[], shape: Shape, book: FactBook, open: ReadonlySet<SchemaId>): boolean {
  const [first, ...others] = said;
  if (first === undefined) return shape.kind === "any";
  if (others.length === 0 && first.keyword === "false") return true;
  if (others.length === 0 && (first.keyword === "$ref" || first.keyword === "$dynamicRef" || (first.keyword === "allOf" && first.schemas.length === 1))) return shape.kind === "ref";
  return isPlain(said, shape) || isSplitObject(id, shape, book, open) || isToldApart(said, shape);
}

/** Everything is said by keywords that the shape or the simple checks repeat. */
function isPlain(said: readonly Assertion[], shape: Shape): boolean {
  const core = shape.kind === "nullable" ? shape.of : shape;
  const hasConstants = said.some(({ keyword }) => keyword === "enum" || keyword === "const");
  const hasType = said.some(({ keyword }) => keyword === "type");
  if (core.kind === "binary" || core.kind === "any" || !(hasType || hasConstants)) return false;
  if (!said.every(({ keyword }) => (hasConstants ? SCALAR : STRUCTURAL).has(keyword))) return false;
  const additional = said.find((assertion) => assertion.keyword === "additionalProperties");
  const required = said.find((assertion) => assertion.keyword === "required");
  return additional === undefined || required === undefined || required.names.every(({ name }) => additional.names.includes(name));
}

/** Open objects that hold together: only `type: object`, `properties` and `required`, through `allOf` and references. */
function isOpenObject(said: readonly Assertion[], open: ReadonlySet<SchemaId>): boolean {
  return (
    said.length > 0 &&
    said.every(({ keyword }) => OPEN_OBJECT.has(keyword)) &&
    said.every((assertion) => (assertion.keyword === "type" ? assertion.types.join() === "object" : childrenOf(assertion).inPlace.every((base) => open.has(base))))
  );
}

function isSplitObject(id: SchemaId, shape: Shape, book: FactBook, open: ReadonlySet<SchemaId>): boolean {
  const facts = book.facts.get(id);
  if (!open.has(id) || facts?.object === undefined || facts.mask !== OBJECT) return false;
  return shape.kind === "object" && [...facts.object.fields.values()].every(({ schemas }) => schemas.length <= 1);
}

/** One union whose branches stand in the shape as they are; a `type` beside it repeats what the branches say. */
function isToldApart(said: readonly Assertion[], shape: Shape): boolean {
  const [union, ...others] = said.filter(({ keyword }) => keyword !== "type");
  if (union === undefined || others.length > 0) return false;
  if (union.keyword !== "discriminator" && union.keyword !== "anyOf" && union.keyword !== "oneOf") return false;
  const core = shape.kind === "nullable" ? shape.of : shape;
  if (said.length === 1 && (core.kind === "enum" || core.kind === "boolean" || core.kind === "null")) return union.keyword !== "discriminator";
  const isTold = union.keyword === "discriminator" || union.dispatch !== undefined;
  return isTold && isTypeRepeated(said, union) && (core.kind === "ref" || (core.kind === "union" && core.branches.every((branch) => branch.shape.kind === "ref")));
}

/** With a tag, a branch is an object. */
function isTypeRepeated(said: readonly Assertion[], union: AssertionOf<"discriminator"> | AssertionOf<"anyOf"> | AssertionOf<"oneOf">): boolean {
  const type = said.find((assertion) => assertion.keyword === "type");
  if (type === undefined) return true;
  const isObjects = union.keyword === "discriminator" ? union.otherwise === undefined : union.dispatch?.by === "member";
  return isObjects && type.types.includes("object");
}

/** Every schema from which a `$dynamicRef` with an anchor can be reached. */
function reachersOfMoving(assertions: Assertions): ReadonlySet<SchemaId> {
  const moving = [...assertions].filter(([, said]) => said.some((assertion) => assertion.keyword === "$dynamicRef" && assertion.anchor !== undefined)).map(([id]) => id);
  return moving.length === 0 ? new Set() : reachersOf(assertions, moving);
}

/** Every schema that reaches one of the targets, the targets among them. */
export function reachersOf(assertions: Assertions, targets: Iterable<SchemaId>, more?: ReadonlyMap<SchemaId, readonly SchemaId[]>): ReadonlySet<SchemaId> {
  const users = new Map<SchemaId, SchemaId[]>();
  const addUser = (child: SchemaId, user: SchemaId): void => {
    const known = users.get(child);
    if (known === undefined) users.set(child, [user]);
    else known.push(user);
  };
  for (const [id, said] of assertions) {
    for (const assertion of said) {
      const { inPlace, parts } = childrenOf(assertion);
      for (const child of inPlace) addUser(child, id);
      for (const child of parts) addUser(child, id);
    }
    for (const child of more?.get(id) ?? []) addUser(child, id);
  }
  const reachers = new Set(targets);
  for (const id of reachers) for (const user of users.get(id) ?? []) reachers.add(user);
  return reachers;
}
