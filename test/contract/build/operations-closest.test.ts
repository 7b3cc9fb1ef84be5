import { describe, expect, it } from "vitest";
import { closest, didYouMean, editDistance } from "../../../generators/contract/closest.js";
import { ExactNumber, type Json } from "../../../generators/contract/json.js";
import { toJsonText } from "../../../generators/contract/json-text.js";
import { childOf, tokensOf, valueAt } from "../../../generators/contract/pointer.js";

describe("editDistance", () => {
  it.each([
    ["", "", 0],
    ["a", "", 1],
    ["kitten", "sitting", 3],
    ["query", "qurey", 1],
    ["abc", "abc", 0],
  ])("%s and %s: %i", (a, b, want) => {
    expect(editDistance(a, b)).toBe(want);
    expect(editDistance(b, a)).toBe(want);
  });
});

describe("closest", () => {
  it.each([
    ["Usr", ["Order", "User"], "User"],
    ["user", ["Use", "User"], "User"],
    ["user_id", ["userId", "used"], "userId"],
    ["qurey", ["header", "query"], "query"],
    ["id", ["if", "of"], "if"],
    ["Invoice", ["User", "Order"], undefined],
    ["User", ["User"], undefined],
    ["User", [], undefined],
    ["a".repeat(300), [`${"a".repeat(299)}b`], undefined],
  ])("%s in %o: %s", (name, candidates, want) => {
    expect(closest(name, candidates)).toBe(want);
    expect(didYouMean(name, candidates)).toBe(want === undefined ? undefined : `did you mean '${want}'?`);
  });
});

describe("pointers", () => {
  const document = { a: { "b/c~d": [{ "": 1 }] }, ["__proto__"]: { x: 2 } };
  it.each([
    ["#", document],
    ["#/a/b~1c~0d/0/", 1],
    ["#/a/b~1c~0d/00/", undefined],
    ["#/a/b~1c~0d/length", undefined],
    ["#/a/constructor", undefined],
    ["#/a/missing/x", undefined],
    ["a", undefined],
  ])("%s", (pointer, want) => {
    expect(valueAt(document, pointer)).toBe(want);
  });

  it("are made of names and give them back", () => {
    expect(childOf("#/paths", "/a~b", "get", 0)).toBe("#/paths/~1a~0b/get/0");
    expect(tokensOf("#/paths/~1a~0b/get/0")).toEqual(["paths", "/a~b", "get", "0"]);
  });
});

describe("toJsonText", () => {
  it.each<[Json, string]>([
    [null, "null"],
    ["a\"b\u2028", JSON.stringify("a\"b\u2028")],
    [{ b: [1, -0.5, true], a: {} }, '{"b":[1,-0.5,true],"a":{}}'],
    [new ExactNumber("9223372036854775807"), "9223372036854775807"],
    [{ a: [new ExactNumber("0.30000000000000001"), { "\"": "x" }, []], b: {} }, '{"a":[0.30000000000000001,{"\\"":"x"},[]],"b":{}}'],
  ])("%o", (value, want) => {
    expect(toJsonText(value)).toBe(want);
  });

  it("of any depth", () => {
    let value: Json = 1;
    for (let depth = 0; depth < 50_000; depth++) value = [value];
    expect(toJsonText(value)).toBe("[".repeat(50_000) + "1" + "]".repeat(50_000));
  });
});
