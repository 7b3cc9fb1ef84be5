import { describe, expect, test } from "vitest";
import { ExactNumber } from "../../../generators/contract/json.js";
import { valueAt } from "../../../generators/contract/pointer.js";
import { loadFiles, placeOf, tell } from "./memory.js";

const shop = `swagger: "2.0"
info: {title: Shop, version: "1"}
host: api.example.com
basePath: /v1
schemes: [https]
consumes: [application/json]
produces: [application/json]
securityDefinitions:
  login: {type: oauth2, flow: accessCode, authorizationUrl: "https://a.example/b", tokenUrl: "https://a.example/t", scopes: {read: Reads}}
parameters:
  Limit: {name: limit, in: query, type: integer, maximum: 9007199254740993}
  Body: {name: pet, in: body, required: true, schema: {$ref: "#/definitions/Pet"}}
responses:
  NotFound: {description: none, schema: {type: object, properties: {code: {type: integer}}}}
paths:
  /pets:
    get:
      operationId: listPets
      parameters:
        - $ref: "#/parameters/Limit"
        - {name: tags, in: query, type: array, items: {type: string}, collectionFormat: multi}
        - {name: ids, in: query, type: array, items: {type: integer}}
      responses:
        200: {description: ok, schema: {type: array, items: {$ref: "#/definitions/Pet"}}}
        404: {$ref: "#/responses/NotFound"}
    post:
      operationId: addPet
      parameters: [{$ref: "#/parameters/Body"}]
      responses: {201: {description: made}}
    put:
      operationId: putPet
      parameters: [{$ref: "#/parameters/Body"}]
      responses: {201: {description: made}}
  /files:
    post:
      consumes: [multipart/form-data]
      parameters:
        - {name: file, in: formData, type: file, required: true}
        - {name: kind, in: formData, type: string, enum: [x, y]}
      responses: {204: {description: none}}
definitions:
  Pet:
    type: object
    discriminator: petType
    required: [petType]
    properties:
      petType: {type: string}
      name: {type: string, x-nullable: true}
      __proto__: {type: string}
      owner: {$ref: "people.yaml#/definitions/Person"}
`;
const files = { "a.yaml": shop, "people.yaml": "definitions:\n  Person: {type: object, properties: {pets: {type: array, items: {$ref: 'a.yaml#/definitions/Pet'}}}}" };

describe("Swagger 2.0 becomes OpenAPI 3.0", () => {
  test.each<[pointer: string, want: unknown]>([
    ["#/openapi", "3.0.0"],
    ["#/servers", [{ url: "https://api.example.com/v1" }]],
    ["#/components/securitySchemes/login", { type: "oauth2", flows: { authorizationCode: { authorizationUrl: "https://a.example/b", tokenUrl: "https://a.example/t", scopes: { read: "Reads" } } } }],
    ["#/components/parameters", { Limit: { name: "limit", in: "query", schema: { type: "integer", maximum: new ExactNumber("9007199254740993") } } }],
    ["#/paths/~1pets/get/parameters/0", { $ref: "#/components/parameters/Limit" }],
    ["#/paths/~1pets/get/parameters/1", { name: "tags", in: "query", explode: true, schema: { type: "array", items: { type: "string" } } }],
    ["#/paths/~1pets/get/parameters/2", { name: "ids", in: "query", style: "form", explode: false, schema: { type: "array", items: { type: "integer" } } }],
    ["#/paths/~1pets/get/responses/200", { description: "ok", content: { "application/json": { schema: { type: "array", items: { $ref: "#/components/schemas/Pet" } } } } }],
    ["#/paths/~1pets/get/responses/404", { $ref: "#/components/responses/NotFound" }],
    ["#/paths/~1pets/post/requestBody", { required: true, content: { "application/json": { schema: { $ref: "#/components/schemas/Pet" } } } }],
    ["#/paths/~1pets/put/requestBody", { required: true, content: { "application/json": { schema: { $ref: "#/components/schemas/Pet" } } } }],
    ["#/components/requestBodies", undefined],
    ["#/paths/~1files/post/requestBody/content", { "multipart/form-data": { schema: { type: "object", required: ["file"], properties: { file: { type: "string", format: "binary" }, kind: { type: "string", enum: ["x", "y"] } } } } }],
    ["#/components/schemas/Pet/discriminator", { propertyName: "petType" }],
    ["#/components/schemas/Pet/properties/name", { type: "string", nullable: true }],
    ["#/components/schemas/Pet/properties/owner", { $ref: "#/components/schemas/Person" }],
    ["#/components/schemas/Person/properties/pets/items", { $ref: "#/components/schemas/Pet" }],
  ])("%s", async (pointer, want) => {
    const source = await loadFiles(files);
    expect(tell(source)).toEqual([]);
    expect(source.version).toBe("3.0");
    expect(valueAt(source.document, pointer)).toEqual(want);
  });

  test("__proto__ is a name like any other, and no mark is left", async () => {
    const { document } = await loadFiles(files);
    expect(Object.keys(valueAt(document, "#/components/schemas/Pet/properties") as object)).toContain("__proto__");
    expect(JSON.stringify(document)).not.toContain("x-mortise");
  });

  test.each<[pointer: string, at: "key" | "value", want: string]>([
    ["#/info/title", "value", "a.yaml:2:15"],
    ["#/paths/~1pets/get/operationId", "value", "a.yaml:18:20"],
    ["#/paths/~1pets/get/parameters/1/schema/items/type", "value", "a.yaml:21:62"],
    ["#/paths/~1pets/get/parameters/1/name", "value", "a.yaml:21:18"],
    ["#/paths/~1pets/get/responses/200/content/application~1json/schema/items/$ref", "value", "a.yaml:24:68"],
    ["#/paths/~1pets/post/requestBody", "value", "a.yaml:12:3"],
    ["#/paths/~1files/post/requestBody/content/multipart~1form-data/schema/properties/kind/enum/1", "value", "a.yaml:39:62"],
    ["#/components/schemas/Pet/properties/name/type", "value", "a.yaml:48:20"],
    ["#/components/schemas/Pet", "key", "a.yaml:42:3"],
    ["#/components/schemas/Person/properties/pets", "key", "people.yaml:2:39"],
    ["#/components/parameters/Limit/schema/maximum", "value", "a.yaml:11:59"],
    ["#/components/responses/NotFound/content/application~1json/schema/properties/code/type", "value", "a.yaml:14:82"],
    ["#/components/securitySchemes/login/flows/authorizationCode/scopes", "key", "a.yaml:9:3"],
    ["#/servers/0/url", "value", "a.yaml:3:7"],
  ])("%s, %s: %s", async (pointer, at, want) => {
    expect(placeOf(await loadFiles(files), pointer, at)).toBe(want);
  });

  test("what 3.0 can't say is a warning at its place", async () => {
    const source = await loadFiles({ "a.yaml": shop.replace("collectionFormat: multi", "collectionFormat: tsv"), "people.yaml": files["people.yaml"] });
    expect(tell(source)).toEqual(["a.yaml:21:11 warning conversion: OpenAPI 3.0 can't say this: collectionFormat:tsv is no longer supported"]);
  });

  test("mistakes are told of the text that was written", async () => {
    const source = await loadFiles({ "a.yaml": shop.replace("#/responses/NotFound", "#/responses/NotFond").replace("in: formData, type: file", "in: fromData, type: file"), "people.yaml": files["people.yaml"] });
    expect(tell(source)).toEqual([
      "a.yaml:25:21 error ref-unresolved: the reference '#/responses/NotFond' leads nowhere: '#/responses' has no 'NotFond'",
      "a.yaml:38:28 error wrong-value: 'in' must be one of query, header, path, formData, body, but is 'fromData'",
    ]);
  });

  test("a thousand levels", async () => {
    const text = `{"swagger": "2.0", "info": {"title": "T", "version": "1"}, "paths": {}, "definitions": {"A": ${'{"properties": {"a": '.repeat(1000)}{}${"}}".repeat(1000)}}}`;
    const source = await loadFiles({ "a.json": text });
    expect(tell(source)).toEqual([]);
    expect(valueAt(source.document, `#/components/schemas/A${"/properties/a".repeat(1000)}`)).toEqual({});
  });
});
