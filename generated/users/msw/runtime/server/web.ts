import { failureOf } from "./broken-answer.js";
import { endIterator } from "./discard.js";
import { type Exchange, RequestAborted } from "./exchange.js";
import { ProblemError, refusalOf } from "./problem.js";
import { hasBody, isStream, type Reply, type ReplyStream } from "./reply.js";
import { problemReply, type Service } from "./service.js";
import { cutUrl } from "./target.js";
import { Turn } from "./turn.js";

/** Answers a web `Request`. Never rejects. */
export async function answerRequest(service: Service, request: Request): Promise<Response> {
  const exchange = openRequest(request);
  const turn = new Turn(exchange);
  const reply = await new Promise<Reply>((resolve) => service.answer(turn, resolve));
  try {
    return makeResponse(service, turn, reply);
  } catch (error) {
    // Such as a header that the platform doesn't take.
    turn.failure = { error };
    reply.discard?.();
    return makeResponse(service, turn, problemReply(refusalOf("internal"), turn));
  }
}

function makeResponse(service: Service, turn: Turn, reply: Reply): Response {
  const { status, body } = reply;
  // The status of a request that was broken off is no status: there is nobody to read it.
  const init = { status: status === 499 ? 400 : status, headers: headersOf(reply) };
  if (isStream(body) && hasBody(turn.method, status)) {
    return new Response(streamOf(service, turn, status, body), init);
  }
  reply.discard?.();
  const bytes = typeof body === "string" ? new TextEncoder().encode(body) : isStream(body) ? undefined : body;
  if (bytes !== undefined && status !== 204 && status !== 304) init.headers.set("content-length", String(bytes.byteLength));
  const response = new Response(hasBody(turn.method, status) ? (bytes as Uint8Array<ArrayBuffer> | undefined) : null, init);
  service.finish(turn, status, turn.signal.aborted);
  return response;
}

function headersOf({ headers }: Reply): Headers {
  const made = new Headers();
  for (let index = 0; index < headers.length; index += 2) made.append(headers[index] ?? "", headers[index + 1] ?? "");
  return made;
}

/** A stream that is asked for its next piece when there is room for it, and ended when the client leaves. */
function streamOf(service: Service, turn: Turn, status: number, body: ReplyStream): ReadableStream<Uint8Array> {
  const iterator = body[Symbol.asyncIterator]();
  let isOver = false;
  const end = (aborted: boolean): void => {
    if (isOver) return;
    isOver = true;
    turn.signal.removeEventListener("abort", leave);
    service.finish(turn, status, aborted);
  };
  const leave = (): void => {
    end(true);
    endIterator(iterator);
  };
  turn.signal.addEventListener("abort", leave);
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = await iterator.next();
        if (isOver) return;
        if (done === true) {
          end(false);
          controller.close();
        } else controller.enqueue(bytesOf(value));
      } catch (error) {
        turn.failure ??= failureOf(error);
        end(false);
        endIterator(iterator);
        controller.error(new Error("The answer broke off"));
      }
    },
    cancel() {
      leave();
      // Handlers that wait for something else hear of it too.
      turn.exchange.abort?.();
    },
  });
}

const encoder = new TextEncoder();

/** Not all platforms say at once that a piece is none. */
function bytesOf(piece: unknown): Uint8Array {
  if (typeof piece === "string") return encoder.encode(piece);
  if (piece instanceof Uint8Array) return piece;
  throw new TypeError("A piece of a stream must be a text or a Uint8Array");
}

function openRequest(request: Request): Exchange {
  const controller = new AbortController();
  const { path, query } = cutUrl(request.url);
  let signal: AbortSignal | undefined;
  const exchange: Exchange = {
    method: request.method,
    path,
    query,
    header: (name) => headerOf(request, name),
    headers: () => new Map(request.headers),
    hasBody: request.body !== null,
    contentLength: lengthOf(request.headers),
    bytes: (limit) => readAll(exchange.stream(limit)),
    stream: (limit) => readBody(request, exchange.contentLength, limit),
    get signal() {
      return (signal ??= eitherSignal(request.signal, controller));
    },
    abort: () => controller.abort(),
    raw: request,
  };
  return exchange;
}

/** What can't be the name of a header stands in no request, though contracts may have it. */
function headerOf({ headers }: Request, name: string): string | undefined {
  try {
    return headers.get(name) ?? undefined;
  } catch {
    return undefined;
  }
}

/** `AbortSignal.any` would do, but Node 20 leaks there. */
function eitherSignal(first: AbortSignal, second: AbortController): AbortSignal {
  if (first.aborted) second.abort(first.reason);
  else first.addEventListener("abort", () => second.abort(first.reason), { once: true });
  return second.signal;
}

function lengthOf(headers: Headers): number | undefined {
  const text = headers.get("content-length");
  return text !== null && /^\d+$/.test(text) ? Number(text) : undefined;
}

async function* readBody(request: Request, announced: number | undefined, limit: number): AsyncGenerator<Uint8Array, void, undefined> {
  if (announced !== undefined && announced > limit) throw new ProblemError("payload_too_large");
  if (request.body === null) return;
  if (request.bodyUsed) throw new Error("The body of the request was read before the server got it");
  const reader = (request.body as ReadableStream<Uint8Array>).getReader();
  let size = 0;
  try {
    for (let next = await readNext(reader); !next.done; next = await readNext(reader)) {
      size += next.value.byteLength;
      if (size > limit) throw new ProblemError("payload_too_large");
      yield next.value;
    }
  } finally {
    reader.cancel().catch(() => undefined);
  }
}

async function readNext(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<ReadableStreamReadResult<Uint8Array>> {
  try {
    return await reader.read();
  } catch (cause) {
    throw new RequestAborted({ cause });
  }
}

async function readAll(pieces: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const read: Uint8Array[] = [];
  for await (const piece of pieces) read.push(piece);
  return joinBytes(read);
}

/** Pieces of bytes in one. */
export function joinBytes(pieces: readonly Uint8Array[]): Uint8Array {
  const [first, second] = pieces;
  if (second === undefined) return first ?? new Uint8Array(0);
  const all = new Uint8Array(pieces.reduce((size, { byteLength }) => size + byteLength, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.byteLength;
  }
  return all;
}
