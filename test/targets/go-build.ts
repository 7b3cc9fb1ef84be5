import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "./generate.js";

/** Whether Go is here, new enough; else its tests are skipped, and `npm test` says so by its Go suite. */
export const hasGo = /go1\.(2[6-9]|[3-9]\d)/.test(spawnSync("go", ["version"], { encoding: "utf8" }).stdout ?? "");

export interface GoRun {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the go tool in a folder. The module cache is the user's: tests download what it lacks. */
export function runGo(folder: string, words: readonly string[], environment: Readonly<Record<string, string>> = {}): GoRun {
  const { status, stdout, stderr, error } = spawnSync("go", words, { cwd: folder, encoding: "utf8", maxBuffer: 1 << 28, env: { ...process.env, ...environment } });
  return { status: status ?? 1, stdout: stdout ?? "", stderr: stderr ?? `${error?.message}` };
}

const complaint = (tool: string, { status, stdout, stderr }: GoRun): string => (status === 0 && stdout.trim() === "" ? "" : `${tool}: ${(stdout + stderr).trim() || `exit ${status}`}`);

/** Names of files that gofmt would print in another way. */
export function findUnformatted(folder: string): string {
  const { stdout, stderr } = spawnSync("gofmt", ["-l", "."], { cwd: folder, encoding: "utf8", maxBuffer: 1 << 26 });
  return `${stdout}${stderr}`.trim();
}

/** staticcheck, pinned in go-tools/go.mod, built once a machine. */
function findStaticcheck(): string {
  const program = join(tmpdir(), "mortise-staticcheck-0.8.1", "staticcheck");
  if (existsSync(program)) return program;
  const { status, stderr } = runGo(join(root, "test/targets/go-tools"), ["build", "-o", program, "honnef.co/go/tools/cmd/staticcheck"]);
  if (status !== 0) throw new Error(`staticcheck can't be built: ${stderr}`);
  return program;
}

/** Everything that the tools of Go say against a module; "" if all is well. `lint`: staticcheck too. */
export function judgeModule(folder: string, { lint = true } = {}): string {
  const unformatted = findUnformatted(folder);
  const words = [unformatted === "" ? "" : `gofmt: ${unformatted}`, complaint("go vet", runGo(folder, ["vet", "./..."]))];
  if (lint) {
    const { status, stdout, stderr } = spawnSync(findStaticcheck(), ["./..."], { cwd: folder, encoding: "utf8", maxBuffer: 1 << 28 });
    words.push(complaint("staticcheck", { status: status ?? 1, stdout, stderr }));
  }
  return words.filter((word) => word !== "").join("\n");
}
