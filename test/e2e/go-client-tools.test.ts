import { rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { goClient } from "../../generators/targets/go-client/index.js";
import { makeFolder, readContract, root, writeFiles } from "../targets/generate.js";
import { hasGo, judgeModule } from "../targets/go-build.js";

describe.skipIf(!hasGo)("Go's tools have nothing against a generated client: gofmt, go vet, staticcheck", () => {
  test.each(["users", "ai-platform", "kitchen-sink"])("%s", { timeout: 300_000 }, async (contract) => {
    const input = await readContract(join(root, `specs/${contract}/openapi.yaml`));
    const folder = makeFolder(`go-client-${contract}`);
    writeFiles(folder, await goClient.emit(input, { module: `example.com/${contract}`, package: undefined, gomod: true, dates: "time", integers: "exact", schemas: "used" }));
    expect(judgeModule(folder)).toBe("");
    rmSync(folder, { recursive: true, force: true });
  });
});
