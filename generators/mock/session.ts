import type { LogEntry } from "../../templates/runtime/typescript/server/log.js";
import type { Flags } from "../config.js";
import type { Source } from "../contract/source.js";
import { loadRuntime } from "../languages/typescript/runtime.js";
import { printFindings } from "../print.js";
import { locateDiagnostics } from "../report.js";
import type { Terminal } from "../terminal.js";
import type { Take } from "./listen.js";
import { type NativeMock, openNative } from "./native.js";
import type { MockSettings } from "./settings.js";
import type { CutError } from "./workshop.js";

/** A mock of our own that takes requests, of whatever contract it has just now. */
export interface Session {
  readonly take: Take;
  /** Answers by another contract from now on; requests that have begun are answered by the one before. */
  readonly replace: (source: Source) => Promise<void>;
  readonly warmUp: () => Promise<void>;
  /** Connections are closed with the answers that are on their way. */
  readonly close: () => void;
}

/** Opens the native engine for a contract that has been loaded. */
export async function openSession(source: Source, settings: MockSettings, flags: Flags, terminal: Terminal): Promise<Session> {
  const [{ answerNode }, { openMemory }] = await Promise.all([loadRuntime("server/node"), loadRuntime("mock/index")]);
  const log = openLog(flags, terminal);
  const open = (opened: Source): Promise<NativeMock> =>
    openNative(opened, {
      formats: settings.formats,
      memory: openMemory(undefined, settings.memory),
      security: settings.security,
      overrides: settings.overrides,
      delay: settings.latency,
      errorRate: settings.errorRate,
      seed: settings.seed,
      log: log.take,
      failed: (error) => tellFailed(error, opened, flags, terminal),
    });
  let current = await open(source);
  return {
    take: (request, response, awaitsContinue) => answerNode(current.service, request, response, awaitsContinue),
    async replace(next) {
      current = await open(next);
    },
    warmUp: () => current.warmUp(),
    close() {
      current.service.isClosing = true;
      log.flush();
    },
  };
}

/** Lines are written together: a call of the system for each would cost a third of a request. */
const LOG_MS = 10;

function openLog({ quiet, json }: Flags, { out }: Terminal): { readonly take: false | ((entry: LogEntry) => void); readonly flush: () => void } {
  let waiting = "";
  const flush = (): void => {
    const text = waiting;
    waiting = "";
    if (text !== "") out.write(text);
  };
  const take = (entry: LogEntry): void => {
    if (waiting === "") setTimeout(flush, LOG_MS);
    waiting += json ? `${JSON.stringify(entry)}\n` : printEntry(entry);
  };
  return { take: quiet ? false : take, flush };
}

/** `GET    /users/7  200   1.2 ms`, with what was wrong with a made-up answer, which is a bug of Mortise. */
function printEntry({ method, path, status, duration, violations, error }: LogEntry): string {
  const wrong = violations === undefined ? "" : `  ${JSON.stringify(violations)}`;
  const thrown = error === undefined ? "" : `  ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
  return `${method.padEnd(6)} ${path}  ${status}  ${duration.toFixed(1)} ms${wrong}${thrown}\n`;
}

/** Tells what is wrong with a part of the contract. */
export function tellFailed({ message, parts }: CutError, source: Source, flags: Flags, terminal: Terminal): void {
  const { diagnostics = [], cause } = parts;
  if (cause !== undefined) terminal.err.write(`mortise: ${message}\n${cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)}\n`);
  printFindings(locateDiagnostics(diagnostics, source), source, flags, terminal.err);
}
