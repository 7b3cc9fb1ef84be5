// generators/ -> dist/: the CLI as JavaScript, and the schema of mortise.yaml for editors.
// templates/runtime/typescript/ -> dist/runtime/: what Mortise itself runs of what generated code has a copy of.
import { spawnSync } from "node:child_process";
import { chmodSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildSync } from "esbuild";
import { root, runNode } from "./steps.mjs";

// `.build/` has the runtime's declarations, which the CLI is compiled with: nobody who uses Mortise needs them.
for (const folder of ["dist", ".build"]) rmSync(join(root, folder), { recursive: true, force: true });
// By its path: another package of ours installs a `tsc` too.
const compile = (config) => runNode(["node_modules/typescript/bin/tsc", "-p", config]);
const failed = ["tsconfig.runtime.json", "tsconfig.build.json"].map(compile).some((code) => code !== 0);
if (!failed) {
  // A module a command or target, instead of 400 that Node finds, reads and links one by one: a sixth of the time of a small run.
  // `emit/sources.ts` finds the templates from a folder in dist/ as it does from its own.
  buildSync({
    absWorkingDir: root,
    // The second is what a thread begins with.
    entryPoints: ["generators/cli.ts", "generators/mock/whole-thread.ts"],
    outdir: "dist",
    chunkNames: "parts/[name]-[hash]",
    bundle: true,
    splitting: true,
    packages: "external",
    platform: "node",
    format: "esm",
    target: "node20.19",
  });
  const cli = join(root, "dist/cli.js");
  chmodSync(cli, 0o755);
  const { stdout, status } = spawnSync(process.execPath, [cli, "inspect", "--config-schema"], { encoding: "utf8" });
  if (status !== 0) throw new Error("the built CLI doesn't run");
  writeFileSync(join(root, "dist/mortise.schema.json"), stdout);
}
process.exitCode = failed ? 1 : 0;
