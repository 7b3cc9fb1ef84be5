// The Python environment of the tests, and the Python code that is copied into generated packages: linted, typechecked and tested as the project that it is.
// `node scripts/python.mjs` makes the environment, where it is missing or of other requirements, and prints the path of its Python.
import { spawnSync } from "node:child_process";
import { hash } from "node:crypto";
import { closeSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, statSync, writeFileSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isAtLeast, root, versionOf } from "./steps.mjs";

const atLeast = "3.11";
const folder = join(root, ".venv");
const lock = join(root, ".venv.lock");
/** What is ours in the environment: the stamp, and the sign that a person didn't make it. */
const own = join(folder, ".mortise");
const stamp = join(own, "stamp");
const isWindows = process.platform === "win32";
const bin = join(folder, isWindows ? "Scripts" : "bin");

/** The Python that environments are made of; `npm test` says what is missing by it. */
export const pythonTool = { program: isWindows ? "python" : "python3", words: ["--version"], atLeast };

/** Needed, and the one that tests do without: Ray has no wheels for every platform and Python. */
const requirements = join(root, "test/python/requirements.txt");
const optional = join(root, "test/python/ray.txt");

/** What the environment has to be of: another Python or another pin makes it anew. */
function readWanted() {
  const version = versionOf(pythonTool.program, pythonTool.words);
  if (version === undefined || !isAtLeast(version, atLeast))
    throw new Error(`${pythonTool.program} ${atLeast} or later is needed, ${version === undefined ? "but isn't there" : `but this is ${version}`}`);
  return `${version} ${hash("sha256", readFileSync(requirements, "utf8") + readFileSync(optional, "utf8"))}`;
}

const isMade = (wanted) => existsSync(stamp) && readFileSync(stamp, "utf8") === wanted;

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

/** A lock whose holder is gone; one without a number is just being written, or was left at that. */
function isStale() {
  try {
    const pid = Number(readFileSync(lock, "utf8"));
    return pid > 0 ? !isAlive(pid) : Date.now() - statSync(lock).mtimeMs > 10_000;
  } catch {
    return false;
  }
}

/** Test files run side by side, and any of them may be the first. */
function takeLock() {
  for (;;) {
    try {
      const file = openSync(lock, "wx");
      writeSync(file, String(process.pid));
      closeSync(file);
      return;
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
      if (isStale()) rmSync(lock, { force: true });
      else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
    }
  }
}

/** Runs a step of the installation; what it says is told only if it fails. */
function take(program, words) {
  const { status, stdout, stderr, error } = spawnSync(program, words, { cwd: root, encoding: "utf8", maxBuffer: 1 << 28 });
  return status === 0 ? undefined : `${program} ${words.join(" ")}: ${(stderr || stdout || error?.message || "").trim()}`;
}

function make(wanted) {
  if (existsSync(folder) && !existsSync(own))
    throw new Error(`${folder} isn't of Mortise's tests: remove it, or name a Python that has test/python/requirements.txt in MORTISE_PYTHON`);
  console.error("making .venv of test/python/requirements.txt ...");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(own, { recursive: true });
  const python = pythonIn(bin);
  const pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"];
  const failed = take(pythonTool.program, ["-m", "venv", folder]) ?? take(python, [...pip, "-r", requirements]);
  if (failed !== undefined) throw new Error(failed);
  const without = take(python, [...pip, "-c", requirements, "-r", optional]);
  if (without !== undefined) console.error(`Ray can't be installed here, its tests are skipped: ${without}`);
  writeFileSync(stamp, wanted);
}

const pythonIn = (folder) => join(folder, isWindows ? "python.exe" : "python");

/** The Python of the tests' environment, which is made where it is missing or of other requirements; `MORTISE_PYTHON` names another. */
export function findPython() {
  const given = process.env["MORTISE_PYTHON"];
  if (given) return given;
  const wanted = readWanted();
  if (isMade(wanted)) return pythonIn(bin);
  takeLock();
  try {
    if (!isMade(wanted)) make(wanted);
  } finally {
    rmSync(lock, { force: true });
  }
  return pythonIn(bin);
}

const attribute = (text, name) => Number(new RegExp(`\\b${name}="(\\d+)"`).exec(text)?.[1] ?? 0);

/** Counts tests by what pytest's report says. */
function count(report) {
  const suites = existsSync(report) ? [...readFileSync(report, "utf8").matchAll(/<testsuite\s[^>]*>/g)].map(([text]) => text) : [];
  const sum = (name) => suites.reduce((total, text) => total + attribute(text, name), 0);
  const [failed, skipped] = [sum("failures") + sum("errors"), sum("skipped")];
  return { passed: sum("tests") - failed - skipped, failed, skipped };
}

/** Lints, typechecks and tests the project in a folder of the repo. */
export function runPython(path) {
  const cwd = join(root, path);
  const report = mkdtempSync(join(tmpdir(), "mortise-pytest-"));
  try {
    const python = findPython();
    const runs = (...words) => spawnSync(python, ["-m", ...words], { cwd, stdio: "inherit" }).status === 0;
    const checks = [runs("ruff", "check", "."), runs("ruff", "format", "--check", "--quiet", "."), runs("mypy")];
    const worked = runs("pytest", "-q", `--junitxml=${join(report, "report.xml")}`);
    const counts = count(join(report, "report.xml"));
    const failed = counts.failed + checks.filter((works) => !works).length;
    return { passed: counts.passed + checks.filter(Boolean).length, failed: !worked && failed === 0 ? 1 : failed, skipped: counts.skipped };
  } catch (error) {
    console.error(error.message);
    return { passed: 0, failed: 1, skipped: 0 };
  } finally {
    rmSync(report, { recursive: true, force: true });
  }
}

if (process.argv[1] === join(root, "scripts/python.mjs")) {
  try {
    console.log(findPython());
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
