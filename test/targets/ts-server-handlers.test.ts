import { rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { contract, makeBench } from "../commands/mortise.js";
import { compile, onNode } from "./compile.js";

const { mortise, put, read, path, exists } = makeBench();

const config = `contracts:
  users:
    contract: openapi.yaml
    targets:
      ts-server: { handlers: true }
`;
const file = "generated/users/ts-server/handlers/users.ts";

/** The contract with one operation more. */
const grown = contract.replace(
  "components:",
  `  /users:
    get:
      operationId: listUsers
      tags: [users]
      responses:
        "200": { description: All users, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/User' } } } } }
components:`,
);

const setUp = (): void => {
  put("openapi.yaml", contract);
  put("mortise.yaml", config);
};

const made = `// Yours. Mortise made this file once; from now on it adds what new operations need, and changes nothing else.

import { NotImplemented, type UsersHandlers } from "../index.js";

export const users: UsersHandlers = {
  getUser() {
    throw new NotImplemented();
  },
};
`;

const written = `import { store } from "../../../../store.js";
import type { UsersHandlers } from '../index.js'   // mine

export const users: UsersHandlers = {
    /** Reads one. */
    getUser: async ({ path }) => ({ status: 200,   body: await store.find(path.id) }), // one line
};\r
// the end, without a line end`;

const extended = `import { store } from "../../../../store.js";
import type { UsersHandlers } from '../index.js'
import { NotImplemented } from "../index.js";   // mine

export const users: UsersHandlers = {
    /** Reads one. */
    getUser: async ({ path }) => ({ status: 200,   body: await store.find(path.id) }), // one line

    listUsers() {
        throw new NotImplemented();
    },
};\r
// the end, without a line end`;

describe("files of handlers are the user's", () => {
  test("made once, and they compile", () => {
    setUp();
    expect(mortise("generate").status).toBe(0);
    expect(read(file)).toBe(made);
    expect(mortise("check").status).toBe(0);
  });

  test("extended when the contract grows, and not otherwise", () => {
    setUp();
    mortise("generate");
    put(file, written);
    expect(mortise("generate").status).toBe(0);
    expect(mortise("check").status).toBe(0);
    expect(read(file)).toBe(written);
    put("openapi.yaml", grown);
    expect(mortise("check").out).toMatch(/stale.*handlers\/users\.ts|handlers\/users\.ts.*stale/);
    expect(read(file)).toBe(written);
    expect(mortise("generate").status).toBe(0);
    expect(read(file)).toBe(extended);
    expect([mortise("check").status, mortise("generate").out]).toEqual([0, "users  ts-server  up to date\n"]);
  });

  test("kept when the contract shrinks, and when the operation's group is gone", () => {
    setUp();
    put("openapi.yaml", grown);
    mortise("generate");
    put(file, written);
    put("openapi.yaml", contract.replace("tags: [users]", "tags: [people]"));
    expect(mortise("generate").status).toBe(0);
    expect(read(file)).toBe(written);
    expect(exists("generated/users/ts-server/handlers/people.ts")).toBe(true);
  });

  test("one that can't be read stops the run, and nothing is written", () => {
    setUp();
    mortise("generate");
    const before = read("generated/users/ts-server/operations/users.ts");
    put(file, "export const users = {\n  getUser( {\n};\n");
    put("openapi.yaml", grown);
    const { status, err, out } = mortise("generate");
    expect(status).toBe(2);
    expect(out + err).toContain("handlers/users.ts' is yours and lacks something new, but it can't be read: line 3:");
    expect([read("generated/users/ts-server/operations/users.ts"), read(file)]).toEqual([before, "export const users = {\n  getUser( {\n};\n"]);
  });

  test("without the option there are none", () => {
    put("openapi.yaml", contract);
    put("mortise.yaml", config.replace("{ handlers: true }", "{}"));
    mortise("generate");
    expect(exists(file)).toBe(false);
  });
});

test("a handler that nobody wrote doesn't compile", { timeout: 60_000 }, () => {
  setUp();
  mortise("generate");
  const folder = path("generated/users/ts-server");
  put(file, made.replace("getUser", "getUsr"));
  const found = compile(folder, "tsc 7", "NodeNext", ["index.ts", "handlers/*.ts"], onNode);
  expect(found).toContain("'getUsr' does not exist in type 'UsersHandlers'");
  rmSync(join(folder, "package.json"));
});
