import { answerNode, type Listening, type ListenOptions, type NodeListener } from "./node.js";
import type { OpenPort } from "./node-listen.js";
import type { ServerContract, ServerOptions } from "./options.js";
import { openService, type Service } from "./service.js";
import type { OpenSpool } from "./spool.js";
import { answerRequest } from "./web.js";

/** A server of one contract. It holds no port until `listen` is called. */
export interface Server {
  /** Answers a web `Request`: for `Deno.serve`, `Bun.serve`, workers, tests. Never rejects. */
  readonly fetch: (request: Request) => Promise<Response>;
  /** A listener for `node:http`: `http.createServer(server.node)`. Never throws. */
  readonly node: NodeListener;
  /** Whether a path, as sent, is one of the contract's or of the server's own: what frameworks ask who have other routes beside it. */
  readonly knows: (path: string) => boolean;
  /** Listens with `node:http`. Rejects if the port is taken. */
  listen(where: number | ListenOptions): Promise<Listening>;
  /**
   * Takes no new connections, is not ready (`/readyz`) any more, lets requests that have begun come to their end, and closes. After
   * `graceMs` (10,000 if absent) `call.signal` of what is left is aborted, and connections are cut.
   */
  close(options?: CloseOptions): Promise<void>;
}

export interface CloseOptions {
  /** Milliseconds. */
  readonly graceMs?: number | undefined;
}

/**
 * Makes the server of a contract. `handlers` has a method a route, by the route's name; one that is missing answers 501.
 *
 * @throws {TypeError} if a security scheme that an operation requires has no handler in `options.security`.
 */
export function serve<H extends object>(contract: ServerContract, handlers: H, options: ServerOptions = {}): Server {
  const service = openService(contract, handlers, options, spoolOfPlatform());
  const ports: OpenPort[] = [];
  const server: Server = {
    fetch: (request) => answerRequest(service, request),
    node: (request, response) => answerNode(service, request, response, false),
    knows: service.knows,
    async listen(where) {
      const listenOptions = typeof where === "number" ? { port: where } : where;
      // Brought in here, so that the server can be loaded where there is no node.
      const { closeOnSignals, openPort } = await import("./node-listen.js");
      const port = await openPort(service, listenOptions);
      ports.push(port);
      if (listenOptions.signals === true) closeOnSignals(() => server.close());
      return port.listening;
    },
    close: ({ graceMs = 10_000 } = {}) => closeService(service, ports, graceMs),
  };
  return server;
}

/** Temporary files, where there is node; elsewhere memory has to do. */
function spoolOfPlatform(): OpenSpool | undefined {
  const { process } = globalThis as { readonly process?: { readonly versions?: { readonly node?: string } } };
  if (process?.versions?.node === undefined) return undefined;
  return async () => (await import("./node-spool.js")).openFileSpool();
}

async function closeService(service: Service, ports: OpenPort[], graceMs: number): Promise<void> {
  service.isClosing = true;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const isLate = new Promise<true>((resolve) => void (timer = setTimeout(() => resolve(true), graceMs)));
  const closed = Promise.all([service.drained(), ...ports.map((port) => port.close())]);
  if ((await Promise.race([closed, isLate])) === true) {
    for (const turn of service.turns) turn.exchange.abort?.();
    for (const port of ports) port.cut();
  }
  clearTimeout(timer);
  ports.length = 0;
}
