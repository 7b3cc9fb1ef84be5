import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { serve as serveHono } from "@hono/node-server";
import express from "express";
import fastify from "fastify";
import { Hono } from "hono";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { toExpress } from "../../../templates/runtime/typescript/server/express.js";
import { fastifyOptions, toFastify } from "../../../templates/runtime/typescript/server/fastify.js";
import { toHono } from "../../../templates/runtime/typescript/server/hono.js";
import type { Server } from "../../../templates/runtime/typescript/server/server.js";
import { make } from "./example.js";
import { request, sendRaw } from "./raw.js";

interface Port {
  readonly port: number;
  close(): unknown;
}

/** The server in one of its forms, with a route of the framework's own beside it. */
const forms: Readonly<Record<string, (server: Server) => Promise<Port>>> = {
  "node:http": async (server) => {
    const { port } = await server.listen({ port: 0, host: "127.0.0.1" });
    return { port, close: () => server.close({ graceMs: 0 }) };
  },
  Express: async (server) => {
    const app = express();
    app.get("/own", (_request, response) => void response.send("own"));
    app.use(toExpress(server));
    return await portOf(createServer(app));
  },
  Fastify: async (server) => {
    const app = fastify({ ...fastifyOptions(server) });
    app.get("/own", () => "own");
    await app.register(toFastify(server));
    await app.listen({ port: 0, host: "127.0.0.1" });
    return { port: (app.server.address() as AddressInfo).port, close: () => app.close() };
  },
  Hono: (server) => {
    const app = new Hono();
    app.get("/own", (context) => context.text("own"));
    app.use(toHono(server));
    return new Promise((resolve) => {
      const listening = serveHono({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" }, ({ port }) => resolve({ port, close: () => listening.close() }));
    });
  },
};

function portOf(server: ReturnType<typeof createServer>): Promise<Port> {
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve({ port: (server.address() as AddressInfo).port, close: () => server.close() }));
  });
}

describe.each(Object.entries(forms))("%s", (name, start) => {
  let opened: Port;
  beforeAll(async () => {
    const { server } = make(
      {
        echo: ({ body }) => ({ status: 200, body }),
        text: (_request, { header }) => ({ status: 200, body: `hello ${header("x-a") ?? ""}` }),
        getUser: ({ path }) => ({ status: 404, body: path.id }),
        lines: () => ({ status: 200, body: [1, 2] }),
        guarded: (_request, { auth }) => ({ status: 200, body: auth }),
      },
      { maxBodyBytes: 1000, log: false },
    );
    opened = await start(server);
  });
  afterAll(() => opened.close());

  const json = ["Content-Type: application/json"];
  type Row = readonly [line: string, headers: readonly string[], sent: string, status: number, body?: string];
  const rows: readonly Row[] = [
    ["GET /text", ["X-A: 1", "X-A: 2"], "", 200, "hello 1, 2"],
    ["HEAD /text", [], "", 200, ""],
    ["GET /text?a=%zz", [], "", 400],
    ["GET /users/a%2Fb", [], "", 404, '"a/b"'],
    ["GET /users/%zz", [], "", 400],
    [`GET /users/${"a".repeat(500)}`, [], "", 404, `"${"a".repeat(500)}"`],
    ["GET /users/", [], "", 404],
    ["GET //text", [], "", 404],
    ["GET http://test/text", [], "", 200, "hello "],
    ["POST /echo", json, '{"a":1}', 200, '{"a":1}'],
    ["POST /echo", ["Content-Type: text/strange"], '{"a":1}', 415],
    ["POST /echo", json, `"${"a".repeat(1000)}"`, 413],
    ["GET /lines", [], "", 200],
    ["GET /guarded", ["Authorization: Bearer good"], "", 200, '{"bearer":"good one"}'],
    ["GET /guarded", [], "", 401],
    ["PURGE /text", [], "", 405],
    ["QUERY /text", [], "", 405],
    ["OPTIONS /text", [], "", 405],
    ["GET /form", [], "", 501],
    ["GET /none", [], "", 404],
    ["GET /docs", [], "", 200],
    ["GET /", [], "", 404],
    ...(name === "node:http" ? [] : [["GET /own", [], "", 200, "own"] as const]),
  ];
  test.each(rows.map((row) => [row] as const))("%o", async ([line, headers, sent, status, body]) => {
    const answer = await sendRaw(opened.port, request(line, headers, sent));
    expect(answer.status).toBe(status);
    if (body !== undefined) expect(answer.body).toBe(body);
    else if (status >= 400) expect(JSON.parse(answer.body)).toMatchObject({ status, type: "about:blank" });
  });
});

test("others may be left to the framework", async () => {
  const { server } = make({ text: () => ({ status: 200, body: "hello" }) }, { log: false });
  const app = express();
  app.use(toExpress(server, { others: "next" }));
  app.use((_request, response) => void response.status(404).send("mine"));
  const port = await portOf(createServer(app));
  expect((await sendRaw(port.port, request("GET /text?a"))).body).toBe("hello");
  for (const target of ["http://test/text", "/a/../text", "/%74ext"]) expect((await sendRaw(port.port, request(`GET ${target}`))).body).toBe("hello");
  expect((await sendRaw(port.port, request("GET /none?a"))).body).toBe("mine");
  port.close();
  const hono = new Hono();
  hono.use(toHono(server, { others: "next" }));
  expect(await (await hono.request("/text")).text()).toBe("hello");
  expect(await (await hono.request("/none")).text()).toBe("404 Not Found");
});

test("a body that something else has read is a failure that says so", async () => {
  const { server, entries } = make({ echo: ({ body }) => ({ status: 200, body }) });
  const app = express();
  app.use(express.json(), toExpress(server));
  const port = await portOf(createServer(app));
  expect((await sendRaw(port.port, request("POST /echo", ["Content-Type: application/json"], "{}"))).status).toBe(500);
  expect(String(entries[0]?.error)).toContain("put the server before what parses bodies");
  port.close();
});
