import { Worker } from "node:worker_threads";
import type { Event } from "js-yaml";

export type DeepResult = { readonly events: readonly Event[] } | { readonly reason: string; readonly position: number };

/** Enough for 20,000 levels; the main thread's 1 MB is enough for about 2,000. */
const STACK_MB = 32;

const script = `
const { workerData, parentPort } = require("node:worker_threads");
import(workerData.url).then(({ parseEvents }) => {
  try {
    parentPort.postMessage({ events: parseEvents(workerData.text, { maxDepth: workerData.maxDepth }) });
  } catch (error) {
    parentPort.postMessage({ reason: String(error.reason ?? error.message), position: error.mark?.position ?? 0 });
  }
});`;

/** Parses a deeply nested YAML text in a thread with a stack that is large enough for it. */
export function parseDeepEvents(text: string, maxDepth: number): Promise<DeepResult> {
  const worker = new Worker(script, {
    eval: true,
    workerData: { url: import.meta.resolve("js-yaml"), text, maxDepth },
    resourceLimits: { stackSizeMb: STACK_MB },
  });
  return new Promise((resolve, reject) => {
    worker.once("message", resolve);
    worker.once("error", reject);
  });
}
