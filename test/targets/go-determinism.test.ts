import { load as readYaml } from "js-yaml";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { makeFolder, root, textOf } from "./generate.js";
import { emitGoClient, emitGoServer } from "./generate-go.js";

const home = makeFolder("go-determinism");
afterAll(() => rmSync(home, { recursive: true, force: true }));

type Plain = Readonly<Record<string, unknown>>;
const document = readYaml(readFileSync(join(root, "specs/kitchen-sink/openapi.yaml"), "utf8")) as Plain;

let count = 0;
async function emitAll(changed: Plain): Promise<ReadonlyMap<string, string>> {
  const folder = join(home, `place ${count++}`);
  mkdirSync(folder);
  const path = join(folder, `contract${count}.json`);
  writeFileSync(path, JSON.stringify(changed));
  const targets = { "go-server": await emitGoServer(path, { handlers: true }), "go-client": await emitGoClient(path) };
  return new Map(Object.entries(targets).flatMap(([target, files]) => files.map((file) => [`${target}/${file.path}`, textOf(file)] as const)));
}

const changes = (before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): readonly string[] =>
  [...new Set([...before.keys(), ...after.keys()])].filter((path) => before.get(path) !== after.get(path)).sort();

test("the same contract gives the same bytes of Go, on every run and in every folder", async () => {
  const [one, other] = [await emitAll(document), await emitAll(document)];
  expect(changes(one, other)).toEqual([]);
  expect(one.size).toBeGreaterThan(200);
});

test.each(["first", "last"])("a schema that is added (%s), with an operation that answers with it, changes no other schema's file", async (place) => {
  const schemas = (document["components"] as { readonly schemas: Plain }).schemas;
  const added = { AddedThing: { type: "object", properties: { inner: { type: "object", properties: { a: { type: "string" } } } } } };
  const operation = { "/added": { get: { operationId: "addedThing", tags: ["brand new"], responses: { 200: { description: "ok", content: { "application/json": { schema: { $ref: "#/components/schemas/AddedThing" } } } } } } } };
  const put = (members: Plain, more: Plain): Plain => (place === "first" ? { ...more, ...members } : { ...members, ...more });
  const after = { ...document, paths: put(document["paths"] as Plain, operation), components: { ...(document["components"] as Plain), schemas: put(schemas, added) } };
  const files = changes(await emitAll(document), await emitAll(after));
  const own = files.filter((path) => /added_?thing|brand_?new/.test(path));
  expect(own.length).toBeGreaterThanOrEqual(4);
  const shared = files.filter((path) => !own.includes(path)).map((path) => path.replace(/^.*\//, ""));
  expect(shared.filter((path) => !/^(openapi\.json|register\.go|service\.go|client\.go|runtime\.go)$/.test(path))).toEqual([]);
});
