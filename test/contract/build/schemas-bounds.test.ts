import { expect, it } from "vitest";
import { buildSchemas, type BuiltSchemas, type SchemaRoot } from "../../../generators/contract/build/schemas/index.js";
import type { Json, JsonObject } from "../../../generators/contract/json.js";
import { idOf, schemaOf, writeShape } from "./schemas-given.js";

const range = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index);
const ref = (name: string): JsonObject => ({ $ref: idOf(name) });

function buildOf(components: JsonObject, version: "3.0" | "3.1" = "3.1"): BuiltSchemas {
  const roots = Object.keys(components).map((name): SchemaRoot => ({ pointer: idOf(name), place: { kind: "component", name } }));
  return buildSchemas({ components: { schemas: components } }, version, roots);
}

/** A value wrapped `depth` times. */
function wrap(depth: number, inner: Json, by: (inner: Json) => Json): Json {
  let value = inner;
  for (let index = 0; index < depth; index++) value = by(value);
  return value;
}

const wrappers: readonly (readonly [string, (inner: Json) => Json])[] = [
  ["properties", (inner) => ({ type: "object", properties: { a: inner } })],
  ["items", (inner) => ({ type: "array", items: inner })],
  ["allOf", (inner) => ({ allOf: [inner] })],
  ["allOf with members", (inner) => ({ type: "object", properties: { a: { type: "string" } }, allOf: [inner] })],
  ["anyOf", (inner) => ({ anyOf: [inner, { type: "null" }] })],
  ["oneOf", (inner) => ({ oneOf: [{ type: "string" }, inner] })],
  ["not", (inner) => ({ not: inner })],
  ["if", (inner) => ({ if: inner, then: { type: "object" } })],
];

it.each(wrappers)("nesting of 1,000 in %s", (_name, by) => {
  const built = buildOf({ S: wrap(1_000, { type: "object", required: ["z"], properties: { z: { type: "string", readOnly: true } } }, by) });
  expect(Object.keys(built.schemas).length).toBeGreaterThan(1_000);
  expect(built.diagnostics).toEqual([]);
});

it("a chain of 1,000 references, forwards and backwards", () => {
  const names = range(1_000).map((index) => `S${index}`);
  const forwards = buildOf(Object.fromEntries(names.map((name, index) => [name, index === 999 ? { type: "string", readOnly: true } : ref(`S${index + 1}`)])));
  expect(schemaOf(forwards, "S0")).toMatchObject({ access: "readOnly", shape: { kind: "ref", schema: idOf("S1") }, exact: true });
  const backwards = buildOf(Object.fromEntries(names.map((name, index) => [name, index === 0 ? { type: "string" } : { allOf: [ref(`S${index - 1}`)], minLength: index }])));
  expect(schemaOf(backwards, "S999").shape.kind).toBe("ref");
});

it("a chain of 1,000 bases, each with a member, required and readOnly at the other end", () => {
  const components = Object.fromEntries(range(1_000).map((index) => [`S${index}`, index === 0 ? { type: "object", required: ["m0"], properties: { m0: {} } } : { allOf: [ref(`S${index - 1}`), { properties: { [`m${index}`]: {} } }] }]));
  const built = buildOf({ ...components, Last: { allOf: [ref("S999"), { properties: { m0: { readOnly: true } } }] } });
  const { shape } = schemaOf(built, "Last");
  expect(shape.kind === "object" && shape.fields.length).toBe(1_000);
  expect(shape.kind === "object" && shape.fields.find(({ name }) => name === "m0")).toMatchObject({ required: true, access: "readOnly" });
});

it("10,000 schemas, each with a member of the next one and required by the one before", () => {
  const count = 10_000;
  const built = buildOf(Object.fromEntries(range(count).map((index) => [`S${index}`, { type: "object", required: index === count - 1 ? [] : ["next"], properties: { next: ref(`S${(index + 1) % count}`), name: { type: "string" } } }])));
  expect(Object.keys(built.schemas).length).toBe(3 * count);
  expect(built.diagnostics).toEqual([]);
});

it("a circle of 10,000 schemas that require each other is one contradiction", () => {
  const count = 10_000;
  const { diagnostics } = buildOf(Object.fromEntries(range(count).map((index) => [`S${index}`, { type: "object", required: ["next"], properties: { next: ref(`S${(index + 1) % count}`) } }])));
  expect(diagnostics.map(({ code }) => code)).toEqual(["schema-contradiction"]);
});

it("a union of 10,000 constants and one of 3,000 objects", () => {
  const constants = buildOf({ S: { oneOf: range(10_000).map((index) => ({ const: index })) } });
  const { shape } = schemaOf(constants, "S");
  expect(shape.kind === "enum" && shape.members.length).toBe(10_000);
  const objects = buildOf({ S: { oneOf: range(3_000).map((index) => ({ type: "object", required: ["kind"], properties: { kind: { const: `k${index}` } } })) } });
  expect(schemaOf(objects, "S").assertions[0]).toMatchObject({ keyword: "oneOf", dispatch: { by: "member", member: "kind" } });
});

it("unions of unions of unions, and all of them together", () => {
  const union = (depth: number): Json => (depth === 0 ? { type: "object", properties: { [`m${depth}`]: {} } } : { anyOf: range(4).map((index) => ({ ...(union(depth - 1) as JsonObject), title: `${depth}${index}` })) });
  const built = buildOf({ S: { allOf: range(8).map((index) => ({ anyOf: range(8).map((branch) => ({ properties: { [`m${index}_${branch}`]: { type: "string" } } })) })), type: "object", properties: { id: { type: "string" } } }, T: union(6) });
  expect(writeShape(built, schemaOf(built, "S").shape)).toBe("{id?: string}");
});

it("recursive types that narrow each other end", () => {
  const member = (name: string): JsonObject => ({ type: "object", properties: Object.fromEntries(range(12).map((index) => [`m${index}`, ref(name)])) });
  const built = buildOf({ A: member("A"), B: member("B"), C: member("C"), S: { allOf: [ref("A"), ref("B"), ref("C")] } });
  expect(schemaOf(built, "S").shape.kind).toBe("object");
});

it("allOf that doubles at each step", () => {
  const components = Object.fromEntries(range(60).map((index) => [`S${index}`, index === 0 ? { type: "object", properties: { a: { type: "string" } } } : { allOf: [ref(`S${index - 1}`), ref(`S${index - 1}`)] }]));
  expect(schemaOf(buildOf(components), "S59").shape.kind).toBe("ref");
});

it("discriminators over deep and circular unions", () => {
  const components = Object.fromEntries(range(200).map((index) => [`U${index}`, { oneOf: [ref(`U${(index + 1) % 200}`), ref(`U${(index + 7) % 200}`)], discriminator: { propertyName: "kind" } }]));
  expect(buildOf(components).diagnostics.every(({ code }) => code === "schema-cycle")).toBe(true);
});

it("5,000 members that all extend one base", () => {
  const components = Object.fromEntries(range(5_000).map((index) => [`S${index}`, { allOf: [ref("Base"), { properties: { own: { type: "string" } } }] }]));
  const { schemas } = buildOf({ Base: { type: "object", required: ["kind"], properties: { kind: { type: "string" } }, discriminator: { propertyName: "kind" } }, ...components });
  const { shape } = schemaOf({ schemas, resources: {}, diagnostics: [] }, "Base");
  expect(shape.kind === "object" && shape.subtypes?.of.length).toBe(5_000);
});

it("nonsense in every place is no crash", () => {
  const nonsense: readonly Json[] = [null, 0, "x", [], {}, true, [null], { $ref: 5 }, { a: null }];
  const keywords = [
    "$ref", "$dynamicRef", "$id", "$dynamicAnchor", "type", "enum", "const", "multipleOf", "minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum", "minLength", "maxLength",
    "pattern", "format", "minItems", "maxItems", "uniqueItems", "prefixItems", "items", "contains", "minContains", "maxContains", "minProperties", "maxProperties", "required",
    "dependentRequired", "properties", "patternProperties", "additionalProperties", "propertyNames", "dependentSchemas", "allOf", "anyOf", "oneOf", "discriminator", "not", "if", "then", "else",
    "unevaluatedItems", "unevaluatedProperties", "nullable", "readOnly", "writeOnly", "title", "description", "deprecated", "default", "example", "examples", "externalDocs", "$defs",
    "contentEncoding", "contentMediaType", "contentSchema", "x-enum-varnames", "x-mortise-name",
  ];
  const components = Object.fromEntries(keywords.flatMap((keyword) => nonsense.map((value, index) => [`${keyword}${index}`, { [keyword]: value, oneOf: keyword === "discriminator" ? [{ type: "object" }] : [true] }])));
  for (const version of ["3.0", "3.1"] as const) expect(Object.keys(buildOf(components, version).schemas).length).toBeGreaterThan(keywords.length * nonsense.length);
});
