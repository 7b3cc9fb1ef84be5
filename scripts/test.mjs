// npm test: every suite, one after the other, whatever fails; the last line counts them all.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { installRuntimes } from "./runtimes.mjs";
import { runGo } from "./go.mjs";
import { pythonTool, runPython } from "./python.mjs";
import { build, checkNode, install, isAtLeast, runNode, versionOf } from "./steps.mjs";

/** One thing that works or doesn't. */
const verdict = (works) => ({ passed: works ? 1 : 0, failed: works ? 0 : 1, skipped: 0 });

/** Vitest's own count. A file that can't be loaded has no tests, and counts as one that failed. */
function runVitest() {
  const folder = mkdtempSync(join(tmpdir(), "mortise-test-"));
  const file = join(folder, "result.json");
  try {
    const status = runNode(["node_modules/vitest/vitest.mjs", "run", "--reporter=default", "--reporter=json", `--outputFile.json=${file}`]);
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = JSON.parse(readFileSync(file, "utf8"));
    const broken = testResults.filter(
      ({ status, assertionResults }) => status === "failed" && !assertionResults.some((test) => test.status === "failed"),
    ).length;
    const failed = numFailedTests + broken;
    return { passed: numPassedTests, failed: status !== 0 && failed === 0 ? 1 : failed, skipped: numPendingTests + numTodoTests };
  } catch (error) {
    console.error(`vitest gave no result: ${error.message}`);
    return verdict(false);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * In this order; each gives its counts. `tool`: what it needs beside Node, as `{ program, words, atLeast }`;
 * without it the suite fails with a line that says so.
 */
const suites = [
  { name: "typecheck", run: () => verdict(runNode(["node_modules/typescript/bin/tsc", "-p", "tsconfig.json"]) === 0) },
  { name: "build", run: () => verdict(build()) },
  { name: "go", tool: { program: "go", words: ["version"], atLeast: "1.26" }, run: () => runGo("templates/runtime/go") },
  { name: "python", tool: pythonTool, run: () => runPython("templates/runtime/python") },
  { name: "vitest", run: runVitest },
];

function lacks({ program, words, atLeast }) {
  const version = versionOf(program, words);
  if (version !== undefined && isAtLeast(version, atLeast)) return undefined;
  return `${program} ${atLeast} or later is needed, ${version === undefined ? "but isn't there" : `but this is ${version}`}`;
}

function runSuite({ name, tool, run }) {
  const reason = tool && lacks(tool);
  if (reason !== undefined) console.error(`${name}: ${reason}`);
  const start = performance.now();
  const counts = reason === undefined ? run() : verdict(false);
  return { name, ...counts, seconds: (performance.now() - start) / 1000 };
}

/** On a developer's machine only what is there is used. */
function installForCi() {
  if (process.env["CI"]) installRuntimes();
  return true;
}

const results = checkNode() && install() && installForCi() ? suites.map(runSuite) : [{ name: "install", ...verdict(false), seconds: 0 }];
console.log("");
for (const { name, passed, failed, seconds } of results)
  console.log(`${name.padEnd(10)}  ${String(passed).padStart(6)} passed  ${String(failed).padStart(4)} failed  ${seconds.toFixed(1)} s`);
const sum = (key) => results.reduce((total, result) => total + (result[key] ?? 0), 0);
const [passed, failed, skipped] = [sum("passed"), sum("failed"), sum("skipped")];
// A run in which vitest found nothing to do has shown nothing.
const ran = results.some(({ name, passed }) => name === "vitest" && passed > 0);
process.exitCode = failed > 0 || !ran ? 1 : 0;
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
