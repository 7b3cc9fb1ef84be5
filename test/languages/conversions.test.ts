import { mkdirSync, cpSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { buildSync } from "esbuild";
import { load as parse } from "js-yaml";
import { beforeAll, describe, expect, test } from "vitest";
import { toJsonText } from "../../generators/contract/json-text.js";
import type { Json } from "../../generators/contract/json.js";
import { code } from "../../generators/emit/code.js";
import { planConversions } from "../../generators/languages/typescript/conversions/index.js";
import { printModule } from "../../generators/languages/typescript/module.js";
import { nameContract } from "../../generators/languages/typescript/names.js";
import { planChecks } from "../../generators/languages/typescript/validators/index.js";
import { makeFolder, root, textOf } from "../targets/generate.js";
import { contractOf } from "./validators/print.js";

/** Schemas of one contract, in YAML, and what becomes of values. `null` as `want`: nothing is printed, the value stays. */
interface Row {
  readonly name: string;
  readonly schemas: string;
  readonly read?: readonly (readonly [given: unknown, want: unknown])[];
  readonly write?: readonly (readonly [given: unknown, want: unknown])[];
  readonly same?: "read" | "write" | "both";
}

const rows: readonly Row[] = [
  { name: "members without a name are dropped", schemas: "A: { type: object, properties: { a: {}, b: {} } }", read: [[{ a: 1, x: 2 }, { a: 1 }], [{}, {}], [7, 7]], write: [[{ b: 1, x: 2 }, { b: 1 }]] },
  { name: "an object that names nothing is free", schemas: "A: { type: object }", same: "both" },
  { name: "other members that are allowed stay", schemas: "A: { properties: { a: {} }, additionalProperties: true }", same: "both" },
  { name: "a closed object needs no second look on its way in", schemas: "A: { properties: { a: {} }, additionalProperties: false }", same: "read", write: [[{ a: 1, x: 2 }, { a: 1 }]] },
  { name: "a member that is required is named by that, beside others", schemas: "A: { required: [b], properties: { a: {} } }", read: [[{ a: 1, b: 2, c: 3 }, { a: 1, b: 2 }]], write: [[{ a: 1, b: 2, c: 3 }, { a: 1, b: 2 }]] },
  { name: "what only requires names nothing", schemas: "A: { required: [b] }", same: "both" },
  { name: "allOf names together", schemas: "A: { allOf: [{ properties: { a: {} } }, { $ref: '#/components/schemas/B' }] }\nB: { properties: { b: {} } }", read: [[{ a: 1, b: 2, c: 3 }, { a: 1, b: 2 }]] },
  { name: "lists and maps of objects", schemas: "A: { type: array, items: { additionalProperties: { properties: { a: {} } } } }", read: [[[{ k: { a: 1, x: 1 } }], [{ k: { a: 1 } }]]] },
  { name: "tuples", schemas: "A: { prefixItems: [{}, { properties: { a: {} } }], items: { properties: { b: {} } } }", read: [[[{ x: 1 }, { a: 1, x: 1 }, { b: 1, x: 1 }], [{ x: 1 }, { a: 1 }, { b: 1 }]]] },
  { name: "readOnly is dropped when sent, writeOnly when answered", schemas: "A: { properties: { id: { readOnly: true }, password: { writeOnly: true }, name: {} } }", read: [[{ id: 1, password: "p", name: "n" }, { password: "p", name: "n" }]], write: [[{ id: 1, password: "p", name: "n" }, { id: 1, name: "n" }]] },
  { name: "defaults are filled in on the way in, not over null", schemas: "A: { properties: { a: { default: 1 }, b: { type: [string, 'null'], default: x }, c: { $ref: '#/components/schemas/C' } } }\nC: { type: object, default: { d: [1] } }", read: [[{}, { a: 1, b: "x", c: { d: [1] } }], [{ a: 0, b: null }, { a: 0, b: null, c: { d: [1] } }]], write: [[{}, {}]] },
  { name: "names that every object has", schemas: "A: { properties: { constructor: {}, __proto__: {}, toString: { default: t } } }", read: [[{}, { toString: "t" }], [JSON.parse('{"__proto__": 1, "constructor": 2, "x": 3}'), JSON.parse('{"__proto__": 1, "constructor": 2, "toString": "t"}')]] },
  {
    name: "oneOf: the branch that holds",
    schemas: "A: { oneOf: [{ $ref: '#/components/schemas/B' }, { $ref: '#/components/schemas/C' }] }\nB: { required: [b], properties: { b: {} } }\nC: { required: [c], properties: { c: {} } }",
    read: [[{ b: 1, x: 1 }, { b: 1 }], [{ c: 1, x: 1 }, { c: 1 }]],
    write: [[{ c: 1, x: 1 }, { c: 1 }], [{ x: 1 }, {}]],
  },
  { name: "anyOf: all branches that hold", schemas: "A: { anyOf: [{ required: [b], properties: { b: {} } }, { required: [c], properties: { c: {} } }] }", read: [[{ b: 1, c: 1, x: 1 }, { b: 1, c: 1 }], [{ b: 1, x: 1 }, { b: 1 }]] },
  { name: "branches that only ask for names keep nothing more", schemas: "A: { properties: { a: {}, b: {} }, anyOf: [{ required: [a] }, { required: [b] }] }", read: [[{ a: 1, x: 1 }, { a: 1 }]] },
  { name: "branches beside members", schemas: "A: { properties: { k: {}, deep: { properties: { one: {} } } }, oneOf: [{ properties: { k: { const: 1 }, a: {}, deep: { properties: { two: {} } } } }, { properties: { k: { const: 2 }, b: {} } }] }", read: [[{ k: 1, a: 1, b: 1, deep: { one: 1, two: 2, x: 3 } }, { k: 1, a: 1, deep: { one: 1, two: 2 } }]] },
  {
    name: "a discriminator's branch",
    schemas: "A: { oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }], discriminator: { propertyName: kind } }\nCat: { required: [kind], properties: { kind: {}, a: {} } }\nDog: { required: [kind], properties: { kind: {}, b: {} } }",
    read: [[{ kind: "Cat", a: 1, b: 1 }, { kind: "Cat", a: 1 }], [{ kind: "Dog", a: 1, b: 1 }, { kind: "Dog", b: 1 }]],
    write: [[{ kind: "Bird", a: 1, b: 1, x: 1 }, { kind: "Bird", a: 1, b: 1 }]],
  },
  { name: "if, then, else", schemas: "A: { properties: { a: {} }, if: { required: [a] }, then: { properties: { b: {} } }, else: { properties: { c: {} } } }", read: [[{ a: 1, b: 1, c: 1 }, { a: 1, b: 1 }], [{ b: 1, c: 1 }, { c: 1 }]] },
  { name: "dependentSchemas", schemas: "A: { properties: { a: {} }, dependentSchemas: { a: { properties: { b: {} } } } }", read: [[{ a: 1, b: 1 }, { a: 1, b: 1 }], [{ b: 1 }, {}]] },
  { name: "patterns name members", schemas: "A: { properties: { a: {} }, patternProperties: { '^x-': { properties: { b: {} } } } }", read: [[{ a: 1, "x-1": { b: 1, c: 1 }, y: 1 }, { a: 1, "x-1": { b: 1 } }]] },
  { name: "schemas that lead back to themselves", schemas: "A: { properties: { next: { $ref: '#/components/schemas/A' }, list: { type: array, items: { $ref: '#/components/schemas/A' } } } }", read: [[{ next: { next: { x: 1 }, x: 1 }, list: [{ x: 1 }] }, { next: { next: {} }, list: [{}] }]] },
  { name: "null and objects", schemas: "A: { anyOf: [{ type: 'null' }, { $ref: '#/components/schemas/B' }] }\nB: { type: object, properties: { b: {} } }", read: [[null, null], [{ b: 1, x: 1 }, { b: 1 }]] },
  { name: "dates and long integers", schemas: "A: { properties: { at: { type: string, format: date-time }, n: { type: [integer, 'null'], format: int64 }, all: { type: array, items: { type: integer, format: int64, default: 0 } } } }", read: [[{ at: "2026-01-02T03:04:05Z", n: 5, all: [1] }, { at: new Date("2026-01-02T03:04:05Z"), n: 5n, all: [1n] }], [{ n: null }, { n: null }]] },
];

type Convert = ((value: unknown) => unknown) | undefined;
let converters: readonly { readonly read: Convert; readonly write: Convert }[] = [];

beforeAll(async () => {
  const folder = makeFolder("conversions");
  cpSync(join(root, "templates/runtime/typescript/check"), join(folder, "runtime/check"), { recursive: true });
  const entries = await Promise.all(rows.map((row, index) => printRow(folder, row, index)));
  writeFileSync(join(folder, "all.ts"), entries.map((entry, index) => `export { read as read${index}, write as write${index} } from "${entry}";`).join("\n"));
  buildSync({ entryPoints: [join(folder, "all.ts")], bundle: true, format: "esm", outfile: join(folder, "all.mjs"), logLevel: "error" });
  const all = (await import(pathToFileURL(join(folder, "all.mjs")).href)) as Readonly<Record<string, Convert>>;
  converters = rows.map((_, index) => ({ read: all[`read${index}`], write: all[`write${index}`] }));
});

async function printRow(folder: string, row: Row, index: number): Promise<string> {
  const contract = await contractOf(toJsonText(parse(row.schemas.replace(/__proto__/g, '"__proto__"')) as Json));
  const names = nameContract(contract);
  const roots = (["request", "response"] as const).map((direction) => ({ schema: "#/components/schemas/A", direction }));
  const checks = planChecks({ contract, names }, roots, { formats: "assert" });
  const conversions = planConversions({ contract, names, style: { dates: "Date", int64: "bigint" }, is: checks.is }, roots);
  const undone = code`undefined`;
  const entry = code`
    export const read = ${conversions.read("#/components/schemas/A") ?? undone};
    export const write = ${conversions.write("#/components/schemas/A") ?? undone};
  `;
  const modules = [...conversions.modules(), ...checks.modules(), ["index", [entry]] as const];
  for (const [path, blocks] of modules) {
    const file = printModule(path, blocks);
    const to = join(folder, `row${index}`, file.path);
    mkdirSync(dirname(to), { recursive: true });
    writeFileSync(to, textOf(file).replaceAll(/"((?:\.\.?\/)+)runtime\//g, (_, up: string) => `"${up === "./" ? "../" : `${up}../`}runtime/`));
  }
  return `./row${index}/index.ts`;
}

describe.each(rows.map((row, index) => ({ ...row, index })))("$name", ({ index, read = [], write = [], same }) => {
  test.each([["read", read] as const, ["write", write] as const].flatMap(([way, pairs]) => pairs.map(([given, want]) => ({ way, given, want }))))("$way $given", ({ way, given, want }) => {
    const convert = converters[index]?.[way];
    expect(convert).toBeDefined();
    const before = structuredClone(given);
    expect(convert?.(given)).toEqual(want);
    expect(given).toEqual(before);
  });

  test("prints a function only where something changes", () => {
    const { read: readA, write: writeA } = converters[index] ?? {};
    if (same === "both" || same === "read") expect(readA).toBeUndefined();
    if (same === "both" || same === "write") expect(writeA).toBeUndefined();
  });
});
