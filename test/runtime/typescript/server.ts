import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";
import { connect, json, send, type AnyResult, type CallOptions, type Client, type ClientOptions, type OperationSpec, type RequestParts, type ServerChoice } from "../../../templates/runtime/typescript/index.js";

/** A request as it arrived. */
export interface Seen {
  readonly method: string;
  /** As on the wire, neither decoded nor normalised. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly rawHeaders: readonly string[];
  readonly body: Buffer;
  /** From 1. */
  readonly number: number;
}

export type Handler = (seen: Seen, response: ServerResponse) => void | Promise<void>;

export interface Served {
  readonly url: string;
  readonly seen: readonly Seen[];
  /** Requests that were ended by the other side before they were answered. */
  readonly aborted: () => number;
}

/** A real server on 127.0.0.1 that lives as long as the test. */
export async function serve(handler: Handler): Promise<Served> {
  const served = await listen(handler);
  onTestFinished(served.close);
  return served;
}

export async function listen(handler: Handler): Promise<Served & { readonly close: () => Promise<void> }> {
  const seen: Seen[] = [];
  let aborted = 0;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    response.on("close", () => {
      if (!response.writableFinished) aborted += 1;
    });
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const one: Seen = {
        method: request.method ?? "", url: request.url ?? "", headers: request.headers, rawHeaders: request.rawHeaders, body: Buffer.concat(chunks), number: seen.length + 1,
      };
      seen.push(one);
      void Promise.resolve(handler(one, response)).catch((error: unknown) => response.destroy(error as Error));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen, aborted: () => aborted, close };
}

export function answer(response: ServerResponse, status: number, body?: unknown, headers: Readonly<Record<string, string>> = {}): void {
  const text = body === undefined ? "" : typeof body === "string" ? body : JSON.stringify(body);
  const type: Record<string, string> = body === undefined ? {} : { "content-type": typeof body === "string" ? "text/plain" : "application/json" };
  response.writeHead(status, { ...type, ...headers });
  response.end(text);
}

/** A client without a contract: no servers, no schemes. */
export function clientFor(server: { readonly url: string }, options: ClientOptions & ServerChoice = {}): Client {
  return connect({ baseUrl: server.url, retries: { delay: 1 }, ...options }, { servers: [], schemes: {} });
}

/** An operation of which only what a test is about is said. */
export function operation(spec: Partial<OperationSpec>): OperationSpec {
  return { id: "op", method: "GET", path: "/", responses: { 200: { "application/json": json() }, 204: {} }, ...spec };
}

export function call(client: Client, spec: Partial<OperationSpec>, request?: RequestParts, options?: CallOptions): Promise<AnyResult> {
  return send<AnyResult>(client, operation(spec), request, options);
}

/** A server that says 204 to everything. */
export function quiet(): Promise<Served> {
  return serve((_, response) => answer(response, 204));
}
