import { describe, expect, test } from "vitest";
import type { ContentSpec, ParameterSpec } from "../../../templates/runtime/typescript/server/route.js";
import { checkOf, parameter, read, type Types } from "./reading.js";

// Bounded time and memory, whatever comes: each of these is linear, and far from its limit of ten seconds on a busy machine.

const text: Types = { type: "string" };
const megabytes = 10 * 1024 * 1024 - 1000;
const form = "application/x-www-form-urlencoded";
const any = { anyOf: (["null", "boolean", "integer", "number", "string"] as const).map((kind) => ({ text: kind })) };
const repeat = (piece: string): string => piece.repeat(Math.floor(megabytes / piece.length));
const numbered = (piece: (index: number) => string, count: number): string => Array.from({ length: count }, (_, index) => piece(index)).join("&");
const truncated = (outcome: unknown): unknown => (Array.isArray(outcome) ? outcome.length : "values");

async function within(work: () => Promise<unknown>): Promise<unknown> {
  const started = performance.now();
  const outcome = await work();
  expect(performance.now() - started).toBeLessThan(10_000);
  return outcome;
}

describe("queries", () => {
  const list = parameter({ in: "query", name: "a" }, { type: "array", items: { type: "integer" } });
  const deep: ParameterSpec = { name: "d", in: "query", style: "deepObject", text: { members: {}, rest: any }, ...checkOf({ type: "object" }) };

  test.each<readonly [string, string, unknown]>([
    ["a hundred thousand unknown names", numbered((index) => `n${index}=1`, 100_000), "values"],
    ["a hundred thousand of one name", numbered(() => "a=1", 100_000), "values"],
    ["a hundred thousand wrong ones", numbered(() => "a=x", 100_000), 100],
    ["a hundred thousand without a value", numbered(() => "b", 100_000), "values"],
    ["a hundred thousand bad sequences", numbered((index) => `n${index}=%`, 100_000), 100],
    ["a hundred thousand bad names", numbered((index) => `%f${index}=`, 100_000), 1],
    ["nothing but separators", "&".repeat(1_000_000), "values"],
    ["nothing but equals signs", "=".repeat(1_000_000), "values"],
    ["a very long name", `${"n".repeat(1_000_000)}=1`, "values"],
    ["a very long integer", `a=${"9".repeat(1_000_000)}`, 1],
    ["very deep brackets", `d${"[x]".repeat(300_000)}=1`, "values"],
    ["a hundred thousand deep ones", numbered((index) => `d[${index}][${index}]=1`, 100_000), "values"],
    ["a list with a gap", "d[4294967294]=1&d[999999999]=2", "values"],
  ])("%s", async (_, query, want) => {
    const outcome = await within(() => read({ parameters: [list, deep] }, { query }));
    expect(Array.isArray(outcome) ? Math.min(outcome.length, 100) : "values").toEqual(want);
  });

  test("names that an object takes beside its own", async () => {
    const object = parameter({ in: "query", name: "o", text: { members: {}, rest: "string" } }, { type: "object", members: {} });
    const outcome = (await within(() => read({ parameters: [object] }, { query: numbered((index) => `n${index}=1`, 300_000) }))) as { readonly query: { readonly o: object } };
    expect(Object.keys(outcome.query.o)).toHaveLength(300_000);
  });

  test("a deep one stays within the depth that JSON has", async () => {
    let value: unknown = ((await read({ parameters: [deep] }, { query: `d${"[x]".repeat(1000)}=1` })) as { query: { d: unknown } }).query.d;
    let depth = 0;
    for (; typeof value === "object" && value !== null; depth += 1) [value] = Object.values(value);
    expect(depth).toBeLessThanOrEqual(102);
  });
});

describe("forms of ten megabytes", () => {
  const content: ContentSpec = { kind: "form", members: { a: { text: { items: "integer" } }, s: { text: "string" }, j: { content: { kind: "json" } } }, ...checkOf({ type: "object", members: { a: { type: "array", items: { type: "integer" } } } }) };
  const read10 = (body: string): Promise<unknown> => read({ body: { contents: { [form]: content } } }, { headers: { "content-type": form }, body });

  test.each<readonly [string, string, unknown]>([
    ["one text", `s=${repeat("x")}`, "values"],
    ["one text of escapes", `s=${repeat("%C3%A9")}`, "values"],
    ["one text with a bad end", `s=${repeat("%C3%A9")}%`, 1],
    ["pluses", `s=${repeat("+")}`, "values"],
    ["JSON", `j=${repeat("[")}`, 1],
    ["items", repeat("a=1&"), "values"],
    ["bad items", repeat("a=%&"), 100],
    ["empty pairs", repeat("&"), "values"],
    ["one name", repeat("n&"), "values"],
    ["one equals sign at the end", `${repeat("n&")}=`, "values"],
  ])("%s", async (_, body, want) => {
    const started = performance.now();
    const outcome = await read10(body);
    expect(Array.isArray(outcome) ? Math.min(outcome.length, 100) : "values").toEqual(want);
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  test("half a million names", async () => {
    expect(truncated(await within(() => read10(numbered((index) => `n${index}=1`, 500_000))))).toBe("values");
  });
});

describe("multipart bodies of ten megabytes", () => {
  const content: ContentSpec = { kind: "multipart", members: { t: { text: { items: "string" } }, f: { content: { kind: "binary" }, list: true } }, ...checkOf({ type: "object" }) };
  const readParts = (body: string, boundary = "b"): Promise<unknown> =>
    read({ body: { contents: { "multipart/form-data": content } } }, { headers: { "content-type": `multipart/form-data; boundary=${boundary}` }, body: piecesOf(Buffer.from(body)) });
  const piecesOf = (bytes: Uint8Array): readonly Uint8Array[] => Array.from({ length: Math.ceil(bytes.length / 65_536) }, (_, index) => bytes.subarray(index * 65_536, (index + 1) * 65_536));
  const part = (name: string, body: string): string => `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${body}\r\n`;

  test.each<readonly [string, () => string, string, unknown]>([
    ["a hundred thousand texts", () => `${part("t", "x").repeat(100_000)}--b--`, "b", "values"],
    ["a hundred thousand files", () => `${part("f", "x").repeat(100_000)}--b--`, "b", "values"],
    ["a hundred thousand that nobody wants", () => `${Array.from({ length: 100_000 }, (_, index) => part(`n${index}`, "")).join("")}--b--`, "b", "values"],
    ["carriage returns", () => `${part("f", repeat("\r"))}--b--`, "b", "values"],
    ["half a boundary", () => `${part("f", repeat("\r\n--"))}--b--`, "b", "values"],
    ["a boundary that is nearly there", () => `--${"a".repeat(70)}\r\nContent-Disposition: form-data; name="f"\r\n\r\n${repeat(`\r\n--${"a".repeat(69)}`)}\r\n--${"a".repeat(70)}--`, "a".repeat(70), "values"],
    ["a preamble", () => repeat("\r\n"), "b", 1],
    ["a head", () => `--b\r\n${repeat("x")}`, "b", 1],
  ])("%s", async (_, body, boundary, want) => {
    const whole = body();
    const outcome = await within(() => readParts(whole, boundary));
    expect(truncated(outcome)).toEqual(want);
  });
});

test("headers and cookies", async () => {
  const parameters = [parameter({ in: "header", name: "h" }, { type: "array", items: text }), parameter({ in: "cookie", name: "c" }, text)];
  const headers = { h: `${" ".repeat(500_000)},${"\t,".repeat(250_000)}`, cookie: `${" ;".repeat(500_000)}${"x=1; ".repeat(100_000)}c=1` };
  expect(truncated(await within(() => read({ parameters }, { headers })))).toBe("values");
});
