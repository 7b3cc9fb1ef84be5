import { spawnSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { cli, makeBench } from "./mortise.js";

const { mortise, put, path } = makeBench();

const contract = `openapi: 3.1.0
info: { title: Orders, version: 1.0.0 }
paths:
  /orders:
    post:
      operationId: createOrder
      requestBody:
        content:
          application/json: { schema: { $ref: '#/components/schemas/Order' } }
          text/csv: { schema: { type: string } }
      responses:
        "200": { description: ok, content: { application/json: { schema: { $ref: '#/components/schemas/Order' } } } }
        4XX: { description: wrong, content: { application/json: { schema: { type: string } } } }
components:
  schemas:
    Order:
      type: object
      required: [id, quantity]
      properties:
        id: { type: string, format: uuid, readOnly: true }
        quantity: { type: integer, minimum: 1 }
        note: { type: string, maxLength: 3 }
`;

const setUp = (): void => {
  put("openapi.yaml", contract);
  put("good.json", '{"quantity": 2}');
  put("bad.json", '{"quantity": 0, "note": "long"}');
  put("twice.json", '{"quantity": 1, "quantity": 2}');
};

const piped = (input: string, ...words: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, "validate", ...words], { cwd: path("."), encoding: "utf8", input });
  return { status, out: stdout, err: stderr };
};

describe("validate", () => {
  test("tells what is wrong with files, and where", () => {
    setUp();
    const { status, out, err } = mortise("validate", "openapi.yaml", "good.json", "bad.json", "twice.json", "--schema", "Order");
    expect({ status, err }).toEqual({ status: 1, err: "" });
    expect(out.split("\n")).toEqual([
      "good.json: valid",
      "bad.json: invalid",
      expect.stringMatching(/^ {2}\/note {6}maxLength {5}must /),
      expect.stringMatching(/^ {2}\/quantity {2}minimum {7}must /),
      "twice.json: invalid",
      expect.stringMatching(/^ {4}duplicate /),
      "",
    ]);
  });

  test("prints JSON for other programs", () => {
    setUp();
    const { out } = mortise("validate", "openapi.yaml", "bad.json", "--schema", "Order", "--json");
    expect(JSON.parse(out)).toMatchObject({
      file: "bad.json",
      valid: false,
      violations: [
        { in: "body", pointer: "/note", rule: "maxLength" },
        { in: "body", pointer: "/quantity", rule: "minimum" },
      ],
    });
  });

  test.each([
    { words: ["--schema", "Order"], input: '{"quantity": 1}', status: 0 },
    { words: ["--schema", "Order", "--direction", "response"], input: '{"quantity": 1}', status: 1 },
    { words: ["--operation", "createOrder"], input: '{"quantity": 1}', status: 0 },
    { words: ["--operation", "createOrder", "--response", "200"], input: '{"quantity": 1}', status: 1 },
    { words: ["--operation", "createOrder", "--response", "404"], input: '"no"', status: 0 },
    { words: ["--operation", "createOrder", "--media-type", "text/csv"], input: '"a,b"', status: 0 },
    { words: ["--schema", "#/components/schemas/Order/properties/id"], input: '"x"', status: 1 },
    { words: ["--schema", "#/components/schemas/Order/properties/id", "--formats", "annotate"], input: '"x"', status: 0 },
  ])("standard input as $words", ({ words, input, status }) => {
    setUp();
    expect(piped(input, "openapi.yaml", ...words)).toMatchObject({ status, err: "" });
  });

  test("a batch answers each line with a line", () => {
    setUp();
    const lines = [
      { schema: "Order", text: '{"quantity": 1e0}' },
      { schema: "Order", text: '{"quantity": 1.5}' },
      { schema: "Order", text: '{"quantity": 1,}' },
      { schema: "Odrer", text: "1" },
    ];
    const { status, out } = piped(lines.map((line) => JSON.stringify(line)).join("\n"), "openapi.yaml", "--batch");
    const answers = out.trim().split("\n").map((line) => JSON.parse(line) as object);
    expect(answers).toMatchObject([
      { valid: true, violations: [] },
      { valid: false, violations: [{ pointer: "/quantity", rule: "type" }] },
      { valid: false, violations: [{ pointer: "", rule: "json" }] },
      { error: "there is no schema 'Odrer'" },
    ]);
    expect(status).toBe(2);
  });

  test.each([
    { words: ["openapi.yaml"], err: "error  usage  say what the payload should be: one of --schema NAME, --operation ID, --batch\n      mortise validate openapi.yaml order.json --schema Order\n" },
    { words: ["openapi.yaml", "--schema", "Ordre"], err: "error  usage  there is no schema 'Ordre'\n      did you mean 'Order'?\n" },
    { words: ["openapi.yaml", "--operation", "createOrder", "--response", "500"], err: "error  usage  'createOrder' has no answer 500\n      it has 200, 4XX\n" },
    { words: ["openapi.yaml", "--schema", "Order", "--formats", "asert"], err: "error  usage  --formats is assert or annotate, not 'asert'\n      did you mean 'assert'?\n" },
  ])("$words ends with 2", ({ words, err }) => {
    setUp();
    expect(mortise("validate", ...words)).toEqual({ status: 2, out: "", err });
  });
});
