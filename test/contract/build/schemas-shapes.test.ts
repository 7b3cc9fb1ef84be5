import { describe, expect, it } from "vitest";
import type { SpecificationVersion } from "../../../generators/contract/source.js";
import { schemaOf, schemasOf, writeShape } from "./schemas-given.js";

/** What is given: the schema `S` (and others) as YAML. What is wanted: its shape as `writeShape` writes it, with `!` before it where it is not exact. */
type Row = readonly [about: string, given: string, want: string];

function check(rows: readonly Row[], version: SpecificationVersion): void {
  it.each(rows)("%s", (_about, given, want) => {
    const built = schemasOf(given, version);
    const { shape, exact } = schemaOf(built, "S");
    expect(`${exact ? "" : "!"}${writeShape(built, shape)}`).toBe(want);
  });
}

describe("scalars", () => {
  check([
    ["true", "S: true", "any"],
    ["false", "S: false", "never"],
    ["nothing", "S: {}", "any"],
    ["only words", "S: {title: T, description: D}", "any"],
    ["not of anything", "S: {not: {}}", "!never"],
    ["not of nothing", "S: {not: false}", "!any"],
    ["string", "S: {type: string}", "string"],
    ["string with limits and pattern", "S: {type: string, minLength: 1, maxLength: 5, pattern: '^a'}", "string"],
    ["format that is known", "S: {type: string, format: uuid}", "string<uuid>"],
    ["format that is unknown", "S: {type: string, format: phone}", "string<phone>"],
    ["content keywords", "S: {type: string, contentEncoding: base64, contentMediaType: image/png}", "string<base64 image/png>"],
    ["bytes by media type", "S: {type: string, contentMediaType: application/octet-stream}", "!binary"],
    ["bytes by format", "S: {type: string, format: binary}", "!binary"],
    ["text by media type", "S: {type: string, contentMediaType: text/html}", "string<text/html>"],
    ["integer", "S: {type: integer, format: int64}", "integer<int64>"],
    ["integer with limits", "S: {type: integer, minimum: 1, maximum: 10}", "integer<1..10>"],
    ["integer with exclusive limits", "S: {type: integer, exclusiveMinimum: 1, exclusiveMaximum: 10}", "integer<2..9>"],
    ["integer with broken limits", "S: {type: integer, minimum: 0.5, maximum: 9.5}", "integer<1..9>"],
    ["integer with negative broken limits", "S: {type: integer, minimum: -1.5, exclusiveMaximum: -0.5}", "integer<-1..-1>"],
    ["integer limits beyond double", "S: {type: integer, minimum: 0, maximum: 9007199254740992}", "integer<0..9007199254740992>"],
    ["number", "S: {type: number, format: double, minimum: 0}", "number<double>"],
    ["boolean", "S: {type: boolean}", "boolean"],
    ["null", "S: {type: 'null'}", "null"],
    ["type and null", "S: {type: [string, 'null'], format: date}", "string<date> | null"],
    ["several types", "S: {type: [string, integer]}", "integer | string"],
    ["several types with a format for one", "S: {type: [string, integer], format: int64}", "integer<int64> | string"],
    ["several types with a format for the other", "S: {type: [string, integer], format: date-time}", "integer | string<date-time>"],
    ["integer and number are number", "S: {type: [integer, number]}", "number"],
    ["all types", "S: {type: [string, number, boolean, object, array, 'null']}", "!any"],
    ["all types but null", "S: {type: [string, number, boolean, object, array]}", "!any"],
    ["no type but text keywords", "S: {minLength: 3, pattern: a}", "!any"],
    ["a type that doesn't exist", "S: {type: strnig}", "any"],
  ], "3.1");
});

describe("constants", () => {
  check([
    ["enum", "S: {type: string, enum: [a, b]}", '"a" | "b"'],
    ["enum without type", "S: {enum: [a, 1, true]}", '"a" | 1 | true'],
    ["enum with null", "S: {type: [string, 'null'], enum: [a, null]}", '"a" | null'],
    ["enum with null outside of the type", "S: {type: string, enum: [a, null]}", '"a"'],
    ["enum of numbers keeps them", "S: {enum: [1, 1.50, 2e3]}", "1 | 1.5 | 2000"],
    ["enum with one value twice", "S: {enum: [1, 1.0, 2]}", "1 | 2"],
    ["enum of true", "S: {type: boolean, enum: [true]}", "true"],
    ["enum of both flags", "S: {type: boolean, enum: [true, false]}", "boolean"],
    ["enum of null", "S: {enum: [null]}", "null"],
    ["enum of objects", "S: {enum: [{a: 1}, []]}", '{"a":1} | []'],
    ["const", "S: {const: x}", '"x"'],
    ["const of null", "S: {const: null}", "null"],
    ["names of values", "S: {type: integer, enum: [0, 1], x-enum-varnames: [OFF, ON]}", "OFF=0 | ON=1"],
    ["one of constants with titles", "S: {oneOf: [{const: 1, title: ONE}, {const: 2, title: TWO}]}", "ONE=1 | TWO=2"],
    ["any of constants with a type", "S: {type: string, anyOf: [{const: a, title: A}, {enum: [b, c]}]}", 'A="a" | "b" | "c"'],
    ["one of constants or null", "S: {oneOf: [{const: a}, {type: 'null'}]}", '"a" | null'],
    ["one of constants with a value twice", "S: {oneOf: [{const: a}, {enum: [a, b]}]}", '!"a" | ("a" | "b")'],
    ["open enum", "S: {anyOf: [{type: string}, {type: string, enum: [a, b]}]}", '!string | ("a" | "b")'],
    ["constants that the type rules out are shown all the same", "S: {type: string, enum: [1]}", "!1"],
    ["no constants at all: what else is said shows", "S: {type: string, format: date, enum: []}", "!string<date>"],
    ["no constants at all beside a base that has some", "S: {type: string, enum: [], allOf: [{$ref: '#/components/schemas/T'}]}\nT: {enum: [a, b]}", '!"a" | "b"'],
    ["a constant that the enum doesn't list", "S: {enum: [a, b], const: c}", '!"c"'],
    ["hostile constants", "S: {enum: ['\"; drop', __proto__]}", '"\\"; drop" | "__proto__"'],
  ], "3.1");
});

describe("arrays", () => {
  check([
    ["array of anything", "S: {type: array}", "any[]"],
    ["array of a component", "S: {type: array, items: {$ref: '#/components/schemas/A'}}\nA: {type: string}", "A[]"],
    ["array of inline objects", "S: {type: array, items: {type: object, properties: {a: {type: string}}}}", "{a?: string}[]"],
    ["array of nullable", "S: {type: array, items: {type: [string, 'null']}, minItems: 1, uniqueItems: true}", "(string | null)[]"],
    ["array of arrays", "S: {type: array, items: {type: array, items: {type: number}}}", "number[][]"],
    ["items without type", "S: {items: {type: string}}", "!string[]"],
    ["no items allowed", "S: {type: array, items: false}", "never[]"],
    ["tuple", "S: {type: array, prefixItems: [{type: string}, {type: integer}], items: false, minItems: 2}", "[string, integer]"],
    ["tuple with optional end", "S: {type: array, prefixItems: [{type: string}, {type: integer}], items: false, minItems: 1}", "[string, integer?]"],
    ["tuple with rest", "S: {type: array, prefixItems: [{type: string}], items: {type: number}}", "[string?, ...number]"],
    ["tuple that says nothing of the rest", "S: {type: array, prefixItems: [{type: string}], minItems: 1}", "[string, ...any]"],
    ["tuple cut by maxItems", "S: {type: array, prefixItems: [{type: string}, {type: integer}], maxItems: 1}", "[string?]"],
    ["tuple closed by unevaluatedItems", "S: {type: array, prefixItems: [{type: string}], minItems: 1, unevaluatedItems: false}", "![string]"],
    ["contains is no type", "S: {type: array, items: {type: string}, contains: {const: a}}", "!string[]"],
    ["arrays together", "S: {allOf: [{type: array, items: {type: string}}, {type: array, items: {enum: [a]}}]}", '!"a"[]'],
  ], "3.1");
});

describe("objects", () => {
  check([
    ["object of anything", "S: {type: object}", "map<any>"],
    ["members", "S: {type: object, required: [a], properties: {a: {type: string}, b: {type: integer}}}", "{a: string; b?: integer}"],
    ["members without type", "S: {properties: {a: {type: string}}}", "!{a?: string}"],
    ["only required", "S: {required: [a]}", "!{a: any}"],
    ["required but not declared", "S: {type: object, properties: {a: {}}, required: [a, b]}", "{a: any; b: any}"],
    ["closed", "S: {type: object, properties: {a: {type: string}}, additionalProperties: false}", "{|a?: string|}"],
    ["closed and empty", "S: {type: object, additionalProperties: false}", "{||}"],
    ["closed by unevaluatedProperties", "S: {type: object, properties: {a: {}}, unevaluatedProperties: false}", "!{|a?: any|}"],
    ["closed by not of anything", "S: {type: object, properties: {a: {}}, additionalProperties: {not: {}}}", "{|a?: any|}"],
    ["open by word", "S: {type: object, properties: {a: {}}, additionalProperties: true}", "{a?: any; ...any}"],
    ["open by empty schema", "S: {type: object, properties: {a: {}}, additionalProperties: {}}", "{a?: any; ...any}"],
    ["others of a type", "S: {type: object, properties: {a: {}}, additionalProperties: {type: string}}", "{a?: any; ...string}"],
    ["map", "S: {type: object, additionalProperties: {type: integer}}", "map<integer>"],
    ["map of maps", "S: {type: object, additionalProperties: {type: object, additionalProperties: {$ref: '#/components/schemas/S'}}}", "map<map<S>>"],
    ["map without type", "S: {additionalProperties: {type: integer}}", "!map<integer>"],
    ["map by patterns", "S: {type: object, patternProperties: {'^x-': {type: string}}, additionalProperties: false}", "!map<string>"],
    ["map by several patterns", "S: {type: object, patternProperties: {'^x-': {type: string}, '^y-': {type: integer}}}", "!map<string | integer>"],
    ["members and patterns", "S: {type: object, properties: {a: {}}, patternProperties: {'^x-': {type: string}}, additionalProperties: false}", "!{|a?: any; ...string|}"],
    ["names are no type", "S: {type: object, propertyNames: {pattern: '^a'}}", "!map<any>"],
    ["limits of count", "S: {type: object, minProperties: 1, maxProperties: 3}", "map<any>"],
    ["readOnly and writeOnly", "S: {type: object, properties: {id: {type: string, readOnly: true}, pw: {type: string, writeOnly: true}}, required: [id, pw]}", "{readOnly id: string; writeOnly pw: string}"],
    ["readOnly behind a reference", "S: {type: object, properties: {id: {$ref: '#/components/schemas/Id'}}}\nId: {type: string, readOnly: true}", "{readOnly id?: Id}"],
    ["readOnly in an allOf", "S: {type: object, properties: {id: {allOf: [{$ref: '#/components/schemas/Id'}], readOnly: true}}}\nId: {type: string}", "{readOnly id?: Id}"],
    ["a forbidden member", "S: {type: object, properties: {a: false, b: {type: string}}}", "{a?: never; b?: string}"],
    ["prototype names", "S: {type: object, required: [constructor], properties: {__proto__: {type: string}, toString: {type: integer}}}", "{__proto__?: string; toString?: integer; constructor: any}"],
    ["itself", "S: {type: object, properties: {next: {$ref: '#/components/schemas/S'}}}", "{next?: S}"],
    ["object or null", "S: {type: [object, 'null'], properties: {a: {type: string}}}", "{a?: string} | null"],
    ["object or array", "S: {type: [object, array], properties: {a: {type: string}}, items: {type: string}}", "string[] | {a?: string}"],
    ["members that a condition names", "S: {type: object, properties: {kind: {}}, if: {properties: {kind: {const: a}}}, then: {properties: {x: {type: string}}, required: [x]}}", "!{kind?: any; x?: any}"],
    ["members that depend on others", "S: {type: object, properties: {a: {type: string}}, dependentSchemas: {a: {properties: {b: {type: string}}}}}", "!{a?: string; b?: any}"],
  ], "3.1");
});

const BASE = "\nA: {type: object, required: [a], properties: {a: {type: string}}}\nB: {type: object, properties: {b: {type: integer}}}";
const refs = (...names: readonly string[]): string => names.map((name) => `{$ref: '#/components/schemas/${name}'}`).join(", ");

describe("references and allOf", () => {
  check([
    ["reference", `S: ${refs("A")}${BASE}`, "A"],
    ["reference with words", `S: {$ref: '#/components/schemas/A', description: D}${BASE}`, "A"],
    ["reference with a limit", "S: {$ref: '#/components/schemas/T', minLength: 3}\nT: {type: string}", "!T"],
    ["reference with more members", `S: {$ref: '#/components/schemas/A', properties: {c: {type: string}}}${BASE}`, "{c?: string; a: string}"],
    ["reference that leads nowhere", "S: {$ref: '#/components/schemas/X'}", "any"],
    ["reference to itself", "S: {$ref: '#/components/schemas/S'}", "any"],
    ["allOf of one", `S: {allOf: [${refs("A")}]}${BASE}`, "A"],
    ["allOf of one with words", `S: {allOf: [${refs("A")}], description: D, example: {}}${BASE}`, "A"],
    ["allOf of one with its type again", `S: {type: object, allOf: [${refs("A")}]}${BASE}`, "!A"],
    ["allOf of two", `S: {allOf: [${refs("A", "B")}]}${BASE}`, "{a: string; b?: integer}"],
    ["allOf of one and more", `S: {allOf: [${refs("A")}, {type: object, required: [c], properties: {c: {type: boolean}}}]}${BASE}`, "{a: string; c: boolean}"],
    ["allOf and members beside it", `S: {type: object, properties: {c: {type: boolean}}, allOf: [${refs("A")}]}${BASE}`, "{c?: boolean; a: string}"],
    ["allOf that requires a member of the base", `S: {allOf: [${refs("B")}, {required: [b]}]}${BASE}`, "{b: integer}"],
    ["allOf that requires what is required", `S: {allOf: [${refs("A")}, {required: [a]}]}${BASE}`, "!A"],
    ["allOf of one and words", `S: {allOf: [${refs("A")}, {description: D}, {example: {}}]}${BASE}`, "A"],
    ["allOf of words", "S: {allOf: [{}, {description: D}]}", "any"],
    ["allOf of a chain", `S: {allOf: [${refs("C")}, {properties: {s: {}}}]}\nC: {allOf: [${refs("A")}, {properties: {c: {}}}]}${BASE}`, "{a: string; c?: any; s?: any}"],
    ["allOf that narrows a member", `S: {allOf: [${refs("A")}, {properties: {a: {enum: [x, y]}}}]}${BASE}`, '!{a: "x" | "y"}'],
    ["allOf that says a member again", `S: {allOf: [${refs("A")}, {properties: {a: {type: string, description: D}}}]}${BASE}`, "!{a: string}"],
    ["allOf that gives a member a format", `S: {allOf: [${refs("A")}, {properties: {a: {type: string, format: uuid}}}]}${BASE}`, "!{a: string<uuid>}"],
    ["allOf of scalars", "S: {allOf: [{type: [string, integer]}, {type: [integer, boolean], minimum: 3}]}", "!integer<3..>"],
    ["allOf of a number and an integer", "S: {allOf: [{type: number}, {type: integer}]}", "!integer"],
    ["allOf of enums", "S: {allOf: [{enum: [a, b, c]}, {enum: [b, c, d]}]}", '!"b" | "c"'],
    ["allOf of nullables", "S: {allOf: [{type: [string, 'null']}, {type: [string, 'null']}]}", "!string | null"],
    ["allOf of a nullable and a type", "S: {allOf: [{type: [string, 'null']}, {type: string}]}", "!string"],
    ["allOf of what excludes each other", "S: {allOf: [{type: string}, {type: object}]}", "!never"],
    ["constants beside a type that they are not of: the constants", "S: {type: array, enum: [a, b]}", '!"a" | "b"'],
    ["a required member that a closed schema doesn't name: both", "S: {type: object, required: [a], properties: {b: {type: string}}, additionalProperties: false}", "!{|b?: string; a: any|}"],
    ["the same as a branch of a union is none", "S: {oneOf: [{type: string}, {type: integer, enum: [x]}]}", "!string"],
    ["allOf of an open and a closed object", `S: {allOf: [${refs("B")}, {properties: {c: {}}, additionalProperties: false}]}${BASE}`, "!{|c?: any|}"],
    ["closed beside allOf", `S: {allOf: [${refs("B")}], properties: {c: {}}, unevaluatedProperties: false}${BASE}`, "!{|c?: any; b?: integer|}"],
    ["a map and members", "S: {allOf: [{type: object, additionalProperties: {type: integer}}, {properties: {a: {type: integer}}}]}", "!{a?: integer; ...integer}"],
    ["recursive narrowing ends", "S: {allOf: [{$ref: '#/components/schemas/N'}, {properties: {next: {$ref: '#/components/schemas/S'}}}]}\nN: {type: object, properties: {next: {$ref: '#/components/schemas/N'}}}", "!{next?: S}"],
    ["a text without type with an object guess", "S: {allOf: [{type: string}, {properties: {a: {}}}]}", "!string"],
    ["dynamic reference to any", "S: {$id: 'https://e/s', $ref: '#/components/schemas/G', $defs: {t: {$dynamicAnchor: T, type: string}}}\nG: {$id: 'https://e/g', type: array, items: {$dynamicRef: '#/components/schemas/G/$defs/t'}, $defs: {t: {$dynamicAnchor: T}}}", "!G"],
    ["dynamic reference to types that differ", "S: {$id: 'https://e/g', type: array, items: {$dynamicRef: '#/components/schemas/S/$defs/t'}, $defs: {t: {$dynamicAnchor: T, type: string}}}\nR: {$id: 'https://e/r', $ref: '#/components/schemas/S', $defs: {t: {$dynamicAnchor: T, type: integer}}}", "!any[]"],
    ["dynamic reference of a tree", "S: {$id: 'https://e/s', $dynamicAnchor: node, type: object, properties: {below: {type: array, items: {$dynamicRef: '#/components/schemas/S'}}}}\nStrict: {$id: 'https://e/t', $dynamicAnchor: node, $ref: '#/components/schemas/S', unevaluatedProperties: false}", "!{below?: S[]}"],
  ], "3.1");
});

const KINDS = `
A: {type: object, required: [kind], properties: {kind: {const: a}, x: {type: string}}}
B: {type: object, required: [kind], properties: {kind: {const: b}, y: {type: string}}}
C: {type: object, properties: {kind: {type: string}, z: {type: string}}}`;

describe("unions", () => {
  check([
    ["anyOf of types", "S: {anyOf: [{type: string}, {type: integer}]}", "string | integer"],
    ["anyOf of a type and null", "S: {anyOf: [{type: string}, {type: 'null'}]}", "string | null"],
    ["anyOf of a component and null", `S: {anyOf: [${refs("A")}, {type: 'null'}]}${BASE}`, "A | null"],
    ["oneOf of one", `S: {oneOf: [${refs("A")}]}${BASE}`, "!A"],
    ["oneOf of two objects", `S: {oneOf: [${refs("A", "B")}]}${BASE}`, "!A | B"],
    ["oneOf by constants", `S: {oneOf: [${refs("A", "B")}]}${KINDS}`, 'kind => ("a": A | "b": B)'],
    ["anyOf with the same twice", `S: {anyOf: [${refs("A", "A")}]}${BASE}`, "!A"],
    ["anyOf with anything", "S: {anyOf: [{type: string}, {}]}", "!any"],
    ["anyOf with nothing", "S: {anyOf: [{type: string}, false]}", "!string"],
    ["discriminator with mapping", `S: {oneOf: [${refs("A", "B")}], discriminator: {propertyName: kind, mapping: {a: '#/components/schemas/A', b: B}}}${KINDS}`, 'kind => ("a": A | "b": B)'],
    ["discriminator by constants", `S: {oneOf: [${refs("A", "B")}], discriminator: {propertyName: kind}}${KINDS}`, 'kind => ("a": A | "b": B)'],
    ["discriminator by names", `S: {oneOf: [${refs("C", "D")}], discriminator: {propertyName: kind}}${KINDS}\nD: {type: object, properties: {kind: {type: string}}}`, 'kind => ("C": C | "D": D)'],
    ["discriminator with two tags for one", `S: {oneOf: [${refs("A", "C")}], discriminator: {propertyName: kind, mapping: {c: C, d: C}}}${KINDS}`, 'kind => ("a": A | "c","d": C)'],
    ["discriminator with a type beside", `S: {type: object, oneOf: [${refs("A", "B")}], discriminator: {propertyName: kind}}${KINDS}`, 'kind => ("a": A | "b": B)'],
    ["discriminator over inline branches", "S: {oneOf: [{type: object, properties: {t: {enum: [a]}}}, {type: object, properties: {t: {enum: [b, c]}}}], discriminator: {propertyName: t}}", 't => ("a": {t?: "a"} | "b","c": {t?: "b" | "c"})'],
    ["discriminator or null", `S: {oneOf: [${refs("A", "B")}, {type: 'null'}], discriminator: {propertyName: kind}}${KINDS}`, '(kind => ("a": A | "b": B)) | null'],
    ["union with members beside it", `S: {type: object, required: [id], properties: {id: {type: string}}, oneOf: [${refs("A", "B")}]}${KINDS}`, '!kind => ("a": {id: string; kind: "a"; x?: string} | "b": {id: string; kind: "b"; y?: string})'],
    ["union in allOf", `S: {allOf: [{properties: {id: {type: string}}}, {oneOf: [${refs("A", "B")}]}]}${KINDS}`, '!kind => ("a": {id?: string; kind: "a"; x?: string} | "b": {id?: string; kind: "b"; y?: string})'],
    ["union of what is required", "S: {type: object, properties: {a: {type: string}, b: {type: string}}, anyOf: [{required: [a]}, {required: [b]}]}", "!{a?: string; b?: string}"],
    ["union with the type beside it", `S: {type: object, anyOf: [${refs("A", "B")}]}${BASE}`, "!A | B"],
    ["a type that leaves some branches", "S: {type: [string, 'null'], anyOf: [{type: string, format: date}, {type: integer}, {type: 'null'}]}", "!string<date> | null"],
    ["unions together", `S: {allOf: [{oneOf: [${refs("A", "B")}]}, {anyOf: [{properties: {m: {}}}, {properties: {n: {}}}]}]}${KINDS}`, '!{kind: "a"; x?: string; m?: any} | {kind: "a"; x?: string; n?: any} | {kind: "b"; y?: string; m?: any} | {kind: "b"; y?: string; n?: any}'],
    ["a union of unions", `S: {anyOf: [{anyOf: [{type: string}, {type: integer}]}, {type: boolean}]}`, "(string | integer) | boolean"],
    ["a union in a nullable union", `S: {anyOf: [{oneOf: [${refs("A", "B")}]}, {type: 'null'}]}${KINDS}`, '(kind => ("a": A | "b": B)) | null'],
    ["more branches than anyone writes out", `S: {type: object, properties: {id: {}}, allOf: [${Array.from({ length: 4 }, (_, group) => `{anyOf: [${Array.from({ length: 4 }, (_, index) => `{properties: {m${group}${index}: {}}}`).join()}]}`).join()}]}`, "!{id?: any}"],
    ["base with subtypes", `S: {type: object, required: [kind], properties: {kind: {type: string}}, discriminator: {propertyName: kind, mapping: {cat: '#/components/schemas/Cat'}}}\nCat: {allOf: [${refs("S")}, {properties: {c: {}}}]}\nDog: {allOf: [${refs("S")}, {properties: {d: {}}}]}\nPug: {allOf: [${refs("Dog")}]}`, '{kind: string} <- kind => ("cat": Cat | "Dog": Dog | "Pug": Pug)'],
    ["base whose union extends it", `S: {type: object, required: [kind], properties: {kind: {type: string}}, oneOf: [${refs("Cat")}], discriminator: {propertyName: kind}}\nCat: {allOf: [${refs("S")}, {type: object, properties: {c: {}}}]}`, '{kind: string} <- kind => ("Cat": Cat)'],
  ], "3.1");
});

describe("OpenAPI 3.0", () => {
  check([
    ["nullable", "S: {type: string, nullable: true}", "string | null"],
    ["nullable false", "S: {type: string, nullable: false}", "string"],
    ["nullable object", "S: {type: object, nullable: true, properties: {a: {type: string}}}", "{a?: string} | null"],
    ["nullable enum that lists null", "S: {type: string, nullable: true, enum: [a, null]}", '"a" | null'],
    ["nullable enum that doesn't, but surely means it", "S: {type: string, nullable: true, enum: [a]}", '!"a" | null'],
    ["nullable allOf, surely meant", `S: {nullable: true, allOf: [${refs("A")}]}${BASE}`, "!A | null"],
    ["nullable anyOf, surely meant", `S: {nullable: true, anyOf: [${refs("A", "B")}]}${BASE}`, "!(A | B) | null"],
    ["nullable without anything", "S: {nullable: true}", "any"],
    ["siblings of a reference are ignored", `S: {$ref: '#/components/schemas/A', nullable: true, properties: {z: {}}}${BASE}`, "A"],
    ["keywords of later versions are ignored", "S: {type: string, const: a, contentEncoding: base64, if: {}}", "string"],
    ["patternProperties are ignored", "S: {type: object, patternProperties: {a: {type: string}}}", "map<any>"],
    ["exclusive flags", "S: {type: integer, minimum: 1, exclusiveMinimum: true, maximum: 5, exclusiveMaximum: false}", "integer<2..5>"],
    ["bytes", "S: {type: string, format: binary}", "!binary"],
    ["base64", "S: {type: string, format: byte}", "string<byte>"],
    ["discriminator", `S: {oneOf: [${refs("A", "B")}], discriminator: {propertyName: kind, mapping: {a: '#/components/schemas/A', b: '#/components/schemas/B'}}}${BASE}`, 'kind => ("a": A | "b": B)'],
  ], "3.0");
});

describe("shapes of real contracts", () => {
  check([
    ["stripe: expandable field", "S: {anyOf: [{maxLength: 5000, type: string}, {$ref: '#/components/schemas/A'}], nullable: true}\nA: {type: object, properties: {id: {type: string}}}", "!(string | A) | null"],
    ["stripe: empty string or a value", "S: {anyOf: [{type: string}, {enum: [''], type: string}]}", '!string | ""'],
    ["github: a nullable component by anyOf", "S: {anyOf: [{type: 'null'}, {$ref: '#/components/schemas/A'}]}\nA: {type: object, nullable: true, properties: {id: {type: integer}}}", "!A | null"],
    ["qdrant: a nullable reference by anyOf", "S: {anyOf: [{$ref: '#/components/schemas/A'}, {nullable: true}]}\nA: {type: object, properties: {id: {type: integer}}}", "!any"],
    ["box: description beside allOf", "S: {allOf: [{$ref: '#/components/schemas/A'}, {description: D}, {nullable: true}]}\nA: {type: object, properties: {id: {type: integer}}}", "A"],
  ], "3.0");
  check([
    ["pydantic: optional", "S: {anyOf: [{type: string, format: date-time}, {type: 'null'}], title: At, default: null}", "string<date-time> | null"],
    ["fastapi: validation location", "S: {type: array, items: {anyOf: [{type: string}, {type: integer}]}}", "(string | integer)[]"],
    ["zod: record", "S: {type: object, propertyNames: {type: string}, additionalProperties: {}}", "!map<any>"],
    ["discord: enum by titles", "S: {type: integer, oneOf: [{title: CHAT, description: Chat, const: 1}, {title: USER, const: 2}], format: int32}", "CHAT=1 | USER=2"],
    ["discord: nullable by oneOf", "S: {oneOf: [{type: 'null'}, {$ref: '#/components/schemas/A'}]}\nA: {type: object, properties: {}}", "A | null"],
  ], "3.1");
});
