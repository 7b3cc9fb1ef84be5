import { expect, test, vi } from "vitest";
import { serve } from "../../../templates/runtime/typescript/server/server.js";
import { NotImplemented, ProblemError } from "../../../templates/runtime/typescript/server/problem.js";
import { contract, make, security } from "./example.js";

const auth = (value: string): Readonly<Record<string, string>> => ({ authorization: value });
const basic = `Basic ${btoa("ada:a:b")}`;

type Headers = Readonly<Record<string, string>>;
const problems: readonly (readonly [name: string, line: string, headers: Headers, status: number, code: string, want?: Headers])[] = [
  ["an unknown path", "GET /none", {}, 404, "not_found"],
  ["an unknown method", "DELETE /users/1", {}, 405, "method_not_allowed", { allow: "GET, HEAD" }],
  ["the own routes' methods", "POST /healthy", {}, 404, "not_found"],
  ["no credential", "GET /guarded", {}, 401, "unauthorized", { "www-authenticate": 'Bearer realm="api", ApiKey realm="api", Basic realm="api", charset="UTF-8"' }],
  ["a bad credential", "GET /guarded", auth("Bearer bad"), 401, "unauthorized"],
  ["a credential without the scope", "GET /guarded", auth("Bearer weak"), 403, "forbidden"],
  ["half of an alternative", "GET /guarded", { "x-key": "good" }, 401, "unauthorized"],
  ["a function that fails lets nobody in", "GET /guarded", auth("Bearer broken"), 500, "internal"],
  ["a function that has an answer of its own", "GET /guarded", auth("Bearer busy"), 429, "rate_limited", { "retry-after": "1" }],
  ["what is not written yet", "GET /text", {}, 501, "not_implemented"],
];
test.each(problems.map((row) => [row[0], row] as const))("%s", async (_name, [, line, headers, status, code, want = {}]) => {
  const [method = "", path = ""] = line.split(" ");
  const { server } = make({ guarded: () => ({ status: 204 }), getUser: () => ({ status: 204 }) });
  const response = await server.fetch(new Request(`http://test${path}`, { method, headers: { traceparent: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", ...headers } }));
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  expect(await response.json()).toMatchObject({ type: "about:blank", status, code, trace_id: "0af7651916cd43dd8448eb211c80319c" });
  expect(response.status).toBe(status);
  expect(Object.fromEntries(response.headers)).toMatchObject(want);
});

test.each<readonly [line: string, headers: Readonly<Record<string, string>>, principals: object]>([
  ["GET /guarded", auth("Bearer good"), { bearer: "good one" }],
  ["GET /guarded", auth("bearer   good"), { bearer: "good one" }],
  ["GET /guarded", { "x-key": "weak", ...auth(basic) }, { key: "weak one", basic: "ada:a:b" }],
  ["GET /welcome", {}, {}],
  ["GET /welcome?key=%67ood", {}, { queryKey: "good one" }],
  ["GET /welcome?key=bad", {}, {}],
  ["GET /welcome?key=good&key=good", {}, {}],
  ["GET /welcome", { cookie: "a=b; session=good" }, { cookieKey: "good one" }],
])("%s %o knows who calls", async (line, headers, principals) => {
  const seen = vi.fn((_principals: unknown) => ({ status: 204 }));
  const { server } = make({ guarded: (_request, call) => seen(call.auth), welcome: (_request, call) => seen(call.auth) });
  expect((await server.fetch(new Request(`http://test${line.split(" ")[1]}`, { headers }))).status).toBe(204);
  expect(seen).toHaveBeenCalledWith(principals);
});

test("a scheme without a function, or without a description, is an error from the beginning", () => {
  const { bearer: _bearer, ...rest } = security;
  expect(() => serve(contract, {}, { security: rest })).toThrow("'get /guarded' requires 'bearer': give the server a function for it as 'security.bearer'");
  expect(() => serve({ ...contract, schemes: {} }, {}, { security })).toThrow("doesn't describe the security scheme 'bearer'");
});

test("what every object inherits is no handler", async () => {
  const server = serve({ routes: { toString: { id: "a", method: "GET", path: "/", responses: {} } } }, {}, { log: false });
  expect((await server.fetch(new Request("http://test/"))).status).toBe(501);
});

test("problems in the contract's own schema", async () => {
  const fail = (): never => {
    throw new ProblemError("rate_limited", { detail: "Later.", headers: { "retry-after": "7" } });
  };
  const hook = vi.fn(({ code, detail }: { code: string; detail: string }) => ({ failure: `${code}: ${detail}` }));
  const { server } = make({ getUser: fail }, { problems: { Failure: hook as never } });
  const response = await server.fetch(new Request("http://test/users/1"));
  expect([response.status, response.headers.get("content-type"), response.headers.get("retry-after"), await response.text()]).toEqual([
    429, "application/json", "7", '{"failure":"rate_limited: Later."}',
  ]);
  const { server: broken } = make({ getUser: fail }, { problems: { Failure: () => { throw new Error("no"); } } });
  expect(await (await broken.fetch(new Request("http://test/users/1"))).json()).toMatchObject({ code: "rate_limited" });
});

test.each<readonly [name: string, thrown: unknown, status: number]>([
  ["an error", new Error("secret"), 500],
  ["no error", "secret", 500],
  ["nothing", undefined, 500],
  ["501", new NotImplemented(), 501],
])("a handler throws %s", async (_name, thrown, status) => {
  const { server, entries } = make({ text: () => { throw thrown; } });
  const response = await server.fetch(new Request("http://test/text"));
  expect(response.status).toBe(status);
  expect(await response.text()).not.toContain("secret");
  expect(entries).toMatchObject([{ status, operation: "get /text" }]);
});

test("what a handler knows of its call", async () => {
  const { server, entries } = make({
    text: (_request, { log, header, traceId, traceparent, path, method, operation, signal }) => {
      log({ colour: "red" });
      return { status: 200, body: [header("X-A"), traceId, traceparent.replace(/-[0-9a-f]{16}-/, "-*-"), path, method, operation, signal.aborted].join(" ") };
    },
  });
  const trace = "0af7651916cd43dd8448eb211c80319c";
  const response = await server.fetch(new Request("http://test/text?a=b", { headers: { "x-a": "1", traceparent: `00-${trace}-b7ad6b7169203331-00` } }));
  expect(await response.text()).toBe(`1 ${trace} 00-${trace}-*-00 /text GET get /text false`);
  expect(entries).toMatchObject([{ level: "info", colour: "red", path: "/text", status: 200, trace_id: trace, parent_id: "b7ad6b7169203331", operation: "get /text" }]);
});

test.each(["00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-x", "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", `00-${"0".repeat(32)}-b7ad6b7169203331-01`, "x"])(
  "a broken traceparent begins a new trace: %s",
  async (traceparent) => {
    const { server, entries } = make({});
    await server.fetch(new Request("http://test/text", { headers: { traceparent } }));
    expect(entries[0]?.parent_id).toBeUndefined();
    expect(entries[0]?.trace_id).toMatch(/^[0-9a-f]{32}$/);
  },
);

test("a log that fails takes nothing down", async () => {
  const { server } = make({ text: () => ({ status: 204 }) }, { log: () => { throw new Error("disk full"); } });
  expect((await server.fetch(new Request("http://test/text"))).status).toBe(204);
});

test.each<readonly [path: string, status: number, body: string, type: string]>([
  // The contract has `/{name}z`, which shadows health and readiness.
  ["/healthz", 200, '"healthz"', "application/json"],
  ["/openapi.json", 200, '{"openapi":"3.2.0"', "application/json"],
  ["/docs", 200, "<!doctype html>", "text/html; charset=utf-8"],
])("%s", async (path, status, body, type) => {
  const { server } = make({ health: (_request, { path: asked }) => ({ status: 200, body: asked.slice(1) }) });
  const response = await server.fetch(new Request(`http://test${path}`));
  expect([response.status, response.headers.get("content-type")]).toEqual([status, type]);
  const text = await response.text();
  expect(text.startsWith(body)).toBe(true);
  if (type.startsWith("text/html")) expect(text).not.toMatch(/<\/script><script>alert|Example <script>/);
});

test("health and readiness", async () => {
  let isReady = true;
  const { health: _health, ...routes } = contract.routes;
  const server = serve({ ...contract, routes }, {}, { security, log: false, health: { ready: "/ready", isReady: () => isReady } });
  const ask = async (path: string): Promise<unknown> => {
    const response = await server.fetch(new Request(`http://test${path}`));
    return [response.status, ((await response.json()) as { status: unknown }).status];
  };
  expect(await ask("/healthz")).toEqual([200, "ok"]);
  expect(await ask("/ready")).toEqual([200, "ok"]);
  isReady = false;
  expect(await ask("/ready")).toEqual([503, "unavailable"]);
  isReady = true;
  await server.close();
  expect(await ask("/ready")).toEqual([503, "unavailable"]);
  expect(await ask("/healthz")).toEqual([200, "ok"]);
});

test("a base path stands before the contract's", async () => {
  const { server } = make({ text: () => ({ status: 204 }) }, { basePath: "/v1/" });
  const statusOf = async (path: string): Promise<number> => (await server.fetch(new Request(`http://test${path}`))).status;
  expect([await statusOf("/v1/text"), await statusOf("/text")]).toEqual([204, 404]);
});
