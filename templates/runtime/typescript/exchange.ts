import type { OutgoingCall } from "./call.js";
import { connectionError, dispatch, isBare, sendBare } from "./dispatch.js";
import { type Limit, sleep, startLimit } from "./limit.js";
import { note } from "./log.js";
import { discard } from "./redirect.js";
import { delayAfterFailure, delayAfterResponse } from "./retry.js";

/** Reads an answer to its end, or takes over its `Limit`. */
export type Read<T> = (response: Response, limit: Limit) => T | Promise<T>;

/**
 * Sends a call until there is an answer that stands, and reads it. A body that breaks off while it is read counts as no
 * answer. Rejects with `ConnectionError`, `TimeoutError`, the reason of the caller's signal, or what the caller's own
 * functions threw.
 */
export async function exchange<T>(call: OutgoingCall, read: Read<T>): Promise<T> {
  const { settings } = call;
  const bare = isBare(call);
  const started = settings.deadline === undefined && settings.log === undefined ? 0 : performance.now();
  settings.signal?.throwIfAborted();
  note(call, 1, { event: "start" });
  for (let attempt = 1; ; attempt += 1) {
    const limit = startLimit(settings, started);
    let delay: number | undefined;
    let answered = false;
    let result: T | undefined;
    let outcome: { readonly status: number } | { readonly error: unknown };
    try {
      const response = bare ? await sendBare(call, limit.signal) : await dispatch(call, attempt, limit.signal);
      answered = true;
      outcome = { status: response.status };
      if (settings.retry.statuses.has(response.status))
        delay = ofRepeatable(call, started, () =>
          delayAfterResponse(settings.retry, response, attempt, call.isRepeatable),
        );
      if (delay === undefined) result = await read(response, limit);
      else {
        discard(response);
        limit.release();
      }
    } catch (thrown) {
      limit.release();
      let error: unknown = thrown;
      if (limit.signal?.aborted === true) error = limit.signal.reason;
      else if (bare && !answered) error = connectionError(call, "no answer came", thrown);
      outcome = { error };
      delay = ofRepeatable(call, started, () => delayAfterFailure(settings.retry, error, attempt, call.isRepeatable));
    }
    // Not within `try`: what the caller's `log` throws is no failure of the connection.
    if (settings.log !== undefined)
      note(
        call,
        attempt,
        delay === undefined ? { event: "end", ...outcome, started } : { event: "retry", ...outcome, delay },
      );
    if (delay !== undefined) {
      await pause(call, attempt, delay, started);
      continue;
    }
    if ("error" in outcome) throw outcome.error;
    return result as T;
  }
}

/** Waits for the next attempt. A call that the caller ends meanwhile has its end in the log too. */
async function pause(call: OutgoingCall, attempt: number, delay: number, started: number): Promise<void> {
  try {
    await sleep(delay, call.settings.signal);
  } catch (error) {
    note(call, attempt, { event: "end", error, started });
    throw error;
  }
}

/** The delay before another attempt; `undefined` if the body is gone or the deadline would pass. */
function ofRepeatable(
  { settings, body }: OutgoingCall,
  started: number,
  delayOf: () => number | undefined,
): number | undefined {
  const delay = body?.once === true ? undefined : delayOf();
  const isTooLong =
    delay !== undefined && settings.deadline !== undefined && performance.now() - started + delay >= settings.deadline;
  return isTooLong ? undefined : delay;
}
