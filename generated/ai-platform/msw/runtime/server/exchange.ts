/**
 * One request on its way in, whatever carried it: `node:http`, a web `Request`, or a framework that stands in front of either. What
 * stands here is what every carrier can say alike; texts are as they came, nothing is decoded.
 */
export interface Exchange {
  /** As sent: methods are case-sensitive (RFC 9110, section 9.1). */
  readonly method: string;
  /** The path as sent, percent-encoded, without the query. Begins with `/`, but for `OPTIONS *`. */
  readonly path: string;
  /** What stands between `?` and the end, percent-encoded; "" where there is none. */
  readonly query: string;
  /**
   * A header by its lower-case name: bytes as characters U+0000 to U+00FF, without outer spaces. Lines of the same name are joined
   * by `, ` (RFC 9110, section 5.3), cookies by `; `. `undefined`: the request has no such header.
   */
  header(name: string): string | undefined;
  /** All headers by lower-case name, joined likewise. No prototype's names are in it that the request doesn't have. */
  headers(): ReadonlyMap<string, string>;
  /**
   * False: there is certainly no body. True: there may be one, of zero bytes too (a carrier can't always say before it has read).
   */
  readonly hasBody: boolean;
  /** What the `Content-Length` header promises, in bytes; `undefined`: nothing (chunked), or no body. */
  readonly contentLength: number | undefined;
  /**
   * Reads the body to its end. To be called once, and not beside `stream`. Rejects with `ProblemError` 413 as soon as more than
   * `limit` bytes are promised or have come, and with `RequestAborted` if the client leaves before the end.
   */
  bytes(limit: number): Promise<Uint8Array>;
  /**
   * As `bytes`, without a promise, which costs more than a small body does: calls one of the two, once and not at once, in the async
   * context of the caller. They throw nothing.
   */
  takeBytes?(limit: number, done: (bytes: Uint8Array) => void, failed: (error: unknown) => void): void;
  /**
   * The body as it comes; nothing is read ahead of who takes it. Throws as `bytes` does. Leaving the loop early leaves the rest
   * unread, which is the carrier's to clear away.
   */
  stream(limit: number): AsyncIterable<Uint8Array>;
  /** Aborted when the client has left before the answer was complete, and when a closing server has no more time to give. */
  readonly signal: AbortSignal;
  /** Aborts `signal`: a closing server has no more time to give. */
  abort?(): void;
  /** The carrier's own object: `IncomingMessage`, `Request`. */
  readonly raw: unknown;
}

/** The client left before its request was complete: there is nobody to answer. */
export class RequestAborted extends Error {
  override readonly name: string = "RequestAborted";

  constructor(options?: ErrorOptions) {
    super("The client left before its request was complete", options);
  }
}
