import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { commands, settings } from "../../generators/config.js";
import { readArguments } from "../../generators/config/arguments.js";
import { printCommandHelp } from "../../generators/config/help.js";
import { targets } from "../../generators/targets/registry.js";
import { cli, contract, makeBench, mortiseIn, root } from "./mortise.js";

const { mortise, put, path } = makeBench();

describe("the command line", () => {
  test.each([
    { words: [], status: 0, out: "mortise COMMAND" },
    { words: ["--help"], status: 0, out: "mortise COMMAND" },
    { words: ["help", "check"], status: 0, out: "mortise check [CONTRACT]..." },
    { words: ["generate", "--help"], status: 0, out: "--dry-run" },
    { words: ["generate", "-h", "--nonsense"], status: 0, out: "--dry-run" },
    { words: ["--version"], status: 0, out: "0." },
    { words: ["lint"], status: 2, err: "unknown command 'lint'\ncommands are init, generate, check, inspect, validate, mock; " },
    { words: ["genrate"], status: 2, err: "unknown command 'genrate': did you mean 'generate'?\n" },
    { words: ["constructor"], status: 2, err: "unknown command 'constructor'\n" },
    {
      words: ["generate", "--traget", "x"],
      status: 2,
      err: "error  usage  'mortise generate' has no flag --traget\n      did you mean '--target'?\n",
    },
    { words: ["check", "--watch"], status: 2, err: "error  usage  'mortise check' has no flag --watch\n      mortise check --help lists them\n" },
    { words: ["generate", "-x"], status: 2, err: "'mortise generate' has no flag -x" },
    { words: ["generate", "--out"], status: 2, err: "error  usage  --out needs a value\n      write --out DIR\n" },
    { words: ["generate", "--out", "--json"], status: 2, err: "--out needs a value" },
    { words: ["generate", "--json=yes"], status: 2, err: "--json takes no value" },
    { words: ["generate"], status: 2, err: "error  usage  no contract is named, and there is no mortise.yaml here\n" },
    { words: ["generate", "nowhere.yaml"], status: 2, err: "error  usage  there is no file 'nowhere.yaml'\n" },
    { words: ["generate", "--config", "other.yaml"], status: 2, err: "error  usage  there is no file 'other.yaml'\n" },
    { words: ["inspect"], status: 2, err: "error  usage  name one contract\n" },
  ])("mortise $words ends with $status", ({ words, status, out = "", err = "" }) => {
    const run = mortise(...words);
    expect(run.status).toBe(status);
    expect(run.out).toContain(out);
    expect(err === "" ? run.err === "" : run.err.includes(err) || run.err).toBe(true);
  });

  test("a bug of Mortise ends with 3, and asks for a report", () => {
    put("openapi.yaml", contract);
    const bug = "JSON.stringify = () => { throw new Error('a bug for this test') }";
    const { status, err } = mortiseIn(path("."), ["inspect", "openapi.yaml"], {
      env: { NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(bug)}` },
    });
    expect(status).toBe(3);
    expect(err).toMatch(/^mortise: this is a bug of Mortise, please report it with the lines below\nError: a bug for this test\n {4}at /);
  });

  test("a reader that has read enough is no bug", () => {
    put("openapi.yaml", contract);
    const { status, stderr } = spawnSync(`${JSON.stringify(process.execPath)} ${JSON.stringify(cli)} inspect openapi.yaml | head -n 1`, {
      cwd: path("."),
      shell: true,
      encoding: "utf8",
    });
    expect([status, stderr]).toEqual([0, ""]);
  });

  test("all wrong flags are told at once", () => {
    expect(
      mortise("generate", "--traget", "x", "--jsn")
        .err.split("\n")
        .filter((line) => line.startsWith("error")),
    ).toHaveLength(2);
  });
});

describe("arguments", () => {
  test.each([
    [["a.yaml", "--target", "ts-types,ts-client"], { targets: ["ts-types", "ts-client"] }, ["a.yaml"]],
    [["-t", "ts-types", "-t=x", "--target= y , z"], { targets: ["ts-types", "=x", "y", "z"] }, []],
    [["--option", "a.b=c,d", "--option=e.f=g"], { option: ["a.b=c,d", "e.f=g"] }, []],
    [["--allow-remote", "https://a/", "--dry-run"], { allowRemote: ["https://a/"], dryRun: true }, []],
    [["--out", "x", "--out", "y"], { out: "y" }, []],
    [["--", "--out"], {}, ["--out"]],
    [["-qw", "users"], { quiet: true, watch: true }, ["users"]],
  ])("%j", (words, flags, rest) => {
    const read = readArguments("generate", words);
    expect(read.diagnostics).toEqual([]);
    expect(read.flags).toMatchObject(flags);
    expect(read.words).toEqual(rest);
  });

  test("every setting has its value where nothing is said", () => {
    const { flags } = readArguments("inspect", []);
    expect(Object.keys(flags)).toEqual(Object.keys(settings));
    expect(flags).toMatchObject({ targets: [], out: undefined, watch: false, operation: undefined });
  });
});

describe("help", () => {
  test.each(Object.keys(commands) as (keyof typeof commands)[])("of %s has every flag, an example, and fits a terminal", (command) => {
    const text = printCommandHelp(command);
    for (const [name, row] of Object.entries(settings)) {
      const flag = `--${"flag" in row ? row.flag : name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
      expect([flag, new RegExp(`^ +(?:-., )? *${flag}\\b(?!-)`, "m").test(text)]).toEqual([
        flag,
        (row.commands as readonly string[]).includes(command),
      ]);
    }
    expect(text).toContain(`  ${commands[command].examples[0]?.line}`);
    expect(text.split("\n").filter((line) => line.length > 100)).toEqual([]);
  });

  test("lists every target with every option", () => {
    const text = printCommandHelp("generate");
    for (const target of targets) {
      expect(text).toContain(`  ${target.name} `);
      for (const name of Object.keys(target.options)) expect(text).toContain(`    ${name}: `);
    }
  });
});

test("the registry says of each target what the target says of itself", async () => {
  const [{ tsTypes }, { tsClient }, { tsServer }, { msw }, { goServer }, { goClient }, { pyServer }, { pyClient }] = await Promise.all([
    import("../../generators/targets/ts-types/index.js"),
    import("../../generators/targets/ts-client/index.js"),
    import("../../generators/targets/ts-server/index.js"),
    import("../../generators/targets/msw/index.js"),
    import("../../generators/targets/go-server/index.js"),
    import("../../generators/targets/go-client/index.js"),
    import("../../generators/targets/py-server/index.js"),
    import("../../generators/targets/py-client/index.js"),
  ]);
  const rows = targets.map(({ name, summary, options }) => ({ name, summary, options }));
  expect(rows).toEqual([tsTypes, tsClient, tsServer, msw, goServer, goClient, pyServer, pyClient].map(({ name, summary, options }) => ({ name, summary, options })));
});

// A change of another language's runtime leaves a target's output up to date.
test("a target, and the language that it is printed in, copy from the runtime that the registry names, and no other", () => {
  const runtimesIn = (folder: string): readonly string[] =>
    readdirSync(join(root, "generators", folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .flatMap((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8").match(/(?<=\bruntime\/)(?:typescript|go|python)\b/g) ?? []);
  const named = targets.map(({ name, runtime }) => ({ name, runtimes: [...new Set([...runtimesIn(`targets/${name}`), ...(runtime ? runtimesIn(`languages/${runtime}`) : [])])] }));
  expect(named).toEqual(targets.map(({ name, runtime }) => ({ name, runtimes: runtime ? [runtime] : [] })));
});
