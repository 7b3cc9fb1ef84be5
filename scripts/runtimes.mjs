// Where generated clients run beside Node: Chromium, Deno and Bun. `npm test` uses those that are there; CI, and `node scripts/runtimes.mjs`, install them.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { root, run, runNode } from "./steps.mjs";

const has = (...programs) => (process.env["PATH"] ?? "").split(delimiter).some((folder) => programs.some((program) => existsSync(join(folder, program))));

/** Deno and Bun from npm, pinned in a package.json of their own: who only generates needn't download them. */
function installPackages() {
  const folder = join(root, "test/e2e/runtimes");
  const { devDependencies } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const isThere = Object.entries(devDependencies).every(([name, version]) => {
    const manifest = join(folder, "node_modules", name, "package.json");
    return existsSync(manifest) && JSON.parse(readFileSync(manifest, "utf8")).version === version;
  });
  if (isThere) return true;
  const npm = process.env["npm_execpath"];
  // No lockfile: both pin the one package that has their program.
  const words = ["install", "--no-package-lock", "--no-audit", "--no-fund"];
  return (npm ? runNode([npm, ...words], { cwd: folder }) : run("npm", words, { cwd: folder, shell: process.platform === "win32" })) === 0;
}

/** Chromium from Debian's packages, where we may install it. */
function installChromium() {
  if (has("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")) return true;
  if (process.getuid?.() !== 0 || !has("apt-get")) return false;
  const options = { env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" }, stdio: "ignore", timeout: 600_000 };
  return ["update", "install --yes --no-install-recommends chromium"].every((words) => spawnSync("apt-get", words.split(" "), options).status === 0);
}

/** Installs what is missing, and says what couldn't be: its tests are skipped. */
export function installRuntimes() {
  if (!installPackages()) console.log("Deno and Bun can't be installed here: their tests are skipped");
  if (!installChromium()) console.log("Chromium can't be installed here: the browser's tests are skipped");
}

if (process.argv[1] === join(root, "scripts/runtimes.mjs")) installRuntimes();
