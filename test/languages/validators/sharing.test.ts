import { describe, expect, test } from "vitest";
import { contractOf, openWorkshop, printChecks } from "./print.js";

const member = (name: string): string => `/components/schemas/A/properties/${name}`;
const idOf = (contract: Awaited<ReturnType<typeof contractOf>>, name: string): string => Object.keys(contract.schemas).find((id) => id.endsWith(member(name))) ?? "";

/** The functions of inline schemas, members of one component. */
async function nameMembers(members: string, others = ""): Promise<Readonly<Record<string, string>>> {
  const contract = await contractOf(`{"A": {"type": "object", "properties": ${members}}${others}}`);
  const names = Object.keys(JSON.parse(members) as object);
  const checks = printChecks(contract, names.map((name) => ({ schema: idOf(contract, name), direction: "response" })));
  return Object.fromEntries(names.map((name) => [name, checks.of(idOf(contract, name), "response")?.is.name ?? "-"]));
}

describe("schemas without a name are called by their rules, where a few words say them", () => {
  const rows: readonly (readonly [schema: string, want: string])[] = [
    ['{"type": "string", "maxLength": 5000}', "isStringUpTo5000"],
    ['{"type": "string", "minLength": 1, "maxLength": 50}', "isString1To50"],
    ['{"type": "integer", "minimum": 1}', "isIntegerFrom1"],
    ['{"type": "string", "format": "date-time"}', "isDateTimeString"],
    ['{"type": ["string", "null"], "maxLength": 5}', "isStringUpTo5OrNull"],
    ['{"type": "string", "enum": ["asc", "desc"]}', "isOneOfAscDesc"],
    ['{"type": "array", "items": {"type": "string"}, "maxItems": 10}', "isListUpTo10OfString"],
    ['{"type": "array", "items": {"$ref": "#/components/schemas/B"}}', "isListOfB"],
    ['{"type": "object", "additionalProperties": {"type": "integer"}}', "isMapOfInteger"],
    ['{"anyOf": [{"type": "integer"}, {"type": "string", "enum": [""]}]}', "isIntegerOrEmpty"],
    // Without words.
    ['{"type": "string", "pattern": "^a"}', "isAM"],
    ['{"type": "integer", "minimum": -1}', "isAM"],
    ['{"type": "string", "enum": ["created_at", "desc"]}', "isAM"],
    ['{"type": "object", "properties": {"a": {"type": "string"}}, "required": ["a"]}', "isAM"],
  ];
  test.each(rows)("%s", async (schema, want) => {
    expect(await nameMembers(`{"m": ${schema}}`, ', "B": {"type": "object", "required": ["k"]}')).toEqual({ m: want });
  });
});

describe("equal schemas have one function", () => {
  const object = (limit: number): string => `{"type": "object", "required": ["k"], "properties": {"k": {"type": "string", "maxLength": ${limit}}, "l": {"type": "object", "properties": {"m": {"type": "null"}}}}}`;

  test("down to the last rule", async () => {
    expect(await nameMembers(`{"a": ${object(5)}, "b": ${object(5)}, "c": ${object(6)}}`)).toEqual({ a: "isAA", b: "isAA", c: "isAC" });
  });

  test("those that one direction sees otherwise have another", async () => {
    const directional = '{"type": "object", "required": ["k"], "properties": {"k": {"type": "string", "readOnly": true}}}';
    const contract = await contractOf(`{"A": {"type": "object", "properties": {"a": ${directional}, "b": ${directional}}}}`);
    const checks = printChecks(contract, (["request", "response"] as const).flatMap((direction) => ["a", "b"].map((name) => ({ schema: idOf(contract, name), direction }))));
    const name = (member: string, direction: "request" | "response") => checks.of(idOf(contract, member), direction)?.is.name;
    expect(name("a", "request")).toBe(name("b", "request"));
    expect(name("a", "request")).not.toBe(name("a", "response"));
  });

  test("a component with the name of a rule keeps its own", async () => {
    const contract = await contractOf('{"A": {"type": "object", "properties": {"a": {"type": "string", "maxLength": 5}, "b": {"$ref": "#/components/schemas/StringUpTo5"}}}, "StringUpTo5": {"type": "integer"}}');
    const roots = ["a", "b"].map((name) => ({ schema: idOf(contract, name), direction: "response" as const }));
    const checks = printChecks(contract, roots);
    const workshop = openWorkshop("sharing");
    workshop.put("one", checks);
    workshop.compile();
    const [a, b] = await Promise.all(roots.map(({ schema }) => workshop.load("one", checks, schema)));
    expect([a?.is("12345"), a?.is("123456"), a?.is(1), b?.is("1"), b?.is(1)]).toEqual([true, false, false, false, true]);
  });
});
