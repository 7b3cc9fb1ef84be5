import { describe, expect, test } from "vitest";
import type { MirrorFormCookiesRequest, MirrorFormQueryRequest, MirrorHeadersRequest, MirrorSimplePathRequest } from "../../generated/kitchen-sink/ts-client/index.js";
import { loadKitchen } from "./clients.js";
import { answerMirror } from "./mirror.js";
import { startServer } from "./server.js";

const kitchen = await loadKitchen();
const { Course, createClient, RequestError } = kitchen;
const server = await startServer({});
const client = createClient({ baseUrl: server.url, retries: 0 });

type Path = MirrorSimplePathRequest["path"];
type Query = NonNullable<MirrorFormQueryRequest["query"]>;
type Headers = MirrorHeadersRequest["headers"];
type Cookies = NonNullable<MirrorFormCookiesRequest["cookies"]>;

const red = { red: 200, green: 30, blue: 0 };
/** Characters that mean something to some style, place or parser. */
const reserved = "a/b?c#d&e=f;g,h.i|j k%20l+m[n]o\"p'q<r>s\\t~u:v@w$x!y*z()";
const texts = ["plain", reserved, "ünïcödé 🍅", "..", "a..b", "%2F", "null", "true", "1"];

/** What the server understood of a call. */
async function understood(call: () => Promise<{ readonly ok: boolean; readonly data?: unknown; readonly error?: unknown }>): Promise<unknown> {
  server.next(answerMirror);
  const { ok, data, error } = await call();
  return ok ? data : error;
}

describe("path", () => {
  const styles = { simple: kitchen.mirrorSimplePath, label: kitchen.mirrorLabelPath, matrix: kitchen.mirrorMatrixPath } as const;
  const plain: Path = { text: "a", count: 1, ratio: 1.5, flag: true, list: ["a", "b"], spread_list: ["a", "b"], record: red, spread_record: red };

  test.each<readonly [keyof typeof styles, string]>([
    ["simple", "/a/1/1.5/true/a,b/a,b/red,200,green,30,blue,0/red=200,green=30,blue=0"],
    ["label", "/.a/.1/.1.5/.true/.a,b/.a.b/.red,200,green,30,blue,0/.red=200.green=30.blue=0"],
    ["matrix", "/;text=a/;count=1/;ratio=1.5/;flag=true/;list=a,b/;spread_list=a;spread_list=b/;record=red,200,green,30,blue,0/;red=200;green=30;blue=0"],
  ])("%s, byte by byte", async (style, want) => {
    expect(await understood(() => styles[style](client, { path: plain }))).toEqual(plain);
    expect(server.seen[0]?.url).toBe(`/mirror/path/${style}${want}`);
  });

  test.each(Object.keys(styles) as (keyof typeof styles)[])("%s: whatever is sent comes back", async (style) => {
    for (const text of texts) {
      const path: Path = { ...plain, text: text === ".." && style === "simple" ? "..." : text, count: -2147483648, ratio: 1e21, flag: false, list: [text, "x"], spread_list: ["x", text, reserved] };
      expect(await understood(() => styles[style](client, { path })), text).toEqual(path);
    }
  });

  test("several in one segment, formats, enums, unions and JSON", async () => {
    const parts = { major: 3, minor: 12, file: "api" };
    expect(await understood(() => kitchen.mirrorPathParts(client, { path: parts }))).toEqual(parts);
    expect(server.seen[0]?.url).toBe("/mirror/path/parts/v3.12/api.json");
    for (const anything of [true, 7, 2.5, reserved]) {
      const path = { day: "2026-03-14", id: 9007199254740993n, course: Course.Dessert, anything, filter: red };
      expect(await understood(() => kitchen.mirrorTypedPath(client, { path }))).toEqual(path);
    }
  });

  test("reserved characters as they are, where the contract says so", async () => {
    const rest = "a:b@c;d=e,f!$&'()*+";
    server.next(answerMirror);
    await kitchen.mirrorReservedPath(client, { path: { rest } });
    expect(server.seen[0]?.url).toBe(`/mirror/path/reserved/${rest}`);
    expect(await understood(() => kitchen.mirrorReservedPath(client, { path: { rest: "a/b?c#d%e" } }))).toEqual({ rest: "a/b?c#d%e" });
  });

  test.each(["", ".", ".."])("'%s' would lead elsewhere: refused before anything is sent", async (rest) => {
    await expect(kitchen.mirrorReservedPath(client, { path: { rest } })).rejects.toThrow(RequestError);
    expect(server.seen).toHaveLength(0);
  });
});

describe("query", () => {
  test("form, byte by byte", async () => {
    const query: Query = { text: "a b", count: 1, big: -9223372036854775808n, ratio: 0.1, flag: false, moment: "2026-03-14T09:26:53+01:00", course: "main", list: ["a", "b"], spread_list: ["a", "b"], numbers: [1, 2.5], record: red };
    expect(await understood(() => kitchen.mirrorFormQuery(client, { query }))).toEqual({ ...query, flag: false });
    expect(server.seen[0]?.url).toBe(
      "/mirror/query/form?text=a%20b&count=1&big=-9223372036854775808&ratio=0.1&flag=false&moment=2026-03-14T09%3A26%3A53%2B01%3A00&course=main&list=a,b&spread_list=a&spread_list=b&numbers=1,2.5&record=red,200,green,30,blue,0",
    );
  });

  test.each([...texts, ""])("form: whatever is sent comes back: '%s'", async (text) => {
    const query: Query = { text, list: ["x", text], spread_list: [text, reserved], spread_record: red };
    expect(await understood(() => kitchen.mirrorFormQuery(client, { query }))).toEqual(query);
  });

  test("empty lists, where the style can say so; undefined is left out", async () => {
    expect(await understood(() => kitchen.mirrorFormQuery(client, { query: { list: [], spread_list: [], text: undefined, flag: true } }))).toEqual({ list: [], flag: true });
    expect(server.seen[0]?.url).toBe("/mirror/query/form?flag=true&list=");
  });

  test.each([true, 3, 9007199254740993n, 0.5, "maybe"])("a union: %s", async (anything) => {
    expect(await understood(() => kitchen.mirrorFormQuery(client, { query: { anything: anything as number } }))).toEqual({ anything: typeof anything === "bigint" ? expect.anything() : anything });
    expect(server.seen[0]?.url).toBe(`/mirror/query/form?anything=${anything}`);
  });

  test("space, pipe and brackets", async () => {
    const delimited = { spaces: ["a", "b"], space_record: red, pipes: ["c", "d"], pipe_record: red };
    expect(await understood(() => kitchen.mirrorDelimitedQuery(client, { query: delimited }))).toEqual(delimited);
    expect(server.seen[0]?.url).toBe("/mirror/query/delimited?spaces=a%20b&space_record=red%20200%20green%2030%20blue%200&pipes=c%7Cd&pipe_record=red%7C200%7Cgreen%7C30%7Cblue%7C0");
    const deep = { color: red, labels: { "a b": reserved, "": "empty", constructor: "c" } };
    expect(await understood(() => kitchen.mirrorDeepQuery(client, { query: deep }))).toEqual(deep);
    expect(server.seen[1]?.url).toContain("color%5Bred%5D=200&color%5Bgreen%5D=30");
    // What parts the values can't be in them.
    await expect(kitchen.mirrorDelimitedQuery(client, { query: { pipes: ["a|b"] } })).rejects.toThrow(RequestError);
  });

  test("reserved characters, JSON, null, odd names", async () => {
    const query = { reserved: "/a/b?c=d&e#f%", size: "large" as const, tags: ["a,b", "c"], filter: { words: ["a&b"] }, nothing: null, "odd name[]": [1, 2], since: "2026-01-31" };
    expect(await understood(() => kitchen.mirrorSpecialQuery(client, { query }))).toEqual(query);
    expect(server.seen[0]?.url).toBe("/mirror/query/special?reserved=/a/b?c=d%26e%23f%25&size=large&tags=a%2Cb,c&filter=%7B%22words%22%3A%5B%22a%26b%22%5D%7D&nothing=&odd%20name%5B%5D=1&odd%20name%5B%5D=2&since=2026-01-31");
  });

  test("the whole query as one form, or as JSON (3.2)", async () => {
    const whole = { words: ["a b", "c&d"], course: Course.Main, color: red };
    expect(await understood(() => kitchen.mirrorQuerystring(client, { querystring: whole }))).toEqual(whole);
    expect(server.seen[0]?.url).toBe("/mirror/querystring/form?words=a%20b&words=c%26d&course=main&color%5Bred%5D=200&color%5Bgreen%5D=30&color%5Bblue%5D=0");
    const json = { words: ["a b"], max_minutes: 30 };
    expect(await understood(() => kitchen.mirrorJsonQuerystring(client, { querystring: json }))).toEqual(json);
  });
});

describe("headers", () => {
  test("of style simple, and as JSON", async () => {
    const headers: Headers = { "X-Text": "eggs", "X-Count": 0, "X-Ratio": 1e-7, "X-Flag": true, "X-List": ["a", "b"], "X-Spread-List": ["a", "b"], "X-Record": red, "X-Spread-Record": red, "X-Filter": red };
    expect(await understood(() => kitchen.mirrorHeaders(client, { headers }))).toEqual(headers);
    expect(server.seen[0]?.headers).toMatchObject({ "x-list": "a,b", "x-record": "red,200,green,30,blue,0", "x-spread-record": "red=200,green=30,blue=0", "x-filter": '{"red":200,"green":30,"blue":0}' });
  });
});

describe("cookies", () => {
  test.each(texts)("form, percent-encoded: '%s'", async (text) => {
    const cookies: Cookies = { text, count: 3, flag: true, list: ["a", text], record: red, filter: red };
    expect(await understood(() => kitchen.mirrorFormCookies(client, { cookies }))).toEqual(cookies);
  });

  test("style cookie, as they are (3.2)", async () => {
    const cookies = { text: "eggs", count: 1, flag: false, list: ["a", "b"], record: red };
    expect(await understood(() => kitchen.mirrorCookies(client, { cookies }))).toEqual(cookies);
    expect(server.seen[0]?.headers.cookie).toBe("text=eggs; count=1; flag=false; list=a; list=b; red=200; green=30; blue=0");
    await expect(kitchen.mirrorCookies(client, { cookies: { text: "a; admin=1" } })).rejects.toThrow(RequestError);
  });
});
