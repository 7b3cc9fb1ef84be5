import { describe, expect, it } from "vitest";
import { Decimal, decimal } from "../../templates/runtime/typescript/check/decimal.js";
import { anyNumber, keepsNumber, type NumberRules, pickNumber } from "../../templates/runtime/typescript/data/numbers.js";
import { draw, drawInteger, forkRandom, openRandom, shuffle } from "../../templates/runtime/typescript/data/random.js";
import { type Hint, momentOf, openScene } from "../../templates/runtime/typescript/data/scene.js";
import { anyText, keepsText, pickText, type TextRules } from "../../templates/runtime/typescript/data/text.js";
import { wordsOf } from "../../templates/runtime/typescript/data/text-names.js";

const hintOf = (name: string, owner = "User", seed = "a"): Hint => ({ name, scene: openScene(openRandom(seed), owner) });
const seeds = Array.from({ length: 12 }, (_, index) => `seed ${index}`);

function textsOf(rules: Partial<TextRules>, name = ""): readonly (string | undefined)[] {
  return seeds.map((seed) => pickText({ ...anyText, ...rules }, hintOf(name), openRandom(seed)));
}

function numbersOf(rules: Partial<NumberRules>, name = ""): readonly (number | Decimal | undefined)[] {
  return seeds.map((seed) => pickNumber({ ...anyNumber, ...rules }, hintOf(name), openRandom(seed)));
}

const limit = (value: number | Decimal, included = true): NumberRules["least"] => ({ value, included });

describe("streams of random numbers", () => {
  it("are the same for the same names, whatever was drawn before", () => {
    const one = openRandom("a");
    draw(one);
    expect(draw(forkRandom(one, "x"))).toBe(draw(forkRandom(openRandom("a"), "x")));
    expect(draw(forkRandom(one, "x"))).not.toBe(draw(forkRandom(one, "y")));
    expect(draw(forkRandom(openRandom("a"), "b"))).not.toBe(draw(openRandom("ab")));
  });
  it("are even, within limits, and reach both of them", () => {
    const random = openRandom("even");
    const counts = [0, 0, 0, 0];
    for (let turn = 0; turn < 40_000; turn += 1) counts[drawInteger(random, 0, 3)]! += 1;
    for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(400);
    const large = Array.from({ length: 1_000 }, () => drawInteger(random, -(2 ** 52), 2 ** 52));
    expect(large.every((value) => Number.isSafeInteger(value) && Math.abs(value) <= 2 ** 52)).toBe(true);
    expect(shuffle(random, [1, 2, 3, 4]).toSorted()).toEqual([1, 2, 3, 4]);
  });
});

describe("texts", () => {
  const satisfiable: readonly Partial<TextRules>[] = [
    ...["^a*$", "foo", "^[A-Z]{3}\\d+$", "^(?=.*[A-Z])(?=.*\\d)(?=.*[!@#]).{8,12}$", "^(?:(?!foo).)*$", "^(?!.*--)[a-z-]{5,10}$", "^[^\\x00-\\x7f]{4}$", "^(a|b)\\1$", "^(?<q>['\"])\\w+\\k<q>$"].map((pattern) => ({ patterns: [pattern] })),
    ...["(?<=x)y", "(?<!x)y$", "\\bfoo\\b", "^$", "$^", "^.{100,}$", "\\p{Script=Greek}", "a{1000}", "^(?!-)[A-Za-z0-9-]{1,63}(?<!-)$", "^(a+)+$", "\\u{1F600}", "\\p{Nd}", "^\\P{ASCII}{2}$"].map((pattern) => ({ patterns: [pattern] })),
    { patterns: ["^a", "z$", "m.*m"] },
    { patterns: ["^[a-z]+$"], notPatterns: ["a", "e", "i"], minLength: 20 },
    { patterns: ["^[a-z]+$"], minLength: 200, maxLength: 200 },
    { patterns: ["^(?:[a-z]{3})*$"], minLength: 7, maxLength: 10 },
    { patterns: ["^https://"], formats: ["uri"], minLength: 100 },
    { patterns: ["^2\\d{3}-02"], formats: ["date"] },
    { patterns: ["@acme\\.org$"], formats: ["email"], maxLength: 20 },
    { notPatterns: ["."] },
    { notPatterns: ["^[a-z ]*$"] },
    { notFormats: ["regex"] },
    { notFormats: ["uri-reference", "regex"] },
    { minLength: 5_000 },
    { maxLength: 0 },
    { minLength: 3, maxLength: 4 },
  ];
  it.each(satisfiable)("%j", (rules) => {
    for (const text of textsOf(rules)) {
      expect(text).toBeTypeOf("string");
      expect(keepsText({ ...anyText, ...rules }, text ?? "")).toBe(true);
    }
  });
  const lengths: Readonly<Record<string, readonly [number, number]>> = { email: [5, 60], date: [10, 10], time: [9, 30], uuid: [36, 36], ipv4: [7, 15], ipv6: [2, 39], "date-time": [20, 30], duration: [3, 30], regex: [0, 90] };
  const formats = "date time date-time duration email idn-email hostname idn-hostname ipv4 ipv6 uri uri-reference iri iri-reference uri-template uuid json-pointer relative-json-pointer regex byte".split(" ");
  it.each(formats)("%s, as it comes and of a given length", (format) => {
    const [least, most] = lengths[format] ?? [9, 90];
    const all: readonly Partial<TextRules>[] = [{}, { minLength: least }, { maxLength: least }, { minLength: most }, { minLength: most, maxLength: most }];
    for (const rules of all) {
      // Base64 has lengths that four divides.
      if (format === "byte" && rules.minLength !== undefined && rules.minLength === rules.maxLength) continue;
      for (const text of textsOf({ formats: [format], ...rules })) expect(text).toSatisfy((found) => typeof found === "string" && keepsText({ ...anyText, formats: [format], ...rules }, found));
    }
  });
  it.each([{ patterns: ["a^b"] }, { minLength: 3, maxLength: 2 }, { notPatterns: ["[\\s\\S]"], minLength: 1 }, { formats: ["uri"], maxLength: 1 }, { patterns: ["^a$", "^b$"] }, { formats: ["date"], maxLength: 9 }])("there are none: %j", (rules) => {
    expect(pickText({ ...anyText, ...rules }, hintOf(""), openRandom(""))).toBeUndefined();
  });
});

describe("words in keeping with names", () => {
  const textOf = (name: string, rules: Partial<TextRules> = {}, seed = "a"): string => pickText({ ...anyText, ...rules }, hintOf(name, "User", seed), openRandom(seed + name)) ?? "";
  it("one object is of one person, one place and one order of moments", () => {
    for (const seed of seeds) {
      const of = (name: string, format?: string): string => textOf(name, format === undefined ? {} : { formats: [format] }, seed);
      expect(of("email", "email").toLowerCase()).toContain(`${of("first_name")}.${of("lastName")}`.toLowerCase());
      expect(of("name")).toBe(`${of("firstName")} ${of("last_name")}`);
      const moments = ["created_at", "startDate", "updatedAt", "endDate", "deleted_at", "expires_at"].map((name) => of(name, "date-time"));
      expect(moments.toSorted()).toEqual(moments);
      const days = ["start_date", "end_date"].map((name) => of(name, "date"));
      expect(days.toSorted()).toEqual(days);
    }
  });
  it.each([
    ["phone_number", /^\+\d{8,15}$/],
    ["countryCode", /^[A-Z]{2}$/],
    ["currency", /^[A-Z]{3}$/],
    ["website", /^https:\/\/[a-z-]+\.example$/],
    ["avatarUrl", /^https:\/\/example\.com\/images\/\w+\.png$/],
    ["zip", /\d/],
    ["sha", /^[\da-f]{40}$/],
    ["price", /^\d+\.\d\d$/],
    ["description", /\.$/],
  ] as const)("%s", (name, form) => {
    for (const seed of seeds) expect(textOf(name, {}, seed)).toMatch(form);
  });
  it.each([
    ["createdAt", "created at"],
    ["HTMLUrl", "html url"],
    ["X-Request-Id", "x request id"],
    ["__proto__", "proto"],
  ])("%s is read as %s", (name, words) => expect(wordsOf(name)).toBe(words));
  it("moments as numbers are seconds since 1970, near now", () => {
    const hint = hintOf("created_at");
    expect(pickNumber({ ...anyNumber, integer: true }, hint, openRandom("a"))).toBe(momentOf(hint.scene, "created at") / 1000);
  });
});

describe("numbers", () => {
  it.each<Partial<NumberRules>>([
    {},
    { integer: true },
    { least: limit(0), most: limit(1) },
    { least: limit(0, false), most: limit(0.001, false) },
    { multiples: [0.01], least: limit(19.99) },
    { multiples: [0.3, 0.2], integer: true },
    { multiples: [7], least: limit(100), most: limit(105) },
    { least: limit(decimal("9007199254740993.5"), false), most: limit(decimal("9007199254740994"), false) },
    { formats: ["int64"], integer: true, least: limit(2 ** 62) },
    { formats: ["uint64"], integer: true, least: limit(decimal("18446744073709551615")) },
    { formats: ["int32"], integer: true, most: limit(-(2 ** 31)) },
    { least: limit(1e308) },
    { most: limit(-1e308, false) },
    { multiples: [decimal("1e-400")] },
    { notInteger: true, multiples: [0.5], least: limit(3), most: limit(4) },
    { integer: true, notMultiples: [2, 3, 5] },
    { notMultiples: [0.01] },
    { most: limit(-5, false), integer: true },
    { notFormats: ["int32"], integer: true },
    { notFormats: ["uint64"], integer: true, least: limit(0) },
  ])("%#", (rules) => {
    for (const value of numbersOf(rules)) expect(value).toSatisfy((found) => found !== undefined && keepsNumber({ ...anyNumber, ...rules }, found as number));
  });
  it.each<Partial<NumberRules>>([
    { multiples: [7], least: limit(100), most: limit(104) },
    { notInteger: true, multiples: [1] },
    { least: limit(5, false), most: limit(5) },
    { integer: true, least: limit(0.1), most: limit(0.9) },
    { formats: ["int32"], integer: true, least: limit(2 ** 31) },
  ])("there are none: %#", (rules) => expect(pickNumber({ ...anyNumber, ...rules }, hintOf(""), openRandom(""))).toBeUndefined());
  it("are spread over what is allowed", () => {
    expect(new Set(numbersOf({ least: limit(0), most: limit(1) }).map(String)).size).toBeGreaterThan(6);
    expect(new Set(numbersOf({ integer: true, least: limit(200), most: limit(299) }, "port")).size).toBeGreaterThan(6);
  });
});
