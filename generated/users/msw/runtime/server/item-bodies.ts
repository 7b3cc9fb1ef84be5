import type { JsonLimits } from "../check/json-reader.js";
import { splitAt } from "../split.js";
import { parseEvents, type ServerEvent } from "../sse.js";
import type { ReadBody } from "./bodies.js";
import { readJsonAt } from "./content-texts.js";
import { Faults, messages, unreadable } from "./faults.js";
import { refusalError } from "./refusal.js";
import type { RequestLimits } from "./request.js";
import type { StreamContent } from "./route.js";
import { accepts, convert } from "./verdict.js";

/** Makes an item of its text, or of its event; `unreadable`: what is wrong has been said. */
type ReadItem<Part> = (part: Part, at: string, faults: Faults) => unknown;

/**
 * Plans a body of events or JSON lines. The handler gets each item when it has come and has been checked; one that breaks the contract is
 * thrown at it as the `ProblemError` that the request deserves, with a pointer that begins with the item's number.
 */
export function planItemBody(content: StreamContent, limits: RequestLimits, status: number): ReadBody {
  return ({ exchange, type }) => {
    const isEvents = content.kind === "events";
    const texts = decode(exchange.stream(limits.maxBodyBytes), isEvents, status);
    const items = isEvents
      ? readItems(eventsOf(texts), eventReader(content, limits), status)
      : readItems(
          linesOf(texts, type.essence === "application/json-seq" ? "\x1e" : "\n"),
          jsonReader(content, limits),
          status,
        );
    return { value: items };
  };
}

async function* readItems<Part>(
  parts: AsyncIterable<Part>,
  read: ReadItem<Part>,
  status: number,
): AsyncGenerator<unknown, void, undefined> {
  let index = 0;
  for await (const part of parts) {
    const faults = new Faults();
    const item = read(part, `/${index}`, faults);
    if (item === unreadable) throw refusalError(faults, status);
    yield item;
    index += 1;
  }
}

function jsonReader(content: StreamContent, limits: JsonLimits): ReadItem<string> {
  return (text, at, faults) => {
    const value = readJsonAt(text, limits, at, faults.in("body"));
    if (value === unreadable) faults.isMalformed = true;
    return value === unreadable ? value : finish(content, value, at, faults);
  };
}

function eventReader(content: StreamContent, limits: JsonLimits): ReadItem<ServerEvent> {
  const readJson = jsonReader(content, limits);
  const { as = "data" } = content;
  if (as === "data") return ({ data }, at, faults) => readJson(data, at, faults);
  if (as === "text") return ({ data }, at, faults) => finish(content, data, at, faults);
  if (as === "event") return (event, at, faults) => finish(content, event, at, faults);
  return (event, at, faults) => {
    const checked = finish(content, event, at, faults);
    if (checked === unreadable) return checked;
    const data = readJsonAt(event.data, limits, `${at}/data`, faults.in("body"));
    return data === unreadable ? data : { ...(checked as object), data };
  };
}

function finish({ item }: StreamContent, value: unknown, at: string, faults: Faults): unknown {
  if (!accepts(item, value, at, faults.in("body"))) return unreadable;
  return convert(item, value);
}

/** Bytes as UTF-8, strictly. Only an event stream may begin with a byte order mark (WHATWG HTML, 9.2.5). */
async function* decode(
  chunks: AsyncIterable<Uint8Array>,
  isMarked: boolean,
  status: number,
): AsyncGenerator<string, void, undefined> {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: !isMarked });
  const next = (chunk?: Uint8Array): string => {
    try {
      return decoder.decode(chunk, { stream: chunk !== undefined });
    } catch {
      const faults = new Faults();
      faults.in("body").add("", "encoding", messages.utf8);
      throw refusalError(faults, status);
    }
  };
  for await (const chunk of chunks) yield next(chunk);
  yield next();
}

async function* linesOf(texts: AsyncIterable<string>, mark: string): AsyncGenerator<string, void, undefined> {
  // The body's own limit holds for a line, too.
  const split = splitAt(mark, Number.MAX_SAFE_INTEGER);
  for await (const text of texts) yield* filled(split(text, false));
  yield* filled(split("", true));
}

function* filled(lines: Iterable<string>): Generator<string> {
  for (const line of lines) if (/[^ \t\r\n]/.test(line)) yield line;
}

async function* eventsOf(texts: AsyncIterable<string>): AsyncGenerator<ServerEvent, void, undefined> {
  const parser = parseEvents(Number.MAX_SAFE_INTEGER, "");
  for await (const text of texts) yield* parser.push(text);
}
