import { describe, expect, it } from "vitest";
import type { ParameterCoding } from "../../../generators/contract/model.js";
import { getX, linesOf, operationOf, operationsOf } from "./operations-given.js";

const codingText = (coding: ParameterCoding): string =>
  coding.kind === "content" ? coding.mediaType : `${coding.style}${coding.explode ? " explode" : ""}${coding.allowReserved ? " reserved" : ""}`;

describe("the way a parameter is written, with the defaults of its place", () => {
  it.each([
    ["in: path, schema: {}", "simple"],
    ["in: path, style: label, schema: {}", "label"],
    ["in: path, style: matrix, explode: true, schema: {}", "matrix explode"],
    ["in: query, schema: {}", "form explode"],
    ["in: query, explode: false, schema: {}", "form"],
    ["in: query, allowReserved: true, schema: {}", "form explode reserved"],
    ["in: query, style: spaceDelimited, schema: {}", "spaceDelimited"],
    ["in: query, style: pipeDelimited, explode: true, schema: {}", "pipeDelimited explode"],
    ["in: query, style: deepObject, schema: {}", "deepObject explode"],
    ["in: query, style: deepObject, explode: false, schema: {}", "deepObject explode"],
    ["in: query, content: { application/json: { schema: {} } }", "application/json"],
    ["in: querystring, content: { application/x-www-form-urlencoded: { schema: {} } }", "application/x-www-form-urlencoded"],
    ["in: querystring, content: { application/json: { schema: {} } }", "application/json"],
    ["in: header, schema: {}", "simple"],
    ["in: header, explode: true, schema: {}", "simple explode"],
    ["in: cookie, schema: {}", "form explode"],
    ["in: cookie, style: cookie, schema: {}", "cookie explode"],
    ["in: cookie, style: cookie, explode: false, schema: {}", "cookie"],
  ])("{ name: p, %s }: %s", (fields, want) => {
    const operation = operationOf(`paths: { '${fields.startsWith("in: path") ? "/x/{p}" : "/x"}': { get: { parameters: [{ name: p, required: true, ${fields} }] } } }`);
    expect(operation.parameters.map(({ coding }) => codingText(coding))).toEqual([want]);
  });
});

describe("mistakes in a parameter", () => {
  const origin = "#/paths/~1x/get/parameters/0";
  it.each([
    ["{ name: p, in: query, style: simple, schema: {} }", `error parameter-style ${origin}/style: a query parameter can't have the style 'simple' (use 'form' or 'spaceDelimited' or 'pipeDelimited' or 'deepObject')`],
    ["{ name: p, in: header, style: form, schema: {} }", `error parameter-style ${origin}/style: a header parameter can't have the style 'form' (use 'simple')`],
    ["{ name: p, in: query, schema: {}, content: { text/plain: {} } }", `error parameter-schema ${origin}: the query parameter 'p' has both 'schema' and 'content' (keep one of them)`],
    ["{ name: p, in: query, content: { text/plain: {}, text/html: {} } }", `error parameter-schema ${origin}: the query parameter 'p' has several media types in 'content' (keep one of them)`],
    ["{ name: p, in: query, content: { json: {} } }", `warning media-type-syntax ${origin}/content/json:key: 'json' is no media type (write 'application/json')`],
    ["{ name: p, in: querystring, schema: {} }", `error parameter-schema ${origin}: the querystring parameter 'p' has 'schema' (a querystring parameter has 'content' with one media type)`],
    ["{ name: accept, in: header, schema: {} }", `note parameter-ignored ${origin}: OpenAPI ignores a header parameter called 'accept' (remove it: the media types of 'responses' say it)`],
    ["{ name: Content-Type, in: header, schema: {} }", `note parameter-ignored ${origin}: OpenAPI ignores a header parameter called 'Content-Type' (remove it: the media types of 'requestBody' say it)`],
    ["{ name: Authorization, in: header, schema: {} }", `note parameter-ignored ${origin}: OpenAPI ignores a header parameter called 'Authorization' (remove it: 'security' says it)`],
    ["{ name: id, in: path, required: true, schema: {} }", `warning path-parameter-unknown ${origin}: the path '/x' has no parameter '{id}' (remove it, or write it into the path)`],
    ["{ name: p, in: query, schema: {}, x-mortise-name: 7 }", `error extension-wrong ${origin}/x-mortise-name: 'x-mortise-name' must be a text that is not empty (write a name, such as 'listUsers', or remove it)`],
  ])("%s", (parameter, want) => {
    expect(linesOf(getX(`      parameters: [${parameter}]`))).toEqual([want]);
  });

  it("two of the same name in one list; header names are compared without case", () => {
    expect(linesOf(getX("      parameters: [{ name: X-A, in: header, schema: {} }, { name: x-a, in: header, schema: {} }, { name: X-A, in: query, schema: {} }]"))).toEqual([
      "error parameter-duplicate #/paths/~1x/get/parameters/1: the header parameter 'x-a' is declared twice in this list (remove one of them, or give it its own name)",
    ]);
  });

  it("querystring is alone", () => {
    const whole = "{ name: all, in: querystring, content: { application/json: { schema: {} } } }";
    expect(linesOf(getX(`      parameters: [${whole}, { name: q, in: query, schema: {} }]`))).toEqual([
      "error parameter-querystring #/paths/~1x/get/parameters/1: the querystring parameter 'all' is the whole query, but there is also the query parameter 'q' (move 'q' into the schema of 'all')",
    ]);
  });

  it("a path parameter that may be absent is required all the same", () => {
    const text = "paths: { '/x/{id}': { get: { operationId: a, parameters: [{ name: id, in: path, required: false, schema: {} }] } } }";
    expect(operationOf(text).parameters[0]?.required).toBe(true);
    expect(linesOf(text)).toEqual([
      "warning path-parameter-optional #/paths/~1x~1{id}/get/parameters/0/required: the path parameter 'id' is optional, but a path without it is another path (write 'required: true')",
    ]);
  });
});

describe("which parameters an operation has", () => {
  it("those of the path item, replaced by its own of the same name and place, in the order of places", () => {
    const operation = operationOf(`
paths:
  /x/{id}:
    parameters:
      - { name: id, in: path, required: true, schema: {}, description: outer }
      - { name: X-Trace, in: header, schema: {}, description: outer }
      - { name: q, in: query, schema: {}, description: outer }
    get:
      parameters:
        - { name: s, in: cookie, schema: {}, description: inner }
        - { name: x-trace, in: header, schema: {}, description: inner }
        - { name: id, in: query, schema: {}, description: inner }`);
    expect(operation.parameters.map(({ in: place, name, description }) => `${place} ${name} ${description}`)).toEqual([
      "path id outer", "query q outer", "query id inner", "header x-trace inner", "cookie s inner",
    ]);
  });

  it("reads everything that a parameter says", () => {
    const operation = operationOf(getX(`
      parameters:
        - name: q
          in: query
          required: true
          deprecated: true
          allowEmptyValue: true
          description: What to look for
          x-mortise-name: search
          schema: { type: string }
          examples:
            one: { summary: One, value: [1] }
            two: { description: Two, dataValue: a b, serializedValue: a%20b }
            three: { externalValue: 'https://example.com/three' }
            four: { $ref: '#/components/examples/four', summary: Mine }`, `
components: { examples: { four: { summary: Theirs, value: { a: null } } } }`));
    expect(operation.parameters).toEqual([
      {
        name: "q",
        in: "query",
        origin: "#/paths/~1x/get/parameters/0",
        pinnedName: "search",
        description: "What to look for",
        deprecated: true,
        required: true,
        allowEmptyValue: true,
        schema: "#/paths/~1x/get/parameters/0/schema",
        coding: { kind: "style", style: "form", explode: true, allowReserved: false },
        examples: [
          { name: "one", summary: "One", value: "[1]" },
          { name: "two", description: "Two", value: '"a b"', serialized: "a%20b" },
          { name: "three", externalValue: "https://example.com/three" },
          { name: "four", summary: "Mine", value: '{"a":null}' },
        ],
      },
    ]);
  });

  it("a shared parameter is one thing, with the description beside the reference", () => {
    const { operations, roots } = operationsOf(`
paths:
  /a: { get: { parameters: [{ $ref: '#/components/parameters/Limit' }] } }
  /b: { get: { parameters: [{ $ref: '#/components/parameters/Alias', description: Here }] } }
components:
  parameters:
    Limit: { name: limit, in: query, schema: { type: integer }, description: There }
    Alias: { $ref: '#/components/parameters/Limit' }`);
    expect(operations.map(({ parameters }) => parameters.map(({ origin, schema, description }) => ({ origin, schema, description })))).toEqual([
      [{ origin: "#/components/parameters/Limit", schema: "#/components/parameters/Limit/schema", description: "There" }],
      [{ origin: "#/components/parameters/Limit", schema: "#/components/parameters/Limit/schema", description: "Here" }],
    ]);
    expect(roots).toEqual([{ pointer: "#/components/parameters/Limit/schema", place: { kind: "shared", section: "parameters", name: "Limit", key: "" } }]);
  });
});
