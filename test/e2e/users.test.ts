import { describe, expect, expectTypeOf, test } from "vitest";
import type { CreateUserResult, DeleteUserResult, GetUserResult, ListUsersResult, OffContractError, Problem, User, UserInput, UserPage } from "../../generated/users/ts-client/index.js";
import { loadUsers } from "./clients.js";
import { send, sendProblem } from "./server.js";
import { startUsers } from "./users-server.js";

const { createClient, createUser, deleteUser, getUser, isApiError, isOffContract, listUsers, OffContractError: OffContract, ApiError, replaceUser, Role, unwrap, updateUser } = await loadUsers();
const server = await startUsers();
const client = createClient({ baseUrl: server.url, auth: { bearerAuth: "good" }, retries: 0 });
const grace: UserInput = { name: "Grace Hopper", email: "grace@example.com", password: "correct horse battery" };

describe("a user's life, on the wire", () => {
  test("created, read, replaced, changed, deleted", async () => {
    const created = await createUser(client, { body: { ...grace, nickname: null } });
    if (created.status !== 201 || !created.ok) throw new Error(`201 is what the server says, not ${created.status}`);
    const { id } = created.data;
    expect(created.data).toEqual({ id, name: "Grace Hopper", email: "grace@example.com", role: "user", nickname: null, created_at: "2026-03-15T00:00:00Z" });
    expect(created.response.headers.get("location")).toBe(`/users/${id}`);
    expect(server.seen[0]).toMatchObject({ method: "POST", url: "/users", headers: { "content-type": "application/json", accept: "application/json, application/problem+json", authorization: "Bearer good" } });
    expect(server.seen[0]?.body).toBe('{"name":"Grace Hopper","email":"grace@example.com","password":"correct horse battery","nickname":null}');
    expect(server.stored.get(String(id))?.password).toBe(grace.password);

    expect(await getUser(client, { path: { id } })).toMatchObject({ ok: true, status: 200, data: { id, name: "Grace Hopper" }, operation: "getUser" });
    expect(await replaceUser(client, { path: { id }, body: { ...grace, role: Role.Admin } })).toMatchObject({ ok: true, data: { role: "admin" } });
    expect(await updateUser(client, { path: { id }, body: { nickname: "Amazing" } })).toMatchObject({ ok: true, data: { nickname: "Amazing", role: "admin" } });
    expect(await deleteUser(client, { path: { id } })).toMatchObject({ ok: true, status: 204, data: undefined });
    expect(await getUser(client, { path: { id } })).toMatchObject({ ok: false, status: 404, error: { detail: `There is no user ${id}.` } });
    expect(server.seen.map(({ method, url }) => `${method} ${url}`)).toEqual(["POST /users", `GET /users/${id}`, `PUT /users/${id}`, `PATCH /users/${id}`, `DELETE /users/${id}`, `GET /users/${id}`]);
  });

  test("filters and limits are the query", async () => {
    const result = await listUsers(client, { query: { role: Role.User, limit: 2, cursor: undefined } });
    expect(result).toMatchObject({ status: 200, data: { items: [{ name: "Bob" }, { name: "Cleo" }], next_cursor: "at-2" } });
    expect(server.seen[0]?.url).toBe("/users?role=user&limit=2");
    await listUsers(client);
    expect(server.seen[1]?.url).toBe("/users");
  });
});

describe("a switch on the status narrows", () => {
  const tell = (result: GetUserResult): string => {
    switch (result.status) {
      case 200:
        expectTypeOf(result.data).toEqualTypeOf<User>();
        return result.data.name;
      case 404:
        expectTypeOf(result.error).toEqualTypeOf<Problem>();
        return result.error.title;
      default:
        // 'default' of the contract: every other status has a problem document too.
        expectTypeOf(result.ok).toEqualTypeOf<false>();
        expectTypeOf(result.error).toEqualTypeOf<Problem>();
        return `${result.status}: ${result.error.title}`;
    }
  };

  test.each<readonly [status: number, told: string]>([
    [404, "Not here"],
    [503, "503: Not here"],
    [418, "418: Not here"],
  ])("%s", async (status, told) => {
    server.next(({ response }) => sendProblem(response, status, "Not here"));
    expect(tell(await getUser(client, { path: { id: 1 } }))).toBe(told);
  });

  test("a success, and ok alone", async () => {
    const result = await getUser(client, { path: { id: 1 } });
    expect(tell(result)).toBe("Ada");
    if (result.ok) expectTypeOf(result.data).toEqualTypeOf<User>();
    else expectTypeOf(result.error).toEqualTypeOf<Problem>();
    const deleted: DeleteUserResult = await deleteUser(client, { path: { id: 77 } });
    if (deleted.ok) expectTypeOf(deleted).toHaveProperty("data").toEqualTypeOf<undefined>();
    expectTypeOf<Extract<ListUsersResult, { ok: true }>["data"]>().toEqualTypeOf<UserPage>();
    const narrowed = (created: CreateUserResult): Problem | undefined => (created.status === 409 ? created.error : undefined);
    expectTypeOf(narrowed).returns.toEqualTypeOf<Problem | undefined>();
  });

  test("functions have their names, for stack traces", () => {
    expect([listUsers, getUser].map(({ name }) => name)).toEqual(["listUsers", "getUser"]);
  });

  test("every place of a broken request is told", async () => {
    const result = await listUsers(client, { query: { limit: 0 } });
    if (result.status !== 400) throw new Error("400 is what the server says");
    expect(result.error.violations).toEqual([{ in: "query", pointer: "/limit", rule: "minimum", message: "must be at least 1" }]);
  });
});

describe("an answer off the contract keeps its status", () => {
  test.each<readonly [name: string, status: number, body: string, type: string | undefined, reason: RegExp]>([
    ["a proxy's page for a failure", 502, "<h1>Bad gateway</h1>", "text/html", /as 'text\/html', where the contract promises application\/problem\+json/],
    ["a proxy's page for a success", 200, "<h1>Sign in to the Wi-Fi</h1>", "text/html", /as 'text\/html'/],
    ["broken JSON", 200, '{"id": 1,', "application/json", /not JSON/],
    ["an empty body", 200, "", "application/json", /the body is empty/],
  ])("%s", async (_, status, body, type, reason) => {
    server.next(({ response }) => void response.writeHead(status, type === undefined ? {} : { "content-type": type }).end(body));
    const result = await getUser(client, { path: { id: 1 } });
    expect(result).toMatchObject({ ok: false, status, operation: "getUser" });
    if (!isOffContract(result)) throw new Error("it is off the contract");
    expect(result.offContract).toBeInstanceOf(OffContract);
    expect(result.offContract).toMatchObject({ status, reason: expect.stringMatching(reason) as string, text: body });
    expect(result.response.status).toBe(status);
  });

  test("reading the error that never came throws what came instead", async () => {
    server.next(({ response }) => void response.writeHead(502, { "content-type": "text/html" }).end("<h1>Bad gateway</h1>"));
    const result = await getUser(client, { path: { id: 1 } }, { retries: 0 });
    if (result.ok) throw new Error("502 is what came");
    expect(() => result.error.title).toThrow(/GET \/users\/1 answered 502, but as 'text\/html'/);
    expect(result.data).toBe(undefined);
  });

  test("reading the data that never came throws what came instead", async () => {
    server.next(({ response }) => void response.writeHead(200, { "content-type": "text/html" }).end("<h1>Sign in</h1>"));
    const result = await getUser(client, { path: { id: 1 } });
    if (result.status !== 200) throw new Error("200 is what the server says");
    expect(() => result.data.name).toThrow(/GET \/users\/1 answered 200, but as 'text\/html'/);
  });
});

describe("unwrap", () => {
  test("gives the data", async () => {
    const user = await unwrap(getUser(client, { path: { id: 1 } }));
    expectTypeOf(user).toEqualTypeOf<User>();
    expect(user.name).toBe("Ada");
  });

  test("throws what is no success, typed by status", async () => {
    const error: unknown = await unwrap(getUser(client, { path: { id: 99 } })).catch((thrown: unknown) => thrown);
    if (!isApiError<GetUserResult>(error)) throw new Error("an ApiError is what unwrap throws");
    if (error.status === 404) expectTypeOf(error.error).toEqualTypeOf<Problem | undefined>();
    if (error.status === 404 && !(error instanceof OffContract)) expectTypeOf(error.error).toEqualTypeOf<Problem>();
    expect(error).toMatchObject({ name: "ApiError", status: 404, operation: "getUser", message: "getUser answered 404: No such user", error: { code: "not_found" } });
    expect(error).toBeInstanceOf(ApiError);
  });

  test("throws an answer off the contract as what it is", async () => {
    server.next(({ response }) => void response.writeHead(200, { "content-type": "text/html" }).end("?"));
    const error: unknown = await unwrap(getUser(client, { path: { id: 1 } })).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(OffContract);
    expect((error as OffContractError).status).toBe(200);
  });
});

describe("pages", () => {
  test("items of all pages, each fetched when it is needed", async () => {
    const names: string[] = [];
    for await (const user of listUsers.items(client, { query: { limit: 2 } })) {
      expectTypeOf(user).toEqualTypeOf<User>();
      names.push(user.name);
      expect(server.seen.length).toBe(Math.ceil(names.length / 2));
    }
    expect(names).toEqual(["Ada", "Bob", "Cleo", "Dan", "Eve"]);
    expect(server.seen.map(({ url }) => url)).toEqual(["/users?limit=2", "/users?limit=2&cursor=at-2", "/users?limit=2&cursor=at-4"]);
  });

  test("page by page, and no further than is asked for", async () => {
    for await (const page of listUsers.pages(client, { query: { limit: 2, role: "user" } })) {
      expectTypeOf(page.data).toEqualTypeOf<UserPage>();
      expect(page.data.items).toHaveLength(2);
      break;
    }
    expect(server.seen.map(({ url }) => url)).toEqual(["/users?role=user&limit=2"]);
  });

  test("from a cursor that was kept", async () => {
    const names = [];
    for await (const user of listUsers.items(client, { query: { cursor: "at-3" } })) names.push(user.name);
    expect(names).toEqual(["Dan", "Eve"]);
  });

  test("a page that fails throws", async () => {
    server.next(({ response }) => send(response, 200, { items: [], next_cursor: "at-1" }), ({ response }) => sendProblem(response, 503, "Busy"));
    const walk = async (): Promise<void> => {
      for await (const _ of listUsers.items(client)) throw new Error("there are none");
    };
    await expect(walk()).rejects.toMatchObject({ name: "ApiError", status: 503, error: { title: "Busy" } });
  });
});
