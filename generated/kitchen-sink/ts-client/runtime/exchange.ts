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
  for (let attempt = 1; ; attempt += 1) {
    settings.signal?.throwIfAborted();
    const limit = startLimit(settings, started);
    let delay: number | undefined;
    if (attempt === 1) note(call, attempt, { event: "start" });
    try {
      const response = bare ? await sendBare(call, limit.signal) : await dispatch(call, attempt, limit.signal);
      if (settings.retry.statuses.has(response.status))
        delay = ofRepeatable(call, started, () =>
          delayAfterResponse(settings.retry, response, attempt, call.isRepeatable),
        );
      if (delay === undefined) {
        const result = await read(response, limit);
        note(call, attempt, { event: "end", status: response.status, started });
        return result;
      }
      discard(response);
      limit.release();
      note(call, attempt, { event: "retry", status: response.status, delay });
    } catch (thrown) {
      limit.release();
      const error: unknown =
        limit.signal?.aborted === true
          ? limit.signal.reason
          : bare
            ? connectionError(call, "no answer came", thrown)
            : thrown;
      delay = ofRepeatable(call, started, () => delayAfterFailure(settings.retry, error, attempt, call.isRepeatable));
      note(call, attempt, delay === undefined ? { event: "end", error, started } : { event: "retry", error, delay });
      if (delay === undefined) throw error;
    }
    await sleep(delay, settings.signal);
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
