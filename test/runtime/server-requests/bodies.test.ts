import { describe, expect, test } from "vitest";
import type { ContentSpec, Route } from "../../../templates/runtime/typescript/server/route.js";
import type { Upload } from "../../../templates/runtime/typescript/server/upload.js";
import { ProblemError } from "../../../templates/runtime/typescript/server/problem.js";
import { checkOf, describeProblem, type Outcome, parameter, read, type Wire } from "./reading.js";

// Wire profile, "Media types", and what of "JSON bodies" is the request's.

const user = checkOf({ type: "object", members: { id: { type: "integer" } }, required: ["id"] });
const json: ContentSpec = { kind: "json", ...user };

function route(contents: Readonly<Record<string, ContentSpec>>, required = false): Partial<Route> {
  return { method: "POST", body: { contents, required } };
}

const typed = (type: string, body?: string | Uint8Array): Wire => ({ headers: { "content-type": type }, ...(body !== undefined && { body }) });
const good = (contentType: string, body: unknown): Outcome => ({ contentType, body });

describe("media types", () => {
  const contents: Readonly<Record<string, ContentSpec>> = {
    "application/json": json,
    "Text/Plain": { kind: "text" },
    "application/x-www-form-urlencoded": { kind: "form", members: {} },
  };
  const ranges: Readonly<Record<string, ContentSpec>> = { "text/*": { kind: "text" }, "application/*+json": json, "application/*": { kind: "text" }, "image/png": { kind: "text" }, "*/*": { kind: "text" } };
  const unsupported = ["415 unsupported_media_type"];

  test.each<readonly [string, Outcome]>([
    ["application/json", good("application/json", { id: 1 })],
    ["APPLICATION/Json", good("application/json", { id: 1 })],
    ["application/json; charset=utf-8", good("application/json", { id: 1 })],
    ['application/json;charset="UTF-8";v=1', good("application/json", { id: 1 })],
    ["application/json;", good("application/json", { id: 1 })],
    ["application/json; charset=iso-8859-1", unsupported],
    ["application/json; charset=utf-16", unsupported],
    ["application/json; charset=utf8", unsupported],
    ["application/x-www-form-urlencoded; charset=latin1", unsupported],
    ["application/problem+json", unsupported],
    ["application/jsonp", unsupported],
    ["application/json, application/json", unsupported],
    ["application/xml", unsupported],
    ["json", unsupported],
    ["", unsupported],
    ["text/plain", good("Text/Plain", '{"id": 1}')],
    ["text/plain; charset=us-ascii", good("Text/Plain", '{"id": 1}')],
    ["text/plain; charset=koi8-r", unsupported],
  ])("'%s'", async (type, want) => {
    expect(await read(route(contents), typed(type, '{"id": 1}'))).toEqual(want);
  });

  test.each<readonly [string, Outcome]>([
    ["text/html", good("text/html", '{"id": 1}')],
    ["application/vnd.acme+json", good("application/vnd.acme+json", { id: 1 })],
    ["Application/Pdf", good("application/pdf", '{"id": 1}')],
    ["image/png", good("image/png", '{"id": 1}')],
    ["image/gif", good("image/gif", '{"id": 1}')],
    ["nonsense", unsupported],
    ["a/b c", unsupported],
  ])("ranges: '%s'", async (type, want) => {
    expect(await read(route(ranges), typed(type, '{"id": 1}'))).toEqual(want);
  });

  test.each<readonly [string, Partial<Route>, Wire, Outcome]>([
    ["no content type", route(contents), { body: "{}" }, unsupported],
    ["no body", route(contents), {}, {}],
    ["no body, required", route(contents, true), {}, ["body  required"]],
    ["no body but a content type", route(contents, true), typed("application/json"), ["body  required"]],
    ["zero bytes of JSON", route(contents, true), typed("application/json", ""), ["body  required"]],
    ["zero bytes of JSON, chunked", route(contents, true), { headers: { "content-type": "application/json" }, body: [] }, ["body  required"]],
    ["zero bytes of JSON, not required", route(contents), typed("application/json", ""), {}],
    ["zero bytes of nothing", route(contents, true), { body: "" }, ["body  required"]],
    ["zero bytes of text", route(contents, true), typed("text/plain", ""), good("Text/Plain", "")],
    ["zero bytes of a form", route(contents, true), typed("application/x-www-form-urlencoded", ""), good("application/x-www-form-urlencoded", {})],
    ["null is a body", route({ "application/json": { kind: "json" } }, true), typed("application/json", "null"), good("application/json", null)],
    ["a body that nobody asked for", {}, typed("application/json", "{"), {}],
    ["too large", route(contents), typed("application/xml", "x".repeat(10_485_761)), ["413 payload_too_large"]],
    ["too large, chunked", route(contents), { headers: { "content-type": "text/plain" }, body: [new Uint8Array(6_000_000), new Uint8Array(6_000_000)] }, ["413 payload_too_large"]],
    ["as large as it may be", route({ "text/plain": { kind: "text", is: () => true, read: (text) => String(text).length } }), typed("text/plain", "x".repeat(10_485_760)), good("text/plain", 10_485_760)],
  ])("%s", async (_, given, wire, want) => {
    expect(await read(given, wire)).toEqual(want);
  });
});

describe("JSON", () => {
  const malformed = (rule: string): readonly string[] => ["400 malformed_json", `body  ${rule}`];

  test.each<readonly [string | Uint8Array, Outcome]>([
    ['{"id": 7}', good("application/json", { id: 7 })],
    ['{"id": "7"}', ["body /id type"]],
    ["{}", ["body /id required"]],
    ['{"id": 7', malformed("json")],
    ['{"id": 7} 1', malformed("json")],
    ['{"id": 7, "id": 7}', malformed("duplicate")],
    [Uint8Array.of(0x22, 0xff, 0x22), malformed("encoding")],
    [" ", malformed("json")],
  ])("%j", async (body, want) => {
    expect(await read(route({ "application/json": json }), typed("application/json", body))).toEqual(want);
  });

  test("malformed beside a wrong parameter", async () => {
    const given = { ...route({ "application/json": json }), parameters: [parameter({ in: "query", name: "limit", required: true }, { type: "integer" })] };
    expect(await read(given, typed("application/json", "{"))).toEqual(["400 malformed_json", "query /limit required", "body  json"]);
    expect(await read({ ...given, responses: { "422": { contents: {} } } }, typed("application/json", "{"))).toEqual(["422 malformed_json", "query /limit required", "body  json"]);
  });

  test("the handler gets what the conversion makes of it", async () => {
    expect(await read(route({ "application/json": { ...json, read: (value) => ({ id: (value as { id: number }).id }) } }), typed("application/json", '{"id": 1, "admin": true}'))).toEqual(good("application/json", { id: 1 }));
  });

  test("a pattern that takes too long is a violation", async () => {
    const limit = Object.assign(new Error(), { name: "PatternLimit" });
    const evil = { is: () => { throw limit; }, check: () => { throw limit; } };
    expect(await read(route({ "application/json": { kind: "json", ...evil } }), typed("application/json", "1"))).toEqual(["body  pattern"]);
  });

  test("a check that finds nothing lets nothing in", async () => {
    await expect(read(route({ "application/json": { kind: "json", is: () => false, check: () => undefined } }), typed("application/json", "1"))).rejects.toThrow("A check found nothing");
  });
});

describe("text", () => {
  test.each<readonly [Uint8Array, Outcome]>([
    [Buffer.from("ünïcode 🍅"), good("text/plain", "ünïcode 🍅")],
    [Uint8Array.of(0xef, 0xbb, 0xbf, 0x61), good("text/plain", "\ufeffa")],
    [Uint8Array.of(0xc0, 0xaf), ["body  encoding"]],
    [Uint8Array.of(0xed, 0xa0, 0x80), ["body  encoding"]],
  ])("%o", async (body, want) => {
    expect(await read(route({ "text/plain": { kind: "text" } }), typed("text/plain", body))).toEqual(want);
  });
});

describe("forms", () => {
  const form: ContentSpec = {
    kind: "form",
    members: {
      name: { text: "string" },
      age: { text: "integer" },
      tags: { text: { items: "string" } },
      joined: { style: "form", explode: false, text: { items: "integer" } },
      deep: { style: "deepObject", text: { members: { a: "integer" } } },
      address: { text: { members: { city: "string" } } },
      meta: { content: { kind: "json" } },
      rows: { content: { kind: "json" }, list: true },
      nothing: { text: { anyOf: [{ text: "null" }, { text: "integer" }] } },
    },
    ...checkOf({ type: "object", members: { age: { type: "integer" }, joined: { type: "array", items: { type: "integer" } } } }),
  };
  const type = "application/x-www-form-urlencoded";

  test.each<readonly [string, Outcome]>([
    ["name=Ada+L%26&age=36", good(type, { name: "Ada L&", age: 36 })],
    ["tags=a&tags=b", good(type, { tags: ["a", "b"] })],
    ["tags=a", good(type, { tags: ["a"] })],
    ["joined=1,2", good(type, { joined: [1, 2] })],
    ["deep%5Ba%5D=1", good(type, { deep: { a: 1 } })],
    ["address=%7B%22city%22%3A%22Rome%22%7D", good(type, { address: { city: "Rome" } })],
    ["meta=%5B1%5D", good(type, { meta: [1] })],
    ["rows=1&rows=%7B%7D", good(type, { rows: [1, {}] })],
    ["nothing=", good(type, { nothing: null })],
    ["other=1&other=2", good(type, { other: "1" })],
    ["name=ü", good(type, { name: "ü" })],
    ["name", good(type, { name: "" })],
    ["__proto__=1&constructor=2", good(type, JSON.parse('{"__proto__": "1", "constructor": "2"}'))],
    ["age=x", ["body /age type"]],
    ["age=", ["body /age type"]],
    ["joined=1,x,y", ["body /joined/1 type", "body /joined/2 type"]],
    ["name=a&name=b", ["body /name duplicate"]],
    ["name=%FF&age=%", ["body /age encoding", "body /name encoding"]],
    ["other=%FF", ["body /other encoding"]],
    ["%FF=1", ["body  encoding"]],
    ["meta=%7B", ["body /meta json"]],
    ["meta=1&meta=1", ["body /meta duplicate"]],
    ["rows=1&rows=x", ["body /rows/1 json"]],
  ])("%s", async (body, want) => {
    expect(await read(route({ [type]: form }), typed(type, body))).toEqual(want);
  });

  test("members without a row of their own", async () => {
    const open: ContentSpec = { kind: "form", members: {}, rest: { text: "integer" }, ...checkOf({ type: "object" }) };
    expect(await read(route({ [type]: open }), typed(type, "a=1&b=2"))).toEqual(good(type, { a: 1, b: 2 }));
  });
});

describe("streams", () => {
  async function open(content: ContentSpec, wire: Wire): Promise<unknown> {
    const outcome = await read(route({ "*/*": content }, true), wire);
    return Array.isArray(outcome) ? outcome : (outcome as { readonly body?: unknown }).body;
  }

  async function items(content: ContentSpec, type: string, body: string | Uint8Array): Promise<unknown> {
    const all: unknown[] = [];
    try {
      for await (const item of (await open(content, typed(type, body))) as AsyncIterable<unknown>) all.push(item);
      return all;
    } catch (error) {
      if (error instanceof ProblemError) return [...all, ...describeProblem(error)];
      throw error;
    }
  }

  const lines: ContentSpec = { kind: "jsonLines", item: user };

  test.each<readonly [string, string | Uint8Array, unknown]>([
    ["application/jsonl", '{"id":1}\n{"id":2}\n', [{ id: 1 }, { id: 2 }]],
    ["application/jsonl", '{"id":1}\r\n\r\n{"id":2}', [{ id: 1 }, { id: 2 }]],
    ["application/jsonl", "", []],
    ["application/json-seq", '\x1e{"id":1}\n\x1e{"id":2}\n', [{ id: 1 }, { id: 2 }]],
    ["application/jsonl", '{"id":1}\n{"id":"x"}\n{"id":2}', [{ id: 1 }, "body /1/id type"]],
    ["application/jsonl", '{"id":1}\n{\n', [{ id: 1 }, "400 malformed_json", "body /1 json"]],
    ["application/jsonl", Uint8Array.of(0xff), ["body  encoding"]],
  ])("JSON lines, %s: %j", async (type, body, want) => {
    expect(await items(lines, type, body)).toEqual(want);
  });

  test.each<readonly [ContentSpec, string, unknown]>([
    [{ kind: "events", item: user }, 'data: {"id":1}\n\ndata: {"id":\ndata: 2}\n\n', [{ id: 1 }, { id: 2 }]],
    [{ kind: "events", as: "text", item: {} }, ": hello\ndata: a\ndata: b\n\ndata: c\n", ["a\nb"]],
    [{ kind: "events", as: "event", item: {} }, "event: x\nid: 7\ndata: a\n\n", [{ event: "x", id: "7", data: "a" }]],
    [{ kind: "events", as: "jsonEvent", item: {} }, "event: x\ndata: [1]\n\n", [{ event: "x", data: [1] }]],
    [{ kind: "events", item: user }, "data: {}\n\n", ["body /0/id required"]],
  ])("events %#", async (content, body, want) => {
    expect(await items(content, "text/event-stream", body)).toEqual(want);
  });

  test("bytes stream to the handler, within the limit", async () => {
    const upload = (await open({ kind: "binary" }, typed("image/png", "abc"))) as Upload;
    expect(upload).toMatchObject({ contentType: "image/png", size: 3, filename: undefined });
    expect(await upload.text()).toBe("abc");
    const large = (await open({ kind: "binary" }, { headers: { "content-type": "image/png" }, body: [new Uint8Array(6_000_000), new Uint8Array(6_000_000)] })) as Upload;
    const seen: number[] = [];
    await expect((async () => { for await (const chunk of large.stream()) seen.push(chunk.length); })()).rejects.toMatchObject({ code: "payload_too_large" });
    expect(seen).toEqual([6_000_000]);
    expect(await open({ kind: "binary" }, {})).toEqual(["body  required"]);
    expect(await ((await open({ kind: "binary" }, typed("image/png", ""))) as Upload).bytes()).toHaveLength(0);
  });

  test("wrong parameters are answered before a stream is read", async () => {
    const parameters = [parameter({ in: "query", name: "limit", required: true }, { type: "integer" })];
    expect(await read({ ...route({ "*/*": { kind: "binary" } }), parameters }, typed("image/png", "abc"))).toEqual(["query /limit required"]);
  });
});
