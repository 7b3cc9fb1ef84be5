import { describe, expect, expectTypeOf, test } from "vitest";
import type { AuditEvent, ChatAnswer, ChatEvent, JobEvent } from "../../generated/ai-platform/ts-client/src/index.js";
import type { Order, RecipeFilter } from "../../generated/kitchen-sink/ts-client/index.js";
import { loadKitchen, loadPlatform } from "./clients.js";
import { startPlatform } from "./platform-server.js";
import { type Exchange, listen, type Route, send, type Server } from "./server.js";

const { ApiError, chat, ConnectionError, createClient, createJob, listAuditEvents, OffContractError, watchJob } = await loadPlatform();
const kitchen = await loadKitchen();
const server = await startPlatform();
const client = createClient({ baseUrl: server.url, auth: { bearerAuth: "good" }, retries: { delay: 1 } });
const say = (content: string): { body: { messages: [{ role: "user"; content: string }]; stream: true } } => ({ body: { messages: [{ role: "user", content }], stream: true } });

async function collect<T>(items: AsyncIterable<T>): Promise<readonly T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}

/** A server for one test, without a contract of its own. */
async function withServer(routes: Readonly<Record<string, Route | Route["handle"]>>, use: (server: Server) => Promise<void>): Promise<void> {
  const other = await listen(routes);
  try {
    await use(other);
  } finally {
    await other.close();
  }
}

describe("chat, one status and two media types", () => {
  test("as a whole", async () => {
    const result = await chat(client, { body: { messages: [{ role: "user", content: "What is a mortise?" }] } });
    if (!result.ok) throw new Error("it is");
    expectTypeOf(result.data).toEqualTypeOf<ChatAnswer>();
    expect(result.data).toMatchObject({ message: { content: "What is a mortise?" }, finish_reason: "stop", usage: { input_tokens: 3 } });
    expect(server.seen[0]?.headers.accept).toBe("application/json, application/problem+json");
  });

  test("word by word: typed events, through cuts in the middle of everything, until [DONE]", async () => {
    const texts: string[] = [];
    let finished: string | undefined;
    for await (const event of chat.stream(client, say("Ünïcödé 🍅 wörds"))) {
      expectTypeOf(event).toEqualTypeOf<ChatEvent>();
      switch (event.type) {
        case "delta":
          expectTypeOf(event.text).toEqualTypeOf<string>();
          texts.push(event.text);
          break;
        case "done":
          finished = event.finish_reason;
          break;
        case "error":
          throw new Error(event.problem.title);
      }
    }
    expect([texts, finished]).toEqual([["Ünïcödé", "🍅", "wörds"], "stop"]);
    expect(server.seen[0]?.headers.accept).toBe("text/event-stream, application/problem+json");
  });

  test("await gives the result by status, with the stream as its data", async () => {
    const result = await chat.stream(client, say("one two"));
    if (result.status !== 200) throw new Error("200 is what the server says");
    expect(result.response.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
    expect(await collect(result.data)).toMatchObject([{ text: "one" }, { text: "two" }, { type: "done" }]);
  });

  test("no stream: a failure by status, or an exception in the loop", async () => {
    const calm = client.with({ retries: 0 });
    expect(await chat.stream(calm, say("overload"))).toMatchObject({ ok: false, status: 429, error: { title: "Too many requests" } });
    await expect(collect(chat.stream(calm, say("overload")))).rejects.toThrow(ApiError);
    await expect(collect(chat.stream(calm, { body: { messages: [{ role: "user", content: "forgot it" }] } }))).rejects.toMatchObject({ name: "OffContractError", status: 200 });
  });

  test("events where an answer was asked for are off the contract too", async () => {
    server.next(({ response }) => void response.writeHead(200, { "content-type": "text/event-stream" }).end('data: {"type":"done"}\n\n'));
    const result = await chat(client, say("hello"));
    expect(result).toMatchObject({ ok: false, status: 200, offContract: { reason: "as 'text/event-stream', where the contract promises application/json" } });
  });

  test("breaking out of the loop, or an abort, ends the connection", async () => {
    const before = server.abandoned();
    for await (const _ of chat.stream(client, say("a long talk that goes on forever"))) break;
    await expect.poll(() => server.abandoned()).toBe(before + 1);
    const controller = new AbortController();
    const items = collect(chat.stream(client, say("another that goes on forever"), { signal: controller.signal }));
    setTimeout(() => controller.abort(new Error("enough")), 30);
    await expect(items).rejects.toThrow("enough");
    await expect.poll(() => server.abandoned()).toBe(before + 2);
  });

  test("a stream may last longer than the timeout, which is for its beginning", async () => {
    const texts = [];
    for await (const event of chat.stream(client, say(Array<string>(250).fill("w").join(" ")), { timeout: 400 })) texts.push(event.type);
    expect(texts).toHaveLength(251);
  });

  test("a POST that breaks off is never sent again: the items so far, then the error", async () => {
    const texts: string[] = [];
    const walk = async (): Promise<void> => {
      for await (const event of chat.stream(client, say("some words break here"))) if (event.type === "delta") texts.push(event.text);
    };
    await expect(walk()).rejects.toThrow(ConnectionError);
    expect([texts.slice(0, 2), server.seen.length]).toEqual([["some", "words"], 1]);
  });

  test("an event that is no JSON says so, with what came", async () => {
    const error: unknown = await collect(chat.stream(client, say("pure garbage"))).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(OffContractError);
    expect(error).toMatchObject({ status: 200, text: "{not json", reason: expect.stringMatching(/an event is not what the contract promises/) as string });
  });
});

describe("a watched job", () => {
  test("goes on after each break where it stopped", async () => {
    const created = await createJob(client, { body: { kind: "embed", file_ids: ["f1"] } });
    if (!created.ok) throw new Error("it is");
    const seen: JobEvent[] = [];
    for await (const event of watchJob(client, { path: { job_id: created.data.id } })) seen.push(event);
    expect(seen.map(({ progress }) => progress)).toEqual([0.2, 0.4, 0.6, 0.8, 1]);
    expect(seen.at(-1)?.status).toBe("succeeded");
    expect(server.seen.slice(1).map(({ headers }) => headers["last-event-id"])).toEqual([undefined, "2", "4"]);
    expect(new Set(server.seen.slice(1).map(({ headers }) => headers.authorization))).toEqual(new Set(["Bearer good"]));
  });

  test("from an event that was kept; not at all, if that is the option", async () => {
    const created = await createJob(client, { body: { kind: "embed", file_ids: ["f1"] } });
    const job = { job_id: created.ok ? created.data.id : "" };
    expect((await collect(watchJob(client, { path: job, headers: { "Last-Event-ID": "3" } }))).map(({ progress }) => progress)).toEqual([0.8, 1]);
    await expect(collect(watchJob(client, { path: job }, { reconnect: false }))).rejects.toThrow(ConnectionError);
  });

  test("a server that stays away ends the stream with its error", async () => {
    const created = await createJob(client, { body: { kind: "embed", file_ids: ["f1"] } });
    const fail = ({ response }: Exchange): void => send(response, 500);
    const stream = watchJob(client, { path: { job_id: created.ok ? created.data.id : "" } }, { retries: 0, reconnect: { attempts: 2, delay: 1 } });
    await stream;
    server.next(fail, fail, fail, fail);
    await expect(collect(stream)).rejects.toMatchObject({ status: 500 });
  });

  test("one that there isn't", async () => {
    expect(await watchJob(client, { path: { job_id: "none" } })).toMatchObject({ ok: false, status: 404 });
  });
});

describe("JSON lines", () => {
  test("the audit log as a stream, and as pages", async () => {
    const events: AuditEvent[] = [];
    for await (const event of listAuditEvents.stream(client)) events.push(event);
    expect(events.map(({ id }) => id)).toEqual([1, 2, 3, 4, 5]);
    expect(events[0]?.at).toEqual(new Date("2026-03-10T00:00:00Z"));
    expect(server.seen[0]?.headers.accept).toContain("application/x-ndjson");
  });

  test("that break off go on before the first line, and where the caller says how", async () => {
    const lines = (from: number, to: number): string => Array.from({ length: to - from }, (_, index) => `{"id":${from + index},"at":"2026-03-10T00:00:00Z","user_id":null,"action":"a"}\n`).join("");
    const breakOff = (text: string) => ({ response }: Exchange): void => {
      response.writeHead(200, { "content-type": "application/x-ndjson" }).write(text);
      setTimeout(() => response.destroy(), 20);
    };
    const finish = ({ seen, response }: Exchange): void => void response.writeHead(200, { "content-type": "application/x-ndjson" }).end(lines(Number(seen.headers["x-after"] ?? 0) + 1, 5));
    const ids = async (reconnect: boolean | object): Promise<readonly number[]> => (await collect(listAuditEvents.stream(client, {}, { reconnect: reconnect as boolean }))).map(({ id }) => id);

    server.next(breakOff(""), finish);
    expect(await ids({ delay: 1 })).toEqual([1, 2, 3, 4]);
    server.next(breakOff(lines(1, 3)), finish);
    const resume = (last: unknown, count: number): Record<string, string> => ({ "X-After": String((last as AuditEvent).id), "X-Count": String(count) });
    expect(await ids({ delay: 1, resume })).toEqual([1, 2, 3, 4]);
    expect(server.seen.at(-1)?.headers).toMatchObject({ "x-after": "2", "x-count": "2" });
    // Without a word from the caller an item could be lost or come twice.
    server.next(breakOff(lines(1, 3)));
    await expect(ids({ delay: 1 })).rejects.toThrow(ConnectionError);
  });

  test("go up as they are made", async () => {
    const echo: Route = { streams: true, handle: ({ request, response }) => void request.pipe(response.writeHead(200, { "content-type": "application/jsonl" })) };
    await withServer({ "POST /mirror/bodies/lines": echo }, async ({ url, seen }) => {
      const api = kitchen.createClient({ baseUrl: url });
      const filters: RecipeFilter[] = [{ words: ["a\nb", "ü"] }, { max_minutes: 3 }];
      expect(await collect(kitchen.mirrorLines(api, { body: filters }))).toEqual(filters);
      async function* make(): AsyncGenerator<RecipeFilter> {
        yield { words: ["first"] };
        yield { words: ["second"] };
      }
      expect(await collect(kitchen.mirrorLines(api, { body: make() }))).toEqual([{ words: ["first"] }, { words: ["second"] }]);
      expect(seen.map(({ headers }) => [headers["content-type"], headers["transfer-encoding"]])).toEqual([["application/jsonl", undefined], ["application/jsonl", "chunked"]]);
    });
  });

  const order = (id: string, recipe: string): string => `{"id":"${id}","table":1,"items":[{"recipe_id":${recipe},"quantity":1}],"status":"cooking"}`;
  test.each<readonly [mediaType: string, body: string]>([
    ["application/jsonl", `${order("a", "9007199254740993")}\n${order("b", "2")}\n`],
    ["application/x-ndjson", `${order("a", "9007199254740993")}\r\n\n${order("b", "2")}`],
    ["application/json-seq", `\x1e${order("a", "9007199254740993")}\n\x1e${order("b", "2")}\n`],
  ])("%s, without losing a digit", async (mediaType, body) => {
    await withServer({ "GET /orders/log": ({ response }) => void response.writeHead(200, { "content-type": mediaType }).end(body) }, async ({ url }) => {
      const orders: readonly Order[] = await collect(kitchen.readOrderLog.stream(kitchen.createClient({ baseUrl: url })));
      expect(orders.map(({ id, items }) => [id, items[0]?.recipe_id])).toEqual([["a", 9007199254740993n], ["b", 2n]]);
    });
  });
});

describe("whole events (3.2)", () => {
  test("with their fields, their data as the value it is the text of", async () => {
    const body = 'event: ready\nid: 41\ndata: {"order_id":"0d2f","minutes":12}\n\nevent: delayed\ndata: {"order_id":\ndata: "0d30"}\n\n';
    await withServer({ "GET /orders/stream": ({ response }) => void response.writeHead(200, { "content-type": "text/event-stream" }).end(body) }, async ({ url }) => {
      const events = await collect(kitchen.watchOrders(kitchen.createClient({ baseUrl: url })));
      expectTypeOf(events[0]?.data.order_id).toEqualTypeOf<string | undefined>();
      expect(events).toEqual([{ event: "ready", id: "41", data: { order_id: "0d2f", minutes: 12 } }, { event: "delayed", data: { order_id: "0d30" } }]);
    });
  });
});
