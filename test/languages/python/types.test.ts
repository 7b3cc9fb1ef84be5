import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { joinBlocks } from "../../../generators/emit/code.js";
import { receivesFile, sendsFile } from "../../../generators/languages/contents.js";
import { liftShapes } from "../../../generators/languages/python/lift.js";
import { printTypes } from "../../../generators/languages/python/models.js";
import { printCode } from "../../../generators/languages/python/module.js";
import { nameContract } from "../../../generators/languages/python/names.js";
import { findReceived } from "../../../generators/languages/roots.js";
import { makeFolder, readContract } from "../../targets/generate.js";

const folder = makeFolder("python-types");
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Asked {
  readonly side?: "client" | "server";
  readonly dates?: "datetime" | "text";
  readonly numbers?: "float" | "decimal";
}

/** The declarations of a contract's schemas, without docstrings and empty lines; of modules whose names begin with `t` alone. */
async function declare(schemas: object, { side = "server", dates = "datetime", numbers = "float" }: Asked = {}): Promise<string> {
  const path = join(folder, "openapi.json");
  const body = { required: true, content: { "application/json": { schema: { $ref: "#/components/schemas/T" } } } };
  writeFileSync(path, JSON.stringify({ openapi: "3.1.0", info: { title: "T", version: "1" }, paths: { "/t": { post: { requestBody: body, responses: { 204: { description: "" } } } } }, components: { schemas } }));
  const contract = liftShapes((await readContract(path)).contract, side === "server" ? receivesFile : sendsFile);
  const file: readonly [string, string] = ["./runtime/wire", "File"];
  const names = nameContract(contract, { reserved: [], methods: [], binary: { request: file, response: file } });
  const style = { dates, numbers, formats: "assert", ...(side === "client" && { openEnums: true }) } as const;
  const rules = { of: (schema: string) => schema.replace("#/components/schemas/", "") };
  const { blocks } = printTypes({ contract, names, style, ...(side === "server" && { received: findReceived(contract), rules }) });
  const own = [...blocks].filter(([module]) => module.startsWith("models/t")).flatMap(([, all]) => all);
  return printCode(joinBlocks(own)).replace(/\n^ *"""[\s\S]*?"""$\n*/gm, "\n").replace(/\n{2,}/g, "\n").trimEnd();
}

const text = { type: "string" };
const object = (properties: object, required: readonly string[] = []): object => ({ type: "object", properties, required });
const ref = (name: string): object => ({ $ref: `#/components/schemas/${name}` });
const orNull = (schema: object): object => ({ anyOf: [schema, { type: "null" }] });

describe("members", () => {
  const rows: readonly (readonly [string, object, string, boolean])[] = [
    ["a text", text, "str", true],
    ["an optional text", text, "str | None = None", false],
    ["a text or null", orNull(text), "str | None", true],
    ["an optional text or null: None that was set is null", orNull(text), "Nullable[str] = None", false],
    ["a text between limits", { ...text, minLength: 1, maxLength: 9 }, "Annotated[str, Field(min_length=1, max_length=9)]", true],
    ["an optional one or null", { type: ["string", "null"], minLength: 1 }, "Annotated[Nullable[str], Field(min_length=1)] = None", false],
    ["a list", { type: "array", items: text, maxItems: 3 }, "Annotated[list[str], Field(max_length=3)]", true],
    ["a list of what may be null", { type: "array", items: orNull(text) }, "list[str | None]", true],
    ["a map", { type: "object", additionalProperties: { type: "number" } }, "dict[str, float]", true],
    ["any JSON", {}, "Nullable[Json] = None", false],
    ["a date-time", { ...text, format: "date-time" }, "DateTime", true],
    ["a date", { ...text, format: "date" }, "Date", true],
    ["a time, which Python can't hold as it is", { ...text, format: "time" }, "str", true],
    ["a uuid", { ...text, format: "uuid" }, "UUID", true],
    ["bytes", { ...text, format: "byte" }, "Base64", true],
    ["a text that should be base64, which nobody checks", { ...text, contentEncoding: "base64" }, "str", true],
    ["an integer between limits", { type: "integer", minimum: 0, exclusiveMaximum: 9 }, "Annotated[int, Field(ge=0, lt=9)]", true],
    ["a number between limits", { type: "number", minimum: 0.5, exclusiveMaximum: 9 }, "Annotated[float, Field(ge=0.5)]", true],
    ["true or false", { type: "boolean" }, "bool", true],
    ["constants in a list", { type: "array", items: { enum: ["asc", "desc"] } }, 'list[Literal["asc", "desc"]]', true],
    ["constants of several types", { type: "array", items: { enum: ["a", 1, true, null] } }, 'list[Exactly[Literal["a", 1, True]] | None]', true],
    ["one constant", { const: 1 }, "Exactly[Literal[1]]", true],
    ["constants that no Literal has", { enum: [1.5, 2.5] }, "float", true],
    ["texts or numbers", { type: ["string", "integer"] }, "int | str", true],
    ["a tuple", { type: "array", prefixItems: [text, { type: "boolean" }], minItems: 2, items: false }, "tuple[str, bool]", true],
    ["a tuple and more", { type: "array", prefixItems: [text], minItems: 1, items: { type: "number" } }, "Positions[tuple[str, *tuple[float, ...]]]", true],
    ["itself, later", ref("T"), "T | None = None", false],
    ["itself or null, later", orNull(ref("T")), "Nullable[T] = None", false],
  ];
  test.each(rows)("%s", async (_, schema, want, isRequired) => {
    expect(await declare({ T: object({ a: schema }, isRequired ? ["a"] : []) })).toBe(`class T(Model):\n    a: ${want}`);
  });

  test("options: dates as texts, numbers with all their digits", async () => {
    const schemas = { T: object({ a: { ...text, format: "date-time" }, b: { type: "number" } }, ["a", "b"]) };
    expect(await declare(schemas, { dates: "text", numbers: "decimal" })).toBe("class T(Model):\n    a: str\n    b: Number");
  });

  test("a name of Python's own, and one that only the wire has", async () => {
    expect(await declare({ T: object({ class: text, userId: text, "a\"\n": text }, ["class", "userId"]) })).toBe(
      'class T(Model):\n    class_: Annotated[str, Field(alias="class")]\n    user_id: Annotated[str, Field(alias="userId")]\n    a: Annotated[str | None, Field(alias=\'a"\\n\')] = None',
    );
  });

  test("a name with half a character is no member: no JSON has it", async () => {
    expect(await declare({ T: object({ "\ud800": text, a: text }, ["a"]) })).toBe("class T(Model):\n    a: str");
  });

  test("what a default fills in is there on the side that receives it", async () => {
    const schemas = { T: object({ a: { ...text, default: "x" }, b: { type: "array", items: text, default: ["y"] }, c: { ...text, format: "date", default: "2020-01-01" }, d: { ...object({ e: text }), default: { e: "z" } } }) };
    expect(await declare(schemas)).toContain(
      '    a: str = "x"\n    b: list[str] = Field(default_factory=lambda: ["y"])\n    c: Date = Field(default_factory=lambda: read_value(Date, "2020-01-01"))\n    d: Td = Field(default_factory=lambda: read_value(Td, {"e": "z"}))',
    );
    expect(await declare(schemas, { side: "client" })).toContain("    a: str | None = None\n    b: list[str] | None = None\n    c: Date | None = None\n    d: Td | None = None");
  });

  test("a client reads what breaks a limit, and constants that it doesn't know", async () => {
    const schemas = { T: object({ a: { ...text, minLength: 1 }, b: { type: "array", items: { enum: ["x", "y"] } } }, ["a", "b"]) };
    expect(await declare(schemas, { side: "client" })).toBe('class T(Model):\n    a: str\n    b: list[Open[Literal["x", "y"]]]');
  });

  test("others than the named ones", async () => {
    expect(await declare({ T: { ...object({ extra: text }), additionalProperties: { type: "boolean" } } })).toBe(
      'class T(Model, extra="allow"):\n    extra: str | None = None\n    __pydantic_extra__: dict[str, bool] = Field(init=False)',
    );
  });

  test("what only answers or only requests have", async () => {
    const printed = await declare({ T: object({ id: { ...text, readOnly: true }, password: { ...text, writeOnly: true }, name: text }, ["id", "password", "name"]) });
    expect(printed).toBe("class T(Model):\n    id: str\n    name: str\nclass TInput(Model):\n    password: str\n    name: str");
  });

  test("what may be no object for want of a type", async () => {
    expect(await declare({ T: { properties: { a: text } } })).toBe("class T(WideModel):\n    a: str | None = None");
    expect(await declare({ T: { items: text } })).toBe("T: TypeAlias = Json");
  });
});

describe("types", () => {
  test("enums", async () => {
    expect(await declare({ T: { enum: ["in_progress", "", "<=", "In progress", "5", "none", "mro"] } })).toBe(
      'class T(StrEnum):\n    IN_PROGRESS = "in_progress"\n    EMPTY = ""\n    LESS_EQUAL = "<="\n    IN_PROGRESS_VALUE = "In progress"\n    VALUE_5 = "5"\n    NONE = "none"\n    MRO = "mro"',
    );
    expect(await declare({ T: { enum: [1, -1] } })).toBe("class T(IntEnum):\n    VALUE_1 = 1\n    MINUS_1 = -1");
    expect(await declare({ T: { enum: ["a", "b"] } }, { side: "client" })).toBe('class T(OpenStrEnum):\n    A = "a"\n    B = "b"');
    expect(await declare({ T: { enum: [1, "1", null] } })).toBe('T: TypeAlias = Exactly[Literal[1, "1"]]');
  });

  test("names for other types; one that leads back to itself is read when it is needed", async () => {
    expect(await declare({ T: { ...text, minLength: 2 } })).toBe("T: TypeAlias = Annotated[str, Field(min_length=2)]");
    expect(await declare({ T: { type: "array", items: ref("T") } })).toBe('T = TypeAliasType("T", "list[T]")');
  });
});

describe("unions", () => {
  const cat = object({ kind: { const: "cat" }, a: text }, ["kind"]);
  const dog = object({ kind: { const: "dog" }, b: text }, ["kind"]);
  const pets = { oneOf: [ref("Cat"), ref("Dog")] };

  test("of JSON types need nothing but their types", async () => {
    expect(await declare({ T: { oneOf: [text, { type: "array", items: text }, ref("Cat")] }, Cat: cat })).toBe("T: TypeAlias = str | list[str] | Cat");
  });

  test("with a discriminator", async () => {
    const T = { ...pets, discriminator: { propertyName: "kind", mapping: { cat: "#/components/schemas/Cat", dog: "#/components/schemas/Dog" } } };
    expect(await declare({ T, Cat: cat, Dog: dog })).toBe('T: TypeAlias = Annotated[Cat | Dog, Tagged("kind", {"cat": Cat, "dog": Dog})]');
  });

  test("whose branches have constants of one member", async () => {
    expect(await declare({ T: pets, Cat: cat, Dog: dog })).toBe('T: TypeAlias = Annotated[Cat | Dog, Tagged("kind", {"cat": Cat, "dog": Dog})]');
  });

  test("that only the rules tell apart: the first that fits; by a client, the first that can be read", async () => {
    const schemas = { T: pets, Cat: object({ a: text }, ["a"]), Dog: object({ b: text }, ["b"]) };
    expect(await declare(schemas)).toBe('T: TypeAlias = Annotated[Cat | Dog, FirstOf(Ruled(Cat, "T/oneOf/0", RULES), Ruled(Dog, "T/oneOf/1", RULES))]');
    expect(await declare(schemas, { side: "client" })).toBe("T: TypeAlias = Annotated[Cat | Dog, FirstOf(Cat, Dog)]");
  });

  test("of objects of which several may fit: all of them are kept", async () => {
    const schemas = { T: { anyOf: [ref("Cat"), ref("Dog")] }, Cat: object({ a: text }), Dog: object({ b: text }) };
    expect(await declare(schemas)).toBe('T: TypeAlias = Annotated[Cat | Dog, EachOf(Ruled(Cat, "T/anyOf/0", RULES), Ruled(Dog, "T/anyOf/1", RULES))]');
  });

  test("of one type are that type, and with any JSON are any JSON", async () => {
    expect(await declare({ T: object({ a: { anyOf: [text, { ...text, minLength: 3 }] }, b: { anyOf: [text, {}] } }, ["a", "b"]) })).toContain("    b: Json");
  });
});
