import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { compile, compilers, onNode, resolutions } from "./compile.js";
import { emitClient, emitServer, emitTypes, hasShared, makeFolder, root, shared, writeFiles } from "./generate.js";

const contracts = hasShared ? readdirSync(join(shared, "corpus")).filter((file) => /\.(ya?ml|json)$/.test(file)) : [];
const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

describe.skipIf(!hasShared)("real contracts compile (skipped where ../shared/corpus is absent)", () => {
  test.each(contracts)("%s", { timeout: 600_000 }, async (file) => {
    const folder = makeFolder("corpus");
    folders.push(folder);
    const path = join(shared, "corpus", file);
    writeFiles(join(folder, "ts-client"), await emitClient(path));
    writeFiles(join(folder, "ts-types"), await emitTypes(path));
    for (const compiler of Object.keys(compilers) as (keyof typeof compilers)[]) {
      for (const resolution of Object.keys(resolutions) as (keyof typeof resolutions)[]) {
        expect(compile(folder, compiler, resolution).split("\n").slice(0, 5).join("\n"), `${compiler} ${resolution}`).toBe("");
      }
    }
  });
});

const firstLines = (text: string): string => text.split("\n").slice(0, 5).join("\n");

/** Servers are large, and alike in what compilers may disagree about: all are compiled by one, some by the other as well. */
const byBoth: readonly string[] = ["discord.json", "petstore.yaml"];

async function compileServer(path: string, isByBoth: boolean): Promise<void> {
  const folder = makeFolder("corpus-server");
  try {
    writeFiles(folder, await emitServer(path));
    expect(firstLines(compile(folder, "tsc 7", "NodeNext", undefined, onNode))).toBe("");
    if (isByBoth) expect(firstLines(compile(folder, "tsc 5.9", "Bundler", undefined, onNode))).toBe("");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe.skipIf(!hasShared)("servers of real contracts compile (skipped where ../shared/corpus is absent)", () => {
  test.each(contracts)("%s", { timeout: 600_000 }, (file) => compileServer(join(shared, "corpus", file), byBoth.includes(file)));
});

describe("servers of the example contracts compile", () => {
  test.each(["users", "kitchen-sink"])("%s", { timeout: 300_000 }, (name) => compileServer(join(root, "specs", name, "openapi.yaml"), true));
});
