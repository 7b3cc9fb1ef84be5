import { describe, expect, test } from "vitest";
import type { LogEntry } from "../../generated/users/ts-client/index.js";
import { loadKitchen, loadPlatform, loadUsers } from "./clients.js";
import { send, sendProblem } from "./server.js";
import { startUsers } from "./users-server.js";

const { createClient, createUser, getUser, listUsers, RequestError, unwrap } = await loadUsers();
const platform = await loadPlatform();
const kitchen = await loadKitchen();
const server = await startUsers();
const auth = { bearerAuth: "good" };
const base = { baseUrl: server.url, auth, retries: 0 };
const one = { path: { id: 1 } };

/** A `fetch` that only tells where it was asked to go. */
function recorder(): { readonly urls: string[]; readonly fetch: (input: string | Request) => Promise<Response> } {
  const urls: string[] = [];
  const answer = (input: string | Request): Promise<Response> => {
    urls.push(typeof input === "string" ? input : input.url);
    return Promise.resolve(Response.json({ items: [], next_cursor: null, status: "ok" }));
  };
  return { urls, fetch: answer };
}

describe("where the API lives", () => {
  test.each<readonly [name: string, baseUrl: string | URL, path: string]>([
    ["a base URL", server.url, "/users/1"],
    ["with a slash at its end", `${server.url}/`, "/users/1"],
    ["with a path", `${server.url}/api/v2/`, "/api/v2/users/1"],
    ["with a query that every call needs", `${server.url}/?tenant=7`, "/users/1?tenant=7"],
    ["as a URL object", new URL(server.url), "/users/1"],
  ])("%s", async (_, baseUrl, path) => {
    await getUser(createClient({ ...base, baseUrl }), one);
    expect(server.seen[0]?.url).toBe(path);
  });

  test("the contract's servers, by URL, name and variables", async () => {
    const { urls, fetch } = recorder();
    await listUsers(createClient({ fetch }));
    await listUsers(createClient({ fetch, server: "https://users.example.com/v1" }));
    await platform.checkLive(platform.createClient({ fetch, server: "https://{region}.ai.example.com/api/v1" }));
    await platform.checkLive(platform.createClient({ fetch, server: "https://{region}.ai.example.com/api/v1", variables: { region: "us" } }));
    await kitchen.readMenu(kitchen.createClient({ fetch }));
    await kitchen.readMenu(kitchen.createClient({ fetch, server: "production", variables: { region: "ap", port: "8443", base: "v2" } }));
    await kitchen.readMenu(kitchen.createClient({ fetch, server: "local" }));
    expect(urls).toEqual([
      "http://localhost:8080/users",
      "https://users.example.com/v1/users",
      "https://eu.ai.example.com/api/v1/health/live",
      "https://us.ai.example.com/api/v1/health/live",
      "https://eu.kitchen.example.com:443/v1/staff/anyone",
      "https://ap.kitchen.example.com:8443/v2/staff/anyone",
      "http://localhost:8080/staff/anyone",
    ]);
  });

  test("an operation's own server, unless a base URL is given", async () => {
    const { urls, fetch } = recorder();
    const order = { path: { order_id: "0d2f7c5e" } };
    await kitchen.getOrder(kitchen.createClient({ fetch }), order);
    await kitchen.cancelOrder(kitchen.createClient({ fetch }), order);
    await kitchen.getOrder(kitchen.createClient({ fetch, baseUrl: "http://here.example.com" }), order);
    expect(urls).toEqual(["https://window.tables.kitchen.example.com/orders/0d2f7c5e", "https://counter.kitchen.example.com/orders/0d2f7c5e", "http://here.example.com/orders/0d2f7c5e"]);
  });

  test("what the contract doesn't have is refused, by types and at run time", () => {
    // @ts-expect-error there is no such server
    expect(() => createClient({ server: "https://users.example.com/v2" })).toThrow(RequestError);
    // @ts-expect-error there is no such region
    expect(() => platform.createClient({ server: "https://{region}.ai.example.com/api/v1", variables: { region: "moon" } })).toThrow(/'region' must be one of: eu, us/);
    // @ts-expect-error there is no such scheme
    expect(() => createClient({ auth: { apiKey: "x" } })).toThrow(/no security scheme 'apiKey'/);
  });

  test("one call elsewhere", async () => {
    await getUser(createClient({ ...base, baseUrl: "http://127.0.0.1:1" }), one, { baseUrl: `${server.url}/canary` });
    expect(server.seen[0]?.url).toBe("/canary/users/1");
  });
});

describe("headers", () => {
  test("of the client and of the call, as values and functions, left out by undefined", async () => {
    let count = 0;
    const client = createClient({ ...base, headers: { "X-Fixed": "f", "X-Asked": () => `a${++count}`, "x-later": async () => "l", "X-Gone": "g", "User-Agent": "tests" } });
    await getUser(client, one, { headers: { "x-fixed": "call", "X-GONE": undefined, "X-Own": "ü" } });
    await getUser(client, one);
    expect(server.seen[0]?.headers).toMatchObject({ "x-fixed": "call", "x-asked": "a1", "x-later": "l", "user-agent": "tests" });
    expect(Buffer.from(String(server.seen[0]?.headers["x-own"]), "latin1").toString("utf8")).toBe("ü");
    expect(server.seen[0]?.headers).not.toHaveProperty("x-gone");
    expect(server.seen[1]?.headers).toMatchObject({ "x-fixed": "f", "x-asked": "a2", "x-gone": "g" });
  });

  test("a line break can't smuggle another header", async () => {
    await expect(getUser(createClient(base), one, { headers: { "X-Evil": "a\r\nX-Admin: 1" } })).rejects.toThrow(RequestError);
    expect(server.seen).toHaveLength(0);
  });

  test("a client made of another has its options and more", async () => {
    const client = createClient({ ...base, headers: { "X-A": "1" } });
    await getUser(client.with({ headers: { "X-B": "2" } }), one);
    await getUser(client, one);
    expect(server.seen[0]?.headers).toMatchObject({ "x-a": "1", "x-b": "2", authorization: "Bearer good" });
    expect(server.seen[1]?.headers).not.toHaveProperty("x-b");
  });
});

describe("fetch", () => {
  test("another one, and what is passed to it", async () => {
    const calls: unknown[] = [];
    const client = createClient({ ...base, init: { cache: "no-store" }, fetch: (input, init) => (calls.push([input, init?.cache, init?.keepalive]), fetch(input, init)) });
    expect(await getUser(client, one, { init: { keepalive: true } })).toMatchObject({ ok: true });
    expect(calls).toEqual([[`${server.url}/users/1`, "no-store", true]]);
  });
});

describe("interceptors", () => {
  test("see every request and answer, in order, and may replace them", async () => {
    const order: string[] = [];
    const mark = (name: string) => ({
      request: (request: Request): Request => {
        order.push(`> ${name}`);
        const marked = new Request(request);
        marked.headers.set(`x-${name}`, "1");
        return marked;
      },
      response: (_: Response, request: Request, call: { readonly operation: string; readonly attempt: number }): void => void order.push(`< ${name} ${call.operation} ${call.attempt} ${request.headers.get("x-outer")}`),
    });
    const client = createClient({ ...base, interceptors: [mark("outer")] });
    expect(await createUser(client, { body: { name: "Fay", email: "fay@example.com", password: "correct horse battery" } }, { interceptors: [mark("inner")] })).toMatchObject({ status: 201, data: { name: "Fay" } });
    expect(order).toEqual(["> outer", "> inner", "< inner createUser 1 1", "< outer createUser 1 1"]);
    expect(server.seen[0]?.headers).toMatchObject({ "x-outer": "1", "x-inner": "1", "content-type": "application/json" });
  });

  test("one that answers by itself", async () => {
    const client = createClient({ ...base, interceptors: [{ response: () => Response.json({ id: 1, name: "Cached" }) }] });
    expect(await unwrap(getUser(client, one))).toMatchObject({ name: "Cached" });
  });
});

describe("what goes with a request", () => {
  test("trace context: a new one a call, or the caller's", async () => {
    await getUser(createClient({ ...base, trace: true }), one);
    await getUser(createClient({ ...base, trace: true }), one);
    await getUser(createClient(base), one, { trace: () => ({ traceparent: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", tracestate: "a=b" }) });
    await getUser(createClient(base), one);
    const [first, second, third, fourth] = server.seen.map(({ headers }) => headers["traceparent"]);
    expect(first).toMatch(/^00-[\da-f]{32}-[\da-f]{16}-01$/);
    expect(second).not.toBe(first);
    expect([third, server.seen[2]?.headers["tracestate"], fourth]).toEqual(["00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "a=b", undefined]);
  });

  test("request ids: the server's, else the one that was sent, the same for every attempt", async () => {
    const client = createClient({ ...base, requestId: true, retries: { delay: 1 } });
    server.next(({ response }) => send(response, 503));
    const result = await getUser(client, one);
    const [first, second] = server.seen.map(({ headers }) => headers["x-request-id"]);
    expect(first).toMatch(/^[\da-f-]{36}$/);
    expect([second, result.requestId]).toEqual([first, first]);
    server.next(({ response }) => sendProblem(response, 404, "None", {}, { "x-request-id": "theirs" }));
    expect(await getUser(client, one)).toMatchObject({ status: 404, requestId: "theirs" });
    const own = await getUser(createClient({ ...base, requestId: "X-Correlation" }), one);
    expect(server.seen.at(-1)?.headers["x-correlation"]).toBe(own.requestId);
  });

  test("a log without secrets", async () => {
    const log: LogEntry[] = [];
    const secret = "very-secret";
    server.next(({ response }) => send(response, 503));
    const client = createClient({ ...base, auth: { bearerAuth: secret }, headers: { "X-Key": secret }, retries: { delay: 1 }, log: (entry) => void log.push(entry), requestId: true });
    await listUsers(client, { query: { cursor: secret } });
    await createUser(client, { body: { name: "x", email: "x@example.com", password: secret } });
    expect(log.map(({ event, operation, method, path, attempt }) => [event, operation, method, path, attempt])).toEqual([
      ["start", "listUsers", "GET", "/users", 1],
      ["retry", "listUsers", "GET", "/users", 1],
      ["end", "listUsers", "GET", "/users", 2],
      ["start", "createUser", "POST", "/users", 1],
      ["end", "createUser", "POST", "/users", 1],
    ]);
    expect(log[2]).toMatchObject({ status: 401, url: `${server.url}/users`, duration: expect.any(Number) as number, requestId: server.seen[0]?.headers["x-request-id"] });
    expect(JSON.stringify(log)).not.toContain(secret);
  });
});

describe("what the contract doesn't know", () => {
  test("the raw response is always there", async () => {
    const result = await getUser(createClient(base), one);
    expect(result.response).toBeInstanceOf(Response);
    expect(result.response.headers.get("content-type")).toBe("application/json");
    expect(result.response.url).toBe(`${server.url}/users/1`);
  });

  test("a request of one's own, with everything that the client has", async () => {
    server.next(({ seen, response }) => send(response, 200, { was: seen.method }, { "x-more": "1" }));
    const client = createClient({ ...base, headers: { "X-A": "1" } });
    const answer = await client.request("POST", "/beta/{id}/things", { path: { id: "a b" }, query: { deep: { er: true }, list: ["a", "b"] }, headers: { "X-B": 2 }, body: { n: 1 } });
    expect(answer).toMatchObject({ ok: true, status: 200, data: { was: "POST" } });
    expect(answer.response.headers.get("x-more")).toBe("1");
    expect(server.seen[0]).toMatchObject({ url: "/beta/a%20b/things?deep%5Ber%5D=true&list=a&list=b", body: '{"n":1}', headers: { authorization: "Bearer good", "x-a": "1", "x-b": "2", "content-type": "application/json" } });
  });

  test("a form, a text, an answer that is no JSON", async () => {
    server.next(({ response }) => void response.writeHead(201, { "content-type": "text/plain" }).end("done"));
    const form = new FormData();
    form.set("a", "1");
    expect(await createClient(base).request("PUT", "/upload", { body: form })).toMatchObject({ status: 201, data: "done" });
    expect(server.seen[0]?.headers["content-type"]).toMatch(/^multipart\/form-data; boundary=/);
  });

  test("another origin gets no credentials", async () => {
    const elsewhere = server.url.replace("127.0.0.1", "localhost");
    await createClient({ ...base, headers: { "X-A": "1" } }).request("GET", `${elsewhere}/users/1`);
    expect(server.seen[0]?.headers).not.toHaveProperty("authorization");
    expect(server.seen[0]?.headers).not.toHaveProperty("x-a");
  });
});
