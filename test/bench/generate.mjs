// CPU time and memory of generating TypeScript, side by side in one run: Mortise's ts-client and hey-api's types + SDK, or with
// --validators Mortise's ts-server (which has every validator) and hey-api's types + SDK + zod.
// node test/bench/generate.mjs [--validators] [--rounds=N] [CONTRACT...]      needs: npm run build, npm install --prefix test/bench
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";

const root = resolve(import.meta.dirname, "../..");
const corpus = resolve(root, "../shared/corpus");
const flags = process.argv.slice(2).filter((word) => word.startsWith("--"));
const named = process.argv.slice(2).filter((word) => !word.startsWith("--")).map((path) => resolve(path));
const withValidators = flags.includes("--validators");
const contracts = named.length > 0 ? named : ["petstore.yaml", "stripe.yaml", "github.json"].map((file) => join(corpus, file));
const heyApi = join(root, "test/bench/node_modules/@hey-api/openapi-ts/bin/run.js");
const rounds = Number(flags.find((flag) => flag.startsWith("--rounds="))?.slice(9) ?? 3);

const missing = [heyApi, join(root, "dist/cli.js"), ...contracts].find((path) => !existsSync(path));
if (missing) {
  console.error(`missing: ${missing}\nrun: npm run build && npm install --prefix test/bench`);
  process.exit(2);
}

const tools = {
  mortise: (contract, out) => [join(root, "dist/cli.js"), "generate", contract, "--target", withValidators ? "ts-server" : "ts-client", "--out", out],
  "hey-api": (contract, out) => [heyApi, "-i", contract, "-o", out, "-p", "@hey-api/typescript", "-p", "@hey-api/sdk", ...(withValidators ? ["-p", "zod"] : [])],
};

// Removed at the end: a file system keeps clear of what was removed a minute ago (ext4 looks at each such inode for every new file), which
// made the run after a removal take up to a second more.
const folders = [];
process.on("exit", () => folders.forEach((folder) => rmSync(folder, { recursive: true })));

function run(tool, contract) {
  const folder = mkdtempSync(join(tmpdir(), "mortise-bench-"));
  folders.push(folder);
  const file = join(folder, "measure.json");
  const child = spawnSync(process.execPath, tools[tool](contract, join(folder, "out")), {
    cwd: folder,
    stdio: "ignore",
    env: { ...process.env, NODE_OPTIONS: `--require ${join(root, "test/bench/measure.cjs")}`, MEASURE_FILE: file },
  });
  const processes = child.status === 0 && existsSync(file) ? readFileSync(file, "utf8").trim().split("\n").map((line) => JSON.parse(line)) : [];
  if (processes.length === 0) throw new Error(`${tool} failed on ${contract} (exit ${child.status})`);
  return { cpu: processes.reduce((sum, { cpu }) => sum + cpu, 0), memory: Math.max(...processes.map(({ memory }) => memory)) };
}

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

console.log(`median of ${rounds} rounds, tools alternating; Node ${process.version}\n`);
console.log("contract             | mortise: CPU s    MB | hey-api: CPU s    MB | CPU ratio | memory ratio");
for (const contract of contracts) {
  const rows = { mortise: [], "hey-api": [] };
  for (let round = 0; round < rounds; round += 1) for (const tool of Object.keys(tools)) rows[tool].push(run(tool, contract));
  const [ours, theirs] = Object.values(rows).map((runs) => ({ cpu: median(runs.map(({ cpu }) => cpu)), memory: median(runs.map(({ memory }) => memory)) }));
  const cell = ({ cpu, memory }) => `${(cpu / 1000).toFixed(2).padStart(14)} ${memory.toFixed(0).padStart(5)}`;
  console.log(`${basename(contract).padEnd(20)} | ${cell(ours)} | ${cell(theirs)} | ${(ours.cpu / theirs.cpu).toFixed(2).padStart(9)} | ${(ours.memory / theirs.memory).toFixed(2).padStart(12)}`);
}
