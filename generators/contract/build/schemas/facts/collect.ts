import type { Assertion, AssertionOf, SchemaId } from "../../../model.js";
import { inPlaceOf } from "../children.js";
import { type Column, makeColumn } from "../column.js";
import type { Assertions } from "../order.js";
import type { Position } from "../positions.js";
import type { Draft } from "../reading.js";
import type { Constant, Facts, FieldFacts, ObjectFacts, UnionFacts } from "./facts.js";
import { ANY_TYPE, NULL, OBJECT } from "./mask.js";
import { mergeFacts, NOTHING_KNOWN } from "./merge.js";
import { type IsNever, maskOfConstants, type OwnReading, readOwnFacts } from "./own.js";
import { settleFacts } from "./settle.js";

/** The facts of every schema. */
export interface FactBook {
  readonly facts: Column<Facts>;
  readonly isNever: IsNever;
}

/** Collects the facts of every schema. `order`: what a schema applies in place comes before it. */
export function collectFacts({ positions }: Draft, assertions: Assertions, order: readonly Position[]): FactBook {
  const facts = makeColumn<Facts>(positions);
  const isNever: IsNever = (schema) => (assertions.get(schema) ?? []).some((assertion) => assertion.keyword === "false" || (assertion.keyword === "not" && assertions.get(assertion.schema)?.length === 0));
  const reading: OwnReading = { isNever, shared: new Map() };
  const collector: Collector = { assertions, facts, isNever, named: makeColumn(positions) };
  for (const position of order) {
    const said = assertions.of(position) ?? [];
    facts.put(position, combine(collector, position, said, readOwnFacts(reading, position, said)));
  }
  return { facts, isNever };
}

interface Collector {
  readonly assertions: Assertions;
  readonly facts: Column<Facts>;
  readonly isNever: IsNever;
  /** The schemas whose members the facts name, all of them. */
  readonly named: Column<boolean>;
}

const IN_PLACE: ReadonlySet<string> = new Set(["$ref", "$dynamicRef", "allOf", "anyOf", "oneOf", "discriminator", "not", "if", "dependentSchemas", "unevaluatedProperties"]);

function combine(collector: Collector, position: Position, said: readonly Assertion[], own: Facts): Facts {
  if (!said.some(({ keyword }) => IN_PLACE.has(keyword))) {
    if (own.object === undefined || own.object.extra.length === 0) collector.named.put(position, true);
    return settleFacts(own, collector.isNever);
  }
  let facts = own;
  for (const assertion of said) facts = mergeFacts(facts, factsOfAssertion(collector, position.id, assertion));
  const isNamed = namesAll(collector, facts, said);
  facts = addUnevaluated(collector, addNames(collector, facts, said), said, isNamed);
  if (isNamed && (facts.object === undefined || facts.object.extra.length === 0)) collector.named.put(position, true);
  const settled = settleFacts(facts, collector.isNever);
  return settled.wantsNull === own.wantsNull ? settled : { ...settled, wantsNull: own.wantsNull };
}

function factsOfAssertion(collector: Collector, id: SchemaId, assertion: Assertion): Facts {
  const { facts, isNever } = collector;
  const factsOf = (schema: SchemaId): Facts => facts.get(schema) ?? NOTHING_KNOWN;
  switch (assertion.keyword) {
    case "$ref":
      return factsOf(assertion.schema);
    case "$dynamicRef":
      return assertion.anchor === undefined ? factsOf(assertion.schema) : NOTHING_KNOWN;
    case "allOf":
      return assertion.schemas.map(factsOf).reduce(mergeFacts);
    case "anyOf":
    case "oneOf":
      return constantsOfUnion(collector, assertion) ?? unionFacts(factsOf, { owner: id, keyword: assertion.keyword, branches: assertion.schemas.map((schema) => ({ schema, tags: [] })) });
    case "discriminator":
      return unionFacts(factsOf, unionOfTags(id, assertion));
    case "not":
      return isNever(id) ? { ...NOTHING_KNOWN, mask: 0 } : NOTHING_KNOWN;
    default:
      return NOTHING_KNOWN;
  }
}

function unionFacts(factsOf: (schema: SchemaId) => Facts, union: UnionFacts): Facts {
  const isTagged = union.keyword === "discriminator";
  const mask = union.branches.reduce((types, { schema, tags }) => types | (factsOf(schema).mask & (isTagged && tags.length > 0 ? OBJECT : ANY_TYPE)), 0);
  return { ...NOTHING_KNOWN, mask, unions: [union] };
}

function unionOfTags(owner: SchemaId, { property, mapping, otherwise }: AssertionOf<"discriminator">): UnionFacts {
  const tags = new Map<SchemaId, string[]>();
  for (const { tag, schema } of mapping) tags.set(schema, [...(tags.get(schema) ?? []), tag]);
  if (otherwise !== undefined && !tags.has(otherwise)) tags.set(otherwise, []);
  return { owner, keyword: "discriminator", tag: property, branches: [...tags].map(([schema, own]) => ({ schema, tags: own })) };
}

/** A union of constants that stand in it (not behind references) is an enum, whose values have the titles of their branches as names. */
function constantsOfUnion({ facts, assertions }: Collector, { keyword, schemas }: AssertionOf<"anyOf" | "oneOf">): Facts | undefined {
  const constants = new Map<string, Constant>();
  for (const schema of schemas) {
    const branch = facts.get(schema);
    const isPlain = (assertions.get(schema) ?? []).every((assertion) => ["type", "enum", "const"].includes(assertion.keyword));
    if (branch === undefined || !isPlain) return undefined;
    const values = branch.constants ?? (branch.mask === NULL ? NULL_CONSTANT : undefined);
    if (values === undefined) return undefined;
    for (const [key, constant] of values) {
      if (constants.has(key) && keyword === "oneOf") return undefined;
      constants.set(key, constant);
    }
  }
  return { ...NOTHING_KNOWN, mask: maskOfConstants(constants), constants };
}

const NULL_CONSTANT: ReadonlyMap<string, Constant> = new Map([["null", { text: "null", type: NULL, deprecated: false }]]);

/**
 * Members that only a condition names (`if`, `then`, `else`, `dependentSchemas`): they are named, so they are kept, but what they
 * are depends on the value.
 */
function addNames({ facts }: Collector, known: Facts, said: readonly Assertion[]): Facts {
  const conditional = said.flatMap((assertion): readonly (SchemaId | undefined)[] => {
    if (assertion.keyword === "if") return [assertion.condition, assertion.then, assertion.else];
    return assertion.keyword === "dependentSchemas" ? assertion.entries.map(({ schema }) => schema) : [];
  });
  if (conditional.length === 0 || (known.object === undefined && known.mask !== OBJECT)) return known;
  const fields = new Map<string, FieldFacts>();
  for (const schema of conditional) {
    const object = schema === undefined ? undefined : facts.get(schema)?.object;
    for (const [name, { access }] of object?.fields ?? []) fields.set(name, { schemas: [], required: false, access });
  }
  return fields.size === 0 ? known : mergeFacts(known, { ...NOTHING_KNOWN, object: { ...NO_MEMBERS, fields }, wantsNull: known.wantsNull });
}

const NO_MEMBERS: ObjectFacts = { fields: new Map(), extra: [], patterns: [], closers: [], isClosed: false, count: { min: 0, max: Infinity } };

/** Keywords that evaluate members which the facts don't name, or not always. */
const VAGUE: ReadonlySet<string> = new Set(["anyOf", "if", "dependentSchemas"]);

/** Whether the facts name every member that a schema evaluates (Core 11.3), by name or pattern. */
function namesAll({ named }: Collector, { object }: Facts, said: readonly Assertion[]): boolean {
  if (object !== undefined && object.extra.length > 0) return false;
  return said.every((assertion) => {
    if (VAGUE.has(assertion.keyword) || (assertion.keyword === "$dynamicRef" && assertion.anchor !== undefined)) return false;
    return assertion.keyword === "not" || inPlaceOf(assertion).every((schema) => named.get(schema) === true);
  });
}

/**
 * What `unevaluatedProperties` says of members that are not named, where the facts know which are named by the schema itself and all
 * that it applies in place. (Alone it is read as `additionalProperties` is.)
 */
function addUnevaluated({ assertions, isNever }: Collector, facts: Facts, said: readonly Assertion[], isNamed: boolean): Facts {
  const rest = said.find((assertion) => assertion.keyword === "unevaluatedProperties")?.schema;
  const object = facts.object ?? NO_MEMBERS;
  if (rest === undefined || object.isClosed || object.extra.length > 0) return facts;
  const isAnything = assertions.get(rest)?.length === 0;
  if (!isNamed && !isAnything) return facts;
  if (!isNever(rest)) return { ...facts, object: { ...object, extra: [rest] } };
  const closer = { names: new Set(object.fields.keys()), patterns: object.patterns.map(({ pattern }) => pattern) };
  return { ...facts, object: { ...object, isClosed: true, closers: facts.unions.length > 0 ? object.closers : [...object.closers, closer] } };
}
