/** One request, when its answer has been sent. No query, header or body is in it: nothing that can hold a secret, unless a path does. */
export interface LogEntry {
  /** RFC 3339, when the request came. */
  readonly time: string;
  readonly level: "info" | "warn" | "error";
  /** The operation's id; absent where no operation was found. */
  readonly operation?: string;
  readonly method: string;
  /** As sent, without the query. */
  readonly path: string;
  /** 499: the client had left before there was an answer. */
  readonly status: number;
  /** Milliseconds. */
  readonly duration: number;
  /** W3C Trace Context. */
  readonly trace_id: string;
  readonly span_id: string;
  /** The client's span, where it sent a `traceparent`. */
  readonly parent_id?: string;
  /** The client didn't get all of the answer. */
  readonly aborted?: true;
  /** What was thrown. */
  readonly error?: unknown;
  /** How an answer broke the contract (`checkResponses`). */
  readonly violations?: readonly object[];
  /** What the handler added by `call.log`. */
  readonly [name: string]: unknown;
}

/** What entries go to: the option `log`, or lines of JSON on standard output; `undefined`: nowhere. */
export function logTo(option: false | ((entry: LogEntry) => void) | undefined): ((entry: LogEntry) => void) | undefined {
  if (option === false) return undefined;
  if (option !== undefined) return option;
  return (entry) => write(logLine(entry));
}

/** An entry as one line of JSON. An error is its name, message, stack and cause. */
export function logLine(entry: LogEntry): string {
  try {
    return writeLine(entry);
  } catch {
    // Such as a cycle in what was thrown, or added by a handler: the rest is said.
    return writeLine(Object.fromEntries(Object.entries(entry).map(([name, value]) => [name, writable(value)])));
  }
}

/** The value, or what can be said of it in JSON. */
function writable(value: unknown): unknown {
  try {
    writeLine({ value });
    return value;
  } catch {
    return describe(value);
  }
}

function describe(value: unknown): unknown {
  try {
    return value instanceof Error ? { name: `${value.name}`, message: `${value.message}`, stack: `${value.stack}` } : "(not JSON)";
  } catch {
    return "(not JSON)";
  }
}

function writeLine(entry: object): string {
  return JSON.stringify(entry, (_name, value: unknown) => {
    if (value instanceof Error) {
      const { name, message, stack, cause } = value;
      return { name, message, stack, ...(cause === undefined ? {} : { cause }) };
    }
    return typeof value === "bigint" ? value.toString() : value;
  });
}

interface Output {
  write(text: string): unknown;
}

let waiting = "";

/** Lines are written together when the current work is done: one call of the system for many requests. */
function write(line: string): void {
  const { process } = globalThis as { readonly process?: { readonly stdout?: Output; once?(event: "exit", listener: () => void): void } };
  const output = process?.stdout;
  if (output === undefined) return console.log(line);
  if (waiting === "") setTimeout(() => flush(output), 0);
  waiting += `${line}\n`;
  if (!isWatched) process?.once?.("exit", () => flush(output));
  isWatched = true;
}

let isWatched = false;

function flush(output: Output): void {
  const text = waiting;
  waiting = "";
  if (text !== "") output.write(text);
}
