import { readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { expect, test } from "vitest";
import { allRuntimeNames, runtimeFiles } from "../../generators/targets/ts-client/runtime.js";
import { runtimeFiles as serverFiles } from "../../generators/targets/ts-server/runtime.js";
import { root } from "./generate.js";

const folder = join(root, "templates/runtime/typescript");

test("every module of the runtime is copied, and no other", () => {
  expect(runtimeFiles.map((file) => file.path).sort()).toEqual(readdirSync(folder).filter((file) => file.endsWith(".ts")).map((file) => `runtime/${file}`).sort());
});

const namedBy = (path: string): readonly string[] =>
  [...readFileSync(join(folder, path), "utf8").matchAll(/\bfrom "(\.[^"]+)\.js"|\bimport\("(\.[^"]+)\.js"\)/g)].map(([, one, other]) => `${posix.join(posix.dirname(path), one ?? other ?? "")}.ts`);

test("a server gets the checks and the server whole, of the client's modules those that they name, and no other", () => {
  const found = new Set<string>();
  const open = ["check", "server"].flatMap((name) => readdirSync(join(folder, name), { recursive: true, encoding: "utf8" }).map((path) => `${name}/${path.replaceAll("\\", "/")}`)).filter((path) => path.endsWith(".ts"));
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (found.has(path)) continue;
    found.add(path);
    open.push(...namedBy(path));
  }
  expect(serverFiles.map((file) => file.path).sort()).toEqual([...found].map((path) => `runtime/${path}`).sort());
});

test("what users may import of the runtime is there", () => {
  const entry = readFileSync(join(folder, "index.ts"), "utf8");
  const exported = (typeOnly: boolean) => [...entry.matchAll(/export (type )?\{([^}]*)\}/g)].filter((found) => (found[1] !== undefined) === typeOnly).flatMap((found) => (found[2] ?? "").split(",").map((name) => name.trim()));
  expect(allRuntimeNames.values.filter((name) => !exported(false).includes(name))).toEqual([]);
  expect(allRuntimeNames.types.filter((name) => !exported(true).includes(name))).toEqual([]);
});
