import { spawnSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { code, joinBlocks, joinLines, list, verbatim, word } from "../../../generators/emit/code.js";
import { docComment } from "../../../generators/languages/go/comments.js";
import { constant, constants, entry, field, printMark } from "../../../generators/languages/go/layout.js";
import { jsonTag, literal } from "../../../generators/languages/go/literals.js";
import { importName, printCode, printFile } from "../../../generators/languages/go/module.js";
import { textOf } from "../../targets/generate.js";

const hasGo = spawnSync("gofmt", ["-h"]).error === undefined;

const format = (text: string): string => {
  const { stdout, stderr, status } = spawnSync("gofmt", { input: text, encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  return stdout;
};

describe("comments", () => {
  test.each([
    ["A user.", "// A user."],
    ["a\n\nb", "// a\n//\n// b"],
    ["Choose:\n- a\n- b", "// Choose:\n//\n//   - a\n//   - b"],
    ["Steps:\n1. one\n2. two", "// Steps:\n//\n//  1. one\n//  2. two"],
    ["So:\n```json\n{}\n```", "// So:\n//\n//\t{}"],
    ["## Title\ntext", "// # Title\n//\n// text"],
    ["Use ``x`` or ''.", '// Use `x` or ".'],
    ["//go:build ignore", "// //go:build ignore"],
    ["+build ignore", "// \\+build ignore"],
    ["[a]: http://b", "// [a] : http://b"],
    ["Deprecated: no", "// deprecated: no"],
    ["a\u2028b\u202ec", "// a\n// bc"],
  ])("%j", (text, want) => expect(printCode(docComment({ text }))).toBe(want));

  test("what is deprecated says so in a paragraph of its own", () => {
    expect(printCode(docComment({ text: "Old.", deprecated: true }))).toBe("// Old.\n//\n// Deprecated: the contract says that it is going away.");
  });
});

describe("literals", () => {
  test.each([
    ["plain", '"plain"'],
    ['a"b', '`a"b`'],
    ["a`b\"", '"a`b\\""'],
    ["\n\u0000\u202e😀", '"\\n\\u0000\\u202e😀"'],
    ["\ud800", '"\\ufffd"'],
    ["\u{e0001}", '"\\U000e0001"'],
  ])("%j", (text, want) => expect(printCode(literal(text))).toBe(want));

  test.each([
    ["name", false, '`json:"name"`'],
    ["name", true, '`json:"name,omitzero"`'],
    ["a,b", true, '`json:"-"`'],
    ["-", false, '`json:"-"`'],
    ["a`b", false, '`json:"-"`'],
    ["", false, '`json:"-"`'],
  ])("the tag of %j", (name, omits, want) => expect(printCode(jsonTag(name, omits))).toBe(want));
});

/** Numbers as from a die, the same on every run. */
function roll(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (state * 1_103_515_245 + 12_345) & 0x7fffffff;
    return (state >> 8) % sides;
  };
}

const bits = [
  "\n", "\n\n", " ", "    ", "\t", "- ", "* ", "1. ", "12) ", "+ ", "# ", "## Title", "```", "~~~", "``", "''", "`", "'", "Word", "Heading", "{", "}", "\\",
  "a text that goes on and on and has no end whatever you do about it, as far as the eye can see", "[a]: http://x.y", "//go:build x", "+build y", "Deprecated: no",
  "*/", "/*", "| a | b |", "http://example.com/", "\u2028", "\u202e", "\u00a0", "é", "用户", "•", ".", ":", "---", "\r", "\f", "\ud800", "😀", "%s", "\u3000",
];

describe.skipIf(!hasGo)("what is printed is as gofmt leaves it", () => {
  test.each([1, 2, 3])("seed %i", (seed) => {
    const die = roll(seed);
    const text = () => Array.from({ length: 1 + die(14) }, () => bits[die(bits.length)]).join("");
    const name = (sides: number) => "abcdefghijklmnopqrstuvwxyz".repeat(5).slice(0, 1 + die(sides));
    const blocks = Array.from({ length: 400 }, (_, index) => {
      const doc = docComment({ text: text(), deprecated: die(5) === 0, ...(die(3) === 0 && { default: JSON.stringify(text()), examples: [JSON.stringify(text())] }) });
      const own = word(`X${index}`);
      const fields = Array.from({ length: 1 + die(6) }, (__, at) => joinLines([die(3) === 0 ? docComment({ text: text() }) : code``, field(word(`F${at}${name(20)}`), word(die(2) ? "int" : "string"), die(2) ? jsonTag(name(9), die(2) === 0) : code``)]));
      const values = Array.from({ length: 1 + die(6) }, (__, at) => joinLines([die(3) === 0 ? docComment({ text: text() }) : code``, constant(word(`C${index}X${at}${name(12)}`), word("string"), literal(text()))]));
      const entries = Array.from({ length: die(8) }, (__, at) => entry(literal(`${at}${name(die(2) ? 90 : 8)}`), die(3) ? literal(text()) : code`[]string${list([literal(text()), literal("x".repeat(die(200)))], { open: "{", close: "}" })}`));
      return joinBlocks([
        joinLines([doc, code`
          type ${own} struct {
            ${joinLines(fields)}
          }
        `]),
        constants(values),
        joinLines([printMark(own, word(`is${name(120)}`)), printMark(own, word("isY"))]),
        joinLines([doc, code`var v${own} = map[string]any${list(entries, { open: "{", close: "}" })}`]),
      ]);
    });
    const printed = textOf(printFile("x", "fuzz", blocks));
    expect(format(printed)).toBe(printed);
  });
});

test("imports stand in two groups, by path; a package that isn't called as its path is named", () => {
  const file = printFile("x", "users", [
    joinLines([importName("time", "Time"), importName("github.com/google/uuid", "UUID"), importName("example.com/go-api", "User", "users"), importName("encoding/json", "RawMessage"), importName("github.com/dlclark/regexp2/v2", "Regexp", "regexp2")].map((each) => code`var _ ${each}`)),
  ]);
  expect(textOf(file)).toContain('import (\n\t"encoding/json"\n\t"time"\n\n\tusers "example.com/go-api"\n\t"github.com/dlclark/regexp2/v2"\n\t"github.com/google/uuid"\n)\n');
  expect(textOf(printFile("x", "users", [verbatim("var x int")]))).toBe("// Code generated by Mortise from the contract. DO NOT EDIT.\n\npackage users\n\nvar x int\n");
});
