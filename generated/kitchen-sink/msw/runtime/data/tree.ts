import { isOneOf } from "../check/equal.js";
import type { ContainsRule, Demand, Facts, MemberRule, Scope } from "./facts.js";
import { noFacts } from "./facts.js";
import type { Judge } from "./judge.js";
import { ARRAY, kindOf, NUMBER, OBJECT, STRING } from "./kinds.js";
import { hasMatch } from "./matching.js";
import { deny, go, hold, type Merging } from "./merge.js";
import type { Schema, SchemaObject, Schemas } from "./schema.js";

/** A node of a demand's tree of choices. What is known of it is found out once. */
export interface Node {
  readonly demand: Demand;
  readonly facts: Facts;
  /** By the way of the first choice that is open. */
  readonly children: (Node | undefined)[];
  /** With a schema denied that a value made here held. */
  readonly refined: Map<Schema, Node>;
  readonly items: Map<string, Demand>;
  readonly members: Map<string, Demand>;
  /** Of the constants and of the samples, those that are valid. */
  constants?: readonly unknown[];
  samples?: readonly unknown[];
  declared?: readonly string[];
  itemLimit?: number;
}

/** Every demand that came up, with its tree. */
export interface Forest {
  readonly judge: Judge;
  demand(all: readonly Schema[], none?: readonly Schema[]): Demand;
  root(demand: Demand): Node;
  child(node: Node, way: number): Node;
  refine(node: Node, schema: Schema): Node;
  accepts(demand: Demand, value: unknown): boolean;
  /** What the contract calls values that meet a demand; undefined if it has no name for them. */
  nameOf(demand: Demand): string | undefined;
}

export const never: Demand = { all: [false], none: [] };
export const anything: Demand = { all: [], none: [] };

export function openForest(judge: Judge, schemas: Schemas): Forest {
  const merging: Merging = { resolve: judge.resolve, negations: new WeakMap(), choices: new WeakMap() };
  const roots = new WeakMap<Demand, Node>();
  const root: Forest["root"] = (wanted) => known(roots, wanted, () => {
    const facts = { ...noFacts };
    wanted.all.forEach((schema) => hold(merging, facts, schema, []));
    wanted.none.forEach((schema) => deny(merging, facts, schema));
    return openNode(wanted, facts);
  });
  const child: Forest["child"] = (node, index) => {
    const before = node.children[index];
    if (before !== undefined) return before;
    const [choice, ...choices] = node.facts.choices;
    const facts = { ...node.facts, choices };
    const way = choice?.ways[index];
    if (choice !== undefined && way !== undefined) go(merging, facts, way, choice.within);
    return (node.children[index] = openNode(node.demand, facts));
  };
  const refine: Forest["refine"] = (node, schema) => known(node.refined, schema, () => {
    const facts = { ...node.facts, unlike: node.facts.unlike.filter((other) => other !== schema) };
    deny(merging, facts, schema);
    return openNode(node.demand, facts);
  });
  const accepts: Forest["accepts"] = ({ all, none }, value) =>
    all.every((schema) => judge.accepts(schema, value)) && !none.some((schema) => judge.accepts(schema, value));
  const names = new Map(Object.entries(schemas).map(([name, schema]) => [schema, name]));
  const nameOf: Forest["nameOf"] = (wanted) => {
    const schema = [...wanted.all, ...root(wanted).facts.targets].find((each) => typeof each === "object" && names.has(each));
    return schema === undefined ? undefined : names.get(schema);
  };
  return { judge, demand: openDemands(judge), root, child, refine, accepts, nameOf };
}

/** Keeps demands, so that what is found out about one is found out once. */
function openDemands(judge: Judge): Forest["demand"] {
  const demands = new Map<string, Demand>();
  const single = new WeakMap<SchemaObject, Demand>();
  const ids = new WeakMap<SchemaObject, number>();
  let lastId = 0;
  const idOf = (schema: Schema): number => (typeof schema === "boolean" ? (schema ? -1 : -2) : known(ids, schema, () => (lastId += 1)));
  return (given, none = []) => {
    const all = [...new Set(given.map((schema) => follow(judge, schema)))].filter((schema) => schema !== true);
    const [only] = all;
    if (only === undefined && none.length === 0) return anything;
    if (all.includes(false)) return never;
    const make = (): Demand => ({ all, none });
    if (all.length === 1 && none.length === 0) return known(single, only as SchemaObject, make);
    return known(demands, `${all.map(idOf).join()}|${none.map(idOf).join()}`, make);
  };
}

interface Memory<K, V> {
  get(key: K): V | undefined;
  set(key: K, value: V): unknown;
}

function known<K, V>(memory: Memory<K, V>, key: K, make: () => V): V {
  let value = memory.get(key);
  if (value === undefined) memory.set(key, (value = make()));
  return value;
}

/** The schema that one stands for which says nothing but where another one is. */
export function follow({ resolve }: Judge, schema: Schema): Schema {
  let found = schema;
  for (let steps = 0; steps < 100; steps++) {
    if (typeof found === "boolean" || found.$ref === undefined || !isAlone(found)) break;
    found = resolve(found.$ref);
  }
  return found;
}

function isAlone(schema: SchemaObject): boolean {
  for (const keyword in schema) if (keyword !== "$ref") return false;
  return true;
}

function openNode(demand: Demand, facts: Facts): Node {
  settle(facts);
  return { demand, facts, children: [], refined: new Map(), items: new Map(), members: new Map() };
}

const meets = (wanted: readonly string[], unwanted: readonly string[]): boolean => unwanted.length > 0 && unwanted.some((each) => wanted.includes(each));

/** Takes off the kinds of which no value can be: what contradicts itself about texts still allows numbers. */
function settle(facts: Facts): void {
  if (facts.minLength > facts.maxLength || meets(facts.patterns, facts.notPatterns)) facts.kinds &= ~STRING;
  if (meets(facts.formats, facts.notFormats)) facts.kinds &= ~(STRING | NUMBER);
  if (facts.minItems > facts.maxItems || (facts.isUnique && facts.repeats)) facts.kinds &= ~ARRAY;
  if (facts.repeats) facts.minItems = Math.max(facts.minItems, 2);
  if (facts.minMembers > facts.maxMembers || facts.required.length > facts.maxMembers) facts.kinds &= ~OBJECT;
  if (facts.constants === undefined) return;
  facts.constants = facts.constants.filter((value) => (kindOf(value) & facts.kinds) !== 0 && !isOneOf(value, facts.excluded));
  if (facts.constants.length === 0) facts.kinds = 0;
}

/** Whether it shows without any choice that there is no value. */
export const isImpossible = (forest: Forest, demand: Demand): boolean => forest.root(demand).facts.kinds === 0;

/** What must hold of a member. */
export function memberDemand(forest: Forest, node: Node, name: string): Demand {
  return known(node.members, name, () => {
    const { members, scopes } = node.facts;
    const schemas: Schema[] = members.flatMap((rule) => schemasOfMember(rule, name));
    for (const scope of scopes) {
      if (scope.members !== undefined && !isNamedWithin(members, scopes, scope, name)) schemas.push(scope.members);
    }
    return forest.demand(schemas);
  });
}

function schemasOfMember({ properties, patterns, others }: MemberRule, name: string): readonly Schema[] {
  const schemas: Schema[] = Object.keys(patterns).flatMap((pattern) => (hasMatch(pattern, name) ? [patterns[pattern] as Schema] : []));
  if (Object.hasOwn(properties, name)) schemas.unshift(properties[name] as Schema);
  return schemas.length === 0 && others !== undefined ? [others] : schemas;
}

/** Whether a member is evaluated where a scope asks. */
function isNamedWithin(rules: readonly MemberRule[], scopes: readonly Scope[], scope: Scope, name: string): boolean {
  if (scopes.some((other) => other.members !== undefined && other.within.includes(scope))) return true;
  return rules.some((rule) => rule.within.includes(scope) && (rule.others !== undefined || isSpokenOf(rule, name)));
}

const isSpokenOf = ({ properties, patterns }: MemberRule, name: string): boolean =>
  Object.hasOwn(properties, name) || Object.keys(patterns).some((pattern) => hasMatch(pattern, name));

/** The names that schemas speak of and that may be there, in their order. */
export function declaredNames(forest: Forest, node: Node): readonly string[] {
  return (node.declared ??= [...new Set(node.facts.members.flatMap(({ properties }) => Object.keys(properties)))].filter(
    (name) => !isHidden(node, name) && !isImpossible(forest, memberDemand(forest, node, name)) && namesAllow(forest, node, name),
  ));
}

/** Whether a member is of the other direction: it may be there, and is never made. */
export function isHidden({ facts }: Node, name: string): boolean {
  return facts.members.some(({ properties }) => {
    const member = Object.hasOwn(properties, name) ? properties[name] : undefined;
    return typeof member === "object" && (member.readOnly === true || member.writeOnly === true);
  });
}

/** Whether `propertyNames` lets a member be called so. */
export const namesAllow = (forest: Forest, node: Node, name: string): boolean =>
  node.facts.names.every((schema) => forest.judge.accepts(schema, name));

/** What must hold of an item. `found`: the rules of `contains` that it is there for. */
export function itemDemand(forest: Forest, node: Node, index: number, found: readonly ContainsRule[] = []): Demand {
  const place = Math.min(index, countFirst(node));
  return known(node.items, `${place}:${found.map((rule) => node.facts.contains.indexOf(rule)).join()}`, () => {
    const { items, scopes } = node.facts;
    const schemas = items.map(({ first, rest }) => first[place] ?? rest ?? true);
    for (const scope of scopes) {
      if (scope.items !== undefined && !isSeenWithin(node, scope, place) && !found.some(({ within }) => within.includes(scope))) schemas.push(scope.items);
    }
    return forest.demand([...schemas, ...found.map(({ schema }) => schema)]);
  });
}

/** So many items have rules of their own. */
export const countFirst = ({ facts }: Node): number => facts.items.reduce((most, { first }) => Math.max(most, first.length), 0);

function isSeenWithin({ facts }: Node, scope: Scope, index: number): boolean {
  if (facts.scopes.some((other) => other.items !== undefined && other.within.includes(scope))) return true;
  return facts.items.some(({ within, first, rest }) => within.includes(scope) && (rest !== undefined || index < first.length));
}

/** How many items a list has at most: none stands where every value is refused. */
export function itemLimit(forest: Forest, node: Node): number {
  if (node.itemLimit !== undefined) return node.itemLimit;
  let limit = node.facts.maxItems;
  const isClosed = (index: number): boolean =>
    isImpossible(forest, itemDemand(forest, node, index)) && node.facts.contains.every((rule) => isImpossible(forest, itemDemand(forest, node, index, [rule])));
  for (let index = countFirst(node); index >= 0; index--) if (isClosed(index)) limit = Math.min(limit, index);
  return (node.itemLimit = limit);
}
