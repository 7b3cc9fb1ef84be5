// What `npm start` and `npm test` have in common: a fresh machine becomes one with everything installed and built.
import { spawnSync } from "node:child_process";
import { hash } from "node:crypto";
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../", import.meta.url));

const inRoot = (...path) => join(root, ...path);

/** Runs a program in the repo's folder, its output going where ours goes. Gives its exit code. */
export function run(program, words, options = {}) {
  const { status, error } = spawnSync(program, words, { cwd: root, stdio: "inherit", ...options });
  if (error) console.error(error.message);
  return status ?? 1;
}

export const runNode = (words, options) => run(process.execPath, words, options);

/** The version that a tool says it has, or undefined if it isn't there. */
export function versionOf(program, words) {
  const { status, stdout } = spawnSync(program, words, { encoding: "utf8" });
  return status === 0 ? /\d+\.\d+(?:\.\d+)?/.exec(stdout)?.[0] : undefined;
}

/** Whether version `a` is at least `b`: `20.19.0` and `20.19`. */
export function isAtLeast(a, b) {
  const [x, y] = [a, b].map((version) => version.split(".").map(Number));
  const differs = y.findIndex((part, index) => (x[index] ?? 0) !== part);
  return differs === -1 || (x[differs] ?? 0) > y[differs];
}

/** Whether node_modules holds what the lockfile says. */
function isInstalled() {
  const { packages } = JSON.parse(readFileSync(inRoot("package-lock.json"), "utf8"));
  return Object.entries(packages).every(([path, { version, optional, devOptional, peer }]) => {
    const manifest = inRoot(path, "package.json");
    if (path === "" || !existsSync(manifest)) return path === "" || Boolean(optional ?? devOptional ?? peer);
    return JSON.parse(readFileSync(manifest, "utf8")).version === version;
  });
}

/** `npm ci`, where node_modules isn't what the lockfile says. */
export function install() {
  if (isInstalled()) return true;
  console.log("installing what package-lock.json names ...");
  const npm = process.env["npm_execpath"];
  return (npm ? runNode([npm, "ci"]) : run("npm", ["ci"], { shell: process.platform === "win32" })) === 0;
}

/** A hash of everything that the build is made of. */
function hashSources() {
  const sources = ["generators", "templates/runtime/typescript"].flatMap((folder) => readdirSync(inRoot(folder), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()));
  const paths = [
    "package-lock.json",
    "package.json",
    "tsconfig.json",
    "tsconfig.build.json",
    "tsconfig.runtime.json",
    "scripts/build.mjs",
    ...sources.map((entry) => join(entry.parentPath, entry.name).slice(root.length)).sort(),
  ];
  return hash("sha256", paths.map((path) => `${path} ${hash("sha256", readFileSync(inRoot(path)))}`).join("\n"));
}

/** `npm run build`, where dist/ is of other sources. */
export function build() {
  const sources = hashSources();
  const stamp = inRoot("dist", ".sources");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === sources) return true;
  if (runNode(["scripts/build.mjs"]) !== 0) return false;
  writeFileSync(stamp, sources);
  return true;
}

/** Refuses a Node that Mortise doesn't run on. */
export function checkNode() {
  const { node } = JSON.parse(readFileSync(inRoot("package.json"), "utf8")).engines;
  if (isAtLeast(process.versions.node, node.replace(">=", ""))) return true;
  console.error(`Mortise needs Node ${node}; this is ${process.versions.node}`);
  return false;
}
