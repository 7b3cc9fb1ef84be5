import { appendFileSync, rmSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { config, contract, makeBench } from "./mortise.js";

const { mortise, put, read, exists, tree, path, setUp } = makeBench();

const client = "generated/users/ts-client";
const seconds = (text: string): string => text.replace(/\d+\.\d s/g, "N s").replace(/\d+ files/g, "N files");

describe("generate", () => {
  test("makes what mortise.yaml says, then has nothing to do", () => {
    setUp();
    const first = mortise("generate");
    expect({ ...first, out: seconds(first.out) }).toEqual({ status: 0, out: "users  ts-client  N files      N s\n", err: "" });
    expect(exists(`${client}/index.ts`)).toBe(true);
    const before = tree("generated");
    expect(mortise("generate")).toEqual({ status: 0, out: "users  ts-client  up to date\n", err: "" });
    expect(tree("generated")).toEqual(before);
  });

  test("without a mortise.yaml, for any document", () => {
    put("api/openapi.yaml", contract);
    const { status, out } = mortise("generate", "api/openapi.yaml", "--target", "ts-types,ts-client", "--out", "made");
    expect([status, seconds(out)]).toEqual([0, "api  ts-types  1 file   ts-client  N files      N s\n"]);
    expect(Object.keys(tree("made")).filter((file) => /^ts-[a-z]+\/[a-z]+\.ts$/.test(file))).toEqual([
      "ts-client/client.ts",
      "ts-client/index.ts",
      "ts-types/schema.ts",
    ]);
    expect(exists("generated")).toBe(false);
  });

  test("finds mortise.yaml above, and takes paths from there", () => {
    put("web/openapi.yaml", contract);
    put("mortise.yaml", config.replace("openapi.yaml", "web/openapi.yaml"));
    put("web/src/x.ts", "");
    expect(mortise("generate", "--config", path("mortise.yaml"), "--dry-run").status).toBe(0);
    rmSync(path("generated"), { recursive: true, force: true });
    expect(exists("generated")).toBe(false);
  });

  test("writes only what changed", () => {
    setUp();
    mortise("generate");
    put("openapi.yaml", contract.replace("The user", "A user").replace("name: { type: string }", "name: { type: integer }"));
    const { out } = mortise("generate", "--verbose");
    expect(seconds(out).split("\n")[0]).toMatch(/^users {2}ts-client {2}N files \(\d changed\) {6}N s$/);
    expect(out).toContain(`  ~ ${client}/types/`);
    expect(out).not.toContain("runtime");
  });

  test("a changed option makes it anew", () => {
    setUp();
    mortise("generate");
    put("mortise.yaml", config.replace("ts-client: {}", "ts-client: { package: true }"));
    expect(mortise("generate").out).toMatch(/^users {2}ts-client {2}\d+ files \(/);
    expect(exists(`${client}/package.json`)).toBe(true);
    put("mortise.yaml", config);
    mortise("generate");
    expect(exists(`${client}/package.json`)).toBe(false);
  });

  test("takes away what it no longer makes, and leaves what isn't its own", () => {
    setUp();
    mortise("generate");
    put(`${client}/mine.ts`, "mine");
    const operations = Object.keys(tree(`${client}/operations`));
    put("openapi.yaml", contract.replace("tags: [users]", "tags: [people]"));
    expect(mortise("generate").out).toContain("1 removed");
    expect(Object.keys(tree(`${client}/operations`))).toEqual(operations.map((file) => file.replace("users", "people")).sort());
    expect(read(`${client}/mine.ts`)).toBe("mine");
  });

  test("says when it replaces what somebody edited", () => {
    setUp();
    mortise("generate");
    const before = read(`${client}/index.ts`);
    appendFileSync(path(`${client}/index.ts`), "// mine\n");
    const { status, out, err } = mortise("generate");
    expect([status, seconds(out), err]).toEqual([
      0,
      "users  ts-client  N files (1 replaced)      N s\n",
      `warning  output-edited  '${client}/index.ts' was edited by hand, and is replaced\n`,
    ]);
    expect(read(`${client}/index.ts`)).toBe(before);
  });

  test("does not replace what it didn't write, unless it is told to", () => {
    setUp();
    put(`${client}/index.ts`, "mine");
    const { status, out, err } = mortise("generate");
    expect([status, out]).toEqual([2, expect.stringContaining("users  ts-client  not written")]);
    expect(err).toBe(
      `error  output-foreign  '${client}/index.ts' is in the way, and Mortise didn't write it\n      move it away, generate into another folder, or replace it with --force\n`,
    );
    expect(Object.keys(tree("generated"))).toEqual(["users/ts-client/index.ts"]);
    expect(mortise("generate", "--force").status).toBe(0);
    expect(read(`${client}/index.ts`)).not.toBe("mine");
  });

  test("--dry-run tells what would change and changes nothing", () => {
    setUp();
    const { status, out } = mortise("generate", "--dry-run");
    expect(status).toBe(0);
    expect(out).toContain(`  + ${client}/index.ts\n`);
    expect(exists("generated")).toBe(false);
    mortise("generate");
    rmSync(path(`${client}/client.ts`));
    const before = tree("generated");
    expect(mortise("generate", "--dry-run").out.split("\n").slice(1)).toEqual([`  + ${client}/client.ts`, ""]);
    expect(tree("generated")).toEqual(before);
  });

  test("--json is for other programs", () => {
    setUp();
    const { out, err } = mortise("generate", "--json");
    expect(err).toBe("");
    const result = JSON.parse(out) as {
      readonly contracts: readonly { readonly targets: readonly { readonly count: number; readonly changes: readonly unknown[] }[] }[];
    };
    expect(result).toMatchObject({
      exitCode: 0,
      diagnostics: [],
      contracts: [
        {
          name: "users",
          contract: "openapi.yaml",
          files: ["openapi.yaml"],
          diagnostics: [],
          targets: [{ target: "ts-client", folder: client, state: "written", unsupported: [] }],
        },
      ],
    });
    expect(result.contracts[0]?.targets[0]?.changes).toHaveLength(result.contracts[0]?.targets[0]?.count ?? -1);
    expect(JSON.parse(mortise("generate", "--json").out)).toMatchObject({ contracts: [{ targets: [{ state: "up-to-date", changes: [] }] }] });
  });

  test("--quiet says nothing where all is well", () => {
    setUp();
    expect(mortise("generate", "--quiet")).toEqual({ status: 0, out: "", err: "" });
  });

  test("a target's own folder", () => {
    setUp(config.replace("ts-client: {}", "ts-client: { out: web/src/api }"));
    mortise("generate");
    expect(exists("web/src/api/index.ts")).toBe(true);
    expect(exists("generated")).toBe(false);
  });
});

describe("a contract with errors", () => {
  const broken = contract.replace("schemas/User'", "schemas/Usr'");

  test("is shown with the place, the reason and the way out, and nothing is written", () => {
    setUp();
    put("openapi.yaml", broken);
    const { status, out, err } = mortise("generate");
    expect([status, out]).toEqual([2, ""]);
    const [head, ...frame] = err.split("\n");
    expect(head).toMatch(/^openapi\.yaml:16:23 {2}error {2}ref-unresolved {2}.*'#\/components\/schemas\/Usr' leads nowhere/);
    expect(frame).toEqual([
      "   15 |               schema:",
      "   16 |                 $ref: '#/components/schemas/Usr'",
      "      |                       ^^^^^^^^^^^^^^^^^^^^^^^^^^  did you mean '#/components/schemas/User'?",
      "1 error",
      "",
    ]);
    expect(exists("generated")).toBe(false);
  });

  test("leaves its output as it was, and the next run is the first that counts", () => {
    setUp();
    mortise("generate");
    const before = tree("generated");
    put("openapi.yaml", broken);
    expect(mortise("generate").status).toBe(2);
    expect(tree("generated")).toEqual(before);
    put("openapi.yaml", contract);
    expect(mortise("generate").out).toBe("users  ts-client  up to date\n");
  });

  test("does not keep the others from being made", () => {
    put("a.yaml", broken);
    put("b.yaml", contract);
    put("mortise.yaml", "contracts:\n  a: { contract: a.yaml, targets: { ts-client: {} } }\n  b: { contract: b.yaml, targets: { ts-client: {} } }\n");
    const { status, out } = mortise("generate");
    expect([status, seconds(out)]).toEqual([2, "b  ts-client  N files      N s\n"]);
  });

  test("is JSON for other programs", () => {
    setUp();
    put("openapi.yaml", broken);
    const { status, out, err } = mortise("generate", "--json");
    expect([status, err]).toEqual([2, ""]);
    expect(JSON.parse(out)).toMatchObject({
      exitCode: 2,
      contracts: [
        {
          diagnostics: [
            {
              code: "ref-unresolved",
              severity: "error",
              file: "openapi.yaml",
              line: 16,
              column: 23,
              length: 26,
              hint: "did you mean '#/components/schemas/User'?",
            },
          ],
          targets: [],
        },
      ],
    });
  });

  test("a file that is no contract, and one that is gone", () => {
    setUp();
    put("openapi.yaml", "hello: world\n");
    expect(mortise("generate")).toMatchObject({
      status: 2,
      out: "",
      err: expect.stringMatching(/^openapi\.yaml:1:\d+ {2}error {2}not-a-contract {2}/) as string,
    });
    rmSync(path("openapi.yaml"));
    expect(mortise("generate")).toMatchObject({ status: 2, out: "", err: expect.stringContaining("error  file-unreadable  ") as string });
  });

  test("mistakes in mortise.yaml end the run", () => {
    setUp(config.replace("ts-client", "ts-clint"));
    expect(mortise("generate")).toEqual({
      status: 2,
      out: "",
      err: [
        "mortise.yaml:5:7  error  unknown-field  there is no target 'ts-clint'",
        "    4 |     targets:",
        "    5 |       ts-clint: {}",
        "      |       ^^^^^^^^  did you mean 'ts-client'?",
        "",
      ].join("\n"),
    });
  });
});

describe("the same bytes", () => {
  test("in every folder, by every path, on every run", () => {
    for (const place of ["one", "two/deep"]) {
      put(`${place}/openapi.yaml`, contract);
      put(`${place}/mortise.yaml`, config.replace("ts-client: {}", "ts-client: {}\n      ts-types: {}"));
      expect(mortise("generate", "--config", `${place}/mortise.yaml`).status).toBe(0);
    }
    const one = tree("one/generated");
    expect(Object.keys(one).length).toBeGreaterThan(5);
    expect(tree("two/deep/generated")).toEqual(one);
    rmSync(path("one/generated"), { recursive: true });
    mortise("generate", "one/openapi.yaml", "--out", "one/generated/users", "--target", "ts-types,ts-client");
    expect(tree("one/generated")).toEqual(one);
  });

  test("have no path and no time in them", () => {
    setUp();
    mortise("generate");
    const all = Object.values(tree("generated")).join("\n");
    expect(all).not.toContain(path("."));
    expect(all).not.toMatch(/\b20\d\d-\d\d-\d\dT\d\d:/);
  });
});
