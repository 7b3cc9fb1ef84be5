import { describe, expect, it } from "vitest";
import type { SecurityAlternative } from "../../../generators/contract/model.js";
import { getX, linesOf, operationOf, operationsOf } from "./operations-given.js";

const SCHEMES = `
components:
  securitySchemes:
    key: { type: apiKey, in: header, name: X-Key, description: Ask us, deprecated: true }
    basic: { type: http, scheme: Basic }
    bearer: { type: http, scheme: bearer, bearerFormat: JWT }
    digest: { type: http, scheme: Digest }
    open: { type: openIdConnect, openIdConnectUrl: 'https://example.com/.well-known' }
    cert: { type: mutualTLS }
    oauth:
      type: oauth2
      oauth2MetadataUrl: https://example.com/meta
      flows:
        clientCredentials: { tokenUrl: 'https://example.com/token', scopes: { read: Read it, write: Write it } }
        deviceAuthorization: { deviceAuthorizationUrl: 'https://example.com/device', tokenUrl: 'https://example.com/token', refreshUrl: 'https://example.com/r', scopes: {} }
    alias: { $ref: '#/components/securitySchemes/basic' }
    constructor: { type: http, scheme: basic }
    broken: { type: magic }
`;

it("security schemes", () => {
  const { securitySchemes } = operationsOf(`paths: {}\n${SCHEMES}`);
  const at = "#/components/securitySchemes";
  expect(securitySchemes).toEqual([
    { name: "key", description: "Ask us", deprecated: true, origin: `${at}/key`, kind: "apiKey", in: "header", parameter: "X-Key" },
    { name: "basic", deprecated: false, origin: `${at}/basic`, kind: "basic" },
    { name: "bearer", deprecated: false, origin: `${at}/bearer`, kind: "bearer", format: "JWT" },
    { name: "digest", deprecated: false, origin: `${at}/digest`, kind: "http", scheme: "Digest" },
    { name: "open", deprecated: false, origin: `${at}/open`, kind: "openIdConnect", url: "https://example.com/.well-known" },
    { name: "cert", deprecated: false, origin: `${at}/cert`, kind: "mutualTLS" },
    {
      name: "oauth",
      deprecated: false,
      origin: `${at}/oauth`,
      kind: "oauth2",
      flows: [
        { grant: "clientCredentials", tokenUrl: "https://example.com/token", scopes: [{ name: "read", description: "Read it" }, { name: "write", description: "Write it" }] },
        { grant: "deviceAuthorization", deviceAuthorizationUrl: "https://example.com/device", tokenUrl: "https://example.com/token", refreshUrl: "https://example.com/r", scopes: [] },
      ],
      metadataUrl: "https://example.com/meta",
    },
    { name: "alias", deprecated: false, origin: `${at}/alias`, kind: "basic" },
    { name: "constructor", deprecated: false, origin: `${at}/constructor`, kind: "basic" },
  ]);
});

const securityText = (security: readonly SecurityAlternative[]): string =>
  security.map(({ requirements }) => `(${requirements.map(({ scheme, scopes }) => [scheme, ...scopes].join(" ")).join(" & ")})`).join(" | ");

describe("what an operation needs", () => {
  it.each([
    ["", "", ""],
    ["[{ key: [] }]", "", "(key)"],
    ["[{ key: [] }]", "[]", ""],
    ["[{ key: [] }]", "[{}]", "()"],
    ["[{ key: [] }]", "[{ basic: [] }, { key: [], oauth: [read, write] }, {}]", "(basic) | (key & oauth read write) | ()"],
    ["", "[{ '#/components/securitySchemes/basic': [] }]", "(basic)"],
    ["", "[{ toString: [] }]", "(toString)"],
  ])("document %s, operation %s: %s", (document, operation, want) => {
    const text = `${document === "" ? "" : `security: ${document}`}${getX(operation === "" ? "" : `      security: ${operation}`, SCHEMES)}`;
    expect(securityText(operationOf(text).security)).toBe(want);
  });

  it.each([
    ["[{ beare: [] }]", "warning security-unknown #/paths/~1x/get/security/0/beare:key: 'components.securitySchemes' has no scheme 'beare' (did you mean 'bearer'?)"],
    ["[{ key: [] }, { toString: [] }]", "warning security-unknown #/paths/~1x/get/security/1/toString:key: 'components.securitySchemes' has no scheme 'toString' (declare it there, or remove the requirement)"],
    ["[{ oauth: [read, wirte] }]", "warning scope-unknown #/paths/~1x/get/security/0/oauth/1: no flow of 'oauth' has the scope 'wirte' (did you mean 'write'?)"],
  ])("%s", (security, want) => {
    expect(linesOf(getX(`      security: ${security}`, SCHEMES))).toEqual([want]);
  });
});

describe("servers", () => {
  it("of the document, the path item and the operation", () => {
    const { servers, operations } = operationsOf(`
servers:
  - url: https://{region}.example.com:{port}
    name: main
    description: The one
    variables:
      region: { default: eu, enum: [eu, us], description: Where }
      port: { default: 443 }
paths:
  /a: { servers: [{ url: /item }], get: { operationId: a }, put: { operationId: b, servers: [{ url: /own }] }, post: { operationId: c, servers: [] } }
  /b: { get: { operationId: d } }`);
    expect(servers).toEqual([
      {
        url: "https://{region}.example.com:{port}",
        name: "main",
        description: "The one",
        variables: [{ name: "region", default: "eu", values: ["eu", "us"], description: "Where" }, { name: "port", default: "443", values: [] }],
      },
    ]);
    expect(operations.map((operation) => `${operation.id} ${operation.servers.map(({ url }) => url).join()}`)).toEqual(["a /item", "b /own", "c /item", "d "]);
  });

  it.each([
    ["{ url: 'https://{host}/v1' }", "warning server-variable #/servers/0/url: the server URL 'https://{host}/v1' uses the variable 'host', which 'variables' doesn't define (define it: variables: { host: { default: ... } })"],
    ["{ url: /v1, variables: { host: { default: a } } }", "warning server-variable #/servers/0/variables/host:key: the server variable 'host' is not used in the URL '/v1' (write {host} in the URL, or remove the variable)"],
    ["{ url: '/{v}', variables: { v: { default: v3, enum: [v1, v2] } } }", "warning server-variable #/servers/0/variables/v/default: the default 'v3' of the server variable 'v' is not one of its values (did you mean 'v1'?)"],
  ])("%s", (server, want) => {
    expect(linesOf(`servers: [${server}]`)).toEqual([want]);
  });
});

it("about, external documentation and tags", () => {
  const { about, externalDocs, tags } = operationsOf(`
info:
  title: Pets
  version: 1.2.0
  summary: In short
  description: At length
  termsOfService: https://example.com/terms
  contact: { name: N, url: 'https://example.com', email: n@example.com }
  license: { name: MIT, identifier: MIT }
externalDocs: { url: 'https://example.com/docs', description: More }
tags:
  - { name: b, summary: B, description: About b, parent: a, kind: nav, externalDocs: { url: /b } }
  - { name: a }
paths: { /x: { get: { operationId: x, tags: [c, a, c] } } }`);
  expect(about).toEqual({
    title: "Pets",
    version: "1.2.0",
    summary: "In short",
    description: "At length",
    termsOfService: "https://example.com/terms",
    contact: { name: "N", url: "https://example.com", email: "n@example.com" },
    license: { name: "MIT", identifier: "MIT" },
  });
  expect(externalDocs).toEqual({ url: "https://example.com/docs", description: "More" });
  expect(tags).toEqual([{ name: "b", summary: "B", description: "About b", parent: "a", kind: "nav", externalDocs: { url: "/b" } }, { name: "a" }, { name: "c" }]);
});

describe("mistakes in tags", () => {
  const use = "paths: { /x: { get: { operationId: x, tags: [user] } } }";
  it.each([
    [use, []],
    [`tags: [{ name: users }]\n${use}`, ["note tag-undeclared #/paths/~1x/get/tags/0: the tag 'user' is not declared in 'tags' (did you mean 'users'?)"]],
    [`tags: [{ name: pets }]\n${use}`, ["note tag-undeclared #/paths/~1x/get/tags/0: the tag 'user' is not declared in 'tags' (add it to 'tags' of the document: { name: user })"]],
    ["tags: [{ name: a }, { name: a }]", ["warning tag-duplicate #/tags/1: the tag 'a' is declared twice (remove one of the declarations)"]],
    ["tags: [{ name: a, parent: bb }, { name: b }]", ["warning tag-parent #/tags/0/parent: the parent 'bb' of the tag 'a' is not declared in 'tags' (did you mean 'b'?)"]],
    ["tags: [{ name: cats, parent: pets }, { name: pets, parent: cats }]", ["warning tag-parent #/tags/0/parent: the parent 'pets' of the tag 'cats' leads back to 'cats' (write the name of another declared tag, or remove 'parent')"]],
  ])("%s", (text, want) => {
    expect(linesOf(text)).toEqual(want);
  });
});
