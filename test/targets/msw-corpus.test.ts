import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { compile, type compilers, type resolutions } from "./compile.js";
import { emitMsw, hasShared, linkMsw, makeFolder, root, shared, writeFiles } from "./generate.js";

const contracts = hasShared ? readdirSync(join(shared, "corpus")).filter((file) => /\.(ya?ml|json)$/.test(file)) : [];

type Way = readonly [compiler: keyof typeof compilers, resolution: keyof typeof resolutions, version: "msw" | "msw3"];

const usual: readonly Way[] = [["tsc 7", "NodeNext", "msw"]];
const all: readonly Way[] = [...usual, ["tsc 7", "Bundler", "msw3"], ["tsc 5.9", "NodeNext", "msw3"], ["tsc 5.9", "Bundler", "msw"]];

/** Compiles a contract's mocks as a web page's project does: without the types of Node, and no newer ECMAScript than 2022. */
async function compileMocks(path: string, ways: readonly Way[]): Promise<void> {
  const folder = makeFolder("msw");
  try {
    writeFiles(join(folder, "src"), await emitMsw(path));
    for (const [compiler, resolution, version] of ways) {
      linkMsw(folder, version);
      const said = compile(folder, compiler, resolution, ["src/**/*.ts"]);
      expect(said.split("\n").slice(0, 5).join("\n"), `${compiler} ${resolution} ${version}`).toBe("");
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe.skipIf(!hasShared)("mocks of real contracts compile (skipped where ../shared/corpus is absent)", () => {
  test.each(contracts)("%s", { timeout: 600_000 }, (file) => compileMocks(join(shared, "corpus", file), file === "petstore.yaml" ? all : usual));
});

describe("mocks of the example contracts compile, for MSW 2 and 3", () => {
  test.each(["users", "ai-platform", "kitchen-sink"])("%s", { timeout: 300_000 }, (name) => compileMocks(join(root, "specs", name, "openapi.yaml"), all));
});
