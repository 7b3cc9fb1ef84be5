import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { compile, compilers, resolutions } from "./compile.js";
import { emitClient, emitTypes, hasShared, makeFolder, shared, writeFiles } from "./generate.js";

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
