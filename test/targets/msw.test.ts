import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, posix } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { build } from "../../generators/contract/build/index.js";
import { load } from "../../generators/contract/load.js";
import { msw } from "../../generators/targets/msw/index.js";
import { planAnswers } from "../../generators/languages/statuses.js";
import { runtimeFiles } from "../../generators/targets/msw/runtime.js";
import { emitMsw, makeFolder, readContract, root, textOf } from "./generate.js";

const home = makeFolder("msw-unit");
afterAll(() => rmSync(home, { recursive: true, force: true }));

const runtime = join(root, "templates/runtime/typescript");
const namedBy = (path: string): readonly string[] =>
  [...readFileSync(join(runtime, path), "utf8").matchAll(/\bfrom "(\.[^"]+)\.js"|\bimport\("(\.[^"]+)\.js"\)/g)].map(([, one, other]) => `${posix.join(posix.dirname(path), one ?? other ?? "")}.ts`);

test("a mock gets the runtime's modules that it names, and none that carries a server", () => {
  const found = new Set<string>();
  const open = readdirSync(join(runtime, "check"), { recursive: true, encoding: "utf8" }).flatMap((path) => (path.endsWith(".ts") ? [`check/${path.replaceAll("\\", "/")}`] : []));
  open.push("data/index.ts", "mock/index.ts", "mock/server-types.ts", "msw/index.ts");
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (found.has(path)) continue;
    found.add(path);
    open.push(...namedBy(path));
  }
  expect(runtimeFiles.map(({ path }) => path).sort()).toEqual([...found].map((path) => `runtime/${path}`).sort());
  expect([...found].filter((path) => /^server\/(node|express|fastify|hono|server|index)\b/.test(path))).toEqual([]);
  const outside = [...found].flatMap((path) => [...readFileSync(join(runtime, path), "utf8").matchAll(/\bfrom "([^."][^"]*)"|\bimport\("([^."][^"]*)"\)/g)].map(([, one, other]) => `${path}: ${one ?? other}`));
  expect(outside).toEqual(["msw/index.ts: msw"]);
});

test("what is printed for a contract", async () => {
  const files = await emitMsw(join(root, "specs/users/openapi.yaml"));
  const own = files.map(({ path }) => path).filter((path) => !path.startsWith("runtime/"));
  expect(own.sort()).toEqual(
    [
      ["answers", "users"],
      ["checks", "problem", "role", "user", "user-change", "user-page", "values/index", "violation"],
      ["contract"],
      ["conversions", "problem", "user", "user-change", "user-page", "violation"],
      ["handlers"],
      ["index"],
      ["mock"],
      ["operations", "index", "users"],
      ["routes", "users"],
      ["schemas", "index", "operations/users", "problem", "role", "shared-parts", "user", "user-change", "user-page", "violation"],
      ["security"],
      ["types", "index", "problem", "role", "user", "user-change", "user-input", "user-page", "violation"],
      ["values"],
    ].flatMap(([folder, ...names]) => (names.length === 0 ? [`${folder}.ts`] : names.map((name) => `${folder}/${name}.ts`))).sort(),
  );
});

test("only mock.ts leads to MSW: a server of mocks does without", async () => {
  const files = await emitMsw(join(root, "specs/kitchen-sink/openapi.yaml"));
  expect(files.filter((file) => /"[^"]*(?:\/msw\/index\.js|msw)"/.test(textOf(file).replace(/\/\*[^]*?\*\//g, ""))).map(({ path }) => path)).toEqual(["mock.ts", "runtime/msw/index.ts"]);
});

/** A contract of one operation. */
const contractOf = (responses: string, schemas = ""): string => `{ "openapi": "3.1.0", "info": { "title": "T", "version": "1" }, "paths": { "/a": { "get": { "operationId": "a", "responses": { ${responses} } } } }, "components": { "schemas": { ${schemas} } } }`;

let count = 0;
function writeContract(text: string): string {
  count += 1;
  const path = join(home, `contract-${count}.json`);
  writeFileSync(path, text);
  return path;
}

describe("answers", () => {
  const described = (status: string): string => `"${status}": { "description": "d" }`;
  test.each([
    ["the lowest success comes first", ["404", "201", "200"], ["200:200", "201:201", "404:404"]],
    ["ranges stand for what they most often mean", ["2XX", "4XX", "400"], ["2XX:200", "400:400", "4XX:404"]],
    ["default is a failure beside a success", ["204", "default"], ["204:204", "default:500"]],
    ["and the success where there is none", ["default", "404"], ["default:200", "404:404"]],
    ["it is no status that has an entry", ["200", "500", "5XX", "default"], ["200:200", "500:500", "5XX:503", "default:400"]],
    ["interim responses are no answers", ["100", "200"], ["200:200"]],
    ["a redirect is one", ["302"], ["302:302"]],
  ])("%s", async (_, statuses, want) => {
    const { contract } = await readContract(writeContract(contractOf(statuses.map(described).join())));
    expect(contract.operations.flatMap(planAnswers).map(({ key, status }) => `${key}:${status}`)).toEqual(want);
  });
});

describe("schemas", () => {
  const json = (schema: string): string => `"200": { "description": "d", "content": { "application/json": { "schema": ${schema} } } }`;
  const schemasOf = async (schemas: string): Promise<string> => {
    const files = await emitMsw(writeContract(contractOf(json('{ "$ref": "#/components/schemas/It" }'), schemas)));
    const own = files.filter(({ path }) => path.startsWith("schemas/") && path !== "schemas/index.ts");
    return own.map((file) => /: Schemas = (\{[^]*\});/.exec(textOf(file))?.[1]?.replace(/\s+/g, " ").replaceAll(", }", " }") ?? "").join(" + ");
  };
  test.each([
    ["examples and defaults stand beside assertions", '"It": { "type": "integer", "default": 3, "examples": [1, 2] }', '{ It: { type: "integer", default: 3, examples: [1, 2] } }'],
    ["and beside a reference", '"It": { "type": "array", "items": { "$ref": "#/components/schemas/Id", "examples": [5] } }, "Id": { "type": "integer" }', '{ Id: { type: "integer" } } + { It: { type: "array", items: { $ref: "#/$defs/Id", examples: [5] } } }'],
    ["numbers keep their digits", '"It": { "type": "integer", "maximum": 9223372036854775807, "multipleOf": 0.1 }', '{ It: { type: "integer", multipleOf: 0.1, maximum: decimal("9223372036854775807") } }'],
    ["a member that answers lack is named", '"It": { "type": "object", "properties": { "a": { "type": "string", "writeOnly": true }, "b": true } }', '{ It: { type: "object", properties: { a: { writeOnly: true }, b: true } } }'],
    ["names of every object are names", '"It": { "type": "object", "required": ["__proto__"], "properties": { "__proto__": { "type": "string" }, "toString": { "type": "null" } } }', '{ It: { type: "object", required: ["__proto__"], properties: { ["__proto__"]: { type: "string" }, toString: { type: "null" } as const } } }'],
    ["unions say how their branches are told apart", '"It": { "oneOf": [{ "type": "string" }, { "type": "integer" }] }', '{ It: { oneOf: [{ type: "string" }, { type: "integer" }], "x-oneOf": { types: [["string"], ["integer"]] } } }'],
  ])("%s", async (_, schemas, want) => expect(await schemasOf(schemas)).toBe(want));
});

describe("what can't be answered is said", () => {
  const codesOf = async (responses: string, schemas?: string): Promise<readonly string[]> => {
    const source = await load(writeContract(contractOf(responses, schemas)));
    const found = await msw.support({ contract: build(source).contract, document: source.document }, { formats: "assert" });
    return found.map(({ code, severity, message, origin }) => `${severity} ${code} ${String(origin)}: ${message}`);
  };
  const origin = "#/paths/~1a/get/responses/200/content/application~1json";
  test.each([
    ["a schema with values", '{ "type": "string", "pattern": "^[a-z]{3}$" }', []],
    ["a length that its pattern has not", '{ "type": "string", "pattern": "^a{3}$", "minLength": 5 }', [expect.stringContaining(`warning msw-no-value ${origin}: no valid value is found for the answer 200 of 'a': `)]],
    ["a required member without values", '{ "type": "object", "required": ["b"], "properties": { "b": { "type": "integer", "minimum": 2, "maximum": 1 } } }', [expect.stringContaining("(at /b)")]],
    ["an optional one is left out", '{ "type": "object", "properties": { "b": { "type": "integer", "minimum": 2, "maximum": 1 } } }', []],
  ])("%s", async (_, schema, want) => expect(await codesOf(`"200": { "description": "d", "content": { "application/json": { "schema": ${schema} } } }`)).toEqual(want));

  test("an operation without answers", async () => {
    expect(await codesOf('"100": { "description": "d" }')).toEqual(["note msw-no-answer #/paths/~1a/get: 'a' documents no answer: mocks answer 501"]);
  });
});
