import { readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { expect, test } from "vitest";
import { word } from "../../generators/emit/code.js";
import { allRuntimeNames, runtimeFiles, runtimeModules } from "../../generators/targets/ts-client/runtime.js";
import { runtimeFiles as serverFiles } from "../../generators/targets/ts-server/runtime.js";
import { root, textOf } from "./generate.js";

const folder = join(root, "templates/runtime/typescript");

const modules = readdirSync(folder).flatMap((file) => (file.endsWith(".ts") && file !== "index.ts" ? [file.slice(0, -3)] : []));
const importsOf = (module: string): readonly string[] => [...readFileSync(join(folder, `${module}.ts`), "utf8").matchAll(/from "\.\/([\w-]+)\.js"/g)].map(([, name = ""]) => name);

/** The modules that a client gets which mentions some names of the runtime's index. */
const modulesFor = (...names: readonly string[]): readonly string[] => runtimeFiles(names.map((name) => ({ module: "runtime/index", name: word(name) }))).map(({ path }) => path.replace(/^runtime\/|\.ts$/g, ""));

test("every module of the runtime is known, with what it imports", () => {
  expect([...runtimeModules.keys()].sort()).toEqual([...modules].sort());
  const core = modulesFor();
  for (const [module, needed] of runtimeModules) expect([module, [...needed].sort()]).toEqual([module, importsOf(module).filter((name) => !core.includes(name)).sort()]);
});

test("a client gets the modules that it mentions, and its index exports no other", () => {
  expect(modulesFor("json")).not.toContain("multipart");
  expect(modulesFor("multipart")).toEqual(expect.arrayContaining(["bytes", "disposition", "file", "form", "multipart", "multipart-read", "multipart-write"]));
  expect(modulesFor("paginated")).toEqual([...modulesFor("json"), "link", "next-page", "pages"].sort((a, b) => Number(a === "index") - Number(b === "index")));
  const index = runtimeFiles([]).find(({ path }) => path === "runtime/index.ts");
  const exported = [...(index ? textOf(index) : "").matchAll(/from "\.\/([\w-]+)\.js"/g)].map(([, name = ""]) => name);
  expect(exported.length).toBeGreaterThan(5);
  expect(exported.filter((name) => !modulesFor().includes(name))).toEqual([]);
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
