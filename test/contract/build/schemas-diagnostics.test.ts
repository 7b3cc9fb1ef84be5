import { describe, expect, it } from "vitest";
import { schemasOf, tellOf } from "./schemas-given.js";

/** Given schemas, wanted diagnostics: `severity code pointer: message`. Nothing more may be said. */
type Row = readonly [about: string, given: string, ...want: string[]];

function check(rows: readonly Row[], version: "3.0" | "3.1" = "3.1"): void {
  it.each(rows.map(([about, given, ...want]) => ({ about, given, want })))("$about", ({ given, want }) => {
    expect(tellOf(schemasOf(given, version))).toEqual(want);
  });
}

const nothing = "nothing can satisfy this schema:";
const CLOSED = "\nA: {type: object, required: [a], properties: {a: {}}}\nB: {type: object, properties: {b: {}}, additionalProperties: false}";

describe("contradictions", () => {
  check([
    ["types in allOf", "S: {allOf: [{type: string}, {type: object}]}", `warning schema-contradiction S: ${nothing} nothing is both a string and an object`],
    ["type against a base", "S: {type: string, allOf: [{$ref: '#/components/schemas/T'}]}\nT: {type: integer}", `warning schema-contradiction S: ${nothing} nothing is both a string and an integer`],
    ["type beside a reference", "S: {$ref: '#/components/schemas/T', type: array}\nT: {type: [integer, 'null']}", `warning schema-contradiction S: ${nothing} nothing is both an array and null or an integer`],
    ["type against a union", "S: {type: string, oneOf: [{type: integer}, {type: boolean}]}", `warning schema-contradiction S: ${nothing} nothing is both a string and a boolean or an integer`],
    ["constants outside of the type", "S: {type: string, enum: [1, 2]}", `warning schema-contradiction S: ${nothing} none of its constants is a string`],
    ["a constant outside of the enum", "S: {enum: [a, b], const: c}", `warning schema-contradiction S: ${nothing} its 'enum' does not list its 'const'`],
    ["an empty enum", "S: {enum: []}", `warning schema-contradiction S: ${nothing} its 'enum' lists no value`],
    ["an empty enum of a base", "S: {type: string, enum: [], allOf: [{$ref: '#/components/schemas/T'}]}\nT: {enum: [a]}", `warning schema-contradiction S: ${nothing} its 'enum' lists no value`],
    ["enums in allOf", "S: {allOf: [{enum: [a]}, {enum: [b]}]}", `warning schema-contradiction S: ${nothing} the lists of values that it must be in have none in common`],
    ["limits of numbers", "S: {type: integer, minimum: 5, maximum: 3}", `warning schema-contradiction S: ${nothing} its lower limit 5 is above its upper limit 3`],
    ["limits of numbers that touch", "S: {type: number, minimum: 5, exclusiveMaximum: 5}", `warning schema-contradiction S: ${nothing} its lower limit 5 is above its upper limit 5 (exclusive)`],
    ["limits with no integer between", "S: {type: integer, minimum: 1.2, maximum: 1.8}", `warning schema-contradiction S: ${nothing} there is no integer from 1.2 to 1.8`],
    ["limits across allOf", "S: {allOf: [{type: number, minimum: 5}, {maximum: 3}]}", `warning schema-contradiction S: ${nothing} its lower limit 5 is above its upper limit 3`],
    ["limits of length", "S: {type: string, minLength: 5, maxLength: 3}", `warning schema-contradiction S: ${nothing} 'minLength' 5 is above 'maxLength' 3`],
    ["limits of items", "S: {type: array, minItems: 5, maxItems: 3}", `warning schema-contradiction S: ${nothing} 'minItems' 5 is above 'maxItems' 3`],
    ["limits of members", "S: {type: object, minProperties: 5, maxProperties: 3}", `warning schema-contradiction S: ${nothing} 'minProperties' 5 is above 'maxProperties' 3`],
    ["more required than allowed", "S: {type: object, required: [a, b], maxProperties: 1}", `warning schema-contradiction S: ${nothing} it requires 2 members, but 'maxProperties' is 1`],
    ["more items than a tuple has", "S: {type: array, prefixItems: [{}], items: false, minItems: 2}", `warning schema-contradiction S: ${nothing} 'minItems' is 2, but 'items: false' allows only 1`],
    ["a required member that can't be", "S: {type: object, required: [a], properties: {a: false}}", `warning schema-contradiction S: ${nothing} the member 'a' is required, but nothing is valid for it`],
    ["a required member of not anything", "S: {type: object, required: [a], properties: {a: {not: {}}}}", `warning schema-contradiction S: ${nothing} the member 'a' is required, but nothing is valid for it`],
    ["a required member that is closed out", "S: {type: object, required: [x], properties: {a: {}}, additionalProperties: false}", `warning schema-contradiction S: ${nothing} the member 'x' is required, but 'additionalProperties: false' allows only 'a'`],
    ["a required member of the base that a sibling closes out", `S: {allOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}]}${CLOSED}`, `warning schema-contradiction S: ${nothing} the member 'a' is required, but 'additionalProperties: false' allows only 'b'`],
    ["closed beside allOf", `S: {type: object, allOf: [{$ref: '#/components/schemas/A'}], additionalProperties: false}${CLOSED}`, `warning schema-contradiction S: ${nothing} the member 'a' is required, but 'additionalProperties: false' allows no member at all`],
    ["a required member that two bases see differently", "S: {allOf: [{type: object, required: [a], properties: {a: {type: string}}}, {properties: {a: {type: integer}}}]}", `warning schema-contradiction S: ${nothing} the member 'a' is required, but nothing is both a string and an integer`],
    ["an optional member that two bases see differently", "S: {allOf: [{type: object, properties: {a: {type: string}}}, {properties: {a: {type: integer}}}]}", "warning schema-contradiction S: the member 'a' can never be there: nothing is both a string and an integer"],
    ["itself, required", "S: {type: object, required: [s], properties: {s: {$ref: '#/components/schemas/S'}}}", `warning schema-contradiction S: ${nothing} a value would have to contain another one without end (the member 's' is required)`],
    ["each other, required", "S: {type: object, required: [t], properties: {t: {$ref: '#/components/schemas/T'}}}\nT: {type: object, required: [s], properties: {s: {$ref: '#/components/schemas/S'}}}", `warning schema-contradiction S: ${nothing} a value would have to contain another one without end (the member 't' is required)`],
    ["itself in a list that can't be empty", "S: {type: array, minItems: 1, items: {$ref: '#/components/schemas/S'}}", `warning schema-contradiction S: ${nothing} a value would have to contain another one without end (an item is required)`],
    ["only where it arises", "S: {type: object, required: [t], properties: {t: {$ref: '#/components/schemas/T'}}}\nT: {type: string, enum: [1]}\nU: {allOf: [{$ref: '#/components/schemas/T'}]}", `warning schema-contradiction T: ${nothing} none of its constants is a string`],
    ["in an optional member", "S: {type: object, properties: {a: {type: string, enum: [1]}}}", `warning schema-contradiction S/properties/a: ${nothing} none of its constants is a string`],
    ["in a required member", "S: {type: object, required: [a], properties: {a: {type: string, enum: [1]}}}", `warning schema-contradiction S/properties/a: ${nothing} none of its constants is a string`],
    ["in a branch of a union", "S: {anyOf: [{type: string}, {type: object, allOf: [{type: array}]}]}", `warning schema-contradiction S/anyOf/1: ${nothing} nothing is both an object and an array`],
    ["in all branches of a union", "S: {anyOf: [{type: string, minLength: 2, maxLength: 1}]}", `warning schema-contradiction S/anyOf/0: ${nothing} 'minLength' 2 is above 'maxLength' 1`],
    ["in a definition", "S: {$defs: {d: {type: string, enum: [1]}}}", `warning schema-contradiction S/$defs/d: ${nothing} none of its constants is a string`],
  ]);
});

describe("no contradictions", () => {
  check([
    ["false is meant", "S: false\nT: {not: {}}\nU: {type: object, properties: {a: false}, additionalProperties: false}\nV: {type: array, items: false}"],
    ["limits of another type", "S: {minimum: 5, maximum: 3, minLength: 2, maxLength: 1}"],
    ["null is left", "S: {type: [string, 'null'], minLength: 2, maxLength: 1}"],
    ["integers are numbers", "S: {allOf: [{type: number}, {type: integer}]}"],
    ["an object guess against a string", "S: {allOf: [{type: string}, {properties: {a: {}}, required: [a]}]}"],
    ["a list of itself may be empty", "S: {type: object, required: [s], properties: {s: {type: array, items: {$ref: '#/components/schemas/S'}}}}"],
    ["itself or null", "S: {type: object, required: [s], properties: {s: {anyOf: [{$ref: '#/components/schemas/S'}, {type: 'null'}]}}}"],
    ["itself in one branch", "S: {oneOf: [{type: object, required: [s], properties: {s: {$ref: '#/components/schemas/S'}}}, {type: string}]}"],
    ["a tree", "S: {type: object, required: [left], properties: {left: {type: [object, 'null'], properties: {s: {$ref: '#/components/schemas/S'}}}}}"],
    ["a closed schema with patterns", "S: {type: object, required: [x-a], patternProperties: {^x-: {}}, additionalProperties: false}"],
    ["closed by unevaluatedProperties", `S: {allOf: [{$ref: '#/components/schemas/A'}], unevaluatedProperties: false}${CLOSED}`],
    ["closed optional members", `S: {allOf: [{type: object, properties: {c: {}}}, {$ref: '#/components/schemas/B'}]}${CLOSED}`],
    ["1.0 is an integer", "S: {type: integer, enum: [1.0, 2e0]}"],
    ["limits that touch", "S: {type: integer, minimum: 5, maximum: 5}"],
    ["a member that narrows", "S: {allOf: [{type: object, properties: {a: {type: string}}}, {properties: {a: {enum: [x]}}}]}"],
  ]);
});

describe("patterns", () => {
  check([
    ["good ones", "S: {pattern: '^[\\p{L}\\d_-]+(?<x>a)\\k<x>(?<=b)$'}"],
    ["broken", "S: {pattern: '[a'}", "warning pattern-invalid S/pattern: this is no ECMA-262 pattern with the 'u' flag, so it is not checked: unterminated character class (at character 3)"],
    ["another engine's", "S: {pattern: '(?i)a'}", "warning pattern-invalid S/pattern: this is no ECMA-262 pattern with the 'u' flag, so it is not checked: invalid group (at character 2)"],
    ["needless escapes", "S: {pattern: 'a\\@b'}", "warning pattern-invalid S/pattern: this is no ECMA-262 pattern with the 'u' flag, so it is not checked: invalid escape (at character 3)"],
    ["in patternProperties, once", "S: {patternProperties: {'(': {}}, additionalProperties: false}", "warning pattern-invalid S/patternProperties/(: this is no ECMA-262 pattern with the 'u' flag, so it is not checked: unterminated group (at character 2)"],
    ["the same in two places", "S: {pattern: '*'}\nT: {pattern: '*'}", "warning pattern-invalid S/pattern: this is no ECMA-262 pattern with the 'u' flag, so it is not checked: nothing to repeat (at character 2)", "warning pattern-invalid T/pattern: this is no ECMA-262 pattern with the 'u' flag, so it is not checked: nothing to repeat (at character 2)"],
  ]);
});

describe("keywords", () => {
  check([
    ["a type that doesn't exist", "S: {type: strnig}", "error type-unknown S/type: there is no type 'strnig'"],
    ["one of several", "S: {type: [string, nil]}", "error type-unknown S/type/1: there is no type 'nil'"],
    ["a value listed twice", "S: {enum: [1, a, 1.0]}", "warning enum-duplicate S/enum/2: this value stands in 'enum' twice"],
    ["a value outside of the type", "S: {type: string, enum: [a, null, 1]}", "warning enum-type S/enum/1: this value of 'enum' is null, but 'type' wants a string; so are 1 others"],
    ["a negative count", "S: {minLength: -1}", "error bound-wrong S/minLength: 'minLength' is -1, but nothing has fewer than none"],
    ["multipleOf zero", "S: {multipleOf: 0}", "error bound-wrong S/multipleOf: 'multipleOf' is 0, but nothing is a multiple of zero"],
    ["multipleOf below zero", "S: {multipleOf: -0.5}", "error bound-wrong S/multipleOf: 'multipleOf' is -0.5, but nothing is a multiple of a number that is not above zero"],
    ["a default of another type", "S: {type: boolean, default: 'false'}", "warning default-invalid S/default: the default is a string, but the schema wants a boolean, so it is not used"],
    ["a default that is no constant", "S: {enum: [a, b], default: c}", "warning default-invalid S/default: the default is none of the values that 'enum' lists, so it is not used"],
    ["readOnly and writeOnly", "S: {readOnly: true, writeOnly: true}", "warning access-conflict S/writeOnly: 'readOnly' and 'writeOnly' together would leave no place for it, so both are ignored"],
    ["a pinned name of the wrong kind", "S: {x-mortise-name: 5}", "error extension-wrong S/x-mortise-name: 'x-mortise-name' must be a text that is not empty"],
  ]);
  check([
    ["nullable without type", "S: {nullable: true, allOf: [{$ref: '#/components/schemas/T'}]}\nT: {type: object}\nU: {nullable: true, anyOf: [{type: string}]}", "warning nullable-without-type S/nullable: 'nullable' has an effect only beside a 'type' that lets null through, so null is not valid here (and so in 1 other place)"],
    ["nullable and an enum without null", "S: {type: string, nullable: true, enum: [a]}", "warning nullable-enum S/enum: 'enum' doesn't list null, so null is not valid here although it is 'nullable'"],
    ["nullable that works", "S: {type: string, nullable: true, enum: [a, null]}\nT: {nullable: true}"],
  ], "3.0");
});

const KINDS = "\nA: {type: object, required: [kind], properties: {kind: {const: a}}}\nB: {type: object, properties: {kind: {const: b}}}\nC: {type: object, required: [x], properties: {x: {}}}";

describe("discriminators and circles", () => {
  check([
    ["a mapping that leads nowhere", `S: {oneOf: [{$ref: '#/components/schemas/A'}], discriminator: {propertyName: kind, mapping: {a: Aa}}}${KINDS}`, "warning discriminator-mapping S/discriminator/mapping/a: 'Aa' names no schema, so this value chooses none"],
    ["a mapping of a base that leads nowhere", "S: {type: object, properties: {k: {}}, discriminator: {propertyName: k, mapping: {a: X}}}", "warning discriminator-mapping S/discriminator/mapping/a: 'X' names no schema, so this value chooses none"],
    ["a branch without the tag", `S: {oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/C'}], discriminator: {propertyName: kind}}${KINDS}`, "warning discriminator-property S/oneOf/1: the discriminator goes by 'kind', but '#/components/schemas/C' has no such member"],
    ["a branch that doesn't require the tag", `S: {oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}], discriminator: {propertyName: kind}}${KINDS}`, "note discriminator-property S/oneOf/1: the discriminator goes by 'kind', but '#/components/schemas/B' does not require it"],
    ["a branch that nothing chooses", `S: {oneOf: [{$ref: '#/components/schemas/A'}, {type: object}], discriminator: {propertyName: kind}}${KINDS}`, "warning discriminator-untagged S/oneOf/1: nothing says which 'kind' chooses this branch, so the discriminator is not used"],
    ["allOf of itself", "S: {allOf: [{$ref: '#/components/schemas/S'}]}", "error schema-cycle S/allOf/0/$ref: this schema leads back to itself through '#/components/schemas/S', so checking a value against it would never end"],
    ["anyOf of itself", "S: {anyOf: [{type: string}, {$ref: '#/components/schemas/S'}]}", "error schema-cycle S/anyOf: this schema leads back to itself through '#/components/schemas/S', so checking a value against it would never end"],
    ["allOf of each other", "S: {allOf: [{$ref: '#/components/schemas/T'}]}\nT: {type: object, allOf: [{$ref: '#/components/schemas/S'}]}", "error schema-cycle T/allOf/0/$ref: this schema leads back to itself through '#/components/schemas/T', '#/components/schemas/S', so checking a value against it would never end"],
    ["a base whose union extends it", "S: {type: object, required: [kind], properties: {kind: {type: string}}, oneOf: [{$ref: '#/components/schemas/T'}], discriminator: {propertyName: kind}}\nT: {allOf: [{$ref: '#/components/schemas/S'}]}", "warning schema-cycle S/discriminator: this schema leads back to itself through '#/components/schemas/T', '#/components/schemas/S', so checking a value against it would never end"],
    ["a reference to itself is the loader's", "S: {$ref: '#/components/schemas/S'}"],
    ["members of itself are fine", "S: {type: object, properties: {s: {$ref: '#/components/schemas/S'}}, additionalProperties: {$ref: '#/components/schemas/S'}}"],
  ]);
});
