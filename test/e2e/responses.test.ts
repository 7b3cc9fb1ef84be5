import { describe, expect, expectTypeOf, test } from "vitest";
import type { Greeting, Message, MirrorDefaultResult, MirrorStatusResult, Problem } from "../../generated/kitchen-sink/ts-client/index.js";
import type { Status4XX } from "../../generated/kitchen-sink/ts-client/runtime/index.js";
import { loadKitchen } from "./clients.js";
import { type Handler, send, sendProblem, startServer } from "./server.js";

const kitchen = await loadKitchen();
const { createClient, isOffContract } = kitchen;
const tell: Handler = ({ seen, response }) => {
  if (seen.method === "HEAD") return void response.writeHead(204, { "x-request-id": String(seen.headers["x-request-id"]) }).end();
  send(response, 200, { method: seen.method, ...(seen.body === "" ? {} : { message: JSON.parse(seen.body) as unknown }) });
};
const methods = ["GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE", "QUERY", "COPY", "PROPFIND", "M-SEARCH"];
const server = await startServer(Object.fromEntries(methods.map((method) => [`${method} /mirror/methods`, tell])));
const client = createClient({ baseUrl: server.url, retries: 0 });

/** What a program would make of each kind of answer. */
function read(result: MirrorStatusResult): unknown {
  switch (result.status) {
    case 200:
      expectTypeOf(result.data).toEqualTypeOf<Greeting>();
      return result.data.text;
    case 201:
    case 204:
      expectTypeOf(result.data).toEqualTypeOf<undefined>();
      return "nothing";
    case 202:
    case 299:
      expectTypeOf(result.data).toEqualTypeOf<Message>();
      return result.data.text;
    case 304:
      expectTypeOf(result.error).toEqualTypeOf<undefined>();
      return "as before";
    case 418:
      expectTypeOf(result.error).toEqualTypeOf<string>();
      return result.error;
    case 404:
    case 451:
      expectTypeOf(result.error).toEqualTypeOf<Problem>();
      return result.error.title;
    case 500:
      expectTypeOf(result.error).toEqualTypeOf<Problem | string>();
      return typeof result.error === "string" ? result.error : result.error.title;
    default:
      return result.status;
  }
}

describe("each status, by its code, its range or default", () => {
  const ask = async (status: number, handler: Handler): Promise<MirrorStatusResult> => {
    server.next(handler);
    return kitchen.mirrorStatus(client, { path: { status } });
  };
  test.each<readonly [status: number, body: unknown, want: unknown]>([
    [200, { text: "hi" }, "hi"],
    [201, undefined, "nothing"],
    [204, undefined, "nothing"],
    [202, { text: "soon" }, "soon"],
    [299, { text: "odd" }, "odd"],
    [304, undefined, "as before"],
    [404, { title: "none", status: 404 }, "none"],
    [451, { title: "law", status: 451 }, "law"],
    [500, { title: "fire", status: 500 }, "fire"],
  ])("%s", async (status, body, want) => {
    const result = await ask(status, ({ response }) => (status >= 400 ? sendProblem(response, status, "", body as Record<string, unknown>) : send(response, status, body)));
    expect(read(result)).toBe(want);
    expect([result.ok, result.status]).toEqual([status < 300, status]);
  });

  test("of several media types, the one that came", async () => {
    expect(read(await ask(418, ({ response }) => void response.writeHead(418, { "content-type": "text/plain" }).end("short and stout")))).toBe("short and stout");
    expect(read(await ask(503, ({ response }) => void response.writeHead(503, { "content-type": "text/html" }).end("<h1>Busy</h1>")))).toBe(503);
    expect(read(await ask(500, ({ response }) => void response.writeHead(500, { "content-type": "text/html" }).end("<h1>Fire</h1>")))).toBe("<h1>Fire</h1>");
  });

  test("a range is a range of types too", () => {
    expectTypeOf<451>().toExtend<Status4XX>();
    const message = (result: MirrorDefaultResult): Message => (result.ok ? result.data : result.error);
    expectTypeOf(message).returns.toEqualTypeOf<Message>();
    expect(message).toBeTypeOf("function");
  });

  test("default alone speaks of everything", async () => {
    server.next(({ response }) => send(response, 200, { text: "yes" }), ({ response }) => send(response, 499, { text: "no" }));
    expect(await kitchen.mirrorDefault(client)).toMatchObject({ ok: true, data: { text: "yes" } });
    expect(await kitchen.mirrorDefault(client)).toMatchObject({ ok: false, status: 499, error: { text: "no" } });
  });

  test("a status that the contract doesn't know", async () => {
    server.next(({ response }) => sendProblem(response, 403, "No"));
    const result = await kitchen.mirrorNothing(client);
    if (!isOffContract(result)) throw new Error("it is off the contract");
    expect(result.offContract).toMatchObject({ status: 403, reason: "the contract doesn't know that status", text: '{"title":"No","status":403}' });
  });
});

describe("what is asked for, and what comes", () => {
  test("one status, several media types", async () => {
    const answers: readonly (readonly [string, string])[] = [["application/json", '{"text":"hi"}'], ["text/plain", "hi"], ["application/octet-stream", "bytes"]];
    server.next(...answers.map(([type, body]): Handler => ({ response }) => void response.writeHead(200, { "content-type": type }).end(body)));
    const given: unknown[] = [];
    for (const _ of answers) {
      const result = await kitchen.mirrorAccept(client);
      if (!result.ok) throw new Error("it is");
      given.push(typeof result.data === "object" && "stream" in result.data ? await result.data.text() : result.data);
    }
    expect(given).toEqual([{ text: "hi" }, "hi", "bytes"]);
    expect(server.seen[0]?.headers.accept).toBe("application/json, text/plain, application/octet-stream");
  });

  test("another Accept, by a header of one's own", async () => {
    server.next(({ seen, response }) => void response.writeHead(200, { "content-type": "text/plain" }).end(seen.headers.accept));
    expect(await kitchen.mirrorAccept(client, {}, { headers: { Accept: "text/plain" } })).toMatchObject({ ok: true, data: "text/plain" });
  });

  test("cookies and redirects are the response's", async () => {
    server.next(({ response }) => void response.writeHead(204, { "set-cookie": ["a=1", "b=2; HttpOnly"] }).end(), ({ response }) => send(response, 303, undefined, { location: "/mirror/responses/200" }));
    const set = await kitchen.mirrorSetCookie(client);
    expect(set.response.headers.getSetCookie()).toEqual(["a=1", "b=2; HttpOnly"]);
    const redirect = await kitchen.mirrorRedirect(client);
    expect([redirect.status, redirect.response.headers.get("location")]).toEqual([303, "/mirror/responses/200"]);
  });
});

describe("every method", () => {
  const message = { text: "hi" };
  const calls = {
    GET: () => kitchen.getMirror(client),
    OPTIONS: () => kitchen.optionsMirror(client),
    PUT: () => kitchen.putMirror(client, { body: message }),
    POST: () => kitchen.postMirror(client, { body: message }),
    PATCH: () => kitchen.patchMirror(client, { body: message }),
    DELETE: () => kitchen.deleteMirror(client, { body: message }),
    QUERY: () => kitchen.queryMirror(client, { body: message }),
    PROPFIND: () => kitchen.propfindMirror(client, { body: message }),
    COPY: () => kitchen.copyMirror(client),
    "M-SEARCH": () => kitchen.mSearchMirrorMethods(client),
  } as const;

  test.each(Object.entries(calls))("%s", async (method, call) => {
    const hasBody = ["PUT", "POST", "PATCH", "DELETE", "QUERY", "PROPFIND"].includes(method);
    expect(await call()).toMatchObject({ ok: true, status: 200, data: { method, ...(hasBody ? { message } : {}) } });
  });

  test("HEAD", async () => {
    const result = await kitchen.headMirror(client, { headers: { "X-Request-Id": "r1" } });
    expect(result).toMatchObject({ ok: true, status: 204, data: undefined, requestId: "r1" });
  });

  test("TRACE, which fetch refuses, is refused at once", async () => {
    const start = performance.now();
    await expect(kitchen.traceMirror(createClient({ baseUrl: server.url }))).rejects.toThrow(/TRACE/);
    expect(performance.now() - start).toBeLessThan(200);
    expect(server.seen).toHaveLength(0);
  });
});
