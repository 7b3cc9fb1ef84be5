import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildSync } from "esbuild";
import { afterEach, beforeEach, expect, test } from "vitest";
import { root } from "../commands/mortise.js";

const bundle = (source: string): string => buildSync({ stdin: { contents: source, resolveDir: root }, bundle: true, format: "esm", platform: "node", write: false }).outputFiles[0]?.text ?? "";

/** Writes COUNT files, each with one letter from beginning to end, and says when it begins. */
const program = bundle(`
import { planOutput, writeOutput } from "./generators/emit/output.ts";
const [folder, letter, count] = process.argv.slice(1);
const files = Array.from({ length: Number(count) }, (_, index) => ({ path: \`folder-\${index % 40}/file-\${index}.ts\`, owner: "generator", content: { kind: "text", text: letter.repeat(10_000) } }));
const plan = planOutput(files, folder, { assets: "." });
process.stdout.write("begin\\n");
writeOutput(plan);
`);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "mortise-interrupt-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the program; with `killAfter`, kills it that many milliseconds after it began to write. Gives how it ended. */
function write(letter: string, count: number, killAfter?: number): Promise<string> {
  const child = spawn(process.execPath, ["--input-type=module", "-e", program, folder, letter, String(count)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  child.stdout.once("data", () => {
    if (killAfter !== undefined) setTimeout(() => child.kill("SIGKILL"), killAfter);
  });
  return new Promise((resolve) => child.on("exit", (code, signal) => resolve(signal ?? String(code))));
}

const outputs = (): readonly string[] =>
  readdirSync(folder)
    .filter((name) => name !== ".mortise")
    .flatMap((name) => readdirSync(join(folder, name)).map((file) => join(folder, name, file)));

test("a run that is killed leaves no half-written file, and the next one finishes", { timeout: 60_000 }, async () => {
  const count = 2000;
  expect(await write("a", count)).toBe("0");
  let torn = 0;
  let letter = "a";
  for (const [round, killAfter] of [5, 30, 80].entries()) {
    const next = String.fromCharCode("b".charCodeAt(0) + round);
    const ending = await write(next, count, killAfter);
    const letters = new Set(
      outputs().map((path) => {
        const text = readFileSync(path, "latin1");
        return text === (text[0] ?? "").repeat(10_000) ? text[0] : `half: ${path}`;
      }),
    );
    expect([...letters].filter((each) => each !== letter && each !== next)).toEqual([]);
    expect(outputs()).toHaveLength(count);
    if (ending === "SIGKILL" && letters.size === 2) torn += 1;
    expect(await write(next, count)).toBe("0");
    letter = next;
  }
  // Otherwise no kill came in the middle, and nothing was tested.
  expect(torn).toBeGreaterThan(0);
  expect(new Set(outputs().map((path) => readFileSync(path, "latin1")[0]))).toEqual(new Set([letter]));
  expect(readdirSync(join(folder, ".mortise")).sort()).toEqual([".gitignore", "files.json"]);
  expect(existsSync(join(folder, ".mortise/files.next.json"))).toBe(false);
});
