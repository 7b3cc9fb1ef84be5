import { renameSync, writeFileSync } from "node:fs";
import { loadRuntime } from "../languages/typescript/runtime.js";
import type { Passed } from "./proxy.js";

/** Writes answers of a real server down, so that a mock can give them again. */
export interface Recorder {
  /** Takes an answer that keeps the contract and can be written as JSON; others are left out. */
  readonly take: (passed: Passed) => void;
  /** How many answers are in the file. */
  readonly count: () => number;
  /** Writes what has come. */
  readonly write: () => void;
}

interface Entry {
  readonly operation: string;
  /** JSON text: numbers keep their digits. */
  readonly answer: string;
}

/** The list is written when things have been quiet for so long. */
const QUIET_MS = 200;

/**
 * Opens a record: overrides as `--overrides` and `createMock({ overrides })` take them, in the order of the answers. Each is given once, the
 * last one of an operation from then on. An answer that comes again and again is there once.
 */
export async function openRecorder(path: string): Promise<Recorder> {
  const { writeJson } = await loadRuntime("check/write-json");
  const entries: Entry[] = [];
  const latest = new Map<string, string>();
  let timer: NodeJS.Timeout | undefined;
  const write = (): void => {
    clearTimeout(timer);
    timer = undefined;
    writeFileSync(`${path}.next`, printEntries(entries));
    renameSync(`${path}.next`, path);
  };
  return {
    count: () => entries.length,
    write,
    take({ operation, status, values }) {
      if (operation === undefined || values === undefined || isStreamed(values.body)) return;
      const headers = Object.entries(values.headers ?? {}).filter(([, value]) => value !== undefined);
      const members = {
        status,
        ...(headers.length > 0 && { headers: Object.fromEntries(headers) }),
        ...(values.contentType !== undefined && { contentType: values.contentType }),
        ...(values.body !== undefined && { body: values.body }),
      };
      const answer = writeJson(members);
      if (latest.get(operation) === answer) return;
      latest.set(operation, answer);
      entries.push({ operation, answer });
      timer ??= setTimeout(write, QUIET_MS);
    },
  };
}

/** Files and bytes have no place in JSON; streams have been read. */
const isStreamed = (body: unknown): boolean => typeof body === "object" && body !== null && !Array.isArray(body) && Object.getPrototypeOf(body) !== Object.prototype && Object.getPrototypeOf(body) !== null;

function printEntries(entries: readonly Entry[]): string {
  const lines = entries.map(({ operation, answer }, index) => {
    const isLast = !entries.slice(index + 1).some((other) => other.operation === operation);
    return `  { "operation": ${JSON.stringify(operation)},${isLast ? "" : ' "times": 1,'} "answer": ${answer} }`;
  });
  return lines.length === 0 ? "[]\n" : `[\n${lines.join(",\n")}\n]\n`;
}
