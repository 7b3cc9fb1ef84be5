import { spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { pyServer } from "../../../generators/targets/py-server/index.js";
import { portOf } from "../../parity/python-server.js";
import { findPython, pythonEnvironment } from "../../python/tools.js";
import { makeFolder, readContract, root, writeFiles } from "../../targets/generate.js";
import { type BuiltRecorder, openRecorder, type Recorder } from "../go-server/run.js";

/** What keeps every digit, and the texts of dates as they came. */
const options = { package: "served", pyproject: false, dates: "text", numbers: "decimal", schemas: "used", formats: "assert", document: false, handlers: false, ray: false } as const;

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Generates a server with a service that records. */
export async function buildPythonRecorder(contract: string): Promise<BuiltRecorder> {
  const folder = makeFolder("py-server");
  writeFiles(folder, await pyServer.emit(await readContract(join(root, `specs/${contract}/openapi.yaml`)), options));
  return { start: () => start(folder), remove: () => rmSync(folder, { recursive: true, force: true }) };
}

async function start(folder: string): Promise<Recorder> {
  const program = [here("recorder.py"), folder, options.package, here("../../parity/python")];
  const child = spawn(findPython(), program, { stdio: ["pipe", "pipe", "inherit"], env: pythonEnvironment() });
  const url = `http://127.0.0.1:${await portOf(child)}`;
  return openRecorder(url, `${url}/-recorder`, child);
}
