import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { hasShared, makeFolder, root, shared } from "./generate.js";
import { emitGoClient, emitGoServer, inShared, type Product, uniteProducts } from "./generate-go.js";
import { hasGo, judgeModule, runGo } from "./go-build.js";

/**
 * Real contracts in Go: laid out as gofmt does, and without a word of go vet (which finds what doesn't compile, too) and staticcheck. The two largest
 * are spared staticcheck, which takes minutes for them. The compiler makes machine code of some: no type checker meets what only that does.
 */
const largest: readonly string[] = ["github", "stripe"];
const targets = { "go-server": emitGoServer, "go-client": emitGoClient } as const;

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })), 120_000);

const toName = (file: string): string => file.replace(/\.\w+$/, "").replace(/[^a-z0-9]/g, "");
const corpus = hasShared ? readdirSync(join(shared, "corpus")).filter((file) => /\.(ya?ml|json)$/.test(file)).map((file) => [toName(file), join(shared, "corpus", file)] as const) : [];
const specs = ["users", "ai-platform", "kitchen-sink"].map((name) => [toName(name), join(root, "specs", name, "openapi.yaml")] as const);
const legacy = [["legacy", join(root, "specs/kitchen-sink/legacy-3.0.yaml")] as const];

type Contracts = readonly (readonly [name: string, path: string])[];

/** Generates the contracts as packages of one module, and gives its folder. */
async function makeModule(target: keyof typeof targets, contracts: Contracts): Promise<string> {
  const folder = makeFolder("go-corpus");
  folders.push(folder);
  const products: Product[] = [];
  for (const [name, path] of contracts) products.push({ name, files: await targets[target](path, inShared(name)) });
  for (const { path, text } of uniteProducts(products)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

const firstLines = (text: string): string => text.split("\n").slice(0, 8).join("\n");

describe.skipIf(!hasGo).each(Object.keys(targets) as (keyof typeof targets)[])("%s (skipped where Go 1.26 is absent)", (target) => {
  test("the example contracts", { timeout: 600_000 }, async () => {
    expect(firstLines(judgeModule(await makeModule(target, [...specs, ...legacy])))).toBe("");
  });

  test.skipIf(!hasShared)("real contracts (skipped where ../shared/corpus is absent)", { timeout: 900_000 }, async () => {
    const folder = await makeModule(target, corpus.filter(([name]) => !largest.includes(name)));
    expect(firstLines(judgeModule(folder))).toBe("");
    expect(firstLines(runGo(folder, ["build", "./adyencheckout", "./twilioverify", "./petstore"], { GOFLAGS: "-p=2" }).stderr)).toBe("");
  });

  test.skipIf(!hasShared).each(largest)("%s (skipped where ../shared/corpus is absent)", { timeout: 600_000 }, async (name) => {
    expect(firstLines(judgeModule(await makeModule(target, corpus.filter(([own]) => own === name)), { lint: false }))).toBe("");
  });
});
