// generators/ -> dist/: the CLI as JavaScript, and the schema of mortise.yaml for editors.
import { spawnSync } from "node:child_process";
import { chmodSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root, runNode } from "./steps.mjs";

rmSync(join(root, "dist"), { recursive: true, force: true });
// By its path: another package of ours installs a `tsc` too.
const failed = runNode(["node_modules/typescript/bin/tsc", "-p", "tsconfig.build.json"]) !== 0;
if (!failed) {
  const cli = join(root, "dist/cli.js");
  chmodSync(cli, 0o755);
  const { stdout, status } = spawnSync(process.execPath, [cli, "inspect", "--config-schema"], { encoding: "utf8" });
  if (status !== 0) throw new Error("the built CLI doesn't run");
  writeFileSync(join(root, "dist/mortise.schema.json"), stdout);
}
process.exitCode = failed ? 1 : 0;
