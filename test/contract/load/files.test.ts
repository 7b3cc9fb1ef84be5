import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { valueAt } from "../../../generators/contract/pointer.js";
import { type Files, loadFiles, placeOf, tell } from "./memory.js";

const head = (version = "3.1.0"): string => `openapi: ${version}\ninfo: {title: T, version: "1"}\n`;

/** A contract whose components are given, with an empty list of paths. */
const components = (text: string, version?: string): string => `${head(version)}paths: {}\ncomponents:\n${text.replace(/^/gm, "  ")}`;

describe("schemas of other files become components", () => {
  test.each<[name: string, files: Files, want: unknown]>([
    [
      "a whole file takes its name, or the place of a component that is only a reference to it",
      { "a.yaml": components("schemas:\n  A: {properties: {u: {$ref: 'schemas/user.yaml'}}}\n  Pet: {$ref: ./schemas/animal.json}"), "schemas/user.yaml": "type: object", "schemas/animal.json": '{"properties": {"friend": {"$ref": "animal.json"}, "owner": {"$ref": "user.yaml#"}}}' },
      {
        A: { properties: { u: { $ref: "#/components/schemas/user" } } },
        Pet: { properties: { friend: { $ref: "#/components/schemas/Pet" }, owner: { $ref: "#/components/schemas/user" } } },
        user: { type: "object" },
      },
    ],
    [
      "a part takes its own name",
      { "a.yaml": components("schemas: {A: {items: {$ref: 'b.yaml#/components/schemas/User'}}}"), "b.yaml": "components: {schemas: {User: {properties: {role: {$ref: '#/components/schemas/Role'}}}, Role: {type: string}, Unused: {}}}" },
      { A: { items: { $ref: "#/components/schemas/User" } }, User: { properties: { role: { $ref: "#/components/schemas/Role" } } }, Role: { type: "string" } },
    ],
    [
      "a name that is taken gets the file's before it",
      { "a.yaml": components("schemas: {User: {items: {$ref: 'other.yaml#/User'}}, Other: {items: {$ref: 'x/other.yaml#/User'}}, O2: {items: {$ref: 'y/other.yaml#/User'}}}"), "other.yaml": "User: {type: string}", "x/other.yaml": "User: {type: integer}", "y/other.yaml": "User: {type: number}" },
      {
        User: { items: { $ref: "#/components/schemas/other_User" } },
        Other: { items: { $ref: "#/components/schemas/x_other_User" } },
        O2: { items: { $ref: "#/components/schemas/y_other_User" } },
        other_User: { type: "string" },
        x_other_User: { type: "integer" },
        y_other_User: { type: "number" },
      },
    ],
    [
      "parts of parts stay where they are",
      { "a.yaml": components("schemas: {A: {items: {$ref: 'b.yaml#/$defs/X/properties/y'}}, B: {items: {$ref: 'b.yaml'}}}"), "b.yaml": "$defs: {X: {properties: {y: {type: string}}}}" },
      { A: { items: { $ref: "#/components/schemas/b/$defs/X/properties/y" } }, B: { items: { $ref: "#/components/schemas/b" } }, b: { $defs: { X: { properties: { y: { type: "string" } } } } } },
    ],
    [
      "a deep part gets a name of its way",
      { "a.yaml": components("schemas: {A: {items: {$ref: 'b.yaml#/definitions/X/properties/y'}}}"), "b.yaml": "definitions: {X: {properties: {y: {type: string}}}}" },
      { A: { items: { $ref: "#/components/schemas/X_y" } }, X_y: { type: "string" } },
    ],
    [
      "names with escapes",
      { "a.yaml": components("schemas: {A: {items: {$ref: 'b%20c.yaml#/x~1y%20z'}}, B: {items: {$ref: 'b c.yaml#/x~1y z'}}}"), "b c.yaml": "x/y z: {type: string}" },
      { A: { items: { $ref: "#/components/schemas/x_y_z" } }, B: { items: { $ref: "#/components/schemas/x_y_z" } }, x_y_z: { type: "string" } },
    ],
    [
      "circles over files",
      { "a.yaml": components("schemas: {A: {properties: {b: {$ref: b.yaml}}}}"), "b.yaml": "properties: {c: {$ref: c.yaml}, a: {$ref: 'a.yaml#/components/schemas/A'}}", "c.yaml": "properties: {b: {$ref: b.yaml}, c: {$ref: '#'}}" },
      {
        A: { properties: { b: { $ref: "#/components/schemas/b" } } },
        b: { properties: { c: { $ref: "#/components/schemas/c" }, a: { $ref: "#/components/schemas/A" } } },
        c: { properties: { b: { $ref: "#/components/schemas/b" }, c: { $ref: "#/components/schemas/c" } } },
      },
    ],
    [
      "by $id and $anchor in other files",
      { "a.yaml": components("schemas: {A: {items: {$ref: 'b.yaml#here'}}, B: {items: {$ref: 'https://e.com/c'}}}"), "b.yaml": "$defs: {X: {$anchor: here, items: {$ref: 'https://e.com/c'}}, C: {$id: 'https://e.com/c', type: string}}" },
      {
        A: { items: { $ref: "#/components/schemas/X" } },
        B: { items: { $ref: "#/components/schemas/C" } },
        X: { $anchor: "here", items: { $ref: "#/components/schemas/C" } },
        C: { $id: "https://e.com/c", type: "string" },
      },
    ],
    [
      "files that know each other by $id only",
      { "a.yaml": components("schemas: {A: {$ref: 'user.json'}}"), "user.json": '{"$id": "https://e.com/user.json", "items": {"$ref": "role.json"}}', "role.json": '{"$id": "https://e.com/role.json", "items": {"$ref": "https://e.com/user.json"}}' },
      {
        A: { $id: "https://e.com/user.json", items: { $ref: "#/components/schemas/role" } },
        role: { $id: "https://e.com/role.json", items: { $ref: "#/components/schemas/A" } },
      },
    ],
    [
      "a file with dynamic anchors comes whole, as a resource",
      { "a.yaml": components("schemas: {A: {$ref: 'b.yaml#/$defs/X', title: t}}"), "b.yaml": "$dynamicAnchor: n\n$defs: {X: {items: {$dynamicRef: '#n'}}}" },
      { A: { $ref: "#/components/schemas/b/$defs/X", title: "t" }, b: { $id: "b.yaml", $dynamicAnchor: "n", $defs: { X: { items: { $dynamicRef: "#/components/schemas/b" } } } } },
    ],
    [
      "a section of another file, in place",
      { "a.yaml": components("schemas: {$ref: 'schemas/index.yaml'}"), "schemas/index.yaml": "User: {$ref: user.yaml}\nRole: {type: string}", "schemas/user.yaml": "properties: {role: {$ref: 'index.yaml#/Role'}, self: {$ref: '../a.yaml#/components/schemas/User'}}" },
      { User: { properties: { role: { $ref: "#/components/schemas/Role" }, self: { $ref: "#/components/schemas/User" } } }, Role: { type: "string" } },
    ],
    [
      "a part that is only a reference to another part",
      { "a.yaml": components("schemas: {A: {$ref: 'b.yaml#/$defs/X'}}"), "b.yaml": "$defs: {X: {$ref: '#/$defs/Y'}, Y: {$ref: 'c.yaml'}}", "c.yaml": "type: string" },
      { A: { $ref: "#/components/schemas/Y" }, Y: { $ref: "#/components/schemas/c" }, c: { type: "string" } },
    ],
    [
      "a boolean schema",
      { "a.yaml": components("schemas: {A: {items: {$ref: 'b.yaml#/$defs/No'}}}"), "b.yaml": "$defs: {No: false}" },
      { A: { items: { $ref: "#/components/schemas/No" } }, No: false },
    ],
  ])("%s", async (_, files, want) => {
    const source = await loadFiles(files);
    expect(tell(source).filter((line) => !line.includes("ref-not-allowed"))).toEqual([]);
    expect(valueAt(source.document, "#/components/schemas")).toEqual(want);
  });

  test("another reference changes no name", async () => {
    const files = { "b.yaml": "User: {}\nRole: {}", "c.yaml": "User: {}" };
    const before = await loadFiles({ "a.yaml": components("schemas: {A: {items: {$ref: 'b.yaml#/User'}}}"), ...files });
    const after = await loadFiles({ "a.yaml": components("schemas: {A0: {items: {$ref: 'c.yaml#/User'}}, A1: {items: {$ref: 'b.yaml#/Role'}}, A: {items: {$ref: 'b.yaml#/User'}}}"), ...files });
    expect(valueAt(before.document, "#/components/schemas/A/items/$ref")).toBe("#/components/schemas/User");
    expect(valueAt(after.document, "#/components/schemas/A/items/$ref")).toBe("#/components/schemas/User");
    expect(valueAt(after.document, "#/components/schemas/A0/items/$ref")).toBe("#/components/schemas/c_User");
  });
});

describe("other parts", () => {
  const parts: Files = {
    "a.yaml": `${head()}paths:
  /users: {$ref: 'paths/users.yaml'}
  /people: {$ref: 'paths/users.yaml'}
  /pets:
    get:
      parameters: [{$ref: 'parts.yaml#/parameters/Limit'}]
      requestBody: {$ref: 'parts.yaml#/body'}
      responses: {200: {$ref: 'parts.yaml#/responses/Ok'}, 404: {$ref: 'parts.yaml#/responses/Ok'}}
`,
    "paths/users.yaml": "get: {operationId: listUsers, responses: {200: {$ref: '../parts.yaml#/responses/Ok'}}}",
    "parts.yaml": "parameters: {Limit: {name: limit, in: query, schema: {type: integer}}}\nbody: {content: {}}\nresponses: {Ok: {description: ok, headers: {X: {$ref: '#/headers/X'}}}}\nheaders: {X: {schema: {}}}",
  };

  test("go under their section of components; path items in the place of the first reference", async () => {
    const source = await loadFiles(parts);
    expect(tell(source)).toEqual([]);
    expect(source.document["paths"]).toEqual({
      "/users": { get: { operationId: "listUsers", responses: { 200: { $ref: "#/components/responses/Ok" } } } },
      "/people": { $ref: "#/paths/~1users" },
      "/pets": {
        get: {
          parameters: [{ $ref: "#/components/parameters/Limit" }],
          requestBody: { $ref: "#/components/requestBodies/body" },
          responses: { 200: { $ref: "#/components/responses/Ok" }, 404: { $ref: "#/components/responses/Ok" } },
        },
      },
    });
    expect(source.document["components"]).toEqual({
      parameters: { Limit: { name: "limit", in: "query", schema: { type: "integer" } } },
      requestBodies: { body: { content: {} } },
      responses: { Ok: { description: "ok", headers: { X: { $ref: "#/components/headers/X" } } } },
      headers: { X: { schema: {} } },
    });
  });

  test("places are in the files that they came from", async () => {
    const source = await loadFiles(parts);
    expect(placeOf(source, "#/paths/~1users", "key")).toBe("a.yaml:4:3");
    expect(placeOf(source, "#/paths/~1users/get", "key")).toBe("paths/users.yaml:1:1");
    expect(placeOf(source, "#/paths/~1users/get/operationId")).toBe("paths/users.yaml:1:20");
    expect(placeOf(source, "#/components/responses/Ok/headers/X/$ref")).toBe("parts.yaml:3:55");
    expect(placeOf(source, "#/components/parameters/Limit", "key")).toBe("parts.yaml:1:14");
    expect(placeOf(source, "#/components/parameters/Limit/schema/type")).toBe("parts.yaml:1:61");
    expect(placeOf(source, "#/paths/~1pets/get", "key")).toBe("a.yaml:7:5");
  });

  test("files are listed for the incremental run: the contract first, paths from its folder, SHA-256 of the bytes", async () => {
    const source = await loadFiles(parts);
    expect(source.files.map(({ path }) => path)).toEqual(["a.yaml", "parts.yaml", "paths/users.yaml"]);
    expect(source.files[1]?.sha256).toBe(createHash("sha256").update(String(parts["parts.yaml"])).digest("hex"));
  });

  test("fields beside the reference of a path item win", async () => {
    const source = await loadFiles({ "a.yaml": `${head()}paths: {/a: {$ref: b.yaml, summary: mine}}`, "b.yaml": "summary: theirs\nget: {responses: {}}" });
    expect(source.document["paths"]).toEqual({ "/a": { summary: "mine", get: { responses: {} } } });
  });

  test("references where OpenAPI has none are put in place, with a warning", async () => {
    const source = await loadFiles({
      "a.yaml": `${head()}paths: {$ref: paths.yaml}\ninfo2: 1\n`.replace("info2: 1\n", ""),
      "paths.yaml": "/a: {get: {$ref: get.yaml}, post: {$ref: get.yaml}}\n/b: {$ref: 'b.yaml#/~1x'}",
      "get.yaml": "responses: {200: {description: d, content: {a/b: {schema: {$ref: 'user.yaml'}}}}}",
      "b.yaml": "/x: {get: {$ref: 'get.yaml'}}",
      "user.yaml": "type: object",
    });
    const get = { responses: { 200: { description: "d", content: { "a/b": { schema: { $ref: "#/components/schemas/user" } } } } } };
    expect(source.document["paths"]).toEqual({ "/a": { get, post: get }, "/b": { get } });
    expect(tell(source)).toEqual([
      "a.yaml:3:9 warning ref-not-allowed: OpenAPI has no '$ref' in this place",
      "b.yaml:1:12 warning ref-not-allowed: OpenAPI has no '$ref' in this place",
      "paths.yaml:1:12 warning ref-not-allowed: OpenAPI has no '$ref' in this place",
      "paths.yaml:1:36 warning ref-not-allowed: OpenAPI has no '$ref' in this place",
    ]);
    expect(placeOf(source, "#/paths/~1a/post/responses/200/description")).toBe("get.yaml:1:32");
  });

  test("references that put a thing into itself are a circle", async () => {
    const source = await loadFiles({ "a.yaml": `${head()}paths: {/a: {get: {$ref: b.yaml}}}`, "b.yaml": "$ref: c.yaml", "c.yaml": "$ref: b.yaml" });
    expect(tell(source)).toEqual(["a.yaml:3:20 warning ref-not-allowed: OpenAPI has no '$ref' in this place", "a.yaml:3:26 error ref-unresolved: the reference 'b.yaml' leads nowhere: it leads in a circle"]);
  });

  test("3.2: media types", async () => {
    const source = await loadFiles({
      "a.yaml": `${head("3.2.0")}paths: {/a: {query: {responses: {200: {content: {application/json: {$ref: 'b.yaml#/Json'}}}}}, additionalOperations: {COPY: {responses: {200: {$ref: 'b.yaml#/Ok'}}}}}}`,
      "b.yaml": "Json: {itemSchema: {$ref: '#/Item'}}\nItem: {type: string}\nOk: {summary: s}",
    });
    expect(tell(source)).toEqual([]);
    expect(source.document["components"]).toEqual({ mediaTypes: { Json: { itemSchema: { $ref: "#/components/schemas/Item" } } }, schemas: { Item: { type: "string" } }, responses: { Ok: { summary: "s" } } });
  });
});

describe("mistakes in other files", () => {
  test("each in its own file, all at once", async () => {
    const source = await loadFiles({
      "a.yaml": components("schemas:\n  A: {items: {$ref: 'b.yaml#/Usr'}}\n  B: {items: {$ref: 'b.yaml#/B'}}\n  C: {items: {$ref: broken.yaml}}\n  D: {items: {$ref: 'b.yaml'}}"),
      "b.yaml": "User: {}\nB: {minLength: x, items: {$ref: '#/Nowhere'}}",
      "broken.yaml": "a: [1\nb: {}",
    });
    expect(tell(source).map((line) => line.split(": ")[0])).toEqual([
      "a.yaml:6:23 error ref-unresolved",
      "b.yaml:2:16 error wrong-kind",
      "b.yaml:2:33 error ref-unresolved",
      "broken.yaml:1:4 error syntax",
    ]);
  });

  test("a name that stands twice in another file does not hide it", async () => {
    const source = await loadFiles({ "a.yaml": components("schemas: {A: {$ref: b.yaml}}"), "b.yaml": "type: object\ntype: string" });
    expect(tell(source)).toEqual(["b.yaml:2:1 error duplicate-key: 'type' stands twice in the same mapping"]);
  });

  test("the same file by two ways is read once", async () => {
    const reads: string[] = [];
    const text = components("schemas: {A: {items: {$ref: './x/../b.yaml'}}, B: {items: {$ref: 'b.yaml'}}}");
    await loadFiles({ "a.yaml": text }, { readFile: (path) => (reads.push(path.replace(/.*folder./, "")), Promise.resolve(Buffer.from(path.endsWith("a.yaml") ? text : "type: string"))) });
    expect(reads).toEqual(["a.yaml", "b.yaml"]);
  });
});
