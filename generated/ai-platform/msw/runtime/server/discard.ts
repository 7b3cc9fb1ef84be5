import { isStream } from "../bytes.js";

/** What is used of a stream of node's, or of a generator. */
interface Closable {
  pipe?: unknown;
  destroy?(): unknown;
  on?(event: "error", listener: () => void): unknown;
  return?(): unknown;
}

/**
 * Lets go of a body that nobody will read: behind a stream there may be an open file, or an answer of another server. What is no stream
 * is left alone. Throws nothing.
 */
export function discard(body: unknown): void {
  try {
    if (body instanceof ReadableStream) return void body.cancel().catch(ignore);
    if (!isStream(body)) return;
    const stream = body as Closable;
    if (typeof stream.pipe !== "function") return endIterator(stream);
    // A stream of node's that fails while nobody listens ends the process.
    stream.on?.("error", ignore);
    stream.destroy?.();
  } catch {
    // What can't be let go of is nobody's now.
  }
}

/** Ends what has been iterated over. What waits for something that never comes can't be ended; it is not waited for. */
export function endIterator(iterator: { return?(): unknown } | undefined): void {
  const end = async (): Promise<unknown> => iterator?.return?.();
  end().catch(ignore);
}

function ignore(): void {
  // Nobody is left to be told.
}
