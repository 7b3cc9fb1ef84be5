import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, expect, test, vi } from "vitest";
import type { ListenOptions } from "../../../templates/runtime/typescript/server/node.js";
import type { ServerOptions } from "../../../templates/runtime/typescript/server/options.js";
import { type LooseHandlers, type Made, make } from "./example.js";
import { request, sendRaw } from "./raw.js";

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((close) => close()));
});

interface Running extends Made {
  readonly port: number;
}

async function start(handlers: LooseHandlers, options: ServerOptions = {}, where: Partial<ListenOptions> = {}): Promise<Running> {
  const made = make({ echo: ({ body }) => ({ status: 200, body }), text: () => ({ status: 200, body: "hello" }), ...handlers }, options);
  const { port } = await made.server.listen({ port: 0, host: "127.0.0.1", ...where });
  open.push(() => made.server.close({ graceMs: 0 }));
  return { ...made, port };
}

const json = ["Content-Type: application/json"];

const plain: readonly (readonly [name: string, bytes: string, status: number, body?: string])[] = [
  ["a plain request", request("GET /text"), 200, "hello"],
  ["a body", request("POST /echo", json, '{"a":1}'), 200, '{"a":1}'],
  ["a body in chunks", request("POST /echo", [...json, "Transfer-Encoding: chunked"]) + '3\r\n{"a\r\n4\r\n":1}\r\n0\r\n\r\n', 200, '{"a":1}'],
  ["HEAD", request("HEAD /text"), 200, ""],
  ["the absolute form", request("GET http://else.test/text?a"), 200, "hello"],
  ["dot segments", request("GET /a/../%2e/text"), 200, "hello"],
  ["a fragment, which is no part of a target", request("GET /text#a"), 200, "hello"],
  ["a backslash is a slash to a URL parser", request("GET \\text"), 400],
  ["a server's own options", request("OPTIONS *"), 404],
  ["an unknown method of HTTP", request("PURGE /text"), 405],
  ["a method that is none", request("FOO /text"), 400],
  ["no host", "GET /text HTTP/1.1\r\nConnection: close\r\n\r\n", 400],
  ["HTTP/1.0", "GET /text HTTP/1.0\r\n\r\n", 200, "hello"],
  ["no HTTP", "hello\r\n\r\n", 400],
  ["two lengths", "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n1", 400],
  ["length and chunks", "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400],
  ["a length that is none", "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n", 400],
  ["too many headers", request("GET /text", Array.from({ length: 5000 }, (_, index) => `X-${index}: a`)), 431],
  ["a header that is too long", request("GET /text", [`X: ${"a".repeat(20_000)}`]), 431],
  ["an expectation that nobody knows", request("GET /text", ["Expect: magic"]), 417],
];
test.each(plain.map((row) => [row[0], row] as const))("%s", async (_name, [, bytes, status, body]) => {
  const { port } = await start({});
  const answer = await sendRaw(port, bytes);
  expect(answer.status).toBe(status);
  if (body !== undefined) expect(answer.body).toBe(body);
  if (status === 400 || status === 431) expect(answer.text).toMatch(/application\/problem\+json|\r\nConnection: close/);
});

test("requests in a pipeline are answered in turn", async () => {
  const { port } = await start({ getUser: async ({ path }) => { await sleep(path.id === "slow" ? 50 : 0); return { status: 404, body: path.id }; } });
  const line = (id: string): string => `GET /users/${id} HTTP/1.1\r\nHost: a\r\n\r\n`;
  const { text } = await sendRaw(port, line("slow") + line("b") + line("c"), { until: '"c"' });
  expect(text.match(/"(slow|b|c)"/g)).toEqual(['"slow"', '"b"', '"c"']);
});

test("a connection goes on after a small body that nobody read", async () => {
  const { port } = await start({});
  const first = `POST /none HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello`;
  const { text } = await sendRaw(port, first + request("GET /text"));
  expect(text).toContain("404 Not Found");
  expect(text).toContain("200 OK");
});

test.each([
  ["promised", `POST /echo HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 5000000\r\n\r\n`, false],
  ["in chunks", `POST /echo HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n4C4B40\r\n`, false],
  ["of an unknown path", `POST /none HTTP/1.1\r\nHost: a\r\nContent-Length: 5000000\r\n\r\n`, true],
])("a body that is too large is answered before it has come, and the answer arrives: %s", async (_name, head, isUnknown) => {
  const { port } = await start({}, { maxBodyBytes: 1000 });
  const begin = performance.now();
  const { status, body, headers } = await sendRaw(port, head + " ".repeat(2_000_000));
  expect([status, headers["connection"]]).toEqual([isUnknown ? 404 : 413, "close"]);
  expect(JSON.parse(body)).toMatchObject({ code: isUnknown ? "not_found" : "payload_too_large" });
  expect(performance.now() - begin).toBeLessThan(2500);
});

test("a limit of one operation", async () => {
  const { port } = await start({}, { maxBodyBytes: 5, operations: { echo: { maxBodyBytes: 10 } } });
  expect((await sendRaw(port, request("POST /echo", json, '"12345"'))).status).toBe(200);
  expect((await sendRaw(port, request("POST /echo", json, '"123456789"'))).status).toBe(413);
});

test("Expect: 100-continue: the body is asked for only if it is wanted", async () => {
  const { port } = await start({}, { maxBodyBytes: 1000 });
  const head = (line: string, length: number): string => `${line} HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nExpect: 100-continue\r\nContent-Length: ${length}\r\n\r\n`;
  expect((await sendRaw(port, head("POST /echo", 7), { until: "\r\n\r\n" })).status).toBe(100);
  expect(await sendRaw(port, head("POST /echo", 7000))).toMatchObject({ status: 413, headers: { connection: "close" } });
  expect(await sendRaw(port, head("POST /none", 7))).toMatchObject({ status: 404, headers: { connection: "close" } });
});

test("lines of the same name are joined, of those too that node keeps once", async () => {
  const { port } = await start({ text: (_request, { header }) => ({ status: 200, body: [header("x"), header("from"), header("cookie"), header("__proto__")].join("|") }) });
  const { body } = await sendRaw(port, request("GET /text", ["X: 1", "x: 2", "From: a", "from: b", "Cookie: a=1", "Cookie: b=2"]));
  expect(body).toBe("1, 2|a, b|a=1; b=2|");
  const plain = createServer(make({ text: (_request, { header }) => ({ status: 200, body: String(header("from")) }) }).server.node);
  await new Promise<void>((resolve) => void plain.listen(0, resolve));
  expect((await sendRaw((plain.address() as AddressInfo).port, request("GET /text", ["From: a", "from: b"]))).body).toBe("a, b");
  plain.close();
});

test("a slow client is let go, others are served meanwhile", async () => {
  const { port } = await start({}, {}, { timeouts: { headers: 300, request: 600 } });
  const slowHead = sendRaw(port, "GET /text HTTP/1.1\r\nHost: a\r\n");
  const slowBody = sendRaw(port, `POST /echo HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 10\r\n\r\n1`);
  expect((await sendRaw(port, request("GET /text"))).status).toBe(200);
  expect((await slowHead).status).toBe(408);
  expect((await slowBody).status).toBe(408);
});

test("a stream comes as it is made, ends with the client, and goes no faster than it", async () => {
  let made = 0;
  const ended = vi.fn();
  const { port, entries } = await start({
    lines: () => ({
      status: 200,
      body: (async function* () {
        try {
          for (;;) yield { made: (made += 1), text: "x".repeat(10_000) };
        } finally {
          ended();
        }
      })(),
    }),
  });
  const socket = connect(port, "127.0.0.1");
  socket.write(request("GET /lines")).valueOf();
  await new Promise((resolve) => socket.once("data", resolve));
  socket.pause();
  await sleep(300);
  const before = made;
  await sleep(200);
  expect(made).toBe(before);
  socket.destroy();
  await vi.waitFor(() => expect(ended).toHaveBeenCalled());
  expect(entries).toMatchObject([{ status: 200, aborted: true }]);
});

test.each<readonly [name: string, items: () => AsyncGenerator<unknown>, log: object]>([
  ["throws", async function* () { yield 1; await sleep(10); throw new Error("secret"); }, { error: new Error("secret") }],
  ["breaks the contract", async function* () { yield 1; yield "bad"; }, { violations: [{ in: "body", pointer: "", rule: "not", message: "must not" }] }],
])("a stream that %s is broken off, so that the client sees it", async (_name, items, log) => {
  const { port, entries } = await start({ events: () => ({ status: 200, body: items() }) });
  const { text } = await sendRaw(port, request("GET /events"));
  expect(text).toContain("data: 1\n\n");
  expect(text).not.toMatch(/secret|bad|\r\n0\r\n/);
  expect(entries).toMatchObject([{ status: 200, level: "error", ...log }]);
  expect((await sendRaw(port, request("GET /text"))).status).toBe(200);
});

test("a handler learns that its client has left", async () => {
  const left = vi.fn();
  const { port, entries } = await start({
    text: async (_request, { signal }) => {
      await new Promise((resolve) => signal.addEventListener("abort", resolve));
      left();
      signal.throwIfAborted();
    },
  });
  await sendRaw(port, request("GET /text"), { ms: 100 });
  await vi.waitFor(() => expect(left).toHaveBeenCalled());
  await vi.waitFor(() => expect(entries).toHaveLength(1));
  expect(entries).toMatchObject([{ aborted: true }]);
});

test("a client that leaves in its body", async () => {
  const { port, entries } = await start({});
  await sendRaw(port, `POST /echo HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 10\r\n\r\n1`, { ms: 100 });
  await vi.waitFor(() => expect(entries).toMatchObject([{ status: 499, aborted: true }]));
  expect((await sendRaw(port, request("GET /text"))).status).toBe(200);
});

test("a body that is streamed through", async () => {
  const { port } = await start({ put: ({ body }) => ({ status: 200, body: (body as { stream(): unknown }).stream() }) });
  const { body } = await sendRaw(port, request("PUT /bytes", ["Content-Type: application/octet-stream"], "x".repeat(100_000)));
  expect(body.replace(/[^x]/g, "")).toHaveLength(100_000);
});

test("closing in good order", async () => {
  const { server, port } = await start({ text: async () => { await sleep(200); return { status: 200, body: "late" }; } });
  const idle = connect(port, "127.0.0.1");
  const late = sendRaw(port, "GET /text HTTP/1.1\r\nHost: a\r\n\r\n");
  await sleep(50);
  const closed = server.close();
  await expect(sendRaw(port, request("GET /healthz"), { ms: 50 })).resolves.toMatchObject({ status: 0 });
  expect(await late).toMatchObject({ status: 200, body: "late", headers: { connection: "close" } });
  await closed;
  idle.destroy();
});

test("closing cuts what takes too long", async () => {
  const aborted = vi.fn();
  const { server, port } = await start({ text: (_request, { signal }) => new Promise(() => signal.addEventListener("abort", aborted)) });
  const cut = sendRaw(port, request("GET /text"));
  await sleep(50);
  await server.close({ graceMs: 50 });
  expect(aborted).toHaveBeenCalled();
  expect((await cut).status).toBe(0);
});

test("a port that is taken", async () => {
  const { port } = await start({});
  await expect(make({}).server.listen({ port, host: "127.0.0.1" })).rejects.toThrow("EADDRINUSE");
});

const umlauts = { headers: { "X-Name": "größe" } };
test.each<readonly [what: string, line: string, handler: () => unknown, headers: readonly string[]]>([
  ["no body", "GET /text", () => ({ status: 204, ...umlauts }), []],
  ["an ASCII body", "GET /text", () => ({ status: 200, body: "size", ...umlauts }), []],
  ["a body beyond ASCII", "GET /text", () => ({ status: 200, body: "größe", ...umlauts }), []],
  ["bytes", "GET /file", () => ({ status: 200, body: new Uint8Array([200]), ...umlauts }), []],
  ["a stream of texts", "GET /lines", () => ({ status: 200, body: ["größe"], ...umlauts }), []],
  ["a stream of bytes", "GET /file", () => ({ status: 200, body: new Blob(["größe"]).stream(), ...umlauts }), []],
  ["an answer to a client that still sends", "PUT /bytes", () => ({ status: 200, body: "größe", ...umlauts }), ["Content-Type: application/octet-stream", "Content-Length: 100000"]],
])("a header beyond ASCII is its UTF-8, once, beside %s", async (_name, line, handler, headers) => {
  const { port } = await start({ text: handler, file: handler, lines: handler, put: handler });
  const answer = await sendRaw(port, request(line, headers), { until: "0\r\n\r\n", ms: 1500 });
  expect(Buffer.from(answer.headers["x-name"] ?? "", "latin1").toString()).toBe("größe");
});

test("a declared list of cookies is a line each", async () => {
  const { port } = await start({ cookies: () => ({ status: 204, headers: { "Set-Cookie": ["a=1; Expires=Wed, 21 Oct 2026 07:28:00 GMT", "b=2"] } }) });
  const { text } = await sendRaw(port, request("GET /cookies"));
  expect(text.match(/^Set-Cookie: .*$/gim)?.map((line) => line.slice(12))).toEqual(["a=1; Expires=Wed, 21 Oct 2026 07:28:00 GMT", "b=2"]);
});
