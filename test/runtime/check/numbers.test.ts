import { describe, expect, test } from "vitest";
import { compareNumbers, Decimal, decimal } from "../../../templates/runtime/typescript/check/decimal.js";
import {
  isAbove,
  isAtLeast,
  isAtMost,
  isBelow,
  isInt32,
  isInt64,
  isInteger,
  isMultipleOf,
  isNumber,
  isUint32,
  isUint64,
} from "../../../templates/runtime/typescript/check/numbers.js";
import { passDouble } from "../../../templates/runtime/typescript/check/shortest.js";
import { millisecondsOf, randomFrom } from "./random.js";

describe("a text is a double or, where that is another value, a decimal", () => {
  test.each([
    ["1", 1],
    ["1.0", 1],
    ["1e2", 100],
    ["-0", -0],
    ["-0.0e9", -0],
    ["0e999999999", 0],
    ["0.1", 0.1],
    ["1E400", "1e400"],
    ["100000000000000000000000", 1e23],
    ["9007199254740993", "9007199254740993"],
    ["9007199254740993.5", "9007199254740993.5"],
    ["0.30000000000000001", "0.30000000000000001"],
    ["0.300000000000000000", 0.3],
    ["-1e-400", "-1e-400"],
    ["5e-324", 5e-324],
    ["4.9e-324", "4.9e-324"],
    ["1.7976931348623157e308", Number.MAX_VALUE],
  ])("%s", (text, want) => {
    const value = decimal(text);
    expect(value instanceof Decimal ? String(value) : value).toBe(want);
  });
});

test("what surely is a double is what String writes of it", () => {
  const random = randomFrom(11);
  const wrong: string[] = [];
  let sure = 0;
  for (let round = 0; round < 100_000; round++) {
    const digits = `${1 + random(9)}${Array.from({ length: 14 + random(3) }, () => random(10)).join("")}`;
    const point = random(digits.length);
    const near = Number(`${digits.slice(0, point) || "0"}.${digits.slice(point)}`);
    const text = [String(near), near.toPrecision(17), near.toPrecision(16), `0.${digits}`, String(2 ** -random(40))][round % 5]!;
    const isSure = passDouble(text, 0) === text.length;
    if (isSure) sure++;
    const [over, under] = fractionOf(text);
    const [doubleOver, doubleUnder] = fractionOf(String(Number(text)));
    if (isSure && over * doubleUnder !== doubleOver * under) wrong.push(text);
  }
  expect(wrong).toEqual([]);
  expect(sure).toBeGreaterThan(30_000);
});

test.each([
  // value, integer, int32, int64, uint32, uint64
  ["0", true, true, true, true, true],
  ["-0", true, true, true, true, true],
  ["1.5", false, false, false, false, false],
  ["2147483647", true, true, true, true, true],
  ["2147483648", true, false, true, true, true],
  ["-2147483648", true, true, true, false, false],
  ["-2147483649", true, false, true, false, false],
  ["4294967295", true, false, true, true, true],
  ["4294967296", true, false, true, false, true],
  ["9223372036854775807", true, false, true, false, true],
  ["9223372036854775808", true, false, false, false, true],
  ["9223372036854776000", true, false, false, false, true],
  ["-9223372036854775808", true, false, true, false, false],
  ["-9223372036854775809", true, false, false, false, false],
  ["-9223372036854776000", true, false, false, false, false],
  ["18446744073709551615", true, false, false, false, true],
  ["18446744073709551616", true, false, false, false, false],
  ["9007199254740993.5", false, false, false, false, false],
  ["1e-400", false, false, false, false, false],
  ["1e300", true, false, false, false, false],
])("the integer formats of %s", (text, ...want) => {
  const value = decimal(text);
  expect([isInteger(value), isInt32(value), isInt64(value), isUint32(value), isUint64(value)]).toEqual(want);
});

test("what isn't JSON is no number", () => {
  expect([NaN, Infinity, -Infinity, "1", null, 1n].filter(isNumber)).toEqual([]);
  expect([NaN, Infinity, "1", null, 1n, {}].filter(isInteger)).toEqual([]);
});

/** The exact value as a fraction. */
function fractionOf(text: string): readonly [bigint, bigint] {
  const [, sign, whole = "", fraction = "", exponent = "0"] = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text)!;
  const power = Number(exponent) - fraction.length;
  const digits = BigInt(whole + fraction) * (sign === "-" ? -1n : 1n);
  return power >= 0 ? [digits * 10n ** BigInt(power), 1n] : [digits, 10n ** BigInt(-power)];
}

const random = randomFrom(4);
const digitsOf = (count: number): string => Array.from({ length: count }, () => "0123456789".charAt(random(10))).join("");

/** A JSON number: short or long, whole or not, sometimes right beside another one. */
function randomNumber(near?: string): string {
  if (near !== undefined && random(3) === 0) return near.replace(/\d(?=[eE]|$)/, () => digitsOf(1));
  if (near !== undefined && random(3) === 0) return near.replace(/^(-?\d+\.\d+)/, `$1${"0".repeat(random(4))}${digitsOf(random(2))}`);
  const whole = random(3) === 0 ? "0" : String(1 + random(9)) + digitsOf(random(5) === 0 ? 20 : random(6));
  const fraction = random(2) === 0 ? "" : `.${digitsOf(1 + (random(4) === 0 ? random(25) : random(3)))}`;
  const exponent = random(4) === 0 ? `${"eE".charAt(random(2))}${["", "+", "-"][random(3)]}${random(3) === 0 ? random(280) : random(20)}` : "";
  return `${random(4) === 0 ? "-" : ""}${whole}${fraction}${exponent}`;
}

test("30,000 random pairs compare, and divide, as their fractions do", () => {
  const wrong: unknown[] = [];
  for (let round = 0; round < 30_000; round++) {
    const a = randomNumber();
    const b = randomNumber(a);
    const [over, under] = fractionOf(a);
    const [otherOver, otherUnder] = fractionOf(b);
    const want = over * otherUnder - otherOver * under;
    const [x, y] = [decimal(a), decimal(b)];
    const is = [isBelow(x, y), isAtMost(x, y), isAtLeast(x, y), isAbove(x, y), compareNumbers(x, y) === 0];
    if (is.join() !== [want < 0n, want <= 0n, want >= 0n, want > 0n, want === 0n].join()) wrong.push([a, b, is]);
    if (otherOver > 0n) {
      const divides = (over * otherUnder) % (under * otherOver) === 0n;
      if (isMultipleOf(x, y) !== divides) wrong.push([a, "/", b, divides]);
    }
    if (isInteger(x) !== (over % under === 0n)) wrong.push([a, "integer"]);
  }
  expect(wrong).toEqual([]);
});

test("30,000 random multiples of prices are some, and what lies beside them isn't", () => {
  const wrong: unknown[] = [];
  for (let round = 0; round < 30_000; round++) {
    const places = random(8);
    const step = `0.${"0".repeat(places)}${1 + random(30)}`;
    const [over, under] = fractionOf(step);
    const factor = BigInt(random(4) === 0 ? digitsOf(14) : random(100_000));
    const digits = String(over * factor).padStart(String(under).length, "0");
    const multiple = `${digits.slice(0, 1 - String(under).length)}.${digits.slice(1 - String(under).length)}`.replace(/^0+(?=\d)/, "");
    if (!isMultipleOf(decimal(multiple), decimal(step))) wrong.push([multiple, step]);
    if (isMultipleOf(decimal(`${multiple}1`), decimal(step))) wrong.push(["beside", multiple, step]);
  }
  expect(wrong).toEqual([]);
});

test.each([
  ["19.99", "0.01", true],
  ["4.35", "0.01", true],
  ["4.355", "0.01", false],
  ["1e308", "0.5", true],
  ["1e308", "0.123456789", false],
  ["0.0075", "0.0001", true],
  ["0.00751", "0.0001", false],
  ["12391239123", "1e-8", true],
  ["9007199254740993", "2", false],
  ["9007199254740994", "2", true],
  ["0", "1e-400", true],
  ["1e-400", "1e-400", true],
  ["3e-400", "2e-400", false],
  ["1e-999999999", "3", false],
  ["1", "1e-999999999", true],
  ["7", "3e-999999999", false],
  ["-6", "1.5", true],
  ["1e22", "1e23", false],
  ["100000000000000000000000", "1e23", true],
])("%s is a multiple of %s: %s", (value, divisor, want) => {
  expect(isMultipleOf(decimal(value), decimal(divisor))).toBe(want);
});

test("the time of a number of a million digits is bounded", () => {
  const long = `0.${"7".repeat(1_000_000)}`;
  const time = millisecondsOf(() => {
    const value = decimal(long);
    isMultipleOf(value, 0.01);
    isMultipleOf(value, decimal(`0.${"0".repeat(999_999)}7`));
    isAtLeast(value, decimal(`${long}1`));
    isInt64(value);
  });
  expect(time).toBeLessThan(20_000);
});
