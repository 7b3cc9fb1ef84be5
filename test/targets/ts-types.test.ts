import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { adaptDocument } from "../../generators/targets/ts-types/adapt.js";
import { ExactNumber } from "../../generators/contract/json.js";
import { tsTypes } from "../../generators/targets/ts-types/index.js";
import { compile } from "./compile.js";
import { emitTypes, makeFolder, readContract, root, textOf, typesDefaults, writeFiles } from "./generate.js";

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

describe("the document that openapi-typescript gets", () => {
  const schemas = (value: object) => ({ openapi: "3.1.0", components: { schemas: value } });
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
  ])("%s", (_, given, want) => expect(adaptDocument(schemas(given))).toEqual(schemas(want)));
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
  const notes = tsTypes.support(await readContract(join(root, "specs/kitchen-sink/openapi.yaml")), typesDefaults);
  expect(notes.length).toBeGreaterThan(0);
  expect(new Set(notes.map((note) => note.code))).toEqual(new Set(["ts-types-method"]));
});

test("the same text on every run", async () => {
  const path = join(root, "specs/kitchen-sink/openapi.yaml");
  const [once, again] = [await emitTypes(path), await emitTypes(path)];
  expect(once.map(textOf)).toEqual(again.map(textOf));
});
