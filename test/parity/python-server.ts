import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { pyServer } from "../../generators/targets/py-server/index.js";
import { findPython, pythonEnvironment } from "../python/tools.js";
import { readContract, writeFiles } from "../targets/generate.js";
import type { Attacked } from "./attacked.js";
import { contractPath, type Setup } from "./cases.js";
import type { Address } from "./exchange.js";

/** The forms in which the server answers: as an application of its own, and as a router in a FastAPI application. */
export const forms = ["app", "router"] as const;
export type Form = (typeof forms)[number];

export interface Running {
  readonly address: Address;
  readonly pid: number;
  close(): void;
}

const program = fileURLToPath(new URL("./python/main.py", import.meta.url));

const packageOf = (contract: string, formats: "assert" | "annotate" = "assert"): string => `${contract.replace(/[^a-z0-9]/g, "_")}_${formats}`;

/** Generated servers in one folder. */
export interface Servers {
  start(contract: string, setup: Setup, form: Form): Promise<Running>;
  remove(): void;
}

/** Generates the servers of contracts, each as a package of its own. */
export async function generateServers(servers: readonly { readonly contract: string; readonly formats: "assert" | "annotate" }[]): Promise<Servers> {
  const folder = mkdtempSync(join(tmpdir(), "mortise-py-parity-"));
  for (const { contract, formats } of servers) {
    const options = { package: packageOf(contract, formats), pyproject: false, dates: "text", numbers: "float", schemas: "used", formats, document: false, handlers: false, ray: false } as const;
    writeFiles(folder, await pyServer.emit(await readContract(contractPath(contract)), options));
  }
  return {
    start: (contract, setup, form) => start(folder, packageOf(contract, setup.formats), setup, form),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

async function start(folder: string, name: string, { maxDepth, unknownQuery, responseCheck }: Setup, form: Form): Promise<Running> {
  const child = spawn(findPython(), [program, JSON.stringify({ package: name, form, maxDepth, unknownQuery, responseCheck })], { env: pythonEnvironment({ PYTHONPATH: folder }), stdio: ["pipe", "pipe", "inherit"] });
  return { address: { host: "127.0.0.1", port: await portOf(child) }, pid: child.pid ?? 0, close: () => child.stdin.end() };
}

/** The port that a server tells on its standard output. */
export const portOf = (child: ChildProcess): Promise<number> =>
  new Promise((resolve, reject) => {
    child.stdout?.once("data", (data: Buffer) => resolve(Number(data.toString())));
    child.once("exit", (status) => reject(new Error(`the server ended with ${status}`)));
  });

/** The server of contracts/hostile.yaml, in a process of its own. */
export async function startAttackedPython(): Promise<Attacked> {
  const servers = await generateServers([{ contract: "hostile", formats: "assert" }]);
  const { address, pid, close } = await servers.start("hostile", {}, "app");
  return {
    address,
    memory: async () => Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) / 1024,
    polluted: async () => 0,
    stop() {
      close();
      servers.remove();
    },
  };
}
