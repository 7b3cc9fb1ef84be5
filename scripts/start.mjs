// npm start: from a fresh machine to the example contracts generated.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { build, checkNode, install, root } from "./steps.mjs";

function generate() {
  const { stdout, status } = spawnSync(process.execPath, ["dist/cli.js", "generate", "--json"], {
    cwd: root,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
    maxBuffer: 1 << 28,
  });
  return status === null || stdout === "" ? undefined : JSON.parse(stdout);
}

/** What was made, where, and what to try next. */
function tell({ contracts }, seconds) {
  for (const { name, contract, targets } of contracts) {
    console.log(`\n${name}  (${contract})`);
    for (const { target, folder, count, state, changes } of targets) {
      const done = state === "failed" ? "failed" : changes.length === 0 ? "up to date" : `${changes.length} written`;
      console.log(`  ${target.padEnd(10)}  ${String(count).padStart(4)} ${count === 1 ? "file " : "files"}  ${folder}  ${done}`);
    }
  }
  console.log(`\ngenerated in ${seconds.toFixed(1)} s`);
}

const started = performance.now();
const ready = checkNode() && install() && build();
const built = performance.now();
const result = ready ? generate() : undefined;
if (result) {
  tell(result, (performance.now() - built) / 1000);
  console.log(`everything in ${((performance.now() - started) / 1000).toFixed(1)} s\n`);
  console.log("Try next:");
  for (const [what, why] of [
    [join("generated", "users", "ts-client", "index.ts"), "read what came out: a client"],
    [join("generated", "users", "ts-server", "handlers", "users.ts"), "and a server, whose handlers are yours to write"],
    ["node dist/cli.js generate users --watch", "then edit specs/users/openapi.yaml"],
    ["node dist/cli.js inspect users", "the model that everything is made from"],
    ["node dist/cli.js --help", "everything else"],
  ]) {
    console.log(`  ${what.padEnd(44)}  ${why}`);
  }
}
if (result?.exitCode !== 0) {
  console.error(result ? "not everything was made: 'node dist/cli.js generate' tells why" : "that didn't work; the lines above tell why");
  process.exitCode = 1;
}
