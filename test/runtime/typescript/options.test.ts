import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { apiKey, bearer, type ClientOptions, connect, type ContractSpec, type FetchInit, json, type LogEntry, RequestError, type ServerChoice } from "../../../templates/runtime/typescript/index.js";
import { createClient, getUser } from "./example.js";
import { answer, call, clientFor, operation, quiet, serve } from "./server.js";

describe("where a request goes", () => {
  test.each([
    ["", "/users", "/users"],
    ["/", "/users", "/users"],
    ["/v1", "/users", "/v1/users"],
    ["/v1//", "/users/", "/v1/users/"],
    ["/v1?key=1", "/users", "/v1/users?key=1"],
    ["/v1#x", "/users", "/v1/users"],
    ["", "/a b/é", "/a%20b/%C3%A9"],
    ["", "/a%2Fb/100%", "/a%2Fb/100%25"],
    ["", "/messages?beta=true", "/messages?beta=true"],
    ["", "/a#b", "/a"],
    ["", "users", "/users"],
    ["", "/a//b", "/a//b"],
    ["", "/it's(ok):@!$&*+,;=", "/it's(ok):@!$&*+,;="],
  ])("base %s, path %s: %s", async (prefix, path, want) => {
    const server = await quiet();
    await call(clientFor({ url: server.url + prefix }), { path });
    expect(server.seen[0]?.url).toBe(want);
  });

  test("a fixed query goes before the parameters", async () => {
    const server = await quiet();
    await call(clientFor({ url: `${server.url}/v1?a=1` }), { path: "/x?b=2", parameters: [{ name: "c", in: "query" }] }, { query: { c: 3 } });
    expect(server.seen[0]?.url).toBe("/v1/x?a=1&b=2&c=3");
  });

  test.each([
    ["/users/{id}/v{version}.json", { id: "a/b", version: 2 }, "/users/a%2Fb/v2.json"],
    ["/{a}{b}", { a: 1, b: 2 }, "/12"],
    ["/x{a}", { a: "" }, "/x"],
    ["/a{b", {}, "/a%7Bb"],
  ])("template %s with %o: %s", async (path, values, want) => {
    const server = await quiet();
    await call(clientFor(server), { path }, { path: values });
    expect(server.seen[0]?.url).toBe(want);
  });

  const contract = (url: string): ContractSpec => ({
    servers: [`${url}/first`, { url: `${url}/{env}/{v}`, name: "second", variables: { env: { default: "prod", values: ["prod", "test"] }, v: { default: "v1" } } }],
    schemes: {},
  });

  test.each([
    [{}, "/first/"],
    [{ server: 1 }, "/prod/v1/"],
    [{ server: "second" }, "/prod/v1/"],
    [{ server: "second", variables: { env: "test", v: "v2" } }, "/test/v2/"],
    [{ server: "second", variables: { env: undefined } }, "/prod/v1/"],
  ])("servers of the contract: %o", async (options, want) => {
    const server = await quiet();
    await call(connect(options, contract(server.url)), {});
    expect(server.seen[0]?.url).toBe(want);
    const moved = connect<ClientOptions & ServerChoice>({}, contract(server.url)).with(options);
    await call(moved, {});
    expect(server.seen[1]?.url).toBe(want);
  });

  test.each([
    [{ server: "third" }, /no server 'third'/],
    [{ server: 7 }, /no server '7'/],
    [{ server: 1, variables: { env: "dev" } }, /Server variable 'env' must be one of: prod, test/],
    [{ server: 1, variables: { region: "eu" } }, /has no variable 'region'/],
    [{ auth: { bearer: "x" } }, /no security scheme 'bearer', it has: none/],
  ])("options that the contract doesn't know: %o", (options, message) => {
    expect(() => connect(options, contract("http://x"))).toThrow(message);
    expect(() => connect(options, contract("http://x"))).toThrow(RequestError);
  });

  test("a relative base URL needs a page", async () => {
    await expect(call(connect({}, { servers: ["/v1"], schemes: {} }), {})).rejects.toThrow(/'\/v1' is relative or broken: give the client a whole one as 'baseUrl'/);
  });

  test("an operation's own server, unless there is a baseUrl", async () => {
    const server = await quiet();
    const spec = operation({ path: "/up", servers: [`${server.url}/uploads`] });
    await call(connect({}, contract(server.url)), spec);
    await call(connect({}, contract(server.url)), { ...spec, servers: ["/relative"] });
    await call(clientFor({ url: `${server.url}/mine` }), spec);
    await call(connect({}, contract(server.url)), spec, {}, { baseUrl: new URL(`${server.url}/call`) });
    expect(server.seen.map((seen) => seen.url)).toEqual(["/uploads/up", "/relative/up", "/mine/up", "/call/up"]);
  });
});

describe("headers", () => {
  test("of the client, its functions and the call; the nearest wins, undefined takes away", async () => {
    const server = await quiet();
    let count = 0;
    const api = clientFor(server, { headers: { "X-A": "client", "X-B": () => `n${(count += 1)}`, "X-C": async () => Promise.resolve(undefined), "X-D": "client", "X-E": "ü" } });
    await call(api, { parameters: [{ name: "x-d", in: "header" }] }, { headers: { "x-d": "request" } }, { headers: { "x-a": "call", "x-e": undefined } });
    await call(api, {});
    expect(server.seen[0]?.headers).toMatchObject({ "x-a": "call", "x-b": "n1", "x-d": "request" });
    expect(server.seen[0]?.headers).not.toHaveProperty("x-c");
    expect(server.seen[0]?.headers).not.toHaveProperty("x-e");
    expect(server.seen[1]?.headers).toMatchObject({ "x-a": "client", "x-b": "n2", "x-d": "client" });
    expect(Buffer.from(String(server.seen[1]?.headers["x-e"]), "latin1").toString()).toBe("ü");
  });

  test("Accept is all that the contract knows, until someone says otherwise", async () => {
    const server = await quiet();
    const responses = { 200: { "application/json": json(), "application/xml": json() }, 404: { "application/json": json() }, 204: {} };
    await call(clientFor(server), { responses });
    await call(clientFor(server, { headers: { Accept: "text/csv" } }), { responses });
    await call(clientFor(server), { responses: { 204: {} } });
    expect(server.seen.map((seen) => seen.headers.accept)).toEqual(["application/json, application/xml", "text/csv", "*/*"]);
  });

  test("a header called __proto__ is refused, not dropped", async () => {
    const headers = JSON.parse('{"__proto__":"x"}') as Record<string, string>;
    await expect(call(clientFor(await quiet()), { parameters: [{ name: "__proto__", in: "header" }] }, { headers })).rejects.toThrow(RequestError);
    await expect(call(clientFor(await quiet(), { headers }), {})).rejects.toThrow(RequestError);
  });

  test("a line break in a header of the client", async () => {
    const server = await quiet();
    await expect(call(clientFor(server, { headers: { "X-A": "a\r\nb: c" } }), {})).rejects.toThrow(RequestError);
  });
});

describe("with", () => {
  test("makes another client and leaves the first as it is", async () => {
    const server = await quiet();
    const first = clientFor(server, { headers: { "X-A": "1", "X-B": "1" } });
    const second = first.with({ headers: { "x-b": "2" }, baseUrl: `${server.url}/second` }).with({ headers: { "X-C": "3" } });
    await call(second, {});
    await call(first, {});
    expect(server.seen[0]).toMatchObject({ url: "/second/", headers: { "x-a": "1", "x-b": "2", "x-c": "3" } });
    expect(server.seen[1]).toMatchObject({ url: "/", headers: { "x-a": "1", "x-b": "1" } });
  });

  test("undefined leaves what was there", async () => {
    const server = await quiet();
    await call(clientFor(server, { requestId: "X-Id" }).with({ requestId: undefined, baseUrl: undefined, headers: undefined, retries: undefined }), {}, {}, { signal: undefined, timeout: undefined });
    expect(server.seen[0]?.headers["x-id"]).toMatch(/^[\da-f-]{36}$/);
  });
});

describe("interceptors", () => {
  test("see and change requests and answers, in order and in reverse", async () => {
    const server = await serve((seen, response) => answer(response, 200, { path: seen.url, header: seen.headers["x-by"] }));
    const order: string[] = [];
    const api = clientFor(server, {
      interceptors: [
        {
          request: (request, { operation: id, method, path, attempt }) => {
            order.push(`1 ${id} ${method} ${path} ${attempt}`);
            const changed = new Request(request);
            changed.headers.set("x-by", "1");
            return changed;
          },
          response: () => void order.push("1 back"),
        },
        { response: () => void order.push("2 back") },
      ],
    });
    const result = await call(api, { path: "/p/{x}", method: "PUT", body: { "application/json": json() } }, { path: { x: 1 }, body: { a: 1 } }, {
      interceptors: [{ request: async () => Promise.resolve(void order.push("3")), response: (response, request) => new Response(JSON.stringify({ via: request.method, was: response.status }), { headers: { "content-type": "application/json" } }) }],
    });
    expect(order).toEqual(["1 op PUT /p/{x} 1", "3", "2 back", "1 back"]);
    expect(result).toMatchObject({ ok: true, data: { via: "PUT", was: 200 } });
    expect(server.seen[0]).toMatchObject({ headers: { "x-by": "1", "content-type": "application/json" }, body: Buffer.from('{"a":1}') });
  });

  const never = (): Promise<never> => new Promise(() => undefined);
  test.each<readonly [name: string, options: ClientOptions]>([
    ["a header's function", { headers: { "X-A": never } }],
    ["an interceptor of requests", { interceptors: [{ request: never }] }],
    ["an interceptor of answers", { interceptors: [{ response: never }] }],
  ])("%s that never settles is not waited for when the call is over", async (_name, options) => {
    const server = await quiet();
    await expect(call(clientFor(server, { ...options, timeout: 50, retries: 0 }), {})).rejects.toMatchObject({ name: "TimeoutError", limit: "timeout" });
    const controller = new AbortController();
    const promise = call(clientFor(server, options), {}, {}, { signal: controller.signal });
    setTimeout(() => controller.abort(new Error("left")), 30);
    await expect(promise).rejects.toThrow("left");
  });

  test("what they throw is the call's", async () => {
    const mine = new Error("mine");
    const api = clientFor(await quiet(), { interceptors: [{ request: () => { throw mine; } }] });
    await expect(call(api, {})).rejects.toBe(mine);
  });
});

describe("trace context and request ids", () => {
  test.each([
    [true, /^00-[\da-f]{32}-[\da-f]{16}-01$/, undefined],
    ["00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00", /^00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00$/, undefined],
    [{ traceparent: "00-1", tracestate: "a=b" }, /^00-1$/, "a=b"],
    [() => "00-2", /^00-2$/, undefined],
    [() => undefined, undefined, undefined],
    [false, undefined, undefined],
  ])("trace: %o", async (trace, parent, state) => {
    const server = await quiet();
    await call(clientFor(server, { trace }), {});
    const { traceparent, tracestate } = server.seen[0]?.headers ?? {};
    if (parent === undefined) expect(traceparent).toBe(undefined);
    else expect(traceparent).toMatch(parent);
    expect(tracestate).toBe(state);
  });

  test("a request id is one a call, the same for all attempts, and the server's wins in the result", async () => {
    const server = await serve((seen, response) => answer(response, seen.number === 1 ? 503 : 204, undefined, seen.number === 3 ? { "X-My-Id": "theirs" } : {}));
    const api = clientFor(server, { requestId: "X-My-Id" });
    const first = await call(api, {});
    const second = await call(api, {});
    const ids = server.seen.map((seen) => seen.headers["x-my-id"]);
    expect(ids[0]).toBe(ids[1]);
    expect(ids[2]).not.toBe(ids[0]);
    expect([first.requestId, second.requestId]).toEqual([ids[0], "theirs"]);
  });
});

describe("log", () => {
  test("start, retry and end, and nothing secret", async () => {
    const server = await serve((seen, response) => answer(response, seen.number === 1 ? 503 : 200, { a: 1 }));
    const entries: LogEntry[] = [];
    const api = connect({ baseUrl: `${server.url}/v1`, auth: { key: "hunter2" }, log: (entry) => entries.push(entry), retries: { delay: 1 }, requestId: true, trace: "00-1" }, { servers: [], schemes: { key: apiKey("query", "key") } });
    await call(api, { path: "/u/{id}", parameters: [{ name: "q", in: "query" }], security: [["key"]] }, { path: { id: 1 }, query: { q: "private" } });
    expect(server.seen[0]?.url).toBe("/v1/u/1?q=private&key=hunter2");
    const about = { operation: "op", method: "GET", path: "/u/{id}", url: `${server.url}/v1/u/1`, requestId: server.seen[0]?.headers["x-request-id"], traceparent: "00-1" };
    expect(entries).toEqual([
      { ...about, attempt: 1, event: "start" },
      { ...about, attempt: 1, event: "retry", status: 503, delay: expect.any(Number) as number },
      { ...about, attempt: 2, event: "end", status: 200, duration: expect.any(Number) as number },
    ]);
    expect(JSON.stringify(entries)).not.toMatch(/hunter2|private/);
  });

  test.each(["start", "retry", "end"])("what it throws at the %s is the call's, and nothing is sent for it", async (event) => {
    const server = await serve((seen, response) => answer(response, seen.number === 1 ? 503 : 204));
    const mine = new Error("no disk");
    let told = 0;
    const log = (entry: LogEntry): void => {
      if (entry.event !== event) return;
      told += 1;
      throw mine;
    };
    await expect(call(clientFor(server, { log }), {})).rejects.toBe(mine);
    expect([told, server.seen.length]).toEqual([1, { start: 0, retry: 1, end: 2 }[event]]);
  });

  test("a call that is ended while it waits for another attempt has its end too", async () => {
    const server = await serve((_, response) => answer(response, 503, undefined, { "retry-after": "20" }));
    const events: string[] = [];
    const left = new Error("left");
    const controller = new AbortController();
    const log = (entry: LogEntry): void => {
      events.push(entry.event);
      if (entry.event === "retry") setTimeout(() => controller.abort(left), 20);
      if (entry.event === "end") expect(entry).toMatchObject({ attempt: 1, error: left });
    };
    await expect(call(clientFor(server, { log }), {}, {}, { signal: controller.signal })).rejects.toBe(left);
    expect(events).toEqual(["start", "retry", "end"]);
  });

  test("the end of a call that failed", async () => {
    const entries: LogEntry[] = [];
    await expect(call(clientFor({ url: "http://127.0.0.1:1" }, { log: (entry) => entries.push(entry), retries: 0 }), {})).rejects.toThrow();
    expect(entries.at(-1)).toMatchObject({ event: "end", error: { name: "ConnectionError" } });
  });
});

describe("fetch and its options", () => {
  test("an own fetch gets the call, and init as it is", async () => {
    const calls: [string | Request, RequestInit | undefined][] = [];
    const fetch = (input: string | Request, init?: RequestInit): Promise<Response> => {
      calls.push([input, init]);
      return Promise.resolve(Response.json({ id: 1, name: "x" }));
    };
    const api = createClient({ variables: { region: "us" }, fetch, init: { credentials: "include", dispatcher: "d" } });
    const result = await getUser(api, { path: { id: 1 } }, { init: { cache: "no-store" } });
    expect(result.ok).toBe(true);
    expect(calls).toEqual([["https://us.example.com/v1/users/1", { headers: { accept: "application/json, application/problem+json" }, credentials: "include", cache: "no-store", dispatcher: "d" }]]);
  });

  test.each(["body", "headers", "method", "signal"])("init can't have %s, which the call has", (name) => {
    const init = { [name]: "x" };
    expect(() => connect({ init }, { servers: [], schemes: {} })).toThrow(new RequestError(`'init' can't have '${name}': the call says that itself`));
    // @ts-expect-error the types say so too
    const typed: FetchInit = { method: "POST" };
    expect(typed).toBeDefined();
  });

  test("the platform's fetch is looked up at each call", async () => {
    const api = createClient();
    const original = globalThis.fetch;
    try {
      globalThis.fetch = () => Promise.resolve(Response.json({ mocked: true }));
      expect(await getUser(api, { path: { id: 1 } })).toMatchObject({ data: { mocked: true } });
    } finally {
      globalThis.fetch = original;
    }
  });
});

test("a client that is printed tells no secret", () => {
  const client = connect({ auth: { bearerAuth: "hush" }, headers: { "X-Key": "hush" } }, { servers: ["http://a.test"], schemes: { bearerAuth: bearer() } });
  expect(inspect(client, { depth: 9 })).not.toMatch(/hush/);
  expect(JSON.stringify(client)).not.toMatch(/hush/);
  expect(client.settings.auth.get("bearerAuth")).toBe("hush");
});
