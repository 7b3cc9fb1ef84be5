import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { allRuntimeNames, runtimeFiles } from "../../generators/targets/ts-client/runtime.js";
import { root } from "./generate.js";

const folder = join(root, "templates/runtime/typescript");

test("every module of the runtime is copied, and no other", () => {
  expect(runtimeFiles.map((file) => file.path).sort()).toEqual(readdirSync(folder).filter((file) => file.endsWith(".ts")).map((file) => `runtime/${file}`).sort());
});

test("what users may import of the runtime is there", () => {
  const entry = readFileSync(join(folder, "index.ts"), "utf8");
  const exported = (typeOnly: boolean) => [...entry.matchAll(/export (type )?\{([^}]*)\}/g)].filter((found) => (found[1] !== undefined) === typeOnly).flatMap((found) => (found[2] ?? "").split(",").map((name) => name.trim()));
  expect(allRuntimeNames.values.filter((name) => !exported(false).includes(name))).toEqual([]);
  expect(allRuntimeNames.types.filter((name) => !exported(true).includes(name))).toEqual([]);
});
