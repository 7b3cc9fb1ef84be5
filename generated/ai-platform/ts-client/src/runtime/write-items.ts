// Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.

import { toReadable } from "./bytes.js";
import { RequestError } from "./errors.js";
import type { Written } from "./spec.js";

/** A body of items one after the other: a list is sent whole, an `AsyncIterable` as it comes and only once. */
export function writeItems(items: unknown, mediaType: string, frame: (item: unknown) => string): Written {
  if (typeof items === "object" && items !== null) {
    if (Symbol.iterator in items)
      return { body: Array.from(items as Iterable<unknown>, frame).join(""), contentType: mediaType };
    if (Symbol.asyncIterator in items)
      return {
        body: toReadable(encodeItems(items as AsyncIterable<unknown>, frame)),
        contentType: mediaType,
        once: true,
      };
  }
  throw new RequestError(`A body of ${mediaType} must be a list, an Iterable or an AsyncIterable`);
}

async function* encodeItems(
  items: AsyncIterable<unknown>,
  frame: (item: unknown) => string,
): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for await (const item of items) yield encoder.encode(frame(item));
}
