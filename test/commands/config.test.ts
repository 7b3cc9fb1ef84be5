import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { readArguments } from "../../generators/config/arguments.js";
import { findJobs, nameOf } from "../../generators/config/jobs.js";
import { loadConfig } from "../../generators/config/load.js";
import { configSchema } from "../../generators/config/schema.js";
import { printFinding } from "../../generators/report.js";

const folder = mkdtempSync(join(tmpdir(), "mortise-config-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const path = join(folder, "mortise.yaml");

async function loadText(text: string) {
  writeFileSync(path, text);
  return loadConfig(path);
}

const users = "contracts:\n  users:\n    contract: openapi.yaml\n";

describe("mistakes in mortise.yaml", () => {
  test.each([
    { case: "an empty file", text: "", want: ["1:1 missing-field mortise.yaml names no contract (mortise init writes one to start from)"] },
    {
      case: "nothing but comments",
      text: "\n# contracts:\n  # users\n",
      want: ["1:1 missing-field mortise.yaml names no contract (mortise init writes one to start from)"],
    },
    { case: "a list", text: "- users\n", want: ["1:1 wrong-kind 'mortise.yaml' must be a mapping, but is a list"] },
    { case: "no contracts", text: "{}\n", want: ["1:1 missing-field mortise.yaml names no contract (mortise init writes one to start from)"] },
    {
      case: "empty contracts",
      text: "contracts: {}\n",
      want: ["1:1 missing-field mortise.yaml names no contract (mortise init writes one to start from)"],
    },
    {
      case: "contracts of the wrong kind",
      text: "contracts: openapi.yaml\n",
      want: ["1:12 wrong-kind 'contracts' must be a mapping, but is a text"],
    },
    {
      case: "a misspelt section",
      text: "contract:\n  users: {}\n",
      want: ["1:1 unknown-field 'contract' means nothing here (did you mean 'contracts'?)"],
    },
    { case: "nothing said of a contract", text: "contracts:\n  users:\n", want: ["2:3 wrong-kind 'users' must be a mapping, but is empty"] },
    {
      case: "missing fields",
      text: "contracts:\n  users: {}\n",
      want: [
        "2:3 missing-field 'contract' of 'users' is missing: the OpenAPI document, JSON or YAML; relative to mortise.yaml",
        "2:3 missing-field 'targets' of 'users' is missing: what to make of the contract",
      ],
    },
    {
      case: "a misspelt field",
      text: `${users}    output: x\n    targets: { ts-client: {} }\n`,
      want: ["4:5 unknown-field 'output' means nothing here (known are contract, targets, out, allowRemote)"],
    },
    {
      case: "a nearly right field",
      text: `${users}    allowRemotes: []\n    targets: { ts-client: {} }\n`,
      want: ["4:5 unknown-field 'allowRemotes' means nothing here (did you mean 'allowRemote'?)"],
    },
    {
      case: "a text that should be a list",
      text: `${users}    allowRemote: https://a/\n    targets: { ts-client: {} }\n`,
      want: ["4:18 wrong-kind 'allowRemote' must be a list of texts, but is a text (write [https://a/])"],
    },
    {
      case: "a list with something else",
      text: `${users}    allowRemote: [a, 1]\n    targets: { ts-client: {} }\n`,
      want: ["4:5 wrong-kind 'allowRemote' must be a list of texts, but one of them is a number"],
    },
    {
      case: "a number for a folder",
      text: `${users}    out: 3\n    targets: { ts-client: {} }\n`,
      want: ["4:10 wrong-kind 'out' must be a text, but is a number"],
    },
    { case: "an empty folder", text: `${users}    out: ""\n    targets: { ts-client: {} }\n`, want: ["4:10 wrong-value 'out' is empty"] },
    {
      case: "targets as a list",
      text: `${users}    targets: [ts-types, ts-client]\n`,
      want: [
        "4:5 wrong-kind 'targets' must be a mapping of each target to its options, but is a list (write targets: { ts-types: {}, ts-client: {} })",
      ],
    },
    { case: "no target", text: `${users}    targets: {}\n`, want: ["4:5 missing-field 'targets' names no target (there are ts-types, ts-client, ts-server, msw, go-server, go-client, py-server, py-client)"] },
    {
      case: "a misspelt target",
      text: `${users}    targets:\n      ts-clint: {}\n`,
      want: ["5:7 unknown-field there is no target 'ts-clint' (did you mean 'ts-client'?)"],
    },
    {
      case: "a target of another tool",
      text: `${users}    targets:\n      spring: {}\n`,
      want: ["5:7 unknown-field there is no target 'spring' (there are ts-types, ts-client, ts-server, msw, go-server, go-client, py-server, py-client)"],
    },
    {
      case: "a misspelt option",
      text: `${users}    targets:\n      ts-client: { date: Date }\n`,
      want: ["5:20 unknown-field 'date' means nothing here (did you mean 'dates'?)"],
    },
    {
      case: "a wrong choice",
      text: `${users}    targets:\n      ts-client:\n        dates: date\n`,
      want: ["6:16 wrong-value 'dates' must be 'string' or 'Date', but is 'date' (did you mean 'Date'?)"],
    },
    {
      case: "a choice of the wrong kind",
      text: `${users}    targets:\n      ts-client:\n        dates: true\n`,
      want: ["6:16 wrong-kind 'dates' must be 'string' or 'Date', but is a boolean"],
    },
    {
      case: "a boolean as a text",
      text: `${users}    targets:\n      ts-client:\n        package: "yes"\n`,
      want: ["6:18 wrong-kind 'package' must be true or false, but is a text"],
    },
    {
      case: "options of the wrong kind",
      text: `${users}    targets:\n      ts-client: Date\n`,
      want: ["5:18 wrong-kind 'ts-client' must be a mapping, but is a text"],
    },
    {
      case: "a name that is no name for a folder",
      text: "contracts:\n  ../users:\n    contract: a.yaml\n    targets: { ts-client: {} }\n",
      want: ["2:3 wrong-value '../users' is no name for a contract (letters, digits, '-', '_' and '.', beginning with a letter or a digit)"],
    },
    {
      case: "two targets in one folder",
      text: `${users}    targets:\n      ts-types: { out: web/api }\n      ts-client: { out: ./web/API }\n`,
      want: [
        `6:7 output-clash ts-client of 'users' would go into the folder of ts-types of 'users': FOLDER/web/API (give it a folder of its own with 'out')`,
      ],
    },
    {
      case: "two contracts in one folder",
      text: "contracts:\n  a: { contract: a.yaml, out: x, targets: { ts-client: {} } }\n  b: { contract: b.yaml, out: x, targets: { ts-client: {} } }\n",
      want: [
        `3:45 output-clash ts-client of 'b' would go into the folder of ts-client of 'a': FOLDER/x/ts-client (give it a folder of its own with 'out')`,
      ],
    },
    {
      case: "several at once, sorted",
      text: "contracts:\n  b: { contract: 1, targets: { ts-clint: {} } }\n  a: { targets: { ts-client: { int64: 5 } } }\n",
      want: [
        "2:18 wrong-kind 'contract' must be a text, but is a number",
        "2:32 unknown-field there is no target 'ts-clint' (did you mean 'ts-client'?)",
        "3:3 missing-field 'contract' of 'a' is missing: the OpenAPI document, JSON or YAML; relative to mortise.yaml",
        "3:39 wrong-kind 'int64' must be 'number' or 'bigint', but is a number",
      ],
    },
    {
      case: "names of the prototype",
      text: "contracts:\n  a: { contract: a.yaml, constructor: 1, targets: { toString: {} } }\n",
      want: [
        "2:26 unknown-field 'constructor' means nothing here (known are contract, targets, out, allowRemote)",
        "2:53 unknown-field there is no target 'toString' (there are ts-types, ts-client, ts-server, msw, go-server, go-client, py-server, py-client)",
      ],
    },
  ])("$case", async ({ text, want }) => {
    const { findings, config } = await loadText(text);
    const lines = findings.map(
      ({ location, code, message, hint }) => `${location?.line}:${location?.column} ${code} ${message}${hint === undefined ? "" : ` (${hint})`}`,
    );
    expect(lines.map((line) => line.replace(/\S*mortise-config-\w+\//, "FOLDER/"))).toEqual(want);
    expect(config).toBeUndefined();
  });

  test.each([
    { case: "broken YAML", text: "contracts:\n  users: [\n", code: "syntax" },
    { case: "a member twice", text: `${users}    contract: other.yaml\n    targets: { ts-client: {} }\n`, code: "duplicate-key" },
  ])("$case", async ({ text, code }) => {
    const { findings, config } = await loadText(text);
    expect(findings).toMatchObject([{ code, severity: "error", location: { file: path } }]);
    expect(config).toBeUndefined();
  });

  test("are shown where they stand", async () => {
    const { findings, origins } = await loadText(`${users}    targets:\n      ts-client:\n        dates: date\n`);
    expect(
      findings
        .map((finding) => printFinding(finding, origins, { colours: false, columns: 100 }))
        .join("\n")
        .replaceAll(path, "mortise.yaml"),
    ).toBe(
      [
        "mortise.yaml:6:16  error  wrong-value  'dates' must be 'string' or 'Date', but is 'date'",
        "    5 |       ts-client:",
        "    6 |         dates: date",
        "      |                ^^^^  did you mean 'Date'?",
      ].join("\n"),
    );
  });
});

describe("what mortise.yaml asks for", () => {
  const text = `contracts:
  users:
    contract: specs/users.yaml
    out: generated/users
    allowRemote: [https://schemas.example.com/]
    targets:
      ts-types:
      ts-client: { dates: Date, package: true, out: web/src/api }
  files:
    contract: specs/files.yaml
    targets: { ts-client: {} }
`;
  const jobsFor = async (...words: readonly string[]) => {
    const { config } = await loadText(text);
    const { flags, words: rest } = readArguments("generate", words);
    const { jobs, diagnostics } = findJobs(rest, flags, config && { ...config, path: "mortise.yaml" });
    return {
      diagnostics,
      jobs: jobs.map(({ name, contract, allowRemote, targets }) => ({
        name,
        contract,
        allowRemote,
        targets: targets.map(({ target, folder: out, options }) => [target.name, out, options]),
      })),
    };
  };
  const client = { dates: "string", int64: "number", package: false, packageName: undefined };
  const types = expect.objectContaining({ immutable: false, enum: false }) as object;

  test("everything", async () => {
    expect(await jobsFor()).toEqual({
      diagnostics: [],
      jobs: [
        {
          name: "users",
          contract: "specs/users.yaml",
          allowRemote: ["https://schemas.example.com/"],
          targets: [
            ["ts-types", "generated/users/ts-types", types],
            ["ts-client", "web/src/api", { ...client, dates: "Date", package: true }],
          ],
        },
        { name: "files", contract: "specs/files.yaml", allowRemote: [], targets: [["ts-client", "generated/files/ts-client", client]] },
      ],
    });
  });

  test.each([
    { words: ["files"], jobs: ["files: ts-client generated/files/ts-client"] },
    {
      words: ["files", "users"],
      jobs: ["files: ts-client generated/files/ts-client", "users: ts-types generated/users/ts-types, ts-client web/src/api"],
    },
    { words: ["files", "./specs/files.yaml"], jobs: ["files: ts-client generated/files/ts-client"] },
    { words: ["--target", "ts-types"], jobs: ["users: ts-types generated/users/ts-types"] },
    { words: ["users", "--out", "x"], jobs: ["users: ts-types x/ts-types, ts-client x/ts-client"] },
    {
      words: ["package.json", "-t", "ts-types,ts-client"],
      jobs: ["package: ts-types generated/package/ts-types, ts-client generated/package/ts-client"],
    },
    { words: ["package.json", "-o", "/abs"], jobs: ["package: ts-client /abs/ts-client"] },
  ])("$words", async ({ words, jobs }) => {
    const found = await jobsFor(...words);
    expect(found.diagnostics).toEqual([]);
    expect(
      found.jobs.map(({ name, targets }) => `${name}: ${targets.map(([target, out]) => `${String(target)} ${String(out)}`).join(", ")}`),
    ).toEqual(jobs);
  });

  test("options of the command line win", async () => {
    const { jobs } = await jobsFor(
      "users",
      "--option",
      "ts-client.dates=string",
      "--option",
      "ts-client.packageName=@acme/a=b",
      "--allow-remote",
      "https://b/",
    );
    expect(jobs[0]?.targets[1]).toEqual(["ts-client", "web/src/api", { ...client, package: true, packageName: "@acme/a=b" }]);
    expect(jobs[0]?.allowRemote).toEqual(["https://schemas.example.com/", "https://b/"]);
  });

  test.each([
    { words: ["usres"], want: "'usres' is no contract in mortise.yaml, and no file (did you mean 'users'?)" },
    { words: ["orders"], want: "'orders' is no contract in mortise.yaml, and no file (contracts are users, files)" },
    { words: ["-t", "ts-clint"], want: "there is no target 'ts-clint' (did you mean 'ts-client'?)" },
    { words: ["files", "-t", "ts-types"], want: "no contract here has the target ts-types (add it to mortise.yaml)" },
    { words: ["--out", "x"], want: "--out is for one contract, but there are several (name the contract)" },
    { words: ["--option", "dates=Date"], want: "--option dates=Date is not TARGET.NAME=VALUE (for example --option ts-client.dates=Date)" },
    { words: ["--option", "ts-clint.dates=Date"], want: "there is no target 'ts-clint' (did you mean 'ts-client'?)" },
    { words: ["--option", "ts-client.date=Date"], want: "ts-client has no option 'date' (did you mean 'dates'?)" },
    { words: ["--option", "ts-client.toString=Date"], want: "ts-client has no option 'toString' (options are dates, int64, package, packageName)" },
    {
      words: ["--option", "ts-client.dates=Dates"],
      want: "--option ts-client.dates=Dates: 'dates' must be 'string' or 'Date', but is 'Dates' (did you mean 'Date'?)",
    },
    { words: ["--option", "ts-client.package=yes"], want: "--option ts-client.package=yes: 'package' must be true or false, but is 'yes'" },
    {
      words: ["files", "--option", "ts-types.enum=true"],
      want: "--option ts-types.enum=true: ts-types is not among the targets (add --target ts-types)",
    },
    { words: ["package.json", "tsconfig.json", "--out", "x"], want: "--out is for one contract, but there are several (name the contract)" },
  ])("$words is refused", async ({ words, want }) => {
    const { diagnostics } = await jobsFor(...words);
    expect(diagnostics[0] && `${diagnostics[0].message}${diagnostics[0].hint === undefined ? "" : ` (${diagnostics[0].hint})`}`).toBe(want);
  });

  test.each([
    ["specs/users/openapi.yaml", "users"],
    ["specs/users.v1.yaml", "users.v1"],
    ["specs/My API!.yaml", "My-API-"],
    ["github.json", "github"],
    ["x/-_.yaml", "api"],
  ])("%s is called %s", (file, name) => {
    expect(nameOf(file)).toBe(name);
  });
});

test("the schema of mortise.yaml says what its tables say", () => {
  expect(configSchema()).toMatchObject({
    required: ["contracts"],
    additionalProperties: false,
    properties: {
      contracts: {
        additionalProperties: {
          required: ["contract", "targets"],
          additionalProperties: false,
          properties: {
            contract: { type: "string" },
            allowRemote: { type: "array", items: { type: "string" } },
            targets: {
              additionalProperties: false,
              properties: {
                "ts-types": { type: ["object", "null"] },
                "ts-client": {
                  properties: {
                    out: { type: "string" },
                    dates: { enum: ["string", "Date"], default: "string" },
                    package: { type: "boolean", default: false },
                  },
                },
              },
            },
          },
        },
      },
    },
  });
});
