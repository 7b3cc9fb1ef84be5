// Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.

import type { OutgoingCall } from "./call.js";
import { connectionError } from "./dispatch.js";
import { OffContractError, UnreadableBody } from "./errors.js";
import { exchange } from "./exchange.js";
import { parseBody } from "./json.js";
import type { Limit } from "./limit.js";
import { essenceOf, matchMediaType } from "./media-type.js";
import { type Documented, documentedAs } from "./plan.js";
import { discard } from "./redirect.js";
import type { AnyResult } from "./result.js";
import type { Codec, Reading } from "./spec.js";
import { readStart } from "./start.js";
import { pathOf } from "./url.js";

/** Makes the result of an answer. Rejects only when the body breaks off or the caller ends the call. */
export async function readAnswer(call: OutgoingCall, response: Response, limit: Limit): Promise<AnyResult> {
  const documented = documentedAs(call.plan, response.status);
  if (documented !== undefined && !documented.isBeyond && (documented.entries.length === 0 || call.method === "HEAD")) {
    discard(response);
    limit.release();
    return resultOf(call, documented, response, undefined);
  }
  const mediaType = essenceOf(response.headers.get("content-type"));
  const codec = documented === undefined ? undefined : codecOf(documented, mediaType);
  if (documented === undefined || codec === undefined) {
    const error = await unexpected(call, response, mediaType, documented);
    limit.release();
    return offContract(documented, error);
  }
  try {
    const value: unknown =
      codec.parse === undefined
        ? await codec.read(makeReading(call, response, mediaType, limit, codec.streams !== false))
        : parseBody(await response.text(), codec.parse);
    if (codec.streams === false) limit.release();
    else limit.stopClock();
    return resultOf(call, documented, response, value);
  } catch (error) {
    if (!(error instanceof UnreadableBody)) throw connectionError(call, "the connection broke off", error);
    limit.release();
    return offContract(documented, offContractError(call, response, error.message, error.text, error.cause));
  }
}

/** Without a content type there is only one thing that the body can be, if the contract has only one. */
function codecOf({ entries, isBeyond }: Documented, mediaType: string): Codec | undefined {
  if (isBeyond) return undefined;
  if (mediaType === "") return entries.length === 1 ? entries[0]?.value : undefined;
  return matchMediaType(entries, mediaType);
}

function resultOf(call: OutgoingCall, { isSuccess }: Documented, response: Response, value: unknown): AnyResult {
  const { status } = response;
  const operation = call.plan.spec.id;
  const requestId = requestIdOf(call, response);
  return isSuccess
    ? { ok: true, status, data: value, response, requestId, operation }
    : { ok: false, status, error: value, response, requestId, operation };
}

function requestIdOf({ settings, requestId }: OutgoingCall, { headers }: Response): string | undefined {
  const own = typeof settings.requestId === "string" ? headers.get(settings.requestId) : null;
  return own ?? headers.get("x-request-id") ?? headers.get("request-id") ?? requestId;
}

// ---------------------------------------------------------------- off the contract

function offContract(documented: Documented | undefined, error: OffContractError): AnyResult {
  const { status, response, requestId, operation } = error;
  if (documented === undefined)
    return { ok: false, status, error, offContract: error, response, requestId, operation };
  // Types promise `data` or `error` under this status: who reads it learns what came instead. Not enumerable, so that
  // printing is harmless.
  const get = (): never => {
    throw error;
  };
  const result = { ok: false, status, offContract: error, response, requestId, operation };
  Object.defineProperty(result, "error", { get });
  if (documented.isSuccess) Object.defineProperty(result, "data", { get });
  return result as AnyResult;
}

async function unexpected(
  call: OutgoingCall,
  response: Response,
  mediaType: string,
  documented: Documented | undefined,
): Promise<OffContractError> {
  const text = mediaType === "text/event-stream" ? "" : await readStart(response);
  discard(response);
  return offContractError(call, response, reasonOf(documented, response.status, mediaType), text);
}

function reasonOf(documented: Documented | undefined, status: number, mediaType: string): string {
  if (status === 0) return "the browser hides it";
  if (documented === undefined || documented.isBeyond)
    return `the contract doesn't know that ${documented === undefined ? "status" : "success"}`;
  const promised = documented.entries.map((entry) => entry.mediaType).join(", ");
  return `${mediaType === "" ? "without a content type" : `as '${mediaType}'`}, where the contract promises ${promised}`;
}

function offContractError(
  call: OutgoingCall,
  response: Response,
  reason: string,
  text: string,
  cause?: unknown,
): OffContractError {
  const facts = {
    status: response.status,
    response,
    requestId: requestIdOf(call, response),
    operation: call.plan.spec.id,
    method: call.method,
    path: pathOf(call.url),
    contentType: response.headers.get("content-type") ?? undefined,
    text: text.slice(0, 2048),
    reason,
  };
  return new OffContractError(facts, cause === undefined ? undefined : { cause });
}

// ---------------------------------------------------------------- reading

function makeReading(
  call: OutgoingCall,
  response: Response,
  mediaType: string,
  limit: Limit,
  streams: boolean,
): Reading {
  if (!streams) return { response, mediaType };
  const { signal } = call.settings;
  const limits = [limit];
  const release = (): void => limits.forEach((each) => each.release());
  const explain = (error: unknown): unknown => {
    if (signal?.aborted === true) return signal.reason;
    if (error instanceof UnreadableBody)
      return offContractError(call, response, error.message, error.text, error.cause);
    return connectionError(call, "the connection broke off", error);
  };
  const again = (headers: Readonly<Record<string, string>>): Promise<Response | undefined> =>
    exchange({ ...call, headers: { ...call.headers, ...headers } }, async (next, nextLimit) => {
      nextLimit.stopClock();
      limits.push(nextLimit);
      if (next.status === 204) return undefined;
      const nextType = essenceOf(next.headers.get("content-type"));
      if (next.status === response.status && nextType === mediaType) return next;
      throw await unexpected(call, next, nextType, documentedAs(call.plan, next.status));
    });
  const isRepeatable = call.settings.retry.methods.has(call.method);
  const stream = { signal, reconnect: call.settings.reconnect, isRepeatable, explain, release };
  return { response, mediaType, stream: call.body?.once === true ? stream : { ...stream, again } };
}
