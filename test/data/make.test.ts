import { describe, expect, it } from "vitest";
import { decimal } from "../../templates/runtime/typescript/check/index.js";
import { NoValue, openData, type Schema, type Schemas, type Wish } from "../../templates/runtime/typescript/data/index.js";
import { textOf } from "./schemas.js";

const make = (schema: Schema, wish: Wish = {}, others: Schemas = {}): unknown => openData({ ...others, it: schema }).make("it", wish);

const user: Schema = {
  type: "object",
  required: ["id"],
  properties: { id: { type: "integer" }, email: { type: "string", format: "email" }, pet: { $ref: "#/$defs/Pet" }, tags: { type: "array", items: { type: "string", maxLength: 5 } } },
  additionalProperties: false,
};
const pet: Schema = { "x-discriminator": { propertyName: "kind", mapping: { cat: { $ref: "#/$defs/Cat" }, dog: { $ref: "#/$defs/Dog" } } } };
const schemas: Schemas = {
  User: user,
  Pet: pet,
  Cat: { type: "object", required: ["kind", "lives"], properties: { kind: { const: "cat" }, lives: { type: "integer", minimum: 1, maximum: 9 } } },
  Dog: { type: "object", required: ["kind", "name"], properties: { kind: { const: "dog" }, name: { type: "string" } } },
};

describe("what is given stands in the value where that can be", () => {
  const data = openData(schemas);
  const cases: readonly (readonly [given: unknown, want: unknown])[] = [
    [{ id: 7 }, { id: 7 }],
    [{ id: 7, email: "ada@example.com" }, { id: 7, email: "ada@example.com" }],
    [{ pet: { kind: "dog" } }, { pet: { kind: "dog", name: expect.any(String) } }],
    [{ pet: { kind: "cat", lives: 3 } }, { pet: { kind: "cat", lives: 3 } }],
    [{ pet: { lives: 4 } }, { pet: { kind: "cat", lives: 4 } }],
    [{ pet: { lives: 12 } }, { pet: { kind: expect.any(String) } }],
    [{ tags: ["a", "b"] }, { tags: ["a", "b"] }],
    [{ tags: [] }, { tags: [] }],
    [{ tags: ["a", "too long for it"] }, { tags: ["a", expect.any(String)] }],
    [{ id: "seven" }, { id: expect.any(Number) }],
  ];
  it.each(cases)("%j", (given, want) => {
    const made = data.make("User", { given });
    expect(made).toMatchObject(want as object);
    expect(data.accepts("User", made)).toBe(true);
  });
  it("an unknown member is left out where none may be, and stays where one may", () => {
    expect(make(user, { given: { id: 1, more: true } }, schemas)).not.toHaveProperty("more");
    expect(make({ type: "object", additionalProperties: { type: "boolean" } }, { given: { more: true, less: 1 } })).toMatchObject({ more: true, less: expect.any(Boolean) });
  });
  it("a member's name may be any, __proto__ too", () => {
    const made = make({ type: "object", required: ["__proto__"], properties: JSON.parse('{"__proto__": {"const": 1}}') as Record<string, Schema> }) as object;
    expect(textOf(made)).toBe('{"__proto__":1}');
  });
});

describe("examples and defaults", () => {
  const schema: Schema = { type: "object", required: ["a", "b", "c"], properties: { a: { type: "string", examples: ["Ada"] }, b: { type: "integer", minimum: 3, default: 1, examples: [2, 5] }, c: { type: "string", default: "user" } } };
  it("come first where they are valid", () => expect(make(schema)).toEqual({ a: "Ada", b: 5, c: "user" }));
  it("are taken no notice of where that is wished", () => expect(make(schema, { examples: "never" })).not.toMatchObject({ a: "Ada" }));
  it("of a whole object are taken with what is given", () => expect(make({ ...(schema as object), examples: [{ a: "x", b: 4, c: "y" }] }, { given: { b: 9 } })).toEqual({ a: "x", b: 9, c: "y" }));
});

describe("the same seed makes the same value", () => {
  const texts = (seed: string): string => textOf(openData(schemas).make("User", { seed }));
  it("whatever was made before", () => {
    const data = openData(schemas);
    const first = textOf(data.make("User", { seed: "a" }));
    for (let seed = 0; seed < 50; seed += 1) data.make("User", { seed: String(seed) });
    expect(textOf(data.make("User", { seed: "a" }))).toBe(first);
    expect(texts("a")).toBe(first);
  });
  it("and another one another", () => expect(new Set(Array.from({ length: 20 }, (_, seed) => texts(String(seed)))).size).toBe(20));
  it("a member more leaves the others as they are", () => {
    const more = { ...(user as object), properties: { ...(user as { properties: object }).properties, zip: { type: "string" } } } as Schema;
    const before = make(user, {}, schemas) as object;
    expect(make(more, {}, schemas)).toMatchObject(before);
  });
});

describe("recursion ends", () => {
  const cases: Readonly<Record<string, Schemas>> = {
    "optional members": { it: { type: "object", properties: { name: { type: "string" }, parent: { $ref: "#/$defs/it" }, children: { type: "array", items: { $ref: "#/$defs/it" } } } } },
    "a required member in a union": { it: { oneOf: [{ type: "object", required: ["left", "right"], properties: { left: { $ref: "#/$defs/it" }, right: { $ref: "#/$defs/it" } }, additionalProperties: false }, { type: "integer" }] } },
    "a list that needs items": { it: { type: "array", minItems: 1, items: { anyOf: [{ $ref: "#/$defs/it" }, { type: "null" }] } } },
    "through several schemas": { it: { type: "object", required: ["a"], properties: { a: { $ref: "#/$defs/b" } } }, b: { type: "object", required: ["c"], properties: { c: { anyOf: [{ $ref: "#/$defs/it" }, { $ref: "#/$defs/d" }] } } }, d: { type: "object", required: ["e"], properties: { e: { type: "array", items: { $ref: "#/$defs/b" } } } } },
  };
  it.each(Object.entries(cases))("%s", (_, given) => {
    const data = openData(given);
    for (let seed = 0; seed < 20; seed += 1) {
      const made = data.make("it", { seed: String(seed) });
      expect(data.accepts("it", made)).toBe(true);
      expect(textOf(made).length).toBeLessThan(5_000);
    }
  });
});

describe("composition", () => {
  const cases: readonly (readonly [what: string, schema: Schema])[] = [
    ["oneOf of members that exclude each other", { type: "object", properties: { a: { type: "string" }, b: { type: "string" } }, oneOf: [{ required: ["a"] }, { required: ["b"] }] }],
    ["a oneOf branch that is part of another one", { oneOf: [{ type: "object", required: ["a"] }, { type: "object", required: ["a", "b"] }] }],
    ["a number of one range alone", { oneOf: [{ type: "number", minimum: 0, maximum: 10 }, { type: "number", minimum: 5, maximum: 20 }] }],
    ["not within a member", { type: "object", required: ["a"], properties: { a: { type: "string" } }, not: { properties: { a: { enum: ["x", "y"] } } } }],
    ["if, then, else", { type: "object", required: ["country", "zip"], properties: { country: { enum: ["US", "DE"] } }, if: { properties: { country: { const: "US" } } }, then: { properties: { zip: { pattern: "^\\d{5}(-\\d{4})?$", type: "string" } } }, else: { properties: { zip: { type: "string", pattern: "^D-\\d{5}$" } } } }],
    ["unevaluatedProperties over allOf", { allOf: [{ properties: { a: { type: "string" } }, required: ["a"] }, { properties: { b: { type: "integer" } } }], unevaluatedProperties: false }],
    ["contains twice, at most twice, in a list of five", { type: "array", minItems: 5, items: { type: "integer" }, contains: { minimum: 100 }, minContains: 2, maxContains: 2 }],
    ["two contains that need an item each", { type: "array", maxItems: 2, allOf: [{ contains: { type: "string" } }, { contains: { type: "integer" } }] }],
    ["unique items of a small enum", { type: "array", uniqueItems: true, minItems: 4, items: { enum: ["a", "b", "c", "d"] } }],
    ["unique objects", { type: "array", uniqueItems: true, minItems: 4, items: { type: "object", required: ["a", "b"], properties: { a: { type: "boolean" }, b: { type: "boolean" } }, additionalProperties: false } }],
    ["names by pattern, as many as needed", { type: "object", minProperties: 6, propertyNames: { pattern: "^x-[a-z]{2}$" }, additionalProperties: { type: "integer" } }],
    ["names by enum, all of them", { type: "object", minProperties: 3, propertyNames: { enum: ["a", "b", "c"] } }],
    ["dependent members within a limit", { type: "object", maxProperties: 2, properties: { a: { type: "string" }, b: { type: "string" }, c: { type: "string" } }, dependentRequired: { a: ["b", "c"] } }],
    ["dependentSchemas that forbid", { type: "object", properties: { a: { type: "string" }, b: { type: "string" } }, dependentSchemas: { a: { properties: { b: false } } } }],
    ["limits of several schemas", { allOf: [{ type: "integer", minimum: 10 }, { maximum: 20, multipleOf: 4 }, { multipleOf: 6 }] }],
    ["a limit that no double stands for", { type: "integer", minimum: decimal("9007199254740993"), maximum: decimal("9007199254740993") }],
    ["a prefix and nothing more", { type: "array", prefixItems: [{ type: "string" }, { type: "integer" }], items: false, minItems: 2 }],
    ["unevaluatedItems beside contains", { type: "array", prefixItems: [{ type: "string" }], contains: { type: "integer" }, unevaluatedItems: false, minItems: 3 }],
    ["no list and no text", { not: { type: ["array", "string", "object", "null", "boolean", "integer"] } }],
    ["a list that isn't unique", { type: "array", items: { type: "integer" }, not: { uniqueItems: true } }],
    ["two formats", { type: "string", allOf: [{ format: "uri" }, { maxLength: 12 }, { pattern: "^https" }] }],
    ["anyOf of six unions", { allOf: Array.from({ length: 6 }, (_, index): Schema => ({ anyOf: [{ required: [`a${index}`] }, { required: [`b${index}`] }, { required: [`c${index}`] }] })), type: "object", maxProperties: 6 }],
  ];
  it.each(cases)("%s", (_, schema) => {
    const data = openData({ it: schema });
    for (let seed = 0; seed < 30; seed += 1) {
      for (const size of ["full", "small"] as const) expect(data.accepts("it", data.make("it", { seed: String(seed), size }))).toBe(true);
    }
  });
});

describe("where there is no value, it says where and why", () => {
  const cases: readonly (readonly [schema: Schema, pointer: string, reason: string])[] = [
    [false, "", "what is asked for contradicts itself"],
    [{ type: "string", minLength: 3, maxLength: 2 }, "", "what is asked for contradicts itself"],
    [{ type: "object", required: ["a"], properties: { a: { type: "integer", minimum: 3, maximum: 2 } } }, "/a", "no number was found from 3 to 2"],
    [{ type: "object", required: ["a"], properties: { a: false } }, "", 'the member "a" must and mustn\'t be there'],
    [{ type: "object", required: ["a"], properties: { a: { type: "string", pattern: "^a$", minLength: 2 } } }, "/a", "no text was found of at least 2 characters and that matches ^a$"],
    [{ type: "object", required: ["it"], properties: { it: { $ref: "#/$defs/it" } } }, "", "its values have no end"],
    [{ type: "array", minItems: 3, uniqueItems: true, items: { type: "boolean" } }, "/2", "no value was found that nothing excludes"],
    [{ enum: ["a"], minLength: 2 }, "", "none of its constants is valid"],
  ];
  it.each(cases)("%j", (schema, pointer, reason) => {
    let found: unknown;
    try {
      found = make(schema);
    } catch (error) {
      found = error;
    }
    expect(found).toBeInstanceOf(NoValue);
    expect({ pointer: (found as NoValue).pointer, reason: (found as NoValue).reason }).toEqual({ pointer: reason === "its values have no end" ? expect.any(String) : pointer, reason: reason === "" ? expect.any(String) : reason });
  });
});
