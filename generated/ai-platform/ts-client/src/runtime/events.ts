// Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.

import { UnreadableBody } from "./errors.js";
import { openItems } from "./item-stream.js";
import { jsonText } from "./json-text.js";
import type { Codec } from "./spec.js";
import { parseEvents, type ServerEvent } from "./sse.js";
import { memberOf, textOf } from "./value.js";
import { writeItems } from "./write-items.js";

const openEvent: Readonly<
  Record<NonNullable<EventsOptions["as"]>, (event: ServerEvent, parse: (text: string) => unknown) => unknown>
> = {
  data: (event, parse) => parse(event.data),
  text: (event) => event.data,
  event: (event) => event,
  jsonEvent: (event, parse) => ({ ...event, data: parse(event.data) }),
};

export interface EventsOptions {
  /**
   * What an item is: `data`, the event's data as JSON (OpenAPI 3.0 and 3.1 style); `text`, its data as it is; `event`,
   * the whole event with its fields (OpenAPI 3.2 `itemSchema`); `jsonEvent`, the whole event with its data as JSON
   * (`contentSchema`). Default: `data`.
   */
  readonly as?: "data" | "text" | "event" | "jsonEvent";
  /** Data that says: this was all. Default: `[DONE]`, where data is JSON. */
  readonly terminator?: string;
  /** Reads JSON. Default: `JSON.parse`. */
  readonly parse?: (text: string) => unknown;
  /** Makes the item that users see of the data or event. */
  readonly decode?: (value: unknown) => unknown;
  /** The longest event in UTF-16 units. Default: 16 Mi. */
  readonly limit?: number;
}

/**
 * Server-sent events (WHATWG HTML, section 9.2) as a stream of items; a function alone is `decode`. If the connection
 * breaks off it is made anew with `Last-Event-ID`, for GET and its like, if the server has given an id, a `retry` time,
 * or nothing yet; see the option `reconnect`. To send, it takes a list or an `AsyncIterable` of items.
 */
/* @__NO_SIDE_EFFECTS__ */
export function events(how: EventsOptions | ((value: unknown) => unknown) = {}): Codec {
  const options = typeof how === "function" ? { decode: how } : how;
  const { as = "data", parse = JSON.parse, decode, limit = 16 * 1024 * 1024 }: EventsOptions = options;
  const terminator = options.terminator ?? (as === "data" || as === "jsonEvent" ? "[DONE]" : undefined);
  const itemOf = (event: ServerEvent): unknown => {
    try {
      const item = openEvent[as](event, parse);
      return decode === undefined ? item : decode(item);
    } catch (error) {
      throw new UnreadableBody(
        `an event is not what the contract promises (${error instanceof Error ? error.message : String(error)})`,
        event.data,
        { cause: error },
      );
    }
  };
  return {
    streams: "items",
    read: (reading) => {
      let parser = parseEvents(limit, "");
      let delay: number | undefined;
      let isUntouched = true;
      let isOver = false;
      function* push(text: string): Generator<unknown> {
        for (const event of parser.push(text)) {
          if (event.data === terminator) isOver = true;
          if (isOver) return;
          isUntouched = false;
          yield itemOf(event);
        }
      }
      return openItems(reading, {
        open: () => {
          delay = parser.retry() ?? delay;
          parser = parseEvents(limit, parser.lastEventId());
          return { push, finish: () => [], isOver: () => isOver };
        },
        delay: () => parser.retry() ?? delay,
        resume: () => {
          const id = parser.lastEventId();
          if (id !== "") return { "last-event-id": id };
          return isUntouched || (parser.retry() ?? delay) !== undefined ? {} : undefined;
        },
      });
    },
    write: (value, mediaType) =>
      writeItems(value, mediaType, (item) =>
        writeEvent(as === "event" ? item : { data: as === "text" ? item : jsonText(item) }),
      ),
  };
}

function writeEvent(event: unknown): string {
  const fields = ["event", "id", "retry", "data"].flatMap((name) => {
    const value = memberOf(typeof event === "object" && event !== null ? event : undefined, name);
    return value === undefined
      ? []
      : textOf(value)
          .split(/\r\n|\r|\n/)
          .map((line) => `${name}: ${line}\n`);
  });
  return `${fields.join("")}\n`;
}
