import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ParameterSpec } from "../../../templates/runtime/typescript/index.js";
import { answer, call, clientFor, listen, type Served } from "./server.js";

// What arrives, for every style, explode and kind of value (OpenAPI 3.2, 4.12.6, with its own values), then what the table leaves open.

let server: Served & { readonly close: () => Promise<void> };
beforeAll(async () => {
  server = await listen((_, response) => answer(response, 204));
});
afterAll(() => server.close());

const text = "blue";
const list = ["blue", "black", "brown"];
const object = { R: 100, G: 200, B: 150 };

type Row = readonly [style: ParameterSpec["style"], explode: boolean | undefined, value: unknown, want: string];

async function arrives(parameter: Partial<ParameterSpec> & Pick<ParameterSpec, "in">, value: unknown): Promise<{ url: string; header: string | undefined; cookie: string | undefined }> {
  const spec = { name: "color", ...parameter };
  const place = ({ path: "path", query: "query", header: "headers", cookie: "cookies", querystring: "querystring" } as const)[parameter.in];
  await call(clientFor(server), { path: parameter.in === "path" ? "/x/{color}" : "/x", parameters: [spec] }, { [place]: place === "querystring" ? value : { color: value } });
  const seen = server.seen.at(-1);
  const header = seen?.headers["color"];
  return { url: seen?.url ?? "", header: typeof header === "string" ? Buffer.from(header, "latin1").toString() : undefined, cookie: seen?.headers.cookie };
}

describe("path", () => {
  test.each<Row>([
    ["simple", false, text, "/x/blue"],
    ["simple", false, list, "/x/blue,black,brown"],
    ["simple", false, object, "/x/R,100,G,200,B,150"],
    ["simple", true, text, "/x/blue"],
    ["simple", true, list, "/x/blue,black,brown"],
    ["simple", true, object, "/x/R=100,G=200,B=150"],
    [undefined, undefined, list, "/x/blue,black,brown"],
    [undefined, undefined, "a/b?c#d%2F é", "/x/a%2Fb%3Fc%23d%252F%20%C3%A9"],
    [undefined, undefined, "!'()*~_-.", "/x/%21%27%28%29%2A~_-."],
    [undefined, undefined, ["a,b", "c"], "/x/a%2Cb,c"],
    [undefined, true, { "a=b": "c,d=e" }, "/x/a%3Db=c%2Cd%3De"],
    [undefined, undefined, "𝄞", "/x/%F0%9D%84%9E"],
    [undefined, undefined, -0, "/x/0"],
    [undefined, undefined, 1e21, "/x/1000000000000000000000"],
    [undefined, undefined, 1.5e-7, "/x/1.5e-7"],
    [undefined, undefined, 12345678901234567890n, "/x/12345678901234567890"],
    [undefined, undefined, false, "/x/false"],
    [undefined, undefined, new Date(0), "/x/1970-01-01T00%3A00%3A00.000Z"],
    [undefined, undefined, [1, null, undefined, 2], "/x/1,,2"],
    ["label", false, text, "/x/.blue"],
    ["label", false, list, "/x/.blue,black,brown"],
    ["label", false, object, "/x/.R,100,G,200,B,150"],
    ["label", true, list, "/x/.blue.black.brown"],
    ["label", true, object, "/x/.R=100.G=200.B=150"],
    ["label", true, ["1.5", "a.b"], "/x/.1%2E5.a%2Eb"],
    ["label", false, "1.5", "/x/.1.5"],
    ["matrix", false, "", "/x/;color"],
    ["matrix", false, text, "/x/;color=blue"],
    ["matrix", false, list, "/x/;color=blue,black,brown"],
    ["matrix", false, object, "/x/;color=R,100,G,200,B,150"],
    ["matrix", true, text, "/x/;color=blue"],
    ["matrix", true, list, "/x/;color=blue;color=black;color=brown"],
    ["matrix", true, object, "/x/;R=100;G=200;B=150"],
    ["matrix", false, [], "/x/;color"],
    ["matrix", true, [], "/x/;color"],
    ["matrix", true, ["a;b", ""], "/x/;color=a%3Bb;color"],
  ])("%s explode=%s %o arrives as %s", async (style, explode, value, want) => {
    expect((await arrives({ in: "path", ...(style && { style }), ...(explode !== undefined && { explode }) }, value)).url).toBe(want);
  });
});

describe("query", () => {
  test.each<Row>([
    ["form", false, "", "/x?color="],
    ["form", false, text, "/x?color=blue"],
    ["form", false, list, "/x?color=blue,black,brown"],
    ["form", false, object, "/x?color=R,100,G,200,B,150"],
    ["form", true, "", "/x?color="],
    ["form", true, text, "/x?color=blue"],
    ["form", true, list, "/x?color=blue&color=black&color=brown"],
    ["form", true, object, "/x?R=100&G=200&B=150"],
    [undefined, undefined, list, "/x?color=blue&color=black&color=brown"],
    [undefined, undefined, undefined, "/x"],
    [undefined, undefined, null, "/x?color="],
    [undefined, undefined, "a b+c&d=e%20#/?", "/x?color=a%20b%2Bc%26d%3De%2520%23%2F%3F"],
    [undefined, undefined, [], "/x"],
    [undefined, undefined, [""], "/x?color="],
    [undefined, undefined, ["", "a"], "/x?color=&color=a"],
    [undefined, undefined, {}, "/x"],
    [undefined, undefined, { __proto__: null, constructor: "1", a: undefined, "b&": null }, "/x?constructor=1&b%26="],
    [undefined, undefined, { deep: { er: [1] } }, "/x?deep=%7B%22er%22%3A%5B1%5D%7D"],
    ["form", false, [], "/x?color="],
    ["form", false, {}, "/x?color="],
    ["form", false, ["a,b", "c d"], "/x?color=a%2Cb,c%20d"],
    ["spaceDelimited", false, list, "/x?color=blue%20black%20brown"],
    ["spaceDelimited", false, object, "/x?color=R%20100%20G%20200%20B%20150"],
    ["spaceDelimited", true, list, "/x?color=blue&color=black&color=brown"],
    ["spaceDelimited", false, ["a,b", "c"], "/x?color=a%2Cb%20c"],
    ["pipeDelimited", false, list, "/x?color=blue%7Cblack%7Cbrown"],
    ["pipeDelimited", false, object, "/x?color=R%7C100%7CG%7C200%7CB%7C150"],
    ["pipeDelimited", true, list, "/x?color=blue&color=black&color=brown"],
    ["pipeDelimited", undefined, ["a b", "c"], "/x?color=a%20b%7Cc"],
    ["deepObject", true, object, "/x?color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150"],
    ["deepObject", false, object, "/x?color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150"],
    ["deepObject", true, { a: { "b]": "c d" }, e: [1, { f: 2 }], g: undefined, h: null }, "/x?color%5Ba%5D%5Bb%5D%5D=c%20d&color%5Be%5D%5B0%5D=1&color%5Be%5D%5B1%5D%5Bf%5D=2&color%5Bh%5D="],
    ["deepObject", true, {}, "/x"],
    ["deepObject", true, { a: [], b: 1 }, "/x?color%5Bb%5D=1"],
    ["deepObject", true, ["x"], "/x?color%5B0%5D=x"],
  ])("%s explode=%s %o arrives as %s", async (style, explode, value, want) => {
    expect((await arrives({ in: "query", ...(style && { style }), ...(explode !== undefined && { explode }) }, value)).url).toBe(want);
  });

  test("a name is encoded like a value", async () => {
    await call(clientFor(server), { parameters: [{ name: "a&b[]=", in: "query" }] }, { query: { "a&b[]=": 1 } });
    expect(server.seen.at(-1)?.url).toBe("/?a%26b%5B%5D%3D=1");
  });

  test.each([
    ["toString", "/"],
    ["__proto__", "/"],
    ["constructor", "/"],
  ])("%s is a name like any other: absent when it is not given", async (name, want) => {
    await call(clientFor(server), { parameters: [{ name, in: "query" }] }, { query: {} });
    expect(server.seen.at(-1)?.url).toBe(want);
  });

  test("__proto__ is sent when it is given", async () => {
    await call(clientFor(server), { parameters: [{ name: "__proto__", in: "query" }] }, { query: JSON.parse('{"__proto__":"x"}') as object });
    expect(server.seen.at(-1)?.url).toBe("/?__proto__=x");
  });

  test("several parameters keep the order of the contract", async () => {
    const parameters: ParameterSpec[] = [{ name: "b", in: "query" }, { name: "a", in: "query", explode: false }, { name: "c", in: "query" }];
    await call(clientFor(server), { parameters }, { query: { a: [1, 2], c: "x", b: true } });
    expect(server.seen.at(-1)?.url).toBe("/?b=true&a=1,2&c=x");
  });
});

describe("allowReserved", () => {
  test.each<readonly [place: "query" | "path", rest: Partial<ParameterSpec>, value: unknown, want: string]>([
    ["query", {}, "/a?b:@!$()*,;=c", "/x?color=/a?b:@!$()*,;=c"],
    ["query", {}, "a&b+c#d%20 é[]", "/x?color=a%26b%2Bc%23d%2520%20%C3%A9%5B%5D"],
    ["query", { explode: false }, ["a,b", "c/d"], "/x?color=a%2Cb,c/d"],
    ["query", { explode: true }, ["a,b", "c/d"], "/x?color=a,b&color=c/d"],
    ["path", {}, "a:@!$&'()*+,;=b", "/x/a:@!$&'()*+,;=b"],
    ["path", {}, "a/b?c#d%", "/x/a%2Fb%3Fc%23d%25"],
    ["path", { style: "matrix", explode: true }, ["a;b", "c:d"], "/x/;color=a%3Bb;color=c:d"],
  ])("%s %o %o arrives as %s", async (place, rest, value, want) => {
    expect((await arrives({ in: place, allowReserved: true, ...rest }, value)).url).toBe(want);
  });
});

describe("header", () => {
  test.each<readonly [explode: boolean | undefined, value: unknown, want: string | undefined]>([
    [false, text, "blue"],
    [false, list, "blue,black,brown"],
    [false, object, "R,100,G,200,B,150"],
    [true, list, "blue,black,brown"],
    [true, object, "R=100,G=200,B=150"],
    [undefined, undefined, undefined],
    [undefined, "", ""],
    [undefined, [], ""],
    [undefined, null, ""],
    [undefined, "a b%20c/é𝄞", "a b%20c/é𝄞"],
    [undefined, true, "true"],
    [undefined, 9007199254740993n, "9007199254740993"],
  ])("explode=%s %o arrives as %o", async (explode, value, want) => {
    expect((await arrives({ in: "header", ...(explode !== undefined && { explode }) }, value)).header).toBe(want);
  });
});

describe("cookie", () => {
  test.each<Row>([
    ["form", false, text, "color=blue"],
    ["form", false, list, "color=blue,black,brown"],
    ["form", false, object, "color=R,100,G,200,B,150"],
    ["form", true, list, "color=blue; color=black; color=brown"],
    ["form", true, object, "R=100; G=200; B=150"],
    [undefined, undefined, "a;b c", "color=a%3Bb%20c"],
    [undefined, undefined, "", "color="],
    ["cookie", undefined, text, "color=blue"],
    ["cookie", false, list, "color=blue,black,brown"],
    ["cookie", undefined, list, "color=blue; color=black; color=brown"],
    ["cookie", undefined, object, "R=100; G=200; B=150"],
    ["cookie", undefined, "a%3Bb,c", "color=a%3Bb,c"],
  ])("%s explode=%s %o arrives as %s", async (style, explode, value, want) => {
    expect((await arrives({ in: "cookie", ...(style && { style }), ...(explode !== undefined && { explode }) }, value)).cookie).toBe(want);
  });

  test("several cookies share one header", async () => {
    await call(clientFor(server), { parameters: [{ name: "a", in: "cookie" }, { name: "b", in: "cookie" }] }, { cookies: { a: 1, b: [2, 3] } });
    expect(server.seen.at(-1)?.headers.cookie).toBe("a=1; b=2; b=3");
  });
});

describe("content", () => {
  const value = { a: "é&", b: [1] };
  test.each<readonly [place: "query" | "path" | "header" | "cookie", content: string, value: unknown, want: string]>([
    ["query", "application/json", value, "/x?color=%7B%22a%22%3A%22%C3%A9%26%22%2C%22b%22%3A%5B1%5D%7D"],
    ["path", "application/json", [1], "/x/%5B1%5D"],
    ["header", "application/json", value, '{"a":"\\u00e9&","b":[1]}'],
    ["header", "text/plain", "a,b%", "a,b%"],
    ["cookie", "application/json", "x", "color=%22x%22"],
    ["query", "text/plain", "a b", "/x?color=a%20b"],
    ["query", "application/json", 9007199254740993n, "/x?color=9007199254740993"],
  ])("%s %s %o arrives as %s", async (place, content, given, want) => {
    const { url, header, cookie } = await arrives({ in: place, content }, given);
    expect(place === "header" ? header : place === "cookie" ? cookie : url).toBe(want);
  });
});

describe("querystring", () => {
  test.each<readonly [content: string, value: unknown, want: string]>([
    ["application/x-www-form-urlencoded", { a: "b c", d: [1, 2], e: { f: 1 } }, "/x?a=b%20c&d=1&d=2&e=%7B%22f%22%3A1%7D"],
    ["application/json", { a: 1 }, "/x?%7B%22a%22%3A1%7D"],
    ["application/jsonpath", "$.a", "/x?%24.a"],
    ["application/x-www-form-urlencoded", undefined, "/x"],
  ])("%s %o arrives as %s", async (content, value, want) => {
    expect((await arrives({ in: "querystring", content }, value)).url).toBe(want);
  });
});

describe("what can't be sent is refused before anything is", () => {
  test.each<readonly [parameter: Partial<ParameterSpec> & Pick<ParameterSpec, "in">, value: unknown, message: RegExp]>([
    [{ in: "path" }, undefined, /Path parameter 'color' is missing/],
    [{ in: "path" }, "", /'color' would make the path segment '', which leads elsewhere/],
    [{ in: "path" }, null, /leads elsewhere/],
    [{ in: "path" }, [], /leads elsewhere/],
    [{ in: "path" }, ".", /path segment '\.'/],
    [{ in: "path" }, "..", /path segment '\.\.'/],
    [{ in: "path", style: "label" }, "", /path segment '\.'/],
    [{ in: "path", style: "label" }, ".", /path segment '\.\.'/],
    [{ in: "query" }, Number.NaN, /NaN can't be sent/],
    [{ in: "query" }, Number.POSITIVE_INFINITY, /Infinity can't be sent/],
    [{ in: "query" }, () => 1, /A function can't be sent/],
    [{ in: "query" }, Symbol("x"), /A symbol can't be sent/],
    [{ in: "query" }, "\ud800", /surrogate/],
    [{ in: "query", style: "spaceDelimited" }, ["a b"], /can't hold ' '/],
    [{ in: "query", style: "pipeDelimited" }, ["a|b"], /can't hold '\|'/],
    [{ in: "header" }, "a\r\nevil: 1", /Header 'color' has a control character/],
    [{ in: "header" }, "a\nb", /control character/],
    [{ in: "header" }, "\0", /control character/],
    [{ in: "header", content: "text/plain" }, "a\rb", /control character/],
    [{ in: "cookie", style: "cookie" }, "a;b=c", /Cookie 'color' can't hold/],
    [{ in: "cookie", style: "cookie" }, "a\nb", /Cookie 'color' can't hold/],
    [{ in: "cookie", style: "cookie" }, " a", /Cookie 'color' can't hold/],
  ])("%o %o", async (parameter, value, message) => {
    const before = server.seen.length;
    await expect(arrives(parameter, value)).rejects.toMatchObject({ name: "RequestError", message: expect.stringMatching(message) as string });
    expect(server.seen).toHaveLength(before);
  });
});
