import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { build } from "../../generators/contract/build/index.js";
import { load } from "../../generators/contract/load.js";
import type { Contract } from "../../generators/contract/model.js";
import type { Diagnostic } from "../../generators/diagnostic.js";
import * as hostile from "../fixtures/hostile/make.js";

const folder = mkdtempSync(join(tmpdir(), "mortise-hostile-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Made {
  readonly contract: Contract;
  readonly errors: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
  readonly seconds: number;
}

/** Writes the files, loads and builds them, and locates every diagnostic. */
async function make(name: string, files: hostile.Files): Promise<Made> {
  for (const { path, text } of files) {
    const file = join(folder, name, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  const start = performance.now();
  const source = await load(join(folder, name, files[0]?.path ?? ""));
  const { contract, diagnostics: built } = build(source);
  const diagnostics = [...source.diagnostics, ...built];
  for (const { origin, at } of diagnostics) if (typeof origin === "string") source.locate(origin, at);
  const seconds = (performance.now() - start) / 1000;
  return { contract, diagnostics, errors: diagnostics.filter(({ severity }) => severity === "error").map(({ code, message }) => `${code} ${message.slice(0, 200)}`), seconds };
}

describe("text and names", () => {
  it("keeps every text as it is", async () => {
    const { contract, errors } = await make("texts", hostile.hostileTexts());
    expect(errors).toEqual([]);
    expect(contract.tags.map(({ description }) => description)).toEqual(hostile.PAYLOADS);
    expect(contract.operations.map(({ summary }) => summary)).toEqual(hostile.PAYLOADS);
    expect(contract.operations.map(({ responses }) => responses[0]?.description)).toEqual(hostile.PAYLOADS);
    const enums = hostile.PAYLOADS.map((_, index) => contract.schemas[`#/components/schemas/Text${index}/properties/one`]?.shape);
    expect(enums).toEqual(hostile.PAYLOADS.map((text) => ({ kind: "enum", members: [expect.objectContaining({ value: expect.toSatisfy((value: string) => JSON.parse(value) === text) })] })));
  });

  it("keeps every name as it is", async () => {
    const { contract, errors } = await make("names", hostile.hostileNames());
    expect(errors).toEqual([]);
    const names = [...new Set([...hostile.NAMES, ...hostile.PAYLOADS])];
    expect(contract.operations.map(({ id }) => id)).toEqual(hostile.operationNames(names));
    const all = contract.schemas["#/components/schemas/AllNames"];
    expect(all?.shape.kind === "object" ? all.shape.fields.map(({ name }) => name).sort() : all?.shape.kind).toEqual([...names].sort());
    expect(contract.schemas["#/components/schemas/__proto__"]?.shape.kind).toBe("object");
    expect(contract.schemas["#/components/schemas/constructor"]?.shape.kind).toBe("object");
  });

  it("leaves the prototypes of everything alone", () => {
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect(Object.hasOwn(globalThis, hostile.CANARY)).toBe(false);
    expect(({} as Record<string, unknown>)["type"]).toBe(undefined);
  });

  it("takes every path", async () => {
    const { contract, errors } = await make("paths", hostile.hostilePaths());
    expect(errors).toEqual([]);
    expect(contract.operations.length).toBeGreaterThan(70);
    expect(contract.operations.map(({ path }) => path)).toContain("/../../etc/passwd");
  });

  it("takes every pattern that is one", async () => {
    const { contract, errors } = await make("patterns", hostile.hostilePatterns());
    expect(errors).toEqual([]);
    const patterns = hostile.PATTERNS.map((_, index) => contract.schemas[`#/components/schemas/Pattern${index}/properties/text`]?.assertions.find((one) => one.keyword === "pattern")?.pattern);
    expect(patterns).toEqual(hostile.PATTERNS);
  });

  it("takes media types with quoted parameters", async () => {
    const { contract, diagnostics } = await make("media", hostile.hostileMediaTypes());
    expect(diagnostics.filter(({ severity, code }) => severity === "error" && code !== "media-type-syntax")).toEqual([]);
    expect(contract.operations[0]?.body?.contents.length).toBeGreaterThan(8);
  });

  it("names schemas after files that are called anything", async () => {
    const { errors } = await make("files", hostile.hostileFileNames());
    expect(errors).toEqual([]);
  });
});

/** Seconds that one of these may take: far above what it needs, far below what it would need if it were not linear. */
const BOUND = 20;

describe("depth, width and cycles end, in bounded time", () => {
  const sound: Readonly<Record<string, () => hostile.Files>> = {
    ...Object.fromEntries(Object.entries(hostile.DEEP).filter(([name]) => name !== "if").map(([name, wrap]) => [`${name} nested 1,000 deep`, () => hostile.deepSchema(1_000, wrap)])),
    "a chain of 1,000 references": () => hostile.referenceChain(1_000),
    "a chain of 1,000 extensions": () => hostile.extensionChain(1_000),
    "a chain of 300 files": () => hostile.fileChain(300),
    "10,000 schemas": () => hostile.manySchemas(10_000),
    "5,000 operations": () => hostile.manyOperations(5_000),
    "2,000 parameters": () => hostile.manyParameters(2_000),
    "an enum of 50,000 values": () => hostile.wideEnum(50_000),
    "an object of 20,000 members": () => hostile.wideObject(20_000),
    "an object of 10,000 references": () => hostile.wideReferences(10_000),
    "a union of 2,000 branches": () => hostile.wideUnion(2_000),
    "an allOf of 2 ** 40 branches": () => hostile.allOfBomb(40),
    "an allOf of 2 ** 40 closed branches": () => hostile.allOfBomb(40, { additionalProperties: false, patternProperties: { "^x-": { type: "string" } } }),
    "a union of 4 ** 20 branches": () => hostile.unionBomb(20, 4),
    "members of 3 ** 60 paths": () => hostile.memberBomb(60),
    "a text of 5 MB": () => hostile.longText(5_000_000),
    "files in a circle": () => hostile.fileCycles(),
  };
  it.each(Object.keys(sound))("%s: no error", { timeout: 120_000 }, async (name) => {
    const { errors, seconds, contract } = await make(name.replace(/\W/g, "-"), sound[name]?.() ?? []);
    expect(errors).toEqual([]);
    expect(seconds).toBeLessThan(BOUND);
    expect(JSON.stringify(contract).length).toBeGreaterThan(0);
  });

  const refused: Readonly<Record<string, readonly [() => hostile.Files, RegExp]>> = {
    "schemas nested 100,000 deep": [() => hostile.deepSchema(100_000), /^nesting /],
    "brackets 100,000 deep in JSON": [() => hostile.brackets(100_000, "openapi.json"), /^nesting /],
    "brackets 100,000 deep in YAML": [() => hostile.brackets(100_000, "openapi.yaml"), /^nesting /],
    "100,000 open brackets in JSON": [() => hostile.brackets(100_000, "openapi.json", false), /^(nesting|syntax) /],
    "100,000 open brackets in YAML": [() => hostile.brackets(100_000, "openapi.yaml", false), /^(nesting|syntax) /],
    "indentation 6,000 deep": [() => hostile.indentation(6_000), /^nesting /],
    "an alias of 10 ** 12 values": [() => hostile.aliasBomb(12), /^(alias|syntax)/],
    "an alias that holds itself": [() => hostile.aliasCycle(), /^(alias|syntax)/],
  };
  it.each(Object.keys(refused))("%s: a diagnostic", { timeout: 120_000 }, async (name) => {
    const [files, error] = refused[name] ?? [() => [], /never/];
    const { errors, seconds } = await make(name.replace(/\W/g, "-"), files());
    expect(errors[0]).toMatch(error);
    expect(seconds).toBeLessThan(BOUND);
  });

  it("schemas in every kind of cycle", async () => {
    const { contract, errors, seconds } = await make("cycles", hostile.cycles());
    expect(errors).toEqual([]);
    expect(contract.operations.length).toBeGreaterThan(25);
    expect(seconds).toBeLessThan(BOUND);
  });

  it.each(Object.keys(hostile.ENDLESS))("%s that leads back to itself: a diagnostic", async (name) => {
    const { diagnostics, seconds } = await make(`endless-${name.replace(/\W/g, "-")}`, hostile.contractOf(hostile.ENDLESS[name] ?? {}));
    expect(diagnostics.filter(({ severity }) => severity !== "note")[0]?.code).toMatch(/^(ref-cycle|ref-unresolved|schema-cycle|schema-contradiction)$/);
    expect(seconds).toBeLessThan(BOUND);
  });
});
