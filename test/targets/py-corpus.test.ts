import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import type { File } from "../../generators/emit/file.js";
import { hasPython, lint, runPython, typecheck } from "../python/tools.js";
import { hasShared, makeFolder, root, shared, writeFiles } from "./generate.js";
import { emitPyClient, emitPyServer, importAll } from "./generate-py.js";

/** Real contracts in Python: laid out as ruff does, without a word of its linter and of mypy --strict, and every module can be imported. */
const largest: readonly string[] = ["github", "stripe"];
const targets = { "py-server": emitPyServer, "py-client": emitPyClient } as const;

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })), 120_000);

const toName = (file: string): string => file.replace(/\.\w+$/, "").replace(/[^a-z0-9]/g, "_");
const corpus = hasShared ? readdirSync(join(shared, "corpus")).filter((file) => /\.(ya?ml|json)$/.test(file)).map((file) => [toName(file), join(shared, "corpus", file)] as const) : [];
const specs = ["users", "ai-platform", "kitchen-sink"].map((name) => [toName(name), join(root, "specs", name, "openapi.yaml")] as const);
const legacy = [["legacy", join(root, "specs/kitchen-sink/legacy-3.0.yaml")] as const];

type Contracts = readonly (readonly [name: string, path: string])[];

/** Generates contracts as packages of one folder, and gives it. The runtime, which is the same in all, is typechecked in the first of them and linted where it stands. */
async function makeFolderOf(target: keyof typeof targets, contracts: Contracts): Promise<string> {
  const folder = makeFolder("py-corpus");
  folders.push(folder);
  let project: File | undefined;
  for (const [name, path] of contracts) {
    const files = await targets[target](path, { package: name });
    project ??= files.find((file) => file.path === "pyproject.toml");
    writeFiles(folder, files.filter((file) => file !== project));
  }
  if (project) writeFiles(folder, [project]);
  return folder;
}

const firstLines = (text: string): string => text.split("\n").slice(0, 8).join("\n");

function judge(folder: string, names: readonly string[]): string {
  const imported = runPython(folder, ["-W", "error", "-c", importAll(names)]);
  return firstLines([lint(folder), typecheck(folder), imported.status === 0 ? "" : imported.stderr].filter((word) => word !== "").join("\n"));
}

const judgeAll = async (target: keyof typeof targets, contracts: Contracts): Promise<string> => judge(await makeFolderOf(target, contracts), contracts.map(([name]) => name));

describe.skipIf(!hasPython).each(Object.keys(targets) as (keyof typeof targets)[])("%s (skipped where Python 3.11 is absent)", (target) => {
  test("the example contracts", { timeout: 600_000 }, async () => {
    expect(await judgeAll(target, [...specs, ...legacy])).toBe("");
  });

  test.skipIf(!hasShared)("real contracts (skipped where ../shared/corpus is absent)", { timeout: 900_000 }, async () => {
    expect(await judgeAll(target, corpus.filter(([name]) => !largest.includes(name)))).toBe("");
  });

  test.skipIf(!hasShared).each(largest)("%s (skipped where ../shared/corpus is absent)", { timeout: 600_000 }, async (name) => {
    expect(await judgeAll(target, corpus.filter(([own]) => own === name))).toBe("");
  });
});
