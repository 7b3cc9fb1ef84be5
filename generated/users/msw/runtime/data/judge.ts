import { equals, isOneOf, isUnique } from "../check/equal.js";
import { namesOf } from "../check/members.js";
import { decimal } from "../check/decimal.js";
import { isAbove, isAtLeast, isAtMost, isBelow, isMultipleOf } from "../check/numbers.js";
import { hasMaxLength, hasMinLength } from "../check/values.js";
import { hasFormat } from "./formats.js";
import { ANY, ARRAY, kindOf, kindsOf, type Kinds, NUMBER, OBJECT, STRING } from "./kinds.js";
import { addMarks, type Marks, openMarks } from "./marks.js";
import { hasMatch } from "./matching.js";
import { openReferences, referencesOf, type Resolve } from "./references.js";
import type { Numeric, Schema, SchemaObject, Schemas } from "./schema.js";

/** The exact verdict of schemas on values (JSON Schema 2020-12; wire profile). */
export interface Judge {
  readonly resolve: Resolve;
  accepts(schema: Schema, value: unknown): boolean;
}

/** `marks`: where it is noted what is evaluated; absent if nobody asks. */
type Test = (value: unknown, marks: Marks | undefined, hops: number) => boolean;
type Accept = (schema: Schema, value: unknown, marks?: Marks, hops?: number) => boolean;
type JsonMembers = Readonly<Record<string, unknown>>;

interface Rules {
  readonly kinds: Kinds;
  readonly tests: readonly (readonly [kinds: Kinds, test: Test])[];
  /** What has to be asked last. */
  readonly unevaluated: readonly (readonly [kinds: Kinds, test: (value: unknown, marks: Marks) => boolean])[];
}

/** So many schemas that apply each other to one value, without a step into it, apply themselves. */
const endlessHops = 250;

/** Opens a judge. Linear in the value, but for `uniqueItems`, which is nearly so. */
export function openJudge(schemas: Schemas): Judge {
  const resolve = openReferences(schemas);
  const known = new WeakMap<SchemaObject, Rules>();
  const accept: Accept = (schema, given, marks, hops = 0) => {
    if (typeof schema === "boolean") return schema;
    const value = typeof given === "bigint" ? decimal(String(given)) : given;
    let rules = known.get(schema);
    if (rules === undefined) known.set(schema, (rules = readRules(schema, accept, resolve)));
    const kind = kindOf(value);
    if ((kind & rules.kinds) === 0) return false;
    if (hops > endlessHops) return true;
    const own = rules.unevaluated.length > 0 ? openMarks() : marks;
    for (const [kinds, test] of rules.tests) if ((kinds & kind) !== 0 && !test(value, own, hops + 1)) return false;
    if (rules.unevaluated.length === 0 || own === undefined) return true;
    for (const [kinds, test] of rules.unevaluated) if ((kinds & kind) !== 0 && !test(value, own)) return false;
    if (marks !== undefined) addMarks(marks, own);
    return true;
  };
  return { resolve, accepts: (schema, value) => accept(schema, value) };
}

function readRules(schema: SchemaObject, accept: Accept, resolve: Resolve): Rules {
  const tests: (readonly [Kinds, Test])[] = [];
  addConstants(schema, (test) => tests.push([ANY, test]));
  addNumbers(schema, (test) => tests.push([NUMBER, (value) => test(value as Numeric)]));
  addTexts(schema, (test) => tests.push([STRING, (value) => test(value as string)]));
  addLists(schema, accept, (test) => tests.push([ARRAY, (value, marks) => test(value as readonly unknown[], marks)]));
  addObjects(schema, accept, (test) => tests.push([OBJECT, (value, marks, hops) => test(value as JsonMembers, marks, hops)]));
  addBranches(schema, accept, resolve, (test) => tests.push([ANY, test]));
  const kinds = schema.type === undefined ? ANY : kindsOf(schema.type);
  return { kinds, tests, unevaluated: readUnevaluated(schema, accept) };
}

function addConstants(schema: SchemaObject, add: (test: Test) => void): void {
  const { enum: constants, const: constant, format } = schema;
  if (constants !== undefined) {
    const texts = new Set(constants.filter((each) => typeof each === "string"));
    add((value) => (typeof value === "string" ? texts.has(value) : isOneOf(value, constants)));
  }
  if (Object.hasOwn(schema, "const")) add((value) => equals(value, constant));
  if (format !== undefined) add((value) => hasFormat(format, value));
}

function addNumbers(schema: SchemaObject, add: (test: (value: Numeric) => boolean) => void): void {
  const { multipleOf, minimum, exclusiveMinimum, maximum, exclusiveMaximum } = schema;
  if (minimum !== undefined) add((value) => isAtLeast(value, minimum));
  if (exclusiveMinimum !== undefined) add((value) => isAbove(value, exclusiveMinimum));
  if (maximum !== undefined) add((value) => isAtMost(value, maximum));
  if (exclusiveMaximum !== undefined) add((value) => isBelow(value, exclusiveMaximum));
  if (multipleOf !== undefined) add((value) => isMultipleOf(value, multipleOf));
}

function addTexts(schema: SchemaObject, add: (test: (value: string) => boolean) => void): void {
  const { minLength, maxLength, pattern } = schema;
  if (minLength !== undefined) add((value) => hasMinLength(value, minLength));
  if (maxLength !== undefined) add((value) => hasMaxLength(value, maxLength));
  if (pattern !== undefined) add((value) => hasMatch(pattern, value));
}

function addLists(schema: SchemaObject, accept: Accept, add: (test: (value: readonly unknown[], marks: Marks | undefined) => boolean) => void): void {
  const { minItems, maxItems, uniqueItems, prefixItems = [], items, contains, minContains = 1, maxContains = Infinity } = schema;
  if (minItems !== undefined) add((value) => value.length >= minItems);
  if (maxItems !== undefined) add((value) => value.length <= maxItems);
  if (prefixItems.length > 0 || items !== undefined) {
    add((value, marks) => {
      if (marks !== undefined) marks.items = Math.max(marks.items, items === undefined ? Math.min(prefixItems.length, value.length) : value.length);
      const end = items === undefined ? Math.min(prefixItems.length, value.length) : value.length;
      for (let index = 0; index < end; index++) if (!accept(prefixItems[index] ?? items ?? true, value[index])) return false;
      return true;
    });
  }
  if (contains !== undefined) {
    add((value, marks) => {
      let count = 0;
      for (let index = 0; index < value.length; index++) {
        if (!accept(contains, value[index])) continue;
        count += 1;
        marks?.contained.add(index);
      }
      return count >= minContains && count <= maxContains;
    });
  }
  // Last, since it takes the longest.
  if (uniqueItems === true) add(isUnique);
}

function addObjects(schema: SchemaObject, accept: Accept, add: (test: (value: JsonMembers, marks: Marks | undefined, hops: number) => boolean) => void): void {
  const { minProperties = 0, maxProperties = Infinity, required = [], dependentRequired, dependentSchemas, propertyNames } = schema;
  if (minProperties > 0 || maxProperties < Infinity) {
    add((value) => {
      const count = namesOf(value).length;
      return count >= minProperties && count <= maxProperties;
    });
  }
  if (required.length > 0) add((value) => required.every((name) => has(value, name)));
  if (dependentRequired !== undefined) {
    add((value) => Object.keys(dependentRequired).every((name) => !has(value, name) || dependentRequired[name]!.every((other) => has(value, other))));
  }
  addMembers(schema, accept, add);
  if (propertyNames !== undefined) add((value) => namesOf(value).every((name) => accept(propertyNames, name)));
  if (dependentSchemas !== undefined) {
    add((value, marks, hops) => Object.keys(dependentSchemas).every((name) => !has(value, name) || accept(dependentSchemas[name]!, value, marks, hops)));
  }
}

function addMembers(schema: SchemaObject, accept: Accept, add: (test: (value: JsonMembers, marks: Marks | undefined) => boolean) => void): void {
  const { properties = {}, patternProperties = {}, additionalProperties } = schema;
  const patterns = Object.keys(patternProperties);
  if (patterns.length === 0 && additionalProperties === undefined && schema.properties === undefined) return;
  add((value, marks) => {
    for (const name of namesOf(value)) {
      let isNamed = Object.hasOwn(properties, name);
      if (isNamed && !accept(properties[name]!, value[name])) return false;
      for (const pattern of patterns) {
        if (!hasMatch(pattern, name)) continue;
        isNamed = true;
        if (!accept(patternProperties[pattern]!, value[name])) return false;
      }
      if (!isNamed && additionalProperties !== undefined && !accept(additionalProperties, value[name])) return false;
      if (marks !== undefined && (isNamed || additionalProperties !== undefined)) marks.names.add(name);
    }
    return true;
  });
}

function addBranches(schema: SchemaObject, accept: Accept, resolve: Resolve, add: (test: Test) => void): void {
  for (const reference of referencesOf(schema)) {
    add((value, marks, hops) => accept(resolve(reference), value, marks, hops));
  }
  const { allOf = [], anyOf, oneOf, not, if: condition } = schema;
  for (const branch of allOf) add((value, marks, hops) => accept(branch, value, marks, hops));
  if (anyOf !== undefined) add((value, marks, hops) => countBranches(accept, anyOf, value, marks, hops, 1) > 0);
  if (oneOf !== undefined) add((value, marks, hops) => countBranches(accept, oneOf, value, marks, hops, 2) === 1);
  if (not !== undefined) add((value, _marks, hops) => !accept(not, value, undefined, hops));
  if (condition !== undefined) {
    const { then = true, else: otherwise = true } = schema;
    add((value, marks, hops) => accept(tryBranch(accept, condition, value, marks, hops) ? then : otherwise, value, marks, hops));
  }
  addTagged(schema, accept, add);
}

/** How many branches hold. Where nobody asks what is evaluated, counting ends at `enough`. */
function countBranches(accept: Accept, branches: readonly Schema[], value: unknown, marks: Marks | undefined, hops: number, enough: number): number {
  let count = 0;
  for (const branch of branches) {
    if (tryBranch(accept, branch, value, marks, hops)) count += 1;
    if (marks === undefined && count === enough) break;
  }
  return count;
}

/** A branch that doesn't hold evaluates nothing. */
function tryBranch(accept: Accept, branch: Schema, value: unknown, marks: Marks | undefined, hops: number): boolean {
  const own = marks && openMarks();
  if (!accept(branch, value, own, hops)) return false;
  if (marks !== undefined && own !== undefined) addMarks(marks, own);
  return true;
}

function addTagged(schema: SchemaObject, accept: Accept, add: (test: Test) => void): void {
  const tagged = schema["x-discriminator"];
  if (tagged === undefined) return;
  add((value, marks, hops) => {
    const chosen = chooseByTag(tagged, value);
    return chosen !== undefined && accept(chosen, value, marks, hops);
  });
}

/** The schema that a value's tag chooses; undefined where it breaks the discriminator. */
export function chooseByTag(tagged: NonNullable<SchemaObject["x-discriminator"]>, value: unknown): Schema | undefined {
  const tag = kindOf(value) === OBJECT && Object.hasOwn(value as JsonMembers, tagged.propertyName) ? (value as JsonMembers)[tagged.propertyName] : undefined;
  return typeof tag === "string" && Object.hasOwn(tagged.mapping, tag) ? tagged.mapping[tag] : tagged.otherwise;
}

function readUnevaluated({ unevaluatedItems: items, unevaluatedProperties: members }: SchemaObject, accept: Accept): Rules["unevaluated"] {
  const tests: [Kinds, (value: unknown, marks: Marks) => boolean][] = [];
  if (items !== undefined) {
    tests.push([ARRAY, (value, marks) => {
      const list = value as readonly unknown[];
      const start = marks.items;
      marks.items = list.length;
      return list.every((item, index) => index < start || marks.contained.has(index) || accept(items, item));
    }]);
  }
  if (members !== undefined) {
    tests.push([OBJECT, (value, marks) => {
      const object = value as JsonMembers;
      return namesOf(object).every((name) => marks.names.has(name) || (marks.names.add(name), accept(members, object[name])));
    }]);
  }
  return tests;
}

function has(value: JsonMembers, name: string): boolean {
  return Object.hasOwn(value, name) && value[name] !== undefined;
}
