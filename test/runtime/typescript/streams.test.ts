import { getEventListeners } from "node:events";
import type { ServerResponse } from "node:http";
import { describe, expect, expectTypeOf, test } from "vitest";
import { type Codec, events, type ItemStream, json, jsonLines, type OperationSpec, stream, type CallOptions } from "../../../templates/runtime/typescript/index.js";
import { parseEvents, type ServerEvent } from "../../../templates/runtime/typescript/sse.js";
import { splitLines } from "../../../templates/runtime/typescript/split.js";
import { type ChatEvent, complete, createClient, streamChat, tail } from "./example.js";
import { answer, call, clientFor, operation, serve, type Handler, type Served } from "./server.js";

function head(response: ServerResponse, type = "text/event-stream", status = 200): void {
  response.writeHead(status, { "content-type": type });
}

/** Sends these pieces one at a time, then ends or (`drop`) breaks off. */
async function say(response: ServerResponse, pieces: readonly (string | Uint8Array)[], end: "end" | "drop" | "open" = "end", type = "text/event-stream"): Promise<void> {
  head(response, type);
  response.flushHeaders();
  for (const piece of pieces) {
    response.write(piece);
    await new Promise((resolve) => setTimeout(resolve, 4));
  }
  if (end === "end") response.end();
  if (end === "drop") response.destroy();
}

async function openStream<T>(server: Served, codec: Codec, options: CallOptions = {}, spec: Partial<OperationSpec> = {}, mediaType = "text/event-stream"): Promise<ItemStream<T>> {
  const result = await call(clientFor(server), { responses: { 200: { [mediaType]: codec } }, ...spec }, {}, options);
  if (!result.ok) throw result.error;
  return result.data as ItemStream<T>;
}

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}

describe("the event stream format (WHATWG HTML, 9.2.6)", () => {
  const e = (data: string, more: Partial<ServerEvent> = {}): ServerEvent => ({ data, ...more });
  test.each<readonly [name: string, text: string, want: readonly ServerEvent[]]>([
    ["one event", "data: a\n\n", [e("a")]],
    ["several", "data: a\n\ndata: b\n\n", [e("a"), e("b")]],
    ["lines of data are joined by line feeds", "data: YHOO\ndata: +2\ndata: 10\n\n", [e("YHOO\n+2\n10")]],
    ["one space after the colon is no data", "data:test\n\ndata: test\n\ndata:  test\n\n", [e("test"), e("test"), e(" test")]],
    ["a field without a colon has an empty value", "data\n\ndata\ndata\n\ndata:", [e(""), e("\n")]],
    ["comments", ": hi\ndata: a\n:\n\n", [e("a")]],
    ["all fields", "event: add\nid: 7\nretry: 50\ndata: x\n\n", [e("x", { event: "add", id: "7", retry: 50 })]],
    ["no data, no event", "event: add\nid: 1\n\ndata: b\n\n", [e("b")]],
    ["the type lasts for one event", "event: add\ndata: a\n\ndata: b\n\n", [e("a", { event: "add" }), e("b")]],
    ["an empty type is none", "event:\ndata: a\n\n", [e("a")]],
    ["unknown fields, and names match exactly", "Data: a\nfoo: b\ndata : c\ndata: d\n\n", [e("d")]],
    ["a colon in the value", "data: a:b: c\n\n", [e("a:b: c")]],
    ["retry of digits only", "retry: 5s\ndata: a\n\nretry: -1\ndata: b\n\n", [e("a"), e("b")]],
    ["an id with NUL is ignored", "id: a\0b\ndata: x\n\n", [e("x")]],
    ["an empty id is an id", "id: 5\ndata: a\n\nid\ndata: b\n\n", [e("a", { id: "5" }), e("b", { id: "" })]],
    ["CR and CRLF", "data: a\r\rdata: b\r\n\r\ndata: c\n\r", [e("a"), e("b"), e("c")]],
    ["what the end cuts off is no event", "data: a\n\ndata: b\n", [e("a")]],
    ["JSON stays text", 'data: {"a":"\\n"}\n\n', [e('{"a":"\\n"}')]],
  ])("%s", (_name, text, want) => {
    expect([...parseEvents(1000, "").push(text)]).toEqual(want);
    // However the text is cut into pieces, the events are the same.
    for (let size = 1; size < Math.min(text.length, 7); size += 1) {
      const parser = parseEvents(1000, "");
      const pieces = text.match(new RegExp(`[^]{1,${size}}`, "g")) ?? [];
      expect(pieces.flatMap((piece) => [...parser.push(piece)])).toEqual(want);
    }
  });

  test("the last id is that of the last event that was finished", () => {
    const parser = parseEvents(1000, "0");
    expect(parser.lastEventId()).toBe("0");
    const push = (text: string): unknown => [...parser.push(text)];
    push("id: 1\ndata: a\n\nid: 2\ndata: b\n");
    expect(parser.lastEventId()).toBe("1");
    push("\n");
    expect(parser.lastEventId()).toBe("2");
    push("data: c\n\nid\n\n");
    expect(parser.lastEventId()).toBe("");
  });

  test("a CR is not waited behind", () => {
    const splitter = splitLines(100);
    const split = (text: string): readonly string[] => [...splitter(text)];
    expect(split("a\r")).toEqual(["a"]);
    expect(split("\nb\r")).toEqual(["b"]);
    expect(split("c\n")).toEqual(["c"]);
    expect(split("\n")).toEqual([""]);
    expect(split("\r")).toEqual([""]);
    expect(split("")).toEqual([]);
    expect(split("\n\n")).toEqual([""]);
  });

  test("what is kept is bounded", () => {
    expect(() => [...parseEvents(10, "").push("data: 12345678901")]).toThrow(/longer than 10 characters/);
    expect(() => [...parseEvents(10, "").push("data: 123456\ndata: 123456\n")]).toThrow(/longer than 10 characters/);
  });
});

describe("events as items", () => {
  const texts = ['data: {"n":1}\n\n', 'id: 7\nevent: tick\nretry: 9\ndata: {"n":2}\n\n'];

  test.each<readonly [name: string, codec: Codec, want: readonly unknown[]]>([
    ["data", events(), [{ n: 1 }, { n: 2 }]],
    ["data, decoded", events({ decode: (value) => (value as { n: number }).n * 10 }), [10, 20]],
    ["a function is the decoder", events((value) => (value as { n: number }).n), [1, 2]],
    ["text", events({ as: "text" }), ['{"n":1}', '{"n":2}']],
    ["event", events({ as: "event" }), [{ data: '{"n":1}' }, { data: '{"n":2}', id: "7", event: "tick", retry: 9 }]],
  ])("%s", async (_name, codec, want) => {
    const server = await serve((_, response) => say(response, texts));
    expect(await collect(await openStream(server, codec))).toEqual(want);
    expect(server.seen[0]?.headers.accept).toBe("text/event-stream");
  });

  test("UTF-8 and a BOM, cut anywhere", async () => {
    const bytes = Buffer.from('\uFEFFdata: "é𝄞"\n\n');
    const server = await serve((_, response) => say(response, [...bytes].map((byte) => Uint8Array.of(byte))));
    expect(await collect(await openStream(server, events()))).toEqual(["é𝄞"]);
  });

  test.each<readonly [name: string, codec: Codec, last: string, want: readonly unknown[]]>([
    ["[DONE] where data is JSON", events(), "[DONE]", [1]],
    ["one of the contract's", events({ terminator: '"BYE"' }), '"BYE"', [1]],
    ["none where data is text", events({ as: "text" }), "[DONE]", ["1", "[DONE]", "2"]],
    ["one where data is text", events({ as: "text", terminator: "[DONE]" }), "[DONE]", ["1"]],
  ])("the terminator ends the stream: %s", async (_name, codec, last, want) => {
    const server = await serve((_, response) => say(response, ["data: 1\n\n", `data: ${last}\n\n`, "data: 2\n\n"], want.length === 1 ? "open" : "end"));
    expect(await collect(await openStream(server, codec))).toEqual(want);
  });

  test("items arrive while the server still speaks", async () => {
    let go = (): void => undefined;
    const server = await serve(async (_, response) => {
      head(response);
      response.write("data: 1\n\n");
      await new Promise<void>((resolve) => (go = resolve));
      response.end("data: 2\n\n");
    });
    const seen: unknown[] = [];
    for await (const item of await openStream(server, events())) {
      seen.push(item);
      go();
    }
    expect(seen).toEqual([1, 2]);
  });

  test.each<readonly [name: string, text: string, reason: RegExp]>([
    ["data that is no JSON", "data: oops\n\n", /an event is not what the contract promises \(.*JSON/],
    ["too long an event", `data: ${"x".repeat(200)}\n\n`, /longer than 100 characters/],
  ])("%s: an OffContractError, in the loop", async (_name, text, reason) => {
    const server = await serve((_, response) => say(response, [`data: 1\n\n${text}`], "open"));
    const seen: unknown[] = [];
    const loop = async (): Promise<void> => {
      for await (const item of await openStream(server, events({ limit: 100 }))) seen.push(item);
    };
    await expect(loop()).rejects.toMatchObject({ name: "OffContractError", status: 200, reason: expect.stringMatching(reason) as string });
    expect(seen).toEqual([1]);
    await expect.poll(() => server.aborted()).toBe(1);
  });

  test("an event stream where none is documented isn't waited for", async () => {
    const server = await serve((_, response) => say(response, ["data: 1\n\n"], "open"));
    expect(await call(clientFor(server), {})).toMatchObject({ status: 200, offContract: { contentType: "text/event-stream", text: "" } });
    await expect.poll(() => server.aborted()).toBe(1);
  });
});

describe("ends", () => {
  const endless: Handler = (_, response) => say(response, ["data: 1\n\n", "data: 2\n\n"], "open");

  test("break ends the connection", async () => {
    const server = await serve(endless);
    for await (const item of await openStream(server, events())) if (item === 2) break;
    await expect.poll(() => server.aborted()).toBe(1);
  });

  test("cancel does, also before the first item", async () => {
    const server = await serve(endless);
    const items = await openStream(server, events());
    await items.cancel();
    await expect.poll(() => server.aborted()).toBe(1);
    expect(await collect(items)).toEqual([]);
  });

  test.each([[{}], [{ timeout: 5000 }], [{ deadline: 5000 }]])("the caller's signal ends it at once, with its reason: %o", async (limits) => {
    const server = await serve(endless);
    const controller = new AbortController();
    const reason = new Error("left");
    const items = await openStream(server, events(), { ...limits, signal: controller.signal });
    const seen: unknown[] = [];
    const loop = async (): Promise<void> => {
      for await (const item of items) if (seen.push(item) === 2) setTimeout(() => controller.abort(reason), 10);
    };
    await expect(loop()).rejects.toBe(reason);
    expect(seen).toEqual([1, 2]);
    await expect.poll(() => server.aborted()).toBe(1);
    expect(getEventListeners(controller.signal, "abort")).toHaveLength(0);
  });

  test("timeout and deadline are for the beginning, not for the stream", async () => {
    const server = await serve(async (_, response) => {
      head(response);
      response.write("data: 1\n\n");
      await new Promise((resolve) => setTimeout(resolve, 150));
      response.end("data: 2\n\n");
    });
    expect(await collect(await openStream(server, events(), { timeout: 80, deadline: 100 }))).toEqual([1, 2]);
  });

  test("it can be walked through once", async () => {
    const server = await serve((_, response) => say(response, ["data: 1\n\n"]));
    const items = await openStream(server, events());
    expect(await collect(items)).toEqual([1]);
    expect(await collect(items)).toEqual([]);
  });
});

describe("reconnecting", () => {
  const lastIds = (server: Served): readonly unknown[] => server.seen.map((seen) => seen.headers["last-event-id"]);

  test("after a dropped connection, with Last-Event-ID and after the server's retry time", async () => {
    const server = await serve((seen, response) => {
      if (seen.number === 1) return say(response, ["retry: 20\n\n", "id: a\ndata: 1\n\n", "id: b\ndata: 2\n"], "drop");
      if (seen.number === 2) return say(response, ["id: b\ndata: 2\n\n", "data: 3\n\n"], "drop");
      return say(response, ["data: 4\n\n"]);
    });
    expect(await collect(await openStream(server, events()))).toEqual([1, 2, 3, 4]);
    expect(lastIds(server)).toEqual([undefined, "a", "b"]);
  });

  test("204 means that there is no more", async () => {
    const server = await serve((seen, response) => (seen.number === 1 ? say(response, ["id: 1\nretry: 1\ndata: 1\n\n"], "drop") : answer(response, 204)));
    expect(await collect(await openStream(server, events()))).toEqual([1]);
  });

  test("an end in good order is the end, unless afterEnd", async () => {
    const server = await serve((seen, response) => (seen.number === 4 ? answer(response, 204) : say(response, [`id: ${seen.number}\nretry: 1\ndata: ${seen.number}\n\n`])));
    expect(await collect(await openStream(server, events()))).toEqual([1]);
    expect(await collect(await openStream(server, events(), { reconnect: { afterEnd: true } }))).toEqual([2, 3]);
    expect(lastIds(server)).toEqual([undefined, undefined, "2", "3"]);
  });

  test.each<readonly [name: string, text: string, method: string, reconnect: CallOptions["reconnect"], requests: number]>([
    ["without an id, going on could repeat items", "data: 1\n\n", "GET", undefined, 1],
    ["with an id", "id: 1\ndata: 1\n\n", "GET", undefined, 2],
    ["with a retry time", "retry: 1\ndata: 1\n\n", "GET", undefined, 2],
    ["before the first item", ": hi\n\n", "GET", undefined, 2],
    ["if the caller says so", "data: 1\n\n", "GET", true, 2],
    ["not by options alone", "data: 1\n\n", "GET", { delay: 1 }, 1],
    ["not if the caller forbids it", "id: 1\ndata: 1\n\n", "GET", false, 1],
    ["not a POST", "id: 1\ndata: 1\n\n", "POST", undefined, 1],
    ["a POST, if the caller says so", "id: 1\ndata: 1\n\n", "POST", { delay: 1 }, 2],
  ])("%s", async (_name, text, method, reconnect, requests) => {
    const server = await serve((seen, response) => (seen.number === 1 ? say(response, [text], "drop") : say(response, ["retry: 1\ndata: 2\n\n"])));
    const outcome = await collect(await openStream(server, events(), { reconnect }, { method })).catch((error: unknown) => error);
    expect(server.seen).toHaveLength(requests);
    if (requests === 1) expect(outcome).toMatchObject({ name: "ConnectionError" });
    else expect((outcome as unknown[]).at(-1)).toBe(2);
  });

  test("so many attempts without an item, then the error", async () => {
    const server = await serve((seen, response) => (seen.number < 3 ? say(response, [`id: ${seen.number}\nretry: 1\ndata: ${seen.number}\n\n`], "drop") : void response.destroy()));
    const seen: unknown[] = [];
    const loop = async (): Promise<void> => {
      for await (const item of await openStream(server, events(), { reconnect: { attempts: 2 }, retries: 0 })) seen.push(item);
    };
    await expect(loop()).rejects.toMatchObject({ name: "ConnectionError" });
    expect(seen).toEqual([1, 2]);
  });

  test("another answer than a stream is the contract's or nobody's: an OffContractError", async () => {
    const server = await serve((seen, response) => (seen.number === 1 ? say(response, ["id: 1\nretry: 1\ndata: 1\n\n"], "drop") : answer(response, 410, { gone: true })));
    await expect(collect(await openStream(server, events()))).rejects.toMatchObject({ name: "OffContractError", status: 410, text: '{"gone":true}' });
  });

  test("the caller's signal ends the wait, too", async () => {
    const server = await serve((_, response) => say(response, ["id: 1\nretry: 60000\ndata: 1\n\n"], "drop"));
    const controller = new AbortController();
    const items = await openStream(server, events(), { signal: controller.signal });
    setTimeout(() => controller.abort(new Error("enough")), 60);
    await expect(collect(items)).rejects.toThrow("enough");
  });

  test("the request is the same, with its credentials and body", async () => {
    const server = await serve((seen, response) => say(response, [`id: ${seen.number}\nretry: 1\ndata: ${seen.number}\n\n`], seen.number === 1 ? "drop" : "end"));
    const spec = { method: "POST", path: "/x", body: { "application/json": json() }, responses: { 200: { "text/event-stream": events() } } };
    const result = await call(clientFor(server, { headers: { "X-A": "1" } }), spec, { body: { q: 1 } }, { reconnect: true });
    expect(await collect(result.data as AsyncIterable<unknown>)).toEqual([1, 2]);
    expect(server.seen[1]).toMatchObject({ method: "POST", url: "/x", headers: { "x-a": "1", "last-event-id": "1" }, body: Buffer.from('{"q":1}') });
  });
});

describe("JSON lines", () => {
  test.each<readonly [type: string, pieces: readonly string[], want: readonly unknown[]]>([
    ["application/jsonl", ['{"a":1}\n{"a"', ":2}\n"], [{ a: 1 }, { a: 2 }]],
    ["application/x-ndjson", ["1\r\n\n  \n2"], [1, 2]],
    ["application/jsonl", ['"é', "𝄞\"\n"], ["é𝄞"]],
    ["application/json-seq", ['\x1e{"a":\n1}\n\x1e2', "\n"], [{ a: 1 }, 2]],
    ["application/jsonl", [], []],
  ])("%s %o", async (type, pieces, want) => {
    const server = await serve((_, response) => say(response, pieces, "end", type));
    expect(await collect(await openStream(server, jsonLines(), {}, {}, type))).toEqual(want);
  });

  test("decoded, and what can't be read", async () => {
    const server = await serve((_, response) => say(response, ["1\n", "oops\n"], "open", "application/jsonl"));
    const seen: unknown[] = [];
    const loop = async (): Promise<void> => {
      for await (const item of await openStream(server, jsonLines((value) => Number(value) + 1), {}, {}, "application/jsonl")) seen.push(item);
    };
    await expect(loop()).rejects.toMatchObject({ name: "OffContractError", text: "oops", reason: expect.stringMatching(/^a line is not/) as string });
    expect(seen).toEqual([2]);
  });

  test("a half line at a break is never an item; without ids the stream doesn't go on", async () => {
    const server = await serve((_, response) => say(response, ["1\n", "2"], "drop", "application/jsonl"));
    const seen: unknown[] = [];
    const loop = async (): Promise<void> => {
      for await (const item of await openStream(server, jsonLines(), {}, {}, "application/jsonl")) seen.push(item);
    };
    await expect(loop()).rejects.toMatchObject({ name: "ConnectionError" });
    expect([seen, server.seen.length]).toEqual([[1], 1]);
  });

  test("it goes on where the caller says how", async () => {
    const server = await serve((seen, response) => say(response, [`{"n":${Number(seen.headers["x-after"] ?? 0) + 1}}\n`], seen.number < 3 ? "drop" : "end", "application/jsonl"));
    const resume = (last: unknown, count: number): Record<string, string> => ({ "x-after": String((last as { n: number }).n), "x-count": String(count) });
    expect(await collect(await openStream(server, jsonLines(), { reconnect: { delay: 1, resume } }, {}, "application/jsonl"))).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }]);
    expect(server.seen.map((seen) => seen.headers["x-count"])).toEqual([undefined, "1", "2"]);
  });

  test("lines are bounded", async () => {
    const texts = ["x".repeat(500), `${"x".repeat(500)}\n`];
    const server = await serve((seen, response) => say(response, [texts[seen.number - 1] ?? ""], "open", "application/jsonl"));
    for (const _ of texts) {
      await expect(collect(await openStream(server, jsonLines({ limit: 100 }), {}, {}, "application/jsonl"))).rejects.toMatchObject({ reason: "a line is longer than 100 characters" });
    }
  });
});

describe("stream calls, as generated code makes them", () => {
  test("for await gives items, await gives the result", async () => {
    const server = await serve((_, response) => say(response, ['data: {"delta":"a"}\n\n', 'data: {"delta":"b"}\n\n', "data: [DONE]\n\n"]));
    const api = createClient({ baseUrl: server.url });
    const deltas: string[] = [];
    for await (const event of streamChat(api, { body: { message: "hi" } })) {
      expectTypeOf(event).toEqualTypeOf<ChatEvent>();
      deltas.push(event.delta);
    }
    expect(deltas).toEqual(["a", "b"]);
    const result = await streamChat(api, { body: { message: "hi" } });
    if (result.status !== 200) throw new Error("not 200");
    expectTypeOf(result.data).toEqualTypeOf<ItemStream<ChatEvent>>();
    expect(await collect(result.data)).toEqual([{ delta: "a" }, { delta: "b" }]);
    expect(server.seen[0]?.body.toString()).toBe('{"message":"hi"}');
  });

  test("a failure is thrown in the loop and given by await", async () => {
    const server = await serve((_, response) => answer(response, 400, { title: "Say something" }, { "content-type": "application/problem+json" }));
    const api = createClient({ baseUrl: server.url });
    await expect(collect(streamChat(api, { body: { message: "" } }))).rejects.toMatchObject({ name: "ApiError", status: 400, error: { title: "Say something" } });
    expect(await streamChat(api, { body: { message: "" } })).toMatchObject({ ok: false, status: 400 });
  });

  test("a call that is not awaited and fails is an unhandled rejection, as with any promise; one that is looped over is not", async () => {
    const server = await serve((_, response) => void response.destroy());
    await expect(collect(streamChat(createClient({ baseUrl: server.url, retries: 0 }), { body: { message: "x" } }))).rejects.toMatchObject({ name: "ConnectionError" });
  });

  test("JSON or a stream under one status, by what is asked for", async () => {
    const server = await serve((seen, response) => (seen.headers.accept?.startsWith("text/event-stream") === true ? say(response, ['data: {"delta":"x"}\n\n']) : answer(response, 200, { text: "whole" })));
    const api = createClient({ baseUrl: server.url });
    expect(await complete(api, { body: { message: "x" } })).toMatchObject({ ok: true, data: { text: "whole" } });
    expect(await collect(complete.stream(api, { body: { message: "x", stream: true } }))).toEqual([{ delta: "x" }]);
    expect(server.seen.map((seen) => seen.headers.accept)).toEqual(["application/json, application/problem+json", "text/event-stream, application/problem+json"]);
  });

  test("lines", async () => {
    const server = await serve((_, response) => say(response, ['{"line":1}\n{"line":2}\n'], "end", "application/jsonl"));
    expect(await collect(tail(createClient({ baseUrl: server.url })))).toEqual([{ line: 1 }, { line: 2 }]);
  });

  test("breaking out of the loop of a call ends the connection", async () => {
    const server = await serve((_, response) => say(response, ['data: {"delta":"a"}\n\n'], "open"));
    for await (const event of stream<never, ChatEvent>(clientFor(server), operation({ responses: { 200: { "text/event-stream": events() } } }))) {
      expect(event).toEqual({ delta: "a" });
      break;
    }
    await expect.poll(() => server.aborted()).toBe(1);
  });
});
