import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import ts from "typescript";
import type { File } from "../../generators/emit/file.js";
import * as hostile from "../fixtures/hostile/make.js";
import { compile, onNode } from "./compile.js";
import { emitClient, emitMsw, emitServer, emitTypes, linkMsw, makeFolder, textOf, writeFiles } from "./generate.js";

const home = makeFolder("hostile");
afterAll(() => rmSync(home, { recursive: true, force: true }), 120_000);

const contracts: Readonly<Record<string, () => hostile.Files>> = {
  texts: hostile.hostileTexts,
  names: hostile.hostileNames,
  paths: hostile.hostilePaths,
  patterns: hostile.hostilePatterns,
  "media-types": hostile.hostileMediaTypes,
  "file-names": hostile.hostileFileNames,
  cycles: hostile.cycles,
  "file-cycles": hostile.fileCycles,
};

/** What openapi-typescript can't print, and why; the types of ts-client have no such holes. */
const withoutTypes: Readonly<Record<string, string>> = {
  names: "it decodes '%' in names, again and again",
  paths: "it decodes '%' in paths, again and again",
  cycles: "an alias of an array of itself is an error in its one big interface",
};

describe("what is generated from hostile contracts", () => {
  test.each(Object.keys(contracts))("%s: compiles, does nothing, stays in its folder", { timeout: 300_000 }, async (name) => {
    const contract = writeContract(name, contracts[name]?.() ?? []);
    const client = await emitClient(contract, { package: true, packageName: "hostile" });
    const types = Object.hasOwn(withoutTypes, name) ? [] : await emitTypes(contract);
    checkPaths(client);
    checkPaths(types);

    const folder = join(home, name, "out");
    writeFiles(join(folder, "ts-client"), client);
    writeFiles(join(folder, "ts-client-decoding"), await emitClient(contract, { dates: "Date", int64: "bigint" }));
    writeFiles(join(folder, "ts-types"), types);
    expect(readdirSync(join(home, name)).sort()).toEqual(["contract", "out"]);
    expect(firstLines(compile(folder, "tsc 7", "NodeNext"))).toBe("");
    if (name === "texts" || name === "names") expect(firstLines(compile(folder, "tsc 5.9", "Bundler"))).toBe("");
    expect(runModules(join(home, name, "js"), [...client, ...types])).toBe("loaded, untouched");
  });

  test.each([...Object.keys(contracts), "wires"])("%s, as a server: compiles, does nothing, stays in its folder, answers", { timeout: 300_000 }, async (name) => {
    // Groups nested too deep are a warning to a client; a server refuses what it can't check.
    const files = name === "wires" ? hostile.hostileWires() : name === "patterns" ? hostile.hostilePatterns(hostile.PATTERNS.filter((pattern) => !pattern.startsWith("(".repeat(300)))) : contracts[name]?.();
    const contract = writeContract(`${name}-server`, files ?? []);
    const server = await emitServer(contract, { handlers: true });
    checkPaths(server);

    const folder = join(home, `${name}-server`, "out");
    writeFiles(join(folder, "ts-server"), server);
    writeFiles(join(folder, "ts-server-decoding"), await emitServer(contract, { dates: "Date", int64: "bigint", formats: "annotate" }));
    expect(readdirSync(join(home, `${name}-server`)).sort()).toEqual(["contract", "out"]);
    expect(firstLines(compile(folder, "tsc 7", "NodeNext", undefined, onNode))).toBe("");
    if (name === "texts") expect(firstLines(compile(folder, "tsc 5.9", "Bundler", undefined, onNode))).toBe("");
    expect(runModules(join(home, `${name}-server`, "js"), server, askServer)).toBe("loaded, untouched");
  });

  test.each([...Object.keys(contracts), "wires"])("%s, as a mock: compiles, does nothing, stays in its folder, answers", { timeout: 300_000 }, async (name) => {
    const contract = writeContract(`${name}-mock`, name === "wires" ? hostile.hostileWires() : (contracts[name]?.() ?? []));
    const mock = await emitMsw(contract);
    checkPaths(mock);

    const folder = join(home, `${name}-mock`, "out");
    writeFiles(join(folder, "msw"), mock);
    writeFiles(join(folder, "msw-annotate"), await emitMsw(contract, { formats: "annotate" }));
    expect(readdirSync(join(home, `${name}-mock`)).sort()).toEqual(["contract", "out"]);
    linkMsw(folder);
    expect(firstLines(compile(folder, "tsc 7", "NodeNext"))).toBe("");
    if (name === "texts" || name === "names") expect(firstLines(compile(folder, "tsc 5.9", "Bundler"))).toBe("");
    linkMsw(join(home, `${name}-mock`, "js"));
    expect(runModules(join(home, `${name}-mock`, "js"), mock, askMock)).toBe("loaded, untouched");
  });

  test("deep, wide and large: compiles", { timeout: 600_000 }, async () => {
    const large: Readonly<Record<string, hostile.Files>> = {
      deep: hostile.deepSchema(1_000),
      "deep-lists": hostile.deepSchema(1_000, hostile.DEEP["items"]),
      "deep-unions": hostile.deepSchema(1_000, hostile.DEEP["oneOf"]),
      references: hostile.referenceChain(1_000),
      extensions: hostile.extensionChain(300),
      "all-of": hostile.allOfBomb(40),
      unions: hostile.unionBomb(20, 4),
      members: hostile.memberBomb(60),
      enums: hostile.wideEnum(5_000),
      operations: hostile.manyOperations(1_000),
    };
    for (const [name, files] of Object.entries(large)) {
      const contract = writeContract(name, files);
      writeFiles(join(home, "large", name), await emitClient(contract));
    }
    expect(firstLines(compile(join(home, "large"), "tsc 7", "NodeNext"))).toBe("");
  });
});

function writeContract(name: string, files: hostile.Files): string {
  const folder = join(home, name, "contract");
  for (const { path, text } of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return join(folder, files[0]?.path ?? "");
}

/** File names that any file system takes (Windows' devices, characters and case too), none of them outside. */
function checkPaths(files: readonly File[]): void {
  for (const { path } of files) {
    expect(path).toBe(normalize(path));
    for (const segment of path.split("/")) {
      expect(segment).toMatch(/^[A-Za-z0-9_$.@ -]{1,120}$/);
      expect(segment).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d|conin\$|conout\$)(\.|$)|[. ]$|^\.\.?$/i);
    }
  }
  const folded = files.map(({ path }) => path.toLowerCase());
  expect(folded.filter((path, index) => folded.indexOf(path) !== index)).toEqual([]);
}

/** Makes the server, whose security functions and handlers are all there, and asks for what it says of itself. */
const askServer = `
const { createServer } = await import("./index.js");
const { handlers } = await import("./handlers/index.js");
const anyone = new Proxy({}, { getOwnPropertyDescriptor: () => ({ value: () => "somebody", configurable: true, enumerable: true }), get: () => () => "somebody" });
const server = createServer(handlers, { security: anyone, log: false });
const ask = async (path) => (await server.fetch(new Request("http://localhost" + path))).text();
const document = JSON.parse(await ask("/openapi.json"));
for (const [path, item] of Object.entries(document.paths)) {
  const [method] = Object.keys(item).filter((name) => name === "get" || name === "post");
  if (method === undefined || !URL.canParse("http://localhost" + encodeURI(path))) continue;
  const body = method === "post" ? { body: "{}" } : {};
  const { status } = await server.fetch(new Request("http://localhost" + encodeURI(path), { method: method.toUpperCase(), headers: { "content-type": "application/json" }, ...body }));
  if (status === 500) console.log("no answer at " + path);
}
const page = await ask("/docs");
if (page.split("<script").length !== 3 || page.split("</script").length !== 3) console.log("the page has scripts of others");
`;

/** Makes the mock and asks for every operation, and for every value. */
const askMock = `
const { createMock } = await import("./index.js");
const { contract } = await import("./contract.js");
const mock = createMock();
for (const [name, { method, path }] of Object.entries(contract.routes)) {
  const body = method === "POST" ? { body: "{}" } : {};
  const url = "http://localhost" + encodeURI(path);
  if (!URL.canParse(url) || ["TRACE", "CONNECT", "TRACK"].includes(method.toUpperCase())) continue;
  const { status } = await mock.fetch(new Request(url, { method, headers: { "content-type": "application/json" }, ...body }));
  if (status === 500) console.log("no answer of " + name);
}
for (const [name, make] of Object.entries(mock.data)) {
  try {
    make();
  } catch (error) {
    if (error.name !== "NoValue") console.log("no value of " + name + ": " + error.stack);
  }
}
`;

/** Strips the types, imports every module in a process of its own, runs what is to be run beside them and looks at the canary there. */
function runModules(folder: string, files: readonly File[], more = ""): string {
  const modules = files.filter(({ path }) => path.endsWith(".ts") && !path.endsWith(".d.ts"));
  for (const file of modules) {
    const path = join(folder, file.path.replace(/\.ts$/, ".js"));
    const { outputText } = ts.transpileModule(textOf(file), { compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, verbatimModuleSyntax: true } });
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, outputText);
  }
  const lines = modules.map(({ path }) => `await import(${JSON.stringify(`./${path.replace(/\.ts$/, ".js")}`)});`);
  lines.push(more);
  lines.push(`console.log(${JSON.stringify(hostile.CANARY)} in globalThis || Object.keys(Object.prototype).length > 0 ? "struck by " + globalThis[${JSON.stringify(hostile.CANARY)}] : "loaded, untouched");`);
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }\n');
  writeFileSync(join(folder, "load-all.js"), lines.join("\n"));
  const run = spawnSync(process.execPath, ["load-all.js"], { cwd: folder, encoding: "utf8" });
  return (run.stdout + run.stderr).trim();
}

const firstLines = (text: string): string => text.split("\n").slice(0, 8).join("\n");
