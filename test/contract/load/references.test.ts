import { describe, expect, test } from "vitest";
import { valueAt } from "../../../generators/contract/pointer.js";
import { loadFiles, referencesOf, tell } from "./memory.js";

const contract = (version: string, parts: string): string => `openapi: ${version}\ninfo: {title: T, version: "1"}\npaths: {}\n${parts}`;
const schemas = (text: string): string => contract("3.1.0", `components:\n  schemas:\n${text.replace(/^/gm, "    ")}`);

describe("references become pointers", () => {
  test.each<[name: string, text: string, want: readonly string[]]>([
    ["a pointer stays", "A: {$ref: '#/components/schemas/B'}\nB: {}", ["/A/$ref -> #/components/schemas/B"]],
    ["percent-encoding goes", "A: {$ref: '#/components/schemas/B%20c'}\n'B c': {}", ["/A/$ref -> #/components/schemas/B c"]],
    ["tilde-escapes stay", "A: {$ref: '#/components/schemas/B/properties/a~1b~0c'}\nB: {properties: {'a/b~c': {}}}", ["/A/$ref -> #/components/schemas/B/properties/a~1b~0c"]],
    ["a slash as %2F in a name is a slash", "A: {$ref: '#%2Fcomponents/schemas/B'}\nB: {}", ["/A/$ref -> #/components/schemas/B"]],
    ["a name that looks encoded", "A: {$ref: '#/components/schemas/B/properties/a%20b'}\nB: {properties: {'a%20b': {}}}", ["/A/$ref -> #/components/schemas/B/properties/a%20b"]],
    ["by anchor", "A: {$ref: '#here'}\nB: {properties: {c: {$anchor: here}}}", ["/A/$ref -> #/components/schemas/B/properties/c"]],
    ["by $id", "A: {$ref: 'https://example.com/b'}\nB: {$id: 'https://example.com/b'}", ["/A/$ref -> #/components/schemas/B"]],
    ["by relative $id", "A: {$ref: 'b'}\nB: {$id: 'b'}", ["/A/$ref -> #/components/schemas/B"]],
    ["against the base", "A: {$id: 'https://e.com/x/a', properties: {p: {$ref: '../y/b#/$defs/c'}, q: {$ref: '#/properties/p'}}}\nB: {$id: 'https://e.com/y/b', $defs: {c: {}}}", ["/A/properties/p/$ref -> #/components/schemas/B/$defs/c", "/A/properties/q/$ref -> #/components/schemas/A/properties/p"]],
    ["an anchor belongs to its resource", "A: {$id: 'https://e.com/a', $defs: {x: {$anchor: n}}, $ref: '#n'}\nB: {$anchor: n, $ref: 'https://e.com/a#n'}\nC: {$ref: '#n'}", ["/A/$ref -> #/components/schemas/A/$defs/x", "/B/$ref -> #/components/schemas/A/$defs/x", "/C/$ref -> #/components/schemas/B"]],
    ["a $dynamicRef to a dynamic anchor stays one", "A: {$dynamicAnchor: n, items: {$dynamicRef: '#n'}}", ["/A/items/$dynamicRef -> #/components/schemas/A"]],
    ["to a plain anchor it is a $ref", "A: {$anchor: n, items: {$dynamicRef: '#n'}}", ["/A/items/$ref -> #/components/schemas/A"]],
    ["by pointer it is a $ref", "A: {$dynamicAnchor: n, items: {$dynamicRef: '#/components/schemas/A'}}", ["/A/items/$ref -> #/components/schemas/A"]],
    ["beside a $ref it moves into allOf", "A: {items: {$dynamicRef: '#n', $ref: '#n'}}\nB: {$anchor: n}", ["/A/items/$ref -> #/components/schemas/B", "/A/items/allOf/0/$ref -> #/components/schemas/B"]],
    ["through a $ref", "A: {$ref: '#/components/schemas/B/properties/c'}\nB: {$ref: '#/components/schemas/C'}\nC: {properties: {c: {}}}", ["/A/$ref -> #/components/schemas/C/properties/c", "/B/$ref -> #/components/schemas/C"]],
    ["into an extension", "A: {$ref: '#/components/schemas/B/x-parts/c'}\nB: {x-parts: {c: {properties: {d: {$ref: '#here'}}}}}\nC: {$anchor: here}", ["/A/$ref -> #/components/schemas/B/x-parts/c", "/B/x-parts/c/properties/d/$ref -> #/components/schemas/C"]],
    ["recursion", "A: {properties: {next: {$ref: '#/components/schemas/A'}}}", ["/A/properties/next/$ref -> #/components/schemas/A"]],
  ])("%s", async (_, text, want) => {
    const source = await loadFiles({ "a.yaml": schemas(text) });
    expect(tell(source).filter((line) => !line.includes("component name"))).toEqual([]);
    expect(referencesOf(source.document)).toEqual(want);
  });

  test("only references are touched", async () => {
    const text = "A:\n  properties: {$ref: {type: string}, b: {default: {$ref: 'x%20y'}}}\n  enum: [{$ref: 'x'}]\n  const: {$ref: 'x'}\n  example: {$ref: 'x'}\n  examples: [{$ref: 'x'}]\n  x-a: {$ref: 'x'}\n  unknown: {$ref: 'x'}";
    const source = await loadFiles({ "a.yaml": schemas(text) });
    expect(tell(source)).toEqual([]);
    expect(source.document["components"]).toEqual({
      schemas: {
        A: {
          properties: { $ref: { type: "string" }, b: { default: { $ref: "x%20y" } } },
          enum: [{ $ref: "x" }],
          const: { $ref: "x" },
          example: { $ref: "x" },
          examples: [{ $ref: "x" }],
          "x-a": { $ref: "x" },
          unknown: { $ref: "x" },
        },
      },
    });
  });

  test("a discriminator's mapping", async () => {
    const source = await loadFiles({ "a.yaml": schemas("P: {discriminator: {propertyName: t, mapping: {c: Cat, d: '#/components/schemas/D%6Fg', e: './b.yaml', f: Fish}}}\nCat: {}\nDog: {}"), "b.yaml": "type: object" });
    expect(tell(source)).toEqual([]);
    expect(valueAt(source.document, "#/components/schemas/P/discriminator/mapping")).toEqual({ c: "#/components/schemas/Cat", d: "#/components/schemas/Dog", e: "#/components/schemas/b", f: "Fish" });
    expect(valueAt(source.document, "#/components/schemas/b")).toEqual({ type: "object" });
  });

  test("in 3.0 there are no identifiers", async () => {
    const source = await loadFiles({ "a.yaml": contract("3.0.3", "components: {schemas: {A: {$ref: '#n'}, B: {$anchor: n, $id: 'https://e.com/b', properties: {p: {$ref: '#/components/schemas/A'}}}}}") });
    expect(tell(source).filter((line) => line.includes("error"))).toEqual(["a.yaml:4:34 error ref-unresolved: the reference '#n' leads nowhere: '#n' is no pointer"]);
  });

  test("$self is the base in 3.2", async () => {
    const text = "openapi: 3.2.0\n$self: https://e.com/api/openapi.yaml\ninfo: {title: T, version: '1'}\ncomponents: {schemas: {A: {$ref: 'openapi.yaml#/components/schemas/B'}, B: {$ref: 'https://e.com/api/openapi.yaml#/components/schemas/C'}, C: {$ref: 'c.yaml'}}}";
    const source = await loadFiles({ "a.yaml": text, "c.yaml": "type: string" });
    expect(tell(source)).toEqual([]);
    expect(source.document["components"]).toEqual({ schemas: { A: { $ref: "#/components/schemas/B" }, B: { $ref: "#/components/schemas/C" }, C: { type: "string" } } });
  });
});

describe("references that are wrong, all of them", () => {
  test.each<[name: string, text: string, want: readonly string[]]>([
    ["nowhere", "A: {$ref: '#/components/schemas/Usr'}\nUser: {$ref: '#/components/schema/X'}", [
      "6:15 error ref-unresolved: the reference '#/components/schemas/Usr' leads nowhere: '#/components/schemas' has no 'Usr'",
      "7:18 error ref-unresolved: the reference '#/components/schema/X' leads nowhere: '#/components' has no 'schema'",
    ]],
    ["no such anchor", "A: {$ref: '#n'}", ["6:15 error ref-unresolved: the reference '#n' leads nowhere: no schema has '$anchor: n'"]],
    ["no such file", "A: {$ref: 'b.yaml'}", ["6:15 error ref-unresolved: the reference 'b.yaml' leads nowhere: the file 'b.yaml' does not exist"]],
    ["no such urn", "A: {$ref: 'urn:x:y'}", ["6:15 error ref-unresolved: the reference 'urn:x:y' leads nowhere: no schema of the contract has '$id: urn:x:y'"]],
    ["no URI", "A: {$ref: 'http://['}", ["6:15 error ref-unresolved: the reference 'http://[' leads nowhere: 'http://[' is no URI reference"]],
    ["a remote one", "A: {$ref: 'https://example.com/a.yaml'}", ["6:15 error ref-remote: reading 'https://example.com/a.yaml' is not allowed"]],
    ["no text", "A: {$ref: 5}", ["6:15 error wrong-kind: '$ref' must be a string, but is a number"]],
    ["to something else", "A: {$ref: '#/components/responses/R'}\nB: {$ref: '#/info/title'}", [
      "6:15 error ref-unresolved: the reference '#/components/responses/R' leads nowhere: '#/components' has no 'responses'",
      "7:15 error ref-kind: '#/info/title' leads to a string, but a schema belongs here",
    ]],
    ["to itself", "A: {$ref: '#/components/schemas/A'}", ["6:15 error ref-cycle: the reference '#/components/schemas/A' leads only back to itself"]],
    ["in a circle", "A: {$ref: '#/components/schemas/B'}\nB: {$ref: '#/components/schemas/C', description: x}\nC: {$ref: '#/components/schemas/A'}\nD: {$ref: '#/components/schemas/A'}", [
      "6:15 error ref-cycle: the reference '#/components/schemas/B' leads only back to itself: #/components/schemas/B -> #/components/schemas/C -> #/components/schemas/A",
    ]],
    ["the same anchor twice", "A: {$anchor: n}\nB: {$dynamicAnchor: n}\nC: {$id: c, $anchor: n}", ["7:25 error anchor-duplicate: the anchor 'n' stands twice"]],
    ["the same $id twice", "A: {$id: x}\nB: {$id: x}", ["7:14 error anchor-duplicate: '$id: x' stands twice"]],
  ])("%s", async (_, text, want) => {
    expect(tell(await loadFiles({ "a.yaml": schemas(text) }))).toEqual(want.map((line) => `a.yaml:${line}`));
  });

  test("of another kind", async () => {
    const source = await loadFiles({ "a.yaml": contract("3.1.0", "components:\n  schemas: {A: {$ref: '#/components/responses/R'}}\n  responses: {R: {description: d}, S: {$ref: '#/components/schemas/A'}}\n  parameters: {P: {$ref: '#/components/headers/H'}}\n  headers: {H: {schema: {}}}") });
    expect(tell(source)).toEqual([
      "a.yaml:5:23 error ref-kind: '#/components/responses/R' leads to a response, but a schema belongs here",
      "a.yaml:6:46 error ref-kind: '#/components/schemas/A' leads to a schema, but a response belongs here",
      "a.yaml:7:26 error ref-kind: '#/components/headers/H' leads to a header, but a parameter belongs here",
    ]);
  });

  test("what stands beside $ref and says nothing is noted", async () => {
    const three = await loadFiles({ "a.yaml": contract("3.0.3", "components: {schemas: {A: {$ref: '#/components/schemas/B', nullable: true, description: d, x-a: 1}, B: {}}}") });
    const one = await loadFiles({ "a.yaml": contract("3.1.0", "components: {schemas: {A: {$ref: '#/components/schemas/B', minLength: 5}, B: {}}, responses: {R: {$ref: '#/components/responses/S', content: {}, summary: s}, S: {description: d}}}") });
    expect(tell(three)).toEqual(["a.yaml:4:60 note ref-siblings: 'nullable' beside '$ref' says nothing in 3.0"]);
    expect(tell(one)).toEqual(["a.yaml:4:133 note ref-siblings: 'content' beside '$ref' says nothing"]);
  });

  test("hints name what is near", async () => {
    const { diagnostics } = await loadFiles({ "a.yaml": schemas("User: {}\nA: {$ref: '#/components/schemas/user'}\nB: {$ref: '#/definitions/User'}\nC: {$ref: User}\nD: {$ref: '#User'}\nE: {$ref: 'https://e.com/x'}") });
    expect(diagnostics.map(({ hint }) => hint)).toEqual([
      "did you mean '#/components/schemas/User'?",
      "did you mean '#/components/schemas/User'?",
      "did you mean '#/components/schemas/User'?",
      "did you mean '#/components/schemas/User'?",
      "allow it: --allow-remote https://e.com/",
    ]);
  });

  test("an unresolved reference stays as it is", async () => {
    const { document } = await loadFiles({ "a.yaml": schemas("A: {$ref: 'no%20where.yaml'}") });
    expect(document["components"]).toEqual({ schemas: { A: { $ref: "no%20where.yaml" } } });
  });
});
