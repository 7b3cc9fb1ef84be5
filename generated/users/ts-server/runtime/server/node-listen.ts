import { createServer, type Server as HttpServer } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { answerNode, type Listening, type ListenOptions } from "./node.js";
import { ProblemError, problemOf } from "./problem.js";
import type { Service } from "./service.js";
import { openTrace } from "./trace.js";

/** A port that is open. */
export interface OpenPort {
  readonly listening: Listening;
  /** Takes no new connections. Resolves when the last one is closed. */
  close(): Promise<void>;
  /** Cuts what is left. */
  cut(): void;
}

/** Opens a port with `node:http`. Rejects if it is taken. */
export async function openPort(service: Service, { port, host, timeouts = {} }: ListenOptions): Promise<OpenPort> {
  const { headers = 30_000, request = 300_000, keepAlive = 5_000 } = timeouts;
  const server = createServer(
    {
      headersTimeout: headers,
      requestTimeout: request,
      keepAliveTimeout: keepAlive,
      // How often the two are looked after.
      connectionsCheckingInterval: Math.max(100, Math.min(10_000, headers / 4 || 10_000, request / 4 || 10_000)),
      joinDuplicateHeaders: true,
    },
    (incoming, response) => answerNode(service, incoming, response, false),
  );
  server.on("checkContinue", (incoming, response) => answerNode(service, incoming, response, true));
  server.on("clientError", answerBroken);
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
  return {
    listening: addressOf(server, host),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        // Node closes connections that have had a request; those that were opened in advance would be waited for.
        for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy();
      }),
    cut: () => server.closeAllConnections(),
  };
}

/** Closes on SIGTERM, as orchestrators send it, and SIGINT. A second signal ends the process at once. */
export function closeOnSignals(close: () => Promise<void>): void {
  const begin = (): void => {
    process.off("SIGTERM", begin).off("SIGINT", begin);
    void close();
  };
  process.on("SIGTERM", begin).on("SIGINT", begin);
}

function addressOf(server: HttpServer, host: string | undefined): Listening {
  const { port } = server.address() as AddressInfo;
  const name = host === undefined || host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host;
  return { port, url: `http://${name.includes(":") ? `[${name}]` : name}:${port}` };
}

/** What node's parser says of requests that are none, and what is answered. */
const broken: Readonly<Record<string, readonly [status: number, line: string, detail: string]>> = {
  HPE_HEADER_OVERFLOW: [431, "431 Request Header Fields Too Large", "The headers are larger than the server takes."],
  HPE_CHUNK_EXTENSIONS_OVERFLOW: [413, "413 Content Too Large", "The extensions of a chunk are larger than the server takes."],
  ERR_HTTP_REQUEST_TIMEOUT: [408, "408 Request Timeout", "The request did not come in time."],
};

/** Answers bytes that are no request, and closes. A connection that has an answer on its way is cut. */
function answerBroken(error: NodeJS.ErrnoException, socket: Socket & { readonly _httpMessage?: { readonly headersSent: boolean } | null }): void {
  if (!socket.writable || error.code === "ECONNRESET" || socket._httpMessage?.headersSent === true) return void socket.destroy();
  const [status, line, detail] = broken[error.code ?? ""] ?? [400, "400 Bad Request", "The request is not well-formed HTTP."];
  const problem = new ProblemError(status === 408 ? "timeout" : status === 413 ? "payload_too_large" : "invalid_request", { status, detail });
  const body = JSON.stringify(problemOf(problem, openTrace(undefined).traceId));
  const head = `HTTP/1.1 ${line}\r\nconnection: close\r\ncontent-type: application/problem+json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n`;
  socket.end(head + body);
}
