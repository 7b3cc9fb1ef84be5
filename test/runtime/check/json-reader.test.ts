import { describe, expect, test } from "vitest";
import { Decimal } from "../../../templates/runtime/typescript/check/decimal.js";
import { MalformedJson, readJson, type JsonLimits } from "../../../templates/runtime/typescript/check/json-reader.js";
import { writeJson } from "../../../templates/runtime/typescript/check/write-json.js";
import { millisecondsOf, randomFrom } from "./random.js";

/** The rule that a text or its bytes break, else the value. */
function read(source: string | readonly number[], limits?: JsonLimits): unknown {
  try {
    return readJson(typeof source === "string" ? new TextEncoder().encode(source) : Uint8Array.from(source), limits);
  } catch (error) {
    if (!(error instanceof MalformedJson)) throw error;
    expect(error.code).toBe("malformed_json");
    return error.rule;
  }
}

const wrap = (text: string): readonly number[] => [...new TextEncoder().encode(text)];

describe("what is no JSON", () => {
  test.each([
    ["", "json"],
    [" ", "json"],
    ["1 2", "json"],
    ["{} x", "json"],
    ["[1,]", "json"],
    ['{"a":1,}', "json"],
    ["// no\n1", "json"],
    ["/* no */ 1", "json"],
    ["NaN", "json"],
    ["-Infinity", "json"],
    ["01", "json"],
    ["+1", "json"],
    [".5", "json"],
    ["5.", "json"],
    ["0x10", "json"],
    ["'a'", "json"],
    ["{a:1}", "json"],
    ['"\t"', "json"],
    ['"\\x"', "json"],
    ['"', "json"],
    ["\u00a01", "json"],
    ["1\u0000", "json"],
    ["1e400", "json"],
    ["-1e400", "json"],
    ['{"a":[1e309]}', "json"],
    ["1e-1000000000", "json"],
    ["[".repeat(101) + "]".repeat(101), "json"],
    ['{"a":'.repeat(101) + "1" + "}".repeat(101), "json"],
    ["\ufeff1", "encoding"],
    ['"\\ud800"', "encoding"],
    ['"\\uDC00\\uD800"', "encoding"],
    ['{"\\udfff":1}', "encoding"],
    ['{"a":1,"a":1}', "duplicate"],
    ['{"a":1,"\\u0061":1}', "duplicate"],
    ['{"a" :1,"a":1}', "duplicate"],
    ['{"a"\n\t\r :{"b":1},"a"\n:2}', "duplicate"],
    ['{"a":":","a":":"}', "duplicate"],
    ['{"a\\\\":1,"a\\\\":1}', "duplicate"],
    ['{"a\\"":1,"a\\"":1}', "duplicate"],
    ['{"__proto__":1,"__proto__":1}', "duplicate"],
    ['{"":1,"":1}', "duplicate"],
    ['{"1":1,"1":1}', "duplicate"],
    ['[{"x":{"a":1,"b":[{"c":1,"c":2}]}}]', "duplicate"],
    // Of several faults, the first of encoding of the bytes, grammar, half a character, duplicate.
    ['{"a":1,"a":1', "json"],
    ['{"a":1,"a":"\\ud800"}', "encoding"],
    ['["\\ud800",1e400]', "json"],
  ])("%j: %s", (text, rule) => {
    expect(read(text)).toBe(rule);
  });

  test.each([
    ["invalid", [0x22, 0xff, 0x22]],
    ["overlong", [0x22, 0xc0, 0xaf, 0x22]],
    ["overlong, three bytes", [0x22, 0xe0, 0x80, 0xaf, 0x22]],
    ["cut", [0x22, 0xe2, 0x82, 0x22]],
    ["a surrogate", [0x22, 0xed, 0xa0, 0x80, 0x22]],
    ["beyond Unicode", [0x22, 0xf4, 0x90, 0x80, 0x80, 0x22]],
    ["UTF-16 with a mark", [0xff, 0xfe, 0x31, 0x00]],
    ["before the grammar", [...wrap("{"), 0x80]],
  ])("bytes: %s", (_name, bytes) => {
    expect(read(bytes)).toBe("encoding");
  });

  test("UTF-16 without a mark is another text", () => expect(read([0x31, 0x00])).toBe("json"));

  test("a text, as a parameter has it, keeps the same rules", () => {
    const ruleOf = (text: string): unknown => {
      try {
        return readJson(text);
      } catch (error) {
        return (error as MalformedJson).rule;
      }
    };
    expect(['"\ud800"', "\ufeff1", '{"a":1,"a":1}', "[", '"\ud83d\ude00"'].map(ruleOf)).toEqual(["encoding", "encoding", "duplicate", "json", "😀"]);
  });

  test("the message says nothing of the text", () => {
    expect(() => readJson('{"secret": oops}')).toThrow(/^must be one JSON value$/);
  });
});

describe("what is", () => {
  test.each([
    ['"\\ud83d\\ude00"', "😀"],
    ['"\\ufeff"', "\ufeff"],
    ['"\\\\ud800"', "\\ud800"],
    ['{"a":"\\":","b":":x","c":"a\\\\"}', { a: '":', b: ":x", c: "a\\" }],
    [' \n\r\t{"a" : [ 1 , 2.50 , -0 ] } ', { a: [1, 2.5, -0] }],
    ['{"constructor":1,"toString":2}', { constructor: 1, toString: 2 }],
    ["[0,0.0,0e-5,-0.000]", [0, 0, 0, -0]],
    ['{"a":{"a":1},"b":[{"a":1}]}', { a: { a: 1 }, b: [{ a: 1 }] }],
    ["12345678901234567890e-5", new Decimal({ negative: false, digits: "1234567890123456789", exponent: -4 })],
  ])("%j", (text, want) => {
    expect(read(text)).toEqual(want);
  });

  test("100 levels, and as many as are allowed", () => {
    expect(read("[".repeat(100) + "]".repeat(100))).not.toBe("json");
    expect(read("[".repeat(3) + "]".repeat(3), { maxDepth: 2 })).toBe("json");
    expect(read("[".repeat(1000) + "]".repeat(1000), { maxDepth: 1000 })).not.toBe("json");
  });

  test("__proto__ is a name", () => {
    for (const text of ['{"__proto__":{"admin":true}}', '{"__proto__":{"admin":true},"n":1e-400}']) {
      const value = read(text) as object;
      expect(Object.hasOwn(value, "__proto__")).toBe(true);
      expect((value as { admin?: boolean }).admin).toBe(undefined);
    }
  });

  test.each([
    ["9007199254740993", "9007199254740993"],
    ["[9007199254740993]", "[9007199254740993]"],
    ["-9223372036854775808", "-9223372036854775808"],
    ["123456789.123456789", "123456789.123456789"],
    ["1234567.12345678901e-3", "1234.56712345678901"],
    ["0.30000000000000001", "0.30000000000000001"],
    ['{"a":1e-400,"b":0}', '{"a":1e-400,"b":0}'],
    ['{"a":0,"b":0.00000000000000000001e-310}', '{"a":0,"b":1e-330}'],
    ["0.1000000000000000055511151231257827", "0.1000000000000000055511151231257827"],
    ['{"id":"1234567890123456789","n":1234567890123456789}', '{"id":"1234567890123456789","n":1234567890123456789}'],
    ["0.30000000000000004", "0.30000000000000004"],
    ["1.50e1", "15"],
  ])("no digit of %s is lost", (text, want) => {
    expect(writeJson(read(text))).toBe(want);
  });
});

test("20,000 random documents are what JSON.parse reads, and with a duplicate they aren't read", () => {
  const random = randomFrom(7);
  const pick = (from: readonly string[]): string => from[random(from.length)]!;
  const space = (): string => pick(["", "", "", " ", "\n", " \t"]);
  const texts = ['"a"', '":"', '"\\":"', '"\\\\"', '"é:"', '"1234567890123456"', '"a : b"', '"\\u0061"', '"x, 1e-400"', '" :"'];
  const numbers = ["0", "1", "-0", "1.5", "1e5", "0e-400", "12345", "1e22", "0.1", "5e-324", "0.30000000000000004", "123456789012345680"];
  const document = (depth: number): string => {
    const kind = depth === 0 ? random(3) : random(5);
    if (kind === 0) return pick(texts);
    if (kind === 1) return pick(numbers);
    if (kind === 2) return pick(["true", "false", "null", "[]", "{}"]);
    const count = random(4);
    const name = (index: number): string => `"${pick(["a", "b:", "\\\\", "__proto__"])}${index}"${space()}:${space()}`;
    const part = (index: number): string => `${space()}${kind === 3 ? name(index) : ""}${document(depth - 1)}${space()}`;
    const parts = Array.from({ length: count }, (_, index) => part(index)).join(",");
    return kind === 3 ? `{${parts}}` : `[${parts}]`;
  };
  for (let round = 0; round < 20_000; round++) {
    const text = document(4);
    expect(readJson(text), text).toEqual(JSON.parse(text));
    const twice = text.replace(/\{(?=\s*("[^"\\]*"))/, '{$1 : 0,');
    if (twice !== text) expect(read(twice), twice).toBe("duplicate");
  }
});

test("arrays that look like the reader's marks are arrays", () => {
  expect(writeJson(read('[[1e999,0]]'))).toBe('"json"');
  expect(writeJson(read('[[1e308,0],9007199254740993,[9007199254740995,0],{"7":1e-400,"__proto__":9007199254740997}]'))).toBe(
    '[[1e+308,0],9007199254740993,[9007199254740995,0],{"7":1e-400,"__proto__":9007199254740997}]',
  );
  const ruleOf = ["{12345678901234567:1}", "[1.2345678901234567.8]", "[a12345678901234567]", '["a"12345678901234567]', "[012345678901234567]", "[-]"];
  for (const text of ruleOf) expect(read(text), text).toBe("json");
});

test("texts that begin like numbers are texts", () => {
  for (const body of [":254.59.1.6:", ":127.0.0.1", ",1.2.3.4.5.6.7.8.9.10.11.12", "[12345678901234567.8.9", ":0.0.1234567890123456789", "-1.5.5.5e-400"])
    for (let shift = 0; shift < 16; shift++) {
      const text = `${" ".repeat(shift)}${body}`;
      expect(read(JSON.stringify({ text })), text).toEqual({ text });
    }
});

test("ten megabytes of any kind are read, or refused, in bounded time", () => {
  const size = 10_000_000;
  const hostile: readonly string[] = [
    "[".repeat(size),
    '{"a":'.repeat(size / 5),
    `"${"\\\\".repeat(size / 2)}"`,
    `"${'\\":'.repeat(size / 3)}"`,
    `{"a"${" ".repeat(size)}:1,"a":2}`,
    `["${"a:".repeat(size / 2)}","\\ud83d\\ude00"]`,
    `[${"1.5e-300,".repeat(size / 9)}0]`,
    `[${"0.123456789012345678901,".repeat(size / 24)}0]`,
    `[${"1,".repeat(size / 2)}0,1e-400]`,
    `[${'"",'.repeat(size / 3)}"\\ud83d\\ude00"]`,
    `0.${"1".repeat(size)}`,
    `1${"0".repeat(size)}`,
    `1e-${"0".repeat(size)}400`,
    `[${"123456789012345a".repeat(10)}`,
    `"${"123456789012345a".repeat(size / 16)}"`,
    `{${Array.from({ length: 100_000 }, (_, index) => `"name${index}":1`).join(",")},"name7":1}`,
    `"${":".repeat(size)}"`,
  ];
  for (const text of hostile) expect(millisecondsOf(() => read(text)), text.slice(0, 30)).toBeLessThan(30_000);
}, 120_000);
