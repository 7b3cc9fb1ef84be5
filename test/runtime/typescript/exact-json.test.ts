import { describe, expect, test } from "vitest";
import { each, members, toBigInt } from "../../../templates/runtime/typescript/decode.js";
import { parseExact } from "../../../templates/runtime/typescript/exact-json.js";
import { exactJson } from "../../../templates/runtime/typescript/index.js";
import { answer, call, clientFor, serve } from "./server.js";

describe("exact JSON", () => {
  test.each<readonly [text: string, want: unknown]>([
    ["1", 1],
    ["9007199254740991", 9007199254740991],
    ["9007199254740992", 9007199254740992n],
    ["9007199254740993", 9007199254740993n],
    ["-9223372036854775808", -9223372036854775808n],
    ["[18446744073709551615, 1]", [18446744073709551615n, 1]],
    ['{"a": 12345678901234567890 }', { a: 12345678901234567890n }],
    ["12345678901234567890.0", 12345678901234567890],
    ["1e20", 1e20],
    ["0.12345678901234567890", 0.12345678901234568],
    ["1.5e-0000000000000000007", 1.5e-7],
    ['"12345678901234567890"', "12345678901234567890"],
    ['"\\"12345678901234567890"', '"12345678901234567890'],
    ['{"12345678901234567890": "a 12345678901234567890"}', { "12345678901234567890": "a 12345678901234567890" }],
    ['["bigint 5", 12345678901234567890]', ["bigint 5", 12345678901234567890n]],
  ])("%s", (given, want) => {
    expect(parseExact(given)).toEqual(want);
  });

  test("__proto__ is a member like any other", () => {
    const value = parseExact('{"__proto__": 12345678901234567890}') as object;
    expect(Object.entries(value)).toEqual([["__proto__", 12345678901234567890n]]);
  });

  test.each([["012345678901234567890"], ["{12345678901234567890: 1}"], ["12345678901234567890 x"], ["[12345678901234567890"], ["--12345678901234567890"], ['"12345678901234567890']])("no JSON: %s", (given) => {
    expect(() => parseExact(given)).toThrow(SyntaxError);
  });

  test("through a client, there and back", async () => {
    const server = await serve((seen, response) => answer(response, 200, seen.body.toString(), { "content-type": "application/json" }));
    const decode = members(() => ({ id: toBigInt, list: each(toBigInt) }));
    const codec = exactJson((value) => ({ decoded: decode(value) }));
    const value = { id: 9223372036854775807n, list: [1n, 9007199254740993n], small: 5, large: 2 ** 70, nested: [{ large: 2 ** 70 }] };
    expect(await call(clientFor(server), { method: "POST", body: { "application/json": codec }, responses: { 200: { "application/json": codec } } }, { body: value })).toMatchObject({ data: { decoded: value } });
  });

  test("without long runs it is as fast as JSON.parse, with them linear", () => {
    const long = `[${Array.from({ length: 20_000 }, (_, index) => `{"id":${9007199254740993n + BigInt(index)},"t":"x\\"y"}`).join(",")}]`;
    const start = performance.now();
    expect((parseExact(long) as unknown[]).length).toBe(20_000);
    expect(performance.now() - start).toBeLessThan(2000);
  });
});
