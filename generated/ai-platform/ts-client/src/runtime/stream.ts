// Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.

import type { Client } from "./client.js";
import type { ItemStream } from "./item-stream.js";
import type { CallOptions } from "./options.js";
import { type AnyResult, type DataOf, unwrap } from "./result.js";
import { send } from "./send.js";
import type { OperationSpec, RequestParts } from "./spec.js";

export type { ItemStream };

/**
 * A call whose answer is a stream. `await` gives the result by status, with the stream as its `data`; `for await` gives
 * the items and throws an `ApiError` if there is no stream. The request goes out at once.
 */
export type StreamCall<R, T> = Promise<R> & AsyncIterable<T>;

/** What is derived from a spec is kept with it, so there is one such form of each. */
const streamedForms = new WeakMap<OperationSpec, OperationSpec>();

function streamedForm(spec: OperationSpec): OperationSpec {
  const known = streamedForms.get(spec);
  if (known !== undefined) return known;
  const form = { ...spec, streams: true };
  streamedForms.set(spec, form);
  return form;
}

/** Calls an operation and asks for the streams among its documented media types. */
export function stream<R extends AnyResult, T>(
  client: Client,
  spec: OperationSpec,
  request?: RequestParts,
  options?: CallOptions,
): StreamCall<R, T> {
  const result = send<R>(client, streamedForm(spec), request, options);
  const items = async function* (): AsyncGenerator<T, void, undefined> {
    yield* (await unwrap(result)) as DataOf<R> & AsyncIterable<T>;
  };
  return Object.assign(result, { [Symbol.asyncIterator]: items });
}

/** Puts the streamed form of an operation beside the plain one, as `.stream`. */
/* @__NO_SIDE_EFFECTS__ */
export function streamable<F extends (...parts: never) => unknown, S extends (...parts: never) => unknown>(
  plain: F,
  streamed: S,
): F & { readonly stream: S } {
  return Object.assign(plain, { stream: streamed });
}
