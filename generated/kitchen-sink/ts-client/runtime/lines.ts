// Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.

import { UnreadableBody } from "./errors.js";
import { openItems } from "./item-stream.js";
import { jsonText } from "./json-text.js";
import type { Codec } from "./spec.js";
import { splitAt } from "./split.js";
import { writeItems } from "./write-items.js";

export interface JsonLinesOptions {
  /** Reads JSON. Default: `JSON.parse`. */
  readonly parse?: (text: string) => unknown;
  /** Makes the item that users see of the parsed value. */
  readonly decode?: (value: unknown) => unknown;
  /** The longest line in UTF-16 units. Default: 16 Mi. */
  readonly limit?: number;
}

/**
 * One JSON value a line (`application/jsonl`, `application/x-ndjson`), or a JSON text sequence (`application/json-seq`,
 * RFC 7464), as a stream of items; a function alone is `decode`. To send, it takes a list or an `AsyncIterable` of values.
 * Lines have no ids: a stream that broke off goes on only before its first item, or if the option `reconnect` says how
 * (`resume`).
 */
/* @__NO_SIDE_EFFECTS__ */
export function jsonLines(how: JsonLinesOptions | ((value: unknown) => unknown) = {}): Codec {
  const {
    parse = JSON.parse,
    decode,
    limit = 16 * 1024 * 1024,
  }: JsonLinesOptions = typeof how === "function" ? { decode: how } : how;
  const itemOf = (text: string): unknown => {
    try {
      const item: unknown = parse(text);
      return decode === undefined ? item : decode(item);
    } catch (error) {
      throw new UnreadableBody(
        `a line is not what the contract promises (${error instanceof Error ? error.message : String(error)})`,
        text,
        { cause: error },
      );
    }
  };
  return {
    streams: "items",
    read: (reading) => {
      let count = 0;
      let last: unknown;
      function* itemsOf(texts: Iterable<string>): Generator<unknown> {
        for (const text of texts) {
          if (text.trim() === "") continue;
          last = itemOf(text);
          count += 1;
          yield last;
        }
      }
      const open = () => {
        const split = splitAt(reading.mediaType === "application/json-seq" ? "\x1e" : "\n", limit);
        return {
          push: (text: string) => itemsOf(split(text, false)),
          finish: () => itemsOf(split("", true)),
          isOver: () => false,
        };
      };
      return openItems(reading, {
        open,
        delay: () => undefined,
        resume: ({ resume }) => (count === 0 ? {} : resume?.(last, count)),
      });
    },
    write: (value, mediaType) =>
      writeItems(value, mediaType, (item) =>
        mediaType === "application/json-seq" ? `\x1e${jsonText(item)}\n` : `${jsonText(item)}\n`,
      ),
  };
}
