import { UnreadableBody } from "./errors.js";
import { splitLines } from "./split.js";

/** One event of an event stream (WHATWG HTML, section 9.2), with the fields that the server sent. */
export interface ServerEvent {
  readonly data: string;
  /** The type; absent means `message`. */
  readonly event?: string;
  readonly id?: string;
  /** Milliseconds before reconnecting. */
  readonly retry?: number;
}

/** Cuts an event stream into events, by the rules of WHATWG HTML, section 9.2.6. */
export interface EventParser {
  /**
   * Takes the next piece of decoded text, gives the events that it completes. What follows the last empty line at the
   * end of the stream is no event.
   */
  readonly push: (text: string) => Iterable<ServerEvent>;
  /** For the `Last-Event-ID` header; "" if the server gave none. */
  readonly lastEventId: () => string;
  /** The server's wish, in milliseconds. */
  readonly retry: () => number | undefined;
}

/** `limit`: the longest event in UTF-16 units; a longer one throws `UnreadableBody`. */
export function parseEvents(limit: number, lastId: string): EventParser {
  const split = splitLines(limit);
  let fields: { event?: string; id?: string; retry?: number } = {};
  let data: string[] = [];
  let size = 0;
  let lastEventId = lastId;
  let nextId = lastId;
  let retry: number | undefined;

  function readField(name: string, value: string): void {
    if (name === "data") {
      size += value.length;
      if (size > limit) throw new UnreadableBody(`an event is longer than ${limit} characters`, value);
      data.push(value);
    } else if (name === "event") fields.event = value;
    else if (name === "id" && !value.includes("\0")) fields.id = nextId = value;
    else if (name === "retry" && /^[0-9]+$/.test(value)) fields.retry = retry = Number(value);
  }

  function finishEvent(): ServerEvent | undefined {
    lastEventId = nextId;
    const { event, ...others } = fields;
    const finished =
      data.length === 0
        ? undefined
        : { ...(event === undefined || event === "" ? {} : { event }), data: data.join("\n"), ...others };
    fields = {};
    data = [];
    size = 0;
    return finished;
  }

  function* push(text: string): Generator<ServerEvent, void, undefined> {
    for (const line of split(text)) {
      if (line === "") {
        const event = finishEvent();
        if (event !== undefined) yield event;
        continue;
      }
      const colon = line.indexOf(":");
      if (colon < 0) readField(line, "");
      else if (colon > 0) readField(line.slice(0, colon), line.slice(line[colon + 1] === " " ? colon + 2 : colon + 1));
    }
  }

  return { push, lastEventId: () => lastEventId, retry: () => retry };
}
