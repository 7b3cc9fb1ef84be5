import { getEventListeners } from "node:events";
import { describe, expect, test } from "vitest";
import { parseRetryAfter } from "../../../templates/runtime/typescript/retry.js";
import { type ClientOptions, json, type OperationSpec, RequestError, TimeoutError } from "../../../templates/runtime/typescript/index.js";
import { answer, call, clientFor, listen, quiet, serve } from "./server.js";

const post: Partial<OperationSpec> = { method: "POST", body: { "application/json": json() } };

describe("which answers are tried again", () => {
  test.each([
    ["GET", 408, 3], ["GET", 429, 3], ["GET", 500, 3], ["GET", 502, 3], ["GET", 503, 3], ["GET", 504, 3],
    ["HEAD", 503, 3], ["PUT", 503, 3], ["DELETE", 503, 3], ["OPTIONS", 503, 3], ["QUERY", 503, 3],
    ["GET", 400, 1], ["GET", 401, 1], ["GET", 404, 1], ["GET", 409, 1], ["GET", 501, 1], ["GET", 505, 1],
    ["POST", 500, 1], ["POST", 503, 1], ["PATCH", 503, 1], ["POST", 429, 3],
  ])("%s %s: %s requests", async (method, status, requests) => {
    const server = await serve((_, response) => answer(response, status));
    const result = await call(clientFor(server), { method, responses: { default: {} } });
    expect(result.status).toBe(status);
    expect(server.seen).toHaveLength(requests);
  });

  test("until one is good", async () => {
    const server = await serve((seen, response) => answer(response, seen.number < 3 ? 503 : 200, { n: seen.number }));
    expect(await call(clientFor(server), {})).toMatchObject({ ok: true, data: { n: 3 } });
  });

  test.each([
    [0, 1],
    [1, 2],
    [5, 6],
    [{ limit: 1, delay: 1 }, 2],
    [{ statuses: [404], delay: 1 }, 1],
    [{ methods: ["POST"], delay: 1 }, 1],
  ])("option retries: %o", async (retries, requests) => {
    const server = await serve((_, response) => answer(response, 503, undefined, { "retry-after": "0" }));
    await call(clientFor(server), {}, {}, { retries });
    expect(server.seen).toHaveLength(requests);
  });

  test("a POST with an idempotency key, the same each time", async () => {
    const server = await serve((seen, response) => answer(response, seen.number % 2 === 1 ? 503 : 204));
    const api = clientFor(server, { idempotencyKey: true });
    await call(api, post, { body: { a: 1 } });
    await call(api, post, { body: { a: 1 } });
    await call(api, post, { body: { a: 1 } }, { idempotencyKey: "mine" });
    await call(clientFor(server), { ...post, parameters: [{ name: "Idempotency-Key", in: "header" }] }, { body: 1, headers: { "Idempotency-Key": "by contract" } });
    await call(api, {});
    const keys = server.seen.map((seen) => seen.headers["idempotency-key"]);
    expect(keys).toEqual([keys[0], keys[0], keys[2], keys[2], "mine", "mine", "by contract", "by contract", undefined, undefined]);
    expect(keys[0]).toMatch(/^[\da-f-]{36}$/);
    expect(keys[0]).not.toBe(keys[2]);
    expect(server.seen.slice(0, 2).map((seen) => seen.body.toString())).toEqual(['{"a":1}', '{"a":1}']);
  });

  test("a key goes out too where the options say that POST may be repeated anyway", async () => {
    const server = await serve((seen, response) => answer(response, seen.number === 1 ? 503 : 204));
    const api = clientFor(server, { idempotencyKey: true, retries: { delay: 1, methods: ["GET", "POST"] } });
    await call(api, { method: "POST", body: { "application/json": json() } }, { body: 1 });
    const keys = server.seen.map((seen) => seen.headers["idempotency-key"]);
    expect(keys).toEqual([expect.stringMatching(/^[\da-f-]{36}$/), keys[0]]);
    await call(api, {});
    expect(server.seen.at(-1)?.headers).not.toHaveProperty("idempotency-key");
  });

  test("a key of its own is a call's alone: a client would give it to every POST", () => {
    // @ts-expect-error a text is for one call
    const options: ClientOptions = { idempotencyKey: "k" };
    expect(() => clientFor({ url: "http://a.test" }, options)).toThrow(/'idempotencyKey' is one call's/);
    expect(() => clientFor({ url: "http://a.test" }).with(options)).toThrow(RequestError);
  });

  test("the answer before is let go of", async () => {
    const server = await serve((seen, response) => {
      if (seen.number === 2) return answer(response, 204);
      response.writeHead(503, { "content-type": "text/plain" });
      response.write("endless");
    });
    await call(clientFor(server), {});
    await expect.poll(() => server.aborted()).toBe(1);
  });
});

describe("how long it waits", () => {
  test.each([
    ["0", 0],
    ["1.5", 1500],
    [" 7 ", 7000],
    ["Sat, 21 Nov 2026 12:00:10 GMT", 10_000],
    ["Sat, 21 Nov 2026 11:59:00 GMT", 0],
    ["soon", undefined],
    ["-1", undefined],
    [null, undefined],
  ])("Retry-After: %s", (header, want) => {
    expect(parseRetryAfter(header, Date.parse("2026-11-21T12:00:00Z"))).toBe(want);
  });

  test("as the server asks", async () => {
    const server = await serve((seen, response) => answer(response, seen.number === 1 ? 429 : 204, undefined, { "retry-after": "0.2" }));
    const start = performance.now();
    await call(clientFor(server), {});
    expect(performance.now() - start).toBeGreaterThan(190);
  });

  test("but not longer than maxRetryAfter: then the answer stands", async () => {
    const server = await serve((_, response) => answer(response, 503, undefined, { "retry-after": "3600" }));
    expect(await call(clientFor(server), { responses: { 503: {} } })).toMatchObject({ status: 503 });
    expect(server.seen).toHaveLength(1);
  });

  test("a wait longer than setTimeout can take is no wait of 1 ms", async () => {
    const server = await serve((_, response) => answer(response, 503, undefined, { "retry-after": "99999999" }));
    const controller = new AbortController();
    const promise = call(clientFor(server, { retries: { maxRetryAfter: Number.POSITIVE_INFINITY } }), {}, {}, { signal: controller.signal });
    setTimeout(() => controller.abort(new Error("enough")), 100);
    await expect(promise).rejects.toThrow("enough");
    expect(server.seen).toHaveLength(1);
  });

  test("full jitter: between nothing and the exponential bound", async () => {
    const server = await serve((_, response) => answer(response, 503));
    const delays: number[] = [];
    await call(clientFor(server, { retries: { limit: 5, delay: 4, maxDelay: 10 }, log: (entry) => void (entry.event === "retry" && delays.push(entry.delay)) }), {});
    expect(delays).toHaveLength(5);
    for (const [index, delay] of delays.entries()) expect(delay).toBeLessThanOrEqual(Math.min(10, 4 * 2 ** index));
    expect(new Set(delays).size).toBe(5);
  });

  test("the caller's signal ends the wait at once", async () => {
    const server = await serve((_, response) => answer(response, 503, undefined, { "retry-after": "30" }));
    const reason = new Error("enough");
    const controller = new AbortController();
    const promise = call(clientFor(server), {}, {}, { signal: controller.signal });
    setTimeout(() => controller.abort(reason), 30);
    await expect(promise).rejects.toBe(reason);
    expect(server.seen).toHaveLength(1);
  });
});

describe("no answer", () => {
  test("a connection that was never made is tried again, with any method", async () => {
    const closed = await listen(() => undefined);
    await closed.close();
    const attempts: number[] = [];
    const api = clientFor(closed, { log: (entry) => void (entry.event === "retry" && attempts.push(entry.attempt)) });
    await expect(call(api, post, { body: 1 })).rejects.toMatchObject({ name: "ConnectionError" });
    expect(attempts).toEqual([1, 2]);
  });

  test.each([
    ["GET", 3],
    ["POST", 1],
  ])("a connection that breaks: %s goes out %s times", async (method, requests) => {
    const server = await serve((_, response) => void response.destroy());
    await expect(call(clientFor(server), { method })).rejects.toMatchObject({ name: "ConnectionError" });
    expect(server.seen).toHaveLength(requests);
  });

  test("a body that breaks off is fetched again", async () => {
    const server = await serve((seen, response) => {
      if (seen.number === 2) return answer(response, 200, { whole: true });
      response.writeHead(200, { "content-type": "application/json", "content-length": "50" });
      response.write('{"wh');
      setTimeout(() => response.destroy(), 10);
    });
    expect(await call(clientFor(server), {})).toMatchObject({ data: { whole: true } });
  });

  test("what is no network error is not tried again", async () => {
    let calls = 0;
    const fetch = (): Promise<Response> => {
      calls += 1;
      throw new TypeError("broken fetch");
    };
    await expect(call(clientFor(await quiet(), { fetch, retries: 0 }), {})).rejects.toMatchObject({ name: "ConnectionError" });
    expect(calls).toBe(1);
  });
});

describe("timeout and deadline", () => {
  const slow = (milliseconds: number) => serve((_, response) => void setTimeout(() => answer(response, 200, {}), milliseconds));

  test("an attempt that takes too long", async () => {
    const server = await slow(2000);
    const error: unknown = await call(clientFor(server, { timeout: 40, retries: 0 }), {}).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(TimeoutError);
    expect(error).toMatchObject({ limit: "timeout", after: 40, message: "No answer within the timeout of 40 ms" });
  });

  test("is tried again if the method may be", async () => {
    const server = await serve((seen, response) => void setTimeout(() => answer(response, 204), seen.number === 1 ? 2000 : 0));
    expect(await call(clientFor(server, { timeout: 100 }), {})).toMatchObject({ status: 204 });
    await expect(call(clientFor(await slow(2000), { timeout: 40 }), post, { body: 1 })).rejects.toBeInstanceOf(TimeoutError);
  });

  test("the body counts, too", async () => {
    const server = await serve((_, response) => {
      response.writeHead(200, { "content-type": "application/json" });
      response.write("[1,");
    });
    await expect(call(clientFor(server, { timeout: 60, retries: 0 }), {})).rejects.toMatchObject({ limit: "timeout" });
    await expect.poll(() => server.aborted()).toBe(1);
  });

  test("the deadline is for all attempts", async () => {
    const server = await slow(80);
    const start = performance.now();
    await expect(call(clientFor(server, { timeout: 50, deadline: 120, retries: { limit: 9, delay: 1 } }), {})).rejects.toBeInstanceOf(TimeoutError);
    expect(performance.now() - start).toBeLessThan(400);
    expect(server.seen.length).toBeGreaterThan(1);
    expect(server.seen.length).toBeLessThan(5);
    await expect(call(clientFor(server, { deadline: 30, retries: 0 }), {})).rejects.toMatchObject({ limit: "deadline", after: 30 });
  });

  test("no wait that would pass the deadline: the answer stands", async () => {
    const server = await serve((_, response) => answer(response, 503, undefined, { "retry-after": "5" }));
    const result = await call(clientFor(server, { deadline: 300 }), { responses: { 503: {} } });
    expect(result.status).toBe(503);
    expect(server.seen).toHaveLength(1);
  });

  test("a time longer than setTimeout can wait is no time at all", async () => {
    expect(await call(clientFor(await quiet(), { timeout: Number.POSITIVE_INFINITY, deadline: 1e15 }), {})).toMatchObject({ status: 204 });
  });
});

describe("AbortSignal", () => {
  test("before the call: nothing is sent", async () => {
    const server = await quiet();
    await expect(call(clientFor(server), {}, {}, { signal: AbortSignal.abort(new Error("gone")) })).rejects.toThrow("gone");
    expect(server.seen).toHaveLength(0);
  });

  test.each([[undefined], [5000]])("in the middle of a call, with timeout %s: its reason, and no retry", async (timeout) => {
    const server = await serve(() => undefined);
    const controller = new AbortController();
    const promise = call(clientFor(server, { timeout }), {}, {}, { signal: controller.signal });
    setTimeout(() => controller.abort(), 30);
    const thrown: unknown = await promise.catch((error: unknown) => error);
    expect(thrown).toBe(controller.signal.reason);
    expect(controller.signal.reason).toMatchObject({ name: "AbortError" });
    expect(server.seen).toHaveLength(1);
    await expect.poll(() => server.aborted()).toBe(1);
  });

  test.each([[undefined], [5000]])("in the middle of the body, with timeout %s", async (timeout) => {
    const server = await serve((_, response) => {
      response.writeHead(200, { "content-type": "application/json" });
      response.write("[");
    });
    const reason = new Error("left the page");
    const controller = new AbortController();
    const promise = call(clientFor(server, { timeout }), {}, {}, { signal: controller.signal });
    setTimeout(() => controller.abort(reason), 50);
    await expect(promise).rejects.toBe(reason);
  });

  test("a signal that lives long keeps no listener of calls that are over", async () => {
    const server = await quiet();
    const { signal } = new AbortController();
    for (let index = 0; index < 20; index += 1) await call(clientFor(server, { timeout: 1000, deadline: 1000 }), {}, {}, { signal });
    expect(getEventListeners(signal, "abort")).toHaveLength(0);
  });
});
