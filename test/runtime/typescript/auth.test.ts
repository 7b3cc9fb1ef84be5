import { describe, expect, test } from "vitest";
import {
  apiKey, basic, bearer, binary, connect, httpScheme, json, mutualTls, type Client, type ClientOptions, type ContractSpec, type OperationSpec,
} from "../../../templates/runtime/typescript/index.js";
import { answer, call, quiet, type Seen, serve, type Served } from "./server.js";

const contract: ContractSpec = {
  servers: [],
  schemes: {
    bearerAuth: bearer(), basic: basic(), header: apiKey("header", "X-API-Key"), query: apiKey("query", "api key"), cookie: apiKey("cookie", "session"), digest: httpScheme("Digest"), mtls: mutualTls(),
  },
};

function signedClient(server: { readonly url: string }, auth: object, options: ClientOptions = {}): Client {
  return connect({ baseUrl: server.url, auth, retries: 0, ...options }, contract);
}

const secured = (...security: string[][]): Partial<OperationSpec> => ({ security, responses: { 200: { "application/json": json() }, 204: {}, 401: {} } });

describe("schemes", () => {
  test.each<readonly [scheme: string, credential: unknown, want: object]>([
    ["bearerAuth", "abc", { authorization: "Bearer abc" }],
    ["basic", { username: "Aladdin", password: "open sesame" }, { authorization: "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==" }],
    ["basic", { username: "test", password: "123£:" }, { authorization: "Basic dGVzdDoxMjPCozo=" }],
    ["header", "k1", { "x-api-key": "k1" }],
    ["cookie", "a b", { cookie: "session=a%20b" }],
    ["digest", 'username="x"', { authorization: 'Digest username="x"' }],
  ])("%s %o", async (scheme, credential, want) => {
    const server = await quiet();
    await call(signedClient(server, { [scheme]: credential }), secured([scheme]));
    expect(server.seen[0]?.headers).toMatchObject(want);
  });

  test("an API key in the query, behind what is there", async () => {
    const server = await quiet();
    const spec = { ...secured(["query"]), parameters: [{ name: "a", in: "query" as const }] };
    await call(signedClient(server, { query: "k&1" }), spec, { query: { a: 1 } });
    await call(signedClient(server, { query: "k" }), spec);
    expect(server.seen.map((seen) => seen.url)).toEqual(["/?a=1&api%20key=k%261", "/?api%20key=k"]);
  });

  test("a cookie of the contract beside one of the security", async () => {
    const server = await quiet();
    await call(signedClient(server, { cookie: "s" }, { headers: { Cookie: "mine=1" } }), { ...secured(["cookie"]), parameters: [{ name: "c", in: "cookie" }] }, { cookies: { c: 2 } });
    expect(server.seen[0]?.headers.cookie).toBe("mine=1; c=2; session=s");
  });

  test.each([
    ["basic", "user:password"],
    ["basic", { username: "a:b", password: "c" }],
    ["bearerAuth", 7],
    ["bearerAuth", "a\r\nb"],
  ])("%s refuses %o before anything is sent", async (scheme, credential) => {
    const server = await quiet();
    await expect(call(signedClient(server, { [scheme]: credential }), secured([scheme]))).rejects.toMatchObject({ name: "RequestError" });
    expect(server.seen).toHaveLength(0);
  });
});

describe("alternatives: the first for which there are credentials", () => {
  const all = { bearerAuth: "b", header: "h", query: "q" };
  test.each<readonly [security: string[][], auth: object, want: readonly string[]]>([
    [[["bearerAuth"], ["header"]], all, ["bearer"]],
    [[["bearerAuth"], ["header"]], { header: "h" }, ["header"]],
    [[["bearerAuth", "header"], ["query"]], all, ["bearer", "header"]],
    [[["bearerAuth", "header"], ["query"]], { bearerAuth: "b", query: "q" }, ["query"]],
    [[[], ["bearerAuth"]], all, ["bearer"]],
    [[["bearerAuth"], []], {}, []],
    [[["bearerAuth"]], {}, []],
    [[["bearerAuth"]], { bearerAuth: undefined }, []],
    [[["bearerAuth"], ["header"]], { bearerAuth: () => undefined, header: "h" }, ["header"]],
    [[["mtls"], ["bearerAuth"]], all, ["bearer"]],
    [[["mtls", "header"]], all, ["header"]],
    [[["unknown"], ["header"]], all, ["header"]],
  ])("%o with %o", async (security, auth, want) => {
    const server = await quiet();
    await call(signedClient(server, auth), secured(...security));
    const { headers = {}, url = "" }: Partial<Seen> = server.seen[0] ?? {};
    const sent = [...(headers.authorization ? ["bearer"] : []), ...(headers["x-api-key"] ? ["header"] : []), ...(url.includes("key=") ? ["query"] : [])];
    expect(sent).toEqual(want);
  });

  test("an operation without security gets none", async () => {
    const server = await quiet();
    await call(signedClient(server, all), {});
    expect(server.seen[0]?.headers).not.toHaveProperty("authorization");
  });

  test("a call may bring its own", async () => {
    const server = await quiet();
    await call(signedClient(server, all), secured(["bearerAuth"]), {}, { auth: { bearerAuth: "mine" } });
    expect(server.seen[0]?.headers.authorization).toBe("Bearer mine");
  });

  test("a function is asked at each call, also an async one", async () => {
    const server = await quiet();
    let count = 0;
    const api = signedClient(server, { bearerAuth: () => Promise.resolve(`t${(count += 1)}`) });
    await call(api, secured(["bearerAuth"]));
    await call(api, secured(["bearerAuth"]));
    expect(server.seen.map((seen) => seen.headers.authorization)).toEqual(["Bearer t1", "Bearer t2"]);
  });

  test("what it throws is the call's", async () => {
    const mine = new Error("no token");
    await expect(call(signedClient(await quiet(), { bearerAuth: () => Promise.reject(mine) }), secured(["bearerAuth"]))).rejects.toBe(mine);
  });
});

describe("refresh", () => {
  /** Accepts one token at a time. */
  const guarded = (valid: () => string): Promise<Served> => serve((seen, response) => answer(response, seen.headers.authorization === `Bearer ${valid()}` ? 204 : 401));

  test("a refused token is refreshed once for all calls that met the 401, and each is sent once more", async () => {
    const server = await guarded(() => "new");
    const refused: string[] = [];
    const credential = {
      token: "old",
      refresh: async (token: string) => {
        refused.push(token);
        await new Promise((resolve) => setTimeout(resolve, 40));
        return "new";
      },
    };
    const api = signedClient(server, { bearerAuth: credential });
    const spec = { ...secured(["bearerAuth"]), method: "POST", body: { "application/json": json() } };
    const results = await Promise.all(Array.from({ length: 8 }, (_, index) => call(index % 2 === 0 ? api : api.with({ headers: { x: "1" } }), spec, { body: index })));
    expect(results.map((result) => result.status)).toEqual(Array(8).fill(204));
    expect(refused).toEqual(["old"]);
    expect(server.seen).toHaveLength(16);
    await call(api, spec, { body: 9 });
    expect(server.seen).toHaveLength(17);
    expect(server.seen.at(-1)?.headers.authorization).toBe("Bearer new");
  });

  test("a call that comes to its 401 late finds the new token there", async () => {
    let valid = "old";
    const server = await serve((seen, response) => {
      const good = seen.headers.authorization === `Bearer ${valid}`;
      setTimeout(() => answer(response, good ? 204 : 401), seen.url === "/slow" && !good ? 80 : 0);
    });
    let refreshes = 0;
    const api = signedClient(server, { bearerAuth: { token: "old", refresh: () => ((refreshes += 1), "new") } });
    valid = "new";
    const [slow, fast] = await Promise.all([call(api, { ...secured(["bearerAuth"]), path: "/slow" }), call(api, secured(["bearerAuth"]))]);
    expect([slow.status, fast.status, refreshes]).toEqual([204, 204, 1]);
  });

  test("one replay and no loop", async () => {
    const server = await guarded(() => "never");
    let refreshes = 0;
    const api = signedClient(server, { bearerAuth: { token: "t0", refresh: () => `t${(refreshes += 1)}` } });
    expect(await call(api, secured(["bearerAuth"]))).toMatchObject({ ok: false, status: 401 });
    expect([server.seen.length, refreshes]).toEqual([2, 1]);
    expect(await call(api, secured(["bearerAuth"]))).toMatchObject({ status: 401 });
    expect([server.seen.length, refreshes]).toEqual([4, 2]);
  });

  test.each([
    ["text", "a"],
    ["function", () => "a"],
  ])("a %s that never changes is renewed as often as the server refuses what replaced it", async (_name, token) => {
    let valid = "a";
    const server = await guarded(() => valid);
    const refused: string[] = [];
    const api = signedClient(server, { bearerAuth: { token, refresh: (old: string) => (refused.push(old), valid) } });
    for (valid of ["a", "b", "c", "d", "d"]) expect(await call(api, secured(["bearerAuth"]))).toMatchObject({ status: 204 });
    expect(refused).toEqual(["a", "b", "c"]);
    expect(server.seen.map((seen) => seen.headers.authorization?.slice(7)).join("")).toBe("aabbccdd");
  });

  test("the new token replaces the old one wherever a function still gives it, and no longer", async () => {
    let valid = "b";
    const server = await guarded(() => valid);
    let stored = "a";
    const api = signedClient(server, { bearerAuth: { token: () => stored, refresh: () => "b" } });
    await call(api, secured(["bearerAuth"]));
    await call(api, secured(["bearerAuth"]));
    stored = valid = "c";
    await call(api, secured(["bearerAuth"]));
    expect(server.seen.map((seen) => seen.headers.authorization)).toEqual(["Bearer a", "Bearer b", "Bearer b", "Bearer c"]);
  });

  test.each([
    ["gives nothing", () => undefined],
    ["gives the same", () => "old"],
  ])("a refresh that %s: the 401 stands", async (_name, refresh) => {
    const server = await guarded(() => "new");
    expect(await call(signedClient(server, { bearerAuth: { token: "old", refresh } }), secured(["bearerAuth"]))).toMatchObject({ status: 401 });
    expect(server.seen).toHaveLength(1);
  });

  test("a refresh that throws: what it throws is the call's, and the next call tries again", async () => {
    const server = await guarded(() => "new");
    let count = 0;
    const refresh = (): string => {
      count += 1;
      if (count === 1) throw new Error("offline");
      return "new";
    };
    const api = signedClient(server, { bearerAuth: { token: "old", refresh } });
    await expect(call(api, secured(["bearerAuth"]))).rejects.toThrow("offline");
    expect(await call(api, secured(["bearerAuth"]))).toMatchObject({ status: 204 });
  });

  test("a refresh that gives the same once may give another the next time", async () => {
    let valid = "new";
    const server = await guarded(() => valid);
    const given = ["old", "old", "new"];
    let refreshes = 0;
    const api = signedClient(server, { bearerAuth: { token: "old", refresh: () => given[refreshes++] } });
    for (const status of [401, 401, 204, 204]) expect(await call(api, secured(["bearerAuth"]))).toMatchObject({ status });
    expect(refreshes).toBe(3);
    valid = "newest";
    given.push("newest");
    expect(await call(api, secured(["bearerAuth"]))).toMatchObject({ status: 204 });
    expect(refreshes).toBe(4);
  });

  test.each([
    ["the same", "old"],
    ["nothing", undefined],
  ])("a refresh that gives %s is one for all calls that were on their way", async (_name, replacement) => {
    const server = await serve((seen, response) => void setTimeout(() => answer(response, 401), seen.url === "/slow" ? 80 : 0));
    let refreshes = 0;
    const api = signedClient(server, { bearerAuth: { token: "old", refresh: () => ((refreshes += 1), replacement) } });
    await Promise.all(["/slow", "/", "/", "/"].map((path) => call(api, { ...secured(["bearerAuth"]), path })));
    expect(refreshes).toBe(1);
  });

  test("a refresh that calls the API with what it is to replace is told so, and doesn't wait for itself", async () => {
    const server = await guarded(() => "new");
    const session = { ...secured(["bearerAuth"]), path: "/session" };
    const renewed: Client = signedClient(server, { bearerAuth: { token: "old", refresh: async () => String((await call(renewed, session)).status) } });
    await expect(call(renewed, secured(["bearerAuth"]))).rejects.toMatchObject({ name: "RequestError", message: expect.stringMatching(/^'refresh' calls what needs 'bearerAuth': .* auth: \{ bearerAuth: refused /) as string });
    expect(server.seen).toHaveLength(1);
    const own: Client = signedClient(server, { bearerAuth: { token: "old", refresh: async (refused: string) => ((await call(own, session, {}, { auth: { bearerAuth: refused } })).status === 401 ? "new" : "") } });
    expect(await call(own, secured(["bearerAuth"]))).toMatchObject({ status: 204 });
    expect(server.seen.slice(1).map((seen) => [seen.url, seen.headers.authorization])).toEqual([["/", "Bearer old"], ["/session", "Bearer old"], ["/", "Bearer new"]]);
  });

  test("a body that was a stream is gone: no replay", async () => {
    const server = await guarded(() => "new");
    let refreshes = 0;
    const api = signedClient(server, { bearerAuth: { token: "old", refresh: () => ((refreshes += 1), "new") } });
    const spec = { ...secured(["bearerAuth"]), method: "POST", body: { "application/octet-stream": binary() } };
    expect(await call(api, spec, { body: new Blob(["x"]).stream() })).toMatchObject({ status: 401 });
    expect([server.seen.length, refreshes]).toEqual([1, 0]);
    expect(await call(api, spec, { body: () => new Blob(["y"]).stream() })).toMatchObject({ status: 204 });
    expect(server.seen.at(-1)?.body.toString()).toBe("y");
  });

  test("other schemes can be refreshed too", async () => {
    const server = await serve((seen, response) => answer(response, seen.headers["x-api-key"] === "k2" ? 204 : 401));
    expect(await call(signedClient(server, { header: { token: "k1", refresh: () => "k2" } }), secured(["header"]))).toMatchObject({ status: 204 });
  });

  test("the caller's signal ends the wait for a refresh, which goes on for others", async () => {
    const server = await guarded(() => "new");
    const refresh = () => new Promise<string>((resolve) => setTimeout(() => resolve("new"), 150));
    const api = signedClient(server, { bearerAuth: { token: "old", refresh } });
    const controller = new AbortController();
    const first = call(api, secured(["bearerAuth"]), {}, { signal: controller.signal });
    const second = call(api, secured(["bearerAuth"]));
    setTimeout(() => controller.abort(new Error("gone")), 60);
    await expect(first).rejects.toThrow("gone");
    expect(await second).toMatchObject({ status: 204 });
  });
});

describe("credentials stay at home", () => {
  const redirecting = async (status: number) => {
    const away = await quiet();
    const home = await serve((seen, response) => {
      if (seen.url.startsWith("/away")) return answer(response, status, undefined, { location: `${away.url}/landed` });
      if (seen.url.startsWith("/home")) return answer(response, status, undefined, { location: "/landed?x=1" });
      answer(response, 204);
    });
    return { home, away };
  };

  test("an API key in a header doesn't follow a redirect to another origin, and does within its own", async () => {
    const { home, away } = await redirecting(302);
    const api = signedClient(home, { header: "k", cookie: "s" }, { headers: { "X-Mine": "1", "Accept-Language": "de" } });
    expect(await call(api, { ...secured(["header", "cookie"]), path: "/away" })).toMatchObject({ status: 204 });
    expect(away.seen[0]?.headers).not.toHaveProperty("x-api-key");
    expect(away.seen[0]?.headers).not.toHaveProperty("cookie");
    expect(away.seen[0]?.headers).not.toHaveProperty("x-mine");
    expect(away.seen[0]?.headers).toMatchObject({ "accept-language": "de" });
    await call(api, { ...secured(["header", "cookie"]), path: "/home" });
    expect(home.seen.at(-1)).toMatchObject({ url: "/landed?x=1", headers: { "x-api-key": "k", cookie: "session=s", "x-mine": "1" } });
  });

  test("a bearer token doesn't either: fetch takes care of it", async () => {
    const { home, away } = await redirecting(307);
    await call(signedClient(home, { bearerAuth: "t" }), { ...secured(["bearerAuth"]), path: "/away" });
    expect(away.seen[0]?.headers).not.toHaveProperty("authorization");
  });

  test.each([
    [301, "GET", ""],
    [302, "GET", ""],
    [303, "GET", ""],
    [307, "POST", "1"],
    [308, "POST", "1"],
  ])("%s makes a POST a %s", async (status, method, body) => {
    const { home } = await redirecting(status);
    await call(signedClient(home, { header: "k" }), { ...secured(["header"]), path: "/home", method: "POST", body: { "application/json": json() } }, { body: 1 });
    expect(home.seen.at(-1)).toMatchObject({ method, url: "/landed?x=1" });
    expect(home.seen.at(-1)?.body.toString()).toBe(body);
  });

  test("a stream can't follow", async () => {
    const { home } = await redirecting(307);
    const spec = { ...secured(["header"]), path: "/home", method: "POST", body: { "application/octet-stream": binary() } };
    await expect(call(signedClient(home, { header: "k" }), spec, { body: new Blob(["x"]).stream() })).rejects.toThrow(/its body is a stream/);
  });

  test("more than 20 redirects", async () => {
    const server = await serve((_, response) => answer(response, 302, undefined, { location: "/again" }));
    await expect(call(signedClient(server, { header: "k" }), secured(["header"]))).rejects.toThrow(/more than 20 redirects/);
    expect(server.seen).toHaveLength(21);
  });

  test("a redirect to what is no URL", async () => {
    const server = await serve((_, response) => answer(response, 302, undefined, { location: "http://[?key=secret" }));
    await expect(call(signedClient(server, { header: "k" }), secured(["header"]))).rejects.toMatchObject({
      name: "ConnectionError", message: `GET ${server.url}/ is redirected to 'http://[', no URL`,
    });
  });

  test("a documented redirect without a success is the answer", async () => {
    const { home } = await redirecting(302);
    const result = await call(signedClient(home, { header: "k" }), { ...secured(["header"]), path: "/home", responses: { 302: {} } });
    expect(result).toMatchObject({ ok: false, status: 302 });
    expect(result.response.headers.get("location")).toBe("/landed?x=1");
    expect(await call(signedClient(home, {}), { path: "/home", responses: { 302: {} } })).toMatchObject({ status: 302 });
  });
});
