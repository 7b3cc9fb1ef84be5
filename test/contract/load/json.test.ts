import { describe, expect, test } from "vitest";
import { ExactNumber } from "../../../generators/contract/json.js";
import { readJson } from "../../../generators/contract/read/json.js";
import { readLines } from "../../../generators/contract/read/lines.js";
import { scanJson } from "../../../generators/contract/read/json-scan.js";

const problems = (text: string): readonly string[] => {
  const lines = readLines(text);
  return readJson(text).problems.map(({ code, message, start }) => `${lines.placeOf(start).line}:${lines.placeOf(start).column} ${code}: ${message}`);
};

describe("values", () => {
  test.each<[text: string, want: unknown]>([
    ['{"a": [1, true, null, "x"]}', { a: [1, true, null, "x"] }],
    ['{"a": 12345678901234567890}', { a: new ExactNumber("12345678901234567890") }],
    ['[0.30000000000000001, 0.1, 1234567.890123456789]', [new ExactNumber("0.30000000000000001"), 0.1, new ExactNumber("1234567.890123456789")]],
    ['["12345678901234567890", 1e400, 1e10]', ["12345678901234567890", new ExactNumber("1e400"), 1e10]],
    ['["\\u00e9\\n\\"\\\\", "a:b{c}"]', ['é\n"\\', "a:b{c}"]],
    [" \n 7 \n", 7],
  ])("%s", (text, want) => {
    const reading = readJson(text);
    expect(reading.problems).toEqual([]);
    expect(reading.value).toEqual(want);
    expect(scanJson(text).value).toEqual(want);
  });

  test("__proto__ is a name like any other", () => {
    for (const value of [readJson('{"__proto__": {"a": 1}, "constructor": 2}').value, scanJson('{"__proto__": {"a": 1}, "constructor": 2}').value]) {
      expect(Object.keys(value as object)).toEqual(["__proto__", "constructor"]);
      expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    }
  });
});

describe("mistakes, all of them", () => {
  test.each<[text: string, want: readonly string[]]>([
    ["", ["1:1 syntax: the file is empty"]],
    ['{"a": 1, "a": 2}', ["1:10 duplicate-key: 'a' stands twice in the same object"]],
    ['{"a": {"b": 1, "\\u0062": 2}, "a": 3}', ["1:16 duplicate-key: 'b' stands twice in the same object", "1:30 duplicate-key: 'a' stands twice in the same object"]],
    ['{"a": 1,}', ["1:8 syntax: a comma before the closing '}'"]],
    ['{"a": 1\n "b": 2\n "c": 3}', ["1:8 syntax: a comma is missing between two members", "2:8 syntax: a comma is missing between two members"]],
    ["[1 2]", ["1:3 syntax: a comma is missing between two items"]],
    ["[1,,2]", ["1:4 syntax: a comma without a value before it"]],
    ['{"a" 1, "b": 2, "b": 3}', ["1:5 syntax: a colon is missing after the member name 'a'", "1:17 duplicate-key: 'b' stands twice in the same object"]],
    ["{a: 1}", ["1:2 syntax: the member name 'a' is not in quotes"]],
    ["{'a': 'b'}", ["1:2 syntax: a text in single quotes", "1:7 syntax: a text in single quotes"]],
    ['{"a": True, "b": None}', ["1:7 syntax: 'True' is no JSON value", "1:18 syntax: 'None' is no JSON value"]],
    ["[01, +1, .5, 1., NaN, 0x1F]", ["1:2 syntax: '01' is no JSON number", "1:6 syntax: '+1' is no JSON number", "1:10 syntax: '.5' is no JSON number", "1:14 syntax: '1.' is no JSON number", "1:18 syntax: 'NaN' is no JSON value", "1:23 syntax: '0x1F' is no JSON number"]],
    ['{"a": 1 // one\n, "b": /* two */ 2}', ["1:9 syntax: JSON has no comments", "2:8 syntax: JSON has no comments"]],
    ['{"a": "x\n, "b": 1}', ["1:7 syntax: the text that starts here is not closed"]],
    ['{"a": "x,\n "b": 1}', ["1:7 syntax: the text that starts here is not closed"]],
    ['["\\x", "\\u12"]', ["1:3 syntax: '\\x' is no escape sequence of JSON", "1:9 syntax: '\\u' is no escape sequence of JSON"]],
    ['["a\tb"]', ["1:4 syntax: the control character U+0009 inside a text"]],
    ['{"a": [1, 2}', ["1:12 syntax: '}' where ']' is expected"]],
    ['{"a": {"b": 1}', ["1:1 syntax: the object that starts here is not closed"]],
    ['{"a": [1, {"b": 2', ["1:11 syntax: the object that starts here is not closed", "1:7 syntax: the list that starts here is not closed", "1:1 syntax: the object that starts here is not closed"]],
    ['{"a": }', ["1:7 syntax: a value is missing here"]],
    ['{"a": , "b": 1}', ["1:7 syntax: a value is missing here"]],
    ['{"a": 1} x', ["1:10 syntax: text after the end of the JSON value"]],
    ['{"a": 1}}', ["1:9 syntax: text after the end of the JSON value"]],
    ["}", ["1:1 syntax: a value is missing here"]],
  ])("%j", (text, want) => {
    expect(problems(text)).toEqual(want);
  });

  test("hundreds of mistakes end with the first hundred", () => {
    expect(readJson(`[${"01 ".repeat(500)}]`).problems).toHaveLength(100);
  });
});

describe("nesting", () => {
  test("4,000 levels are read", () => {
    expect(readJson("[".repeat(4000) + "]".repeat(4000)).problems).toEqual([]);
    expect(scanJson("[".repeat(4000) + "]".repeat(4000)).problems).toEqual([]);
  });

  test.each([4001, 200_000])("%i levels are refused", (depth) => {
    expect(problems('{"a":'.repeat(depth) + "1" + "}".repeat(depth))).toEqual(["1:20001 nesting: values are nested more than 4,000 levels deep"]);
  });
});
