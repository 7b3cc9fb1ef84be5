import { spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { makeFolder } from "../targets/generate.js";
import { findProgram, startAll, wanted, writeProgram } from "./everywhere.js";

const folder = makeFolder("runtimes");
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const programs = {
  Node: { path: process.execPath, words: ["--no-warnings"] },
  Deno: { path: findProgram("deno"), words: ["run", "--quiet", "--no-config", "--allow-net", "--allow-read"] },
  Bun: { path: findProgram("bun"), words: ["run"] },
} as const;

function run(program: string, words: readonly string[]): Promise<string> {
  const child = spawn(program, words, { cwd: folder, env: { ...process.env, DENO_NO_UPDATE_CHECK: "1" } });
  let text = "";
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (piece: string) => (text += piece));
  return new Promise((resolve) => child.on("close", () => resolve(text.trim())));
}

const servers = await startAll();

describe("the same clients, the same program, the same answers (skipped where a runtime isn't installed: node scripts/runtimes.mjs)", () => {
  for (const [name, { path, words }] of Object.entries(programs)) {
    test.skipIf(path === undefined)(name, { timeout: 60_000 }, async () => {
      const main = await writeProgram(join(folder, name), servers);
      const said = await run(path ?? "", [...words, main]);
      expect(said.startsWith("{") ? JSON.parse(said) : said).toEqual(wanted);
    });
  }
});
