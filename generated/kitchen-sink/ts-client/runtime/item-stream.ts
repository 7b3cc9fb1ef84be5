// Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.

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
  const items = walk(
    format,
    stream,
    () => reader,
    (next) => (reader = next.body?.getReader()),
    close,
  );
  return { [Symbol.asyncIterator]: () => items, cancel: close };
}

type Reader = ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>>;

async function* walk(
  format: StreamFormat,
  call: StreamReading | undefined,
  reader: () => Reader | undefined,
  reopen: (next: Response) => void,
  close: () => Promise<void>,
): AsyncGenerator<unknown, void, undefined> {
  const progress = { failures: 0 };
  try {
    for (;;) {
      const ending = yield* readConnection(format.open(), reader(), progress);
      const next = await reconnect(format, call, ending, progress);
      if (next === undefined) return;
      reopen(next);
    }
  } catch (error) {
    throw call?.explain(error) ?? error;
  } finally {
    await close();
  }
}

/** Gives the items of one connection, and says how it ended. */
async function* readConnection(
  feed: Feed,
  reader: Reader | undefined,
  progress: { failures: number },
): AsyncGenerator<unknown, Ending, undefined> {
  const decoder = new TextDecoder();
  for (;;) {
    const next = await reader?.read().catch((error: unknown) => ({ error }));
    if (next !== undefined && "error" in next) return { kind: "broken", error: next.error };
    const isEnd = next === undefined || next.done;
    for (const item of feed.push(isEnd ? decoder.decode() : decoder.decode(next.value, { stream: true }))) {
      progress.failures = 0;
      yield item;
    }
    if (isEnd) yield* feed.finish();
    if (feed.isOver() || isEnd) return { kind: feed.isOver() ? "over" : "end" };
  }
}

/** A connection broke off, ended in good order, or brought the last item of all. */
type Ending = { readonly kind: "over" | "end" } | { readonly kind: "broken"; readonly error: unknown };

/**
 * Another connection after one has ended; `undefined`: the stream ends here. Throws what broke it off if it can't go
 * on.
 */
async function reconnect(
  format: StreamFormat,
  call: StreamReading | undefined,
  ending: Ending,
  progress: { failures: number },
): Promise<Response | undefined> {
  const { reconnect: wanted } = call ?? {};
  const options: ReconnectOptions = typeof wanted === "object" ? wanted : {};
  if (ending.kind === "over" || (ending.kind === "end" && options.afterEnd !== true)) return undefined;
  const fault = ending.kind === "broken" ? ending.error : undefined;
  if (call?.signal?.aborted === true) throw call.signal.reason;
  const headers = format.resume(options);
  const isWanted =
    wanted === true ||
    (headers !== undefined && wanted !== false && (wanted !== undefined || call?.isRepeatable === true));
  if (!isWanted || call?.again === undefined || progress.failures >= (options.attempts ?? 5)) {
    if (ending.kind === "end") return undefined;
    throw fault;
  }
  const delay = format.delay() ?? (options.delay ?? 1000) * 2 ** progress.failures;
  progress.failures += 1;
  await sleep(delay, call.signal);
  return call.again(headers ?? {});
}
