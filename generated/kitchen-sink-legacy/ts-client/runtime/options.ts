// Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.

import type { LogEntry } from "./log.js";
import type { RetryOptions } from "./retry.js";
import type { ReconnectOptions } from "./spec.js";
import type { TraceContext } from "./trace.js";

/**
 * The part of `fetch` that a client needs. By default the platform's own, looked up at each call, so that a mock may
 * replace it.
 */
export type Fetch = (input: string | Request, init?: RequestInit) => Promise<Response>;

/** A header's value, or a function that is asked at each attempt. `undefined` leaves the header out. */
export type HeaderValue = string | undefined | (() => string | undefined | Promise<string | undefined>);

/**
 * What goes to `fetch` as it is: `credentials`, `mode`, `cache`, `redirect`, `keepalive`, Node's `dispatcher` ... What a
 * call says itself is not among it.
 */
export interface FetchInit extends Omit<RequestInit, "body" | "headers" | "method" | "signal"> {
  readonly body?: never;
  readonly headers?: never;
  readonly method?: never;
  readonly signal?: never;
  readonly [option: string]: unknown;
}

/**
 * Sees every request and every answer, attempt by attempt. May return another one. Requests pass in the order of the
 * list, answers in reverse.
 */
export interface Interceptor {
  readonly request?: (request: Request, call: CallInfo) => Request | void | Promise<Request | void>;
  readonly response?: (
    response: Response,
    request: Request,
    call: CallInfo,
  ) => Response | void | Promise<Response | void>;
}

/** Which call an interceptor or a log entry belongs to. */
export interface CallInfo {
  readonly operation: string;
  readonly method: string;
  /** The template of the contract: `/users/{id}`. */
  readonly path: string;
  /** From 1. */
  readonly attempt: number;
}

/** What a client is made with: everything that its calls have in common. */
export interface ClientOptions {
  /** Where the API lives, path prefix included. Wins over every server of the contract. */
  readonly baseUrl?: string | URL | undefined;
  readonly headers?: Readonly<Record<string, HeaderValue>> | undefined;
  /**
   * Credentials by the name of the security scheme: `{ bearerAuth: token }`. Never sent to another origin, not by a
   * redirect either.
   */
  readonly auth?: object | undefined;
  readonly fetch?: Fetch | undefined;
  /** Ends the call, its waits and its streams at once; the call rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds that one attempt may take until its answer is read (of a stream: until it begins). */
  readonly timeout?: number | undefined;
  /** Milliseconds that all attempts together may take. */
  readonly deadline?: number | undefined;
  /** How often to try again. Default: 2. 0 turns it off. */
  readonly retries?: number | RetryOptions | undefined;
  /**
   * Sends an `Idempotency-Key` with POST and PATCH, the same for every attempt, which makes them safe to retry.
   * `true` makes a new key for every call. Only for servers that know the header.
   */
  readonly idempotencyKey?: boolean | undefined;
  readonly interceptors?: readonly Interceptor[] | undefined;
  /** W3C trace context: `true` starts a trace for every call; a value or a function passes yours on. */
  readonly trace?: boolean | TraceContext | (() => TraceContext | undefined) | undefined;
  /** The header that carries a request id, new for every call: `true` means `X-Request-Id`. */
  readonly requestId?: boolean | string | undefined;
  /** Told what happens: start, retry, end. It never gets headers, queries or bodies. */
  readonly log?: ((entry: LogEntry) => void) | undefined;
  /** Passed to `fetch` as it is. */
  readonly init?: FetchInit | undefined;
  /**
   * Whether streams go on after the connection broke off. By default those of GET and its like do, where that neither
   * loses nor repeats an item. Options: of any method. `true`: always, come what may. `false`: never.
   */
  readonly reconnect?: boolean | ReconnectOptions | undefined;
}

/** What a call can settle for itself. What it leaves out is the client's. */
export interface CallOptions extends Omit<ClientOptions, "idempotencyKey"> {
  /**
   * Sends an `Idempotency-Key`, the same for every attempt, which makes the call safe to retry: `true` makes one for POST
   * and PATCH; a text is the key, of any method. Only for servers that know the header.
   */
  readonly idempotencyKey?: boolean | string | undefined;
  /**
   * The whole URL, instead of base URL, path and query: a link that the server gave. To another origin it goes without
   * credentials and without the client's headers.
   */
  readonly url?: string | URL | undefined;
}

/** Which of the contract's servers a client calls. */
export interface ServerChoice {
  /** Which server of the contract, by name or position. Default: the first. */
  readonly server?: string | number | undefined;
  /** Values for the variables in the server's URL. */
  readonly variables?: Readonly<Record<string, string | undefined>> | undefined;
}
