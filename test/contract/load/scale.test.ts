import { describe, expect, test } from "vitest";
import { valueAt } from "../../../generators/contract/pointer.js";
import { type Files, loadFiles, placeOf, tell } from "./memory.js";

const contract = (schemas: string): string => `{"openapi": "3.1.0", "info": {"title": "T", "version": "1"}, "paths": {}, "components": {"schemas": {${schemas}}}}`;
const range = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index);

const nestedYaml = (depth: number): string => {
  const lines = range(depth).flatMap((level) => [`${" ".repeat(2 * level + 6)}properties:`, `${" ".repeat(2 * level + 7)}a:`]);
  return `openapi: 3.1.0\ninfo: {title: T, version: "1"}\ncomponents:\n  schemas:\n    A:\n${lines.join("\n")}\n${" ".repeat(2 * depth + 6)}type: strng\n`;
};

describe("depth", () => {
  const pointer = `#/components/schemas/A${"/properties/a".repeat(1000)}`;

  test("schemas of a thousand levels, JSON", async () => {
    const source = await loadFiles({ "a.json": contract(`"A": ${'{"properties": {"a": '.repeat(1000)}{"minLength": "x"}${"}}".repeat(1000)}`) });
    expect(tell(source)).toEqual(["a.json:1:21121 error wrong-kind: 'minLength' must be an integer, but is a string"]);
    expect(valueAt(source.document, pointer)).toEqual({ minLength: "x" });
  });

  test("schemas of a thousand levels, YAML", async () => {
    const source = await loadFiles({ "a.yaml": nestedYaml(1000) });
    expect(tell(source)).toEqual([]);
    expect(placeOf(source, `${pointer}/type`)).toBe("a.yaml:2006:2013");
  });

  test("ten thousand levels are refused", async () => {
    expect(tell(await loadFiles({ "a.json": contract(`"A": ${'{"not": '.repeat(10_000)}{}${"}".repeat(10_000)}`) }))).toEqual(["a.json:1:32083 error nesting: values are nested more than 4,000 levels deep"]);
  });
});

describe("length", () => {
  test("a chain of ten thousand references", async () => {
    const chain = range(10_000).map((index) => `"S${index}": {"$ref": "#/components/schemas/S${index + 1}"}`);
    const source = await loadFiles({ "a.json": contract([...chain, '"S10000": {}'].join(", ")) });
    expect(tell(source)).toEqual([]);
  });

  test("a circle of ten thousand references is one mistake", async () => {
    const chain = range(10_000).map((index) => `"S${index}": {"$ref": "#/components/schemas/S${(index + 1) % 10_000}"}`);
    expect(tell(await loadFiles({ "a.json": contract(chain.join(", ")) })).map((line) => line.split(" ")[2])).toEqual(["ref-cycle:"]);
  });

  test("ten thousand mistakes", async () => {
    const wrong = range(10_000).map((index) => `"S${index}": {"minLength": "x", "$ref": "#/components/schemas/T${index}"}`);
    const source = await loadFiles({ "a.json": contract(wrong.join(", ")) });
    expect(tell(source)).toHaveLength(20_000);
  });

  test("a chain of a thousand files", async () => {
    const files: Record<string, string> = { "a.json": contract('"A": {"$ref": "f0.yaml"}') };
    for (const index of range(1000)) files[`f${index}.yaml`] = index === 999 ? "type: string" : `properties: {next: {$ref: 'f${index + 1}.yaml'}}`;
    const source = await loadFiles(files satisfies Files);
    expect(tell(source)).toEqual([]);
    expect(Object.keys(valueAt(source.document, "#/components/schemas") ?? {})).toHaveLength(1000);
  });
});
