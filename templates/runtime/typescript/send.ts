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
 * Calls an operation. The result is a union by status. Rejects if there is no answer: `ConnectionError`, `TimeoutError`,
 * the reason of the caller's `AbortSignal`; with `RequestError` before anything is sent; with what the caller's own
 * functions throw (credentials, headers, interceptors, `log`), among it the error of a token endpoint that refused.
 */
export function send<R extends AnyResult>(
  client: Client,
  spec: OperationSpec,
  request: RequestParts = {},
  options?: CallOptions,
): Promise<R> {
  try {
    const settings = options === undefined ? client.settings : override(client.settings, options);
    const plan = planOf(spec);
    const call = writeCall(settings, plan, request, options, plan.accept);
    return exchange(call, (response, limit) => readAnswer(call, response, limit)) as Promise<R>;
  } catch (error) {
    return Promise.reject(error as Error);
  }
}
