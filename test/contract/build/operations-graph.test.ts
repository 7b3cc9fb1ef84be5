import { describe, expect, it } from "vitest";
import { groupByCycle, isCyclic, linkSchemas, reachableFrom, schemasByDirection, schemasOf, schemasOfShape, sortByDependency, type SchemaGraph, usageByDirection } from "../../../generators/contract/graph.js";
import type { Assertion, Schema, Shape } from "../../../generators/contract/model.js";
import { operationsOf } from "./operations-given.js";

/** `a>b,c b>a c` as a graph. */
const graphOf = (text: string): SchemaGraph => ({
  edges: new Map(text.split(" ").map((entry): [string, string[]] => {
    const [id = "", targets = ""] = entry.split(">");
    return [id, targets === "" ? [] : targets.split(",")];
  })),
});

const schemaOf = (id: string, assertions: readonly Assertion[], shape: Shape): Schema => ({
  id, place: { kind: "component", name: id }, deprecated: false, access: "both", examples: [], resource: "", assertions, shape, exact: true, directional: false,
});

describe("groupByCycle", () => {
  it.each([
    ["a b c", "a b c"],
    ["a>b b>c c", "c b a"],
    ["a>b b>a", "a+b"],
    ["a>a", "a"],
    ["a>b b>c c>a d>a", "a+b+c d"],
    ["a>b,c b>d c>d d", "d b c a"],
    ["a>b b>c,d c>b d>e e>d", "d+e b+c a"],
    ["a>missing", "missing a"],
  ])("%s: %s", (graph, want) => {
    expect(groupByCycle(graphOf(graph)).map((group) => group.join("+")).join(" ")).toBe(want);
  });

  it("tells cycles from single schemas", () => {
    const graph = graphOf("a>b b>a c>c d");
    expect(groupByCycle(graph).map((group) => isCyclic(graph, group))).toEqual([true, true, false]);
  });

  it("starts where it is told", () => {
    expect(sortByDependency(graphOf("a>b b c>d d"), ["c"])).toEqual(["d", "c"]);
  });

  it("ends on a chain and on a cycle of 50,000, in time", () => {
    const count = 50_000;
    const chain = { edges: new Map(Array.from({ length: count }, (_, number): [string, string[]] => [`${number}`, [`${number + 1}`]])) };
    const cycle = { edges: new Map(Array.from({ length: count }, (_, number): [string, string[]] => [`${number}`, [`${(number + 1) % count}`]])) };
    expect(groupByCycle(chain)).toHaveLength(count + 1);
    expect(groupByCycle(cycle)).toHaveLength(1);
    expect(reachableFrom(chain, ["0"]).size).toBe(count + 1);
  });
});

describe("linkSchemas", () => {
  const reference = (schema: string): Shape => ({ kind: "ref", schema });
  const contract = {
    schemas: {
      a: schemaOf("a", [{ keyword: "$ref", schema: "b" }], reference("c")),
      b: schemaOf("b", [{ keyword: "$dynamicRef", schema: "c", anchor: "node" }], { kind: "any" }),
      c: schemaOf("c", [], { kind: "any" }),
    },
    resources: { "": { id: "", dynamicAnchors: { node: "c" } }, other: { id: "other", dynamicAnchors: { node: "a" } } },
  };

  it.each([
    ["assertions", { a: ["b"], b: ["c", "a"], c: [] }],
    ["shape", { a: ["c"], b: [], c: [] }],
    ["both", { a: ["b", "c"], b: ["c", "a"], c: [] }],
  ] as const)("by %s", (face, want) => {
    expect(Object.fromEntries(linkSchemas(contract, face).edges)).toEqual(want);
  });

  it.each<[Assertion, readonly string[]]>([
    [{ keyword: "prefixItems", schemas: ["a", "b"] }, ["a", "b"]],
    [{ keyword: "if", condition: "a", else: "c" }, ["a", "c"]],
    [{ keyword: "properties", members: [{ name: "x", schema: "a", access: "both" }] }, ["a"]],
    [{ keyword: "discriminator", property: "t", mapping: [{ tag: "x", schema: "a" }], otherwise: "b" }, ["a", "b"]],
    [{ keyword: "dependentSchemas", entries: [{ name: "x", schema: "a" }] }, ["a"]],
    [{ keyword: "uniqueItems" }, []],
  ])("%o", (assertion, want) => {
    expect(schemasOf(assertion)).toEqual(want);
  });

  it("finds what a shape refers to, in order", () => {
    const field = (name: string, shape: Shape) => ({ name, shape, required: false, access: "both" as const, deprecated: false, examples: [] });
    const shape: Shape = {
      kind: "object",
      closed: false,
      fields: [field("x", { kind: "nullable", of: { kind: "array", items: reference("a") } }), field("y", { kind: "union", branches: [{ shape: reference("b") }, { shape: { kind: "map", values: reference("c") } }] })],
      extra: { kind: "tuple", items: [reference("d")], required: 0, rest: reference("e") },
      subtypes: { tag: "t", of: [{ tag: "f", schema: "f" }] },
    };
    expect(schemasOfShape(shape)).toEqual(["a", "b", "c", "d", "e", "f"]);
  });
});

it("which schemas requests and responses use", () => {
  const { operations, webhooks } = operationsOf(`
paths:
  /a:
    post:
      operationId: a
      parameters: [{ $ref: '#/components/parameters/P' }]
      requestBody: { content: { application/json: { schema: {} } } }
      responses: { '200': { description: d, content: { application/json: { schema: {} } } } }
      callbacks: { c: { '{$url}': { post: { operationId: c, requestBody: { content: { application/jsonl: { itemSchema: {} } } } } } } }
components: { parameters: { P: { name: p, in: query, schema: {} } } }`);
  const body = "#/paths/~1a/post/requestBody/content/application~1json/schema";
  const answer = "#/paths/~1a/post/responses/200/content/application~1json/schema";
  const callback = "#/paths/~1a/post/callbacks/c/{$url}/post/requestBody/content/application~1jsonl/itemSchema";
  expect(operations.map(schemasByDirection)).toEqual([{ request: ["#/components/parameters/P/schema", body, callback], response: [answer] }]);
  const graph = graphOf(`${body}>x x>y ${answer}>y`);
  expect(usageByDirection({ operations, webhooks }, graph)).toEqual({
    request: new Set(["#/components/parameters/P/schema", body, callback, "x", "y"]),
    response: new Set([answer, "y"]),
  });
});
