import { type ChildProcess, spawn } from "node:child_process";
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { goServer } from "../../../generators/targets/go-server/index.js";
import { makeFolder, readContract, root, textOf, writeFiles } from "../../targets/generate.js";
import { runGo } from "../../targets/go-build.js";
import { printRecorder, style } from "./program.js";

/** What main.go says of the last request. `got`: see echo.go. */
export interface Recorded {
  readonly got: unknown;
  readonly said: string;
}

export interface Recorder {
  readonly url: string;
  /** `text`: the JSON of a `told` of main.go, with every digit. */
  readonly tell: (text: string) => Promise<void>;
  /** The JSON of `Recorded`. */
  readonly ask: () => Promise<string>;
  readonly close: () => void;
}

/** A server with a service that records, ready to be started. */
export interface BuiltRecorder {
  readonly start: () => Promise<Recorder>;
  readonly remove: () => void;
}

const module = "parity.test";
const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Generates a server, and builds it with a service that records. */
export async function buildRecorder(contract: string): Promise<BuiltRecorder> {
  const folder = makeFolder("go-server");
  const input = await readContract(join(root, `specs/${contract}/openapi.yaml`));
  const files = await goServer.emit(input, { ...style, module, package: "served", gomod: true, schemas: "used", document: false, handlers: false });
  writeFiles(folder, files);
  const text = files.filter(({ path }) => /^\w+\.go$/.test(path)).map(textOf).join("\n");
  mkdirSync(join(folder, "cmd"));
  for (const path of ["main.go", "fill.go", "../../parity/go/echo.go"]) copyFileSync(here(path), join(folder, "cmd", path.replace(/^.*\//, "")));
  writeFileSync(join(folder, "cmd/service.go"), printRecorder(input.contract, module, text));
  const binary = join(folder, "recorder");
  const { status, stderr } = runGo(folder, ["build", "-race", "-o", binary, "./cmd"], { GOFLAGS: process.env["GOFLAGS"] ?? "-p=2" });
  if (status !== 0) throw new Error(stderr);
  return { start: () => start(binary), remove: () => rmSync(folder, { recursive: true, force: true }) };
}

async function start(binary: string): Promise<Recorder> {
  const child = spawn(binary, [], { stdio: ["pipe", "pipe", "inherit"], env: { ...process.env, GIN_MODE: "release" } });
  const ports = await new Promise<string>((resolve, reject) => {
    child.stdout.once("data", (data: Buffer) => resolve(data.toString()));
    child.once("exit", (status) => reject(new Error(`the server ended with ${status}`)));
  });
  const [served = "", control = ""] = ports.trim().split(" ").map((port) => `http://127.0.0.1:${port}`);
  return openRecorder(served, control, child);
}

/** Speaks with a server whose end is that of its standard input. */
export const openRecorder = (url: string, control: string, child: ChildProcess): Recorder => ({
  url,
  async tell(text) {
    const { ok, status } = await fetch(control, { method: "PUT", body: text });
    if (!ok) throw new Error(`told ${status}: ${text}`);
  },
  ask: async () => (await fetch(control)).text(),
  close: () => child.stdin?.end(),
});
