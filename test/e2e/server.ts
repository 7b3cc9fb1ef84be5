import { createServer, type IncomingHttpHeaders, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, beforeEach } from "vitest";

/** A request as it arrived. */
export interface Seen {
  readonly method: string;
  /** As on the wire, neither decoded nor normalised. */
  readonly url: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /** The body as UTF-8; "" of one that the handler streamed. */
  readonly body: string;
}

export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly seen: Seen;
  readonly json: () => unknown;
}

export type Handler = (exchange: Exchange) => void | Promise<void>;

/** An operation's handler by `GET /users/:id`; `streams`: the body is left to it. */
export interface Route {
  readonly handle: (exchange: Exchange, parameters: Readonly<Record<string, string>>) => void | Promise<void>;
  readonly streams?: boolean;
}

export interface Server {
  readonly url: string;
  /** Requests of this test, in the order in which they came in. */
  readonly seen: Seen[];
  /** Answers the next requests instead of the routes: what a contract's server wouldn't do, or not now. */
  readonly next: (...handlers: readonly Handler[]) => void;
  /** Answers that the client didn't wait for. */
  readonly abandoned: () => number;
  readonly close: () => Promise<void>;
}

/** A real server on 127.0.0.1, for all tests of a file. */
export async function startServer(routes: Readonly<Record<string, Route | Route["handle"]>>, prefix = ""): Promise<Server> {
  const server = await listen(routes, prefix);
  beforeEach(() => {
    server.seen.length = 0;
    server.next();
  });
  afterAll(server.close);
  return server;
}

export async function listen(routes: Readonly<Record<string, Route | Route["handle"]>>, prefix = ""): Promise<Server> {
  const table = Object.entries(routes).map(([key, route]) => ({ ...parseRoute(key), route: typeof route === "function" ? { handle: route } : route }));
  const seen: Seen[] = [];
  let queue: Handler[] = [];
  let abandoned = 0;

  const listener: RequestListener = (request, response) => {
    response.on("close", () => {
      if (!response.writableFinished) abandoned += 1;
    });
    if (allowOrigin(request, response)) return;
    void answerRequest(request, response).catch((error: unknown) => {
      if (response.headersSent) response.destroy();
      else sendProblem(response, 500, String(error));
    });
  };

  async function answerRequest(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "", "http://server");
    const found = match(table, request.method ?? "", url.pathname.startsWith(prefix) ? url.pathname.slice(prefix.length) : "");
    const body = found?.route.streams === true && queue.length === 0 ? "" : await text(request);
    const one: Seen = { method: request.method ?? "", url: request.url ?? "", path: url.pathname, query: url.searchParams, headers: request.headers, body };
    seen.push(one);
    const exchange: Exchange = { request, response, seen: one, json: () => JSON.parse(body) as unknown };
    const instead = queue.shift();
    if (instead !== undefined) return instead(exchange);
    if (found === undefined) return sendProblem(response, 404, `There is no ${one.method} ${one.path}`);
    return found.route.handle(exchange, found.parameters);
  }

  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${prefix}`, seen, next: (...handlers) => void (queue = [...handlers]), abandoned: () => abandoned, close };
}

/** Lets pages of every origin in (WHATWG Fetch, section 3.3). True: it was a preflight, and is answered. */
function allowOrigin({ method, headers }: IncomingMessage, response: ServerResponse): boolean {
  if (headers.origin === undefined) return false;
  response.setHeader("access-control-allow-origin", headers.origin);
  response.setHeader("access-control-expose-headers", "content-disposition, link, location, x-request-id, www-authenticate, retry-after");
  if (method !== "OPTIONS" || headers["access-control-request-method"] === undefined) return false;
  response.writeHead(204, { "access-control-allow-methods": headers["access-control-request-method"], "access-control-allow-headers": headers["access-control-request-headers"] ?? "", "access-control-max-age": "600" }).end();
  return true;
}

interface Pattern {
  readonly method: string;
  readonly segments: readonly string[];
}

function parseRoute(key: string): Pattern {
  const [method = "", path = ""] = key.split(" ");
  return { method, segments: path.split("/") };
}

function match<T extends Pattern>(table: readonly T[], method: string, path: string): (T & { readonly parameters: Readonly<Record<string, string>> }) | undefined {
  const segments = path.split("/");
  for (const row of table) {
    if (row.method !== method || row.segments.length !== segments.length) continue;
    if (!row.segments.every((part, index) => part.startsWith(":") || part === segments[index])) continue;
    const named = row.segments.flatMap((part, index) => (part.startsWith(":") ? [[part.slice(1), decodeURIComponent(segments[index] ?? "")]] : []));
    return { ...row, parameters: Object.fromEntries(named) as Readonly<Record<string, string>> };
  }
  return undefined;
}

export function send(response: ServerResponse, status: number, body?: unknown, headers: Readonly<Record<string, string>> = {}): void {
  if (body === undefined) return void response.writeHead(status, headers).end();
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(JSON.stringify(body));
}

/** RFC 9457. */
export function sendProblem(response: ServerResponse, status: number, title: string, more: Readonly<Record<string, unknown>> = {}, headers: Readonly<Record<string, string>> = {}): void {
  send(response, status, { title, status, ...more }, { "content-type": "application/problem+json", ...headers });
}
