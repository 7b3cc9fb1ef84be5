import { readdirSync } from "node:fs";
import { createServer as createSocketServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { describe, expect, test } from "vitest";
import { contract, makeBench, type Running } from "./mortise.js";

const { mortise, put, read, start, setUp } = makeBench();

/** A contract with a collection, security and several answers. */
const notes = `openapi: 3.1.0
info: { title: Notes, version: 1.0.0 }
servers: [{ url: https://api.example.com/v2 }]
security: [{ key: [] }]
paths:
  /notes:
    get:
      operationId: listNotes
      parameters: [{ name: limit, in: query, schema: { type: integer, maximum: 50 } }]
      responses: { "200": { description: ok, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Note' } } } } } }
    post:
      operationId: createNote
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Note' } } } }
      responses: { "201": { description: ok, content: { application/json: { schema: { $ref: '#/components/schemas/Note' } } } } }
  /notes/{id}:
    parameters: [{ name: id, in: path, required: true, schema: { type: integer } }]
    get:
      operationId: getNote
      responses:
        "200": { description: ok, content: { application/json: { schema: { $ref: '#/components/schemas/Note' } } } }
        "404": { description: none, content: { application/problem+json: { schema: { type: object, required: [title], properties: { title: { type: string } } } } } }
components:
  securitySchemes: { key: { type: apiKey, in: header, name: X-Key } }
  schemas:
    Note: { type: object, required: [id, text], properties: { id: { type: integer, readOnly: true }, text: { type: string, minLength: 1 } } }
`;

const key = { "x-key": "k" };

/** Starts a mock by the native engine, and waits for its address. */
async function startNative(...words: readonly string[]): Promise<{ readonly running: Running; readonly url: string }> {
  const running = start("mock", "openapi.yaml", "--engine", "native", "--port", "0", ...words);
  return { running, url: await urlOf(running) };
}

async function urlOf(running: Running): Promise<string> {
  await running.until("http");
  await running.until("\n");
  return /https?:\/\/[\d.]+:\d+/.exec(running.output())?.[0] ?? "";
}

async function stop(running: Running): Promise<number | null> {
  running.child.kill("SIGINT");
  return running.ended;
}

describe("the native engine", () => {
  test("answers as the contract says, tells each request, and ends in good order", async () => {
    put("openapi.yaml", notes);
    const { running, url } = await startNative();
    expect((await fetch(`${url}/notes`)).status).toBe(401);
    const list = await fetch(`${url}/notes?limit=3`, { headers: key });
    expect(list.status).toBe(200);
    expect(await list.json()).toHaveLength(3);
    const wrong = await fetch(`${url}/notes?limit=x`, { headers: key });
    expect(await wrong.json()).toMatchObject({ status: 400, code: "invalid_request", violations: [{ in: "query", pointer: "/limit", rule: "type" }] });
    expect(await (await fetch(`${url}/nothing`)).json()).toMatchObject({ status: 404, code: "not_found" });
    expect((await fetch(`${url}/notes/1`, { method: "PUT", headers: key })).headers.get("allow")).toBe("GET, HEAD");
    expect((await fetch(`${url}/v2/notes`, { headers: key })).status).toBe(200);
    expect((await fetch(`${url}/openapi.json`)).status).toBe(200);
    expect(await stop(running)).toBe(0);
    expect(running.output()).toMatch(/openapi|notes|api/);
    expect(running.output()).toMatch(/^GET {4}\/notes {2}401 {2}[\d.]+ ms$/m);
  });

  test("remembers what was created, unless it is told not to", async () => {
    put("openapi.yaml", notes);
    const { running, url } = await startNative();
    const made = (await (await fetch(`${url}/notes`, { method: "POST", headers: { ...key, "content-type": "application/json" }, body: '{"text":"hello"}' })).json()) as { id: number };
    expect(await (await fetch(`${url}/notes/${made.id}`, { headers: key })).json()).toEqual({ id: made.id, text: "hello" });
    await stop(running);
    const forgetful = await startNative("--no-memory");
    await fetch(`${forgetful.url}/notes`, { method: "POST", headers: { ...key, "content-type": "application/json" }, body: '{"text":"hello"}' });
    const list = (await (await fetch(`${forgetful.url}/notes?limit=50`, { headers: key })).json()) as readonly { readonly text: string }[];
    expect(list.filter(({ text }) => text === "hello")).toEqual([]);
    await stop(forgetful.running);
  });

  test("gives the status that is preferred, and what --overrides says", async () => {
    put("openapi.yaml", notes);
    put("answers.json", '[{ "operation": "getNot", "answer": 404 }, { "operation": "getNote", "answer": { "status": 200, "body": { "id": 9007199254740993, "text": "mine" } } }]');
    const { running, url } = await startNative("--overrides", "answers.json", "--security", "off");
    expect((await fetch(`${url}/notes/1`, { headers: { prefer: "code=404" } })).status).toBe(200);
    expect(await (await fetch(`${url}/notes/1`)).text()).toBe('{"id":9007199254740993,"text":"mine"}');
    await running.until("--overrides: the contract has no operation 'getNot'");
    await stop(running);
    const plain = await startNative("--security", "off");
    expect((await fetch(`${plain.url}/notes/1`, { headers: { prefer: "code=404" } })).status).toBe(404);
    await stop(plain.running);
  });

  test("--latency and --error-rate make it slow and faulty", async () => {
    put("openapi.yaml", notes);
    const { running, url } = await startNative("--latency", "150-160", "--error-rate", "1", "--security", "off");
    const begin = performance.now();
    expect((await fetch(`${url}/notes`)).status).toBeGreaterThanOrEqual(500);
    expect(performance.now() - begin).toBeGreaterThan(140);
    await stop(running);
  });

  test("pages of other origins may ask, unless --no-cors", async () => {
    put("openapi.yaml", notes);
    const { running, url } = await startNative("--security", "off");
    const asking = { origin: "https://app.example", "access-control-request-method": "POST", "access-control-request-headers": "x-key, content-type" };
    const preflight = await fetch(`${url}/notes`, { method: "OPTIONS", headers: asking });
    expect([preflight.status, preflight.headers.get("access-control-allow-origin"), preflight.headers.get("access-control-allow-headers")]).toEqual([204, "https://app.example", "x-key, content-type"]);
    const { headers } = await fetch(`${url}/notes`, { headers: { origin: "https://app.example" } });
    expect([headers.get("access-control-allow-origin"), headers.get("vary"), headers.get("access-control-expose-headers")]).toEqual(["https://app.example", "Origin", expect.stringContaining("content-type")]);
    await stop(running);
    const closed = await startNative("--no-cors");
    expect((await fetch(`${closed.url}/notes`, { method: "OPTIONS", headers: asking })).status).toBe(405);
    await stop(closed.running);
  });

  test("the same seed answers alike, another one otherwise", async () => {
    put("openapi.yaml", notes);
    const ask = async (...words: readonly string[]): Promise<string> => {
      const { running, url } = await startNative("--security", "off", ...words);
      const text = await (await fetch(`${url}/notes`)).text();
      await stop(running);
      return text;
    };
    const [first, again, other] = [await ask("--seed", "a"), await ask("--seed", "a"), await ask("--seed", "b")];
    expect(again).toBe(first);
    expect(other).not.toBe(first);
  });

  test("--watch takes a sound contract, and keeps the one before where it isn't", async () => {
    put("openapi.yaml", notes);
    const { running, url } = await startNative("--watch", "--security", "off");
    await running.until("watching");
    put("openapi.yaml", notes.replace("type: integer, maximum: 50", "type: integer, maximum: 60"));
    await running.until("answering by the new contract");
    expect((await fetch(`${url}/notes?limit=55`)).status).toBe(200);
    put("openapi.yaml", notes.replace("#/components/schemas/Note'", "#/components/schemas/Nope'"));
    await running.until("the contract before goes on answering");
    expect(running.output()).toMatch(/ref-unresolved/);
    expect((await fetch(`${url}/notes?limit=55`)).status).toBe(200);
    expect(await stop(running)).toBe(0);
  });

  test("a part of the contract that can't be understood is told, the rest answers", async () => {
    put("openapi.yaml", notes.replace("  /notes/{id}:", "  /odd:\n    get: { operationId: odd, security: [{ nobody: [] }], responses: { '204': { description: ok } } }\n  /notes/{id}:"));
    const { running, url } = await startNative("--security", "off");
    const odd = await fetch(`${url}/odd`);
    expect([odd.status, await odd.json()]).toEqual([501, expect.objectContaining({ code: "not_implemented" })]);
    expect((await fetch(`${url}/notes/1`)).status).toBeLessThan(500);
    expect(await stop(running)).toBe(0);
    expect(running.output()).toContain("'nobody'");
  });

  test("a name of mortise.yaml will do", async () => {
    setUp();
    const running = start("mock", "users", "--engine", "native", "--port", "0", "--json");
    const url = await urlOf(running);
    expect(running.output()).toContain(`{"ready":"${url}","contract":"users","engine":"native engine"}`);
    expect((await fetch(`${url}/users/7`)).status).toBe(200);
    await running.until('"path":"/users/7"');
    await stop(running);
  });
});

describe("Prism", () => {
  test("a flag that it has nothing for makes the native engine answer, and the command says so", async () => {
    put("openapi.yaml", contract);
    const running = start("mock", "openapi.yaml", "--port", "0", "--latency", "1");
    await running.until("native engine; Prism has nothing for --latency");
    expect(await stop(running)).toBe(0);
  });

  test("without it the native engine answers, and the command says how to add it", async () => {
    put("openapi.yaml", contract);
    const running = start("mock", "openapi.yaml", "--port", "0");
    await running.until("http");
    await running.until("\n");
    // Where the tests run, Prism is there, but may take longer than 3 s.
    expect(running.output()).toMatch(/\((?:Prism|native engine; Prism isn't (?:ready after 3 s|installed: npm install .*))\)/);
    expect(await stop(running)).toBe(0);
  });

  test("leaves nothing behind", async () => {
    put("openapi.yaml", contract);
    const running = start("mock", "openapi.yaml", "--port", "0");
    await running.until("http");
    await stop(running);
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith("mortise-mock-"))).toEqual([]);
  });
});

describe("wrong use", () => {
  test.each([
    [["mock"], "name one contract"],
    [["mock", "openapi.yaml", "--engine", "prims"], "--engine is prism or native, not 'prims'"],
    [["mock", "openapi.yaml", "--port", "x"], "--port is a number from 0 to 65535"],
    [["mock", "openapi.yaml", "--latency", "5-1"], "--latency is so many milliseconds"],
    [["mock", "openapi.yaml", "--error-rate", "2"], "--error-rate is a part of all requests"],
    [["mock", "openapi.yaml", "--engine", "prism", "--error-rate", "1"], "--engine prism has nothing for --error-rate"],
    [["mock", "openapi.yaml", "--record", "x.json"], "--record writes the answers of a real server down"],
    [["mock", "openapi.yaml", "--proxy", "ftp://x"], "--proxy is the URL of a server"],
    [["mock", "openapi.yaml", "--tls-cert", "x.pem"], "--tls-cert needs its key"],
    [["mock", "openapi.yaml", "--overrides", "none.json"], "--overrides can't be read"],
    [["mock", "openapi.yaml", "--no-cors=1"], "--no-cors takes no value"],
    [["mock", "none.yaml"], "there is no file 'none.yaml'"],
  ])("%j", (words, message) => {
    put("openapi.yaml", contract);
    const { status, err } = mortise(...words);
    expect({ status, err }).toEqual({ status: 2, err: expect.stringContaining(message) });
  });

  test("a contract with an error is told, and nothing is started", () => {
    put("openapi.yaml", contract.replace("schemas/User'", "schemas/Usr'"));
    expect(mortise("mock", "openapi.yaml")).toMatchObject({ status: 2, err: expect.stringContaining("ref-unresolved") });
    expect(read("openapi.yaml")).toContain("Usr");
  });

  test("a port that is taken", async () => {
    put("openapi.yaml", contract);
    const server = createSocketServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const { port } = server.address() as AddressInfo;
    const running = start("mock", "openapi.yaml", "--engine", "native", "--port", String(port));
    expect(await running.ended).toBe(2);
    expect(running.output()).toContain("EADDRINUSE");
    server.close();
  });
});
