import { describe, expect, test } from "vitest";
import { alternatives, Code, code, type Import, join, joinBlocks, joinLines, list, nothing, render, uniteImports, verbatim, word, wrapped } from "../../generators/emit/code.js";

const at = (name: string, typeOnly = false): Import => ({ kind: "import", module: "m", name: word(name), typeOnly });
const args = (...names: string[]): Code => list(names.map(word), { open: "(", close: ")" });

describe("code", () => {
  const rows: readonly (readonly [string, Code, string])[] = [
    ["a line stays a line", code`let ${word("x")} = ${1};`, "let x = 1;"],
    ["a block loses its margin", code`
        a {
          b
        }
      `, "a {\n  b\n}"],
    ["a value of lines keeps the indentation", code`
        a {
          ${verbatim("b\nc")}
        }
      `, "a {\n  b\n  c\n}"],
    ["an empty value alone takes its line away", code`
        a {
          ${nothing}
          b
          ${nothing}
        }
      `, "a {\n  b\n}"],
    ["an empty value within a line leaves the line", code`
        a${nothing};
        b
      `, "a;\nb"],
    ["an empty first line goes too", code`
        ${nothing}
        b
      `, "b"],
    ["an empty line stays", code`
        a

        b
      `, "a\n\nb"],
    ["nested blocks add up", code`
        a {
          ${code`
            b {
              ${word("c")}
            }
          `}
        }
      `, "a {\n  b {\n    c\n  }\n}"],
    ["no white space at line ends", code`
        a = ${alternatives([word("aaaaaaaaaaaaaaaaaaaa"), word("bbbbbbbbbbbbbbbbbbbb")])};
      `, "a =\n  | aaaaaaaaaaaaaaaaaaaa\n  | bbbbbbbbbbbbbbbbbbbb;"],
    ["joined pieces leave the empty ones out", join([word("a"), nothing, word("b")], verbatim(", ")), "a, b"],
    ["lines and blocks", joinBlocks([joinLines([word("a"), word("b")]), word("c")]), "a\nb\n\nc"],
    ["a list that fits", code`f${args("a", "b")};`, "f(a, b);"],
    ["a list that does not", code`f${args("aaaaaaaaaaaa", "bbbbbbbbbbbb", "cccccccccccc")};`, "f(\n  aaaaaaaaaaaa,\n  bbbbbbbbbbbb,\n  cccccccccccc,\n);"],
    ["what follows counts", code`f${args("aaaaaaaaaaaa", "bbbbbbbb")} + cccccccc;`, "f(\n  aaaaaaaaaaaa,\n  bbbbbbbb,\n) + cccccccc;"],
    ["an empty list", list([], { open: "{", close: "}", padding: " " }), "{}"],
    ["padding", list([word("a")], { open: "{", close: "}", padding: " " }), "{ a }"],
    ["a line end inside breaks the list", list([verbatim("a\nb")], { open: "[", close: "]" }), "[\n  a\n  b,\n]"],
    ["an import is its name, or its local name", code`${at("A")} ${{ ...at("B"), local: word("C") }}`, "A C"],
  ];
  test.each(rows)("%s", (_, given, want) => expect(render(given, 32)).toBe(want));

  test("an expression is wrapped where its beginning doesn't fit and the parenthesis does", () => {
    const show = (name: string, expression: Code, head?: number) => render(code`${word(name)} = ${wrapped(expression, head)}`, 12);
    const items = list([word("aa"), word("bb"), word("cc")], { open: "f(", close: ")", indent: 4 });
    expect(show("x", code`None`)).toBe("x = None");
    expect(show("x1234567", code`None`)).toBe("x1234567 = (\n    None\n)");
    expect(show("x12345678", code`None`)).toBe("x12345678 = None");
    expect(show("x123456", items, 2)).toBe("x123456 = f(\n    aa,\n    bb,\n    cc,\n)");
    expect(show("x1234567", items, 2)).toBe("x1234567 = (\n    f(\n        aa,\n        bb,\n        cc,\n    )\n)");
    expect(show("x12345678", items, 2)).toBe("x12345678 = f(\n    aa,\n    bb,\n    cc,\n)");
  });

  test("what stands before a wrapped expression needs room for the parenthesis alone", () => {
    const before = list([word("a")], { open: "[", close: "]", indent: 4, trailing: "" });
    const show = (width: number) => render(code`xx: ${before} = ${wrapped(code`None`)}`, width);
    expect(show(11)).toBe("xx: [a] = (\n    None\n)");
    expect(show(10)).toBe("xx: [\n    a\n] = None");
  });

  test("imports are found once each, and a value wins over a type", () => {
    const mentioned = new Set<Import>();
    render(code`${at("A", true)} ${list([at("B")], { open: "", close: "" })} ${at("A")}`, undefined, mentioned);
    expect(uniteImports(mentioned).map(({ name, typeOnly }) => `${name} ${typeOnly}`)).toEqual(["A false", "B false"]);
  });

  test("a word must be an identifier", () => expect(() => word("a b")).toThrow("no identifier"));

  test("text is never taken apart by its width, however deep", () => {
    let deep: Code = code`${word("x")}`;
    for (let level = 0; level < 5000; level += 1) deep = code`(${deep})`;
    expect(render(deep).length).toBe(10_001);
  });
});
