import { isOneOf } from "../check/equal.js";
import { compareNumbers } from "../check/decimal.js";
import type { Alternative, Choice, Facts, Scope } from "./facts.js";
import { kindsOf } from "./kinds.js";
import { absent, isTagged, negate } from "./negate.js";
import type { NumberLimit } from "./numbers.js";
import { referencesOf, type Resolve } from "./references.js";
import type { Numeric, Schema, SchemaObject } from "./schema.js";

/** What schemas are merged with: how references are followed, and what is known of schemas from before. */
export interface Merging {
  readonly resolve: Resolve;
  /** How a schema can be broken. Kept, since alternatives are told apart by identity. */
  readonly negations: WeakMap<SchemaObject, readonly Alternative[]>;
  readonly choices: WeakMap<SchemaObject, readonly (readonly Alternative[])[]>;
}

/** Adds that a schema holds. `within`: the scopes that count what it evaluates. */
export function hold(merging: Merging, facts: Facts, schema: Schema, within: readonly Scope[]): void {
  if (typeof schema === "boolean") {
    if (!schema) facts.kinds = 0;
    return;
  }
  const before = facts.held.get(schema);
  if (before !== undefined && within.every((scope) => before.includes(scope))) return;
  if (facts.denied.has(schema)) facts.kinds = 0;
  if (facts.kinds === 0) return;
  facts.held = new Map(facts.held).set(schema, before === undefined ? within : [...new Set([...before, ...within])]);
  const inside = openScope(facts, schema, within);
  holdConstants(facts, schema);
  holdNumbers(facts, schema);
  holdItems(facts, schema, inside);
  holdMembers(facts, schema, inside);
  for (const reference of referencesOf(schema)) {
    const target = merging.resolve(reference);
    facts.targets = [...facts.targets, target];
    hold(merging, facts, target, inside);
  }
  schema.allOf?.forEach((branch) => hold(merging, facts, branch, inside));
  if (schema.not !== undefined) deny(merging, facts, schema.not);
  for (const ways of choicesOf(merging, schema)) choose(merging, facts, { ways, within: inside });
}

function openScope(facts: Facts, { unevaluatedItems: items, unevaluatedProperties: members }: SchemaObject, within: readonly Scope[]): readonly Scope[] {
  if (items === undefined && members === undefined) return within;
  const scope: Scope = { items, members, within };
  facts.scopes = [...facts.scopes, scope];
  facts.isUnsure = true;
  return [...within, scope];
}

/** Adds that a schema doesn't hold. */
export function deny(merging: Merging, facts: Facts, schema: Schema): void {
  if (typeof schema === "boolean") {
    if (schema) facts.kinds = 0;
    return;
  }
  if (facts.held.has(schema)) facts.kinds = 0;
  if (facts.kinds === 0 || facts.denied.has(schema)) return;
  facts.denied = new Set(facts.denied).add(schema);
  let ways = merging.negations.get(schema);
  if (ways === undefined) merging.negations.set(schema, (ways = negate(schema, merging.resolve)));
  choose(merging, facts, { ways, within: noScopes });
}

const noScopes: readonly Scope[] = [];

/** Adds one way of several; keeps it for later where there is a choice. */
function choose(merging: Merging, facts: Facts, choice: Choice): void {
  const [only, ...others] = choice.ways;
  if (only === undefined) facts.kinds = 0;
  else if (others.length === 0) go(merging, facts, only, choice.within);
  else facts.choices = [...facts.choices, choice];
}

/** Goes one way. */
export function go(merging: Merging, facts: Facts, way: Alternative, within: readonly Scope[]): void {
  if (way.kinds !== undefined) facts.kinds &= way.kinds;
  if (way.excluded !== undefined) facts.excluded = [...facts.excluded, ...way.excluded];
  if (way.notPattern !== undefined) facts.notPatterns = [...facts.notPatterns, way.notPattern];
  if (way.notFormat !== undefined) facts.notFormats = [...facts.notFormats, way.notFormat];
  if (way.notMultiple !== undefined) facts.notMultiples = [...facts.notMultiples, way.notMultiple];
  if (way.repeats === true) facts.repeats = facts.isUnsure = true;
  if (way.extra !== undefined) {
    facts.extras = [...facts.extras, way.extra];
    facts.isUnsure = true;
  }
  way.all?.forEach((schema) => hold(merging, facts, schema, within));
  way.none?.forEach((schema) => deny(merging, facts, schema));
  if (way.unlike !== undefined) facts.unlike = [...facts.unlike, ...way.unlike];
  if (way.unlike?.some((schema) => schema === true || facts.held.has(schema)) === true) facts.kinds = 0;
}

function choicesOf(merging: Merging, schema: SchemaObject): readonly (readonly Alternative[])[] {
  const known = merging.choices.get(schema);
  if (known !== undefined) return known;
  const { anyOf, oneOf, if: condition, then = true, else: otherwise = true, dependentSchemas = {}, "x-discriminator": tagged } = schema;
  const choices: (readonly Alternative[])[] = [];
  if (anyOf !== undefined) choices.push(possible(anyOf).map((branch) => ({ all: [branch] })));
  if (oneOf !== undefined) choices.push(possible(oneOf).map((branch, index, branches) => ({ all: [branch], unlike: branches.filter((_, other) => other !== index) })));
  if (condition !== undefined) choices.push([{ all: [condition, then] }, { none: [condition], all: [otherwise] }]);
  for (const [name, other] of Object.entries(dependentSchemas)) {
    if (other !== true) choices.push(other === false ? [{ all: [absent(name)] }] : [{ all: [{ required: [name] }, other] }, { all: [absent(name)] }]);
  }
  if (tagged !== undefined) {
    const tags = Object.keys(tagged.mapping);
    const ways: Alternative[] = tags.map((tag) => ({ all: [isTagged(tagged.propertyName, [tag]), tagged.mapping[tag] ?? true] }));
    if (tagged.otherwise !== undefined) ways.push({ all: [tagged.otherwise], none: [isTagged(tagged.propertyName, tags)] });
    choices.push(ways);
  }
  merging.choices.set(schema, choices);
  return choices;
}

const possible = (branches: readonly Schema[]): readonly Schema[] => branches.filter((branch) => branch !== false);

function holdConstants(facts: Facts, schema: SchemaObject): void {
  const { type, enum: constants, const: constant, format } = schema;
  if (type !== undefined) facts.kinds &= kindsOf(type);
  if (constants !== undefined) facts.constants = meet(facts.constants, constants);
  if (Object.hasOwn(schema, "const")) facts.constants = meet(facts.constants, [constant]);
  if (format !== undefined && !facts.formats.includes(format)) facts.formats = [...facts.formats, format];
  if (schema.examples !== undefined) facts.samples = [...facts.samples, ...schema.examples];
  if (Object.hasOwn(schema, "default")) facts.samples = [...facts.samples, schema.default];
}

const meet = (before: readonly unknown[] | undefined, constants: readonly unknown[]): readonly unknown[] =>
  before === undefined ? constants : before.filter((value) => isOneOf(value, constants));

function holdNumbers(facts: Facts, schema: SchemaObject): void {
  const { multipleOf, minimum, exclusiveMinimum, maximum, exclusiveMaximum, minLength = 0, maxLength = Infinity, pattern } = schema;
  if (minimum !== undefined) facts.least = narrower(facts.least, { value: minimum, included: true }, 1);
  if (exclusiveMinimum !== undefined) facts.least = narrower(facts.least, { value: exclusiveMinimum, included: false }, 1);
  if (maximum !== undefined) facts.most = narrower(facts.most, { value: maximum, included: true }, -1);
  if (exclusiveMaximum !== undefined) facts.most = narrower(facts.most, { value: exclusiveMaximum, included: false }, -1);
  if (multipleOf !== undefined && !hasNumber(facts.multiples, multipleOf)) facts.multiples = [...facts.multiples, multipleOf];
  facts.minLength = Math.max(facts.minLength, minLength);
  facts.maxLength = Math.min(facts.maxLength, maxLength);
  if (pattern !== undefined && !facts.patterns.includes(pattern)) facts.patterns = [...facts.patterns, pattern];
}

const hasNumber = (numbers: readonly Numeric[], number: Numeric): boolean => numbers.some((each) => compareNumbers(each, number) === 0);

function narrower(before: NumberLimit | undefined, limit: NumberLimit, sign: 1 | -1): NumberLimit {
  if (before === undefined) return limit;
  const order = compareNumbers(limit.value, before.value) * sign;
  return order > 0 || (order === 0 && !limit.included) ? limit : before;
}

function holdItems(facts: Facts, schema: SchemaObject, within: readonly Scope[]): void {
  const { minItems = 0, maxItems = Infinity, uniqueItems, prefixItems = [], items, contains, minContains: min = 1, maxContains: max = Infinity } = schema;
  facts.minItems = Math.max(facts.minItems, minItems);
  facts.maxItems = Math.min(facts.maxItems, maxItems);
  if (uniqueItems === true) facts.isUnique = true;
  if (prefixItems.length > 0 || items !== undefined) facts.items = [...facts.items, { first: prefixItems, rest: items, within }];
  if (contains === undefined) return;
  facts.contains = [...facts.contains, { schema: contains, min, max, within }];
  facts.isUnsure = true;
}

function holdMembers(facts: Facts, schema: SchemaObject, within: readonly Scope[]): void {
  const { minProperties = 0, maxProperties = Infinity, required = [], properties, patternProperties, additionalProperties, propertyNames, dependentRequired } = schema;
  facts.minMembers = Math.max(facts.minMembers, minProperties);
  facts.maxMembers = Math.min(facts.maxMembers, maxProperties);
  if (required.length > 0) facts.required = [...new Set([...facts.required, ...required])];
  if (properties !== undefined || patternProperties !== undefined || additionalProperties !== undefined) {
    facts.members = [...facts.members, { properties: properties ?? {}, patterns: patternProperties ?? {}, others: additionalProperties, within }];
  }
  if (propertyNames !== undefined) facts.names = [...facts.names, propertyNames];
  if (dependentRequired !== undefined) facts.dependents = [...facts.dependents, ...Object.entries(dependentRequired)];
}
