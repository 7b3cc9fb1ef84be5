/** What a handler may know and say beside the values of its request. `Auth`: principals by scheme name. */
export interface Call<Auth = Readonly<Record<string, unknown>>> {
  /** The operation's id. */
  readonly operation: string;
  /** Who calls, as the security handlers said: by scheme, for the alternative that held. */
  readonly auth: Auth;
  /** Aborted when the client has left, or when a closing server has no more time to give. Hand it on to whatever takes long. */
  readonly signal: AbortSignal;
  /** W3C Trace Context: 32 hexadecimal digits. */
  readonly traceId: string;
  /** For calls to other servers: this request is their parent. */
  readonly traceparent: string;
  /** As sent, without the query. */
  readonly path: string;
  readonly method: string;
  /** A header by its name in any case, as it came. */
  header(name: string): string | undefined;
  /** Adds members to the request's line in the log. */
  log(members: Readonly<Record<string, unknown>>): void;
  /** The carrier's own object: `IncomingMessage`, `Request`. */
  readonly raw: unknown;
}

/** What a handler gives. Generated result types are of this form. */
export interface Answer {
  readonly status: number;
  /** A value, bytes, or an `AsyncIterable` of items, as the media type says. */
  readonly body?: unknown;
  /** Which of the status's media types. Without it: the one that the request's `Accept` likes best. */
  readonly contentType?: string | undefined;
  /** By name in any case. Those of the contract as their schemas say, others as text or a list of texts (one line each). */
  readonly headers?: object | undefined;
}

export type Handler = (request: never, call: Call<never>) => Answer | Promise<Answer>;
