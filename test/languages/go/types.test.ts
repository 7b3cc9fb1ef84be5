import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { joinBlocks } from "../../../generators/emit/code.js";
import { receivesFile, sendsFile } from "../../../generators/languages/contents.js";
import { printDeclarations } from "../../../generators/languages/go/declarations.js";
import { liftShapes } from "../../../generators/languages/go/lift.js";
import { printCode } from "../../../generators/languages/go/module.js";
import { makePrinter } from "../../../generators/languages/go/printer.js";
import { findReceived } from "../../../generators/languages/roots.js";
import { makeFolder, readContract } from "../../targets/generate.js";

const folder = makeFolder("go-types");
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The declarations of a contract's schemas, without comments; of those that begin with `T` alone. */
async function declare(schemas: object, side: "client" | "server" = "client"): Promise<string> {
  const path = join(folder, "openapi.json");
  const body = { required: true, content: { "application/json": { schema: { $ref: "#/components/schemas/T" } } } };
  writeFileSync(path, JSON.stringify({ openapi: "3.1.0", info: { title: "T", version: "1" }, paths: { "/t": { post: { requestBody: body, responses: { 204: { description: "" } } } } }, components: { schemas } }));
  const contract = liftShapes((await readContract(path)).contract, side === "server" ? receivesFile : sendsFile);
  const product = { reserved: [], methods: [], package: "t", module: "example.com/t" };
  const printer = makePrinter(contract, product, { dates: "time", integers: "exact" }, side === "server" ? findReceived(contract) : undefined);
  const blocks = [...printer.names.schemas].filter(([, { response }]) => response.startsWith("T")).flatMap(([id]) => printDeclarations(printer, id));
  return printCode(joinBlocks(blocks)).replace(/^[ \t]*\/\/.*\n/gm, "");
}

const text = { type: "string" };
const object = (properties: object, required: readonly string[] = []): object => ({ type: "object", properties, required });
const ref = (name: string): object => ({ $ref: `#/components/schemas/${name}` });
const orNull = (schema: object): object => ({ anyOf: [schema, { type: "null" }] });

describe("members", () => {
  const rows: readonly (readonly [string, object, string, boolean])[] = [
    ["a text", text, "string", true],
    ["an optional text", text, "*string", false],
    ["a text or null", orNull(text), "*string", true],
    ["an optional text or null", orNull(text), "Nullable[string]", false],
    ["a list", { type: "array", items: text }, "[]string", true],
    ["an optional list", { type: "array", items: text }, "[]string", false],
    ["an optional list or null", orNull({ type: "array", items: text }), "Nullable[[]string]", false],
    ["a list of what may be null", { type: "array", items: orNull(text) }, "[]*string", true],
    ["a map", { type: "object", additionalProperties: { type: "number" } }, "map[string]float64", true],
    ["any JSON", {}, "json.RawMessage", false],
    ["a date-time", { type: "string", format: "date-time" }, "time.Time", true],
    ["a date", { type: "string", format: "date" }, "Date", true],
    ["a uuid", { type: "string", format: "uuid" }, "uuid.UUID", true],
    ["bytes", { type: "string", format: "byte" }, "[]byte", true],
    ["a text that should be base64, which nobody checks", { type: "string", contentEncoding: "base64" }, "string", true],
    ["an integer", { type: "integer" }, "Integer", true],
    ["an int32", { type: "integer", format: "int32" }, "int32", true],
    ["an integer between limits", { type: "integer", minimum: 0, maximum: 9 }, "int64", true],
    ["itself, later", ref("T"), "*T", false],
    ["itself or null, later", orNull(ref("T")), "Nullable[*T]", false],
  ];
  test.each(rows)("%s", async (_, schema, want, isRequired) => {
    expect(await declare({ T: object({ a: schema }, isRequired ? ["a"] : []) })).toBe(`type T struct {\n\tA ${want} \`json:"a${isRequired ? "" : ",omitzero"}"\`\n}`);
  });

  test("what a default fills in is there on the side that receives it", async () => {
    const schemas = { T: object({ a: { ...text, default: "x" } }) };
    expect(await declare(schemas, "server")).toContain('A string `json:"a"`');
    expect(await declare(schemas, "client")).toContain('A *string `json:"a,omitzero"`');
  });

  test("others than the named ones", async () => {
    expect(await declare({ T: { ...object({ extra: text }), additionalProperties: { type: "boolean" } } })).toBe(
      'type T struct {\n\tExtra *string `json:"extra,omitzero"`\n\tExtraMembers map[string]bool `json:"-"`\n}',
    );
  });
});

describe("types", () => {
  test("constants", async () => {
    expect(await declare({ T: { enum: ["in_progress", "", "<=", "In progress"] } })).toBe(
      'type T string\n\nconst (\n\tTInProgress      T = "in_progress"\n\tTEmpty           T = ""\n\tTLessEqual       T = "<="\n\tTInProgressValue T = "In progress"\n)\n\nfunc (T) Values() []T {\n\treturn []T{TInProgress, TEmpty, TLessEqual, TInProgressValue}\n}',
    );
    expect(await declare({ T: { enum: [1, "1", null] } })).toContain('T1      T = "1"\n\tT1Value T = `"1"`');
    // Without it, encoding/json would take the JSON that it holds for a text.
    expect(await declare({ T: { enum: [1, "1"] } })).toContain("func (v T) MarshalJSON() ([]byte, error) {\n\treturn []byte(v), nil\n}");
  });

  test("known texts and others are a text with constants", async () => {
    expect(await declare({ T: { anyOf: [{ enum: ["a"] }, text] } })).toContain('type T string\n\nconst TA T = "a"');
  });

  test("one of several objects is sealed", async () => {
    const printed = await declare({ T: { oneOf: [ref("TCat"), ref("TDog")] }, TCat: object({ k: { const: "a" } }, ["k"]), TDog: object({ k: { const: "b" } }, ["k"]) });
    expect(printed).toContain("type T struct {\n\tvalue TValue\n}\n\ntype TValue interface {\n\tisT()\n}\n\nfunc (TCat) isT() {}\nfunc (TDog) isT() {}\n");
    expect(printed).toContain("func TFromCat(value TCat) T {");
    expect(printed).toContain("func (u T) AsCat() (TCat, bool) {");
  });

  test("what may be several objects at once holds them all", async () => {
    expect(await declare({ T: { anyOf: [ref("Cat"), ref("Dog")] }, Cat: object({ a: text }, ["a"]), Dog: object({ b: text }, ["b"]) })).toContain("type T struct {\n\tcat *Cat\n\tdog *Dog\n}");
  });

  test("a tuple", async () => {
    expect(await declare({ T: { type: "array", prefixItems: [text, { type: "boolean" }], minItems: 1, items: { type: "number" } } })).toBe("type T struct {\n\tItem1 string\n\tItem2 *bool\n\tRest  []float64\n}");
  });

  test("what may be no object for want of a type has a place for all else, a list or map is JSON", async () => {
    const untyped = { properties: { other: text } };
    const other = (tag: string): string => `json.RawMessage ${tag}`;
    expect(await declare({ T: untyped })).toBe(`type T struct {\n\tOther *string \`json:"other,omitzero"\`\n\tOtherValue ${other('`json:"-"`')}\n}`);
    expect(await declare({ T: { prefixItems: [text] } })).toBe(`type T struct {\n\tItem1 *string\n\tRest  []json.RawMessage\n\tOther ${other('`json:"-"`')}\n}`);
    expect(await declare({ T: { items: text } })).toBe("type T = json.RawMessage");
    expect(await declare({ T: { additionalProperties: text } })).toBe("type T = json.RawMessage");
  });

  test("a type that stands elsewhere is one", async () => {
    const untyped = { properties: { a: text } };
    const typed = "type T struct {\n\tA *string `json:\"a,omitzero\"`\n}";
    expect(await declare({ T: { ...untyped, allOf: [{ type: "object" }] } })).toBe(typed);
    expect(await declare({ T: { ...untyped, $ref: "#/components/schemas/U" }, U: { allOf: [{ $ref: "#/components/schemas/V" }] }, V: { type: "object" } })).toContain(typed);
    expect(await declare({ T: { ...untyped, type: ["object", "null"] } })).toBe(typed);
    const parts = ["b", "c"].map((name) => object({ a: object({ [name]: text }) }));
    expect(await declare({ T: { allOf: parts } })).not.toContain("Other");
  });

  test("names for what Go has: aliases; a list that leads back to itself is a type", async () => {
    expect(await declare({ T: text })).toBe("type T = string");
    expect(await declare({ T: { type: "array", items: ref("T") } })).toBe("type T []T");
  });
});
