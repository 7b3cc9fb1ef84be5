import { describe, expect, test } from "vitest";
import type { LogEntry } from "../../generated/users/ts-client/index.js";
import { loadUsers } from "./clients.js";
import { type Handler, listen, sendProblem } from "./server.js";
import { startUsers } from "./users-server.js";

const { ConnectionError, createClient, createUser, deleteUser, getUser, listUsers, replaceUser, TimeoutError } = await loadUsers();
const server = await startUsers();
const base = { baseUrl: server.url, auth: { bearerAuth: "good" } };
const quick = { ...base, retries: { delay: 1 } };
const one = { path: { id: 1 } };
const grace = { name: "Grace", email: "grace@example.com", password: "correct horse battery" };

const busy: Handler = ({ response }) => sendProblem(response, 503, "Busy");
const silent: Handler = () => undefined;
const breakOff: Handler = ({ response }) => void response.destroy();
const methods = (): readonly string[] => server.seen.map(({ method }) => method);

describe("retries", () => {
  test.each([408, 429, 500, 502, 503, 504])("%s passes", async (status) => {
    server.next(({ response }) => sendProblem(response, status, "Later"), ({ response }) => sendProblem(response, status, "Later"));
    expect(await getUser(createClient(quick), one)).toMatchObject({ ok: true, status: 200 });
    expect(methods()).toEqual(["GET", "GET", "GET"]);
  });

  test.each([400, 401, 403, 404, 409, 501])("%s stands", async (status) => {
    server.next(({ response }) => sendProblem(response, status, "No"));
    expect(await getUser(createClient(quick), one)).toMatchObject({ ok: false, status });
    expect(server.seen).toHaveLength(1);
  });

  test("idempotent methods, when nothing answers; the answer after the last attempt stands", async () => {
    server.next(breakOff, breakOff);
    expect(await replaceUser(createClient(quick), { ...one, body: grace })).toMatchObject({ status: 200 });
    server.next(busy, busy, busy);
    expect(await deleteUser(createClient(quick), { path: { id: 5 } })).toMatchObject({ ok: false, status: 503, error: { title: "Busy" } });
    expect(methods()).toEqual(["PUT", "PUT", "PUT", "DELETE", "DELETE", "DELETE"]);
    server.next(breakOff, breakOff, breakOff);
    await expect(getUser(createClient(quick), one)).rejects.toThrow(ConnectionError);
  });

  test("a body that breaks off is no answer either", async () => {
    server.next(({ response }) => {
      response.writeHead(200, { "content-type": "application/json", "content-length": "100" });
      response.write('{"id":');
      setTimeout(() => response.destroy(), 10);
    });
    expect(await getUser(createClient(quick), one)).toMatchObject({ status: 200, data: { id: 1 } });
    expect(server.seen).toHaveLength(2);
  });

  test("never a POST that the server may have done", async () => {
    server.next(busy);
    expect(await createUser(createClient(quick), { body: grace })).toMatchObject({ status: 503 });
    server.next(breakOff);
    await expect(createUser(createClient(quick), { body: grace })).rejects.toThrow(ConnectionError);
    expect(methods()).toEqual(["POST", "POST"]);
  });

  test("a POST that was refused before it was done, or that has an idempotency key", async () => {
    server.next(({ response }) => sendProblem(response, 429, "Not so fast"));
    expect(await createUser(createClient(quick), { body: { ...grace, email: "g1@example.com" } })).toMatchObject({ status: 201 });
    server.next(busy);
    expect(await createUser(createClient(quick), { body: { ...grace, email: "g2@example.com" } }, { idempotencyKey: true })).toMatchObject({ status: 201 });
    const keys = server.seen.map(({ headers }) => headers["idempotency-key"]);
    expect(keys.slice(0, 2)).toEqual([undefined, undefined]);
    expect(keys[2]).toMatch(/^[\da-f-]{36}$/);
    expect(keys[3]).toBe(keys[2]);
  });

  test("what is retried, and how often, is an option of client and call", async () => {
    server.next(busy);
    expect(await getUser(createClient({ ...base, retries: 0 }), one)).toMatchObject({ status: 503 });
    server.next(busy, busy, busy, busy);
    expect(await getUser(createClient(base), one, { retries: { limit: 4, delay: 1 } })).toMatchObject({ status: 200 });
    server.next(({ response }) => sendProblem(response, 418, "Tea"));
    expect(await createUser(createClient(base), { body: { ...grace, email: "g3@example.com" } }, { retries: { statuses: [418], methods: ["POST"], delay: 1 } })).toMatchObject({ status: 201 });
    expect(server.seen).toHaveLength(1 + 5 + 2);
  });

  test("exponential backoff with jitter", async () => {
    const waits: number[][] = [];
    for (let run = 0; run < 3; run += 1) {
      const log: LogEntry[] = [];
      server.next(busy, busy, busy);
      await getUser(createClient(base), one, { retries: { limit: 3, delay: 8, maxDelay: 16 }, log: (entry) => void log.push(entry) });
      waits.push(log.flatMap((entry) => (entry.event === "retry" ? [entry.delay] : [])));
    }
    for (const [first = 99, second = 99, third = 99] of waits) expect([first < 8, second < 16, third < 16]).toEqual([true, true, true]);
    expect(new Set(waits.flat()).size).toBe(9);
  });

  test("Retry-After: seconds and dates are waited for, more than the caller allows isn't", async () => {
    const after = (value: string): Handler => ({ response }) => sendProblem(response, 429, "Wait", {}, { "retry-after": value });
    const log: LogEntry[] = [];
    const client = createClient({ ...quick, log: (entry) => void log.push(entry) });
    const waits = (): readonly number[] => log.flatMap((entry) => (entry.event === "retry" ? [entry.delay] : []));
    server.next(after("1"));
    const start = performance.now();
    expect(await getUser(client, one)).toMatchObject({ status: 200 });
    expect(performance.now() - start).toBeGreaterThan(990);
    server.next(after(new Date(Date.now() - 5000).toUTCString()));
    await getUser(client, one);
    expect(waits()).toEqual([1000, 0]);
    server.next(after("120"));
    const result = await getUser(client, one);
    expect(result.status).toBe(429);
    expect(result.response.headers.get("retry-after")).toBe("120");
  });
});

describe("time", () => {
  test("one attempt may take so long, and the next is another", async () => {
    server.next(silent);
    expect(await getUser(createClient({ ...quick, timeout: 300 }), one)).toMatchObject({ status: 200 });
    server.next(silent, silent, silent);
    const error: unknown = await getUser(createClient({ ...quick, timeout: 30 }), one).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(TimeoutError);
    expect(error).toMatchObject({ limit: "timeout", after: 30, message: "No answer within the timeout of 30 ms" });
    expect(server.seen).toHaveLength(5);
  });

  test("an answer that begins but doesn't end", async () => {
    server.next(({ response }) => void response.writeHead(200, { "content-type": "application/json" }).write('{"id":'));
    await expect(getUser(createClient({ ...base, retries: 0, timeout: 50 }), one)).rejects.toThrow(TimeoutError);
  });

  test("all attempts together", async () => {
    server.next(silent, silent, silent, silent);
    const start = performance.now();
    const client = createClient({ ...quick, deadline: 100, retries: { limit: 9, delay: 1 } });
    await expect(getUser(client, one)).rejects.toMatchObject({ name: "TimeoutError", limit: "deadline", after: 100 });
    await expect(getUser(client, one, { timeout: 40 })).rejects.toThrow(TimeoutError);
    expect(performance.now() - start).toBeLessThan(2000);
    expect(server.seen.length).toBeLessThan(5);
  });

  test("a server that isn't there", async () => {
    const gone = await listen({});
    await gone.close();
    const error: unknown = await getUser(createClient({ ...quick, baseUrl: gone.url }), one).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error).toMatchObject({ message: expect.stringMatching(/^GET http:\/\/127\.0\.0\.1:\d+\/users\/1: no answer came: connect ECONNREFUSED/) as string });
  });
});

describe("AbortSignal", () => {
  const reason = new Error("the user went away");

  test("before: nothing is sent", async () => {
    await expect(getUser(createClient(base), one, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    expect(server.seen).toHaveLength(0);
  });

  test.each<readonly [string, Handler]>([
    ["while it waits for the answer", silent],
    ["while it reads the body", ({ response }) => void response.writeHead(200, { "content-type": "application/json" }).write('{"id":')],
    ["between two attempts", ({ response }) => sendProblem(response, 503, "Wait", {}, { "retry-after": "30" })],
  ])("%s", async (_, handler) => {
    const controller = new AbortController();
    server.next(handler);
    const result = getUser(createClient({ ...base, retries: { delay: 10_000 } }), one, { signal: controller.signal });
    await expect.poll(() => server.seen.length).toBe(1);
    setTimeout(() => controller.abort(reason), 20);
    await expect(result).rejects.toBe(reason);
    expect(server.seen).toHaveLength(1);
  });

  test("the server notices", async () => {
    const controller = new AbortController();
    const before = server.abandoned();
    server.next(silent);
    const result = getUser(createClient(base), one, { signal: controller.signal });
    await expect.poll(() => server.seen.length).toBe(1);
    controller.abort(reason);
    await expect(result).rejects.toBe(reason);
    await expect.poll(() => server.abandoned()).toBeGreaterThan(before);
  });

  test("a walk through pages", async () => {
    const controller = new AbortController();
    const names: string[] = [];
    const walk = async (): Promise<void> => {
      for await (const user of listUsers.items(createClient(base), { query: { limit: 1 } }, { signal: controller.signal })) {
        names.push(user.name);
        if (names.length === 2) controller.abort(reason);
      }
    };
    await expect(walk()).rejects.toBe(reason);
    expect(names).toHaveLength(2);
  });

  test("one signal for many calls keeps no listeners", async () => {
    const { signal } = new AbortController();
    let listeners = 0;
    const { addEventListener, removeEventListener } = signal;
    signal.addEventListener = (...words: Parameters<typeof addEventListener>) => ((listeners += 1), addEventListener.apply(signal, words));
    signal.removeEventListener = (...words: Parameters<typeof removeEventListener>) => ((listeners -= 1), removeEventListener.apply(signal, words));
    const client = createClient({ ...base, timeout: 1000 });
    for (let call = 0; call < 5; call += 1) await getUser(client, one, { signal });
    expect(listeners).toBe(0);
  });
});
