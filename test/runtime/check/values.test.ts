import { describe, expect, test } from "vitest";
import { decimal } from "../../../templates/runtime/typescript/check/decimal.js";
import { equals, isOneOf, isUnique } from "../../../templates/runtime/typescript/check/equal.js";
import { countCodePoints, countMembers, hasMaxLength, hasMinLength, isObject } from "../../../templates/runtime/typescript/check/values.js";
import { writeJson } from "../../../templates/runtime/typescript/check/write-json.js";
import { millisecondsOf, randomFrom } from "./random.js";

const long = "9007199254740993";

describe("equality", () => {
  test.each([
    [1, 1, true],
    [0, -0, true],
    [1, "1", false],
    [0, false, false],
    [null, undefined, false],
    [null, {}, false],
    [[], {}, false],
    [[1], [1], true],
    [[1, 2], [2, 1], false],
    [{ a: 1, b: [2] }, { b: [2], a: 1 }, true],
    [{ a: 1 }, { a: 1, b: undefined }, true],
    [{ a: 1 }, { b: 1 }, false],
    [{ toString: 1 }, { a: 1 }, false],
    [{}, { a: 1 }, false],
    [decimal(long), decimal(`${long}.0`), true],
    [decimal(long), Number(long), false],
    [decimal(long), {}, false],
    [[decimal(long)], [decimal("9007199254740995")], false],
    [JSON.parse('{"__proto__":1}'), {}, false],
    [JSON.parse('{"__proto__":1}'), JSON.parse('{"__proto__":1}'), true],
  ])("pair %#", (a, b, want) => {
    expect([equals(a, b), equals(b, a)]).toEqual([want, want]);
    expect(isOneOf(a, ["no", b])).toBe(want);
    expect(isUnique([a, b])).toBe(!want);
    expect(isUnique([a, ..."12345678".split("").map((text) => `other ${text}`), b])).toBe(!want);
  });

  test("different values never look the same to uniqueItems", () => {
    const texts = ["1", "null", "true", "1,2", '{"a":1}', long, "a", 'a","b'];
    const values = [
      ...[...texts, 1, null, true, [], {}, [[]], [{}], [1, 2], ["1,2"], { a: [1] }, { "a:": 1 }, { a: 1 }, { a: "1" }],
      ...[decimal(long), [decimal(long)], [long], ["a", "b"], ['a","b']],
    ];
    expect(isUnique(values)).toBe(true);
    for (const [index, value] of values.entries()) expect(isUnique([...values, value]), `value ${index}`).toBe(false);
  });

  test("300,000 items are compared in linear time", () => {
    const items = Array.from({ length: 300_000 }, (_, index) => ({ id: index, tags: ["a", index] }));
    expect(millisecondsOf(() => expect(isUnique(items)).toBe(true))).toBeLessThan(5_000);
    expect(isUnique([...items, { tags: ["a", 7], id: 7 }])).toBe(false);
  });
});

test.each([
  ["", 0],
  ["a", 1],
  ["é", 1],
  ["😀", 1],
  ["a😀b", 3],
  ["\ud800", 1],
  ["\udc00\ud800", 2],
  ["\ud800\ud83d\ude00", 2],
  ["👨‍👩‍👧", 5],
])("%j has %d code points", (text, want) => {
  expect(countCodePoints(text)).toBe(want);
  for (let limit = 0; limit < 8; limit++) {
    expect([hasMinLength(text, limit), hasMaxLength(text, limit)]).toEqual([want >= limit, want <= limit]);
  }
});

test("random texts have as many code points as their iterator gives", () => {
  const random = randomFrom(1);
  for (let round = 0; round < 5_000; round++) {
    const text = Array.from({ length: random(6) }, () => ["a", "\ud800", "\udc00", "😀"][random(4)]).join("");
    expect(countCodePoints(text)).toBe([...text].length);
  }
});

test("objects are objects alone, and undefined members aren't there", () => {
  expect([{}, Object.create(null), JSON.parse('{"constructor":1}')].map(isObject)).toEqual([true, true, true]);
  expect([null, [], decimal(long), "a", 1, undefined].map(isObject)).toEqual([false, false, false, false, false, false]);
  expect([{}, { a: 1 }, { a: undefined, b: null }].map(countMembers)).toEqual([0, 1, 1]);
});

describe("JSON text", () => {
  test.each([
    [{ a: [1, "x", null], b: undefined }, '{"a":[1,"x",null]}'],
    [undefined, "null"],
    [{ n: 2n ** 63n, d: new Date(0) }, '{"n":9223372036854775808,"d":"1970-01-01T00:00:00.000Z"}'],
    [[1n, undefined, () => 1, NaN, -0], "[1,null,null,null,0]"],
    [{ n: decimal("1e-400"), skip: undefined, text: '"' }, '{"n":1e-400,"text":"\\""}'],
    [decimal(long), long],
    [{ n: 1n, boxed: [new Number(1), new String("a")] }, '{"n":1,"boxed":[1,"a"]}'],
    [{ n: 1n, same: [{}, {}] }, '{"n":1,"same":[{},{}]}'],
  ])("%#: as it should be", (value, want) => {
    expect(writeJson(value)).toBe(want);
  });

  test("a cycle is refused", () => {
    const cycle: unknown[] = [1n];
    cycle.push(cycle);
    expect(() => writeJson(cycle)).toThrow(TypeError);
  });

  test("JSON.stringify doesn't lose a decimal's digits in silence", () => {
    expect(() => JSON.stringify(decimal(long))).toThrow(/use writeJson/);
  });
});
