import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Address, exchange } from "./exchange.js";
import { compileServer } from "./ts-server.js";

/** A server in a process of its own, so that what it does to time and memory is its own. */
export interface Attacked {
  readonly address: Address;
  /** The most memory that the process has had so far, in MiB. */
  memory(): Promise<number>;
  /** What requests have put where all objects see it. */
  polluted(): Promise<number>;
  stop(): void;
}

const program = `
import { createServer } from "./server.mjs";
const polluted = () => Object.keys(Object.prototype).length + (({}).polluted === undefined ? 0 : 1);
const handlers = {
  echoPing: () => ({ status: 200, body: { polluted: polluted(), memory: Math.round(process.resourceUsage().maxRSS / 1024) } }),
  echoAny: ({ body }) => ({ status: 200, body: { body } }),
};
const done = async ({ body }) => {
  if (body?.file) for await (const chunk of body.file.stream()) void chunk;
  return { status: 204 };
};
for (const name of ["takeAny", "takeQuery", "takeTyped", "takeForm", "takeParts"]) handlers[name] = done;
const { port } = await createServer(handlers, { log: false }).listen({ port: 0, host: "127.0.0.1" });
console.log(port);
`;

/** Generates, compiles and starts the server of contracts/hostile.yaml. */
export async function startAttacked(): Promise<Attacked> {
  const folder = mkdtempSync(join(tmpdir(), "mortise-hostile-"));
  await compileServer("hostile", "assert", folder);
  writeFileSync(join(folder, "main.mjs"), program);
  const child = spawn(process.execPath, ["main.mjs"], { cwd: folder, stdio: ["ignore", "pipe", "inherit"] });
  const address = { host: "127.0.0.1", port: await portOf(child) };
  return {
    address,
    memory: async () => (await readPing(address)).memory,
    polluted: async () => (await readPing(address)).polluted,
    stop() {
      child.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const readPing = async (address: Address) => JSON.parse((await ping(address)).body.toString()) as { readonly memory: number; readonly polluted: number };

const portOf = (child: ChildProcess): Promise<number> =>
  new Promise((resolve, reject) => {
    child.stdout?.once("data", (data: Buffer) => resolve(Number(data.toString())));
    child.once("exit", (status) => reject(new Error(`the server ended with ${status}`)));
  });

export const ping = (address: Address): ReturnType<typeof exchange> => exchange(address, Buffer.from("GET /ping HTTP/1.1\r\nHost: parity.test\r\nConnection: close\r\n\r\n"), "GET");

/** Milliseconds that the slowest of somebody else's requests took while something else went on. */
export async function slowestPing<T>(address: Address, work: Promise<T>): Promise<{ readonly slowest: number; readonly result: T }> {
  let isDone = false;
  const ended = work.finally(() => (isDone = true));
  // Whoever awaits it below hears of its failure.
  ended.catch(() => undefined);
  let slowest = 0;
  do {
    const begin = performance.now();
    await ping(address);
    slowest = Math.max(slowest, performance.now() - begin);
    await new Promise((resolve) => setTimeout(resolve, 10));
  } while (!isDone);
  return { slowest, result: await ended };
}
