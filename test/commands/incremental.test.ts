import { appendFileSync, existsSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { config, contract, makeBench, mortiseIn, root } from "./mortise.js";

const { mortise, put, read, path, setUp } = makeBench();

const client = "generated/users/ts-client";
const upToDate = "users  ts-client  up to date\n";

describe("a run with nothing to do", () => {
  test.each([
    { case: "nothing changed", change: () => {}, same: true },
    { case: "times changed", change: () => utimesSync(path("openapi.yaml"), 1, 1), same: true },
    { case: "the contract changed", change: () => appendFileSync(path("openapi.yaml"), "# more\n"), same: false },
    { case: "a file that it refers to changed", change: () => put("schemas/name.yaml", "type: integer\n"), same: false },
    { case: "a file that it refers to is gone", change: () => rmSync(path("schemas/name.yaml")), same: false },
    { case: "an output was edited", change: () => appendFileSync(path(`${client}/index.ts`), "// mine\n"), same: false },
    { case: "an output is gone", change: () => rmSync(path(`${client}/runtime/send.ts`)), same: false },
    { case: "the record is gone", change: () => rmSync(path(`${client}/.mortise/files.json`)), same: false },
    { case: "the fingerprint is gone", change: () => rmSync(path(`${client}/.mortise/fingerprint.json`)), same: false },
    { case: "the fingerprint is nonsense", change: () => put(`${client}/.mortise/fingerprint.json`, "{ nonsense"), same: false },
    { case: "an option changed", change: () => put("mortise.yaml", config.replace("{}", "{ dates: Date }")), same: false },
    { case: "a comment in mortise.yaml", change: () => appendFileSync(path("mortise.yaml"), "# more\n"), same: true },
    {
      case: "remote files are allowed now",
      change: () => put("mortise.yaml", config.replace("    targets", "    allowRemote: [https://a/]\n    targets")),
      same: false,
    },
  ])("$case", ({ change, same }) => {
    setUp();
    put("openapi.yaml", contract.replace("name: { type: string }", "name: { $ref: schemas/name.yaml }"));
    put("schemas/name.yaml", "type: string\n");
    expect(mortise("generate").status).toBe(0);
    change();
    expect(mortise("generate").out === upToDate).toBe(same);
  });

  test("still tells in short what there is to tell", () => {
    setUp();
    put("openapi.yaml", contract.replace("      operationId: getUser\n", ""));
    mortise("generate");
    expect(mortise("generate").out).toBe(`${upToDate}1 note: mortise generate users --verbose\n`);
    expect(mortise("generate", "--verbose").err).toContain("operation-id-missing");
  });

  test("brings in nothing that is heavy", () => {
    setUp(config.replace("ts-client: {}", "ts-client: {}\n      ts-types: {}"));
    mortise("generate");
    const log = path("modules.log");
    put(
      "hooks.mjs",
      `import { appendFileSync } from "node:fs";\nexport async function resolve(name, context, next) {\n  const found = await next(name, context);\n  appendFileSync(${JSON.stringify(log)}, found.url + "\\n");\n  return found;\n}\n`,
    );
    put("register.mjs", 'import { register } from "node:module";\nregister(new URL("hooks.mjs", import.meta.url));\n');
    const { out } = mortiseIn(path("."), ["generate"], { env: { NODE_OPTIONS: `--import ${JSON.stringify(path("register.mjs"))}` } });
    expect(out).toContain("up to date");
    const modules = read("modules.log")
      .split("\n")
      .filter((url) => url.startsWith("file:"));
    // The build says above each part of a module which source it is.
    const sources = modules.flatMap((url) => (url.includes("/dist/") ? readFileSync(fileURLToPath(url), "utf8").match(/(?<=^\/\/ )generators\/.+$/gm) ?? [] : []));
    expect(sources).toContain("generators/fingerprint.ts");
    const heavy = /node_modules\/(?!js-yaml\/)|^generators\/(?:contract\/(?:build|resolve|load)|languages)/;
    expect([...modules, ...sources].filter((each) => heavy.test(each))).toEqual([]);
  });
});

const github = join(root, "../shared/corpus/github.json");

test.skipIf(!existsSync(github))("is told within 0.5 s for a contract of 13 MB (skipped where ../shared/corpus is not)", { timeout: 120_000 }, () => {
  writeFileSync(path("mortise.yaml"), `contracts:\n  github: { contract: ${JSON.stringify(github)}, targets: { ts-client: {} } }\n`);
  expect(mortise("generate", "--quiet").status).toBe(0);
  const times = Array.from({ length: 3 }, () => {
    const begin = performance.now();
    expect(mortise("generate").out).toContain("github  ts-client  up to date\n");
    return performance.now() - begin;
  });
  expect(Math.min(...times)).toBeLessThan(500);
});
