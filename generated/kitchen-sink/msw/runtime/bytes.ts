import { RequestError } from "./errors.js";
import type { Written } from "./spec.js";

/**
 * Bytes to send. Streams are sent as they come and only once; a function that gives a stream is called for each
 * attempt, so such a call can be retried. Node's file streams are `AsyncIterable`s, `fs.openAsBlob` gives a `Blob` that
 * is read when it is sent.
 */
export type BinaryBody = Blob | ArrayBuffer | ArrayBufferView | ByteStream | (() => ByteStream);

export type ByteStream = ReadableStream<Uint8Array> | AsyncIterable<Uint8Array>;

/** Bytes that are there: `Blob` and `fetch` take them as they are. */
export type ReadyBytes = Blob | ArrayBuffer | ArrayBufferView<ArrayBuffer>;

export function isReady(value: unknown): value is ReadyBytes {
  return value instanceof Blob || value instanceof ArrayBuffer || ArrayBuffer.isView(value);
}

export function isStream(value: unknown): value is ByteStream {
  return (
    value instanceof ReadableStream || (typeof value === "object" && value !== null && Symbol.asyncIterator in value)
  );
}

/** The body of bytes. Throws `RequestError` for what has no bytes. */
export function writeBytes(value: unknown): Pick<Written, "body" | "once"> {
  if (isReady(value)) return { body: value };
  if (isStream(value)) return { body: toReadable(value), once: true };
  if (typeof value === "function") return { body: () => readableFrom(value()) };
  if (typeof value === "string") return { body: value };
  throw new RequestError(
    "A binary body must be a Blob, an ArrayBuffer or a view of one, a ReadableStream, an AsyncIterable of Uint8Array, or a function that gives a stream",
  );
}

function readableFrom(value: unknown): ReadableStream<Uint8Array<ArrayBuffer>> {
  if (isStream(value)) return toReadable(value);
  throw new RequestError("The function of a binary body must give a ReadableStream or an AsyncIterable of Uint8Array");
}

/** A stream that pulls from an iterable when there is room, and ends it when it is cancelled. */
export function toReadable(source: ByteStream): ReadableStream<Uint8Array<ArrayBuffer>> {
  if (source instanceof ReadableStream) return source as ReadableStream<Uint8Array<ArrayBuffer>>;
  const iterator = source[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await iterator.next();
      if (done === true) controller.close();
      else controller.enqueue(value as Uint8Array<ArrayBuffer>);
    },
    async cancel(reason) {
      await iterator.return?.(reason);
    },
  });
}
