import type { ServerResponse } from "node:http";
import { failureOf } from "./broken-answer.js";
import { endIterator } from "./discard.js";
import type { NodeExchange } from "./node-exchange.js";
import { hasBody, isStream, type Reply, type ReplyStream } from "./reply.js";
import type { Service } from "./service.js";
import type { Turn } from "./turn.js";

/** Sends an answer. Never throws, and never rejects. */
export function send(service: Service, turn: Turn, exchange: NodeExchange, response: ServerResponse, reply: Reply): void {
  try {
    sendReply(service, turn, exchange, response, reply);
  } catch (error) {
    turn.failure ??= failureOf(error);
    reply.discard?.();
    // Something else has answered, such as a framework's own timeout: that answer goes on.
    if (response.headersSent) return service.finish(turn, response.statusCode, true);
    service.finish(turn, 500, true);
    response.destroy();
  }
}

function sendReply(service: Service, turn: Turn, exchange: NodeExchange, response: ServerResponse, reply: Reply): void {
  const { status, headers, body } = reply;
  if (response.destroyed || status === 499) {
    response.destroy();
    reply.discard?.();
    return service.finish(turn, status, true);
  }
  const isSent = hasBody(turn.method, status);
  const length = isStream(body) || status === 204 || status === 304 ? undefined : body === undefined ? 0 : Buffer.byteLength(body);
  if (length !== undefined) headers.push("content-length", String(length));
  const lingers = exchange.isUnread && isTooMuch(exchange);
  if (lingers || service.isClosing) addClose(headers, response);
  writeHead(response, status, headers);
  if (isStream(body) && isSent) {
    flushHead(response, headers);
    return void pump(service, turn, response, status, body);
  }
  reply.discard?.();
  if (lingers) {
    flushHead(response, headers);
    linger(exchange, response, isSent ? (body as string | Uint8Array | undefined) : undefined);
  } else if (!isSent || body === undefined) response.end();
  else if (typeof body === "string") endWithText(response, body, body.length === length, headers);
  else response.end(body);
  service.finish(turn, status, false);
}

/**
 * Middleware such as sessions and compression puts a `writeHead` of its own in front, and some of it takes a list of headers for
 * something else: then they are set one by one.
 */
function writeHead(response: ServerResponse, status: number, headers: string[]): void {
  if (!Object.hasOwn(response, "writeHead")) return void response.writeHead(status, headers);
  for (let index = 0; index < headers.length; index += 2) response.removeHeader(headers[index] ?? "");
  for (let index = 0; index < headers.length; index += 2) response.appendHeader(headers[index] ?? "", headers[index + 1] ?? "");
  response.writeHead(status);
}

/**
 * Sends the last bytes of an answer. `isAscii`: node writes those faster if it knows.
 *
 * `end` makes a list of writes of the text and an empty one behind it, which costs a tenth of a small answer. One write alone goes to the
 * system as it is, and `end` has nothing left to write then.
 */
function endWithText(response: ServerResponse, text: string, isAscii: boolean, headers: readonly string[]): void {
  if (!isAscii && !isAsciiHead(headers)) return void response.end(Buffer.from(text));
  const encoding = isAscii ? "latin1" : "utf8";
  const { socket } = response;
  if (text === "" || socket === null || !writesAtOnce(response)) return void response.end(text, encoding);
  socket.cork();
  response.write(text, encoding);
  socket.uncork();
  response.end();
}

/** Node writes the head with the first text behind it, in the encoding of that: bytes of a header beyond ASCII would be encoded again. */
function flushHead(response: ServerResponse, headers: readonly string[]): void {
  if (isAsciiHead(headers) || !writesAtOnce(response)) response.flushHeaders();
  else response.write("", "latin1");
}

function isAsciiHead(headers: readonly string[]): boolean {
  return headers.every((text) => !/[^\0-\x7f]/.test(text));
}

/** Whether a response is node's own: not one of HTTP/2, of a platform that stands in for node, or of middleware that waits for `end`. */
function writesAtOnce(response: ServerResponse): boolean {
  return isNode && response.req.httpVersionMajor === 1 && !Object.hasOwn(response, "end") && !Object.hasOwn(response, "write");
}

const isNode = !("Bun" in globalThis || "Deno" in globalThis);

/** HTTP/2 has no header for it. */
function addClose(headers: string[], response: ServerResponse): void {
  if (response.req.httpVersionMajor < 2) headers.push("connection", "close");
}

/** What is read and thrown away, so that the connection can be used again. */
const smallRest = 64 * 1024;

function isTooMuch(exchange: NodeExchange): boolean {
  return exchange.isHeldBack || exchange.contentLength === undefined || exchange.contentLength > smallRest;
}

/**
 * Answers a client that is still sending. Its connection is to be closed, but one that is closed while bytes come in is reset, and the
 * client may never see the answer (RFC 9112, section 9.6). So what it sends is thrown away for a while.
 */
function linger(exchange: NodeExchange, response: ServerResponse, body: string | Uint8Array | undefined): void {
  const { raw } = exchange;
  const end = (): void => {
    clearTimeout(timer);
    raw.off("end", end).off("close", end);
    if (!response.destroyed) response.end();
  };
  const timer = setTimeout(end, 1000);
  if (body !== undefined) response.write(body);
  raw.on("end", end).on("close", end).resume();
}

/** Cuts the connection, so that the client sees that there is something missing, after what there is has been sent. */
function breakOff(response: ServerResponse): void {
  const { socket } = response;
  // Where the end of the connection is the end of the body, only a reset tells the one from the other.
  if (socket === null || response.req.httpVersion === "1.0") return void (socket?.resetAndDestroy() ?? response.destroy());
  // Pieces are put together until the end of the current work.
  setImmediate(() => socket.destroySoon());
}

/** Sends a stream as fast as the client takes it. */
async function pump(service: Service, turn: Turn, response: ServerResponse, status: number, body: ReplyStream): Promise<void> {
  let iterator: AsyncIterator<string | Uint8Array> | undefined;
  let wake: (() => void) | undefined;
  let leave: (() => void) | undefined;
  // A write to a connection that is gone is an error event, which nobody else would take.
  response.on("error", () => undefined);
  response.on("drain", () => wake?.());
  response.once("close", () => {
    wake?.();
    leave?.();
  });
  try {
    const pieces = (iterator = body[Symbol.asyncIterator]());
    while (!response.destroyed) {
      // No `Promise.race` with one promise for the whole stream: that would keep every piece until the end.
      const next = await new Promise<IteratorResult<string | Uint8Array> | "left">((resolve, reject) => {
        leave = () => resolve("left");
        Promise.resolve(pieces.next()).then(resolve, reject);
      });
      if (next === "left" || response.destroyed) break;
      if (next.done === true) {
        response.end();
        return service.finish(turn, status, false);
      }
      if (!response.write(next.value)) await new Promise<void>((resolve) => void (wake = resolve));
    }
  } catch (error) {
    turn.failure ??= failureOf(error);
    breakOff(response);
  }
  endIterator(iterator);
  service.finish(turn, status, true);
}
