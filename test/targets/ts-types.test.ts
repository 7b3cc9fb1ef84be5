import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { adaptDocument } from "../../generators/targets/ts-types/adapt.js";
import { ExactNumber, type JsonObject } from "../../generators/contract/json.js";
import { tsTypes } from "../../generators/targets/ts-types/index.js";
import { compile } from "./compile.js";
import { emitTypes, makeFolder, readContract, root, textOf, typesDefaults, writeFiles } from "./generate.js";

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

describe("the document that openapi-typescript gets", () => {
  const schemas = (value: JsonObject): JsonObject => ({ openapi: "3.1.0", components: { schemas: value } });
  test.each([
    ["numbers are plain", { A: { maximum: new ExactNumber("9223372036854775807") } }, { A: { maximum: 9223372036854775807 } }],
    ["`$defs` is no member", { A: { type: "object", $defs: { B: { type: "string" } } } }, { A: { type: "object" } }],
    ["a member called $defs is one", { A: { properties: { $defs: { type: "string" } } } }, { A: { properties: { $defs: { type: "string" } } } }],
    ["`$dynamicRef` leads where it leads statically", { A: { $dynamicRef: "#/components/schemas/B" }, B: {} }, { A: { $ref: "#/components/schemas/B" }, B: {} }],
    [
      "a reference into a schema leads to a component of its own",
      { A: { properties: { b: { type: "string" } } }, C: { items: { $ref: "#/components/schemas/A/properties/b" } } },
      { A: { properties: { b: { type: "string" } } }, C: { items: { $ref: "#/components/schemas/AB" } }, AB: { type: "string" } },
    ],
    ["constants beside `type: object` are no schemas", { A: { type: "object", enum: ["a", "b"] } }, { A: { enum: ["a", "b"] } }],
    ["objects as constants say only that it is an object", { A: { type: "object", enum: [{ a: 1 }] } }, { A: { type: "object" } }],
    ["what is no schema is left out", { A: [], B: {} }, { B: {} }],
  ])("%s", (_, given, want) => expect(adaptDocument(schemas(given))).toEqual(schemas(want)));
});

test.each([
  [
    "a reference to another operation's parameter is a copy of it",
    { paths: { "/a": { parameters: [{ in: "query", name: "n" }] }, "/b": { parameters: [{ $ref: "#/paths/~1a/parameters/0" }] } } },
    { paths: { "/a": { parameters: [{ in: "query", name: "n" }] }, "/b": { parameters: [{ in: "query", name: "n" }] } } },
  ],
  [
    "a reference to what is no schema is one to anything",
    { "x-lists": [["a"]], schema: { $ref: "#/x-lists/0" } },
    { "x-lists": [["a"]], schema: { $ref: "#/components/schemas/XLists0" }, components: { schemas: { XLists0: {} } } },
  ],
  ["an extension among responses is no response", { responses: { "x-note": "text", "200": {} } }, { responses: { "200": {} } }],
  [
    "a schema that stands in an extension gets a name",
    { "x-schemas": { A: { type: "string" } }, schema: { $ref: "#/x-schemas/A" } },
    { "x-schemas": { A: { type: "string" } }, schema: { $ref: "#/components/schemas/XSchemasA" }, components: { schemas: { XSchemasA: { type: "string" } } } },
  ],
])("%s", (_, given, want) => expect(adaptDocument(given)).toEqual(want));

test("members that a nullable base schema makes required compile", { timeout: 60_000 }, async () => {
  const folder = makeFolder("with-required");
  folders.push(folder);
  const base = { type: "object", nullable: true, properties: { a: { type: "string" } } };
  const schemas = { Base: base, Whole: { allOf: [{ $ref: "#/components/schemas/Base" }], required: ["a"] } };
  writeFileSync(join(folder, "openapi.json"), JSON.stringify({ openapi: "3.0.3", info: { title: "T", version: "1" }, paths: {}, components: { schemas } }));
  writeFiles(folder, await emitTypes(join(folder, "openapi.json")));
  expect(compile(folder, "tsc 7", "NodeNext")).toBe("");
});

test("openapi-fetch takes the types: calls are checked and answers typed", { timeout: 60_000 }, async () => {
  const folder = makeFolder("openapi-fetch");
  folders.push(folder);
  writeFiles(folder, await emitTypes(join(root, "specs/users/openapi.yaml")));
  const library = JSON.stringify(join(root, "node_modules/openapi-fetch/dist/index.mjs"));
  writeFileSync(
    join(folder, "use.ts"),
    [
      `import createClient from ${library};`,
      'import type { paths } from "./schema.js";',
      'const client = createClient<paths>({ baseUrl: "http://localhost" });',
      'const { data } = await client.GET("/users/{id}", { params: { path: { id: 7 } } });',
      "export const name: string | undefined = data?.name;",
      "// @ts-expect-error the id is a number",
      'await client.GET("/users/{id}", { params: { path: { id: "7" } } });',
      "// @ts-expect-error there is no such path",
      'await client.GET("/nowhere");',
      "",
    ].join("\n"),
  );
  expect(compile(folder, "tsc 5.9", "Bundler")).toBe("");
});

test("what openapi-typescript has no place for is said", async () => {
  const notes = await tsTypes.support(await readContract(join(root, "specs/kitchen-sink/openapi.yaml")), typesDefaults);
  expect(notes.length).toBeGreaterThan(0);
  expect(new Set(notes.map((note) => note.code))).toEqual(new Set(["ts-types-method"]));
});

test("the same text on every run", async () => {
  const path = join(root, "specs/kitchen-sink/openapi.yaml");
  const [once, again] = [await emitTypes(path), await emitTypes(path)];
  expect(once.map(textOf)).toEqual(again.map(textOf));
});

const emitDocument = async (document: JsonObject): Promise<string> => {
  const [file] = await tsTypes.emit({ document, contract: (await readContract(join(root, "specs/users/openapi.yaml"))).contract }, typesDefaults);
  return file ? textOf(file) : "";
};
const withSchemas = (schemas: JsonObject): JsonObject => ({ openapi: "3.1.0", info: { title: "T", version: "1" }, paths: {}, components: { schemas } });

test("types that lead back to themselves compile", { timeout: 60_000 }, async () => {
  const folder = makeFolder("recursive");
  folders.push(folder);
  const value = { $ref: "#/components/schemas/JsonValue" };
  const text = await emitDocument(withSchemas({ JsonValue: { anyOf: [{ type: "string" }, { type: "array", items: value }, { type: "object", additionalProperties: value }] }, Use: { type: "object", properties: { v: value } } }));
  writeFileSync(join(folder, "schema.ts"), text);
  expect(text).toContain("export type RecursiveJsonValue =");
  expect(compile(folder, "tsc 5.9", "NodeNext")).toBe("");
});

describe("what openapi-typescript can't take is an error with a way out", () => {
  const deep = (levels: number): JsonObject => Array.from({ length: levels }).reduce<JsonObject>((inner) => ({ type: "object", properties: { a: inner } }), { type: "string" });
  test.each([
    ["nesting", withSchemas({ Deep: deep(4000) }), "ts-types-depth"],
    ["a percent sign", { ...withSchemas({}), paths: { "/100%": { get: { responses: {} } } } }, "ts-types-percent"],
  ])("%s", async (_, document, code) => expect(await emitDocument(document).then(() => "printed", (error: { diagnostic?: { code: string } }) => error.diagnostic?.code)).toBe(code));
});
