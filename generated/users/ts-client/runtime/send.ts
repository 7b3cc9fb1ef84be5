// Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.

import { readAnswer } from "./answer.js";
import { writeCall } from "./call.js";
import type { Client } from "./client.js";
import { exchange } from "./exchange.js";
import type { CallOptions } from "./options.js";
import { planOf } from "./plan.js";
import type { AnyResult } from "./result.js";
import { override } from "./settings.js";
import type { OperationSpec, RequestParts } from "./spec.js";

/**
 * Calls an operation. The result is a union by status. Rejects if there is
 * no answer: `ConnectionError`, `TimeoutError`, the reason of the caller's `AbortSignal`; and with `RequestError`
 * before anything is sent.
 */
export function send<R extends AnyResult>(
  client: Client,
  spec: OperationSpec,
  request?: RequestParts,
  options?: CallOptions,
): Promise<R> {
  return perform(client, spec, request, options, false) as Promise<R>;
}

/** `send`, with the choice of asking for the streams among the documented media types. */
export function perform(
  client: Client,
  spec: OperationSpec,
  request: RequestParts = {},
  options: CallOptions | undefined,
  streams: boolean,
): Promise<AnyResult> {
  try {
    const settings = options === undefined ? client.settings : override(client.settings, options);
    const plan = planOf(spec);
    const call = writeCall(settings, plan, request, options, streams ? plan.acceptStream : plan.accept);
    return exchange(call, (response, limit) => readAnswer(call, response, limit, streams));
  } catch (error) {
    return Promise.reject(error as Error);
  }
}
