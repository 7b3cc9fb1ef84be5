import { expect, test } from "vitest";
import { type LooseHandlers, make } from "./example.js";

interface Row {
  readonly path: string;
  readonly answer: unknown;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly status: number;
  readonly body?: string;
  readonly want?: Readonly<Record<string, string | null>>;
}

const handlersFor = (answer: unknown): LooseHandlers =>
  Object.fromEntries(["getUser", "put", "events", "named", "lines", "text", "form"].map((name) => [name, async () => answer]));
const ok = { status: 200, body: { name: "Ada" }, headers: { "X-Total": 1 } };
const octets = { "content-type": "application/octet-stream" };
const binary = { path: "/bytes", method: "PUT" };

async function* listed(...items: readonly unknown[]): AsyncGenerator<unknown> {
  yield* items;
}

test.each<readonly [name: string, row: Row]>([
  ["JSON", { path: "/users/1", answer: ok, status: 200, body: '{"name":"Ada"}', want: { "content-type": "application/json", "content-length": "14", "x-total": "1" } }],
  ["only what the contract names", { path: "/users/1", answer: { ...ok, body: { name: "Ada", password: "x" } }, status: 200, body: '{"name":"Ada"}' }],
  ["dates and long integers", { path: "/users/1", answer: { ...ok, body: { name: "Ada", since: [new Date(0), 2n ** 64n] } }, status: 200, body: '{"name":"Ada","since":["1970-01-01T00:00:00.000Z",18446744073709551616]}' }],
  ["the media type that is liked best", { path: "/users/1", answer: { ...ok, body: "Ada" }, headers: { accept: "text/plain, application/json;q=0.5" }, status: 200, body: "Ada", want: { "content-type": "text/plain; charset=utf-8" } }],
  ["the first where none is liked", { path: "/users/1", answer: ok, headers: { accept: "image/png" }, status: 200, body: '{"name":"Ada"}' }],
  ["the media type that is named", { path: "/users/1", answer: { ...ok, body: "Ada", contentType: "text/plain" }, headers: { accept: "application/json" }, status: 200, body: "Ada" }],
  ["other headers", { path: "/users/1", answer: { ...ok, headers: { "x-total": 2, "Cache-Control": "no-cache", "Content-Length": "9999", Etag: undefined } }, status: 200, want: { "cache-control": "no-cache", "x-total": "2", "content-length": "14", etag: null } }],
  ["HEAD", { path: "/users/1", method: "HEAD", answer: ok, status: 200, body: "", want: { "content-length": "14", "content-type": "application/json" } }],
  ["a status by its class", { path: "/users/1", answer: { status: 404, body: { a: 1 } }, status: 404, body: '{"a":1}' }],
  ["204", { path: "/text", answer: { status: 204 }, status: 204, body: "", want: { "content-length": null, "content-type": null } }],
  ["304", { path: "/text", answer: { status: 304, headers: { etag: '"1"' } }, status: 304, body: "", want: { etag: '"1"' } }],
  ["text beyond ASCII", { path: "/text", answer: { status: 200, body: "größe" }, status: 200, body: "größe", want: { "content-length": "7" } }],
  ["a form", { path: "/form", answer: { status: 200, body: { a: ["1", "b c"], d: 2n ** 64n } }, status: 200, body: "a=1&a=b%20c&d=18446744073709551616" }],
  ["bytes", { ...binary, answer: { status: 200, body: new Uint8Array([65, 66]) }, status: 200, body: "AB", want: { "content-length": "2", "content-type": "application/octet-stream" } }],
  ["a part of a buffer", { ...binary, answer: { status: 200, body: new DataView(new Uint8Array([65, 66, 67]).buffer, 1, 1) }, status: 200, body: "B" }],
  ["a Blob", { ...binary, answer: { status: 200, body: new Blob(["AB"], { type: "image/png" }) }, status: 200, body: "AB", want: { "content-length": "2", "content-type": "image/png" } }],
  ["a stream of the web", { ...binary, answer: { status: 200, body: new Blob(["AB"]).stream() }, status: 200, body: "AB", want: { "content-length": null } }],
  ["an iterable of bytes", { ...binary, answer: { status: 200, body: listed(new Uint8Array([65]), new Uint8Array([66])) }, status: 200, body: "AB" }],
  ["a range's type", { ...binary, answer: { status: 206, body: "AB", contentType: "image/png" }, status: 206, body: "AB", want: { "content-type": "image/png" } }],
  ["events", { path: "/events", answer: { status: 200, body: listed({ a: 1 }, "b\nc") }, status: 200, body: 'data: {"a":1}\n\ndata: "b\\nc"\n\n', want: { "content-type": "text/event-stream", "cache-control": "no-store" } }],
  ["whole events", { path: "/named", answer: { status: 200, body: [{ id: "1", event: "add", data: "a\nb", retry: 5 }] }, status: 200, body: "event: add\nid: 1\nretry: 5\ndata: a\ndata: b\n\n" }],
  ["lines", { path: "/lines", answer: { status: 200, body: listed({ a: 1 }, 2n ** 64n) }, status: 200, body: '{"a":1}\n18446744073709551616\n' }],
  ["HEAD of a stream", { path: "/lines", method: "HEAD", answer: { status: 200, body: listed(1) }, status: 200, body: "" }],
])("%s", async (_name, { path, method = "GET", headers = {}, answer, status, body, want = {} }) => {
  const { server, entries } = make(handlersFor(answer));
  const response = await server.fetch(new Request(`http://test${path}`, { method, headers: method === "PUT" ? octets : headers, ...(method === "PUT" ? { body: "x" } : {}) }));
  expect(entries.map(({ error }) => error).filter(Boolean)).toEqual([]);
  expect(response.status).toBe(status);
  if (body !== undefined) expect(await response.text()).toBe(body);
  expect(Object.fromEntries(Object.keys(want).map((name) => [name, response.headers.get(name)]))).toEqual(want);
});

test.each<readonly [name: string, path: string, answer: unknown, violations?: readonly object[]]>([
  ["a body off the contract", "/users/1", { ...ok, body: { name: 1, secret: "x" } }, [{ in: "body", pointer: "/name", rule: "type", message: "must be a string" }]],
  ["a header that is missing", "/users/1", { ...ok, headers: {} }, [{ in: "header", pointer: "/X-Total", rule: "required", message: "is required" }]],
  ["a header off the contract", "/users/1", { ...ok, headers: { "x-total": "secret" } }, [{ in: "header", pointer: "/X-Total", rule: "type", message: "must be a number" }]],
  ["a status that the contract doesn't have", "/users/1", { status: 202, body: "secret" }],
  ["a status that is none", "/users/1", { status: 1000, body: "secret" }],
  ["no answer", "/users/1", undefined],
  ["no body", "/users/1", { status: 200, headers: ok.headers }],
  ["a media type that the contract doesn't have", "/users/1", { ...ok, contentType: "image/png" }],
  ["a header that breaks out", "/users/1", { ...ok, headers: { "x-total": 1, "x-other": "secret\r\nset-cookie: a=b" } }],
  ["a header name that breaks out", "/users/1", { ...ok, headers: { "x-total": 1, "x-other: secret\r\nx": "a" } }],
  ["what has no text", "/text", { status: 200, body: () => "secret" }],
  ["what is no stream", "/lines", { status: 200, body: 5 }],
])("answered 500, with nothing of it: %s", async (_name, path, answer, violations) => {
  const { server, entries } = make(handlersFor(answer));
  const response = await server.fetch(new Request(`http://test${path}`));
  const body = await response.text();
  expect(response.status).toBe(500);
  expect(JSON.parse(body)).toMatchObject({ type: "about:blank", title: "Internal Server Error", status: 500, code: "internal" });
  expect(body).not.toContain("secret");
  expect(entries).toMatchObject([{ level: "error", ...(violations === undefined ? {} : { violations }) }]);
});

test("in production answers aren't checked, but still only what the contract names is sent", async () => {
  const { server } = make(handlersFor({ ...ok, body: { name: 1, secret: "x" }, headers: {} }), { checkResponses: false });
  expect(await (await server.fetch(new Request("http://test/users/1"))).text()).toBe('{"name":1}');
});

test("a handler of several lines of one header", async () => {
  const { server } = make(handlersFor({ ...ok, headers: { "x-total": 1, "set-cookie": ["a=1", "b=2"] } }));
  expect((await server.fetch(new Request("http://test/users/1"))).headers.getSetCookie()).toEqual(["a=1", "b=2"]);
});
