import type { IncomingMessage, ServerResponse } from "node:http";
import { type Exchange, RequestAborted } from "./exchange.js";
import { ProblemError } from "./problem.js";
import { cutTarget, type Target } from "./target.js";
import { joinBytes } from "./web.js";

/** A request of `node:http`, read without the objects of the web's. */
export class NodeExchange implements Exchange {
  readonly raw: IncomingMessage;
  readonly hasBody: boolean;
  readonly contentLength: number | undefined;
  private readonly response: ServerResponse;
  private readonly target: Target;
  private controller: AbortController | undefined;
  /** The client waits for `100 Continue` before it sends the body. */
  private readonly awaitsContinue: boolean;
  private isBodyTaken = false;

  constructor(request: IncomingMessage, response: ServerResponse, awaitsContinue: boolean) {
    this.raw = request;
    this.response = response;
    this.awaitsContinue = awaitsContinue;
    this.target = cutTarget(request.url ?? "/");
    const { headers } = request;
    const length = headers["content-length"];
    this.contentLength = length === undefined ? undefined : Number(length);
    this.hasBody = length === undefined ? headers["transfer-encoding"] !== undefined || hasFrames(request) : length !== "0";
  }

  get method(): string {
    return this.raw.method ?? "GET";
  }

  get path(): string {
    return this.target.path;
  }

  get query(): string {
    return this.target.query;
  }

  header(name: string): string | undefined {
    const { headers } = this.raw;
    if (!Object.hasOwn(headers, name)) return undefined;
    const value = headers[name];
    if (Array.isArray(value)) return value.join(", ");
    return keptOnce.has(name) ? joinLines(this.raw.rawHeaders, name, value) : value;
  }

  headers(): ReadonlyMap<string, string> {
    return new Map(Object.keys(this.raw.headers).map((name) => [name, this.header(name) ?? ""]));
  }

  get signal(): AbortSignal {
    if (this.controller === undefined) {
      const controller = (this.controller = new AbortController());
      const { response } = this;
      if (isLeft(response)) controller.abort();
      else response.once("close", () => void (isLeft(response) && controller.abort()));
    }
    return this.controller.signal;
  }

  abort(): void {
    this.controller?.abort();
    this.controller ??= aborted();
  }

  /** Whether there is a body, or a rest of one, that nobody has read. */
  get isUnread(): boolean {
    return this.hasBody && !this.raw.complete;
  }

  /** Whether an answer may come before the client has sent anything of the body. */
  get isHeldBack(): boolean {
    return this.awaitsContinue && !this.isBodyTaken;
  }

  async bytes(limit: number): Promise<Uint8Array> {
    this.takeBody(limit);
    return this.collect(limit);
  }

  takeBytes(limit: number, done: (bytes: Uint8Array) => void, failed: (error: unknown) => void): void {
    // What others listen to begins to flow before the next tick.
    if (!isQuiet(this.raw)) return void this.bytes(limit).then(done, failed);
    try {
      this.takeBody(limit);
    } catch (error) {
      return process.nextTick(failed, error);
    }
    // What came with the headers is there as soon as the parser has come to its end.
    process.nextTick(takeNow, this, limit, done, failed);
  }

  /** The body, if all of it is there: reading it at once spares the listeners. */
  takeWhole(limit: number): Uint8Array | undefined {
    const { raw } = this;
    // In HTTP/2, `complete` is said of a stream that was broken off, too.
    if (!raw.complete || raw.destroyed || raw.httpVersionMajor > 1 || !isQuiet(raw)) return undefined;
    if (raw.readableLength > limit) throw new ProblemError("payload_too_large");
    return (raw.read() as Uint8Array | null) ?? undefined;
  }

  /** The body as it comes. */
  collect(limit: number): Promise<Uint8Array> {
    return new Promise((resolve, reject) => {
      const { raw } = this;
      if (raw.destroyed && !raw.readableEnded) return reject(new RequestAborted());
      const pieces: Uint8Array[] = [];
      let size = 0;
      // Listeners are left where they are: what comes after the end changes nothing, and taking them off costs more.
      raw.on("data", (piece: Uint8Array) => {
        pieces.push(piece);
        size += piece.byteLength;
        if (size <= limit) return;
        raw.removeAllListeners("data").pause();
        reject(new ProblemError("payload_too_large"));
      });
      raw.on("end", () => resolve(joinBytes(pieces)));
      raw.on("close", () => {
        if (!raw.readableEnded) reject(new RequestAborted());
      });
    });
  }

  async *stream(limit: number): AsyncGenerator<Uint8Array, void, undefined> {
    this.takeBody(limit);
    let size = 0;
    try {
      // The request is not destroyed with the loop: the answer is still to be sent on its connection.
      for await (const piece of this.raw.iterator({ destroyOnReturn: false })) {
        size += (piece as Uint8Array).byteLength;
        if (size > limit) throw new ProblemError("payload_too_large");
        yield piece as Uint8Array;
      }
    } catch (error) {
      throw error instanceof ProblemError ? error : new RequestAborted({ cause: error });
    }
  }

  private takeBody(limit: number): void {
    if (this.isBodyTaken || (this.hasBody && this.raw.readableDidRead))
      throw new Error("The body of the request was read already: put the server before what parses bodies");
    if (this.contentLength !== undefined && this.contentLength > limit) throw new ProblemError("payload_too_large");
    this.isBodyTaken = true;
    if (this.awaitsContinue) this.response.writeContinue();
  }
}

/** Whether nobody else reads a body, or listens to it. */
function isQuiet(raw: IncomingMessage): boolean {
  return raw.readableFlowing === null && raw.listenerCount("readable") === 0;
}

function takeNow(exchange: NodeExchange, limit: number, done: (bytes: Uint8Array) => void, failed: (error: unknown) => void): void {
  let bytes: Uint8Array | undefined;
  try {
    bytes = exchange.takeWhole(limit);
  } catch (error) {
    return failed(error);
  }
  if (bytes === undefined) exchange.collect(limit).then(done, failed);
  else done(bytes);
}

/** HTTP/2 has no chunks: a flag says that no body follows. */
function hasFrames(request: IncomingMessage & { readonly stream?: { readonly endAfterHeaders?: boolean } }): boolean {
  return request.httpVersionMajor >= 2 && request.stream?.endAfterHeaders === false;
}

/** `node:http` keeps the first line of these and drops others, which would hide that a request has two. */
const keptOnce = new Set([
  "age",
  "authorization",
  "content-length",
  "content-type",
  "etag",
  "expires",
  "from",
  "host",
  "if-modified-since",
  "if-unmodified-since",
  "last-modified",
  "location",
  "max-forwards",
  "proxy-authorization",
  "referer",
  "retry-after",
  "server",
  "user-agent",
]);

function joinLines(lines: readonly string[], name: string, first: string | undefined): string | undefined {
  let joined: string | undefined;
  for (let index = 0; index < lines.length; index += 2) {
    const line = lines[index] ?? "";
    if (line.length !== name.length || line.toLowerCase() !== name) continue;
    joined = joined === undefined ? (lines[index + 1] ?? "") : `${joined}, ${lines[index + 1] ?? ""}`;
  }
  return joined ?? first;
}

/** Whether the client has left before its answer was complete. */
function isLeft(response: ServerResponse): boolean {
  return response.destroyed && !response.writableFinished;
}

function aborted(): AbortController {
  const controller = new AbortController();
  controller.abort();
  return controller;
}
