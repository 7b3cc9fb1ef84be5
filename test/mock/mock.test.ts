import { describe, expect, test, vi } from "vitest";
import { openData } from "../../templates/runtime/typescript/data/index.js";
import { type MockOptions, openMock } from "../../templates/runtime/typescript/mock/index.js";
import { ask, openUsers, usersContract } from "./users.js";

describe("overrides", () => {
  test("a status, a value, a function; reset takes them back", async () => {
    const mock = openUsers();
    mock.use("getUser", 404);
    expect(await ask(mock, "GET /users/7")).toMatchObject({ status: 404, body: { status: 404, title: "Not Found", code: "not_found" } });
    mock.use("getUser", { status: 404, body: { title: "No such user", status: 404 } });
    expect((await ask(mock, "GET /users/7")).body).toEqual({ title: "No such user", status: 404 });
    mock.use("getUser", ({ path }) => ({ status: 404, body: { title: `Nobody is ${String(path?.["id"])}`, status: 404 } }));
    expect((await ask(mock, "GET /users/8")).body).toEqual({ title: "Nobody is 8", status: 404 });
    mock.reset();
    expect(await ask(mock, "GET /users/7")).toMatchObject({ status: 200, body: { id: 7 } });
  });

  test("a status that only a range or `default` has", async () => {
    const mock = openUsers();
    mock.use("getUser", 429);
    expect(await ask(mock, "GET /users/7")).toMatchObject({ status: 429, body: { status: 429, title: "Too Many Requests", code: "rate_limited" } });
  });

  test("once and times: then what was before holds again", async () => {
    const mock = openUsers();
    mock.use("getUser", 404);
    mock.use("getUser", 500, { times: 2 });
    mock.use("getUser", 503, { once: true });
    const statuses: number[] = [];
    for (let turn = 0; turn < 5; turn++) statuses.push((await ask(mock, "GET /users/7")).status);
    expect(statuses).toEqual([503, 500, 500, 404, 404]);
  });

  test("a recorded list is in the order of its answers, and holds again after a reset", async () => {
    const mock = openUsers({ overrides: [{ operation: "getUser", answer: 404, once: true }, { operation: "getUser", answer: 500 }] });
    const walk = async (): Promise<readonly number[]> => [(await ask(mock, "GET /users/7")).status, (await ask(mock, "GET /users/7")).status];
    expect(await walk()).toEqual([404, 500]);
    mock.reset();
    expect(await walk()).toEqual([404, 500]);
  });

  test("an override meets requests that are right, only", async () => {
    const mock = openUsers();
    mock.use("getUser", 404);
    expect(await ask(mock, "GET /users/none")).toMatchObject({ status: 400, body: { violations: [{ in: "path", pointer: "/id", rule: "type" }] } });
  });

  test("an answer that breaks the contract is a 500, and told", async () => {
    const told = vi.spyOn(console, "error").mockImplementation(() => undefined);
    const mock = openUsers();
    mock.use("getUser", { status: 200, body: { id: 0 } });
    expect(await ask(mock, "GET /users/7")).toMatchObject({ status: 500, body: { code: "internal" } });
    expect(told).toHaveBeenCalledOnce();
    told.mockRestore();
  });

  test("an operation that there isn't", () => {
    expect(() => openUsers().use("getUsr", 404)).toThrow(new TypeError("The contract has no operation 'getUsr'"));
    expect(() => openUsers({ overrides: [{ operation: "toString", answer: 404 }] })).toThrow(TypeError);
  });

  test("a network error", async () => {
    const mock = openUsers();
    mock.use("getUser", { error: "network" });
    const response = await mock.fetch(new Request("http://localhost/users/7"));
    expect(response.type).toBe("error");
  });

  test("delays, of one operation or all; a client that leaves ends them", async () => {
    const mock = openUsers({ delay: 30 });
    const start = performance.now();
    await ask(mock, "GET /users/7");
    expect(performance.now() - start).toBeGreaterThan(25);
    mock.use("getUser", { delay: "infinite" });
    const leaving = new AbortController();
    const waiting = mock.fetch(new Request("http://localhost/users/7", { signal: leaving.signal }));
    expect(await Promise.race([waiting, new Promise((resolve) => setTimeout(() => resolve("waits"), 60))])).toBe("waits");
    leaving.abort();
    expect((await waiting).type).toBe("error");
  });

  test("a client waits as long as it says", async () => {
    const mock = openUsers({ delay: "infinite" });
    expect(await ask(mock, "GET /users/7", undefined, { prefer: "wait=0" })).toMatchObject({ status: 200 });
  });
});

describe("Prefer", () => {
  const prefer = (header: string, line = "GET /users/7") => ask(openUsers(), line, undefined, { prefer: header });

  test.each([
    ["code=404", 404],
    ["Code = \"404\"", 404],
    ["respond-async, code=404; foo=bar", 404],
    ["code=200", 200],
    ["code=418", 418],
    ["code=abc", 200],
    ["", 200],
    ["code=404, code=200", 404],
  ])("%s", async (header, status) => {
    expect((await prefer(header)).status).toBe(status);
  });

  test("what was done is said", async () => {
    expect((await prefer("code=404")).headers.get("preference-applied")).toBe("code=404");
    expect((await prefer("respond-async")).headers.get("preference-applied")).toBeNull();
  });

  test("a status that the contract doesn't have is said, and so is an example", async () => {
    expect(await prefer("code=204", "GET /users/7")).toMatchObject({ status: 204 });
    expect(await prefer("example=nobody")).toMatchObject({ status: 404, body: { code: "not_found", detail: "The contract has no such example of the answer 200." } });
  });

  test("dynamic makes all up", async () => {
    expect((await prefer("dynamic=true")).body).not.toMatchObject({ name: "Ada Lovelace" });
  });
});

describe("security", () => {
  test("off: nobody is asked; present: a credential is enough; functions judge as the server's do", async () => {
    expect((await ask(openUsers(), "GET /users/7")).status).toBe(200);
    const present = openUsers({ security: "present" });
    const refused = await ask(present, "GET /users/7");
    expect(refused).toMatchObject({ status: 401, body: { code: "unauthorized" } });
    expect(refused.headers.get("www-authenticate")).toBe('Bearer realm="api"');
    expect((await ask(present, "GET /users/7", undefined, { authorization: "Bearer any" })).status).toBe(200);
    const judged = openUsers({ security: { bearerAuth: (token: string) => (token === "right" ? "ada" : undefined) } });
    expect((await ask(judged, "GET /users/7", undefined, { authorization: "Bearer wrong" })).status).toBe(401);
    expect((await ask(judged, "GET /users/7", undefined, { authorization: "Bearer right" })).status).toBe(200);
    expect(() => openUsers({ security: {} })).toThrow(TypeError);
  });
});

describe("where it stands", () => {
  const knows = (options: MockOptions, url: string): boolean => openUsers(options).knows({ url });

  test.each<[MockOptions, string, boolean]>([
    [{}, "http://localhost:8080/users", true],
    [{}, "https://elsewhere.example/v1/users/7", true],
    [{}, "https://elsewhere.example/v2/users", false],
    [{}, "https://elsewhere.example/nothing", false],
    [{ baseUrl: "https://api.example.com/v2" }, "https://api.example.com/v2/users?limit=1", true],
    [{ baseUrl: "https://api.example.com/v2/" }, "https://api.example.com/v2/users", true],
    [{ baseUrl: "https://api.example.com/v2" }, "https://api.example.com.evil.example/v2/users", false],
    [{ baseUrl: "https://api.example.com/v2" }, "https://api.example.com/v23/users", false],
    [{ baseUrl: "https://api.example.com/v2" }, "http://api.example.com/v2/users", false],
    [{ baseUrl: ["/a", "/b"] }, "http://any/b/users", true],
    [{ baseUrl: "/a", unknownPaths: "refuse" }, "http://any/a/nothing", true],
    [{ baseUrl: "/a", unknownPaths: "refuse" }, "http://any/b/users", false],
  ])("%j %s: %s", (options, url, expected) => {
    expect(knows(options, url)).toBe(expected);
  });

  test("a path below the base is the contract's", async () => {
    const mock = openUsers({ baseUrl: "https://api.example.com/v2" });
    expect(await ask(mock, "GET https://api.example.com/v2/users/7")).toMatchObject({ status: 200, body: { id: 7 } });
    expect(await ask(mock, "GET https://api.example.com/users/7")).toMatchObject({ status: 404 });
    expect(() => openUsers({ baseUrl: "ftp://api.example.com" })).toThrow(TypeError);
  });
});

describe("as servers do", () => {
  test("methods, HEAD, media types, sizes", async () => {
    const mock = openUsers({ maxBodyBytes: 10 });
    const other = await ask(mock, "DELETE /users");
    expect(other).toMatchObject({ status: 405, body: { code: "method_not_allowed" } });
    expect(other.headers.get("allow")).toBe("GET, HEAD, POST");
    expect(await ask(mock, "HEAD /users/7")).toMatchObject({ status: 200, text: "" });
    expect(await ask(mock, "POST /users", { name: "x" }, { "content-type": "text/plain" })).toMatchObject({ status: 415 });
    expect(await ask(mock, "POST /users", { name: "a long name" })).toMatchObject({ status: 413 });
  });

  test("one in so many requests fails, the same ones for the same seed", async () => {
    const walk = async (): Promise<readonly number[]> => {
      const mock = openUsers({ errorRate: 0.5, seed: "s" });
      return Promise.all(Array.from({ length: 40 }, async () => (await ask(mock, "GET /users/7")).status));
    };
    const statuses = await walk();
    expect(new Set(statuses)).toEqual(new Set([200, 500, 503]));
    expect(await walk()).toEqual(statuses);
  });

  test("what can't be made is said", async () => {
    const schemas = { ...usersContract.schemas, User: false };
    const mock = openMock({ ...usersContract, schemas }, openData(schemas));
    expect(await ask(mock, "GET /users/7")).toMatchObject({ status: 501, body: { code: "not_implemented" } });
  });
});
