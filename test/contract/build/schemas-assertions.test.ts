import { describe, expect, it } from "vitest";
import { ExactNumber, type JsonObject } from "../../../generators/contract/json.js";
import { buildSchemas } from "../../../generators/contract/build/schemas/index.js";
import type { Direction } from "../../../generators/contract/model.js";
import { isValid } from "./schemas-interpreter.js";
import { idOf, schemaOf, schemasOf } from "./schemas-given.js";

/** The assertions of `S` as JSON, one keyword a word: `type ["string"] minLength 3`. Ids are below `#/components/schemas/`. */
function assertionsOf(given: string, version: "3.0" | "3.1", id = "S"): string {
  const { assertions } = schemaOf(schemasOf(given, version), id.startsWith("S/") ? `#/components/schemas/${id}` : id);
  return assertions.map(({ keyword, ...rest }) => [keyword, ...Object.values(rest).map((value) => JSON.stringify(value))].join(" ")).join(" ").replaceAll("#/components/schemas/", "");
}

describe("assertions of 3.1", () => {
  it.each([
    ["true", "S: true", ""],
    ["false", "S: false", "false"],
    ["in the order of the model", "S: {maxLength: 3, not: {type: 'null'}, type: string, $ref: '#/components/schemas/T'}\nT: {}", '$ref "T" type ["string"] maxLength 3 not "S/not"'],
    ["lower limits of zero say nothing", "S: {minLength: 0, minItems: 0, minProperties: 0, uniqueItems: false, required: []}", ""],
    ["upper limits of zero do", "S: {maxLength: 0}", "maxLength 0"],
    ["numbers as texts", "S: {minimum: 0.1, multipleOf: 0.01, maximum: 1e3}", 'multipleOf "0.01" minimum "0.1" maximum "1000"'],
    ["whole limits that look broken", "S: {maxLength: 2.0}", "maxLength 2"],
    ["a flag for exclusiveMinimum is understood", "S: {minimum: 3, exclusiveMinimum: true}", 'exclusiveMinimum "3"'],
    ["formats of the wire profile", "S: {format: date}", 'format "date"'],
    ["integer formats", "S: {format: uint64}", 'format "uint64"'],
    ["other formats assert nothing", "S: {format: phone, contentEncoding: base64, contentSchema: false}", ""],
    ["enum without doubles", "S: {enum: [1, a, 1.0, null]}", 'enum ["1","\\"a\\"","null"]'],
    ["const null", "S: {const: null}", 'const "null"'],
    ["items after a prefix", "S: {prefixItems: [true, true], items: {type: string}}", 'prefixItems ["S/prefixItems/0","S/prefixItems/1"] items "S/items" 2'],
    ["contains", "S: {contains: {type: string}, maxContains: 3}", 'contains "S/contains" 1 3'],
    ["contains none", "S: {contains: {type: string}, minContains: 0}", 'contains "S/contains" 0'],
    ["minContains alone", "S: {minContains: 2}", ""],
    ["additionalProperties knows its neighbours", "S: {properties: {a: {}}, patternProperties: {^b: {}}, additionalProperties: false}", 'properties [{"name":"a","schema":"S/properties/a","access":"both"}] patternProperties [{"pattern":"^b","schema":"S/patternProperties/^b"}] additionalProperties "S/additionalProperties" ["a"] ["^b"]'],
    ["additionalProperties: true stays", "S: {additionalProperties: true}", 'additionalProperties "S/additionalProperties" [] []'],
    ["if without then and else stays", "S: {if: {type: string}}", 'if "S/if"'],
    ["then without if says nothing", "S: {then: false, else: false}", ""],
    ["dependentRequired", "S: {dependentRequired: {a: [b, b], c: []}}", 'dependentRequired [{"name":"a","requires":["b"]}]'],
    ["keywords of other drafts say nothing", "S: {dependencies: {a: [b]}, additionalItems: false, $recursiveRef: '#', nullable: true, divisibleBy: 3}", ""],
    ["values of the wrong kind say nothing", "S: {type: 3, enum: a, minimum: '1', required: a, properties: [], items: 7, allOf: {}, pattern: 5, maxLength: 1.5, multipleOf: true}", ""],
    ["names with slashes and tildes", "S: {properties: {a/b~c: {}}}", 'properties [{"name":"a/b~c","schema":"S/properties/a~1b~0c","access":"both"}]'],
    ["a property called $ref", "S: {properties: {$ref: {type: string}}}", 'properties [{"name":"$ref","schema":"S/properties/$ref","access":"both"}]'],
    ["a reference into a keyword that doesn't exist", "S: {$ref: '#/components/schemas/T/strange/0'}\nT: {strange: [{type: string}]}", '$ref "T/strange/0"'],
    ["a dynamic reference that can't move", "S: {$dynamicRef: '#/components/schemas/T'}\nT: {$dynamicAnchor: t}", '$dynamicRef "T"'],
    ["a dynamic reference that can", "S: {$dynamicRef: '#/components/schemas/T'}\nT: {$dynamicAnchor: t}\nU: {$id: 'https://e/u', $dynamicAnchor: t}", '$dynamicRef "T" "t"'],
  ])("%s", (_about, given, want) => expect(assertionsOf(given, "3.1")).toBe(want));

  it("exact numbers keep their digits", () => {
    const schema: JsonObject = { minimum: new ExactNumber("9223372036854775807"), const: new ExactNumber("0.30000000000000001"), enum: [new ExactNumber("0.30000000000000001"), 0.3] };
    const { schemas } = buildSchemas({ components: { schemas: { S: schema } } }, "3.1", [{ pointer: idOf("S"), place: { kind: "component", name: "S" } }]);
    expect(schemas[idOf("S")]?.assertions).toEqual([
      { keyword: "enum", values: ["0.30000000000000001", "0.3"] },
      { keyword: "const", value: "0.30000000000000001" },
      { keyword: "minimum", limit: "9223372036854775807" },
    ]);
  });
});

describe("assertions of 3.0", () => {
  it.each([
    ["nullable", "S: {type: string, nullable: true}", 'type ["string","null"]'],
    ["nullable without type says nothing", "S: {nullable: true, minLength: 1}", "minLength 1"],
    ["nullable leaves enum alone", "S: {type: string, nullable: true, enum: [a]}", 'type ["string","null"] enum ["\\"a\\""]'],
    ["siblings of $ref say nothing", "S: {$ref: '#/components/schemas/T', maxLength: 2}\nT: {}", '$ref "T"'],
    ["exclusive flags", "S: {minimum: 1, exclusiveMinimum: true, maximum: 2, exclusiveMaximum: false}", 'exclusiveMinimum "1" maximum "2"'],
    ["an exclusive flag without limit", "S: {exclusiveMinimum: true}", ""],
    ["keywords of 3.1 say nothing", "S: {const: 1, if: {}, patternProperties: {a: false}, propertyNames: false, prefixItems: [false], contains: false, unevaluatedProperties: false, $id: 'https://e/s'}", ""],
    ["what 3.0 has", "S: {type: object, additionalProperties: false, required: [a], properties: {a: {}}, minProperties: 1}", 'type ["object"] minProperties 1 required [{"name":"a","access":"both"}] properties [{"name":"a","schema":"S/properties/a","access":"both"}] additionalProperties "S/additionalProperties" ["a"] []'],
  ])("%s", (_about, given, want) => expect(assertionsOf(given, "3.0")).toBe(want));
});

describe("discriminators and dispatch", () => {
  const kinds = `
A: {type: object, required: [kind], properties: {kind: {const: a}}}
B: {type: object, required: [kind], properties: {kind: {enum: [b, c]}}}
N: {type: object, properties: {kind: {type: string}}}
O: {type: object, properties: {kind: {type: string}}}`;
  const refs = (...names: readonly string[]): string => names.map((name) => `{$ref: '#/components/schemas/${name}'}`).join(", ");
  it.each([
    ["mapping, then names", `S: {oneOf: [${refs("N", "O")}], discriminator: {propertyName: kind, mapping: {n: N}}}${kinds}`, 'discriminator "kind" [{"tag":"n","schema":"S/oneOf/0"},{"tag":"O","schema":"S/oneOf/1"}]'],
    ["constants in place of names that can't be", `S: {oneOf: [${refs("A", "B")}], discriminator: {propertyName: kind}}${kinds}`, 'discriminator "kind" [{"tag":"a","schema":"S/oneOf/0"},{"tag":"b","schema":"S/oneOf/1"},{"tag":"c","schema":"S/oneOf/1"}]'],
    ["default mapping", `S: {anyOf: [${refs("A", "N")}], discriminator: {propertyName: kind, defaultMapping: N}}${kinds}`, 'discriminator "kind" [{"tag":"a","schema":"S/anyOf/0"},{"tag":"N","schema":"S/anyOf/1"}] "N"'],
    ["null has no tag", `S: {oneOf: [${refs("A")}, {type: 'null'}], discriminator: {propertyName: kind}}${kinds}`, 'discriminator "kind" [{"tag":"a","schema":"S/oneOf/0"}] "S/oneOf/1"'],
    ["a branch that nothing chooses leaves the union", `S: {oneOf: [${refs("N")}, {type: object}], discriminator: {propertyName: kind}}${kinds}`, 'oneOf ["S/oneOf/0","S/oneOf/1"]'],
    ["without a union it asserts nothing", "S: {type: object, discriminator: {propertyName: kind}}", 'type ["object"]'],
    ["tags of nested unions", `S: {oneOf: [${refs("U", "N")}], discriminator: {propertyName: kind}}\nU: {oneOf: [${refs("A", "B")}]}${kinds}`, 'discriminator "kind" [{"tag":"a","schema":"S/oneOf/0"},{"tag":"b","schema":"S/oneOf/0"},{"tag":"c","schema":"S/oneOf/0"},{"tag":"N","schema":"S/oneOf/1"}]'],
    ["dispatch by type", "S: {anyOf: [{type: string}, {type: [integer, 'null']}]}", 'anyOf ["S/anyOf/0","S/anyOf/1"] {"by":"type","branches":[{"types":["string"],"schema":"S/anyOf/0"},{"types":["null","integer"],"schema":"S/anyOf/1"}]}'],
    ["integer is a number", "S: {anyOf: [{type: number}, {type: integer}]}", 'anyOf ["S/anyOf/0","S/anyOf/1"]'],
    ["1.5 is found among numbers", "S: {anyOf: [{const: 1.5}, {type: integer}]}", 'anyOf ["S/anyOf/0","S/anyOf/1"]'],
    ["dispatch by member", `S: {oneOf: [${refs("A", "B")}]}${kinds}`, 'oneOf ["S/oneOf/0","S/oneOf/1"] {"by":"member","member":"kind","branches":[{"values":["\\"a\\""],"schema":"S/oneOf/0"},{"values":["\\"b\\"","\\"c\\""],"schema":"S/oneOf/1"}]}'],
    ["no dispatch by a member that is not required", "S: {oneOf: [{type: object, properties: {k: {const: 1}}}, {type: object, properties: {k: {const: 2}}}]}", 'oneOf ["S/oneOf/0","S/oneOf/1"]'],
    ["no dispatch by a member that one direction lacks", "S: {oneOf: [{type: object, required: [k], properties: {k: {const: 1, readOnly: true}}}, {type: object, required: [k], properties: {k: {const: 2, readOnly: true}}}]}", 'oneOf ["S/oneOf/0","S/oneOf/1"]'],
    ["no dispatch where other types pass", "S: {oneOf: [{required: [k], properties: {k: {const: 1}}}, {required: [k], properties: {k: {const: 2}}}]}", 'oneOf ["S/oneOf/0","S/oneOf/1"]'],
  ])("%s", (_about, given, want) => expect(assertionsOf(given, "3.1")).toBe(want));
});

describe("faces", () => {
  const user = "S: {type: object, required: [id, name, secret], properties: {id: {type: integer, readOnly: true}, name: {type: string}, secret: {type: string, writeOnly: true}}}";
  const base = "B: {type: object, required: [id], properties: {id: {type: integer}, x: {type: string}}}";
  const behind = "\nD: {allOf: [{$ref: '#/components/schemas/B'}]}\nE: {allOf: [{$ref: '#/components/schemas/D'}, {required: [x]}]}";
  it.each<readonly [about: string, given: string, direction: Direction, value: string, valid: boolean]>([
    ["a request needs no readOnly member", user, "request", '{"name":"a","secret":"b"}', true],
    ["a request needs writeOnly members", user, "request", '{"name":"a"}', false],
    ["a response needs readOnly members", user, "response", '{"name":"a"}', false],
    ["a response needs no writeOnly member", user, "response", '{"name":"a","id":1}', true],
    ["behind a reference", "S: {type: object, required: [id], properties: {id: {$ref: '#/components/schemas/Id'}}}\nId: {type: integer, readOnly: true}", "request", "{}", true],
    ["in an inline allOf branch that requires it", "S: {properties: {id: {readOnly: true}}, allOf: [{required: [id]}]}", "request", "{}", true],
    ["in an inline branch of a branch", "S: {properties: {id: {readOnly: true}}, allOf: [{allOf: [{required: [id]}]}]}", "request", "{}", true],
    ["required beside a branch that marks it", "S: {required: [id], allOf: [{properties: {id: {readOnly: true}}}]}", "request", "{}", true],
    ["required beside a base that marks it", `S: {required: [id], allOf: [{$ref: '#/components/schemas/M'}]}\nM: {properties: {id: {readOnly: true}}}`, "request", "{}", true],
    ["required by a base that is open", `S: {allOf: [{$ref: '#/components/schemas/B'}, {properties: {id: {readOnly: true}}}]}\n${base}`, "request", "{}", true],
    ["and it is required in responses", `S: {allOf: [{$ref: '#/components/schemas/B'}, {properties: {id: {readOnly: true}}}]}\n${base}`, "response", "{}", false],
    ["and the rest of the base holds", `S: {allOf: [{$ref: '#/components/schemas/B'}, {properties: {id: {readOnly: true}}}]}\n${base}`, "request", '{"x":1}', false],
    ["required by the base of a base", `S: {allOf: [{$ref: '#/components/schemas/E'}, {properties: {id: {readOnly: true}}}]}\n${base}${behind}`, "request", '{"x":"a"}', true],
    ["and the middle of the chain holds", `S: {allOf: [{$ref: '#/components/schemas/E'}, {properties: {id: {readOnly: true}}}]}\n${base}${behind}`, "request", "{}", false],
    ["a reference with siblings that mark it", `S: {$ref: '#/components/schemas/B', properties: {id: {readOnly: true}}}\n${base}`, "request", "{}", true],
    ["the base itself stays as it is", `T: {allOf: [{$ref: '#/components/schemas/S'}, {properties: {id: {readOnly: true}}}]}\n${base.replace("B:", "S:")}`, "request", "{}", false],
  ])("%s", (_about, given, direction, value, valid) => {
    const { schemas, resources } = schemasOf(given);
    expect(isValid({ schemas, resources, direction }, idOf("S"), value)).toBe(valid);
  });

  it("directional schemas are those that reach a member of one direction", () => {
    const { schemas } = schemasOf("A: {type: object, properties: {b: {$ref: '#/components/schemas/B'}}}\nB: {type: array, items: {$ref: '#/components/schemas/C'}}\nC: {type: object, properties: {id: {type: integer, readOnly: true}, a: {$ref: '#/components/schemas/A'}}}\nD: {type: object, properties: {x: {type: string}}}");
    expect(Object.values(schemas).filter(({ directional, place }) => directional && place.kind === "component").map(({ id }) => id.slice(-1))).toEqual(["A", "B", "C"]);
  });
});

describe("places and words", () => {
  it("each schema knows where it stands", () => {
    const { schemas } = schemasOf("S: {properties: {a: {items: {type: string}}}, oneOf: [{not: {}}], $defs: {d: true}}");
    const steps = Object.values(schemas).map(({ id, place }) => `${id.slice(21)} ${place.kind === "nested" ? `${place.parent.slice(21)} ${JSON.stringify(place.step)}` : place.kind}`);
    expect(steps).toEqual([
      "S component",
      'S/properties/a S {"kind":"property","name":"a"}',
      'S/properties/a/items S/properties/a {"kind":"items"}',
      'S/oneOf/0 S {"kind":"branch","keyword":"oneOf","index":0}',
      'S/oneOf/0/not S/oneOf/0 {"kind":"not"}',
      'S/$defs/d S {"kind":"definition","name":"d"}',
    ]);
  });

  it("words, defaults and examples", () => {
    const { schemas } = schemasOf("S: {title: T, description: D, deprecated: true, default: 5, examples: [1, {a: 2}], externalDocs: {url: 'https://e', description: E}, x-mortise-name: Name, type: integer}");
    const { title, description, deprecated, default: fallback, examples, externalDocs, pinnedName } = schemas[idOf("S")] ?? schemaOf({ schemas, resources: {}, diagnostics: [] }, "S");
    expect({ title, description, deprecated, fallback, examples, externalDocs, pinnedName }).toEqual({
      title: "T", description: "D", deprecated: true, fallback: "5", examples: ["1", '{"a":2}'], externalDocs: { url: "https://e", description: "E" }, pinnedName: "Name",
    });
  });

  it("fields have the words that stand where they are declared", () => {
    const { schemas } = schemasOf("S: {type: object, properties: {a: {$ref: '#/components/schemas/A', description: here, deprecated: true}, b: {$ref: '#/components/schemas/A'}}}\nA: {type: string, description: there, default: x}");
    const { shape } = schemaOf({ schemas, resources: {}, diagnostics: [] }, "S");
    expect(shape.kind === "object" && shape.fields.map(({ name, description, deprecated, default: fallback }) => [name, description, deprecated, fallback])).toEqual([
      ["a", "here", true, '"x"'],
      ["b", undefined, false, '"x"'],
    ]);
  });

  it("resources and dynamic anchors", () => {
    const { resources, schemas } = schemasOf("S: {$id: 'https://e/s', $defs: {d: {$dynamicAnchor: x}, e: {$id: 'https://e/e', items: {$dynamicAnchor: x}}}}\nT: {$dynamicAnchor: x}");
    expect(JSON.parse(JSON.stringify(resources))).toEqual({
      "": { id: "", dynamicAnchors: { x: "#/components/schemas/T" } },
      "#/components/schemas/S": { id: "#/components/schemas/S", dynamicAnchors: { x: "#/components/schemas/S/$defs/d" } },
      "#/components/schemas/S/$defs/e": { id: "#/components/schemas/S/$defs/e", dynamicAnchors: { x: "#/components/schemas/S/$defs/e/items" } },
    });
    expect(schemas["#/components/schemas/S/$defs/e/items"]?.resource).toBe("#/components/schemas/S/$defs/e");
  });
});
