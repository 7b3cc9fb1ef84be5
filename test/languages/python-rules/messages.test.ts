import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Assertion, Contract } from "../../../generators/contract/model.js";
import { dependentMessage, messageOf, tooFewMessage, tooManyMessage } from "../../../generators/languages/messages.js";
import { hasPython, runPython } from "../../python/tools.js";
import { makeFolder, readContract, root, shared } from "../../targets/generate.js";
import { contractOf } from "../validators/print.js";

const folder = join(shared, "corpus");
const files = existsSync(folder) ? readdirSync(folder).toSorted() : [];

/** Every keyword once, and texts and numbers that are easy to print in another way. */
const hard = `{
  "A": {"type": ["string", "null", "integer", "number", "boolean", "array", "object"], "enum": [1.0, 1e2, -0, 0.10, 1E-7, 12345678901234567890, "é\\u2028\\u007f\\u0001\\"\\\\", {"b": [1.50, null, true], "a": {}}, []]},
  "B": {"const": ${JSON.stringify("🐲".repeat(150))}, "minimum": 1.0, "maximum": 1e400, "exclusiveMinimum": -0.50, "exclusiveMaximum": 1E3, "multipleOf": 0.010},
  "C": {"minLength": 1, "maxLength": 2, "pattern": ${JSON.stringify(`^[é🐲]{1,${"9".repeat(3)}}${"x".repeat(300)}$`)}, "format": "uuid"},
  "D": {"minItems": 1, "maxItems": 5, "uniqueItems": true, "contains": {"const": 1}, "minContains": 0, "maxContains": 1},
  "E": {"minProperties": 1, "maxProperties": 2, "dependentRequired": {"a": ["b", "c\\"", "é"], "x": ["y"], "z": ["u", "v"]}},
  "F": {"oneOf": [{"type": "object", "required": ["k\\n"], "properties": {"k\\n": {"const": 1.0}}}, {"type": "object", "required": ["k\\n"], "properties": {"k\\n": {"enum": ["a", null]}}}]},
  "G": {"anyOf": [{"type": ["integer", "null"]}, {"type": "string"}]},
  "H": {"oneOf": [{"$ref": "#/components/schemas/E"}, {"$ref": "#/components/schemas/D"}], "discriminator": {"propertyName": "k🐲", "mapping": {"d\\"": "#/components/schemas/D"}}}
}`;

const program = `
import json, sys
sys.path.insert(0, sys.argv[1])
from runtime.check import messages as m
from runtime.check.written import read_rules

def say(keyword, value):
    if keyword == "type": return m.type_message(value)
    if keyword == "enum": return m.enum_message(value)
    if keyword == "const": return m.const_message(value)
    if keyword == "tag": return m.tag_message(value[0], value[1])
    if keyword == "few": return m.too_few_message(value)
    if keyword == "many": return m.too_many_message(value)
    if keyword == "dependent": return m.dependent_message(value[0], value[1])
    return m.scalar_message(keyword, value)

for line in sys.stdin.buffer:
    keyword, value = read_rules(line.decode())
    print(json.dumps(say(keyword, value)))
`;

/** What Python is asked: a keyword and its value, as JSON; and what it has to say. */
type Row = readonly [keyword: string, value: string, message: string];

const list = (texts: readonly string[]): string => `[${texts.join(",")}]`;
const quote = (text: string): string => JSON.stringify(text);

function rowsOf(assertion: Assertion): readonly Row[] {
  const row = (keyword: string, value: string): readonly Row[] => [[keyword, value, messageOf(assertion)]];
  switch (assertion.keyword) {
    case "type":
      return row("type", list(assertion.types.map(quote)));
    case "enum":
      return row("enum", list(assertion.values));
    case "const":
      return row("const", assertion.value);
    case "multipleOf":
      return row(assertion.keyword, assertion.divisor);
    case "pattern":
      return row(assertion.keyword, quote(assertion.pattern));
    case "format":
      return row(assertion.keyword, quote(assertion.format));
    case "contains":
      return [["few", String(assertion.min), tooFewMessage(assertion)], ...(assertion.max === undefined ? [] : [["many", String(assertion.max), tooManyMessage(assertion.max)] as const])];
    case "dependentRequired":
      return assertion.entries.map((entry) => ["dependent", list([quote(entry.name), list(entry.requires.map(quote))]), dependentMessage(entry)]);
    case "anyOf":
    case "oneOf":
      if (assertion.dispatch?.by === "member") return row("tag", list([quote(assertion.dispatch.member), list(assertion.dispatch.branches.flatMap(({ values }): readonly string[] => values))]));
      if (assertion.dispatch?.by === "type") return row("type", list([...new Set(assertion.dispatch.branches.flatMap(({ types }): readonly string[] => types))].map(quote)));
      return row(assertion.keyword, "null");
    case "discriminator":
      return row("tag", list([quote(assertion.property), list(assertion.mapping.map(({ tag }) => quote(tag)))]));
    case "uniqueItems":
    case "propertyNames":
    case "not":
    case "if":
    case "unevaluatedItems":
    case "unevaluatedProperties":
      return row(assertion.keyword, "true");
    default:
      return "limit" in assertion ? row(assertion.keyword, String(assertion.limit)) : [];
  }
}

const rowsOfContract = ({ schemas }: Contract): readonly Row[] => [...new Map(Object.values(schemas).flatMap(({ assertions }) => assertions.flatMap(rowsOf)).map((row) => [row.join("\n"), row])).values()];

function compare(name: string, rows: readonly Row[]): void {
  const { stdout, stderr, status } = runPython(makeFolder(`python-messages-${name}`), ["-c", program, join(root, "templates/runtime/python")], {}, rows.map(([keyword, value]) => `${list([quote(keyword), value])}\n`).join(""));
  expect(stderr).toBe("");
  expect(status).toBe(0);
  expect(stdout.trimEnd().split("\n").map((line) => JSON.parse(line) as string)).toEqual(rows.map(([, , message]) => message));
}

describe.skipIf(!hasPython)("messages in Python are those of the other languages", () => {
  it("of every keyword, with what is hard to print", async () => {
    const rows = rowsOfContract(await contractOf(hard));
    expect(rows.length).toBeGreaterThan(25);
    compare("hard", rows);
  }, 60_000);

  it.skipIf(files.length === 0).each(files)("of every assertion of %s", async (file) => {
    const { contract } = await readContract(join(folder, file));
    compare(file, rowsOfContract(contract));
  }, 120_000);
});
