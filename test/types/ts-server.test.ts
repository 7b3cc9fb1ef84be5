import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compile, onNode } from "../targets/compile.js";
import { emitServer, makeFolder, root, writeFiles } from "../targets/generate.js";

const folder = makeFolder("server-types");
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const head = `import { createServer, NotImplemented, type Handlers, type UsersHandlers } from "./users/index.js";
import { createServer as createKitchen, type Handlers as KitchenHandlers } from "./kitchen/index.js";
type Of<M extends keyof Handlers> = Awaited<ReturnType<Handlers[M]>>;
type Kitchen<M extends keyof KitchenHandlers> = Awaited<ReturnType<KitchenHandlers[M]>>;
declare const handlers: Handlers;
declare const kitchen: KitchenHandlers;
const user = { id: 7, name: "Ada", email: "ada@example.com", created_at: "2026-03-14T09:26:53Z" };
const problem = { title: "No", status: 404 };
void [createServer, createKitchen, handlers, kitchen, user, problem, NotImplemented];
`;

/** What compiles, and what doesn't: the compiler's words for it. */
const rows: readonly (readonly [name: string, code: string, want?: string])[] = [
  ["an answer of a status has its body", 'const a: Of<"getUser"> = { status: 200, body: user };'],
  ["a status with another's body", 'const a: Of<"getUser"> = { status: 200, body: problem };', "is missing the following properties from type 'User'"],
  ["a status that nothing documents is the default's", 'const a: Of<"getUser"> = { status: 503, body: problem };'],
  ["a number that is no status", 'const a: Of<"getUser"> = { status: 600, body: problem };', "Type '600' is not assignable"],
  ["no body where none is documented", 'const a: Of<"deleteUser"> = { status: 204 };'],
  ["a body where none is documented", 'const a: Of<"deleteUser"> = { status: 204, body: {} };', "Type '{}' is missing"],
  ["a header that is required", 'const a: Of<"createUser"> = { status: 201, body: user };', "Property 'headers' is missing"],
  ["it, and others beside it", 'const a: Of<"createUser"> = { status: 201, headers: { Location: "/users/7", "X-Cache": "no" }, body: user };'],
  ["a header that is not as documented", 'const a: Of<"createUser"> = { status: 201, headers: { Location: 7 }, body: user };', "Type 'number' is not assignable to type 'string'"],
  ["a member that the schema has only in requests", 'const a: Of<"getUser"> = { status: 200, body: { ...user, password: "x".repeat(12) } };', "'password' does not exist"],
  ["parameters have the types of their schemas", 'const h: Pick<Handlers, "getUser"> = { getUser({ path }) { const id: number = path.id; void id; throw new NotImplemented(); } };'],
  ["a parameter with a default is always there", 'const h: Pick<Handlers, "listUsers"> = { listUsers({ query }) { const limit: number = query.limit; void limit; throw new NotImplemented(); } };'],
  ["one without may be absent", 'const h: Pick<Handlers, "listUsers"> = { listUsers({ query }) { const role: string = query.role; void role; throw new NotImplemented(); } };', "Type 'undefined' is not assignable to type 'string'"],
  ["a body's defaults are filled in", 'const h: Pick<Handlers, "createUser"> = { createUser({ body }) { const role: "guest" | "user" | "admin" = body.role; void role; throw new NotImplemented(); } };'],
  ["a body has no members that only answers have", 'const h: Pick<Handlers, "createUser"> = { createUser({ body }) { void body.id; throw new NotImplemented(); } };', "Property 'id' does not exist on type 'UserInput'"],
  ["handlers may wait or not", 'const h: Pick<Handlers, "deleteUser"> = { async deleteUser() { return { status: 204 }; } };'],
  ["a handler that is forgotten", "createServer({} as UsersHandlers); const all: Handlers = { ...({} as Omit<UsersHandlers, \"getUser\">) };", "Property 'getUser' is missing"],
  ["a security function that is forgotten", "createServer(handlers, {});", "Property 'security' is missing"],
  ["a server is made", 'createServer(handlers, { security: { bearerAuth: (token) => (token === "good" ? { name: token } : undefined) }, log: false });'],
  ["an option of an operation that isn't there", "createServer(handlers, { security: { bearerAuth: () => 1 }, operations: { getUsr: { maxBodyBytes: 1 } } });", "'getUsr' does not exist"],
  [
    "who calls reaches the handler with its type",
    'interface Me { readonly admin: boolean }\nconst mine: Handlers<{ bearerAuth: Me }> = { ...handlers, deleteUser(_, { auth }) { return auth.bearerAuth.admin ? { status: 204 } : { status: 403, body: problem }; } };\ncreateServer(mine, { security: { bearerAuth: async (): Promise<Me | undefined> => undefined } });',
  ],
  ["and its function must give that", "interface Me { readonly admin: boolean }\ndeclare const mine: Handlers<{ bearerAuth: Me }>;\ncreateServer(mine, { security: { bearerAuth: () => ({ name: 1 }) } });", "is not assignable"],
  ["several media types: contentType says which", 'const a: Kitchen<"mirrorText"> = { status: 200, contentType: "text/csv", body: "a,b" };'],
  ["and must be said", 'const a: Kitchen<"mirrorText"> = { status: 200, body: "a,b" };', "Property 'contentType' is missing"],
  ["it tells the body's type", 'const h: Pick<KitchenHandlers, "mirrorJson"> = { mirrorJson(request) { if (request.contentType === "application/json") void request.body.steps; throw new NotImplemented(); } };'],
  ["a stream is any iterable", 'const a: Kitchen<"mirrorLines"> = { status: 200, body: (async function* () { yield { words: ["soup"] }; })() };'],
  ["its items have their type", 'const a: Kitchen<"mirrorLines"> = { status: 200, body: [7] };', "is not assignable"],
  ["a file is an upload", 'const h: Pick<KitchenHandlers, "mirrorUpload"> = { async mirrorUpload({ body }) { const bytes: Uint8Array = await body.photo.bytes(); void bytes; throw new NotImplemented(); } };'],
  ["bytes are sent as bytes", 'const a: Kitchen<"mirrorBinary"> = { status: 200, contentType: "image/png", body: new Uint8Array([1]) };'],
  ["a principal of one of several schemes may be absent", 'const h: Pick<KitchenHandlers<Record<keyof import("./kitchen/index.js").Principals, string>>, "mirrorAny"> = { mirrorAny(_, { auth }) { const name: string = auth.bearer; void name; throw new NotImplemented(); } };', "is not assignable to type 'string'"],
];

describe("types of a server", () => {
  let found: readonly string[] = [];
  beforeAll(async () => {
    writeFiles(join(folder, "users"), await emitServer(join(root, "specs/users/openapi.yaml")));
    writeFiles(join(folder, "kitchen"), await emitServer(join(root, "specs/kitchen-sink/openapi.yaml")));
    rows.forEach(([, code], index) => writeFileSync(join(folder, `row-${index}.ts`), `${head}${code}\nexport {};\n`));
    found = compile(folder, "tsc 7", "NodeNext", undefined, onNode).split(/\n(?=\S)/);
  }, 120_000);

  test.each(rows.map((row, index) => [...[row[0], row[1]], index, row[2]] as const))("%s", (_, __, index, want) => {
    const own = found.filter((line) => line.includes(`row-${index}.ts`)).join("\n");
    if (want === undefined) expect(own).toBe("");
    else expect(own).toContain(want);
  });

  test("all else compiles", () => expect(found.filter((line) => line !== "" && !line.includes("row-"))).toEqual([]));
});
