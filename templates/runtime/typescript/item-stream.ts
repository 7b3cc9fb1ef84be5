import { UnreadableBody } from "./errors.js";
import { sleep } from "./limit.js";
import type { Reading, ReconnectOptions, StreamReading } from "./spec.js";

/** Items as they come. Breaking out of the loop, or `cancel()`, ends the connection. It can be walked through once. */
export interface ItemStream<T> extends AsyncIterable<T> {
  readonly cancel: () => Promise<void>;
}

/** How the text of one connection becomes items. */
export interface Feed {
  /** Items of the next piece of text. Throws `UnreadableBody` for one that can't be read. */
  readonly push: (text: string) => Iterable<unknown>;
  /** Items that the end of the body completes. */
  readonly finish: () => Iterable<unknown>;
  /** The server said that this was the last item. */
  readonly isOver: () => boolean;
}

/** A format of streamed items, and how it goes on after the connection broke off. */
export interface StreamFormat {
  readonly open: () => Feed;
  /** Headers that make the server go on behind the last item; `undefined`: going on could lose or repeat items. */
  readonly resume: (options: ReconnectOptions) => Readonly<Record<string, string>> | undefined;
  /** The server's wish in milliseconds. */
  readonly delay: () => number | undefined;
}

/** Opens the body of an answer as a stream of items. */
export function openItems({ response, stream }: Reading, format: StreamFormat): ItemStream<unknown> {
  let reader = response.body?.getReader();
  const close = async (): Promise<void> => {
    stream?.release();
    await reader?.cancel().catch(() => undefined);
  };
  const items = walk(format, stream, () => reader, (next) => (reader = next.body?.getReader()), close);
  return { [Symbol.asyncIterator]: () => items, cancel: close };
}

type Reader = ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>>;

async function* walk(format: StreamFormat, call: StreamReading | undefined, reader: () => Reader | undefined, reopen: (next: Response) => void, close: () => Promise<void>): AsyncGenerator<unknown, void, undefined> {
  const progress = { failures: 0 };
  try {
    for (;;) {
      const broken = yield* readConnection(format.open(), reader(), progress);
      const next = await reconnect(format, call, broken, progress);
      if (next === undefined) return;
      reopen(next);
    }
  } catch (error) {
    throw call?.explain(error) ?? error;
  } finally {
    await close();
  }
}

/** Gives the items of one connection. Returns the error that broke it off, `"end"` after an end in good order, `"over"` after the last item of all. */
async function* readConnection(feed: Feed, reader: Reader | undefined, progress: { failures: number }): AsyncGenerator<unknown, Broken, undefined> {
  const decoder = new TextDecoder();
  for (;;) {
    let next: ReadableStreamReadResult<Uint8Array<ArrayBuffer>> | undefined;
    try {
      next = await reader?.read();
    } catch (error) {
      return { kind: "broken", error };
    }
    const isEnd = next === undefined || next.done;
    for (const item of isEnd ? [...guard(() => feed.push(decoder.decode())), ...guard(() => feed.finish())] : guard(() => feed.push(decoder.decode(next?.value, { stream: true })))) {
      progress.failures = 0;
      yield item;
    }
    if (feed.isOver()) return { kind: "over" };
    if (isEnd) return { kind: "end" };
  }
}

type Broken = { readonly kind: "over" } | { readonly kind: "end" } | { readonly kind: "broken"; readonly error: unknown };

/** The bound on what is kept of an unfinished item is a fault of the body. */
function guard(take: () => Iterable<unknown>): Iterable<unknown> {
  try {
    return take();
  } catch (error) {
    throw error instanceof RangeError ? new UnreadableBody(error.message, "", { cause: error }) : error;
  }
}

/** Another connection after one has ended; `undefined`: the stream ends here. Throws what broke it off if it can't go on. */
async function reconnect(format: StreamFormat, call: StreamReading | undefined, broken: Broken, progress: { failures: number }): Promise<Response | undefined> {
  const { reconnect: wanted } = call ?? {};
  const options: ReconnectOptions = typeof wanted === "object" ? wanted : {};
  if (broken.kind === "over" || (broken.kind === "end" && options.afterEnd !== true)) return undefined;
  const fault = broken.kind === "broken" ? broken.error : undefined;
  if (call?.signal?.aborted === true) throw call.signal.reason;
  const headers = format.resume(options);
  const allowed = wanted !== false && call?.again !== undefined && (wanted === true || typeof wanted === "object" || (call.isRepeatable && headers !== undefined));
  if (!allowed || progress.failures >= (options.attempts ?? 5)) {
    if (broken.kind === "end") return undefined;
    throw fault;
  }
  const delay = format.delay() ?? (options.delay ?? 1000) * 2 ** progress.failures;
  progress.failures += 1;
  await sleep(delay, call.signal);
  return call.again?.(headers ?? {});
}
