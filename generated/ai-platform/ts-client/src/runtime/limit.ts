// Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.

import { TimeoutError } from "./errors.js";

/** What ends one attempt from outside: the caller's signal and the clock. */
export interface Limit {
  readonly signal: AbortSignal | undefined;
  /** The answer is here, or a stream has begun: the clock stops. */
  readonly stopClock: () => void;
  /** All is over: lets go of the caller's signal too. */
  readonly release: () => void;
}

const nothing = (): void => undefined;
/** What `setTimeout` can wait; a longer time would end at once. */
const longest = 2 ** 31 - 1;
const unlimited: Limit = { signal: undefined, stopClock: nothing, release: nothing };

/** What limits a call; times are in milliseconds. */
interface Limits {
  readonly signal?: AbortSignal | undefined;
  readonly timeout?: number | undefined;
  readonly deadline?: number | undefined;
}

/**
 * Starts the clock of one attempt of a call that began at `started` (`performance.now()`). Without a timeout or
 * deadline the caller's signal is used as it is. The signal that is made aborts with a `TimeoutError`, or with the
 * reason of the caller's signal.
 */
export function startLimit({ signal, timeout, deadline }: Limits, started: number): Limit {
  if (timeout === undefined && deadline === undefined)
    return signal === undefined ? unlimited : { signal, stopClock: nothing, release: nothing };
  const controller = new AbortController();
  const left = deadline === undefined ? longest : Math.max(0, deadline - (performance.now() - started));
  const isDeadline = timeout === undefined || left <= timeout;
  const expire = (): void =>
    controller.abort(isDeadline ? new TimeoutError("deadline", deadline ?? 0) : new TimeoutError("timeout", timeout));
  const timer = setTimeout(expire, Math.min(isDeadline ? left : timeout, longest));
  const abort = (): void => controller.abort(signal?.reason);
  if (signal?.aborted === true) abort();
  else signal?.addEventListener("abort", abort, { once: true });
  const stopClock = (): void => clearTimeout(timer);
  const release = (): void => {
    stopClock();
    signal?.removeEventListener("abort", abort);
  };
  return { signal: controller.signal, stopClock, release };
}

/** Waits. Rejects at once with the signal's reason when it aborts. */
export function sleep(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const slept = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, Math.min(milliseconds, longest));
  });
  return untilAborted(slept, signal).finally(() => clearTimeout(timer));
}

/** The value, or a rejection as soon as the signal aborts. What it waited for goes on. */
export function untilAborted<T>(value: T | Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  const promise = Promise.resolve(value);
  if (signal === undefined) return promise;
  return new Promise<T>((resolve, reject) => {
    const abort = (): void => reject(signal.reason);
    if (signal.aborted) abort();
    else signal.addEventListener("abort", abort, { once: true });
    // Also after an abort: nobody else takes a rejection.
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}
