import { appendFileSync, rmSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { config, contract, makeBench } from "./mortise.js";

const { mortise, put, tree, path, setUp } = makeBench();

const client = "generated/users/ts-client";

describe("check", () => {
  test("ends with 0 where everything is as generate leaves it", () => {
    setUp();
    mortise("generate");
    expect(mortise("check")).toEqual({ status: 0, out: "users  ts-client  up to date\n", err: "" });
    expect(mortise("check", "--quiet")).toEqual({ status: 0, out: "", err: "" });
  });

  test("tells stale, edited, missing and orphaned files together, and touches nothing", () => {
    setUp();
    mortise("generate");
    put("openapi.yaml", contract.replace("tags: [users]", "tags: [people]"));
    rmSync(path(`${client}/client.ts`));
    appendFileSync(path(`${client}/index.ts`), "// mine\n");
    const before = tree();
    const { status, out, err } = mortise("check");
    expect([status, err]).toEqual([1, ""]);
    const lines = out.split("\n");
    expect(lines[0]).toMatch(/^users {2}ts-client {2}5 of \d+ differ$/);
    expect(lines.slice(1)).toEqual([
      `  missing           ${client}/client.ts`,
      `  edited            ${client}/index.ts`,
      `  stale             ${client}/operations/index.ts`,
      `  missing           ${client}/operations/people.ts`,
      `  orphaned          ${client}/operations/users.ts`,
      "5 files differ: 'mortise generate' settles it and replaces what was edited by hand (1)",
      "",
    ]);
    expect(tree()).toEqual(before);
    mortise("generate");
    expect(mortise("check").status).toBe(0);
  });

  test("before the first generate, everything is missing", () => {
    setUp();
    const { status, out } = mortise("check");
    expect(status).toBe(1);
    expect(out).toContain(`  missing           ${client}/index.ts\n`);
  });

  test("a lost or changed record is drift too", () => {
    setUp();
    mortise("generate");
    appendFileSync(path(`${client}/.mortise/files.json`), "\n");
    expect(mortise("check")).toMatchObject({
      status: 1,
      out: expect.stringContaining(`  stale             ${client}/.mortise/files.json\n`) as string,
    });
    mortise("generate");
    expect(mortise("check").status).toBe(0);
  });

  test("files that are somebody else's, and edited orphans", () => {
    setUp();
    put(`${client}/index.ts`, "mine");
    expect(mortise("check")).toMatchObject({ status: 1, out: expect.stringContaining(`  foreign           ${client}/index.ts\n`) as string });
    mortise("generate", "--force");
    appendFileSync(path(`${client}/operations/users.ts`), "// mine\n");
    put("openapi.yaml", contract.replace("tags: [users]", "tags: [people]"));
    expect(mortise("check").out).toContain(`  orphaned, edited  ${client}/operations/users.ts\n`);
    expect(mortise("generate").err).toContain(
      `warning  output-kept  '${client}/operations/users.ts' is no longer generated, but was edited by hand: it stays, and is yours from now on`,
    );
    expect(mortise("check").status).toBe(0);
  });

  test("--json is for other programs", () => {
    setUp();
    mortise("generate");
    rmSync(path(`${client}/client.ts`));
    const { status, out } = mortise("check", "--json");
    expect(status).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      exitCode: 1,
      contracts: [{ name: "users", targets: [{ target: "ts-client", folder: client, drift: [{ path: "client.ts", state: "missing" }] }] }],
    });
  });

  test("a contract with errors ends with 2", () => {
    setUp();
    mortise("generate");
    put("openapi.yaml", contract.replace("schemas/User'", "schemas/Usr'"));
    expect(mortise("check")).toMatchObject({ status: 2, out: "", err: expect.stringContaining("ref-unresolved") as string });
  });

  test("another option than the committed one is drift", () => {
    setUp();
    mortise("generate");
    put("mortise.yaml", config.replace("ts-client: {}", "ts-client: { package: true }"));
    expect(mortise("check").status).toBe(1);
  });
});
