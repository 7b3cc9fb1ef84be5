import { parse } from "yaml";
import { describe, expect, it } from "vitest";
import { buildOperations } from "../../../generators/contract/build/operations.js";
import { isObject, type Json, type JsonObject } from "../../../generators/contract/json.js";
import { childOf, valueAt } from "../../../generators/contract/pointer.js";

const FULL = parse(`
openapi: 3.2.0
info: { title: T, version: '1', contact: { name: N }, license: { name: L } }
servers: [{ url: 'https://{a}', variables: { a: { default: x, enum: [x] } } }]
tags: [{ name: t, parent: u, externalDocs: { url: x } }, { name: u }]
security: [{ k: [] }]
externalDocs: { url: x }
paths:
  /a/{id}:
    parameters: [{ name: id, in: path, required: true, schema: {} }]
    servers: [{ url: / }]
    additionalOperations: { COPY: { operationId: c } }
    post:
      operationId: a
      tags: [t]
      parameters: [{ name: q, in: query, style: form, explode: true, schema: {}, examples: { e: { value: 1 } } }, { $ref: '#/components/parameters/P' }, { name: j, in: query, content: { application/json: { schema: {}, example: 1 } } }]
      requestBody: { required: true, content: { multipart/form-data: { schema: {}, encoding: { p: { contentType: a/b, style: form, headers: { H: { schema: {} } } } }, prefixEncoding: [{}], itemEncoding: {} } } }
      responses:
        '200': { description: d, headers: { H: { schema: {} } }, content: { text/event-stream: { schema: { type: array, items: {} } } }, links: { l: { operationId: a, parameters: { id: 1 }, requestBody: 1 } } }
        default: { $ref: '#/components/responses/R' }
      callbacks: { cb: { '{$url}': { post: { operationId: b, requestBody: { $ref: '#/components/requestBodies/B' } } } } }
      security: [{ k: [], o: [s] }]
      x-mortise-roles: [r]
      x-mortise-batch: { max_size: 1, max_wait_ms: 1 }
webhooks: { w: { post: { operationId: w } } }
components:
  schemas: { S: {} }
  parameters: { P: { name: p, in: header, schema: {} } }
  headers: { H: { schema: {} } }
  responses: { R: { description: d, content: { application/json: { $ref: '#/components/mediaTypes/M' } } } }
  requestBodies: { B: { content: { application/json: { schema: {} } } } }
  mediaTypes: { M: { schema: {}, examples: { e: { $ref: '#/components/examples/E' } } } }
  examples: { E: { dataValue: 1 } }
  securitySchemes: { k: { type: apiKey, in: header, name: K }, o: { type: oauth2, flows: { implicit: { authorizationUrl: x, scopes: { s: d } } } } }
`) as JsonObject;

const WRONG: readonly Json[] = [null, 0, "", [], [null], [{}], {}, { "": null }, { $ref: "#" }, { $ref: "#/components/responses/R" }];

function pointersOf(root: Json): readonly string[] {
  const pointers = ["#"];
  for (const pointer of pointers) {
    const value = valueAt(root, pointer);
    const names = Array.isArray(value) ? [...value.keys()] : isObject(value) ? Object.keys(value) : [];
    for (const name of names) pointers.push(childOf(pointer, name));
  }
  return pointers;
}

/** The document with another value at one place. */
function replaced(value: Json, pointer: readonly string[], by: Json): Json {
  const [name, ...rest] = pointer;
  if (name === undefined) return by;
  if (Array.isArray(value)) return value.map((item: Json, index) => (String(index) === name ? replaced(item, rest, by) : item));
  return isObject(value) ? { ...value, [name]: replaced(value[name] ?? null, rest, by) } : value;
}

describe("buildOperations is total", () => {
  const pointers = pointersOf(FULL).slice(1);

  it("has no diagnostics for the document as it is", () => {
    expect(buildOperations(FULL).diagnostics).toEqual([]);
    expect(pointers.length).toBeGreaterThan(150);
  });

  it("ends for every wrong kind at every place, and every schema id that it gives is a root or lies in one", () => {
    const lost: string[] = [];
    for (const pointer of pointers) {
      const tokens = pointer.slice(2).split("/").map((token) => token.replaceAll("~1", "/").replaceAll("~0", "~"));
      for (const wrong of WRONG) {
        const document = replaced(FULL, tokens, wrong);
        const built = isObject(document) ? buildOperations(document) : undefined;
        const roots = new Set(built?.roots.map((root) => root.pointer));
        const ids = built?.operations.flatMap((operation) => [
          ...operation.parameters.map(({ schema }) => schema),
          ...[...(operation.body?.contents ?? []), ...operation.responses.flatMap(({ contents }) => contents)].flatMap(({ schema }) => (schema === undefined ? [] : [schema])),
        ]);
        if (ids?.some((id) => !roots.has(id)) === true) lost.push(`${JSON.stringify(wrong)} at ${pointer}`);
      }
    }
    expect(lost).toEqual([]);
  });

  it("reads members that are called like those of Object.prototype", () => {
    const names = ["__proto__", "constructor", "toString", "hasOwnProperty"];
    const members = (value: string): string => `{ ${names.map((name) => `${JSON.stringify(name)}: ${value}`).join(", ")} }`;
    const text = `{ "openapi": "3.1.0", "paths": { "/a": { "get": { "operationId": "__proto__", "security": [${members("[]")}], "callbacks": ${members('{ "{$url}": { "post": {} } }')},
      "responses": { "200": { "headers": ${members('{ "schema": {} }')}, "links": ${members('{ "operationId": "constructor" }')} } } } } },
      "components": { "schemas": ${members("{}")}, "responses": ${members("{}")}, "securitySchemes": ${members('{ "type": "http", "scheme": "basic" }')} } }`;
    const { operations, roots, securitySchemes, diagnostics } = buildOperations(JSON.parse(text) as JsonObject);
    expect(operations[0]?.responses[0]?.headers.map(({ name }) => name)).toEqual(names);
    expect(operations[0]?.callbacks.map(({ name }) => name)).toEqual(names);
    expect(operations[0]?.security[0]?.requirements.map(({ scheme }) => scheme)).toEqual(names);
    expect(securitySchemes.map(({ name }) => name)).toEqual(names);
    expect(roots.slice(0, 4).map(({ pointer }) => pointer)).toEqual(names.map((name) => `#/components/schemas/${name}`));
    expect([...new Set(diagnostics.map(({ code }) => code))]).toEqual(["operation-id-missing", "link-unknown"]);
  });
});

describe("buildOperations is bounded", () => {
  it("a chain of a thousand references, and circles of them", () => {
    const responses: Record<string, Json> = { R0: { description: "end" }, A: { $ref: "#/components/responses/B" }, B: { $ref: "#/components/responses/A" } };
    for (let number = 1; number <= 1000; number++) responses[`R${number}`] = { $ref: `#/components/responses/R${number - 1}` };
    const get = { operationId: "a", responses: { 200: { $ref: "#/components/responses/R1000" }, 400: { $ref: "#/components/responses/A" } } };
    const { operations } = buildOperations({ openapi: "3.1.0", paths: { "/a": { get } }, components: { responses } });
    expect(operations[0]?.responses.map(({ description }) => description)).toEqual(["end"]);
  });

  it("ten thousand operations without a name that is their own", () => {
    const paths = Object.fromEntries(Array.from({ length: 10_000 }, (_, number) => [`/${"-".repeat(number % 100)}/${"_".repeat(number / 100)}`, { get: {} }]));
    const start = performance.now();
    const { operations } = buildOperations({ openapi: "3.1.0", paths });
    expect(new Set(operations.map(({ id }) => id)).size).toBe(10_000);
    expect(performance.now() - start).toBeLessThan(3000);
  });
});
