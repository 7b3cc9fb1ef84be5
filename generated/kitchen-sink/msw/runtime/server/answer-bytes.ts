import { isStream } from "../bytes.js";
import { BrokenAnswer } from "./broken-answer.js";
import type { ReplyStream } from "./reply.js";

/** Bytes of an answer: there, or on their way. */
export interface AnswerBytes {
  readonly body: string | Uint8Array | ReplyStream;
  /** Of a stream, where it is known beforehand; in bytes. */
  readonly length?: number;
}

/**
 * What a handler may answer as bytes: views, buffers, a `Blob`, a text, a `ReadableStream`, an `AsyncIterable` (so node's file streams), or
 * a function that gives one of these.
 */
export function readBytes(value: unknown): AnswerBytes {
  if (typeof value === "string" || value instanceof Uint8Array) return { body: value };
  if (value instanceof ArrayBuffer) return { body: new Uint8Array(value) };
  if (ArrayBuffer.isView(value)) return { body: new Uint8Array(value.buffer, value.byteOffset, value.byteLength) };
  if (value instanceof Blob) return { body: iterate(value.stream()), length: value.size };
  if (value instanceof ReadableStream) return { body: iterate(value as ReadableStream<Uint8Array>) };
  if (isStream(value)) return { body: value as ReplyStream };
  if (typeof value === "function") return readBytes((value as () => unknown)());
  throw new BrokenAnswer("A binary body must be bytes, a Blob, a text, or a stream of bytes");
}

/** Not all platforms can iterate over a `ReadableStream`. */
async function* iterate(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  const reader = stream.getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
  } finally {
    reader.cancel().catch(() => undefined);
  }
}
