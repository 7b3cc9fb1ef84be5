import { ConnectionError, TimeoutError } from "./errors.js";

/** When and how a call is tried again. */
export interface RetryOptions {
  /** Attempts after the first. Default: 2. */
  readonly limit?: number | undefined;
  /**
   * Methods that may be repeated though the server may have acted. Default: the idempotent ones of RFC 9110, and QUERY.
   */
  readonly methods?: readonly string[] | undefined;
  /** Default: 408, 429, 500, 502, 503 and 504. */
  readonly statuses?: readonly number[] | undefined;
  /**
   * Milliseconds: the wait before retry n is random between 0 and `delay` times 2 to the power of n-1. Default: 500.
   */
  readonly delay?: number | undefined;
  /** The longest such wait in milliseconds. Default: 8,000. */
  readonly maxDelay?: number | undefined;
  /**
   * The longest `Retry-After` to wait for, in milliseconds; if the server asks for more, its answer stands. Default:
   * 60,000.
   */
  readonly maxRetryAfter?: number | undefined;
}

/** `RetryOptions` with everything settled. */
export interface RetryPolicy {
  readonly limit: number;
  readonly methods: ReadonlySet<string>;
  readonly statuses: ReadonlySet<number>;
  readonly delay: number;
  readonly maxDelay: number;
  readonly maxRetryAfter: number;
}

const idempotent: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS", "PUT", "DELETE", "TRACE", "QUERY"]);
const passing: ReadonlySet<number> = new Set([408, 429, 500, 502, 503, 504]);

export function settleRetries(retries: number | RetryOptions | undefined): RetryPolicy {
  const options = typeof retries === "number" ? { limit: retries } : (retries ?? {});
  return {
    limit: options.limit ?? 2,
    methods: options.methods === undefined ? idempotent : new Set(options.methods),
    statuses: options.statuses === undefined ? passing : new Set(options.statuses),
    delay: options.delay ?? 500,
    maxDelay: options.maxDelay ?? 8_000,
    maxRetryAfter: options.maxRetryAfter ?? 60_000,
  };
}

/**
 * Milliseconds until the next attempt after an answer with one of the policy's statuses; `undefined`: the answer
 * stands. `repeatable`: the method is idempotent, or the server knows an idempotency key. 429 says that nothing was
 * done (RFC 6585), so it needs neither.
 */
export function delayAfterResponse(
  policy: RetryPolicy,
  response: Response,
  retry: number,
  repeatable: boolean,
): number | undefined {
  if (retry > policy.limit) return undefined;
  if (!repeatable && response.status !== 429) return undefined;
  const asked = parseRetryAfter(response.headers.get("retry-after"), Date.now());
  if (asked === undefined) return backOff(policy, retry);
  return asked > policy.maxRetryAfter ? undefined : asked;
}

/** The same after no answer. A connection that was never made has done nothing, whatever the method. */
export function delayAfterFailure(
  policy: RetryPolicy,
  error: unknown,
  retry: number,
  repeatable: boolean,
): number | undefined {
  if (retry > policy.limit) return undefined;
  const passes = error instanceof ConnectionError || (error instanceof TimeoutError && error.limit === "timeout");
  return passes && (repeatable || neverConnected(error)) ? backOff(policy, retry) : undefined;
}

/** Exponential, with full jitter: calls that failed together don't come back together. */
function backOff(policy: RetryPolicy, retry: number): number {
  return Math.random() * Math.min(policy.maxDelay, policy.delay * 2 ** (retry - 1));
}

/** `Retry-After` in milliseconds from now (RFC 9110, section 10.2.3): seconds or a date. */
export function parseRetryAfter(value: string | null, now: number): number | undefined {
  if (value === null) return undefined;
  if (/^\s*\d+(\.\d+)?\s*$/.test(value)) return Number(value) * 1000;
  // Without the name of a month, `Date.parse` would make a year of anything.
  const date = /[A-Z][a-z]{2}/.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

const unconnected: ReadonlySet<unknown> = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
  "ConnectionRefused",
]);

function neverConnected(error: unknown): boolean {
  for (let cause = error, depth = 0; cause instanceof Error && depth < 5; cause = cause.cause, depth += 1) {
    if ("code" in cause && unconnected.has(cause.code)) return true;
  }
  return false;
}
