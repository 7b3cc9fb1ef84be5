// The Go code that is copied into generated packages: vetted, formatted and tested as the module that it is.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { root, run } from "./steps.mjs";

/** Counts tests and their cases by what `go test -json` says; a package that doesn't build counts as one that failed. */
function count(output) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  const names = { pass: "passed", fail: "failed", skip: "skipped" };
  const broken = new Set();
  for (const line of output.split("\n")) {
    if (!line.startsWith("{")) continue;
    const { Action, Test, Package, Output } = JSON.parse(line);
    if (Output !== undefined && /^\s*(--- FAIL|panic:|FAIL|.*_test\.go:\d+:)/.test(Output)) process.stderr.write(Output);
    const name = names[Action];
    if (name === undefined) continue;
    if (Test !== undefined) counts[name] += 1;
    else if (name === "failed") broken.add(Package);
  }
  return { ...counts, failed: counts.failed === 0 ? broken.size : counts.failed };
}

/** Tests the module in a folder of the repo. */
export function runGo(folder) {
  const cwd = join(root, folder);
  const vetted = run("go", ["vet", "./..."], { cwd }) === 0;
  const listed = spawnSync("gofmt", ["-l", "."], { cwd, encoding: "utf8" });
  const formatted = listed.status === 0 && listed.stdout === "";
  if (!formatted) console.error(`not as gofmt prints it: ${listed.stdout || listed.stderr || listed.error?.message}`);
  const { status, stdout, stderr, error } = spawnSync("go", ["test", "-json", "./..."], { cwd, encoding: "utf8", maxBuffer: 2 ** 30 });
  if (status !== 0) process.stderr.write(stderr ?? `${error?.message}\n`);
  const counts = count(stdout ?? "");
  const checks = [vetted, formatted];
  const passed = counts.passed + checks.filter(Boolean).length;
  const failed = counts.failed + checks.filter((works) => !works).length;
  return { passed, failed: status !== 0 && failed === 0 ? 1 : failed, skipped: counts.skipped };
}
