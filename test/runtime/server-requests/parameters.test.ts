import { describe, expect, test } from "vitest";
import type { ParameterSpec, ParameterStyle } from "../../../templates/runtime/typescript/server/route.js";
import { checkOf, type Outcome, parameter, read, type Types, type Wire } from "./reading.js";

// OpenAPI 3.2, 4.12.6, with its own values, read back; then every sentence of the wire profile's chapter "Parameters".

const text: Types = { type: "string" };
const integer: Types = { type: "integer" };
const list: Types = { type: "array", items: text };
const integers: Types = { type: "array", items: integer };
const object: Types = { type: "object", members: { R: integer, G: integer, B: integer } };
const black = ["blue", "black", "brown"];
const rgb = { R: 100, G: 200, B: 150 };

type Row = readonly [style: ParameterStyle | undefined, explode: boolean | undefined, schema: Types, wire: string, want: unknown];

async function readColor(place: "path" | "query" | "header" | "cookie", spec: Partial<ParameterSpec>, schema: Types, wire: string): Promise<unknown> {
  const outcome = await read({ path: "/x/{color}", parameters: [parameter({ in: place, ...spec }, schema)] }, wireOf(place, wire));
  if (isViolations(outcome)) return outcome;
  return outcome[({ path: "path", query: "query", header: "headers", cookie: "cookies" } as const)[place]]?.["color"];
}

const isViolations = (outcome: Outcome): outcome is readonly string[] => Array.isArray(outcome);

function wireOf(place: "path" | "query" | "header" | "cookie", wire: string): Wire {
  if (place === "path") return { path: [wire] };
  if (place === "query") return { query: wire };
  return { headers: { [place === "header" ? "color" : "cookie"]: wire } };
}

const spec = (style: ParameterStyle | undefined, explode: boolean | undefined): Partial<ParameterSpec> => ({ ...(style && { style }), ...(explode !== undefined && { explode }) });

describe("path", () => {
  test.each<Row>([
    ["simple", false, text, "blue", "blue"],
    ["simple", false, list, "blue,black,brown", black],
    ["simple", false, object, "R,100,G,200,B,150", rgb],
    ["simple", true, list, "blue,black,brown", black],
    ["simple", true, object, "R=100,G=200,B=150", rgb],
    [undefined, undefined, text, "a%2Fb%3Fc%23d%252F%20%C3%A9", "a/b?c#d%2F é"],
    [undefined, undefined, text, "a+b", "a+b"],
    [undefined, undefined, list, "a%2Cb,c", ["a,b", "c"]],
    [undefined, undefined, list, "1,,2", ["1", "", "2"]],
    [undefined, true, { type: "object" }, "a%3Db=c%2Cd%3De", { "a=b": "c,d=e" }],
    ["label", false, text, ".blue", "blue"],
    ["label", false, list, ".blue,black,brown", black],
    ["label", false, object, ".R,100,G,200,B,150", rgb],
    ["label", true, list, ".blue.black.brown", black],
    ["label", true, list, ".1%2E5.a%2Eb", ["1.5", "a.b"]],
    ["label", true, object, ".R=100.G=200.B=150", rgb],
    ["label", false, { type: "number" }, ".1.5", 1.5],
    ["label", false, list, ".", []],
    ["label", false, text, "blue", ["path /color encoding"]],
    ["matrix", false, text, ";color", ""],
    ["matrix", false, text, ";color=blue", "blue"],
    ["matrix", false, list, ";color=blue,black,brown", black],
    ["matrix", false, object, ";color=R,100,G,200,B,150", rgb],
    ["matrix", true, list, ";color=blue;color=black;color=brown", black],
    ["matrix", true, list, ";color", []],
    ["matrix", true, object, ";R=100;G=200;B=150", rgb],
    ["matrix", true, object, ";color", {}],
    ["matrix", false, text, ";colour=blue", ["path /color encoding"]],
    ["matrix", false, text, "blue", ["path /color encoding"]],
    ["matrix", false, text, ";color=blue;color=black", ["path /color encoding"]],
    ["simple", false, object, "R,100,R,200", ["path /color/R duplicate"]],
    ["simple", false, integers, "1,x,3,4.5", ["path /color/1 type", "path /color/3 type"]],
    ["simple", false, list, "a,%FF", ["path /color/1 encoding"]],
  ])("%s, explode %s, %j: %s", async (style, explode, schema, wire, want) => {
    expect(await readColor("path", spec(style, explode), schema, wire)).toEqual(want);
  });

  test("several in one template, and by position", async () => {
    const parameters = [parameter({ in: "path", name: "minor" }, integer), parameter({ in: "path", name: "major" }, integer)];
    expect(await read({ path: "/v{major}.{minor}", parameters }, { path: ["3", "12"] })).toEqual({ path: { major: 3, minor: 12 } });
  });
});

describe("query", () => {
  test.each<Row>([
    ["form", true, text, "color=blue", "blue"],
    ["form", true, list, "color=blue&color=black&color=brown", black],
    ["form", true, list, "color=blue", ["blue"]],
    ["form", true, list, "color=", [""]],
    ["form", true, list, "other=1", undefined],
    ["form", true, object, "R=100&G=200&B=150", rgb],
    ["form", true, object, "X=100", undefined],
    ["form", false, text, "color=", ""],
    ["form", false, text, "color", ""],
    ["form", false, list, "color=blue,black,brown", black],
    ["form", false, list, "color=", []],
    ["form", false, list, "color=a%2Cb,c", ["a,b", "c"]],
    ["form", false, list, "color=a,b&color=c", ["a", "b", "c"]],
    ["form", false, object, "color=R,100,G,200,B,150", rgb],
    ["form", false, object, "color=R,100&color=G,200", ["query /color duplicate"]],
    ["spaceDelimited", false, list, "color=blue%20black%20brown", black],
    ["spaceDelimited", false, list, "color=blue+black+brown", black],
    ["spaceDelimited", false, object, "color=R%20100%20G%20200%20B%20150", rgb],
    ["spaceDelimited", true, list, "color=blue&color=black", ["blue", "black"]],
    ["pipeDelimited", false, list, "color=blue%7Cblack%7cbrown", black],
    ["pipeDelimited", false, list, "color=blue|black|brown", black],
    ["pipeDelimited", false, object, "color=R%7C100%7CG%7C200%7CB%7C150", rgb],
    ["deepObject", true, object, "color%5BR%5D=100&color[G]=200&color%5BB]=150", rgb],
    ["deepObject", true, object, "color[R]=1&color[R]=2", ["query /color/R duplicate"]],
    ["deepObject", true, object, "color=1", undefined],
    ["deepObject", true, object, "color[R]=x", ["query /color/R type"]],
    ["deepObject", true, object, "color[R][x]=1", ["query /color/R type"]],
    ["deepObject", true, { type: "object", members: { name: { type: "object", members: { first: text } } } }, "color[name][first]=Ada", { name: { first: "Ada" } }],
    ["deepObject", true, { type: "object", members: { tags: list } }, "color[tags][1]=b&color[tags][0]=a", { tags: ["a", "b"] }],
    ["deepObject", true, { type: "object", members: { tags: list } }, "color[tags]=b&color[tags]=a", { tags: ["b", "a"] }],
    ["deepObject", true, { type: "object", members: { tags: list } }, "color[tags]=a", { tags: ["a"] }],
    ["deepObject", true, { type: "object", members: { tags: list } }, "color[tags][0]=a&color[tags][2]=b", ["query /color/tags type"]],
    [undefined, undefined, text, "color=a+b%20c%2Bd", "a b c+d"],
    [undefined, undefined, text, "c%6Flor=1", "1"],
    [undefined, undefined, text, "Color=1", undefined],
    [undefined, undefined, text, "&&color=a=b&", "a=b"],
    [undefined, undefined, text, "color=1&color=1", ["query /color duplicate"]],
    [undefined, undefined, integer, "color=1&color=2&color=3", ["query /color duplicate"]],
    [undefined, undefined, { type: ["string", "array"], items: text }, "color=a", "a"],
    [undefined, undefined, { type: ["string", "array"], items: text }, "color=a&color=b", ["a", "b"]],
    [undefined, false, { type: ["string", "array"], items: text }, "color=a,b", ["a", "b"]],
    [undefined, false, { type: ["string", "array"], items: text }, "color=a%2Cb", "a,b"],
    [undefined, undefined, { type: ["integer", "array"], items: text }, "color=x", ["x"]],
  ])("%s, explode %s, %j: %s", async (style, explode, schema, wire, want) => {
    expect(await readColor("query", spec(style, explode), schema, wire)).toEqual(want);
  });

  test("an open object takes what nobody else claims", async () => {
    const labels = { ...parameter({ in: "query", name: "labels" }, { type: "object" }), text: { members: {}, rest: "string" } } as const;
    const parameters = [labels, parameter({ in: "query", name: "limit" }, integer)];
    expect(await read({ parameters }, { query: "a=1&limit=5&b=2" })).toEqual({ query: { labels: { a: "1", b: "2" }, limit: 5 } });
  });

  test("brackets in a name, where nothing can stand below it", async () => {
    const labels = { ...parameter({ in: "query", style: "deepObject" }, { type: "object" }), text: { members: {}, rest: "string" } } as const;
    expect(await read({ parameters: [labels] }, { query: "color[a][b]=1&color[c]d]=2&color[]=3&color[__proto__]=4" })).toEqual({
      query: { color: JSON.parse('{"a][b": "1", "c]d": "2", "": "3", "__proto__": "4"}') as unknown },
    });
  });

  test("the whole query as one value", async () => {
    const whole: ParameterSpec = {
      name: "filter",
      in: "querystring",
      required: true,
      content: { kind: "form", members: { words: { text: { items: "string" } }, size: { text: "integer" }, color: { style: "deepObject", explode: true, text: { members: { red: "integer" } } } } },
      is: (value) => typeof (value as { size?: unknown }).size !== "string",
      check: (_, at, found) => found.add(`${at}/size`, "type", "must be an integer"),
    };
    expect(await read({ parameters: [whole] }, { query: "words=a%20b&words=c%26d&size=3&color%5Bred%5D=200" })).toEqual({ querystring: { words: ["a b", "c&d"], size: 3, color: { red: 200 } } });
    expect(await read({ parameters: [whole] }, { query: "size=x" })).toEqual(["query /filter/size type"]);
    expect(await read({ parameters: [whole] }, { query: "size=1&size=2" })).toEqual(["query /filter/size duplicate"]);
    expect(await read({ parameters: [whole] }, {})).toEqual(["query /filter required"]);
    expect(await read({ parameters: [{ ...whole, content: { kind: "json" } }] }, { query: "%7B%22words%22:[%22a%20b%22]%7D" })).toEqual({ querystring: { words: ["a b"] } });
  });
});

describe("header", () => {
  test.each<Row>([
    ["simple", false, text, "blue", "blue"],
    ["simple", false, text, "ünïcode", "ünïcode"],
    ["simple", false, text, "à", "à"],
    ["simple", false, text, "a,b%20c", "a,b%20c"],
    ["simple", false, text, "", ""],
    ["simple", false, list, "blue,black,brown", black],
    ["simple", false, list, "blue , black,\tbrown", black],
    ["simple", false, list, "", []],
    ["simple", false, object, "R,100,G,200,B,150", rgb],
    ["simple", true, object, "R=100, G=200, B=150", rgb],
    ["simple", false, integer, "12", 12],
    ["simple", false, integer, "1, 2", ["header /color duplicate"]],
    ["simple", false, integer, "x", ["header /color type"]],
  ])("%s, explode %s, %j: %s", async (style, explode, schema, wire, want) => {
    expect(await readColor("header", spec(style, explode), schema, wire)).toEqual(want);
  });

  test("names match in any case", async () => {
    expect(await read({ parameters: [parameter({ in: "header", name: "X-Count" }, integer)] }, { headers: { "x-count": "3" } })).toEqual({ headers: { "X-Count": 3 } });
  });
});

describe("cookie", () => {
  test.each<Row>([
    ["form", true, text, "a=1; color=blue; b=2", "blue"],
    ["form", true, text, "color=a+b%20c%3B", "a+b c;"],
    ["form", true, text, "color=a; color=b", ["cookie /color duplicate"]],
    ["form", true, text, "color=%FF", ["cookie /color encoding"]],
    ["form", true, text, "color=a; other=%FF; %FF=1", "a"],
    ["form", true, list, "color=a; color=b", ["a", "b"]],
    ["form", false, list, "color=a,b%2C", ["a", "b,"]],
    ["form", false, object, "color=R,100,G,200,B,150", rgb],
    ["form", true, object, "R=100; G=200;B=150", rgb],
    ["cookie", true, text, "color=a%20b=c", "a%20b=c"],
    ["cookie", true, list, "color=a; color=b", ["a", "b"]],
    ["cookie", true, object, "R=100; G=200; B=150", rgb],
    ["cookie", false, list, "color=a,b", ["a", "b"]],
  ])("%s, explode %s, %j: %s", async (style, explode, schema, wire, want) => {
    expect(await readColor("cookie", spec(style, explode), schema, wire)).toEqual(want);
  });
});

describe("texts", () => {
  const any: Types = { type: ["null", "boolean", "integer", "number", "string"] };

  test.each<readonly [Types["type"], string, unknown]>([
    ["integer", "0", 0],
    ["integer", "-7", -7],
    ["integer", "9007199254740993", 9007199254740992],
    ["integer", "1.0", "type"],
    ["integer", "1e2", "type"],
    ["integer", "%201", "type"],
    ["integer", "+1", "type"],
    ["integer", "%2B1", "type"],
    ["integer", "01", "type"],
    ["integer", "-", "type"],
    ["integer", "", "type"],
    ["integer", "1%0A", "type"],
    ["integer", "%D9%A3", "type"],
    ["integer", "0x10", "type"],
    ["integer", `1${"0".repeat(309)}`, "type"],
    ["number", "1.50", 1.5],
    ["number", "-0.5e-3", -0.0005],
    ["number", "1E%2B2", 100],
    ["number", ".5", "type"],
    ["number", "1.", "type"],
    ["number", "NaN", "type"],
    ["number", "Infinity", "type"],
    ["number", "1e400", "type"],
    ["number", "1,5", "type"],
    ["boolean", "true", true],
    ["boolean", "false", false],
    ["boolean", "TRUE", "type"],
    ["boolean", "yes", "type"],
    ["boolean", "1", "type"],
    ["boolean", "", "type"],
    ["string", "true", "true"],
    ["string", "", ""],
    ["string", "%00", "\0"],
    [any.type, "", null],
    [any.type, "true", true],
    [any.type, "12", 12],
    [any.type, "1.5", 1.5],
    [any.type, "1e2", 100],
    [any.type, "null", "null"],
    [any.type, "01", "01"],
    [["null", "integer"], "", null],
    [["null", "integer"], "null", "type"],
  ])("%j: '%s'", async (type, wire, want) => {
    expect(await readColor("query", {}, { type }, `color=${wire}`)).toEqual(want === "type" ? ["query /color type"] : want);
  });

  test("a union takes the first whose rules fit", async () => {
    const small = (value: unknown): boolean => typeof value === "number" && value < 10;
    const short = (value: unknown): boolean => typeof value === "string" && value.length < 3;
    const union: ParameterSpec = {
      name: "color",
      in: "query",
      text: { anyOf: [{ text: "integer", is: small }, { text: "string", is: short }] },
      is: (value) => small(value) || short(value),
      check: (value, at, found) => found.add(at, typeof value, "is none of them"),
    };
    expect(await read({ parameters: [union] }, { query: "color=7" })).toEqual({ query: { color: 7 } });
    expect(await read({ parameters: [union] }, { query: "color=77" })).toEqual({ query: { color: "77" } });
    // Neither: it is judged as the number that it is.
    expect(await read({ parameters: [union] }, { query: "color=777" })).toEqual(["query /color number"]);
    expect(await read({ parameters: [union] }, { query: "color=abc" })).toEqual(["query /color string"]);
  });
});

test("a pattern that takes too long is a violation, in a union too", async () => {
  const evil = (): never => {
    throw Object.assign(new Error(), { name: "PatternLimit" });
  };
  const union: ParameterSpec = { name: "color", in: "query", text: { anyOf: [{ text: "integer", is: evil }, { text: "string", is: evil }, { text: { items: "string" }, is: evil }] }, is: evil, check: evil };
  expect(await read({ parameters: [union] }, { query: "color=1" })).toEqual(["query /color pattern"]);
});

describe("presence", () => {
  const limit = (more: Partial<ParameterSpec>, schema: Types = integer): ParameterSpec => parameter({ in: "query", name: "limit", ...more }, schema);

  test.each<readonly [string, ParameterSpec, string, Outcome]>([
    ["required and absent", limit({ required: true }), "", ["query /limit required"]],
    ["absent", limit({}), "", { query: {} }],
    ["default", limit({ default: 20 }), "", { query: { limit: 20 } }],
    ["default, present", limit({ default: 20 }), "limit=5", { query: { limit: 5 } }],
    ["default, converted", limit({ default: 20, read: (value) => Number(value) + 1 }), "", { query: { limit: 21 } }],
    ["default off the rules", limit({ default: "x" }), "", { query: { limit: "x" } }],
    ["empty", limit({}), "limit=", ["query /limit type"]],
    ["allowEmptyValue", limit({ allowEmptyValue: true }), "limit=", { query: {} }],
    ["allowEmptyValue without =", limit({ allowEmptyValue: true, default: 7 }), "limit", { query: { limit: 7 } }],
    ["allowEmptyValue, required", limit({ allowEmptyValue: true, required: true }), "limit=", ["query /limit required"]],
    ["allowEmptyValue of a string", limit({ allowEmptyValue: true, default: "x" }, text), "limit=", { query: { limit: "" } }],
    ["allowEmptyValue, wrong", limit({ allowEmptyValue: true }), "limit=x", ["query /limit type"]],
  ])("%s", async (_, given, query, want) => {
    expect(await read({ parameters: [given] }, { query })).toEqual(want);
  });

  test("a default is the handler's own", async () => {
    const shared = { tags: ["a"] };
    const outcome = await read({ parameters: [limit({ default: shared }, { type: "object" })] }, {});
    expect(outcome).toEqual({ query: { limit: shared } });
    expect((outcome as { query: { limit: unknown } }).query.limit).not.toBe(shared);
  });

  test("everything that is wrong, in order", async () => {
    const parameters = [limit({ required: true }), parameter({ in: "header", name: "X-A" }, integer), parameter({ in: "path", name: "id" }, integer), parameter({ in: "cookie", name: "c", required: true }, text)];
    const body = { required: true, contents: { "application/json": { kind: "json", ...checkOf(integer) } } } as const;
    expect(await read({ path: "/{id}", parameters, body }, { path: ["x"], headers: { "x-a": "x", "content-type": "application/json" }, body: '"x"' })).toEqual([
      "path /id type",
      "query /limit required",
      "header /X-A type",
      "cookie /c required",
      "body  type",
    ]);
  });

  test.each<readonly [string, Readonly<Record<string, object>>, readonly string[]]>([
    ["400", { "400": {}, "422": {} }, ["query /limit required"]],
    ["422", { "422": {} }, ["422 invalid_request", "query /limit required"]],
    ["4XX", { "4XX": {} }, ["query /limit required"]],
  ])("declared: %s", async (_, responses, want) => {
    expect(await read({ parameters: [limit({ required: true })], responses: responses as never }, {})).toEqual(want);
  });

  test("unknown query parameters", async () => {
    const route = { path: "/x?beta=true", parameters: [limit({}), parameter({ in: "query", name: "f", style: "deepObject" }, { type: "object" })] };
    const query = "limit=1&more=2&f[a]=1&beta=true&key=secret&g[a]=1&more=3";
    expect(await read(route, { query })).toEqual({ query: { limit: 1, f: { a: "1" } } });
    expect(await read(route, { query }, { unknownQuery: "reject", knownQuery: ["key"] })).toEqual(["query /g[a] additionalProperties", "query /more additionalProperties"]);
  });
});

describe("percent-encoding is strict", () => {
  test.each<readonly [string, unknown]>([
    ["color=%", ["query /color encoding"]],
    ["color=%4", ["query /color encoding"]],
    ["color=%GG", ["query /color encoding"]],
    ["color=%C3", ["query /color encoding"]],
    ["color=%C3%28", ["query /color encoding"]],
    ["color=%C0%AF", ["query /color encoding"]],
    ["color=%ED%A0%80", ["query /color encoding"]],
    ["color=%F4%90%80%80", ["query /color encoding"]],
    ["color=%F8%88%80%80%80", ["query /color encoding"]],
    ["color=%80", ["query /color encoding"]],
    ["color=\xe9", ["query /color encoding"]],
    ["color=%f0%9F%8d%85", "🍅"],
    ["color=%EF%BB%BF", "\ufeff"],
    ["color=a&other=%FF", ["query /other encoding"]],
    ["color=a&%FF=1", ["query  encoding"]],
  ])("%s", async (query, want) => {
    expect(await readColor("query", {}, text, query)).toEqual(want);
  });

  test("without a declared parameter, too", async () => {
    expect(await read({}, { query: "a=%FF" })).toEqual(["query /a encoding"]);
  });
});

describe("content", () => {
  const filter = (place: ParameterSpec["in"]): ParameterSpec => ({ name: "filter", in: place, content: { kind: "json" }, ...checkOf({ type: "object", members: { a: integer } }) });

  test.each<readonly [ParameterSpec["in"], Wire, Outcome]>([
    ["query", { query: "filter=%7B%22a%22%3A1%7D" }, { query: { filter: { a: 1 } } }],
    ["query", { query: "filter={%22a%22:%22x%22}" }, ["query /filter/a type"]],
    ["query", { query: "filter={" }, ["query /filter json"]],
    ["query", { query: "filter={%22a%22:1,%22a%22:1}" }, ["query /filter duplicate"]],
    ["query", { query: "filter={}&filter={}" }, ["query /filter duplicate"]],
    ["query", { query: "filter=%FF" }, ["query /filter encoding"]],
    ["path", { path: ["%7B%22a%22%3A1%7D"] }, { path: { filter: { a: 1 } } }],
    ["header", { headers: { filter: '{"a": 1, "b": "é"}' } }, { headers: { filter: { a: 1, b: "é" } } }],
    ["cookie", { headers: { cookie: "filter=%7B%22a%22%3A1%7D" } }, { cookies: { filter: { a: 1 } } }],
  ])("in %s: %j", async (place, wire, want) => {
    expect(await read({ path: "/{filter}", parameters: [filter(place)] }, wire)).toEqual(want);
  });
});

test("names of prototypes are names", async () => {
  const names = ["__proto__", "constructor", "toString", "hasOwnProperty"];
  const outcome = await read({ parameters: names.map((name) => parameter({ in: "query", name }, text)) }, { query: names.map((name) => `${name}=1`).join("&") });
  expect(outcome).toEqual({ query: JSON.parse('{"__proto__": "1", "constructor": "1", "toString": "1", "hasOwnProperty": "1"}') as unknown });
  expect(await read({ parameters: names.map((name) => parameter({ in: "query", name }, text)) }, {})).toEqual({ query: {} });
});
