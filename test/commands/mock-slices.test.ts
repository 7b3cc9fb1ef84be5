import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { build } from "../../generators/contract/build/index.js";
import type { JsonObject } from "../../generators/contract/json.js";
import { load } from "../../generators/contract/load.js";
import { familyOf, openSlices } from "../../generators/mock/slices.js";
import { shared } from "../targets/generate.js";

describe("families of paths", () => {
  test.each([
    ["/users", "/users"],
    ["/users/{id}", "/users"],
    ["/users/{id}/posts", "/users/{}/posts"],
    ["/users/{name}/posts/{post}", "/users/{}/posts"],
    ["/Accounts.json", "/Accounts"],
    ["/Accounts/{Sid}.json", "/Accounts"],
    ["/", ""],
    ["/{anything}", ""],
    ["/users#second", "/users"],
  ])("%s is one of %s", (path, family) => {
    expect(familyOf(path)).toBe(family);
  });
});

/** So large that it is cut. */
const padding = Object.fromEntries(Array.from({ length: 3000 }, (_, index) => [`Filler${index}`, { type: "string", maxLength: index }]));
const reference = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const answer = (schema: JsonObject) => ({ get: { responses: { 200: { description: "ok", content: { "application/json": { schema } } } } } });

const document = {
  openapi: "3.1.0",
  info: { title: "x", version: "1" },
  paths: {
    "/cats": answer(reference("Cat")),
    "/cats/{id}": { ...answer(reference("Cat")), parameters: [{ $ref: "#/components/parameters/id" }] },
    "/pets": answer({ oneOf: [reference("Cat")], discriminator: { propertyName: "kind", mapping: { a: "Dog", b: "#/components/schemas/Fish" } } }),
    "/odd": answer({ $ref: "#/paths/~1cats/get/responses/200/content/application~1json/schema" }),
    "/nothing": {},
  },
  webhooks: { pinged: answer(reference("Fish")) },
  components: {
    parameters: { id: { name: "id", in: "path", required: true, schema: reference("Id") } },
    schemas: { Id: { type: "string" }, Cat: { properties: { friend: reference("Cat"), tail: { $ref: "#/components/schemas/Tail/properties/length" } } }, Tail: { properties: { length: {} } }, Dog: {}, Fish: {}, ...padding },
    securitySchemes: { key: { type: "apiKey", in: "header", name: "key" } },
  },
};

describe("slices", () => {
  const slices = openSlices(document);
  const cut = (path: string) => slices.sliceOf(path).cut() as typeof document;

  test("a path without operations is none", () => {
    expect(slices.paths).toEqual(["/cats", "/cats/{id}", "/pets", "/odd"]);
  });

  test("have the paths of a family, and what these lead to", () => {
    const { paths, components, ...others } = cut("/cats");
    expect(Object.keys(paths)).toEqual(["/cats", "/cats/{id}"]);
    expect(Object.keys(components.schemas)).toEqual(["Id", "Cat", "Tail"]);
    expect(Object.keys(components.parameters)).toEqual(["id"]);
    expect(components.securitySchemes).toEqual(document.components.securitySchemes);
    expect(others).toEqual({ openapi: "3.1.0", info: document.info });
  });

  test("are the same for all paths of a family", () => {
    expect(slices.sliceOf("/cats/{id}")).toBe(slices.sliceOf("/cats"));
  });

  test("have what a discriminator's mapping names", () => {
    expect(Object.keys(cut("/pets").components.schemas)).toEqual(["Cat", "Tail", "Dog", "Fish"]);
  });

  test("have the path that a reference leads into", () => {
    expect(Object.keys(cut("/odd").paths)).toEqual(["/cats", "/odd"]);
  });

  test("paths that reach much of a large contract share one", () => {
    const all = { oneOf: Object.keys(padding).map(reference) };
    const wide = openSlices({ ...document, paths: { ...document.paths, "/all": answer(all), "/every": answer(all) } });
    expect(wide.sliceOf("/all")).toBe(wide.sliceOf("/every"));
    expect(wide.sliceOf("/all")).not.toBe(wide.sliceOf("/cats"));
  });

  test("$dynamicRef leads to everything", () => {
    const dynamic = { ...document, paths: { ...document.paths, "/tree": answer({ $dynamicRef: "#node" }) } };
    expect(Object.keys((openSlices(dynamic).sliceOf("/tree").cut() as typeof document).components.schemas)).toHaveLength(3005);
  });
});

const corpus = join(shared, "corpus");
const files = existsSync(corpus) ? readdirSync(corpus).toSorted() : [];

describe.skipIf(files.length === 0)("the model of each slice is a part of the whole contract's (skipped where ../shared/corpus is not)", () => {
  test.each(files)("%s", { timeout: 60_000 }, async (file) => {
    const source = await load(join(corpus, file));
    const { contract: whole } = build(source);
    const operations = new Map(whole.operations.map((operation) => [operation.origin, JSON.stringify(operation)]));
    const schemas = new Map(Object.entries(whole.schemas).map(([id, schema]) => [id, JSON.stringify(schema)]));
    const slices = openSlices(source.document);
    const missing = new Set(operations.keys());
    const others: string[] = [];
    for (const slice of new Set(slices.paths.map(slices.sliceOf))) {
      const { contract } = build({ ...source, document: slice.cut() });
      for (const operation of contract.operations) {
        missing.delete(operation.origin);
        if (JSON.stringify(operation) !== operations.get(operation.origin)) others.push(operation.id);
      }
      for (const [id, schema] of Object.entries(contract.schemas)) if (JSON.stringify(schema) !== schemas.get(id)) others.push(id);
    }
    expect({ missing: [...missing], others }).toEqual({ missing: [], others: [] });
  });
});
