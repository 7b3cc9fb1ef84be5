import { afterAll, beforeAll, expect, test } from "vitest";
import { loadUsers } from "../clients.js";
import { buildServer, loadModule } from "./kitchen.js";

/** A small application as a team would write it: handlers with a store, tokens with roles, served over node:http, called with the SDK. */

type UsersServer = typeof import("../../../generated/users/ts-server/index.js");
type Handlers = import("../../../generated/users/ts-server/index.js").Handlers<{ bearerAuth: Caller }>;
type User = import("../../../generated/users/ts-server/index.js").User;

interface Caller {
  readonly name: string;
  readonly isAdmin: boolean;
}

const users = await loadUsers();
const { createServer, Forbidden } = await loadModule<UsersServer>(await buildServer("users", {}), "index.js");

const stored = new Map<number, User>();
const callers: Readonly<Record<string, Caller>> = { "ada's": { name: "Ada", isAdmin: true }, "bob's": { name: "Bob", isAdmin: false } };
const isTaken = (email: string, id?: number): boolean => [...stored.values()].some((user) => user.email === email && user.id !== id);
const noUser = { status: 404, body: { title: "No such user", status: 404, code: "no_such_user" } } as const;
const taken = { status: 409, body: { title: "Email taken", status: 409 } } as const;

const handlers: Handlers = {
  listUsers({ query }) {
    const all = [...stored.values()].filter(({ role }) => query.role === undefined || role === query.role);
    const start = Number(query.cursor ?? 0);
    const end = start + query.limit;
    return { status: 200, body: { items: all.slice(start, end), next_cursor: end < all.length ? String(end) : null } };
  },

  createUser({ body }, call) {
    if (!call.auth.bearerAuth.isAdmin) throw new Forbidden();
    if (isTaken(body.email)) return taken;
    const { password: _, ...shown } = body;
    const user: User = { ...shown, id: stored.size + 1, created_at: "2026-03-14T09:26:53Z" };
    stored.set(user.id, user);
    return { status: 201, headers: { Location: `/users/${user.id}` }, body: user };
  },

  getUser({ path }) {
    const user = stored.get(path.id);
    return user ? { status: 200, body: user } : noUser;
  },

  replaceUser({ path, body }) {
    const user = stored.get(path.id);
    if (!user) return noUser;
    if (isTaken(body.email, user.id)) return taken;
    const { password: _, ...shown } = body;
    const replaced: User = { ...shown, id: user.id, created_at: user.created_at };
    stored.set(user.id, replaced);
    return { status: 200, body: replaced };
  },

  updateUser({ path, body }) {
    const user = stored.get(path.id);
    if (!user) return noUser;
    const { password: _, ...changes } = body;
    const changed: User = { ...user, ...changes };
    stored.set(user.id, changed);
    return { status: 200, body: changed };
  },

  deleteUser({ path }) {
    return stored.delete(path.id) ? { status: 204 } : noUser;
  },
};

const server = createServer<{ bearerAuth: Caller }>(handlers, { security: { bearerAuth: (token) => callers[token] }, log: false, checkResponses: true });

let url = "";
beforeAll(async () => {
  ({ url } = await server.listen({ port: 0, host: "127.0.0.1" }));
});
afterAll(() => server.close({ graceMs: 100 }));

const as = (token: string): ReturnType<typeof users.createClient> => users.createClient({ baseUrl: url, retries: 0, auth: { bearerAuth: token } });
const make = (name: string): { name: string; email: string; password: string } => ({ name, email: `${name.toLowerCase()}@example.com`, password: "correct horse battery" });

test("a user's life", async () => {
  const ada = as("ada's");
  const created = await users.createUser(ada, { body: make("Cleo") });
  if (created.status !== 201) throw new Error(JSON.stringify(created));
  expect([created.data, created.response.headers.get("location")]).toEqual([{ id: 1, name: "Cleo", email: "cleo@example.com", role: "user", created_at: "2026-03-14T09:26:53Z" }, "/users/1"]);
  expect((await users.createUser(ada, { body: make("Cleo") })).status).toBe(409);
  expect((await users.updateUser(ada, { path: { id: 1 }, body: { role: "admin" } })).data).toMatchObject({ name: "Cleo", role: "admin" });
  // What is left out of a replacement is its default again.
  expect((await users.replaceUser(ada, { path: { id: 1 }, body: make("Cleopatra") })).data).toMatchObject({ name: "Cleopatra", role: "user" });
  expect((await users.deleteUser(ada, { path: { id: 1 } })).status).toBe(204);
  const gone = await users.getUser(ada, { path: { id: 1 } });
  expect([gone.status, gone.error]).toEqual([404, expect.objectContaining({ code: "no_such_user" })]);
});

test("page after page", async () => {
  const ada = as("ada's");
  for (const name of ["Dan", "Eve", "Fay", "Gus", "Hal"]) await users.createUser(ada, { body: make(name) });
  const names: string[] = [];
  for await (const user of users.listUsers.items(ada, { query: { limit: 2 } })) names.push(user.name);
  expect(names).toEqual(["Dan", "Eve", "Fay", "Gus", "Hal"]);
});

test("who may, and what", async () => {
  expect((await users.listUsers(as("bob's"))).status).toBe(200);
  expect((await users.createUser(as("bob's"), { body: make("Ida") })).status).toBe(403);
  const nobody = await users.listUsers(as("mallory's"));
  expect([nobody.status, nobody.response.headers.get("www-authenticate")]).toEqual([401, expect.stringContaining("Bearer")]);
  const refused = await users.createUser(as("ada's"), { body: { ...make("Ida"), email: "nowhere" } });
  expect([refused.status, refused.error]).toEqual([400, expect.objectContaining({ violations: [expect.objectContaining({ in: "body", pointer: "/email", rule: "format" })] })]);
});
