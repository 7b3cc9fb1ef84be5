import { beforeAll, describe, expect, it } from "vitest";
import { hasPython } from "../../python/tools.js";
import { diamondOf } from "../validators/diamond.js";
import { contractOf } from "../validators/print.js";
import { openProgram } from "./program.js";

const texts = ['"', "`", "\\", "\n", "\r\n", "\u2028", "*/", "//", "${x}", "%s", "%20", "\u0000", "\u202e", "é", "🐲", "__proto__", "$ref", "#/$defs/A", "", " ", "a~b/c"];

/** A component that has a text everywhere where one can be. */
const schemaOf = (text: string): string => {
  const said = JSON.stringify(text);
  const pattern = JSON.stringify(`^(?!x)${text.replace(/[\^$\\.*+?()[\]{}|/]/g, "\\$&")}$`);
  return `{"type": "object", "title": ${said}, "description": ${said}, "required": [${said}], "properties": {${said}: {"type": "string", "enum": [${said}, "other"], "pattern": ${pattern}}, "k": {"const": {${said}: [${said}, 1.0, null, true]}}},
    "patternProperties": {${pattern}: {"maxLength": 30}}, "dependentRequired": {${said}: ["k"]}, "additionalProperties": false}`;
};

describe.skipIf(!hasPython)("rules in Python of hostile contracts", () => {
  const program = openProgram("python-hostile");
  const ways = [["allOf", 24], ["anyOf", 12]] as const;
  beforeAll(async () => {
    for (const [index, text] of texts.entries()) program.add(`text${index}`, await contractOf(`{"A": ${schemaOf(text)}}`), [{ key: `text${index}`, schema: "#/components/schemas/A", direction: "response" }]);
    for (const [index, text] of texts.entries()) {
      const inner = `#/components/schemas/A/properties/${encodeURIComponent(text.replaceAll("~", "~0").replaceAll("/", "~1"))}`;
      const schema = `{"type": "object", "properties": {${JSON.stringify(text)}: {"type": "object", "properties": {"again": {"$ref": ${JSON.stringify(inner)}}, "n": {"type": "integer"}}}}}`;
      program.add(`named${index}`, await contractOf(`{"A": ${schema}}`), [{ key: `named${index}`, schema: "#/components/schemas/A", direction: "response" }]);
    }
    for (const [keyword, levels] of ways) program.add(keyword, await contractOf(diamondOf(keyword, levels)), [{ key: keyword, schema: "#/components/schemas/Top", direction: "response" }]);
    const tree = '{"A": {"oneOf": [{"type": "object", "properties": {"left": {"$ref": "#/components/schemas/A"}}, "required": ["left"]}, {"type": "integer"}, {"type": "object", "required": ["no"]}], "unevaluatedProperties": false}}';
    program.add("tree", await contractOf(tree), [{ key: "tree", schema: "#/components/schemas/A", direction: "response" }]);
    const deep = `${'{"type": "array", "items": '.repeat(300)}{"type": "integer"}${"}".repeat(300)}`;
    program.add("deep", await contractOf(`{"A": ${deep}}`), [{ key: "deep", schema: "#/components/schemas/A", direction: "response" }]);
  }, 120_000);

  it("keep their texts", () => {
    const value = (text: string): string => JSON.stringify({ [text]: text, k: { [text]: [text, 1, null, true] } });
    expect(program.ask(texts.map((text, index) => ({ key: `text${index}`, text: value(text) }))).map(({ violations }) => violations)).toEqual(texts.map(() => []));
    const others = program.ask(texts.map((_, index) => ({ key: `text${index}`, text: '{"k": 1, "x": 2}' })));
    expect(others.map(({ violations }) => violations.map(({ rule }) => rule))).toEqual(texts.map((text) => (text === "" ? ["required", "const", "additionalProperties"] : ["const", "additionalProperties", "required"])).map((rules) => expect.arrayContaining(rules) as unknown));
  }, 60_000);

  it("are found under their names", () => {
    const questions = texts.flatMap((text, index) => [JSON.stringify({ [text]: { again: { again: { n: 1 } } } }), JSON.stringify({ [text]: { again: { again: { n: "1" } } } })].map((each) => ({ key: `named${index}`, text: each })));
    expect(program.ask(questions).map(({ is, sure, violations }) => [is, sure, violations.map(({ rule }) => rule).join()])).toEqual(texts.flatMap(() => [[true, true, ""], [false, false, "type"]]));
  }, 60_000);

  it.each(ways)("answer in bounded time, with a diamond of %s", (keyword) => {
    const start = performance.now();
    const [right, wrong, text] = program.ask(['{"a": 1}', '{"b": 1}', '"text"'].map((each) => ({ key: keyword, text: each })));
    expect([right?.is, wrong?.is, text?.is]).toEqual([true, false, true]);
    expect(wrong?.violations).toMatchObject([{ pointer: "", rule: "unevaluatedProperties" }]);
    expect(performance.now() - start).toBeLessThan(20_000);
  });

  it("answer in bounded time where branches stand in branches", () => {
    const start = performance.now();
    const [right, wrong] = program.ask([`${'{"left": '.repeat(98)}1${"}".repeat(98)}`, `${'{"left": '.repeat(98)}"1"${"}".repeat(98)}`].map((text) => ({ key: "tree", text })));
    expect([right?.is, wrong?.is]).toEqual([true, false]);
    expect(performance.now() - start).toBeLessThan(20_000);
  });

  it("may be nested as they like", () => {
    const [refused, wrong] = program.ask(["[".repeat(101) + "]".repeat(101), `${"[".repeat(99)}1${"]".repeat(99)}`].map((text) => ({ key: "deep", text })));
    expect([refused?.refused, wrong?.violations]).toEqual([true, [{ pointer: "/0".repeat(99), rule: "type", message: "must be an array" }]]);
  });
});
