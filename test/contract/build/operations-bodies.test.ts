import { describe, expect, it } from "vitest";
import { classifyMediaType } from "../../../generators/contract/build/media-types.js";
import type { Status } from "../../../generators/contract/model.js";
import { getX, linesOf, operationOf, operationsOf } from "./operations-given.js";

describe("classifyMediaType", () => {
  it.each([
    ["application/json", "json"],
    ["Application/JSON; charset=utf-8", "json"],
    ["application/problem+json", "json"],
    ["application/vnd.github.v3.star+json", "json"],
    ["application/json-patch+json", "json"],
    ["application/x-www-form-urlencoded", "form"],
    ["multipart/form-data", "multipart"],
    ["multipart/mixed; boundary=a", "multipart"],
    ["text/event-stream", "events"],
    ["application/jsonl", "jsonLines"],
    ["application/x-ndjson", "jsonLines"],
    ["application/json-seq", "jsonLines"],
    ["application/geo+json-seq", "jsonLines"],
    ["text/plain", "text"],
    ["text/*", "text"],
    ["application/xml", "text"],
    ["image/svg+xml", "text"],
    ["application/yaml", "text"],
    ["application/vnd.github.diff", "binary"],
    ["application/octet-stream", "binary"],
    ["image/*", "binary"],
    ["*/*", "binary"],
    ["json", "binary"],
  ])("%s is %s", (mediaType, want) => {
    expect(classifyMediaType(mediaType)).toBe(want);
  });
});

describe("the contents of a response", () => {
  const at = "#/paths/~1x/get/responses/200/content";
  const list = "{ type: array, items: { type: string } }";
  it.each([
    ["application/json: { schema: {} }", "application/json json schema=application~1json/schema"],
    ["application/json: {}", "application/json json"],
    ["'*/*': { schema: { type: object } }", "*/* json schema=*~1*/schema"],
    ["'*/*': { schema: { $ref: '#/components/schemas/Text' } }", "*/* binary schema=*~1*/schema"],
    ["'*/*': { schema: {} }", "*/* binary schema=*~1*/schema"],
    ["text/event-stream: { schema: {} }", "text/event-stream events schema=text~1event-stream/schema item=text~1event-stream/schema"],
    [`text/event-stream: { schema: ${list} }`, "text/event-stream events schema=text~1event-stream/schema item=text~1event-stream/schema/items"],
    ["text/event-stream: { itemSchema: {} }", "text/event-stream events item=text~1event-stream/itemSchema"],
    ["text/event-stream: { schema: {}, itemSchema: {} }", "text/event-stream events schema=text~1event-stream/schema item=text~1event-stream/itemSchema"],
    ["application/jsonl: { schema: { $ref: '#/components/schemas/List' } }", "application/jsonl jsonLines schema=application~1jsonl/schema item=#/components/schemas/List/items"],
    ["application/jsonl: { schema: { $ref: '#/components/schemas/Text' } }", "application/jsonl jsonLines schema=application~1jsonl/schema item=application~1jsonl/schema"],
  ])("%s", (content, want) => {
    const operation = operationOf(getX(`      responses: { '200': { description: d, content: { ${content} } } }`, `components: { schemas: { Text: { type: string }, List: ${list} } }`));
    const short = (id: string): string => id.replace(`${at}/`, "");
    const lines = operation.responses[0]?.contents.map(({ mediaType, kind, schema, itemSchema }) =>
      [mediaType, kind, ...(schema === undefined ? [] : [`schema=${short(schema)}`]), ...(itemSchema === undefined ? [] : [`item=${short(itemSchema)}`])].join(" "));
    expect(lines).toEqual([want]);
  });

  it("a media type may be a component (3.2)", () => {
    const { operations, roots } = operationsOf(getX("      responses: { '200': { description: d, content: { application/json: { $ref: '#/components/mediaTypes/Page' } } } }", `
components: { mediaTypes: { Page: { schema: {}, example: 1.5 }, Unused: { itemSchema: {} } } }`));
    expect(operations[0]?.responses[0]?.contents).toEqual([
      { mediaType: "application/json", kind: "json", origin: "#/components/mediaTypes/Page", schema: "#/components/mediaTypes/Page/schema", encodings: [], prefixEncodings: [], examples: [{ value: "1.5" }] },
    ]);
    expect(roots).toEqual([
      { pointer: "#/components/mediaTypes/Page/schema", place: { kind: "shared", section: "mediaTypes", name: "Page", key: "" } },
      { pointer: "#/components/mediaTypes/Unused/itemSchema", place: { kind: "shared", section: "mediaTypes", name: "Unused", key: "item" } },
    ]);
  });
});

describe("request bodies", () => {
  it("how the parts of a form are written", () => {
    const operation = operationOf(`
paths:
  /x:
    post:
      requestBody:
        required: true
        description: A form
        content:
          multipart/form-data:
            schema: { type: object }
            encoding:
              avatar: { contentType: 'image/png, image/jpeg', headers: { X-Size: { required: true, schema: {} }, Content-Type: { schema: {} } } }
              tags: { style: pipeDelimited }
              filter: { style: deepObject, explode: true }
              note: { explode: false }
          multipart/mixed:
            prefixEncoding: [{ contentType: application/json }, {}]
            itemEncoding: { contentType: image/* }
            itemSchema: {}
          application/json:
            encoding: { ignored: { contentType: text/plain } }`);
    const at = "#/paths/~1x/post/requestBody";
    const style = (name: string, explode: boolean): object => ({ kind: "style", style: name, explode, allowReserved: false });
    expect(operation.body).toMatchObject({ origin: at, required: true, description: "A form", deprecated: false });
    const [form, mixed, json] = operation.body?.contents ?? [];
    expect(form?.encodings).toEqual([
      {
        name: "avatar",
        contentTypes: ["image/png", "image/jpeg"],
        headers: [
          {
            name: "X-Size",
            origin: `${at}/content/multipart~1form-data/encoding/avatar/headers/X-Size`,
            deprecated: false,
            required: true,
            schema: `${at}/content/multipart~1form-data/encoding/avatar/headers/X-Size/schema`,
            coding: style("simple", false),
            examples: [],
          },
        ],
      },
      { name: "tags", contentTypes: [], headers: [], coding: style("pipeDelimited", false) },
      { name: "filter", contentTypes: [], headers: [], coding: style("deepObject", true) },
      { name: "note", contentTypes: [], headers: [], coding: style("form", false) },
    ]);
    expect(mixed).toMatchObject({
      kind: "multipart",
      itemSchema: `${at}/content/multipart~1mixed/itemSchema`,
      prefixEncodings: [{ name: "", contentTypes: ["application/json"] }, { name: "", contentTypes: [] }],
      itemEncoding: { name: "", contentTypes: ["image/*"], headers: [] },
    });
    expect(json).toMatchObject({ encodings: [], prefixEncodings: [] });
  });

  it("a shared body is one thing, and its schemas have one id", () => {
    const { operations, roots } = operationsOf(`
paths:
  /a: { post: { requestBody: { $ref: '#/components/requestBodies/Pet' } } }
  /b: { post: { requestBody: { $ref: '#/components/requestBodies/Pet' } } }
components: { requestBodies: { Pet: { content: { application/json: { schema: {} } } } } }`);
    const id = "#/components/requestBodies/Pet/content/application~1json/schema";
    expect(operations.map(({ body }) => body?.contents[0]?.schema)).toEqual([id, id]);
    expect(roots).toEqual([{ pointer: id, place: { kind: "shared", section: "requestBodies", name: "Pet", key: "application/json" } }]);
  });

  it.each([
    ["get", "{ content: { application/json: { schema: {} } } }", ["note body-on-get #/paths/~1x/get/requestBody:key: a body of GET has no meaning in HTTP; browsers and many proxies refuse or drop it (use query parameters, or POST (in OpenAPI 3.2: QUERY))"]],
    ["get", "{ content: { application/x-www-form-urlencoded: { schema: { type: object, properties: {}, additionalProperties: false } } } }", []],
    ["get", "{ content: { application/json: { schema: { type: object } } } }", ["note body-on-get #/paths/~1x/get/requestBody:key: a body of GET has no meaning in HTTP; browsers and many proxies refuse or drop it (use query parameters, or POST (in OpenAPI 3.2: QUERY))"]],
    ["post", "{ content: { multipart/form-data: { schema: { properties: { photo: {} } }, encoding: { foto: {} } } } }", ["warning encoding-unknown #/paths/~1x/post/requestBody/content/multipart~1form-data/encoding/foto:key: the schema has no member 'foto', which this encoding is for (its members are photo)"]],
    ["post", "{ content: { multipart/form-data: { schema: { properties: { photo: {} }, additionalProperties: {} }, encoding: { foto: {} } } } }", []],
    ["query", "{ content: { application/json: { schema: {} } } }", []],
    ["delete", "{ content: { application/json: { schema: {} } } }", []],
    ["post", "{ content: { multipart/form-data: { encoding: { a: { encoding: {} } } } } }", ["warning encoding-nested #/paths/~1x/post/requestBody/content/multipart~1form-data/encoding/a/encoding:key: 'encoding' inside an encoding (a multipart body within a part) is not supported (send the inner body as one part with its own media type)"]],
    ["post", "{ content: { application: {} } }", ["warning media-type-syntax #/paths/~1x/post/requestBody/content/application:key: 'application' is no media type (write 'type/subtype', such as 'text/plain')"]],
  ])("%s with %s", (method, body, want) => {
    expect(linesOf(`paths: { /x: { ${method}: { operationId: a, requestBody: ${body} } } }`)).toEqual(want);
  });
});

const statusText = (status: Status): string => (status.kind === "code" ? String(status.code) : status.kind === "range" ? `${status.hundreds}xx` : "default");

describe("responses", () => {
  it.each([
    ["200", "200", []],
    ["4XX", "4xx", []],
    ["default", "default", []],
    ["x-note", "", ["warning responses-empty #/paths/~1x/get/responses:key: the operation has no response (add what it answers: '200', another status or 'default', with a 'description')"]],
    ["2xx", "2xx", ["warning status-syntax #/paths/~1x/get/responses/2xx:key: '2xx' is no status of a response (write '2XX')"]],
    ["600", "", ["error status-syntax #/paths/~1x/get/responses/600:key: '600' is no status of a response (write a code from '100' to '599', a range such as '4XX', or 'default')"]],
    ["20X", "", ["error status-syntax #/paths/~1x/get/responses/20X:key: '20X' is no status of a response (write a code from '100' to '599', a range such as '4XX', or 'default')"]],
    ["OK", "", ["error status-syntax #/paths/~1x/get/responses/OK:key: 'OK' is no status of a response (write a code from '100' to '599', a range such as '4XX', or 'default')"]],
  ])("status %s", (key, want, diagnostics) => {
    const text = getX(`      responses: { '${key}': { description: d } }`);
    expect(operationOf(text).responses.map(({ status }) => statusText(status)).join()).toBe(want);
    expect(linesOf(text)).toEqual(diagnostics);
  });

  it("headers and links", () => {
    const text = getX(`
      responses:
        '201':
          summary: Made
          description: It is there
          headers:
            Location: { required: true, deprecated: true, description: Where, schema: { type: string }, example: /x/1 }
            X-Rate: { $ref: '#/components/headers/Rate', description: Mine }
            Content-Type: { schema: {} }
          links:
            byId: { operationId: getY, parameters: { path.id: '$response.body#/id', n: 5 }, description: The thing }
            byRef: { operationRef: '#/paths/~1y~1%7Bid%7D/get', requestBody: { a: 1 } }
            elsewhere: { operationRef: 'https://example.com/openapi.yaml#/paths/~1z/get' }
            wrong: { operationId: getZ }
            lost: { operationRef: '#/paths/~1z/get' }`, `
  /y/{id}: { get: { operationId: getY, parameters: [{ name: id, in: path, required: true, schema: {} }] } }
components: { headers: { Rate: { schema: { type: integer }, description: Theirs } } }`);
    const at = "#/paths/~1x/get/responses/201";
    const simple = { kind: "style", style: "simple", explode: false, allowReserved: false };
    expect(operationOf(text).responses).toEqual([
      {
        status: { kind: "code", code: 201 },
        origin: at,
        summary: "Made",
        description: "It is there",
        headers: [
          { name: "Location", origin: `${at}/headers/Location`, required: true, deprecated: true, description: "Where", schema: `${at}/headers/Location/schema`, coding: simple, examples: [{ value: '"/x/1"' }] },
          { name: "X-Rate", origin: "#/components/headers/Rate", required: false, deprecated: false, description: "Mine", schema: "#/components/headers/Rate/schema", coding: simple, examples: [] },
        ],
        contents: [],
        links: [
          { name: "byId", description: "The thing", operationId: "getY", parameters: [{ name: "path.id", value: '"$response.body#/id"' }, { name: "n", value: "5" }] },
          { name: "byRef", operationId: "getY", parameters: [], body: '{"a":1}' },
          { name: "elsewhere", parameters: [] },
          { name: "wrong", parameters: [] },
          { name: "lost", parameters: [] },
        ],
      },
    ]);
    expect(linesOf(text)).toEqual([
      `warning link-unknown ${at}/links/wrong/operationId: no operation is called 'getZ' (did you mean 'getX'?)`,
      `warning link-unknown ${at}/links/lost/operationRef: '#/paths/~1z/get' leads to no operation (did you mean '#/paths/~1x/get'?)`,
    ]);
  });

  it("a shared response is one thing under several statuses, and its schemas have one id", () => {
    const { operations, roots, diagnostics } = operationsOf(`
paths:
  /a: { get: { operationId: a, responses: { '404': { $ref: '#/components/responses/Gone' }, '410': { $ref: '#/components/responses/Gone', description: For good } } } }
components:
  responses:
    Gone: { description: Not here, headers: { X-Why: { schema: {} } }, content: { application/json: { schema: {} }, application/jsonl: { itemSchema: {} } } }`);
    const at = "#/components/responses/Gone";
    expect(operations[0]?.responses.map(({ status, description, contents }) => [statusText(status), description, contents[0]?.schema])).toEqual([
      ["404", "Not here", `${at}/content/application~1json/schema`],
      ["410", "For good", `${at}/content/application~1json/schema`],
    ]);
    expect(roots.map(({ pointer, place }) => [pointer.slice(at.length), "key" in place ? place.key : ""])).toEqual([
      ["/headers/X-Why/schema", "X-Why"],
      ["/content/application~1json/schema", "application/json"],
      ["/content/application~1jsonl/itemSchema", "application/jsonl item"],
    ]);
    expect(diagnostics).toEqual([]);
  });
});

describe("the places of schemas in an operation", () => {
  it("say where, and which", () => {
    const { roots } = operationsOf(`
paths:
  /x/{id}:
    parameters: [{ name: id, in: path, required: true, schema: {} }]
    post:
      operationId: postX
      parameters: [{ name: q, in: query, schema: {} }, { name: f, in: query, content: { application/json: { schema: {} } } }]
      requestBody: { content: { multipart/form-data: { schema: {}, encoding: { a: { headers: { H: { schema: {} } } } } }, application/jsonl: { itemSchema: {} } } }
      responses: { '200': { description: d, headers: { H: { schema: {} } }, content: { application/json: { schema: {} }, text/event-stream: { itemSchema: {} } } } }
components: { schemas: { Z: {}, A: {} } }`);
    const lines = roots.map(({ place }) => (place.kind === "operation" ? `${place.operation} ${place.slot}: ${place.key}` : place.kind === "shared" ? `${place.section} ${place.name}: ${place.key}` : place.kind === "component" ? place.name : "?"));
    expect(lines).toEqual([
      "Z", "A",
      "paths /x/{id}: id",
      "postX parameter: q",
      "postX parameter: f",
      "postX body: multipart/form-data",
      "postX part: multipart/form-data a H",
      "postX bodyItem: application/jsonl",
      "postX header: 200 H",
      "postX response: 200 application/json",
      "postX responseItem: 200 text/event-stream",
    ]);
  });

  it("a schema that another operation refers to belongs to its own operation, whichever comes first", () => {
    const { roots } = operationsOf(`
paths:
  /a: { get: { operationId: a, responses: { '200': { $ref: '#/paths/~1b/get/responses/200' } } } }
  /b: { get: { operationId: b, responses: { '200': { description: d, content: { application/json: { schema: {} } } } } } }`);
    expect(roots).toEqual([{ pointer: "#/paths/~1b/get/responses/200/content/application~1json/schema", place: { kind: "operation", operation: "b", slot: "response", key: "200 application/json" } }]);
  });
});
