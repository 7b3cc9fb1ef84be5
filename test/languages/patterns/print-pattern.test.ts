import { describe, expect, test } from "vitest";
import { render } from "../../../generators/emit/code.js";
import { printPattern } from "../../../generators/languages/typescript/patterns.js";
import { linearPattern } from "../../../templates/runtime/typescript/check/pattern.js";

const print = (pattern: string): string => render(printPattern(pattern), 1000);

describe("patterns that backtracking matches in linear time are literals", () => {
  test.each([
    ["^[A-Z]{3}$", "/^[A-Z]{3}$/u"],
    ["foo", "/foo/u"],
    ["[a-z]+", "/[a-z]+/u"],
    ["^[a-zA-Z0-9._%+-]+@[a-z]+$", "/^[a-zA-Z0-9._%+-]+@[a-z]+$/u"],
    ["^-?\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?$", "/^-?\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?$/u"],
    ["^(?=.*[A-Z])(?=.*\\d).{8,}$", "/^(?=.*[A-Z])(?=.*\\d).{8,}$/u"],
    ["(?<!foo)bar", "/(?<!foo)bar/u"],
    ["^([\"']).*\\1$", "/^([\"']).*\\1$/u"],
    [".{1,4000}", "/.{1,4000}/u"],
    ["^\\p{L}+ \\d+$", "/^\\p{L}+ \\d+$/u"],
    ["", "/(?:)/u"],
  ])("%s", (pattern, want) => expect(print(pattern)).toBe(want));
});

describe("others are matched by the runtime", () => {
  test.each([
    ["an exponential one", "^(a+)+$", "linearPattern(/^(a+)+$/u, 14)"],
    ["empty rounds", "^(?:a*)*$", "linearPattern(/^(?:a*)*$/u, 14)"],
    ["every start", "\\s+$", "linearPattern(/\\s+$/u, 310)"],
    ["neighbours that overlap", "^\\d*\\.?\\d*$", "linearPattern(/^\\d*\\.?\\d*$/u, 310)"],
    ["a look to the end from everywhere", "^(?:(?!.*x).)*$", "linearPattern(/^(?:(?!.*x).)*$/u, 220)"],
    ["a stack that a long text fills", "^[a-z]+(?:-[a-z]+)*$", "linearPattern(/^[a-z]+(?:-[a-z]+)*$/u, 410_000)"],
    ["a reference to what may be long", "^(.*)\\1$", "boundedPattern(/^(.*)\\1$/u, 0)"],
  ])("%s", (_, pattern, want) => expect(print(pattern)).toBe(`/* @__PURE__ */ ${want}`));
});

describe("no pattern leaves its literal", () => {
  test.each([
    ["a/b", "/a\\/b/u"],
    ["a\\/b", "/a\\/b/u"],
    ["[/]", "/[\\/]/u"],
    ["^x*/", "/^x*\\//u"],
    ["</script>", "/<\\/script>/u"],
    ["<!--", "/\\u{3c}!--/u"],
    ["[<!--]", "/[\\u{3c}!--]/u"],
    ["(?<!--x)y", "/(?<!\\u{2d}-x)y/u"],
    ["\\[<!--", "/\\[\\u{3c}!--/u"],
    ["a\nb\rc\u2028d\u2029e", "/a\\nb\\rc\\u{2028}d\\u{2029}e/u"],
    ["\u202e\u0000\ufeff", "/\\u{202e}\\u{0}\\u{feff}/u"],
    ["\ud83d\\udc32", "/\\u{d83d}\\udc32/u"],
    ["^🐲é$", "/^🐲é$/u"],
    ["(?<\\u0061>x)", 'new RegExp("(?<\\\\u0061>x)", "u")'],
    ["^\\p{Script=Garay}", 'new RegExp("^\\\\p{Script=Garay}", "u")'],
  ])("%j", (pattern, want) => {
    expect(print(pattern)).toBe(want);
    expect(want).not.toMatch(/[\n\r\u2028\u2029]|\*\/.|<\/|<!--/);
  });

  test.each(["[<!--]", "(?<!--x)y", "a/b", "\n", "[\n\u200d-]", "<!--", "\ud83d\\udc32", "(?<!a)\\(?<!--"])("%j means what it meant", (pattern) => {
    const printed = new RegExp(print(pattern).slice(1, -2), "u");
    const texts = ["<", "!", "-", "y", "--xy", "a/b", "\n", "\u200d", "<!--", "\ud83d", "\udc32", "🐲", "\ud83d\udc32", "b(<!--", "#", "("];
    expect(texts.map((text) => printed.test(text))).toEqual(texts.map((text) => new RegExp(pattern, "u").test(text)));
  });
});

test("what is printed stays fast on texts made to hurt it", () => {
  const evil = ["(x+x+)+y", "^(?:a*)*$", "^(\\w+\\s?)+$", "\\s+$", "(?:a?|b?){25}c", "^(?:a|b|ab)*c$", "(a[^]*b|a)*$", "(?<=a+)b", "^[^\\s]+(\\s+[^\\s]+)*$", "[a-z]+_token_[0-9]+", "^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,}$"];
  const texts = ["x", "a", "a ", " ", "ab", "a.", "a-"].flatMap((unit) => [9, 300, 50_000].map((times) => `${unit.repeat(times)}!`));
  const start = performance.now();
  for (const pattern of evil) {
    const [, length = "0"] = /, ([\d_]+)\)$/.exec(print(pattern)) ?? [];
    const matcher = linearPattern(new RegExp(pattern, "u"), Number(length.replaceAll("_", "")));
    for (const text of texts) matcher.test(text);
  }
  expect(performance.now() - start).toBeLessThan(15_000);
});
