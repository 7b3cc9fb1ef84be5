import { describe, expect, test } from "vitest";
import { contract, makeBench } from "./mortise.js";

const { mortise, put, setUp } = makeBench();

const parsed = (words: readonly string[]): unknown => JSON.parse(mortise("inspect", ...words).out);

describe("inspect", () => {
  test("prints the model", () => {
    setUp();
    const model = parsed(["users"]);
    expect(model).toMatchObject({ about: { title: "Users" }, operations: [{ id: "getUser", method: "GET", path: "/users/{id}" }] });
    expect(parsed(["openapi.yaml"])).toEqual(model);
  });

  test("prints one operation, one schema, or the document", () => {
    setUp();
    expect(parsed(["users", "--operation", "getUser"])).toMatchObject({ id: "getUser", parameters: [{ name: "id", in: "path" }] });
    expect(parsed(["users", "--schema", "User"])).toMatchObject({ id: "#/components/schemas/User", place: { kind: "component", name: "User" } });
    expect(parsed(["users", "--schema", "#/components/schemas/User"])).toEqual(parsed(["users", "--schema", "User"]));
    expect(parsed(["users", "--document"])).toMatchObject({ openapi: "3.1.0", info: { title: "Users", version: "1.0.0" } });
  });

  test("the document keeps every digit", () => {
    put("openapi.yaml", contract.replace("id: { type: integer }", "id: { type: integer, maximum: 9223372036854775807 }"));
    expect(mortise("inspect", "openapi.yaml", "--document").out).toContain('"maximum":9223372036854775807}');
  });

  test.each([
    { words: ["users", "--operation", "getUsr"], err: "error  usage  there is no operation 'getUsr'\n      did you mean 'getUser'?\n" },
    { words: ["users", "--schema", "Usre"], err: "error  usage  there is no schema 'Usre'\n      did you mean 'User'?\n" },
    { words: ["users", "openapi.yaml"], err: "error  usage  name one contract\n      mortise inspect openapi.yaml\n" },
    { words: ["orders"], err: "error  usage  'orders' is no contract in mortise.yaml, and no file\n      contracts are users\n" },
  ])("$words ends with 2", ({ words, err }) => {
    setUp();
    expect(mortise("inspect", ...words)).toEqual({ status: 2, out: "", err });
  });

  test("prints what it understood of a contract with errors, and ends with 2", () => {
    put("openapi.yaml", contract.replace("schemas/User'", "schemas/Usr'"));
    const { status, out, err } = mortise("inspect", "openapi.yaml");
    expect([status, (JSON.parse(out) as { readonly operations: readonly unknown[] }).operations.length]).toEqual([2, 1]);
    expect(err).toContain("ref-unresolved");
  });

  test("the schema of mortise.yaml is for editors", () => {
    expect(parsed(["--config-schema"])).toMatchObject({ title: "mortise.yaml", required: ["contracts"] });
  });
});
