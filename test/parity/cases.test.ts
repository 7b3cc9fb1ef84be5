import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { readCases } from "./cases.js";
import { canonicalJson } from "./exact-json.js";
import { judge } from "./judge.js";

const folder = fileURLToPath(new URL("./", import.meta.url));
const profilePath = join(folder, "../../../shared/wire-profile.md");
const cases = readCases();

describe("the golden requests", () => {
  test("each has a name of its own", () => {
    const names = cases.map(({ id, contract, sentence }) => `${contract} ${id} ${sentence}`);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  test("README.md counts them", () => {
    const readme = readFileSync(join(folder, "README.md"), "utf8");
    const written = [...readme.matchAll(/^\| (\S.*?) \| (\d+) \|$/gm)].map(([, chapter, count]) => [chapter, Number(count)]);
    const chapters = new Map<string, number>();
    for (const { chapter } of cases) chapters.set(chapter, (chapters.get(chapter) ?? 0) + 1);
    expect(Object.fromEntries(written)).toEqual({ ...Object.fromEntries(chapters), all: cases.length });
  });

  test("wanted JSON is JSON", () => {
    expect(cases.flatMap(({ want: { json } }) => (json === undefined || canonicalJson(json) !== "" ? [] : [json]))).toEqual([]);
  });

  test("requests are written as README.md says", () => {
    const [one] = cases.filter(({ id }) => id === "json: a byte that begins no sequence (POST /any)");
    expect(one?.bytes().toString("latin1")).toBe('POST /any HTTP/1.1\r\nHost: parity.test\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: 3\r\n\r\n"\x80"');
  });

  /** What no request can show: where the profile speaks of itself, of generation, and of speed. */
  const beyond = [
    "A text without a run of 16 digits or a large exponent can't lose anything as a double, which is a cheap thing to know.",
    "A pattern that is no ECMA pattern is a Diagnostic at generation.",
    "Every generated client writes what these rules read:",
  ];

  const plain = (text: string): string => text.replaceAll(/^\* /gm, "").replaceAll(/\s+/g, " ");

  test.skipIf(!existsSync(profilePath))("quote the wire profile, and all of it", () => {
    const [, ...chapters] = readFileSync(profilePath, "utf8").split(/^## .*$/m);
    const profile = plain(chapters.join(" "));
    const quotes = [...new Set(cases.map(({ sentence }) => plain(sentence)))];
    expect(quotes.filter((quote) => !profile.includes(quote))).toEqual([]);
    const isQuoted = new Set<number>();
    for (const quote of [...quotes, ...beyond])
      for (let at = profile.indexOf(quote); at >= 0; at = profile.indexOf(quote, at + 1)) for (let index = 0; index < quote.length; index += 1) isQuoted.add(at + index);
    const left = [...profile].map((character, index) => (isQuoted.has(index) ? "|" : character)).join("");
    expect(left.match(/\w[^|]{5,}\w/g) ?? []).toEqual([]);
  });
});

describe("exact JSON", () => {
  const rows: readonly (readonly [one: string, other: string, same: boolean])[] = [
    ["1", "1.0", true],
    ["1e2", "100", true],
    ["-0", "0", true],
    ["0.10", "1e-1", true],
    ["9007199254740993", "9007199254740992", false],
    ['{"a":1,"b":[2]}', '{ "b": [2.0], "a": 1 }', true],
    ['"\\u00e9"', '"é"', true],
    ["[1,2]", "[2,1]", false],
    ["[]", "{}", false],
    ['{"a":null}', "{}", false],
  ];
  test.each(rows)("%s and %s: %s", (one, other, same) => expect(canonicalJson(one) === canonicalJson(other)).toBe(same));
});

describe("the judge", () => {
  const problem = { type: "about:blank", title: "Bad Request", status: 400, code: "invalid_request", detail: "d", trace_id: "4bf92f3577b34da6a3ce929d0e0e4736", violations: [{ in: "body", pointer: "/a", rule: "type", message: "m" }] };
  const judged = (value: object, status = 400, mediaType = "application/problem+json"): string => {
    const [one] = cases;
    if (one === undefined) throw new Error("there are no cases");
    const want = { ...one, method: "POST", want: { status: 400, violations: [["body", "/a", "type"]] as const } };
    return judge(want, { status, headers: new Map([["content-type", mediaType]]), body: Buffer.from(JSON.stringify(value)) }).join("; ");
  };

  test.each([
    ["as wanted", problem, ""],
    ["another code", { ...problem, code: "internal" }, "code is internal"],
    ["another rule", { ...problem, violations: [{ ...problem.violations[0], rule: "enum" }] }, "violations are [[body, /a, enum]], not [[body, /a, type]]"],
    ["no message", { ...problem, violations: [{ ...problem.violations[0], message: "" }] }, "a violation has no message"],
    ["one violation more", { ...problem, violations: [...problem.violations, ...problem.violations] }, "violations are"],
    ["another member", { ...problem, stack: "s" }, "there are other members: stack"],
    ["truncated", { ...problem, truncated: true }, "truncated is true"],
    ["no trace", { ...problem, trace_id: "x" }, "trace_id is x"],
  ])("%s", (_name, value, line) => expect(judged(value)).toContain(line));

  test("another status, another media type", () => {
    expect(judged(problem, 422)).toContain("status is 422, not 400");
    expect(judged(problem, 400, "application/json")).toContain("Content-Type is 'application/json'");
  });
});
