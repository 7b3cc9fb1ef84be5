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

  /** The double whose bits become `hash`, by V8's hash of doubles, undone step by step. */
  function doubleOfHash(hash: bigint): number {
    const wrap = (value: bigint): bigint => BigInt.asUintN(64, value);
    const unxor = (value: bigint, shift: bigint): bigint => {
      let bits = value;
      for (let known = shift; known < 64n; known += shift) bits = value ^ (bits >> shift);
      return bits;
    };
    let bits = unxor(hash, 22n);
    bits = wrap(bits * 0xfc0fc0fc0fc0fc1n);
    bits = unxor(bits, 11n);
    bits = wrap(bits * 0xcf3cf3cf3cf3cf3dn);
    bits = unxor(bits, 31n);
    bits = wrap(bits + 1n);
    let value = 0n;
    // bits = (value << 18) - value, so value = (value << 18) - bits.
    for (let round = 0; round < 4; round++) value = wrap((value << 18n) - bits);
    return new Float64Array(BigUint64Array.of(value).buffer)[0]!;
  }

  test("the time of many items is bounded, also of numbers with one hash and of texts like indexes", () => {
    const objects = Array.from({ length: 100_000 }, (_, index) => ({ id: index, tags: ["a", index] }));
    const numbers = Array.from({ length: 200_000 }, (_, index) => doubleOfHash(BigInt(index + 1) << 30n)).filter(Number.isFinite);
    const texts = Array.from({ length: 200_000 }, (_, index) => String(index * 2 ** 14));
    for (const items of [objects, numbers, texts] as readonly (readonly unknown[])[]) {
      expect(millisecondsOf(() => expect(isUnique(items)).toBe(true))).toBeLessThan(30_000);
      expect(isUnique([...items, items[7]])).toBe(false);
    }
  }, 120_000);
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
