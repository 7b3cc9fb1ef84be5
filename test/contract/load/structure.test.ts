import { describe, expect, test } from "vitest";
import { loadFiles, tell } from "./memory.js";

/** A contract of a version with parts of its own, in YAML; the parts start at line 3. */
const contract = (version: string, parts: string): string =>
  `${version === "2.0" ? 'swagger: "2.0"' : `openapi: ${version}`}\ninfo: {title: T, version: "1"}\n${parts}`;

const cases: readonly (readonly [name: string, version: string, parts: string, want: readonly string[]])[] = [
  ["nothing wrong in 3.0", "3.0.3", "paths: {}", []],
  ["nothing wrong in 3.1", "3.1.0", "components: {}", []],
  ["no paths in 3.0", "3.0.3", "tags: []", ["1:1 warning missing-field: 'paths' is missing in a contract"]],
  ["nothing at all in 3.1", "3.1.0", "tags: []", ["1:1 error missing-field: a contract has none of 'paths', 'components', 'webhooks'"]],
  ["a list for an object", "3.1.0", "paths: []", ["3:1 error wrong-kind: 'paths' must be an object, but is a list"]],
  ["null where something is optional", "3.1.0", "paths: {}\ntags:", ["4:1 warning wrong-kind: 'tags' must be a list of objects, but is null"]],
  ["null where something is required", "3.0.3", "paths: {}\nservers: [{url: null}]", ["4:17 error wrong-kind: 'url' must be a string, but is null"]],
  ["a text for a list of texts", "3.1.0", "paths: {/a: {get: {tags: x, responses: {}}}}", ["3:26 error wrong-kind: 'tags' must be a list of strings, but is a string"]],
  ["an item of the wrong kind", "3.1.0", "paths: {/a: {get: {tags: [x, 2], responses: {}}}}", ["3:30 error wrong-kind: item 2 of 'tags' must be a string, but is a number"]],
  ["a text for a flag", "3.1.0", "paths: {/a: {get: {deprecated: 'true', responses: {}}}}", ["3:32 error wrong-kind: 'deprecated' must be a boolean, but is a string"]],
  ["a number where people read a text", "3.1.0", "paths: {}\ntags: [{name: x, description: 7}]", ["4:31 warning wrong-kind: 'description' must be a string, but is a number"]],
  ["none of a choice", "3.1.0", "components: {parameters: {P: {name: x, in: qurey, schema: {}}}}", ["3:44 error wrong-value: 'in' must be one of query, header, path, cookie, but is 'qurey'"]],
  ["a choice of a later version", "3.1.0", "components: {parameters: {P: {name: x, in: querystring, content: {}}}}", ["3:44 error wrong-value: 'in' must be one of query, header, path, cookie, but is 'querystring'"]],
  ["the same in its version", "3.2.0", "components: {parameters: {P: {name: x, in: querystring, content: {}}}}", []],
  ["required fields", "3.1.0", "components: {parameters: {P: {schema: {}}}}", ["3:27 error missing-field: 'name' is missing in a parameter", "3:27 error missing-field: 'in' is missing in a parameter"]],
  ["a parameter without a schema", "3.1.0", "components: {parameters: {P: {name: x, in: query}}}", ["3:27 warning missing-field: a parameter has none of 'schema' and 'content'"]],
  ["fields that another field requires", "3.1.0", "components: {securitySchemes: {S: {type: apiKey, name: x}, H: {type: http}}}", ["3:32 error missing-field: 'in' is missing in a security scheme with type: apiKey", "3:60 error missing-field: 'scheme' is missing in a security scheme with type: http"]],
  ["a response without a description", "3.0.3", "paths: {/a: {get: {responses: {200: {}}}}}", ["3:32 warning missing-field: 'description' is missing in a response"]],
  ["which 3.2 doesn't need", "3.2.0", "paths: {/a: {get: {responses: {200: {}}}}}", []],
  ["an unknown field", "3.1.0", "paths: {/a: {get: {operationID: x, responses: {}}}}", ["3:20 warning unknown-field: an operation has no field 'operationID'"]],
  ["a field of another version", "3.0.3", "paths: {}\nwebhooks: {}", ["4:1 warning unknown-field: a contract has the field 'webhooks' only since OpenAPI 3.1; this contract is 3.0"]],
  ["a method of another version", "3.1.0", "paths: {/a: {query: {responses: {}}}}", ["3:14 warning unknown-field: a path item has the field 'query' only since OpenAPI 3.2; this contract is 3.1"]],
  ["extensions are welcome", "3.1.0", "x-a: 1\npaths: {x-b: {$ref: nowhere.yaml}, /a: {x-c: [], get: {x-d: 1, responses: {x-e: 5, 200: {description: d, x-f: 1}}}}}", []],
  ["keywords of schemas", "3.1.0", "components: {schemas: {A: {minLength: '5', items: [], properties: {a: string}, allOf: {}, maxItems: 1.5, uniqueItems: yes}}}", [
    "3:39 error wrong-kind: 'minLength' must be an integer, but is a string",
    "3:44 warning wrong-kind: 'items' must be a schema, but is a list",
    "3:71 error wrong-kind: 'a' must be a schema, but is a string",
    "3:80 error wrong-kind: 'allOf' must be a list of schemas, but is an object",
    "3:101 error wrong-kind: 'maxItems' must be an integer, but is a number",
    "3:119 error wrong-kind: 'uniqueItems' must be a boolean, but is a string",
  ]],
  ["required as a flag", "3.1.0", "components: {schemas: {A: {type: object, properties: {a: {required: true}}}}}", ["3:69 warning wrong-kind: 'required' must be a list of strings, but is a boolean"]],
  ["boolean schemas", "3.1.0", "components: {schemas: {A: true, B: {properties: {a: false}, additionalProperties: false}}}", []],
  ["no boolean schemas in 3.0", "3.0.3", "paths: {}\ncomponents: {schemas: {A: true, B: {properties: {a: false}, additionalProperties: false}}}", ["4:27 error wrong-kind: 'A' must be a schema, but is a boolean", "4:53 error wrong-kind: 'a' must be a schema, but is a boolean"]],
  ["types of 3.1 in 3.0", "3.0.3", "paths: {}\ncomponents: {schemas: {A: {type: [string, 'null'], exclusiveMinimum: 5}}}", ["4:28 warning wrong-kind: 'type' must be a string, but is a list", "4:70 warning wrong-kind: 'exclusiveMinimum' must be a boolean, but is a number"]],
  ["flags of 3.0 in 3.1", "3.1.0", "components: {schemas: {A: {minimum: 5, exclusiveMinimum: true}}}", ["3:58 warning wrong-kind: 'exclusiveMinimum' must be a number, but is a boolean"]],
  ["numbers of any size are numbers", "3.1.0", "components: {schemas: {A: {minimum: 12345678901234567890, maxLength: 12345678901234567890, multipleOf: 0.30000000000000001}}}", []],
  ["unknown keywords are annotations", "3.1.0", "components: {schemas: {A: {colour: red, x-a: 1, widget: {$ref: nowhere}}}}", []],
  ["a keyword that is nearly one", "3.1.0", "components: {schemas: {A: {additionalProprties: false}, B: {additionalProprties: false}}}", ["3:28 note unknown-keyword: 'additionalProprties' is no keyword of JSON Schema and says nothing (2 times)"]],
  ["a keyword of another version", "3.0.3", "paths: {}\ncomponents: {schemas: {A: {const: 5}}}", ["4:28 note unknown-keyword: 'const' is a keyword only since OpenAPI 3.1 and says nothing in 3.0"]],
  ["nullable in 3.1", "3.1.0", "components: {schemas: {A: {nullable: true}}}", ["3:28 note unknown-keyword: 'nullable' is a keyword only up to OpenAPI 3.0 and says nothing in 3.1"]],
  ["data is not looked into", "3.1.0", "components: {schemas: {A: {default: {$ref: 5}, examples: [{$ref: x}], const: {type: 5}, enum: [{$ref: nowhere}], example: {required: true}}}}", []],
  ["properties may have the names of keywords", "3.1.0", "components: {schemas: {A: {properties: {$ref: {type: string}, required: {type: boolean}, properties: {type: object}}}}}", []],
  ["a component name", "3.1.0", "components: {schemas: {'a b': {}, x-y: {}}}", ["3:24 warning wrong-value: the component name 'a b' has characters other than letters, digits, '.', '-' and '_'"]],
  ["mistakes where only people read", "3.1.0", "externalDocs: {url: [], descripton: x}\npaths: {}", ["3:16 warning wrong-kind: 'url' must be a string, but is a list", "3:25 warning unknown-field: external documentation has no field 'descripton'"]],
  ["raw examples", "3.1.0", "components: {responses: {R: {description: d, content: {application/json: {examples: [1, 2]}}}}}", ["3:75 warning wrong-kind: 'examples' must be an object of objects by name, but is a list"]],
  ["names of prototypes are names", "3.1.0", "components: {schemas: {constructor: {properties: {__proto__: {type: string}, toString: {type: string}}, required: [__proto__]}}, hasOwnProperty: 1}\nconstructor: 1", ["3:130 warning unknown-field: the components has no field 'hasOwnProperty'", "4:1 warning unknown-field: a contract has no field 'constructor'"]],
  ["Swagger 2.0", "2.0", "paths: {/a: {get: {parameters: [{name: x, in: query}, {in: body, name: y}], responses: {200: {descripton: d}}}}}", [
    "3:33 error missing-field: 'type' is missing in a parameter with in: query",
    "3:55 error missing-field: 'schema' is missing in a parameter with in: body",
    "3:95 warning unknown-field: a response has no field 'descripton'",
  ]],
];

test.each(cases)("%s (%s)", async (_, version, parts, want) => {
  const source = await loadFiles({ "a.yaml": contract(version, parts) });
  expect(tell(source)).toEqual(want.map((line) => `a.yaml:${line}`));
});

describe("what is no contract", () => {
  test.each<[text: string, want: readonly string[]]>([
    ["[]", ["a.yaml:1:1 error not-a-contract: this is no OpenAPI document: its root is no object"]],
    ["a: 1", ["a.yaml:1:1 error not-a-contract: this is no OpenAPI document: it has neither 'openapi' nor 'swagger'"]],
    ["openapi: 4.0.0", ["a.yaml:1:10 error version-unsupported: openapi 4.0.0 is no version that Mortise reads"]],
    ["swagger: '1.2'", ["a.yaml:1:10 error version-unsupported: swagger 1.2 is no version that Mortise reads"]],
    ["openapi: [3]", ["a.yaml:1:1 error wrong-kind: 'openapi' must be a string, but is something else"]],
  ])("%s", async (text, want) => {
    const source = await loadFiles({ "a.yaml": text });
    expect(tell(source)).toEqual(want);
    expect(source.document).toEqual({});
  });

  test("a version without quotes is a number, but clear", async () => {
    const source = await loadFiles({ "a.yaml": "openapi: 3.1\ninfo: {title: T, version: 1.0}\npaths: {}" });
    expect(tell(source)).toEqual(["a.yaml:1:10 warning wrong-kind: 'openapi' must be a string, but is a number", "a.yaml:2:27 warning wrong-kind: 'version' must be a string, but is a number"]);
    expect([source.version, source.document["info"]]).toEqual(["3.1", { title: "T", version: "1.0" }]);
  });

  test("a file that is not there", async () => {
    const source = await loadFiles({ "a.yaml": "" }, { readFile: () => Promise.reject(Object.assign(new Error(), { code: "EISDIR" })) });
    expect(tell(source)).toEqual(["- error file-unreadable: 'folder/a.yaml' is a folder"]);
    expect([source.document, source.files]).toEqual([{}, []]);
  });

  test("hints say how to write it right", async () => {
    const { diagnostics } = await loadFiles({ "a.yaml": contract("3.1.0", "paths: {/a: {gett: {}, get: {tags: x, deprecated: 'true', operationId: 5, parameters: [{name: x, in: qurey, schema: {type: string, minLength: '5'}}]}}}") });
    expect(diagnostics.map(({ hint }) => hint)).toEqual([
      "did you mean 'get'?",
      "write it as a list: [x]",
      "write true without quotes",
      "put it in quotes",
      "did you mean 'query'?",
      "write 5 without quotes",
    ]);
  });
});
