import { build } from "esbuild";
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, rmSync, writeFileSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";

const runtime = fileURLToPath(new URL("../../../templates/runtime/typescript/", import.meta.url));
/** The client's modules; those of servers are in folders of their own. */
const modules = readdirSync(runtime).filter((name) => name.endsWith(".ts"));
const root = fileURLToPath(new URL("../../../", import.meta.url));

/** What is left of the runtime in a bundle of this code: the modules, and the size. */
async function bundle(code: string): Promise<{ modules: readonly string[]; gzip: number }> {
  const { outputFiles, metafile } = await build({
    stdin: { contents: code, resolveDir: runtime, loader: "ts" }, bundle: true, minify: true, format: "esm", write: false, metafile: true, target: "es2022",
  });
  const [output] = Object.values(metafile.outputs);
  const modules = Object.entries(output?.inputs ?? {}).filter(([, input]) => input.bytesInOutput > 40).map(([name]) => basename(name, ".ts"));
  return { modules, gzip: gzipSync(outputFiles[0]?.contents ?? "").length };
}

describe("a bundle has what is used, and no more", () => {
  test("a JSON operation", async () => {
    const { modules, gzip } = await bundle(`
      import { connect, json, send } from "./index.js";
      const spec = { id: "x", method: "GET", path: "/", responses: { 200: { "application/json": json } } };
      export const getX = (client) => send(client, spec);
      export const createClient = (options) => connect(options, { servers: [], schemes: {} });
    `);
    const foreign = ["binary", "bytes", "disposition", "download", "events", "exact-json", "file", "form", "item-stream", "lines", "link", "multipart", "multipart-read", "multipart-write", "next-page", "oauth", "pages", "split", "sse", "stream", "text", "write-items"];
    expect(modules.filter((name) => foreign.includes(name))).toEqual([]);
    expect(modules).toContain("send");
    expect(gzip).toBeLessThan(11_500);
  });

  test("operations that nobody calls leave nothing", async () => {
    const { modules } = await bundle(`
      import { binary, events, exactJson, form, json, jsonLines, multipart, paginated, send, stream, streamable, text } from "./index.js";
      const spec = { responses: { 200: { a: events, b: () => multipart({ x: {} }), c: form, d: jsonLines, e: text, f: binary, g: () => exactJson((value) => value), h: json } } };
      export const list = /* @__PURE__ */ paginated((client) => send(client, spec), { items: [], next: { kind: "linkHeader" } });
      export const chat = /* @__PURE__ */ streamable((client) => send(client, spec), (client) => stream(client, spec));
      export function get(client) { return send(client, spec); }
    `.replaceAll("export ", "") + "export const used = 1;");
    expect(modules).toEqual(["<stdin>"].filter((name) => modules.includes(name)));
  });

  test("nothing of Node, nothing from elsewhere, no file above 200 lines", () => {
    for (const name of modules) {
      const source = readFileSync(join(runtime, name), "utf8");
      expect(source.split("\n").length, name).toBeLessThanOrEqual(200);
      expect(source, name).not.toMatch(/\b(?:process|Buffer|require|__dirname)\b[.(]/);
      for (const [, from] of source.matchAll(/(?:from|import) "([^"]+)"/g)) expect(from, name).toMatch(/^\.\/[\w-]+\.js$/);
    }
  });
});

describe("it compiles where it is copied to, with every strict option on", () => {
  const options = {
    target: "ES2022", lib: ["ES2022", "DOM", "DOM.Iterable"], types: [], strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true, noImplicitOverride: true,
    noPropertyAccessFromIndexSignature: true, noImplicitReturns: true, noFallthroughCasesInSwitch: true, noUnusedLocals: true, noUnusedParameters: true, erasableSyntaxOnly: true,
    verbatimModuleSyntax: true, isolatedModules: true, noEmit: true,
  };
  test.each([
    ["typescript", "NodeNext", "NodeNext"],
    ["typescript", "ESNext", "Bundler"],
    ["typescript7", "NodeNext", "NodeNext"],
    ["typescript7", "ESNext", "Bundler"],
  ])("%s, %s, %s", { timeout: 60_000 }, (compiler, module, moduleResolution) => {
    const folder = mkdtempSync(join(tmpdir(), "runtime-types-"));
    const config = join(folder, "tsconfig.json");
    const files = [...modules.map((name) => join(runtime, name)), fileURLToPath(new URL("./example.ts", import.meta.url))];
    writeFileSync(config, JSON.stringify({ compilerOptions: { ...options, module, moduleResolution }, files }));
    try {
      execFileSync(process.execPath, [join(root, "node_modules", compiler, "bin/tsc"), "-p", config], { encoding: "utf8", stdio: "pipe" });
    } catch (error) {
      throw new Error((error as { stdout?: string }).stdout, { cause: error });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
