import { describe, expect, it } from "vitest";
import { parseTemplate } from "../../../generators/contract/build/templates.js";
import { lineOf, linesOf, operationOf, operationsOf } from "./operations-given.js";

const idsOf = (text: string): readonly string[] => operationsOf(text).operations.map(({ id, idDerived }) => `${id}${idDerived ? " (derived)" : ""}`);

describe("an operation without operationId", () => {
  it.each([
    ["get", "/users", "getUsers"],
    ["get", "/users/{id}", "getUsersById"],
    ["post", "/users/{user_id}/blog-posts.json", "postUsersByUserIdBlogPostsJson"],
    ["put", "/v{version}/a", "putVByVersionA"],
    ["get", "/", "getRoot"],
    ["patch", "/größe", "patchGröße"],
    ["query", "/search", "querySearch"],
  ])("%s %s is called %s", (method, path, want) => {
    const text = `paths: { '${path}': { ${method}: {} } }`;
    expect(idsOf(text)).toEqual([`${want} (derived)`]);
    expect(linesOf(text).filter((line) => line.includes("operation-id"))).toEqual([
      `note operation-id-missing #/paths/${path.replaceAll("/", "~1")}/${method}:key: ${method.toUpperCase()} ${path} has no operationId; generated code calls it '${want}' (write 'operationId: ${want}', or another name that says what it does)`,
    ]);
  });

  it.each([
    ["a written id comes first", "/users: { get: {} }\n  /people: { get: { operationId: getUsers } }", ["getUsersOperation (derived)", "getUsers"]],
    ["the tag tells them apart", "/a-b: { get: {} }\n  /a_b: { get: { tags: [old] } }", ["getAB (derived)", "getABForOld (derived)"]],
    ["a number is the last resort", "/a-b: { get: {} }\n  /a_b: { get: {} }\n  /a.b: { get: {} }\n  /a+b: { get: {} }", ["getAB (derived)", "getABOperation (derived)", "getABOperation2 (derived)", "getABOperation3 (derived)"]],
    ["an empty id is none", "/users: { get: { operationId: '' } }", ["getUsers (derived)"]],
    ["names of Object.prototype are names", "/a: { get: { operationId: constructor } }\n  /b: { get: { operationId: __proto__ } }", ["constructor", "__proto__"]],
  ])("%s", (_, paths, want) => {
    expect(idsOf(`paths:\n  ${paths}`)).toEqual(want);
  });

  it("webhooks and callbacks are called after what they belong to", () => {
    const { operations, webhooks } = operationsOf(`
paths:
  /jobs: { post: { operationId: createJob, callbacks: { done: { '{$request.body#/url}': { post: {}, get: {} } }, shared: { $ref: '#/components/callbacks/jobFailed' } } } }
webhooks: { new pet: { post: {}, put: {} } }
components: { callbacks: { jobFailed: { '{$url}': { post: {} } } } }`);
    expect(webhooks.map(({ id, path, segments }) => ({ id, path, segments }))).toEqual([
      { id: "newPetWebhook", path: "new pet", segments: [] },
      { id: "newPetPutWebhook", path: "new pet", segments: [] },
    ]);
    expect(operations[0]?.callbacks.map(({ name, expression, operations: inner }) => [name, expression, inner.map(({ id, path }) => `${id} ${path}`)])).toEqual([
      ["done", "{$request.body#/url}", ["createJobDoneCallback {$request.body#/url}", "createJobDoneGetCallback {$request.body#/url}"]],
      ["shared", "{$url}", ["jobFailedCallback {$url}"]],
    ]);
  });
});

describe("operationIds that are not unique", () => {
  it("are an error, with a name that is free", () => {
    const text = "paths:\n  /a: { get: { operationId: list } }\n  /b/{id}: { get: { operationId: list, parameters: [{ name: id, in: path, required: true, schema: {} }] } }";
    expect(idsOf(text)).toEqual(["list", "getBById (derived)"]);
    expect(linesOf(text)).toEqual(["error operation-id-duplicate #/paths/~1b~1{id}/get/operationId: the operationId 'list' of GET /b/{id} is already that of GET /a (every operation needs its own; 'getBById' is free)"]);
  });

  it("a webhook and a callback count too", () => {
    const text = "paths: { /a: { get: { operationId: a, callbacks: { c: { '{$url}': { post: { operationId: a } } } } } } }\nwebhooks: { w: { post: { operationId: a } } }";
    expect(linesOf(text)).toEqual([
      "error operation-id-duplicate #/webhooks/w/post/operationId: the operationId 'a' of POST w is already that of GET /a (every operation needs its own; 'wWebhook' is free)",
      "error operation-id-duplicate #/paths/~1a/get/callbacks/c/{$url}/post/operationId: the operationId 'a' of POST {$url} is already that of GET /a (every operation needs its own; 'aCCallback' is free)",
    ]);
  });

  it("a path item that two paths use has its operations twice, under two names", () => {
    const text = `
paths: { /a: { $ref: '#/components/pathItems/P' }, /b: { $ref: '#/components/pathItems/P' } }
components: { pathItems: { P: { get: { operationId: list, responses: { '200': { description: d, content: { application/json: { schema: {} } } } } } } } }`;
    expect(idsOf(text)).toEqual(["list", "getB (derived)"]);
    expect(linesOf(text)).toEqual(["note operation-id-shared #/components/pathItems/P/get/operationId: the path item of GET /a is used again for '/b'; generated code calls this operation 'getB' (give each path a path item of its own)"]);
    expect(operationsOf(text).roots).toEqual([
      { pointer: "#/components/pathItems/P/get/responses/200/content/application~1json/schema", place: { kind: "operation", operation: "list", slot: "response", key: "200 application/json" } },
    ]);
  });
});

describe("path items", () => {
  it("every method, in the order of the document; query and additionalOperations are 3.2", () => {
    const item = "{ trace: {}, get: {}, query: {}, summary: no operation, head: {}, additionalOperations: { COPY: {}, Lock: {} } }";
    const methods = (version: string): readonly string[] => operationsOf(`openapi: ${version}\npaths: { /a: ${item} }`).operations.map(({ method }) => method);
    expect(methods("3.2.0")).toEqual(["TRACE", "GET", "QUERY", "HEAD", "COPY", "Lock"]);
    expect(methods("3.1.2")).toEqual(["TRACE", "GET", "HEAD"]);
  });

  it.each([
    ["'A B': { operationId: a }", "error method-syntax #/paths/~1a/additionalOperations/A B:key: 'A B' is no HTTP method (write the method as it is sent, such as 'COPY')"],
    ["POST: { operationId: a }", "error method-syntax #/paths/~1a/additionalOperations/POST:key: 'POST' in 'additionalOperations' has a field of its own (move it to 'post' of the path item)"],
  ])("additionalOperations: %s", (operation, want) => {
    const text = `paths: { /a: { additionalOperations: { ${operation} } } }`;
    expect(linesOf(text)).toEqual([want]);
    expect(operationsOf(text).operations).toEqual([]);
  });

  it("what is written beside a reference wins over what it refers to", () => {
    const { operations } = operationsOf(`
paths:
  /a:
    $ref: '#/components/pathItems/P'
    parameters: [{ name: q, in: query, schema: {}, description: near }]
    get: { operationId: near }
components:
  pathItems:
    P: { $ref: '#/components/pathItems/Q' }
    Q: { parameters: [{ name: q, in: query, schema: {}, description: far }, { name: r, in: query, schema: {}, description: far }], servers: [{ url: /far }], get: { operationId: far }, put: { operationId: put } }`);
    expect(operations.map(({ id, parameters, servers }) => `${id} ${parameters.map(({ name, description }) => `${name} ${description}`).join(", ")} ${servers[0]?.url}`)).toEqual([
      "near q near, r far /far",
      "put q near, r far /far",
    ]);
  });

  it("an operation keeps what it says of itself", () => {
    expect(operationOf(`
paths:
  /v{version}.json/{id}/:
    get:
      operationId: getIt
      summary: S
      description: D
      deprecated: true
      x-mortise-name: fetchIt
      x-mortise-roles: [admin, user, admin]
      x-mortise-batch: { max_size: 8, max_wait_ms: 0 }
      externalDocs: { url: /docs }
      tags: [a, b, a]
      parameters: [{ name: version, in: path, required: true, schema: {} }, { name: id, in: path, required: true, schema: {} }]`)).toMatchObject({
      id: "getIt",
      idDerived: false,
      pinnedName: "fetchIt",
      origin: "#/paths/~1v{version}.json~1{id}~1/get",
      summary: "S",
      description: "D",
      deprecated: true,
      method: "GET",
      path: "/v{version}.json/{id}/",
      segments: [
        [{ kind: "text", text: "v" }, { kind: "parameter", name: "version" }, { kind: "text", text: ".json" }],
        [{ kind: "parameter", name: "id" }],
        [],
      ],
      tags: ["a", "b"],
      externalDocs: { url: "/docs" },
      roles: ["admin", "user"],
      batch: { maxSize: 8, maxWaitMs: 0 },
      security: [],
      servers: [],
      callbacks: [],
    });
  });

  it.each([
    ["x-mortise-roles: admin", "error extension-wrong #/paths/~1a/get/x-mortise-roles: 'x-mortise-roles' must be a list of role names (write [admin, editor])"],
    ["x-mortise-batch: 5", "error extension-wrong #/paths/~1a/get/x-mortise-batch: 'x-mortise-batch' must be an object with 'max_size' and 'max_wait_ms' (write { max_size: 16, max_wait_ms: 20 })"],
    ["x-mortise-batch: { max_size: 0, max_wait_ms: 1 }", "error extension-wrong #/paths/~1a/get/x-mortise-batch: 'x-mortise-batch' needs 'max_size', a whole number of at least 1 (write { max_size: 16, max_wait_ms: 20 })"],
    ["x-mortise-batch: { max_size: 1, wait: 1 }", "error extension-wrong #/paths/~1a/get/x-mortise-batch/wait: 'x-mortise-batch' has no field 'wait' (write { max_size: 16, max_wait_ms: 20 })"],
    ["x-mortise-name: ''", "error extension-wrong #/paths/~1a/get/x-mortise-name: 'x-mortise-name' must be a text that is not empty (write a name, such as 'listUsers', or remove it)"],
    ["x-mortise-rolls: [a]", "warning extension-unknown #/paths/~1a/get/x-mortise-rolls:key: 'x-mortise-rolls' has no meaning on an operation (did you mean 'x-mortise-roles'?)"],
  ])("%s", (extension, want) => {
    expect(linesOf(`paths: { /a: { get: { operationId: a, ${extension} } } }`)).toEqual([want]);
  });
});

describe("parseTemplate", () => {
  const templateText = (path: string): string =>
    parseTemplate(path, "#/p").segments.map((segment) => segment.map((part) => (part.kind === "text" ? part.text : `<${part.name}>`)).join(" ")).join(" / ");
  it.each([
    ["/", "", []],
    ["/a", "a", []],
    ["/a/", "a / ", []],
    ["/a//b", "a /  / b", []],
    ["/{a}{b}", "<a> <b>", []],
    ["/{a}-{b}.json", "<a> - <b> .json", []],
    ["/x/{id}:cancel", "x / <id> :cancel", []],
    ["a/b", "a / b", ["error path-syntax #/p:key: the path 'a/b' doesn't begin with a slash (write '/a/b')"]],
    ["/{}", "{}", ["error path-syntax #/p:key: the path '/{}' has '{}' without a name (write the name of a parameter between the braces)"]],
    ["/{a", "{a", ["error path-syntax #/p:key: the braces of the path '/{a' don't match (write each parameter as '{name}')"]],
    ["/a}/{b}", "a} / <b>", ["error path-syntax #/p:key: the braces of the path '/a}/{b}' don't match (write each parameter as '{name}')"]],
    ["/{a}/{a}", "<a> / <a>", ["error path-syntax #/p:key: the path '/{a}/{a}' has the parameter '{a}' twice (give each its own name)"]],
    ["/a?b={c}", "a?b= <c>", ["warning path-syntax #/p:key: the path '/a?b={c}' contains '?', which ends a path (declare query parameters ('in: query') instead)"]],
    ["/a#b", "a", ["warning path-syntax #/p:key: the path '/a#b' contains '#', which ends a path (remove the fragment: it is never sent)"]],
  ])("%s", (path, want, diagnostics) => {
    expect(templateText(path)).toBe(want);
    expect(parseTemplate(path, "#/p").diagnostics.map(lineOf)).toEqual(diagnostics);
  });
});

describe("path parameters that don't fit their path", () => {
  const id = "parameters: [{ name: id, in: path, required: true, schema: {} }]";
  it.each([
    [
      "/a/{id}: { get: { operationId: a }, put: { operationId: b } }",
      ["warning path-parameter-undeclared #/paths/~1a~1{id}:key: the parameter '{id}' of the path '/a/{id}' is not declared, so it is taken for a text (add { name: id, in: path, required: true, schema: { type: string } })"],
    ],
    [
      `/a/{id}: { get: { operationId: a }, put: { operationId: b, ${id} } }`,
      ["warning path-parameter-undeclared #/paths/~1a~1{id}/get:key: the parameter '{id}' of the path '/a/{id}' is not declared for GET, so it is taken for a text (add { name: id, in: path, required: true, schema: { type: string } })"],
    ],
    [
      "/a/{id}: { get: { operationId: a, parameters: [{ name: id, in: query, schema: {} }] } }",
      ["warning path-parameter-undeclared #/paths/~1a~1{id}:key: the parameter '{id}' of the path '/a/{id}' is not declared, so it is taken for a text ('id' is declared in the query: write 'in: path')"],
    ],
    [
      "/a/{userId}: { get: { operationId: a, parameters: [{ name: userid, in: path, required: true, schema: {} }] } }",
      [
        "error path-parameter-unknown #/paths/~1a~1{userId}/get/parameters/0: the path '/a/{userId}' has no parameter '{userid}' (did you mean 'userId'?)",
      ],
    ],
    [
      `/a/:id: { get: { operationId: a, ${id} } }`,
      ["error path-parameter-unknown #/paths/~1a~1:id/get/parameters/0: the path '/a/:id' has no parameter '{id}' (write '{id}' for ':id' in the path)"],
    ],
    [
      `/a/{b}: { get: { operationId: a, parameters: [{ name: order, in: path, required: true, schema: {} }] } }`,
      [
        "warning path-parameter-unknown #/paths/~1a~1{b}/get/parameters/0: the path '/a/{b}' has no parameter '{order}' (remove it, or write it into the path (which has {b}))",
        "warning path-parameter-undeclared #/paths/~1a~1{b}:key: the parameter '{b}' of the path '/a/{b}' is not declared, so it is taken for a text (add { name: b, in: path, required: true, schema: { type: string } })",
      ],
    ],
    [
      `/a: { ${id}, get: { operationId: a }, put: { operationId: b } }`,
      ["warning path-parameter-unknown #/paths/~1a/parameters/0: the path '/a' has no parameter '{id}' (remove it, or write it into the path)"],
    ],
    [
      `/a/{x}: { parameters: [{ name: x, in: path, required: true, schema: {} }], get: { operationId: a } }\n  /a/{y}: { parameters: [{ name: y, in: path, required: true, schema: {} }], get: { operationId: b } }`,
      ["warning path-duplicate #/paths/~1a~1{y}:key: '/a/{y}' matches the same requests as '/a/{x}' (move its operations to '/a/{x}', or tell the paths apart by a word)"],
    ],
    [`/a/{id}: { ${id}, get: { operationId: a } }\n  /a/b: { get: { operationId: b } }`, []],
  ])("%s", (paths, want) => {
    expect(linesOf(`paths:\n  ${paths}`)).toEqual(want);
  });
});

it("a path parameter that nothing declares is taken for a text", () => {
  const { parameters } = operationOf("paths: { '/a/{0}': { get: { operationId: a, parameters: [{ name: q, in: query, schema: {} }] } } }");
  expect(parameters.map(({ in: place, name, required, schema }) => [place, name, required, schema])).toEqual([
    ["path", "0", true, "#/paths/~1a~1{0}/get/parameters/{0}/schema"],
    ["query", "q", false, "#/paths/~1a~1{0}/get/parameters/0/schema"],
  ]);
});

describe("callbacks", () => {
  it("one that leads back to itself is left out there", () => {
    const text = "paths: { /a: { post: { operationId: a, callbacks: { c: { $ref: '#/components/callbacks/C' } } } } }\ncomponents: { callbacks: { C: { '{$url}': { post: { operationId: b, callbacks: { again: { $ref: '#/components/callbacks/C' } } } } } } }";
    expect(linesOf(text)).toEqual(["warning callback-cycle #/components/callbacks/C/{$url}:key: this callback leads back to itself, and is left out where it does (describe the inner request as a webhook)"]);
    expect(operationOf(text).callbacks[0]?.operations.map(({ id, callbacks }) => [id, callbacks.map((callback) => callback.operations.length)])).toEqual([["b", [0]]]);
  });

  it("of any depth end", () => {
    let inner = "{ operationId: deepest }";
    for (let depth = 0; depth < 200; depth++) inner = `{ operationId: op${depth}, callbacks: { c: { '{$url}': { post: ${inner} } } } }`;
    const { diagnostics } = operationsOf(`paths: { /a: { post: ${inner} } }`);
    expect(diagnostics.map(({ code }) => code)).toEqual(["callback-depth"]);
  });
});
