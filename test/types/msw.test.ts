import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compile } from "../targets/compile.js";
import { emitMsw, linkMsw, makeFolder, root, writeFiles } from "../targets/generate.js";

const folder = makeFolder("msw-types");
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const head = `import { createMock, openMemory, type Handlers, type User, type UserInput } from "./users/index.js";
import { createMock as createKitchen } from "./kitchen/index.js";
import { setupWorker } from "msw/browser";
import { setupServer } from "msw/node";
const mock = createMock();
const kitchen = createKitchen();
const user = { id: 7, name: "Ada", email: "ada@example.com", created_at: "2026-03-14T09:26:53Z" };
const problem = { title: "No", status: 404 };
void [mock, kitchen, user, problem, openMemory, setupWorker, setupServer];
`;

/** What compiles, and what doesn't: the compiler's words for it. */
const rows: readonly (readonly [name: string, code: string, want?: string])[] = [
  ["handlers for browsers", "setupWorker(...mock.handlers);"],
  ["handlers for Node", "setupServer(...mock.handlers);"],
  ["a documented status", 'mock.use("getUser", 404);'],
  ["one of a range or of default", 'mock.use("getUser", 503);'],
  ["a number that is no status", 'mock.use("getUser", 600);', "Argument of type '600' is not assignable"],
  ["a value of a status", 'mock.use("getUser", { status: 200, body: user });'],
  ["a failure of the contract", 'mock.use("getUser", { status: 404, body: problem });'],
  ["a value that is another status's", 'mock.use("getUser", { status: 200, body: problem });', "is not assignable"],
  ["a member of the wrong type", 'mock.use("getUser", { status: 200, body: { ...user, id: "7" } });', "Type 'string' is not assignable to type 'number'"],
  ["a member that answers lack", 'mock.use("getUser", { status: 200, body: { ...user, password: "secret" } });', "'password' does not exist"],
  ["a body where none is documented", 'mock.use("deleteUser", { status: 204, body: {} });', "is not assignable"],
  ["a required header that is missing", 'mock.use("createUser", { status: 201, body: user });', "Property 'headers' is missing"],
  ["an operation that isn't there", 'mock.use("getUsr", 404);', "Argument of type '\"getUsr\"' is not assignable"],
  ["a function is a server's handler", 'mock.use("getUser", ({ path }) => ({ status: 200, body: { ...user, id: path.id } }));'],
  ["it may wait", 'mock.use("createUser", async ({ body }) => ({ status: 201, headers: { Location: "/users/7" }, body: { ...user, name: body.name } }));'],
  ["its request is the operation's", 'mock.use("getUser", ({ path }) => ({ status: 200, body: { ...user, id: path.name } }));', "Property 'name' does not exist"],
  ["it answers what is documented", 'mock.use("getUser", () => ({ status: 200 as const, body: problem }));', "is not assignable"],
  ["a handler of a server's is one", 'declare const handlers: Handlers;\nmock.use("listUsers", handlers.listUsers);'],
  ["late", 'mock.use("getUser", { delay: [100, 400] });'],
  ["never", 'mock.use("getUser", { delay: "infinite" });'],
  ["by a network error", 'mock.use("getUser", { error: "network" });'],
  ["an error that there isn't", 'mock.use("getUser", { error: "timeout" });', "is not assignable"],
  ["once", 'mock.use("getUser", 404, { once: true, delay: 100 });'],
  ["values of the contract's types", "const made: User = mock.data.user(); void made;"],
  ["with members that are given", 'const made: User = mock.data.user({ seed: "b", given: { name: "Grace" } }); void made;'],
  ["which must fit", "mock.data.user({ given: { name: 7 } });", "Type 'number' is not assignable to type 'string'"],
  ["as requests have them", "const made: UserInput = mock.data.userInput(); void made;"],
  ["a type that there isn't", "mock.data.usr();", "Property 'usr' does not exist"],
  ["all that can be set", 'createMock({ baseUrl: ["https://api.example.com/v1", "/v1"], seed: "a", memory: { items: 3 }, delay: 20, errorRate: 0.1, security: "present", examples: "never", log: false });'],
  ["functions that judge credentials", 'createMock({ security: { bearerAuth: (token) => (token === "good" ? { name: token } : undefined) } });'],
  ["of schemes that the contract has", 'createMock({ security: { basic: () => 1 } });', "'basic' does not exist"],
  ["a memory of several mocks", "const memory = openMemory(); createMock({ memory }); createKitchen({ memory });"],
  ["what the memory has is let go", "mock.memory.clear(); mock.reset();"],
  ["without MSW", 'const answer: Promise<Response> = mock.fetch(new Request("http://localhost/users")); void answer;'],
  ["several media types: contentType says which", 'kitchen.use("mirrorText", { status: 200, contentType: "text/csv", body: "a,b" });'],
  ["and must be said", 'kitchen.use("mirrorText", { status: 200, body: "a,b" });', "Property 'contentType' is missing"],
  ["a stream is any iterable", 'kitchen.use("mirrorLines", { status: 200, body: [{ words: ["soup"] }] });'],
  ["its items have their type", 'kitchen.use("mirrorLines", { status: 200, body: [7] });', "is not assignable"],
];

describe("types of a mock", () => {
  let found: readonly string[] = [];
  beforeAll(async () => {
    writeFiles(join(folder, "users"), await emitMsw(join(root, "specs/users/openapi.yaml")));
    writeFiles(join(folder, "kitchen"), await emitMsw(join(root, "specs/kitchen-sink/openapi.yaml")));
    linkMsw(folder);
    rows.forEach(([, code], index) => writeFileSync(join(folder, `row-${index}.ts`), `${head}${code}\nexport {};\n`));
    found = compile(folder, "tsc 7", "NodeNext", ["*.ts", "users/**/*.ts", "kitchen/**/*.ts"]).split(/\n(?=\S)/);
  }, 120_000);

  test.each(rows.map((row, index) => [...[row[0], row[1]], index, row[2]] as const))("%s", (_, __, index, want) => {
    const own = found.filter((line) => line.includes(`row-${index}.ts`)).join("\n");
    if (want === undefined) expect(own).toBe("");
    else expect(own).toContain(want);
  });

  test("all else compiles", () => expect(found.filter((line) => line !== "" && !line.includes("row-"))).toEqual([]));
});
