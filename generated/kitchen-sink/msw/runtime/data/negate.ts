import type { Alternative, Demand } from "./facts.js";
import { ANY, ARRAY, kindsOf, NUMBER, OBJECT, STRING } from "./kinds.js";
import { referencesOf, type Resolve } from "./references.js";
import type { Schema, SchemaObject } from "./schema.js";

/** The formats that assert something (wire profile, Formats). */
const numberFormats: ReadonlySet<string> = new Set(["int32", "int64", "uint32", "uint64"]);
const textFormats: ReadonlySet<string> = new Set(
  (
    "date time date-time duration email idn-email hostname idn-hostname ipv4 ipv6 uri uri-reference iri iri-reference uri-template uuid " +
    "json-pointer relative-json-pointer regex byte"
  ).split(" "),
);

/** The ways in which a value can break a schema: one a keyword and entry. None: every value is valid. */
export function negate(schema: SchemaObject, resolve: Resolve): readonly Alternative[] {
  return [
    ...negateConstants(schema),
    ...negateNumbers(schema),
    ...negateTexts(schema),
    ...negateItems(schema),
    ...negateMembers(schema),
    ...negateNames(schema),
    ...negateBranches(schema, resolve),
  ];
}

const inverse = (schema: Schema): Schema => (typeof schema === "boolean" ? !schema : { not: schema });
const demand = (all: readonly Schema[], none: readonly Schema[]): Demand => ({ all, none });

function negateConstants(schema: SchemaObject): readonly Alternative[] {
  const { type, enum: constants, format } = schema;
  const ways: Alternative[] = [];
  if (type !== undefined && kindsOf(type) !== ANY) ways.push({ kinds: ANY & ~kindsOf(type) });
  if (constants !== undefined) ways.push({ excluded: constants });
  if (Object.hasOwn(schema, "const")) ways.push({ excluded: [schema.const] });
  if (format !== undefined && textFormats.has(format)) ways.push({ kinds: STRING, notFormat: format });
  if (format !== undefined && numberFormats.has(format)) ways.push({ kinds: NUMBER, notFormat: format });
  return ways;
}

function negateNumbers({ multipleOf, minimum, exclusiveMinimum, maximum, exclusiveMaximum }: SchemaObject): readonly Alternative[] {
  const ways: Alternative[] = [];
  if (minimum !== undefined) ways.push({ kinds: NUMBER, all: [{ exclusiveMaximum: minimum }] });
  if (exclusiveMinimum !== undefined) ways.push({ kinds: NUMBER, all: [{ maximum: exclusiveMinimum }] });
  if (maximum !== undefined) ways.push({ kinds: NUMBER, all: [{ exclusiveMinimum: maximum }] });
  if (exclusiveMaximum !== undefined) ways.push({ kinds: NUMBER, all: [{ minimum: exclusiveMaximum }] });
  if (multipleOf !== undefined) ways.push({ kinds: NUMBER, notMultiple: multipleOf });
  return ways;
}

function negateTexts({ minLength = 0, maxLength, pattern }: SchemaObject): readonly Alternative[] {
  const ways: Alternative[] = [];
  if (minLength > 0) ways.push({ kinds: STRING, all: [{ maxLength: minLength - 1 }] });
  if (maxLength !== undefined) ways.push({ kinds: STRING, all: [{ minLength: maxLength + 1 }] });
  if (pattern !== undefined) ways.push({ kinds: STRING, notPattern: pattern });
  return ways;
}

function negateItems(schema: SchemaObject): readonly Alternative[] {
  const { minItems = 0, maxItems, uniqueItems, prefixItems = [], items, contains, unevaluatedItems } = schema;
  const ways: Alternative[] = [];
  const breakAt = (index: number, item: Schema): void => {
    if (item !== true) ways.push({ kinds: ARRAY, all: [{ minItems: index + 1, prefixItems: [...prefixItems.slice(0, index).map(() => true), inverse(item)] }] });
  };
  if (minItems > 0) ways.push({ kinds: ARRAY, all: [{ maxItems: minItems - 1 }] });
  if (maxItems !== undefined) ways.push({ kinds: ARRAY, all: [{ minItems: maxItems + 1 }] });
  if (uniqueItems === true) ways.push({ kinds: ARRAY, repeats: true });
  prefixItems.forEach((item, index) => breakAt(index, item));
  if (items !== undefined) breakAt(prefixItems.length, items);
  if (contains !== undefined) {
    const { minContains = 1, maxContains } = schema;
    if (minContains === 1) ways.push({ kinds: ARRAY, all: [{ items: inverse(contains) }] });
    if (minContains > 1) ways.push({ kinds: ARRAY, all: [{ contains, minContains: 0, maxContains: minContains - 1 }] });
    if (maxContains !== undefined) ways.push({ kinds: ARRAY, all: [{ contains, minContains: maxContains + 1 }] });
  }
  if (unevaluatedItems !== undefined && unevaluatedItems !== true) {
    ways.push({ kinds: ARRAY, all: [{ contains: inverse(unevaluatedItems), minItems: prefixItems.length + 1 }], unlike: [schema] });
  }
  return ways;
}

function negateMembers(schema: SchemaObject): readonly Alternative[] {
  const { required = [], properties = {}, patternProperties = {}, additionalProperties, unevaluatedProperties } = schema;
  const patterns = Object.keys(patternProperties);
  const named: readonly Schema[] = [{ enum: Object.keys(properties) }, ...patterns.map((pattern): Schema => ({ pattern }))];
  const ways: Alternative[] = required.map((name) => ({ kinds: OBJECT, all: [absent(name)] }));
  for (const [name, member] of Object.entries(properties)) {
    if (member !== true) ways.push({ kinds: OBJECT, all: [{ required: [name], properties: only(name, inverse(member)) }] });
  }
  for (const pattern of patterns) {
    const member = patternProperties[pattern] ?? true;
    if (member !== true) ways.push({ kinds: OBJECT, extra: { name: demand([{ type: "string", pattern }], []), value: demand([], [member]) } });
  }
  for (const others of [additionalProperties, unevaluatedProperties]) {
    if (others === undefined || others === true) continue;
    const extra = { name: demand([{ type: "string" }], named), value: demand([], [others]) };
    ways.push(others === additionalProperties ? { kinds: OBJECT, extra } : { kinds: OBJECT, extra, unlike: [schema] });
  }
  return ways;
}

/** A member that mustn't be there. */
export const absent = (name: string): SchemaObject => ({ properties: only(name, false) });

/** An object with one member, whatever that is called. */
export function only<T>(name: string, value: T): Readonly<Record<string, T>> {
  return Object.fromEntries([[name, value]]);
}

function negateNames(schema: SchemaObject): readonly Alternative[] {
  const { minProperties = 0, maxProperties, propertyNames = true, dependentRequired = {}, dependentSchemas = {} } = schema;
  const ways: Alternative[] = [];
  if (minProperties > 0) ways.push({ kinds: OBJECT, all: [{ maxProperties: minProperties - 1 }] });
  if (maxProperties !== undefined) ways.push({ kinds: OBJECT, all: [{ minProperties: maxProperties + 1 }] });
  if (propertyNames !== true) {
    ways.push({ kinds: OBJECT, extra: { name: demand([{ type: "string" }], [propertyNames]), value: demand([], []) } });
  }
  for (const [name, others] of Object.entries(dependentRequired)) {
    for (const other of others) ways.push({ kinds: OBJECT, all: [{ required: [name] }, absent(other)] });
  }
  for (const [name, other] of Object.entries(dependentSchemas)) {
    if (other !== true) ways.push({ kinds: OBJECT, all: [{ required: [name] }], none: [other] });
  }
  return ways;
}

/** Of so many branches of a `oneOf`, each pair is tried where two have to hold. */
const fewBranches = 8;

function negateBranches(schema: SchemaObject, resolve: Resolve): readonly Alternative[] {
  const { allOf = [], anyOf, oneOf, not, if: condition, then = true, else: otherwise = true } = schema;
  const ways: Alternative[] = [...referencesOf(schema).map(resolve), ...allOf].flatMap((branch) => (branch === true ? [] : [{ none: [branch] }]));
  if (anyOf !== undefined) ways.push({ none: anyOf });
  if (oneOf !== undefined) ways.push({ none: oneOf }, ...pairs(oneOf));
  if (not !== undefined) ways.push({ all: [not] });
  if (condition !== undefined) {
    if (then !== true) ways.push({ all: [condition], none: [then] });
    if (otherwise !== true) ways.push({ none: [condition, otherwise] });
  }
  return [...ways, ...negateTagged(schema)];
}

function pairs(branches: readonly Schema[]): readonly Alternative[] {
  const few = branches.slice(0, fewBranches);
  return few.flatMap((branch, index) => few.slice(index + 1).map((other) => ({ all: [branch, other] })));
}

function negateTagged({ "x-discriminator": tagged }: SchemaObject): readonly Alternative[] {
  if (tagged === undefined) return [];
  const { propertyName, mapping, otherwise = false } = tagged;
  const known = isTagged(propertyName, Object.keys(mapping));
  const ways = Object.entries(mapping).flatMap(([tag, branch]) => (branch === true ? [] : [{ all: [isTagged(propertyName, [tag])], none: [branch] }]));
  return otherwise === true ? ways : [{ none: otherwise === false ? [known] : [known, otherwise] }, ...ways];
}

/** The schema of objects whose tag is one of several. */
export function isTagged(member: string, tags: readonly string[]): SchemaObject {
  return { type: "object", required: [member], properties: only(member, { type: "string", enum: tags }) };
}
