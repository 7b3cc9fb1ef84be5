import type { Assertion, Direction, Dispatch, JsonType, Resource, Schema, SchemaId } from "../../../generators/contract/model.js";

/**
 * A straightforward reading of the assertions, for tests only: it checks values against them as JSON Schema 2020-12 says,
 * with exact numbers, resources and dynamic scope. It shares no code with the generator.
 */
export interface Rules {
  readonly schemas: Readonly<Record<SchemaId, Schema>>;
  readonly resources: Readonly<Record<string, Resource>>;
  readonly direction?: Direction;
  /** Whether unions are checked by their dispatch (which must give the same verdict). */
  readonly dispatch?: boolean;
}

/** A number by its text, so that none loses a digit. */
export class Digits {
  constructor(readonly text: string) {}
}
export type Value = null | boolean | string | Digits | readonly Value[] | ReadonlyMap<string, Value>;

/** Reads a JSON text. Members stand in a map, so that no name is special. */
export function readValue(text: string): Value {
  const marked = text.replace(/"(?:\\.|[^"\\])*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g, (token) => (token.startsWith('"') ? `["s",${token}]` : `["n","${token}"]`));
  return lift(JSON.parse(marked.replace(/\["s",("(?:\\.|[^"\\])*")\](\s*:)/g, "$1$2")));
}

function lift(value: unknown): Value {
  if (Array.isArray(value)) {
    const [kind, content] = value as readonly unknown[];
    if (value.length === 2 && kind === "s") return content as string;
    if (value.length === 2 && kind === "n") return new Digits(content as string);
    return value.map(lift);
  }
  if (typeof value === "object" && value !== null) return new Map(Object.entries(value).map(([name, member]) => [name, lift(member)]));
  return value as null | boolean;
}

// ---------------------------------------------------------------- numbers, texts, equality

interface Decimal {
  readonly units: bigint;
  readonly scale: number;
}

function decimalOf(text: string): Decimal {
  const match = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text);
  if (match === null) throw new Error(`${text} is no number`);
  const [, sign = "", whole = "", fraction = "", power = "0"] = match;
  const exponent = Number(power) - fraction.length;
  const units = BigInt(`${sign}${whole}${fraction}`);
  return exponent >= 0 ? { units: units * 10n ** BigInt(exponent), scale: 0 } : { units, scale: -exponent };
}

function aligned(a: string, b: string): readonly [bigint, bigint] {
  const [left, right] = [decimalOf(a), decimalOf(b)];
  const scale = Math.max(left.scale, right.scale);
  return [left.units * 10n ** BigInt(scale - left.scale), right.units * 10n ** BigInt(scale - right.scale)];
}

const isMultiple = (a: string, b: string): boolean => {
  const [left, right] = aligned(a, b);
  return left % right === 0n;
};

const compare = (a: string, b: string): number => {
  const [left, right] = aligned(a, b);
  return left < right ? -1 : left > right ? 1 : 0;
};

function canon(value: Value): string {
  if (value instanceof Digits) {
    let { units, scale } = decimalOf(value.text);
    for (; scale > 0 && units % 10n === 0n; scale--) units /= 10n;
    return `${units}e-${scale}`;
  }
  if (value instanceof Map) return `{${[...value].map(([name, member]) => `${JSON.stringify(name)}:${canon(member)}`).sort().join()}}`;
  return Array.isArray(value) ? `[${(value as readonly Value[]).map(canon).join()}]` : JSON.stringify(value);
}

function hasType(value: Value, type: JsonType): boolean {
  switch (type) {
    case "null":
      return value === null;
    case "boolean":
    case "string":
      return typeof value === type;
    case "integer":
      return value instanceof Digits && isMultiple(value.text, "1");
    case "number":
      return value instanceof Digits;
    case "array":
      return Array.isArray(value);
    case "object":
      return value instanceof Map;
  }
}

// ---------------------------------------------------------------- evaluation

interface Outcome {
  valid: boolean;
  readonly names: Set<string>;
  readonly items: Set<number>;
}

interface Visit {
  readonly rules: Rules;
  readonly value: Value;
  /** Resources entered on the way, outermost first. */
  readonly scope: readonly string[];
  readonly outcome: Outcome;
}

/** Whether a value (JSON text) is valid by a schema. */
export const isValid = (rules: Rules, schema: SchemaId, text: string): boolean => evaluate(rules, schema, readValue(text), []).valid;

/** Whether a value is valid by single assertions. */
export function isValidBy(rules: Rules, assertions: readonly Assertion[], value: Value): boolean {
  const visit: Visit = { rules, value, scope: [""], outcome: { valid: true, names: new Set(), items: new Set() } };
  return assertions.every((assertion) => holds(visit, assertion));
}

export const equals = (a: Value, b: Value): boolean => canon(a) === canon(b);

/** A value as JSON text. */
export function writeValue(value: Value): string {
  if (value instanceof Digits) return value.text;
  if (value instanceof Map) return `{${[...value].map(([name, member]) => `${JSON.stringify(name)}:${writeValue(member)}`).join()}}`;
  return Array.isArray(value) ? `[${(value as readonly Value[]).map(writeValue).join()}]` : JSON.stringify(value);
}

function evaluate(rules: Rules, id: SchemaId, value: Value, scope: readonly string[]): Outcome {
  const schema = rules.schemas[id];
  if (schema === undefined) throw new Error(`no schema ${id}`);
  const outcome: Outcome = { valid: true, names: new Set(), items: new Set() };
  const visit: Visit = { rules, value, scope: scope.at(-1) === schema.resource ? scope : [...scope, schema.resource], outcome };
  for (const assertion of schema.assertions) if (!holds(visit, assertion)) outcome.valid = false;
  return outcome;
}

const check = ({ rules, scope }: Visit, schema: SchemaId, value: Value): boolean => evaluate(rules, schema, value, scope).valid;

/** A schema on the same value: what it evaluated counts if it holds. */
function apply({ rules, scope, value, outcome }: Visit, schema: SchemaId): boolean {
  const found = evaluate(rules, schema, value, scope);
  if (!found.valid) return false;
  found.names.forEach((name) => outcome.names.add(name));
  found.items.forEach((item) => outcome.items.add(item));
  return true;
}

const lengthOf = (text: string): number => [...text].length;
const matches = (pattern: string, text: string): boolean => new RegExp(pattern, "u").test(text);
const all = <T>(list: readonly T[], test: (item: T) => boolean): boolean => list.map(test).every(Boolean);

function holds(visit: Visit, assertion: Assertion): boolean {
  const { value } = visit;
  if (value instanceof Digits && !holdsForNumber(value.text, assertion)) return false;
  if (typeof value === "string" && !holdsForText(value, assertion)) return false;
  if (Array.isArray(value) && !holdsForArray(visit, value as readonly Value[], assertion)) return false;
  if (value instanceof Map && !holdsForObject(visit, value, assertion)) return false;
  return holdsInPlace(visit, assertion);
}

function holdsForNumber(text: string, assertion: Assertion): boolean {
  if (assertion.keyword === "multipleOf") return isMultiple(text, assertion.divisor);
  if (assertion.keyword === "minimum") return compare(text, assertion.limit) >= 0;
  if (assertion.keyword === "exclusiveMinimum") return compare(text, assertion.limit) > 0;
  if (assertion.keyword === "maximum") return compare(text, assertion.limit) <= 0;
  return assertion.keyword !== "exclusiveMaximum" || compare(text, assertion.limit) < 0;
}

function holdsForText(text: string, assertion: Assertion): boolean {
  if (assertion.keyword === "minLength") return lengthOf(text) >= assertion.limit;
  if (assertion.keyword === "maxLength") return lengthOf(text) <= assertion.limit;
  return assertion.keyword !== "pattern" || matches(assertion.pattern, text);
}

function holdsForArray(visit: Visit, items: readonly Value[], assertion: Assertion): boolean {
  const { outcome } = visit;
  const checkFrom = (start: number, schema: SchemaId, isFree: (index: number) => boolean = () => true): boolean =>
    all([...items.keys()].filter((index) => index >= start && isFree(index)), (index) => {
      outcome.items.add(index);
      return check(visit, schema, items[index] as Value);
    });
  switch (assertion.keyword) {
    case "minItems":
      return items.length >= assertion.limit;
    case "maxItems":
      return items.length <= assertion.limit;
    case "uniqueItems":
      return new Set(items.map(canon)).size === items.length;
    case "prefixItems":
      return all(assertion.schemas.slice(0, items.length), (schema) => {
        const index = assertion.schemas.indexOf(schema);
        outcome.items.add(index);
        return check(visit, schema, items[index] as Value);
      });
    case "items":
      return checkFrom(assertion.after, assertion.schema);
    case "contains": {
      const found = [...items.keys()].filter((index) => check(visit, assertion.schema, items[index] as Value));
      found.forEach((index) => outcome.items.add(index));
      return found.length >= assertion.min && found.length <= (assertion.max ?? Infinity);
    }
    case "unevaluatedItems":
      return checkFrom(0, assertion.schema, (index) => !outcome.items.has(index));
    default:
      return true;
  }
}

function holdsForObject(visit: Visit, members: ReadonlyMap<string, Value>, assertion: Assertion): boolean {
  const { outcome, rules } = visit;
  const names = [...members.keys()];
  const checkNames = (chosen: readonly string[], schema: SchemaId): boolean =>
    all(chosen, (name) => {
      outcome.names.add(name);
      return check(visit, schema, members.get(name) as Value);
    });
  const absentIn = rules.direction === "request" ? "readOnly" : rules.direction === "response" ? "writeOnly" : undefined;
  switch (assertion.keyword) {
    case "minProperties":
      return members.size >= assertion.limit;
    case "maxProperties":
      return members.size <= assertion.limit;
    case "required":
      return assertion.names.every(({ name, access }) => members.has(name) || access === absentIn);
    case "dependentRequired":
      return assertion.entries.every(({ name, requires }) => !members.has(name) || requires.every((other) => members.has(other)));
    case "properties":
      return all(assertion.members.filter(({ name }) => members.has(name)), ({ name, schema }) => checkNames([name], schema));
    case "patternProperties":
      return all(assertion.members, ({ pattern, schema }) => checkNames(names.filter((name) => matches(pattern, name)), schema));
    case "additionalProperties":
      return checkNames(names.filter((name) => !assertion.names.includes(name) && !assertion.patterns.some((pattern) => matches(pattern, name))), assertion.schema);
    case "propertyNames":
      return all(names, (name) => check(visit, assertion.schema, name));
    case "dependentSchemas":
      return all(assertion.entries.filter(({ name }) => members.has(name)), ({ schema }) => apply(visit, schema));
    case "unevaluatedProperties":
      return checkNames(names.filter((name) => !outcome.names.has(name)), assertion.schema);
    default:
      return true;
  }
}

function holdsInPlace(visit: Visit, assertion: Assertion): boolean {
  const { value, rules } = visit;
  switch (assertion.keyword) {
    case "false":
      return false;
    case "$ref":
      return apply(visit, assertion.schema);
    case "$dynamicRef": {
      const { anchor } = assertion;
      const outer = anchor === undefined ? undefined : visit.scope.map((resource) => rules.resources[resource]?.dynamicAnchors[anchor]).find((target) => target !== undefined);
      return apply(visit, outer ?? assertion.schema);
    }
    case "type":
      return assertion.types.some((type) => hasType(value, type));
    case "enum":
      return assertion.values.some((text) => canon(readValue(text)) === canon(value));
    case "const":
      return canon(readValue(assertion.value)) === canon(value);
    case "allOf":
      return all(assertion.schemas, (schema) => apply(visit, schema));
    case "anyOf":
    case "oneOf":
      return holdsForUnion(visit, assertion);
    case "discriminator": {
      const tag = value instanceof Map ? value.get(assertion.property) : undefined;
      const chosen = assertion.mapping.find((entry) => entry.tag === tag)?.schema ?? assertion.otherwise;
      return chosen !== undefined && apply(visit, chosen);
    }
    case "not":
      return !check(visit, assertion.schema, value);
    case "if": {
      const branch = apply(visit, assertion.condition) ? assertion.then : assertion.else;
      return branch === undefined || apply(visit, branch);
    }
    default:
      return true;
  }
}

function holdsForUnion(visit: Visit, { keyword, schemas, dispatch }: Extract<Assertion, { readonly keyword: "anyOf" | "oneOf" }>): boolean {
  if (visit.rules.dispatch === true && dispatch !== undefined) {
    const branch = branchOf(visit.value, dispatch);
    return branch !== undefined && apply(visit, branch);
  }
  const fitting = schemas.filter((schema) => check(visit, schema, visit.value));
  fitting.forEach((schema) => apply(visit, schema));
  return keyword === "anyOf" ? fitting.length > 0 : fitting.length === 1;
}

function branchOf(value: Value, dispatch: Dispatch): SchemaId | undefined {
  if (dispatch.by === "type") return dispatch.branches.find(({ types }) => types.some((type) => hasType(value, type)))?.schema;
  const member = value instanceof Map ? value.get(dispatch.member) : undefined;
  if (member === undefined) return undefined;
  return dispatch.branches.find(({ values }) => values.some((text) => canon(readValue(text)) === canon(member as Value)))?.schema;
}
