import { describe, expect, test } from "vitest";
import { makeBench } from "../commands/mortise.js";

const { mortise, put, exists } = makeBench();

const contractOf = (members: string): string => `openapi: 3.1.0
info: { title: Users, version: 1.0.0 }
paths:
  /users/{id}:
    post:
      operationId: changeUser
${members}
      responses: { "204": { description: It is changed } }
`;

const plain = "      parameters: [{ name: id, in: path, required: true, schema: { type: integer } }]";

/** What a server can't check it refuses to be: nobody gets past a rule because it could not be understood. */
const rows: readonly (readonly [name: string, members: string, want: string])[] = [
  [
    "a security scheme that nobody declares",
    `${plain}\n      security: [{ token: [] }]`,
    `openapi.yaml:5:5  error  ts-server-security  'changeUser' requires the security scheme 'token', which the contract doesn't declare: a server can't tell who may call
    4 |   /users/{id}:
    5 |     post:
      |     ^^^^  declare it in components/securitySchemes, or take it out of 'security'
`,
  ],
  [
    "a pattern that is none",
    '      parameters: [{ name: id, in: path, required: true, schema: { type: string, pattern: "^(?i)[a-z]+$" } }]',
    `openapi.yaml:7:91  error  ts-server-pattern  this is no ECMA-262 pattern with the 'u' flag: a server can't check it, and would let every text through
    6 |       operationId: changeUser
    7 |       parameters: [{ name: id, in: path, required: true, schema: { type: string, pattern: "^(?i)[a-z]+$" } }]
      |                                                                                           ^^^^^^^^^^^^^^  mend the pattern, or take it out
`,
  ],
  [
    "a pattern of names that is none",
    `${plain}\n      requestBody: { content: { application/json: { schema: { patternProperties: { "[": true } } } } }`,
    `openapi.yaml:8:89  error  ts-server-pattern  this is no ECMA-262 pattern with the 'u' flag: a server can't check it, and would let every text through
    7 |       parameters: [{ name: id, in: path, required: true, schema: { type: integer } }]
    8 |       requestBody: { content: { application/json: { schema: { patternProperties: { "[": true } } } } }
      |                                                                                         ^^^^  mend the pattern, or take it out
`,
  ],
];

describe("a server that would let through what it can't check isn't made", () => {
  test.each(rows)("%s", (_, members, want) => {
    put("openapi.yaml", contractOf(members));
    const { status, err } = mortise("generate", "openapi.yaml", "--target", "ts-server", "--out", "out");
    expect([status, err.slice(err.indexOf(want.slice(0, 24)))]).toEqual([2, want]);
    expect(exists("out")).toBe(false);
  });

  test("a client is: it sends what it is given", () => {
    put("openapi.yaml", contractOf(rows[1]?.[1] ?? ""));
    expect(mortise("generate", "openapi.yaml", "--target", "ts-client", "--out", "out").status).toBe(0);
  });

  test("and 'check' says the same", () => {
    put("openapi.yaml", contractOf(rows[1]?.[1] ?? ""));
    const { status, err } = mortise("check", "openapi.yaml", "--target", "ts-server", "--out", "out");
    expect([status, err.includes(rows[1]?.[2] ?? "-")]).toEqual([2, true]);
  });
});
