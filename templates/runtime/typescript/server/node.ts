import type { IncomingMessage, ServerResponse } from "node:http";
import { NodeExchange } from "./node-exchange.js";
import { send } from "./node-send.js";
import type { Service } from "./service.js";
import { Turn } from "./turn.js";

/** What `http.createServer` takes. */
export type NodeListener = (request: IncomingMessage, response: ServerResponse) => void;

export interface ListenOptions {
  /** 0: any that is free. */
  readonly port: number;
  /** All addresses if absent. */
  readonly host?: string | undefined;
  /** Closes in good order on SIGTERM and SIGINT. False if absent. */
  readonly signals?: boolean | undefined;
  /** How long clients may take. */
  readonly timeouts?: Timeouts | undefined;
}

/** Milliseconds; 0: for ever. */
export interface Timeouts {
  /** For the headers of a request to come. 30,000 if absent. */
  readonly headers?: number | undefined;
  /** For a whole request to come, body and all. 300,000 if absent. */
  readonly request?: number | undefined;
  /** For the next request on a connection to begin. 5,000 if absent. */
  readonly keepAlive?: number | undefined;
}

export interface Listening {
  readonly port: number;
  /** `http://127.0.0.1:8080` */
  readonly url: string;
}

/** Answers a request of `node:http`. `awaitsContinue`: the client waits for `100 Continue`. Never throws. */
export function answerNode(service: Service, request: IncomingMessage, response: ServerResponse, awaitsContinue: boolean): void {
  const exchange = new NodeExchange(request, response, awaitsContinue);
  const turn = new Turn(exchange);
  service.answer(turn, (reply) => send(service, turn, exchange, response, reply));
}
