import { describe, expect, test } from "vitest";
import { ExactNumber } from "../../../generators/contract/json.js";
import { readLines } from "../../../generators/contract/read/lines.js";
import { readYaml } from "../../../generators/contract/read/yaml.js";

const problems = async (text: string): Promise<readonly string[]> => {
  const lines = readLines(text);
  return (await readYaml(text)).problems.map(({ code, message, start }) => `${lines.placeOf(start).line}:${lines.placeOf(start).column} ${code}: ${message}`);
};

describe("values are those of the core schema, and JSON", () => {
  test.each<[text: string, want: unknown]>([
    ["a: [yes, no, on, off, y, n]", { a: ["yes", "no", "on", "off", "y", "n"] }],
    ["[true, True, TRUE, false, tRUE]", [true, true, true, false, "tRUE"]],
    ["[null, Null, NULL, ~, nil]", [null, null, null, null, "nil"]],
    ["a:\nb: ''", { a: null, b: "" }],
    ["[2024-01-02, 2024-01-02T03:04:05Z, 12:30, 1_000]", ["2024-01-02", "2024-01-02T03:04:05Z", "12:30", "1_000"]],
    ["[0, -1, +1, 007, 0o17, 0x1F, 0b1]", [0, -1, 1, 7, 15, 31, "0b1"]],
    ["[1.0, .5, 5., 1e3, 1E-2, -.5, '1.0', 1.2.3, 1e, +, .]", [1, 0.5, 5, 1000, 0.01, -0.5, "1.0", "1.2.3", "1e", "+", "."]],
    ["[12345678901234567890, 0.30000000000000001, 1e400, 0x1FFFFFFFFFFFFFFFFF]", [new ExactNumber("12345678901234567890"), new ExactNumber("0.30000000000000001"), new ExactNumber("1e400"), new ExactNumber("590295810358705651711")]],
    ["200: ok\n1.0: one\ntrue: t\nnull: n\n0x10: hex\n'404': no", { "200": "ok", "1.0": "one", true: "t", null: "n", "0x10": "hex", "404": "no" }],
    ["? a\n: b", { a: "b" }],
    ["!!str 12", "12"],
    ["[!!int '12', !!float '1.5', !!bool 'true', !!null '', ! 12]", [12, 1.5, true, null, "12"]],
    ["a: |\n  x\n  y\nb: >-\n  x\n  y\n", { a: "x\ny\n", b: "x y" }],
    ['"\\u00e9\\x41\\n"', "éA\n"],
    ["--- # one\na: 1\n...\n", { a: 1 }],
    ["%YAML 1.2\n---\na: 1", { a: 1 }],
    ["\ta: 1".trim(), { a: 1 }],
    ["{a: 1, \"b\": [2, {c: 3}]}", { a: 1, b: [2, { c: 3 }] }],
  ])("%j", async (text, want) => {
    const reading = await readYaml(text);
    expect(reading.problems).toEqual([]);
    expect(reading.value).toEqual(want);
  });

  test("__proto__ is a name like any other", async () => {
    const { value, problems: found } = await readYaml("__proto__: {a: 1}\nconstructor: 2\nx: {<<: {__proto__: 3}}");
    expect(found).toEqual([]);
    expect(Object.keys(value as object)).toEqual(["__proto__", "constructor", "x"]);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  });
});

describe("a closing bracket as far left as its member is read, as libyaml does", () => {
  test.each<[text: string, want: unknown, said: readonly string[]]>([
    ["a:\n  b: {\n    c: 1\n  }\n  d: [\n    2\n  ]\n", { a: { b: { c: 1 }, d: [2] } }, ["4:3", "7:3"]],
    ["a:\r\n  b: {\r\n    c: '1'\r\n  }\r\n", { a: { b: { c: "1" } } }, ["4:3"]],
  ])("%j", async (text, want, said) => {
    const { value, problems: found, positions } = await readYaml(text);
    expect(value).toEqual(want);
    expect(found.map(({ severity }) => severity)).toEqual(said.map(() => "warning"));
    expect(await problems(text)).toEqual(said.map((place) => `${place} syntax: this closing bracket is not indented further than the member that it belongs to`));
    expect(positions()).toBeDefined();
  });

  test("but not where a comment stands before it, or something else is too far left", async () => {
    for (const text of ["a:\n  b: {\n    c: 1 # one\n  }\n", "a:\n  b: [\n  1]\n"]) expect((await readYaml(text)).problems.map(({ severity }) => severity)).toContain("error");
  });
});

describe("anchors, aliases and merge keys", () => {
  test.each<[text: string, want: unknown]>([
    ["a: &x {n: 1}\nb: *x", { a: { n: 1 }, b: { n: 1 } }],
    ["a: &x 5\nb: [*x, *x]", { a: 5, b: [5, 5] }],
    ["&k key: 1\nother: *k", { key: 1, other: "key" }],
    ["&k key: &v 1\n*k : 2".replace("*k : 2", "x: *v"), { key: 1, x: 1 }],
    ["a: &x {n: 1, m: 2}\nb: {<<: *x, m: 3}", { a: { n: 1, m: 2 }, b: { n: 1, m: 3 } }],
    ["a: &x {n: 1, m: 2}\nb: {m: 3, <<: *x}", { a: { n: 1, m: 2 }, b: { m: 3, n: 1 } }],
    ["a: &x {n: 1}\nb: &y {n: 2, o: 3}\nc: {<<: [*x, *y]}", { a: { n: 1 }, b: { n: 2, o: 3 }, c: { n: 1, o: 3 } }],
    ["'<<': 1", { "<<": 1 }],
    ["a: &x 1\nb: &x 2\nc: *x", { a: 1, b: 2, c: 2 }],
  ])("%j", async (text, want) => {
    const reading = await readYaml(text);
    expect(reading.problems).toEqual([]);
    expect(reading.value).toEqual(want);
  });

  test("an alias is a copy: nothing is shared", async () => {
    const { value } = await readYaml("a: &x {n: {m: 1}}\nb: *x\nc: {<<: *x}");
    const { a, b, c } = value as { readonly a: { readonly n: object }; readonly b: { readonly n: object }; readonly c: { readonly n: object } };
    expect(a).not.toBe(b);
    expect(new Set([a.n, b.n, c.n]).size).toBe(3);
  });

  test("aliases of aliases end with a diagnostic, not with the memory", async () => {
    const bomb = ["a0: &a0 [x, x, x, x, x, x, x, x, x]", ...Array.from({ length: 9 }, (_, i) => `a${i + 1}: &a${i + 1} [${Array.from({ length: 9 }, () => `*a${i}`).join(", ")}]`)].join("\n");
    expect(await problems(bomb)).toEqual(["7:10 alias-bomb: the aliases of this file stand for more than 1,000,000 values"]);
  });
});

describe("mistakes of value, all of them", () => {
  test.each<[text: string, want: readonly string[]]>([
    ["", ["1:1 syntax: the file is empty"]],
    ["# only a comment\n", ["1:1 syntax: the file is empty"]],
    ["a: 1\nb: 2\na: 3\nb: 4", ["3:1 duplicate-key: 'a' stands twice in the same mapping", "4:1 duplicate-key: 'b' stands twice in the same mapping"]],
    ["a: {'x': 1, \"x\": 2}", ["1:13 duplicate-key: 'x' stands twice in the same mapping"]],
    ["'200': 1\n200: 2", ["2:1 duplicate-key: '200' stands twice in the same mapping"]],
    ["a: *x", ["1:4 syntax: no anchor '&x' stands before this alias"]],
    ["a: &x [1, *x]", ["1:11 syntax: the alias '*x' stands inside the value that it stands for"]],
    ["a: !include x.yaml\nb: !x [1]", ["1:4 syntax: the tag '!include' has no meaning in a contract", "2:4 syntax: the tag '!x' has no meaning in a contract"]],
    ["a: !!int x", ["1:4 syntax: 'x' is no int"]],
    ["a: .inf\nb: -.INF\nc: .nan", ["1:4 syntax: the number .inf has no JSON form", "2:4 syntax: the number -.INF has no JSON form", "3:4 syntax: the number .nan has no JSON form"]],
    ["? [a, b]\n: 1", ["1:3 syntax: a list or mapping as a member name"]],
    ["a: {<<: 5}", ["1:5 syntax: '<<' merges something that is no mapping"]],
    ["a: 1\n---\nb: 2", ["2:1 syntax: a second document in the same file"]],
  ])("%j", async (text, want) => {
    expect(await problems(text)).toEqual(want);
  });

  test("several mistakes of syntax in one text", async () => {
    expect((await problems('a: "x\nb: 1\n')).length).toBeGreaterThan(0);
    expect((await problems("a:\n\t- x\nb: [1, 2\nc: @x\nd: {\n")).length).toBeGreaterThan(1);
  });
});

describe("nesting", () => {
  const block = (depth: number): string => `${Array.from({ length: depth - 1 }, (_, i) => `${" ".repeat(i)}a:`).join("\n")}\n${" ".repeat(depth - 1)}a: 1`;

  test.each<[name: string, text: string]>([
    ["flow", "{a: ".repeat(4000) + "1" + "}".repeat(4000)],
    ["compact lists", "- ".repeat(3990) + "x"],
    ["block", block(2500)],
  ])("4,000 levels are read: %s", async (_, text) => {
    expect((await readYaml(text)).problems).toEqual([]);
  });

  test.each<[name: string, text: string]>([
    ["flow", "[".repeat(4100) + "]".repeat(4100)],
    ["very deep", "[".repeat(100_000)],
    ["through aliases", `a: &a ${"[".repeat(2500)}${"]".repeat(2500)}\nb: ${"[".repeat(2500)}*a${"]".repeat(2500)}`],
  ])("more are refused: %s", async (_, text) => {
    expect((await problems(text)).map((problem) => problem.replace(/^\d+:\d+ /, ""))).toEqual(["nesting: values are nested more than 4,000 levels deep"]);
  });
});
