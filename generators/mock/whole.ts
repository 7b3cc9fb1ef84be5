import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { Flags } from "../config.js";
import type { Job } from "../config/jobs.js";
import { programFolder } from "../emit/sources.js";
import type { Terminal } from "../terminal.js";

/** What a thread of its own found out about the whole of a contract. */
export interface WholeCheck {
  /** Diagnostics with their code frames, as they are printed. */
  readonly text: string;
  readonly failed: boolean;
  /** Every operation by the name that overrides call it. */
  readonly operations: readonly string[];
}

/** What such a thread is told. */
export interface WholeTask {
  readonly contract: string;
  readonly allowRemote: readonly string[];
  readonly flags: Flags;
  readonly columns: number | undefined;
  readonly colours: boolean;
}

/**
 * Reads and builds a whole contract in a thread of its own, so that the mock goes on answering meanwhile. `undefined`: the thread came to no
 * end, which `stop` may be the reason for.
 */
export function checkWhole({ contract, allowRemote }: Job, flags: Flags, { err }: Terminal): { readonly done: Promise<WholeCheck | undefined>; readonly stop: () => void } {
  const task: WholeTask = { contract, allowRemote, flags, columns: err.columns, colours: err.colours };
  const worker = new Worker(join(programFolder, "mock/whole-thread.js"), { workerData: task });
  const done = new Promise<WholeCheck | undefined>((resolve) => {
    worker.once("message", (check: WholeCheck) => resolve(check));
    worker.once("error", () => resolve(undefined));
    worker.once("exit", () => resolve(undefined));
  });
  return { done, stop: () => void worker.terminate() };
}
