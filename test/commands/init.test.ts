import { describe, expect, test } from "vitest";
import { contract, makeBench } from "./mortise.js";

const { mortise, put, read, exists } = makeBench();

describe("init", () => {
  test("in an empty folder writes a contract to start from, which generate takes", () => {
    expect(mortise("init")).toEqual({ status: 0, out: "wrote openapi.yaml\nwrote mortise.yaml\nnext: mortise generate\n", err: "" });
    expect(mortise("generate")).toMatchObject({ status: 0, err: "" });
    expect(mortise("check").status).toBe(0);
  });

  test("finds the contracts that are there", () => {
    put("specs/users/openapi.yaml", contract);
    put("specs/orders/openapi.yaml", contract);
    put("openapi.json", '{ "openapi": "3.1.0" }');
    put("docs/old.yml", "swagger: '2.0'\n");
    put("docs/guide.yaml", "title: openapi: 3\n");
    put("specs/users/schemas.yaml", "User: {}\n");
    mortise("init", "--target", "ts-types,ts-client");
    const contracts = [...read("mortise.yaml").matchAll(/^ {2}(\S+):\n {4}contract: (\S+)\n {4}out: (\S+)\n/gm)].map(([, ...found]) => found);
    expect(contracts.slice(1)).toEqual([
      ["old", "docs/old.yml", "generated/old"],
      ["orders", "specs/orders/openapi.yaml", "generated/orders"],
      ["users", "specs/users/openapi.yaml", "generated/users"],
    ]);
    expect(contracts[0]?.[1]).toBe("openapi.json");
    expect(read("mortise.yaml")).toContain("    targets:\n      ts-types: {}\n      ts-client: {}\n");
    expect(exists("openapi.yaml")).toBe(false);
  });

  test("takes the contracts that are named, and where they go", () => {
    put("My API/users.yaml", contract);
    expect(mortise("init", "My API/users.yaml", "--out", "web/src/api").status).toBe(0);
    expect(read("mortise.yaml")).toContain('  users:\n    contract: "My API/users.yaml"\n    out: web/src/api\n    targets:\n      ts-client: {}\n');
    expect(mortise("check").status).toBe(1);
  });

  test("names editors' schema where Mortise is installed", () => {
    put("node_modules/mortise/dist/mortise.schema.json", "{}");
    mortise("init");
    expect(read("mortise.yaml")).toMatch(/^# yaml-language-server: \$schema=node_modules\/mortise\/dist\/mortise\.schema\.json\n/);
  });

  test.each([
    { case: "there is one", words: [], err: "error  usage  mortise.yaml is already here\n      edit it, or remove it first\n", existing: true },
    { case: "no such file", words: ["api.yaml"], err: "error  usage  there is no file 'api.yaml'\n", existing: false },
    {
      case: "no such target",
      words: ["--target", "ts-clint"],
      err: "error  usage  there is no target 'ts-clint'\n      did you mean 'ts-client'?\n",
      existing: false,
    },
  ])("writes nothing: $case", ({ words, err, existing }) => {
    if (existing) put("mortise.yaml", "contracts: {}\n");
    expect(mortise("init", ...words)).toEqual({ status: 2, out: "", err });
    expect(exists("mortise.yaml")).toBe(existing);
    expect(exists("openapi.yaml")).toBe(false);
  });

  test("--dry-run shows it and writes nothing", () => {
    expect(mortise("init", "--dry-run").out).toContain("would write mortise.yaml:\n# Which contracts");
    expect(exists("mortise.yaml")).toBe(false);
  });
});
