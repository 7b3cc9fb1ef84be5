import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { AddressInfo } from "node:net";
import { allowOrigin, answerPreflight, isPreflight } from "./cors.js";

export interface Certificate {
  /** PEM. */
  readonly cert: Buffer;
  readonly key: Buffer;
}

export interface Place {
  /** 0: any that is free. */
  readonly port: number;
  readonly host: string;
  readonly certificate?: Certificate;
  /** Whether pages of other origins may ask. */
  readonly cors: boolean;
}

/** Takes a request. `awaitsContinue`: the client waits for `100 Continue`. Never throws. */
export type Take = (request: IncomingMessage, response: ServerResponse, awaitsContinue: boolean) => void;

export interface OpenDoor {
  /** `http://127.0.0.1:4010` */
  readonly url: string;
  /** Takes no new connections, and resolves when what has begun has come to its end, or was cut after so many milliseconds. */
  readonly close: (graceMs: number) => Promise<void>;
}

/** Opens a port. Rejects if it is taken, or if the certificate is none. */
export async function openDoor({ port, host, certificate, cors }: Place, take: Take): Promise<OpenDoor> {
  const receive =
    (awaitsContinue: boolean): RequestListener =>
    (request, response) => {
      if (cors && isPreflight(request)) return answerPreflight(request, response);
      if (cors) allowOrigin(request, response);
      take(request, response, awaitsContinue);
    };
  const settings = { joinDuplicateHeaders: true, keepAliveTimeout: 5_000 };
  const server = certificate === undefined ? createServer(settings, receive(false)) : createSecureServer({ ...settings, ...certificate }, receive(false));
  server.on("checkContinue", receive(true));
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
  const { port: opened } = server.address() as AddressInfo;
  const name = host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host;
  return {
    url: `${certificate === undefined ? "http" : "https"}://${name.includes(":") ? `[${name}]` : name}:${opened}`,
    close: (graceMs) =>
      new Promise((resolve) => {
        const timer = setTimeout(() => server.closeAllConnections(), graceMs);
        server.close(() => {
          clearTimeout(timer);
          resolve();
        });
        server.closeIdleConnections();
      }),
  };
}
