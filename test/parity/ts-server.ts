import { createServer as createHttp, type IncomingMessage, type RequestListener, type Server as HttpServer } from "node:http";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pathToFileURL } from "node:url";
import { serve as serveHono } from "@hono/node-server";
import { build } from "esbuild";
import express from "express";
import fastify from "fastify";
import { Hono } from "hono";
import { load } from "js-yaml";
import type { Server } from "../../templates/runtime/typescript/server/server.js";
import { emitServer, writeFiles } from "../targets/generate.js";
import { contractPath, type Setup } from "./cases.js";
import type { Address } from "./exchange.js";
import { handlersOf, problemHooks, verifiersOf, type Generated } from "./handlers.js";

/** The forms in which the server answers. */
export const forms = ["node", "fetch", "express", "fastify", "hono"] as const;
export type Form = (typeof forms)[number];

export interface Running {
  readonly address: Address;
  close(): Promise<void>;
}

const built = new Map<string, Promise<Generated>>();

/** Generates the server of a contract, compiles and loads it. Once for each contract and choice of `formats`. */
export function loadGenerated(contract: string, formats: "assert" | "annotate" = "assert"): Promise<Generated> {
  const key = `${contract} ${formats}`;
  const known = built.get(key) ?? generate(contract, formats);
  built.set(key, known);
  return known;
}

/** The server's own module and the adapters, as one. */
const entry = ["./index.js", "./runtime/server/express.js", "./runtime/server/fastify.js", "./runtime/server/hono.js"].map((path) => `export * from "${path}";\n`).join("");

async function generate(contract: string, formats: "assert" | "annotate"): Promise<Generated> {
  const folder = mkdtempSync(join(tmpdir(), "mortise-parity-"));
  try {
    return (await import(/* @vite-ignore */ pathToFileURL(await compileServer(contract, formats, folder)).href)) as Generated;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Generates the server of a contract into a folder, and gives the one module that it is compiled to. */
export async function compileServer(contract: string, formats: "assert" | "annotate", folder: string): Promise<string> {
  writeFiles(join(folder, "ts"), await emitServer(contractPath(contract), { int64: "bigint", formats }));
  writeFileSync(join(folder, "ts/entry.ts"), entry);
  const outfile = join(folder, "server.mjs");
  await build({ entryPoints: [join(folder, "ts/entry.ts")], outfile, bundle: true, platform: "node", format: "esm", target: "node20", logLevel: "silent" });
  return outfile;
}

/** Starts the server of a contract in one of its forms, with the handlers that README.md asks for. */
export async function startServer(contract: string, setup: Setup, form: Form): Promise<Running> {
  const generated = await loadGenerated(contract, setup.formats);
  const document = load(readFileSync(contractPath(contract), "utf8")) as Parameters<typeof handlersOf>[0];
  const server = generated.createServer(handlersOf(document, generated), {
    security: verifiersOf(document, generated),
    problems: problemHooks,
    operations: Object.fromEntries(Object.keys(handlersOf(document, generated)).filter((id) => /Limited/.test(id)).map((id) => [id, { maxBodyBytes: 1000 }])),
    log: false,
    health: false,
    docs: false,
    ...(setup.maxDepth !== undefined && { maxDepth: setup.maxDepth }),
    ...(setup.unknownQuery !== undefined && { unknownQuery: setup.unknownQuery }),
    checkResponses: setup.responseCheck !== "off",
  });
  return starters[form](server, generated);
}

const starters: Readonly<Record<Form, (server: Server, generated: Generated) => Promise<Running>>> = {
  async node(server) {
    const { port } = await server.listen({ port: 0, host: "127.0.0.1" });
    return { address: { host: "127.0.0.1", port }, close: () => server.close({ graceMs: 100 }) };
  },
  fetch: (server) => listen(createHttp(bridge(server))),
  express: (server, { toExpress }) => listen(createHttp(express().disable("x-powered-by").use(toExpress(server)) as RequestListener)),
  async fastify(server, { toFastify, fastifyOptions }) {
    const app = fastify(fastifyOptions(server) as object);
    await app.register(toFastify(server) as never);
    await app.listen({ port: 0, host: "127.0.0.1" });
    return { address: { host: "127.0.0.1", port: (app.server.address() as AddressInfo).port }, close: () => app.close() };
  },
  hono(server, { toHono }) {
    const app = new Hono();
    app.use(toHono(server) as never);
    return new Promise((resolve) => {
      const running = serveHono({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" }, ({ port }) => resolve({ address: { host: "127.0.0.1", port }, close: () => closed(running as HttpServer) }));
    });
  },
};

function listen(server: HttpServer): Promise<Running> {
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve({ address: { host: "127.0.0.1", port: (server.address() as AddressInfo).port }, close: () => closed(server) }));
  });
}

const closed = (server: HttpServer): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

/** `node:http` to `fetch` and back, with nothing in between that reads or mends a request. */
const bridge =
  (server: Server): RequestListener =>
  async (incoming, outgoing) => {
    const response = await server.fetch(toRequest(incoming));
    outgoing.writeHead(response.status, [...response.headers].flat());
    if (response.body === null) outgoing.end();
    else Readable.fromWeb(response.body as never).pipe(outgoing);
  };

function toRequest(incoming: IncomingMessage): Request {
  const { method = "GET", rawHeaders, url = "/" } = incoming;
  const headers = new Headers();
  for (let index = 0; index < rawHeaders.length; index += 2) headers.append(rawHeaders[index] ?? "", rawHeaders[index + 1] ?? "");
  const hasBody = method !== "GET" && method !== "HEAD" && (incoming.headers["transfer-encoding"] ?? incoming.headers["content-length"]) !== undefined;
  return new Request(url.startsWith("/") ? `http://parity.test${url}` : url, { method, headers, ...(hasBody && { body: Readable.toWeb(incoming) as never, duplex: "half" }) } as RequestInit);
}
