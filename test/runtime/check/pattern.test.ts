import { describe, expect, test } from "vitest";
import { boundedPattern, linearPattern, PatternLimit } from "../../../templates/runtime/typescript/check/pattern.js";
import { randomPattern, randomText, seeded } from "./random-pattern.js";

describe("verdicts are those of RegExp", () => {
  const rows: readonly (readonly [RegExp, readonly string[]])[] = [
    [/^(a+)+$/u, ["a", "aaaa", "", "ab"]],
    [/(?:)/u, ["", "x"]],
    [/[]/u, ["", "x"]],
    [/[^]/u, ["", "\n", "🐲"]],
    [/^.$/u, ["🐲", "\ud83d", "\n", "\u2028", "ab"]],
    [/^\ud83d$/u, ["\ud83d", "🐲"]],
    [/^\ud83d\udc32$/u, ["🐲", "\ud83d"]],
    [/^\p{L}\P{Lu}\u{1F432}$/u, ["aa🐲", "aA🐲"]],
    [/\bfoo\b/u, ["a foo b", "afoo", "foo", "_foo"]],
    [/a{2}b{1,}c{0,2}d??$/u, ["aabc", "abc", "aabbbccd", "aabccc"]],
    [/^(?=.*\d)(?!.*x)(?<!y).{3}(?<=[abc])$/u, ["1bc", "1bx", "abc", "12d"]],
    [/^(?<=(?=a).{0})a$/u, ["a", "b"]],
    [/[\]\\/-]$/u, ["]", "\\", "/", "-", "x"]],
    [/\cA\0\x41\t/u, ["\u0001\u0000A\t", "A"]],
  ];
  test.each(rows)("%s by both", (expression, texts) => {
    const want = texts.map((text) => expression.test(text));
    expect(texts.map((text) => linearPattern(expression, -1).test(text))).toEqual(want);
    expect(texts.map((text) => boundedPattern(expression, -1).test(text))).toEqual(want);
  });

  const references: readonly (readonly [RegExp, readonly string[]])[] = [
    [/^(["']).*\1$/u, ["'a'", '"a\'']],
    [/^(?<n>a|b)\k<n>+$/u, ["aaa", "ab", "a"]],
    [new RegExp("^\\k<\\u006e>(?<n>a)$", "u"), ["a", "aa"]],
    [/^(?:(a)|b)*\1$/u, ["ab", "aba", "aa", "bb"]],
    [/(?<=\1(a+))b/u, ["aab", "ab", "aaab"]],
    [/^(?!(a)b)\1c/u, ["c", "ac"]],
    [/^(?=(a+))\1b/u, ["aab", "b"]],
    [/^(a?)*?\1$/u, ["", "aa", "b"]],
    [/^(🐲?)x\1$/u, ["🐲x🐲", "x", "🐲x"]],
  ];
  test.each(references)("%s by backtracking", (expression, texts) =>
    expect(texts.map((text) => boundedPattern(expression, -1).test(text))).toEqual(texts.map((text) => expression.test(text))));

  test("random patterns and texts", () => {
    const random = seeded(20);
    const wrong: string[] = [];
    for (let round = 0; round < 4000; round += 1) {
      const { source, references } = randomPattern(random);
      const expression = new RegExp(source, "u");
      const bounded = boundedPattern(expression, -1);
      const linear = references ? bounded : linearPattern(expression, -1);
      for (let each = 0; each < 8; each += 1) {
        const text = randomText(random);
        const want = expression.test(text);
        if (bounded.test(text) !== want || linear.test(text) !== want) wrong.push(`${source} on ${JSON.stringify(text)}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});

describe("time is bounded", () => {
  const long = "a".repeat(300_000);
  test.each([
    [/^(a+)+$/u, `${long}!`, false],
    [/(x+x+)+y/u, "x".repeat(300_000), false],
    [/\s+$/u, `${" ".repeat(300_000)}x`, false],
    [/^(.*a){12}$/u, `${long}b`, false],
    [/^(?:(?!.*x).)*$/u, long, true],
    [/(?<=^a*)b/u, `${long}b`, true],
    [/^(?:.|\n)*$/u, long.repeat(10), true],
    [/^(?:(?:a?){30})a{30}$/u, "a".repeat(45), true],
  ])("%s reads each code point once", (expression, text, want) => {
    const start = performance.now();
    expect(linearPattern(expression, 10).test(text)).toBe(want);
    expect(performance.now() - start).toBeLessThan(3000);
  });

  test.each([
    [/^(.*)(.*)\1\2$/u, `${long}b`],
    [/^(a+)+\1b$/u, "a".repeat(40)],
    [/(.+)\1\1/u, Array.from({ length: 3000 }, (_, index) => String.fromCodePoint(0x4e00 + index)).join("")],
  ])("%s gives up", (expression, text) => {
    const start = performance.now();
    expect(() => boundedPattern(expression, 10).test(text)).toThrow(PatternLimit);
    expect(performance.now() - start).toBeLessThan(3000);
  });
});
