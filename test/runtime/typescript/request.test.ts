import { describe, expect, test } from "vitest";
import { apiKey, bearer, connect, type ContractSpec, type LogEntry, type OperationSpec } from "../../../templates/runtime/typescript/index.js";
import { answer, call, clientFor, quiet, serve } from "./server.js";

describe("the way out: client.request", () => {
  const contract: ContractSpec = { servers: [], schemes: { bearerAuth: bearer(), key: apiKey("header", "X-Key") } };

  test("has base URL, headers, credentials and retries", async () => {
    const server = await serve((seen, response) => answer(response, seen.number === 1 ? 503 : 200, { n: 1 }));
    const api = connect({ baseUrl: `${server.url}/v1`, headers: { "X-A": "1" }, auth: { bearerAuth: "t" }, retries: { delay: 1 } }, contract);
    const result = await api.request("PUT", "/beta/{id}", { path: { id: "a b" }, query: { list: [1, 2], deep: { er: { x: 1 } } }, headers: { "X-B": "2" }, cookies: { c: "3" }, body: { big: 10n } });
    expect(result).toMatchObject({ ok: true, status: 200, data: { n: 1 } });
    expect(server.seen).toHaveLength(2);
    expect(server.seen[1]).toMatchObject({
      method: "PUT", url: "/v1/beta/a%20b?list=1&list=2&deep%5Ber%5D%5Bx%5D=1", body: Buffer.from('{"big":10}'),
      headers: { "x-a": "1", "x-b": "2", cookie: "c=3", authorization: "Bearer t", "content-type": "application/json", accept: "*/*" },
    });
  });

  test.each([
    ["application/json", '{"a":1}', { a: 1 }],
    ["application/problem+json", '{"a":1}', { a: 1 }],
    ["application/json", "broken", "broken"],
    ["application/json", "", undefined],
    ["text/plain", "hi", "hi"],
    ["image/png", "bytes", undefined],
  ])("data of %s %s", async (type, body, data) => {
    const server = await serve((_, response) => answer(response, 418, body, { "content-type": type }));
    const result = await clientFor(server).request("GET", "/");
    expect(result).toMatchObject({ ok: false, status: 418 });
    expect(result.data).toEqual(data);
    if (type === "image/png") expect(await result.response.text()).toBe("bytes");
  });

  test.each<readonly [name: string, body: () => unknown, type: string | undefined, want: RegExp]>([
    ["text", () => "a=1", "text/plain", /^a=1$/],
    ["URLSearchParams", () => new URLSearchParams({ a: "1" }), undefined, /^a=1$/],
    ["Blob", () => new Blob(["b"], { type: "x/y" }), undefined, /^b$/],
    ["bytes", () => new Uint8Array([65]), "a/b", /^A$/],
    ["FormData", () => { const data = new FormData(); data.set("a", "1"); return data; }, undefined, /name="a"\r\n\r\n1\r\n/],
    ["a stream", () => new Blob(["s"]).stream(), "a/b", /^s$/],
    ["a JSON text", () => "x", undefined, /^"x"$/],
  ])("a body that is %s", async (_name, body, contentType, want) => {
    const server = await quiet();
    await clientFor(server).request("POST", "/", { body: body(), ...(contentType && { contentType }) });
    expect(server.seen[0]?.body.toString()).toMatch(want);
  });

  test("a Blob goes as what it is said to be, else as what it says", async () => {
    const server = await quiet();
    const body = new Blob(["a"], { type: "text/csv" });
    await clientFor(server).request("POST", "/", { body, contentType: "image/png" });
    await clientFor(server).request("POST", "/", { body });
    expect(server.seen.map((seen) => seen.headers["content-type"])).toEqual(["image/png", "text/csv"]);
  });

  test.each<readonly [name: string, querystring: unknown, want: string]>([
    ["a text", "a=1&b", "/x?a=1&b"],
    ["URLSearchParams", new URLSearchParams({ a: "1 2" }), "/x?a=1+2"],
    ["an object", { a: [1, 2], b: "c d" }, "/x?a=1&a=2&b=c%20d"],
  ])("the whole query as %s", async (_name, querystring, want) => {
    const server = await quiet();
    await clientFor(server).request("GET", "/x", { querystring });
    expect(server.seen[0]?.url).toBe(want);
  });

  test("methods may be in lower case", async () => {
    const server = await serve((seen, response) => answer(response, seen.number === 2 ? 503 : 204));
    await clientFor(server).request("patch", "/", { body: 1 });
    expect(await clientFor(server).request("get", "/")).toMatchObject({ status: 204 });
    expect(server.seen.map((seen) => seen.method)).toEqual(["PATCH", "GET", "GET"]);
  });

  test("a URL of the same origin has credentials, one of another has neither those nor the client's headers", async () => {
    const [home, away] = [await quiet(), await quiet()];
    const api = connect({ baseUrl: `${home.url}/v1`, headers: { "X-Secret": "s" }, auth: { key: "k" } }, contract);
    await api.request("GET", `${home.url}/other`);
    await api.request("GET", `${away.url}/other`, { headers: { "X-Own": "1" } });
    expect(home.seen[0]).toMatchObject({ url: "/other", headers: { "x-key": "k", "x-secret": "s" } });
    expect(away.seen[0]).toMatchObject({ url: "/other", headers: { "x-own": "1" } });
    expect(Object.keys(away.seen[0]?.headers ?? {})).not.toEqual(expect.arrayContaining(["x-key"]));
    expect(away.seen[0]?.headers).not.toHaveProperty("x-secret");
  });

  test.each([
    ["/other", { query: { a: [1, 2] } }, "/other?a=1&a=2"],
    ["/other?x=1#part", { query: { a: "b c" } }, "/other?x=1&a=b%20c"],
    ["/users/{id}", { path: { id: "a/b" }, query: { deep: { er: 1 } } }, "/users/a%2Fb?deep%5Ber%5D=1"],
    ["", { query: { a: 1 } }, "/?a=1"],
    ["/a%20b/?q=%26", {}, "/a%20b/?q=%26"],
    ["/a%20b/?q=%26", { query: {} }, "/a%20b/?q=%26"],
  ])("a URL with %s and %o: %s", async (path, parts, want) => {
    const server = await quiet();
    await connect({ baseUrl: "http://other.test" }, contract).request("GET", server.url + path, parts);
    expect(server.seen[0]?.url).toBe(want);
  });

  test("nothing secret of a path in logs", async () => {
    const server = await quiet();
    const entries: LogEntry[] = [];
    const api = connect({ baseUrl: server.url, log: (entry) => entries.push(entry) }, contract);
    await api.request("GET", "/a/{id}?key=secret", { path: { id: 7 } });
    await api.request("GET", `${server.url}/b?key=secret`);
    expect(server.seen.map((seen) => seen.url)).toEqual(["/a/7?key=secret", "/b?key=secret"]);
    expect(entries.filter((entry) => entry.event === "end")).toMatchObject([{ operation: "GET /a/{id}", path: "/a/{id}" }, { operation: "GET /b", path: "/b" }]);
    expect(JSON.stringify(entries)).not.toMatch(/secret/);
  });

  test("the option url does the same for an operation", async () => {
    const [home, away] = [await quiet(), await quiet()];
    const api = connect({ baseUrl: `${home.url}/v1/`, auth: { bearerAuth: "t" } }, contract);
    const spec: Partial<OperationSpec> = { path: "/{id}", security: [["bearerAuth"]] };
    await call(api, spec, {}, { url: `${home.url}/link?a=1` });
    await call(api, spec, {}, { url: "/rooted" });
    await call(api, spec, {}, { url: `${away.url}/link` });
    expect(home.seen.map((seen) => [seen.url, seen.headers.authorization])).toEqual([["/link?a=1", "Bearer t"], ["/rooted", "Bearer t"]]);
    expect(away.seen.map((seen) => [seen.url, seen.headers.authorization])).toEqual([["/link", undefined]]);
  });
});
