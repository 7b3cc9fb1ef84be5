import { connect } from "node:net";

/** An answer as it came over the socket. */
export interface Answer {
  readonly status: number;
  /** By lower-case name; lines of one name are joined by `, `. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Buffer;
}

export interface Address {
  readonly host: string;
  readonly port: number;
}

const PATIENCE_MS = 15_000;

/**
 * Sends bytes over a connection of their own and reads one answer, strictly (RFC 9112): framing as it says, nothing behind the answer.
 * Rejects if there is none, or one that can't be read.
 */
export function exchange({ host, port }: Address, request: Buffer, method: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let failure: Error | undefined;
    const socket = connect(port, host, () => socket.write(request));
    const timer = setTimeout(() => {
      failure = new Error(`no end of the answer in ${PATIENCE_MS} ms`);
      socket.destroy();
    }, PATIENCE_MS);
    socket.on("data", (chunk: Buffer) => {
      chunks.push(chunk);
      // Not all servers close a connection at once; the answer is complete when its framing says so.
      const answer = tryRead(Buffer.concat(chunks), method, false);
      if (answer !== undefined) socket.end();
    });
    // A server may answer and close before it has read all (413): what came is the answer.
    socket.on("error", (error) => (failure ??= error));
    socket.on("close", () => {
      clearTimeout(timer);
      try {
        const answer = tryRead(Buffer.concat(chunks), method, true);
        if (answer === undefined) throw failure ?? new Error("the connection was closed before the answer was complete");
        resolve(answer);
      } catch (error) {
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    });
  });
}

/** The answer in these bytes; `undefined`: not all of it is there. Throws for what is no HTTP. */
function tryRead(bytes: Buffer, method: string, closed: boolean): Answer | undefined {
  const end = bytes.indexOf("\r\n\r\n");
  if (end < 0) return undefined;
  const [first = "", ...lines] = bytes.subarray(0, end).toString("latin1").split("\r\n");
  const [, digits] = /^HTTP\/1\.1 (\d{3})(?: [\t\x20-\x7e\x80-\xff]*)?$/.exec(first) ?? [];
  if (digits === undefined) throw new Error(`'${first}' is no status line`);
  const status = Number(digits);
  const rest = bytes.subarray(end + 4);
  if (status < 200) return tryRead(rest, method, closed);
  const headers = readHeaders(lines);
  const read = readBody(rest, headers, method === "HEAD" || status === 204 || status === 304, closed);
  if (read === undefined) return undefined;
  if (read.used !== rest.length) throw new Error(`${rest.length - read.used} bytes stand behind the answer`);
  return { status, headers, body: read.body };
}

function readHeaders(lines: readonly string[]): ReadonlyMap<string, string> {
  const headers = new Map<string, string>();
  for (const line of lines) {
    const [, name, value] = /^([!#$%&'*+.^_`|~\w-]+):[\t ]*(.*?)[\t ]*$/.exec(line) ?? [];
    if (name === undefined || value === undefined) throw new Error(`'${line}' is no header line`);
    const before = headers.get(name.toLowerCase());
    headers.set(name.toLowerCase(), before === undefined ? value : `${before}, ${value}`);
  }
  return headers;
}

interface ReadBody {
  readonly body: Buffer;
  readonly used: number;
}

/** RFC 9112, section 6.3. */
function readBody(rest: Buffer, headers: ReadonlyMap<string, string>, none: boolean, closed: boolean): ReadBody | undefined {
  if (none) return { body: Buffer.alloc(0), used: 0 };
  const coding = headers.get("transfer-encoding");
  const length = headers.get("content-length");
  if (coding !== undefined && length !== undefined) throw new Error("the answer has both Transfer-Encoding and Content-Length");
  if (coding !== undefined) return readChunks(rest);
  if (length === undefined) return closed ? { body: rest, used: rest.length } : undefined;
  if (!/^\d+$/.test(length)) throw new Error(`Content-Length is '${length}'`);
  return rest.length < Number(length) ? undefined : { body: rest.subarray(0, Number(length)), used: Number(length) };
}

function readChunks(rest: Buffer): ReadBody | undefined {
  const chunks: Buffer[] = [];
  for (let at = 0; ; ) {
    const end = rest.indexOf("\r\n", at);
    if (end < 0) return undefined;
    const line = rest.subarray(at, end).toString("latin1");
    if (!/^[\da-f]+$/i.test(line)) throw new Error(`'${line}' is no size of a chunk`);
    const size = Number.parseInt(line, 16);
    const from = end + 2;
    if (rest.length < from + size + 2) return undefined;
    if (rest.toString("latin1", from + size, from + size + 2) !== "\r\n") throw new Error("a chunk is longer than it says");
    chunks.push(rest.subarray(from, from + size));
    at = from + size + 2;
    if (size === 0) return { body: Buffer.concat(chunks), used: at };
  }
}
