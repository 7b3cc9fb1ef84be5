import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { emitClient, emitMsw, emitServer, emitTypes, makeFolder, root, textOf } from "./generate.js";
import { load as readYaml } from "js-yaml";

type Plain = { [name: string]: unknown };

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

const kitchenSink = join(root, "specs/kitchen-sink/openapi.yaml");
const read = (path: string): Plain => readYaml(readFileSync(path, "utf8")) as Plain;

function save(document: Plain): string {
  const folder = makeFolder("determinism");
  folders.push(folder);
  const path = join(folder, "openapi.json");
  writeFileSync(path, JSON.stringify(document));
  return path;
}

async function emitAll(path: string): Promise<ReadonlyMap<string, string>> {
  const targets = { "ts-client": await emitClient(path), "ts-types": await emitTypes(path), "ts-server": await emitServer(path, { handlers: true }), msw: await emitMsw(path) };
  return new Map(Object.entries(targets).flatMap(([target, files]) => files.map((file) => [`${target}/${file.path}`, textOf(file)] as const)));
}

/** All that openapi-typescript prints is one file. */
const changed = (before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): readonly string[] =>
  [...new Set([...before.keys(), ...after.keys()])].filter((path) => !path.startsWith("ts-types/") && before.get(path) !== after.get(path)).sort();

const ofServer = (modules: string): readonly string[] => modules.split(" ").map((module) => `ts-server/${module}.ts`);
const ofMock = (modules: string): readonly string[] => modules.split(" ").map((module) => `msw/${module}.ts`);

/** The constants of a module. */
const constants = (text: string): readonly string[] => [...text.matchAll(/^const (\w+)/gm)].map(([, name = ""]) => name);

const operation = (tag: string, id: string): Plain => ({
  get: { operationId: id, tags: [tag], responses: { 200: { description: "ok", content: { "application/json": { schema: { type: "object", properties: { nested: { type: "object", properties: { deep: { type: "string", enum: ["a", "b"] } } } } } } } } } },
});

/** Puts a member before all others, in the middle, or behind them. */
function insert(members: Plain, place: "first" | "middle" | "last", name: string, value: unknown): Plain {
  const entries = Object.entries(members);
  const at = place === "first" ? 0 : place === "last" ? entries.length : Math.floor(entries.length / 2);
  return Object.fromEntries([...entries.slice(0, at), [name, value], ...entries.slice(at)]);
}

describe("the same contract gives the same bytes", () => {
  test("on every run and in every folder", { timeout: 120_000 }, async () => {
    const document = read(kitchenSink);
    const nested = join(makeFolder("determinism"), "other place", "deep");
    folders.push(nested);
    mkdirSync(nested, { recursive: true });
    writeFileSync(join(nested, "renamed.json"), JSON.stringify(document));
    const [here, again, there] = [await emitAll(save(document)), await emitAll(save(document)), await emitAll(join(nested, "renamed.json"))];
    expect(changed(here, again)).toEqual([]);
    expect(changed(here, there)).toEqual([]);
    expect(here.size).toBeGreaterThan(100);
  });
});

test("an operation that is the first to send a schema brings the type of what it sends, and changes no other type", { timeout: 120_000 }, async () => {
  const document = read(join(root, "specs/users/openapi.yaml"));
  const added = { post: { operationId: "importUsers", tags: ["import"], requestBody: { content: { "application/json": { schema: { $ref: "#/components/schemas/UserPage" } } } }, responses: { 204: { description: "done" } } } };
  const after = { ...document, paths: { "/import": added, ...(document["paths"] as Plain) } };
  const files = changed(await emitAll(save(document)), await emitAll(save(after))).filter((path) => /^ts-client|types/.test(path));
  expect(files).toEqual([...ofMock("types/index types/user-page-input"), ...["operations/import", "operations/index", "types/index", "types/user-page-input"].map((module) => `ts-client/${module}.ts`), ...ofServer("types/index types/user-page-input")]);
});

describe.each(["first", "middle", "last"] as const)("an addition (%s) changes its own file and the indexes alone", (place) => {
  const document = read(kitchenSink);
  const paths = document["paths"] as Plain;
  const components = document["components"] as Plain;
  const rows: readonly (readonly [string, Plain, readonly string[]])[] = [
    ["an operation with a known tag", { ...document, paths: insert(paths, place, "/added", operation("recipes", "addedThing")) }, [...ofMock("answers/recipes checks/operations/recipes conversions/operations/recipes operations/recipes routes/recipes schemas/operations/recipes"), "ts-client/operations/recipes.ts", ...ofServer("checks/operations/recipes conversions/operations/recipes handlers/recipes openapi operations/recipes routes/recipes")]],
    ["an operation with a tag of its own", { ...document, paths: insert(paths, place, "/added", operation("brand new", "addedThing")) }, [
      ...ofMock("answers/brand-new checks/operations/brand-new contract conversions/operations/brand-new handlers operations/brand-new operations/index routes/brand-new schemas/index schemas/operations/brand-new"),
      "ts-client/operations/brand-new.ts",
      "ts-client/operations/index.ts",
      ...ofServer("checks/operations/brand-new conversions/operations/brand-new handlers handlers/brand-new handlers/index openapi operations/brand-new operations/index routes/brand-new server"),
    ]],
    [
      "a schema",
      { ...document, components: { ...components, schemas: insert(components["schemas"] as Plain, place, "AddedThing", { type: "object", properties: { inner: { type: "object", properties: { a: { type: "string" } } } } }) } },
      ["ts-client/types/added-thing.ts", "ts-client/types/index.ts", ...ofServer("openapi types/added-thing types/index")],
    ],
  ];
  test.each(rows)("%s", { timeout: 120_000 }, async (_, after, want) => {
    const [one, other] = [await emitAll(save(document)), await emitAll(save(after))];
    expect(changed(one, other)).toEqual(want);
    const routes = "ts-server/routes/recipes.ts";
    expect(constants(other.get(routes) ?? "")).toEqual(expect.arrayContaining([...constants(one.get(routes) ?? "")]));
  });
});
