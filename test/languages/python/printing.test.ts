import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { code, joinBlocks, joinLines, list, nothing, word } from "../../../generators/emit/code.js";
import { ExactNumber } from "../../../generators/contract/json.js";
import { comment, docstring } from "../../../generators/languages/python/comments.js";
import { isLiteralValue, jsonLiteral, literal, numberLiteral } from "../../../generators/languages/python/literals.js";
import { compareExports, importModule, importName, printCode, printFile, relativeModule } from "../../../generators/languages/python/module.js";
import { startChance } from "../../contract/build/schemas-random.js";
import { hasPython, lint, runPython } from "../../python/tools.js";
import { makeFolder, textOf } from "../../targets/generate.js";

const bits = [
  "\n", "\n\n", " ", "    ", "\t", "- ", "1. ", "# ", "```", "~~~", "`", "'", '"', '""', '"""', "'''", "\\", "\\\\", "\\n", "\\N{DASH}", "\\u0041", "\\x", "{", "}", "%s", ".", ":", "Word", "r", "f", "x = 1", ">>> print()", "Args:", "Returns:",
  "a text that goes on and on and has no end whatever you do about it, as far as the eye can see", "| a | b |", "http://example.com/", "\r", "\f", "\v", "\u0000", "\u0085", "\u00a0", "\u2028", "\u202e", "\u3000", "\ufeff", "\ud800", "é", "用户", "😀", "# noqa", "# type: ignore", "# fmt: off", "-*- coding: utf-7 -*-",
];

const chance = startChance(11);
const hostile = (): string => Array.from({ length: 1 + chance.below(9) }, () => chance.pick(bits)).join("");

describe("docstrings", () => {
  test.each([
    ["A user.", '"""A user."""'],
    ["", ""],
    [" \n\t\n", ""],
    ["a\n\nb", '"""a\n\nb\n"""'],
    // No mark of quotation of the text stands beside those of the literal.
    ['The so-called "user"', '"""The so-called "user"."""'],
    ['"user"', '"""\\"user"."""'],
    ['"', '"""\\"."""'],
    ['a\\"', '"""a\\\\"."""'],
    ['ends: """', '"""ends: ""\\"."""'],
    ['"""\nimport os', '"""\\""\\"\nimport os\n"""'],
    ["a\\nb\\", '"""a\\\\nb\\\\"""'],
    ["a\u2028b\u202ec\u0000", '"""a\nbc\n"""'],
    ["  - a\n    - b", '"""- a\n- b\n"""'],
  ])("of %j", (text, want) => expect(printCode(docstring({ text }))).toBe(want));

  test("with what else the contract says", () => {
    expect(printCode(docstring({ default: '"user"' }))).toBe('"""Default: `"user"`"""');
    expect(printCode(docstring({ examples: ['"Ada Lovelace"', "1"] }))).toBe('"""Example: `"Ada Lovelace"`\nExample: `1`\n"""');
    expect(printCode(docstring({ examples: ['"a`b"'] }))).toBe('"""Example: ``"a`b"``"""');
    expect(printCode(docstring({ examples: [`"${"a".repeat(100)}"`] }))).toBe("");
    expect(printCode(docstring({ text: "Old.", deprecated: true }))).toBe('"""Old.\n\nDeprecated: the contract says that it is going away.\n"""');
    expect(printCode(docstring({ text: "Gets.", arguments: [{ name: "id", text: "Which\none." }, { name: "limit", text: " " }], see: "https://a.b" }))).toBe('"""Gets.\n\nArgs:\n    id: Which one.\n\nSee https://a.b\n"""');
  });
});

test.each([
  ["a\nb", "# a\n# b"],
  ["a\u2028import os\r\u000bx", "# a\n# import os\n#\n# x"],
  ["", ""],
])("the comment of %j", (text, want) => expect(printCode(comment(text))).toBe(want));

describe("literals", () => {
  test.each([
    ["plain", '"plain"'],
    ['a"b', "'a\"b'"],
    ["a'b\"", '"a\'b\\""'],
    ["{x} \\", '"{x} \\\\"'],
    ["\n\t\u0000\u202e\u00a0😀", '"\\n\\t\\x00\\u202e\\xa0😀"'],
    ["\ud800", '"\\ud800"'],
    ["\u{e0001}", '"\\U000e0001"'],
    ["", '""'],
  ])("the text %j", (text, want) => expect(printCode(literal(text))).toBe(want));

  test.each([
    ["1", "1"],
    ["-0", "0"],
    ["1.50", "1.50"],
    ["1E+3", "1e3"],
    ["12345678901234567890123", "12345678901234567890123"],
    [`1${"0".repeat(5_000)}`, `0x${(10n ** 5_000n).toString(16)}`],
  ])("the number %s", (text, want) => expect(printCode(numberLiteral(text))).toBe(want));

  test("JSON", () => {
    expect(printCode(jsonLiteral({ a: [1, null, true, new ExactNumber("1.10")], "b\n": {}, c: [] }))).toBe('{"a": [1, None, True, 1.10], "b\\n": {}, "c": []}');
  });

  test.each([['"a"', true], ["1", true], ["-1", true], ["true", true], ["null", true], ["1.5", false], ["1e3", false], ["[]", false], ["{}", false], [`1${"0".repeat(300)}`, false]])("%s may stand in a Literal: %s", (text, want) => expect(isLiteralValue(text)).toBe(want));
});

describe("imports", () => {
  test.each([
    ["operations/users", "./models/user", "..models.user"],
    ["models/user", "./models/group", ".group"],
    ["app", "./models/user", ".models.user"],
    ["models/__init__", "./models/user", ".user"],
    ["calls/deep/users", "./runtime/wire", "...runtime.wire"],
    ["models/user", "./models", "."],
    ["models/user", "./", ".."],
  ])("%s names %s as %s", (from, to, want) => expect(relativeModule(from, to).replace(/^\.\.models$/, ".")).toBe(want));

  test("stand in sections, whole modules first, constants before classes before functions; a class that only types need stands apart", () => {
    const items = [
      importName("typing", "Any"), importName("./models/user", "User"), importName("./runtime/wire", "Model", word("RuntimeModel")), importName("./runtime/wire", "EXACTLY"), importName("./runtime/wire", "codec_of"),
      importName("pydantic", "Field"), importModule("json"), importModule("collections.abc", "abc"), importName("collections.abc", "Sequence", undefined, true), importName("./item10", "a"), importName("./item9", "a"), importName("uuid", "UUID"),
    ];
    expect(textOf(printFile("app", [joinLines(items.map((each) => code`${each}`))], { future: true }))).toContain(`
from __future__ import annotations

import json
from collections import abc
from typing import TYPE_CHECKING, Any
from uuid import UUID

from pydantic import Field

from .item9 import a
from .item10 import a
from .models.user import User
from .runtime.wire import EXACTLY, codec_of
from .runtime.wire import Model as RuntimeModel

if TYPE_CHECKING:
    from collections.abc import Sequence
`);
  });

  test("the order of exports", () => expect(["b", "B2", "B10", "a", "URL", "A", "Ab", "aB", "é"].toSorted(compareExports)).toEqual(["B2", "B10", "URL", "A", "Ab", "a", "aB", "b", "é"]));
});

test("a file without anything is its header", () => expect(textOf(printFile("x", [nothing]))).toBe("# Generated by Mortise from the contract. Changes made here are lost on the next run.\n"));

describe.skipIf(!hasPython)("Python's own word on what is printed (skipped where Python is absent)", () => {
  test("literals are the texts that they were made of, in the quotes that ruff prefers", () => {
    const folder = makeFolder("python-literals");
    const texts = Array.from({ length: 2_000 }, hostile);
    const table = code`TEXTS = ${list(texts.map(literal), { open: "[", close: "]", indent: 4 })}`;
    writeFileSync(join(folder, "literals.py"), textOf(printFile("literals", [table])));
    const { stdout } = runPython(folder, ["-c", "import json, literals\nprint(json.dumps(literals.TEXTS))"]);
    expect(JSON.parse(stdout)).toEqual(texts);
    writeFileSync(join(folder, "ruff.toml"), 'line-length = 120\n[lint]\nignore = ["E501"]\n');
    expect(lint(folder)).toBe("");
  }, 60_000);

  test("docstrings and comments say nothing but words, and are as ruff formats them", () => {
    const folder = makeFolder("python-docstrings");
    const blocks = Array.from({ length: 600 }, (_, index) => {
      const doc = docstring({ text: hostile(), deprecated: chance.maybe(20), ...(chance.maybe(30) && { default: JSON.stringify(hostile()), examples: [JSON.stringify(hostile())] }), ...(chance.maybe(20) && { arguments: [{ name: "a", text: hostile() }] }) });
      const own = word(`X${index}`);
      const remark = comment(hostile());
      const member = docstring({ text: hostile() });
      const members = joinLines([code`a: int = 1`, member]);
      const rest = joinLines([code`b: int = 1`, remark]);
      return code`
        class ${own}:
            ${joinBlocks([doc, members, rest])}
      `;
    });
    writeFileSync(join(folder, "docs.py"), textOf(printFile("docs", blocks)));
    writeFileSync(join(folder, "ruff.toml"), 'line-length = 120\ntarget-version = "py311"\n[lint]\nselect = ["E", "F", "W", "I", "UP"]\nignore = ["E501"]\n');
    const program = [
      "import ast",
      "tree = ast.parse(open('docs.py', encoding='utf-8').read())",
      "kinds = {type(node).__name__ for each in tree.body for node in each.body} | {type(each).__name__ for each in tree.body}",
      "words = [node.value.value for each in tree.body for node in each.body if isinstance(node, ast.Expr)]",
      "print(len(tree.body), sorted(kinds), all(isinstance(each, str) for each in words))",
    ].join("\n");
    const { stdout, stderr } = runPython(folder, ["-c", program]);
    expect(stdout + stderr).toBe("600 ['AnnAssign', 'ClassDef', 'Expr'] True\n");
    expect(lint(folder)).toBe("");
  }, 60_000);

  test("imports are as ruff sorts them", () => {
    const place = makeFolder("python-imports");
    writeFileSync(join(place, "ruff.toml"), 'line-length = 120\ntarget-version = "py311"\n[lint]\nselect = ["F821", "I", "RUF022"]\n');
    const modules = ["./models/a", "./models/a_b", "./models/a2", "./models/a10", "./models/a02", "./runtime/wire", "./", "typing", "collections.abc", "pydantic", "fastapi", "uuid", "ray.serve", "decimal"];
    const names = ["A", "a", "AB", "aB", "Ab", "A2", "A10", "A02", "URL", "X", "é", "É", "x1", "x01", "用户", "snake_case", "CONST_X", "HTTPProxy"];
    for (let index = 0; index < 200; index += 1) {
      // A name of a module has one name in all of a product, and is needed by types alone in all of it, or not at all.
      const items = new Map(
        Array.from({ length: 1 + chance.below(40) }, (_, at) => {
          const [module, own] = [chance.pick(modules), word(chance.pick(names))];
          return [`${module} ${own}`, importName(module, own, chance.maybe(50) ? word(`Local${at}`) : undefined, module === "decimal")] as const;
        }),
      );
      const whole = chance.maybe(50) ? ["json", "datetime", "os.path"].map((module) => importModule(module)) : [];
      const lines = [...items.values(), ...whole].map((item) => (item.typeOnly ? code`x: ${item}` : code`print(${item})`));
      const exported = code`__all__ = ${list([...new Set(Array.from({ length: 1 + chance.below(9) }, () => chance.pick(names)))].toSorted(compareExports).map(literal), { open: "[", close: "]", indent: 4 })}`;
      writeFileSync(join(place, `f${index}.py`), textOf(printFile(`operations/f${index}`, [joinLines(lines), exported], { future: true })));
    }
    expect(lint(place)).toBe("");
  }, 60_000);
});
