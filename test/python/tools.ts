import { spawnSync } from "node:child_process";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));
const command = process.platform === "win32" ? "python" : "python3";

/** Whether Python is here, new enough; else its tests are skipped, and `npm test` says so by its Python suite. */
export const hasPython = /^Python 3\.(1[1-9]|[2-9]\d)/.test(spawnSync(command, ["--version"], { encoding: "utf8" }).stdout ?? "");

export interface PythonRun {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

let found: string | undefined;

/**
 * The Python of the tests' environment (`.venv`, of test/python/requirements.txt), which is made on the first call where it is missing;
 * `MORTISE_PYTHON` names another. The first call of a machine takes a minute: give the test or its `beforeAll` the time.
 */
export function findPython(): string {
  if (found !== undefined) return found;
  const { status, stdout, stderr, error } = spawnSync(process.execPath, [join(root, "scripts/python.mjs")], { encoding: "utf8" });
  if (status !== 0) throw new Error(`no Python for tests: ${stderr || error?.message}`);
  found = stdout.trim();
  return found;
}

/** A program that an installed package brings: `uvicorn`, `schemathesis`. */
export const findProgram = (name: string): string => join(dirname(findPython()), process.platform === "win32" ? `${name}.exe` : name);

/** What a test's Python gets: no bytecode beside sources, output at once, text as UTF-8. */
export const pythonEnvironment = (more: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv => ({
  ...process.env,
  PYTHONDONTWRITEBYTECODE: "1",
  PYTHONUNBUFFERED: "1",
  PYTHONUTF8: "1",
  ...more,
});

/** Runs Python in a folder, to its end: `["-m", "pytest"]`, `["-c", text]`, `["main.py"]`. */
export function runPython(folder: string, words: readonly string[], environment: Readonly<Record<string, string>> = {}, input?: string): PythonRun {
  const options = { cwd: folder, encoding: "utf8" as const, maxBuffer: 1 << 28, env: pythonEnvironment(environment), ...(input === undefined ? {} : { input }) };
  const { status, stdout, stderr, error } = spawnSync(findPython(), words, options);
  return { status: status ?? 1, stdout: stdout ?? "", stderr: stderr || (error?.message ?? "") };
}

/** Whether a package is in the environment: Ray isn't on every platform. */
export const hasPackage = (name: string): boolean => runPython(tmpdir(), ["-c", `import importlib.util, sys; sys.exit(importlib.util.find_spec(${JSON.stringify(name)}) is None)`]).status === 0;

const complaint = (tool: string, { status, stdout, stderr }: PythonRun): string => (status === 0 ? "" : `${tool}: ${(stdout + stderr).trim() || `exit ${status}`}`);

/** One cache a worker: mypy reads Pydantic and FastAPI once, and no two processes write one cache. */
const mypyCache = (): string => join(tmpdir(), `mortise-mypy-${process.env["VITEST_POOL_ID"] ?? "0"}`);

/** What ruff says against the files of a folder, as linter (by the folder's configuration) and as formatter; "" if all is well. */
export const lint = (folder: string): string =>
  [
    complaint("ruff check", runPython(folder, ["-m", "ruff", "check", "--no-cache", "--output-format=concise", "."])),
    complaint("ruff format", runPython(folder, ["-m", "ruff", "format", "--no-cache", "--check", "."])),
  ]
    .filter((word) => word !== "")
    .join("\n");

/** What `mypy --strict` says against packages or files in a folder; "" if all is well. */
export const typecheck = (folder: string, targets: readonly string[] = ["."]): string =>
  complaint("mypy", runPython(folder, ["-m", "mypy", "--strict", "--no-error-summary", "--cache-dir", mypyCache(), ...targets]));

/** Everything that the tools of Python say against a folder; "" if all is well. */
export const judgePython = (folder: string, targets?: readonly string[]): string => [lint(folder), typecheck(folder, targets)].filter((word) => word !== "").join("\n");
