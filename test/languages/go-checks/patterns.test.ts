import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { parsePattern } from "../../../generators/languages/patterns.js";
import { printPattern } from "../../../generators/languages/go/patterns.js";
import { importName, printCode } from "../../../generators/languages/go/module.js";
import { randomPattern, randomText, seeded } from "../../runtime/check/random-pattern.js";
import { hasGo, runGo } from "../../targets/go-build.js";
import { makeFolder, root } from "../../targets/generate.js";

/** Reads a pattern and texts a line, and says of each text whether both matchers (with an argument: the usual one) find a match: `1`, `0`, or `-` where one gives up. */
const main = `package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"

	"mortise/runtime/check"
)

func main() {
	in := json.NewDecoder(bufio.NewReader(os.Stdin))
	for in.More() {
		var asked struct {
			Source string
			Texts  []string
		}
		if err := in.Decode(&asked); err != nil {
			panic(err)
		}
		if !check.IsRegex(asked.Source) {
			fmt.Println("none")
			continue
		}
		if len(os.Args) > 1 {
			fmt.Println(match(check.NewPattern(asked.Source), asked.Texts))
			continue
		}
		fmt.Println(match(check.NewPattern(asked.Source), asked.Texts), match(check.NewLinearPattern(asked.Source), asked.Texts))
	}
}

func match(pattern *check.Pattern, texts []string) string {
	said := ""
	for _, text := range texts {
		found, ok := pattern.Match(text)
		switch {
		case !ok:
			said += "-"
		case found:
			said += "1"
		default:
			said += "0"
		}
	}
	return said
}
`;

interface Question {
  readonly source: string;
  readonly texts: readonly string[];
}

const wanted = ({ source, texts }: Question): string => {
  const expression = new RegExp(source, "u");
  const said = texts.map((text) => (expression.test(text) ? "1" : "0")).join("");
  return `${said} ${said}`;
};

const hasHalf = (text: string): boolean => /\p{Cs}/u.test(text);

describe.skipIf(!hasGo)("patterns in Go match what ECMA-262 says", () => {
  const folder = makeFolder("go-patterns");
  const ask = (questions: readonly Question[]): readonly string[] => {
    const input = questions.map((question) => `${JSON.stringify(question)}\n`).join("");
    const { stdout, stderr, status } = spawnSync(join(folder, "program"), { input, encoding: "utf8", maxBuffer: 1 << 28 });
    if (status !== 0) throw new Error(stderr);
    return stdout.trimEnd().split("\n");
  };
  beforeAll(() => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "main.go"), main);
    writeFileSync(join(folder, "go.mod"), `module patterns\n\ngo 1.26\n\nrequire mortise/runtime v0.0.0\n\nreplace mortise/runtime => ${join(root, "templates/runtime/go")}\n`);
    const { status, stderr } = runGo(folder, ["build", "-mod=mod", "-o", "program", "."]);
    if (status !== 0) throw new Error(stderr);
  }, 120_000);

  it("a table", () => {
    const rows: readonly (readonly [string, readonly string[]])[] = [
      ["^(a+)+$", ["a", "aaaa", "", "ab"]],
      ["", ["", "x"]],
      ["[]", ["", "x"]],
      ["[^]", ["", "\n", "🐲"]],
      ["^.$", ["🐲", "\n", "\r", "\u2028", "\u0085", "ab"]],
      ["^\\ud83d\\udc32$", ["🐲", "a"]],
      ["^[\\ud83d\\udc32-\\u{1F433}]$", ["🐲", "🐳", "🐴"]],
      ["^\\p{L}\\P{Lu}\\u{1F432}$", ["aa🐲", "aA🐲"]],
      ["^\\p{Script=Greek}+$", ["αβγ", "abc", "\u0342"]],
      ["^\\p{scx=Greek}+$", ["αβγ", "abc", "\u0342"]],
      ["^\\p{General_Category=Uppercase_Letter}$", ["A", "a", "Ａ"]],
      ["^[\\p{Emoji}-]$", ["🐲", "1", "-", "a"]],
      ["\\bfoo\\b", ["a foo b", "afoo", "foo", "_foo", "éfoo"]],
      ["^\\s+$", [" \t\n\v\f\r\u00a0\ufeff\u2028\u2029\u3000", "\u200b", "\u0085", "\u180e"]],
      ["^\\w+$", ["aZ_09", "é", "ſ", "K"]],
      ["^\\d+$", ["09", "٣"]],
      ["a{2}b{1,}c{0,2}d??$", ["aabc", "abc", "aabbbccd", "aabccc"]],
      ["^(?=.*\\d)(?!.*x)(?<!y).{3}(?<=[abc])$", ["1bc", "1bx", "abc", "12d"]],
      ["^(?<=(?=a).{0})a$", ["a", "b"]],
      ["[\\]\\\\/\\-]$", ["]", "\\", "/", "-", "x"]],
      ["\\cA\\0\\x41\\t", ["\u0001\u0000A\t", "A"]],
      ["^(?:ab|cd)+?$", ["abcd", "abc", ""]],
      ["^[a-z]{0,1500}$", ["a".repeat(1500), "a".repeat(1501)]],
      ["^([\"']).*\\1$", ["'a'", "\"a'"]],
      ["^(?<n>a|b)\\k<n>+$", ["aaa", "ab", "a"]],
      ["^\\k<\\u006e>(?<n>a)$", ["a", "aa"]],
      ["^(?:(a)|b)*\\1$", ["ab", "aba", "aa", "bb"]],
      ["(?<=\\1(a+))b", ["aab", "ab", "aaab"]],
      ["^(?!(a)b)\\1c", ["c", "ac"]],
      ["^(?=(a+))\\1b", ["aab", "b"]],
      ["^(a?)*?\\1$", ["", "aa", "b"]],
      ["^(🐲?)x\\1$", ["🐲x🐲", "x", "🐲x"]],
    ];
    const questions = rows.map(([source, texts]) => ({ source, texts }));
    expect(ask(questions).map((line, index) => `${questions[index]?.source} ${line}`)).toEqual(questions.map((question) => `${question.source} ${wanted(question)}`));
  });

  it("random patterns and texts, by both matchers", () => {
    const random = seeded(30);
    const questions: Question[] = [];
    while (questions.length < 4000) {
      const { source } = randomPattern(random);
      questions.push({ source, texts: Array.from({ length: 8 }, () => randomText(random)).filter((text) => !hasHalf(text)) });
    }
    const wrong = ask(questions).flatMap((line, index) => {
      const question = questions[index] as Question;
      return line === wanted(question) ? [] : [`${question.source} ${JSON.stringify(question.texts)} ${line} for ${wanted(question)}`];
    });
    expect(wrong).toEqual([]);
  });

  it("what is no pattern is none", () => {
    const random = seeded(40);
    const pieces = [..."()[]{}^$.|*+?\\/-,:=!<>0123456789abdfknprstuvwxABDPSW_", "(?", "\\u", "\\p{L}", "\\k<", "(?<", "\\x4", "{2,1}", "\\u{", "[^", "é", "\\c", "?:"];
    const sources = Array.from({ length: 20_000 }, (_, index) => {
      const { source } = randomPattern(random);
      const start = index % 4 === 0 ? "" : source;
      const at = random(start.length + 1);
      const more = Array.from({ length: 1 + random(4) }, () => pieces[random(pieces.length)]).join("");
      return start.slice(0, at) + more + start.slice(at + random(3));
    }).filter((source) => !hasHalf(source));
    const isPattern = (source: string): boolean => {
      try {
        return parsePattern(source) !== undefined;
      } catch {
        return false;
      }
    };
    const wrong = ask(sources.map((source) => ({ source, texts: [] }))).flatMap((line, index) => ((line !== "none") === isPattern(sources[index] as string) ? [] : [`${sources[index]} ${line}`]));
    expect(wrong).toEqual([]);
    expect(sources.filter(isPattern).length).toBeGreaterThan(2_000);
  }, 30_000);

  it("time is bounded", () => {
    const long = "a".repeat(300_000);
    const rows: readonly (readonly [string, string, string])[] = [
      ["^(a+)+$", `${long}!`, "0"],
      ["(x+x+)+y", "x".repeat(300_000), "0"],
      ["\\s+$", `${" ".repeat(300_000)}x`, "0"],
      ["^(.*a){12}$", `${long}b`, "0"],
      ["^(?:(?!.*x).)*$", long, "1"],
      ["(?<=^a*)b", `${long}b`, "1"],
      ["^(?:.|\\n)*$", long.repeat(10), "1"],
      ["^(?:(?:a?){30})a{30}$", "a".repeat(45), "1"],
      ["^(?:a{0,50}){0,50}$", "a".repeat(2501), "0"],
      ["^(.*)(.*)\\1\\2$", `${long}b`, "-"],
      ["^(a+)+\\1b$", "a".repeat(40), "-"],
    ];
    for (const [source, text, want] of rows) {
      const start = performance.now();
      const { stdout } = spawnSync(join(folder, "program"), ["first"], { input: `${JSON.stringify({ source, texts: [text] })}\n`, encoding: "utf8" });
      expect(`${source} ${stdout.slice(0, 1)}`).toBe(`${source} ${want}`);
      expect(performance.now() - start).toBeLessThan(3_000);
    }
  }, 120_000);

  it.each([
    ["^a$", 'check.NewPattern("^a$")'],
    ["^\\d{3}`$", 'check.NewPattern("^\\\\d{3}`$")'],
    ['^"\\d', 'check.NewPattern(`^"\\d`)'],
    ["\ud83d", 'check.NewPattern(`\\u{d83d}`)'],
    ["^.{1,65535}$", 'check.NewLinearPattern("^.{1,65535}$")'],
    ["\u2028", 'check.NewPattern("\\u2028")'],
  ])("%j is printed %s", (pattern, want) => expect(printCode(printPattern(pattern, (name) => importName("api/check", name)))).toBe(want));
});
