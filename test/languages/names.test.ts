import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { emitClient, makeFolder, textOf } from "../targets/generate.js";

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** The client of a contract with these schemas and paths, file by file. */
async function emit(schemas: object, paths: object = {}): Promise<ReadonlyMap<string, string>> {
  const folder = makeFolder("names");
  folders.push(folder);
  const path = join(folder, "openapi.json");
  writeFileSync(path, JSON.stringify({ openapi: "3.1.0", info: { title: "T", version: "1" }, paths, components: { schemas } }));
  return new Map((await emitClient(path)).map((file) => [file.path, textOf(file)]));
}

const declared = (text: string | undefined): readonly string[] => [...(text ?? "").matchAll(/^export (?:interface|type) (\w+)/gm)].map((found) => found[1] ?? "");
const object = (properties: object): object => ({ type: "object", properties });
const operation = (operationId: string, schema: object): object => ({ operationId, responses: { 200: { description: "ok", content: { "application/json": { schema } } } } });

describe("names of schemas", () => {
  const rows: readonly (readonly [string, object, string, readonly string[]])[] = [
    ["a structure inside a component", { User: object({ address: object({ street: { type: "string" } }) }) }, "types/user.ts", ["User", "UserAddress"]],
    ["a list of constants", { User: object({ role: { enum: ["a", "b"] } }) }, "types/user.ts", ["User", "UserRole"]],
    ["a list of constants in a subtype", { User: { allOf: [object({ id: { type: "string" } }), object({ role: { enum: ["a", "b"] } })] } }, "types/user.ts", ["User", "UserRole"]],
    ["a list of constants that no name suits", { Fault: object({ in: { enum: ["a", "b"] }, sizes: { enum: [1, 2] }, tags: { type: "array", items: { enum: ["a", "b"] } } }) }, "types/fault.ts", ["Fault"]],
    ["a long list of constants", { Fault: object({ in: { enum: [..."abcdefghi"] } }) }, "types/fault.ts", ["Fault", "FaultIn"]],
    ["items and other members", { List: { type: "array", items: object({ tags: { type: "object", additionalProperties: object({ a: { type: "string" } }) } }) } }, "types/list.ts", ["List", "ListItem", "ListItemTagsValue"]],
    ["a definition that bears its owner's name", { Job: { ...object({ status: { $ref: "#/components/schemas/Job/$defs/JobStatus" } }), $defs: { JobStatus: { enum: ["a", "b"] } } } }, "types/job.ts", ["Job", "JobStatus"]],
    ["short types stay in place", { User: object({ tags: { type: "array", items: { type: "string" } }, scores: { type: "object", additionalProperties: { type: "number" } }, id: { type: ["string", "integer"] } }) }, "types/user.ts", ["User"]],
    ["a list that leads back to itself", { Tree: object({ rows: { type: "array", items: { $ref: "#/components/schemas/Tree/properties/rows" } } }) }, "types/tree.ts", ["Tree", "TreeRows"]],
    ["a pinned name", { "user-v2": { ...object({ id: { type: "string" } }), "x-mortise-name": "Person" } }, "types/person.ts", ["Person"]],
  ];
  test.each(rows)("%s", async (_, schemas, file, want) => expect(declared((await emit(schemas)).get(file))).toEqual(want));

  const secret = { type: "string", writeOnly: true };
  const sends = (name: string): object => ({ "/x": { post: { operationId: "send", requestBody: { content: { "application/json": { schema: { $ref: `#/components/schemas/${name}` } } } }, responses: {} } } });

  test("a request face has a file of its own, if some request has it", async () => {
    const schemas = { User: object({ secret, inner: object({ secret }) }), Team: object({ users: { $ref: "#/components/schemas/User" }, owner: { readOnly: true, $ref: "#/components/schemas/Owner" } }), Owner: object({ secret }) };
    const faces = async (paths: object): Promise<readonly string[]> => [...(await emit(schemas, paths))].flatMap(([path, text]) => (path.includes("-input") ? [`${path} ${declared(text).join(" ")}`] : []));
    expect(await faces({})).toEqual([]);
    expect(await faces(sends("User"))).toEqual(["types/user-input.ts UserInput UserInnerInput"]);
    expect(await faces(sends("Team"))).toEqual(["types/user-input.ts UserInput UserInnerInput", "types/team-input.ts TeamInput"]);
  });

  test("a request face gives way to the contract's names", async () => {
    const files = await emit({ User: object({ secret }), UserInput: object({ a: {} }), "user-request": object({ b: {} }) }, sends("User"));
    expect(declared(files.get("types/user-input.ts"))).toEqual(["UserInput"]);
    expect([...files].flatMap(([path, text]) => (text.includes("as it is sent: with `secret`") ? [path, ...declared(text)] : []))).toEqual(["types/user-input2.ts", "UserInput2"]);
  });

  test("files that differ by case alone, and names that systems reserve", async () => {
    const files = await emit({ User: object({ a: {} }), user: object({ b: {} }), con: object({ c: {} }) });
    expect([...files.keys()].filter((path) => path.startsWith("types/"))).toEqual(["types/user.ts", "types/user2.ts", "types/con-schema.ts", "types/index.ts"]);
  });
});

describe("names of operations", () => {
  test("an operation that is called as our own function", async () => {
    const files = await emit({}, { "/clients": { post: operation("createClient", {}) } });
    expect(files.get("operations/default.ts")).toContain("export function createClientOperation(");
    expect(files.get("client.ts")).toContain("export function createClient(");
  });

  test("a schema keeps a name that an operation would like", async () => {
    const files = await emit({ GetUserRequest: object({ a: {} }), GetUserResult: object({ b: {} }) }, { "/user": { get: operation("getUser", { type: "string" }) } });
    expect(declared(files.get("operations/default.ts"))).toEqual(["GetUserParams", "GetUserOutcome"]);
  });

  test("a structure inside an answer is named after the operation and its status", async () => {
    const paths = { "/user": { get: { operationId: "getUser", responses: { 200: { description: "", content: { "application/json": { schema: object({ a: object({ b: {} }) }) } } }, 404: { description: "", content: { "application/json": { schema: object({ c: {} }) } } } } } } };
    expect(declared((await emit({}, paths)).get("operations/default.ts"))).toEqual(["GetUserRequest", "GetUserResult", "GetUserResponse", "GetUserResponseA", "GetUser404Response"]);
  });

  test.each([
    ["delete", "deleteOperation"],
    ["get-user.by/id", "getUserById"],
    ["用户", "用户"],
    ["constructor", "constructorOperation"],
  ])("operationId %s is called %s", async (id, want) => {
    const text = (await emit({}, { "/x": { get: operation(id, {}) } })).get("operations/default.ts");
    expect(text).toContain(`export function ${want}(`);
  });
});
