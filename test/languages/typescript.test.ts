import { describe, expect, test } from "vitest";
import type { Contract, Field, Schema, Shape } from "../../generators/contract/model.js";
import { code, render } from "../../generators/emit/code.js";
import { docComment } from "../../generators/languages/typescript/comments.js";
import { jsonLiteral, literal, objectKey } from "../../generators/languages/typescript/literals.js";
import { relativeSpecifier } from "../../generators/languages/typescript/module.js";
import { nameContract } from "../../generators/languages/typescript/names.js";
import { printDeclarations, printRequestFace } from "../../generators/languages/typescript/declarations.js";
import { printType, type TypePrinter } from "../../generators/languages/typescript/types.js";
import { ExactNumber } from "../../generators/contract/json.js";

const schema = (id: string, shape: Shape, more: Partial<Schema> = {}): Schema => ({
  id, shape, place: { kind: "component", name: id.split("/").at(-1) ?? "" }, deprecated: false, access: "both", examples: [], resource: "", assertions: [], exact: true, directional: false, ...more,
});
const field = (name: string, shape: Shape, more: Partial<Field> = {}): Field => ({ name, shape, required: true, access: "both", deprecated: false, examples: [], ...more });
const contractOf = (...schemas: readonly Schema[]): Contract => ({
  about: { title: "T", version: "1" }, servers: [], tags: [], operations: [], webhooks: [], securitySchemes: [], resources: {}, lostPatterns: [],
  schemas: Object.fromEntries(schemas.map((one) => [one.id, one])),
});
const printerOf = (contract: Contract, style: TypePrinter["style"] = { dates: "string", int64: "number" }): TypePrinter => ({ contract, names: nameContract(contract), style, requested: new Set(Object.keys(contract.schemas)) });
const text: Shape = { kind: "string" };
const ref = (name: string): Shape => ({ kind: "ref", schema: `#/components/schemas/${name}` });

describe("literals", () => {
  test.each([
    ['a"b\\', '"a\\"b\\\\"'],
    ["${x}`", '"${x}`"'],
    ["a\u2028b\u2029", '"a\\u2028b\\u2029"'],
    ["</script><!--", '"\\u003c/script>\\u003c!--"'],
    ["\u202e", '"\\u202e"'],
    ["a\nb", '"a\\nb"'],
  ])("%j", (given, want) => {
    expect(render(literal(given))).toBe(want);
    expect(JSON.parse(want)).toBe(given);
  });

  test("values", () => expect(render(jsonLiteral([null, true, -0, 1.5, "x", { a: 1, "b-c": [] }, new ExactNumber("9007199254740993")]))).toBe('[null, true, -0, 1.5, "x", { a: 1, "b-c": [] }, 9007199254740992]'));
  test("__proto__ is a member like any other", () => expect(render(code`{ ${objectKey("__proto__")}: 1 }`)).toBe('{ ["__proto__"]: 1 }'));
});

describe("comments", () => {
  test.each([
    ["one line", { text: "A user." }, "/** A user. */"],
    ["nothing", { text: "  " }, ""],
    ["end of comment", { text: "*/ alert(1) /*" }, "/** *\\/ alert(1) /* */"],
    ["end of comment over a line end", { text: "*\n/ x" }, "/**\n * *\n * / x\n */"],
    ["end of comment around what falls out", { text: "*\u0000/ alert(1)" }, "/** *\\/ alert(1) */"],
    ["end of comment in a long example", { examples: [`${"x".repeat(104)}*\u007f/ alert(1)`] }, `/**\n * @example\n * \`\`\`ts\n * ${"x".repeat(104)}*\\/ alert(1)\n * \`\`\`\n */`],
    ["directives and tags of the contract's own are text", { text: "@ts-ignore" }, "/** \\@ts-ignore */"],
    ["control characters fall out", { text: "a\u0000b\u202ec" }, "/** abc */"],
    ["every kind of line end", { text: "a\r\nb\u2028c" }, "/**\n * a\n * b\n * c\n */"],
    ["deprecated", { text: "Old.", deprecated: true }, "/**\n * Old.\n * @deprecated\n */"],
    ["default and example", { text: "Size.\n\nIn bytes.", default: "10", examples: ["20"] }, "/**\n * Size.\n *\n * In bytes.\n *\n * @default 10\n * @example 20\n */"],
  ])("%s", (_, given, want) => expect(render(docComment(given))).toBe(want));

  test("long lines are wrapped at spaces", () => {
    const lines = render(docComment({ text: "word ".repeat(60) })).split("\n");
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(120);
  });
});

test.each([
  ["operations/users", "types/user", "../types/user.js"],
  ["index", "client", "./client.js"],
  ["types/a", "types/b", "./b.js"],
])("from %s to %s", (from, to, want) => expect(relativeSpecifier(from, to)).toBe(want));

describe("types", () => {
  const role = schema("#/components/schemas/Role", { kind: "enum", members: [{ value: '"a"', deprecated: false }, { value: '"b"', deprecated: false }] }, { place: { kind: "shared", section: "headers", name: "Role", key: "" } });
  const contract = contractOf(role, schema("#/components/schemas/User", { kind: "object", fields: [field("id", { kind: "integer", format: "int64" })], closed: false }));
  const rows: readonly (readonly [Shape, string])[] = [
    [{ kind: "any" }, "unknown"],
    [{ kind: "integer" }, "number"],
    [{ kind: "array", items: text }, "string[]"],
    [{ kind: "array", items: { kind: "nullable", of: text } }, "Array<string | null>"],
    [{ kind: "array", items: { kind: "array", items: ref("User") } }, "User[][]"],
    [{ kind: "map", values: text }, "{ [name: string]: string }"],
    [{ kind: "enum", members: [{ value: '"a"', deprecated: false }, { value: "1", deprecated: false }] }, '"a" | 1'],
    [{ kind: "tuple", items: [text, { kind: "boolean" }], required: 1, rest: { kind: "number" } }, "[string, boolean?, ...number[]]"],
    [{ kind: "tuple", items: [text, ref("Role")], required: 0 }, '[string?, ("a" | "b")?]'],
    [{ kind: "nullable", of: { kind: "any" } }, "unknown"],
    [{ kind: "union", branches: [{ shape: text }, { shape: text }, { shape: { kind: "null" } }] }, "string | null"],
    [{ kind: "union", tag: "kind", branches: [{ shape: ref("User"), tags: ["user"] }] }, '(User & { kind: "user" })'],
    [{ kind: "object", fields: [], closed: true }, "{ [name: string]: never }"],
    [{ kind: "object", closed: false, fields: [field("a", text, { required: false }), field("b-c", text)] }, '{\n  a?: string;\n  "b-c": string;\n}'],
    [{ kind: "object", closed: false, fields: [field("a", { kind: "number" }, { required: false })], extra: text }, "{\n  a?: number;\n  [name: string]: string | number | undefined;\n}"],
  ];
  test.each(rows)("%j", (shape, want) => expect(render(code`${printType(printerOf(contract), shape, "response")}`)).toBe(want));

  test("dates and 64-bit integers by option", () => {
    const printer = printerOf(contract, { dates: "Date", int64: "bigint" });
    const shape: Shape = { kind: "tuple", items: [{ kind: "string", format: "date-time" }, { kind: "string", format: "date" }, { kind: "integer", format: "int64" }, { kind: "integer", format: "int32" }], required: 4 };
    expect(render(code`${printType(printer, shape, "response")}`)).toBe("[Date, string, bigint, number]");
  });
});

describe("declarations", () => {
  const print = (...schemas: readonly Schema[]): string => {
    const printer = printerOf(contractOf(...schemas));
    return schemas.flatMap((one) => [printDeclarations(printer, one.id), ...(one.directional ? [printRequestFace(printer, one.id)] : [])].map((face) => render(face))).join("\n\n");
  };

  test("two faces where they differ", () => {
    const user = schema("#/components/schemas/User", { kind: "object", closed: false, fields: [field("id", text, { access: "readOnly" }), field("password", text, { access: "writeOnly" })] }, { directional: true, description: "A person." });
    expect(print(user)).toBe(
      "/** A person. */\nexport interface User {\n  id: string;\n}\n\n/** `User` as it is sent: without `id`, with `password`. */\nexport interface UserInput {\n  password: string;\n}",
    );
  });

  test("an enum is a union and an object of constants", () => {
    const members = ["in_progress", "-1", "<=", "", "class"].map((value) => ({ value: JSON.stringify(value), deprecated: false }));
    expect(print(schema("#/components/schemas/state", { kind: "enum", members }))).toBe(
      'export const State = {\n  InProgress: "in_progress",\n  Minus1: "-1",\n  LessEqual: "<=",\n  Empty: "",\n  Class: "class",\n} as const;\n\nexport type State = (typeof State)[keyof typeof State];',
    );
  });

  test.each([
    [["1", "2"], "export type E = (typeof E)[keyof typeof E];"],
    [["true", "2"], "export type E = true | 2;"],
    [["1e400", "2"], "export type E = Infinity | 2;"],
    [["12345678901234567890", "2"], "export type E = 12345678901234567000 | 2;"],
    [["-0", "2"], "export type E = -0 | 2;"],
    [['"only"'], 'export type E = "only";'],
  ])("the type of an enum of %j is %s", (values, want) => {
    expect(print(schema("#/components/schemas/E", { kind: "enum", members: values.map((value) => ({ value, deprecated: false })) }))).toContain(want);
  });

  test("an alias that leads back to itself is what else it leads to", () => {
    const a = schema("#/components/schemas/A", { kind: "union", branches: [{ shape: ref("B") }, { shape: text }] });
    const b = schema("#/components/schemas/B", { kind: "nullable", of: ref("A") });
    expect(print(a, b)).toBe("export type A = null | string;\n\nexport type B = string | null;");
  });

  test("names of Mortise's own give way to the contract's", () => {
    const names = nameContract(contractOf(schema("#/components/schemas/Client", text), schema("#/components/schemas/Promise", text)));
    expect([...names.schemas.values()].map((one) => one.response)).toEqual(["Client", "PromiseSchema"]);
    expect(names.runtime("Client", true).local).toBe("RuntimeClient");
  });
});
