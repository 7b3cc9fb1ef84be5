import { createReadStream } from "node:fs";
import { createServer } from "node:http";
import { connect, createServer as createHttp2, type Http2Server } from "node:http2";
import { text as readText } from "node:stream/consumers";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { logLine, type LogEntry } from "../../../templates/runtime/typescript/server/log.js";
import type { ServerOptions } from "../../../templates/runtime/typescript/server/options.js";
import { ProblemError } from "../../../templates/runtime/typescript/server/problem.js";
import { type LooseHandlers, make } from "./example.js";
import { request, sendRaw } from "./raw.js";

/** What would have ended the process. */
const crashes: unknown[] = [];
const note = (error: unknown): void => void crashes.push(error);
beforeAll(() => void process.on("unhandledRejection", note).on("uncaughtException", note));
afterAll(() => void process.off("unhandledRejection", note).off("uncaughtException", note));

interface Asked {
  readonly line?: string;
  readonly headers?: readonly string[];
  readonly options?: ServerOptions;
}

/** Sends one request over node:http and to `fetch`: both say the same. */
async function ask(handlers: LooseHandlers, { line = "GET /text", headers = [], options = {} }: Asked = {}): Promise<{ readonly status: number; readonly text: string; readonly entries: readonly LogEntry[] }> {
  const { server, entries } = make(handlers, options);
  const { port } = await server.listen({ port: 0, host: "127.0.0.1" });
  const raw = await sendRaw(port, request(line, headers));
  const [method = "", path = ""] = line.split(" ");
  const response = await server.fetch(new Request(`http://host${path}`, { method, headers: headers.map((header) => header.split(": ") as [string, string]) }));
  expect(response.status).toBe(raw.status);
  await response.text().catch(() => undefined);
  await server.close({ graceMs: 0 });
  await sleep(5);
  expect(crashes).toEqual([]);
  return { status: raw.status, text: raw.text, entries };
}

const cyclic: { self?: unknown } = {};
cyclic.self = cyclic;
const revoked = (): object => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
};
const withMessage = (error: Error): Error => Object.defineProperty(error, "message", { get: () => revoked().toString() });
const throwing = (thrown: unknown) => (): never => {
  throw thrown;
};

describe("whatever a handler throws is 500, and says nothing", () => {
  test.each<readonly [name: string, thrown: unknown]>([
    ["nothing", undefined],
    ["null", null],
    ["a text", "secret"],
    ["a frozen error", Object.freeze(new Error("secret"))],
    ["what can't be looked at", revoked()],
    ["an error without a readable message", withMessage(new Error("secret"))],
    ["a problem without a readable message", withMessage(new ProblemError("forbidden"))],
    ["a problem whose violations are no JSON", new ProblemError("forbidden", { violations: cyclic as never })],
    ["a problem with a line break in a header", new ProblemError("forbidden", { headers: { a: "b\r\nc: secret" } })],
    ["a problem with a header that has no name", new ProblemError("forbidden", { headers: { "a b": "c" } })],
  ])("%s", async (_name, thrown) => {
    const { status, text, entries } = await ask({ text: throwing(thrown) });
    expect(status).toBe(500);
    expect(text).not.toContain("secret");
    expect(entries).toMatchObject([{ status: 500, level: "error" }, { status: 500, level: "error" }]);
  });

  test.each([100, 204, 200, 999, Number.NaN, "404" as never])("a problem of status %s", async (status) => {
    const answer = await ask({ text: () => throwing(new ProblemError("forbidden", { status }))() });
    expect(answer.status).toBe(500);
  });

  test("the headers of a problem are never those of its body", async () => {
    const { text } = await ask({ text: throwing(new ProblemError("rate_limited", { headers: { "Retry-After": "1", "Content-Length": "2", "content-type": "text/html" } })) });
    expect(text).toMatch(/^HTTP\/1.1 429 .*retry-after: 1\r\ncontent-type: application\/problem\+json\r\ncontent-length: 161\r\n/s);
  });
});

test.each<readonly [name: string, answer: object]>([
  ["a line break in a media type", { contentType: "text/plain; a=\r\nb: c" }],
  ["a line break in a header", { headers: { a: "b\r\nc: d" } }],
  ["a line break in a list of headers", { headers: { "set-cookie": ["a=b", "c\nd"] } }],
  ["a header whose name has a line break", { headers: { "a\r\nb": "c" } }],
  ["a header that throws", { headers: { get a() { throw new Error("secret"); } } }],
  ["a cycle", { body: cyclic }],
  ["a symbol", { body: Symbol("a") }],
  ["a status that informs", { status: 101 }],
])("an answer with %s is 500, and none of it is sent", async (_name, more) => {
  const { status, text } = await ask({ text: () => ({ status: 200, body: "hello", ...more }) });
  expect(status).toBe(500);
  expect(text).not.toMatch(/secret|hello|\r\n[bc]:/);
});

test("a promise of another library is waited for", async () => {
  expect((await ask({ text: () => ({ then: (done: (answer: object) => void) => done({ status: 200, body: "hello" }) }) })).status).toBe(200);
  expect((await ask({ text: () => ({ then: (_done: unknown, fail: (error: Error) => void) => fail(new Error("secret")) }) })).status).toBe(500);
});

test.each<readonly [name: string, log: (entry: LogEntry) => void]>([
  ["throws", throwing(new Error("log"))],
  ["rejects", () => Promise.reject(new Error("log")) as never],
])("a log that %s", async (_name, log) => {
  expect((await ask({ text: () => ({ status: 200, body: "hello" }) }, { options: { log } })).status).toBe(200);
});

test.each<readonly [name: string, failure: () => unknown]>([
  ["throws", throwing(null)],
  ["rejects", () => Promise.reject(new Error("hook"))],
  ["gives a cycle", () => cyclic],
  ["gives nothing", () => undefined],
])("a hook that %s leaves the problem document", async (_name, failure) => {
  const { status, text } = await ask({ getUser: throwing(new ProblemError("not_found")) }, { line: "GET /users/1", options: { problems: { Failure: failure } } });
  expect([status, text.includes("application/problem+json")]).toEqual([404, true]);
});

describe("security functions that mean no", () => {
  const no = (): undefined => undefined;
  test.each<readonly [name: string, bearer: () => unknown, status: number]>([
    ["0", () => 0, 401],
    ["an empty text", () => "", 401],
    ["not a number", () => Number.NaN, 401],
    ["a promise of null", () => Promise.resolve(null), 401],
    ["a problem", throwing(new ProblemError("unauthorized", { detail: "Expired." })), 401],
    ["null thrown", throwing(null), 500],
  ])("%s", async (_name, bearer, status) => {
    const options = { security: { bearer, basic: no, key: no, queryKey: no, cookieKey: no, tls: no } };
    const { text, ...answer } = await ask({ guarded: () => ({ status: 204 }) }, { line: "GET /guarded", headers: ["Authorization: Bearer x"], options });
    expect(answer.status).toBe(status);
    if (status === 401) expect(text).toContain("\r\nwww-authenticate: Bearer");
  });
});

describe("streams that nobody reads are let go", () => {
  test.each<readonly [line: string, answer: object]>([
    ["HEAD /file", { status: 200 }],
    ["GET /file", { status: 204 }],
    ["GET /file", { status: 418 }],
    ["GET /file", { status: "200" }],
    ["GET /file", { status: 200, headers: { a: "\n" } }],
  ])("%s %j", async (line, answer) => {
    const files = Array.from({ length: 2 }, () => createReadStream(import.meta.filename));
    const cancel = vi.fn();
    const close = vi.fn();
    for (const body of [() => files.pop(), () => createReadStream("/does/not/exist"), () => new ReadableStream({ cancel })]) await ask({ file: () => ({ ...answer, body: body() }) }, { line });
    expect(cancel).toHaveBeenCalledTimes(2);
    await ask({ file: () => ({ ...answer, body: { [Symbol.asyncIterator]: close, destroy: close } }) }, { line });
    expect(close).not.toHaveBeenCalled();
  });

  test("that of a client that has left", async () => {
    const cancel = vi.fn();
    const { server } = make({ file: async () => (await sleep(100), { status: 200, body: new ReadableStream({ cancel }) }) });
    const { port } = await server.listen({ port: 0, host: "127.0.0.1" });
    await sendRaw(port, request("GET /file"), { ms: 20 });
    await vi.waitFor(() => expect(cancel).toHaveBeenCalled());
    await server.close({ graceMs: 0 });
  });
});

test.each<readonly [name: string, iterator: () => unknown]>([
  ["can't be begun", throwing(new Error("secret"))],
  ["throws at once", () => ({ next: throwing(new Error("secret")) })],
  ["gives nothing, and can't be ended", () => ({ next: () => undefined, return: throwing(new Error("secret")) })],
  ["gives numbers, and can't be ended", () => ({ next: () => ({ done: false, value: 5 }), return: throwing(new Error("secret")) })],
])("a stream that %s is broken off", async (_name, iterator) => {
  const { server, entries } = make({ file: () => ({ status: 200, body: { [Symbol.asyncIterator]: iterator } }) });
  const { port } = await server.listen({ port: 0, host: "127.0.0.1" });
  expect((await sendRaw(port, request("GET /file"))).text).not.toMatch(/secret|\r\n0\r\n/);
  const response = await server.fetch(new Request("http://host/file"));
  if (response.status === 200) await expect(response.text()).rejects.toThrow();
  await vi.waitFor(() => expect(entries).toMatchObject([{ level: "error" }, { level: "error" }]));
  await server.close({ graceMs: 0 });
  expect(crashes).toEqual([]);
});

test("a long stream is not kept in memory", async () => {
  const pieces = async function* (): AsyncGenerator<Uint8Array> {
    for (let index = 0; index < 3000; index += 1) {
      yield new Uint8Array(65_536);
      if (index % 50 === 0) await sleep(0);
    }
  };
  let most = 0;
  const { server } = make({ file: () => ({ status: 200, body: pieces() }) });
  const { url } = await server.listen({ port: 0, host: "127.0.0.1" });
  const before = process.memoryUsage().arrayBuffers;
  for await (const piece of (await fetch(`${url}/file`)).body as unknown as AsyncIterable<Uint8Array>) {
    void piece;
    most = Math.max(most, process.memoryUsage().arrayBuffers - before);
  }
  await server.close({ graceMs: 0 });
  expect(most / 2 ** 20).toBeLessThan(100);
});

test("a line of the log is written whatever is in it", () => {
  const entry = { time: "", level: "error", method: "GET", path: "/", status: 500, duration: 1, trace_id: "", span_id: "" } as const;
  expect(JSON.parse(logLine({ ...entry, error: new Error("lost", { cause: cyclic }), cyclic, count: 5n, gone: revoked() }))).toMatchObject({ status: 500, error: { message: "lost" }, count: "5", cyclic: "(not JSON)" });
  expect(JSON.parse(logLine({ ...entry, error: cyclic }))).toMatchObject({ status: 500, error: "(not JSON)" });
});

describe("behind middleware", () => {
  const behind = async (before: (request: Parameters<ReturnType<typeof make>["server"]["node"]>[0], response: Parameters<ReturnType<typeof make>["server"]["node"]>[1]) => void): Promise<string> => {
    const { server } = make({ text: () => ({ status: 200, body: "hello", headers: { "set-cookie": ["a=1", "b=2"] } }) });
    const http = createServer((incoming, response) => {
      before(incoming, response);
      server.node(incoming, response);
    });
    await new Promise<void>((resolve) => void http.listen(0, resolve));
    const { text } = await sendRaw((http.address() as AddressInfo).port, request("GET /text"));
    http.close();
    expect(crashes).toEqual([]);
    return text;
  };

  test("that writes the head in its own way: it sees headers that were set one by one", async () => {
    const text = await behind((_incoming, response) => {
      const { writeHead } = response;
      response.setHeader("x-own", "1").setHeader("content-type", "text/html");
      response.writeHead = ((status: number, ...rest: unknown[]) => {
        expect([rest, response.getHeader("set-cookie")]).toEqual([[], ["a=1", "b=2"]]);
        return writeHead.call(response, status);
      }) as typeof writeHead;
    });
    expect(text).toMatch(/^HTTP\/1.1 200 .*x-own: 1\r\n.*set-cookie: a=1\r\nset-cookie: b=2\r\ncontent-type: text\/plain; charset=utf-8\r\n.*hello$/s);
  });

  test("that has answered already: its answer stays", async () => {
    const text = await behind((_incoming, response) => void response.writeHead(503, { "content-length": 5 }).end("later"));
    expect(text).toMatch(/^HTTP\/1.1 503 .*later$/s);
  });
});

test.each([[{ "content-length": 1 }], [{}]])("a body of HTTP/2, whose length is said or not: %j", async (headers) => {
  const { server } = make({ echo: ({ body }) => ({ status: 200, body }) });
  const http: Http2Server = createHttp2(server.node as never);
  await new Promise<void>((resolve) => void http.listen(0, resolve));
  const client = connect(`http://127.0.0.1:${(http.address() as AddressInfo).port}`);
  const stream = client.request({ ":method": "POST", ":path": "/echo", "content-type": "application/json", ...headers });
  stream.end("7");
  expect(await readText(stream)).toBe("7");
  client.close();
  http.close();
});

test("a header that can't be sent is not in any request", async () => {
  const { text } = await ask({ text: (_request, { header }) => ({ status: 200, body: String(header("a b")) }) });
  expect(text).toMatch(/undefined$/);
});
