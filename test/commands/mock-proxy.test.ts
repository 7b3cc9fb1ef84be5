import { createServer, type IncomingMessage, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, test } from "vitest";
import { makeBench, type Running } from "./mortise.js";

const { put, read, start } = makeBench();

const contract = `openapi: 3.1.0
info: { title: Things, version: 1.0.0 }
paths:
  /things/{id}:
    parameters: [{ name: id, in: path, required: true, schema: { type: integer } }]
    get:
      operationId: getThing
      responses:
        "200":
          description: ok
          headers: { X-Left: { required: true, schema: { type: integer } } }
          content: { application/json: { schema: { $ref: '#/components/schemas/Thing' } } }
    put:
      operationId: setThing
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Thing' } } } }
      responses: { "204": { description: done } }
  /news:
    get:
      operationId: readNews
      responses: { "200": { description: ok, content: { text/event-stream: { schema: { type: string } } } } }
components:
  schemas:
    Thing: { type: object, required: [name], properties: { name: { type: string }, size: { type: integer } } }
`;

const closing: (() => void)[] = [];
afterEach(() => closing.splice(0).forEach((close) => close()));

/** A real server, and a proxy before it. */
async function startProxy(listener: RequestListener, ...words: readonly string[]): Promise<{ readonly running: Running; readonly url: string }> {
  put("openapi.yaml", contract);
  const server = createServer(listener).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const running = start("mock", "openapi.yaml", "--port", "0", "--proxy", `http://127.0.0.1:${port}/base`, ...words);
  closing.push(() => running.child.kill("SIGKILL"));
  await running.until("proxy of");
  return { running, url: /http:\/\/[\d.]+:\d+/.exec(running.output())?.[0] ?? "" };
}

async function stop(running: Running): Promise<number | null> {
  running.child.kill("SIGINT");
  return running.ended;
}

const json = { "content-type": "application/json" };
const violationsOf = (response: Response): unknown => JSON.parse(response.headers.get("mortise-violations") ?? "[]");

async function textOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const piece of request.setEncoding("utf8")) text += piece;
  return text;
}

describe("--proxy", () => {
  test("passes requests and answers on as they are, and says that all is well", async () => {
    const seen: unknown[] = [];
    const { running, url } = await startProxy((request, response) => {
      void textOf(request).then((text) => {
        const { host, via, "x-hop": hop, "x-mine": mine } = request.headers;
        seen.push([request.method, request.url, text, host === new URL(url).host, via, hop, mine]);
        if (request.method === "PUT") return response.writeHead(204).end();
        return response.writeHead(200, { ...json, "x-left": "3", "content-encoding": "gzip", connection: "x-secret", "x-secret": "1" }).end(gzipSync('{"name":"a","size":9007199254740993}'));
      });
    });
    const got = await fetch(`${url}/things/1?x=%2F`, { headers: { "x-mine": "1" } });
    expect([got.status, got.headers.get("x-left"), got.headers.get("x-secret"), got.headers.get("via"), await got.text(), violationsOf(got)]).toEqual([200, "3", null, "1.1 mortise", '{"name":"a","size":9007199254740993}', []]);
    const put = await fetch(`${url}/things/2`, { method: "PUT", headers: json, body: '{"name":"b"}' });
    expect([put.status, violationsOf(put)]).toEqual([204, []]);
    expect(seen).toEqual([
      ["GET", "/base/things/1?x=%2F", "", false, "1.1 mortise", undefined, "1"],
      ["PUT", "/base/things/2", '{"name":"b"}', false, "1.1 mortise", undefined, undefined],
    ]);
    expect(await stop(running)).toBe(0);
    expect(running.output()).toContain("2 requests, all by the contract");
  });

  test("reports what breaks the contract on either side, and passes it on all the same", async () => {
    const { running, url } = await startProxy((request, response) => {
      if (request.url === "/base/things/5") response.writeHead(418, json).end("{}");
      else if (request.url === "/base/things/6") response.writeHead(200, { "content-type": "text/plain", "x-left": "1" }).end("x");
      else response.writeHead(200, { ...json, "x-left": "few" }).end('{"name":1,"size":1.5}');
    });
    const wrong = await fetch(`${url}/things/x`);
    expect(await wrong.text()).toBe('{"name":1,"size":1.5}');
    expect(violationsOf(wrong)).toEqual([
      { side: "request", in: "path", pointer: "/id", rule: "type", message: "must be an integer" },
      { side: "answer", in: "header", pointer: "/X-Left", rule: "type", message: "must be an integer" },
      { side: "answer", in: "body", pointer: "/name", rule: "type", message: "must be a string" },
      { side: "answer", in: "body", pointer: "/size", rule: "type", message: "must be an integer" },
    ]);
    expect(violationsOf(await fetch(`${url}/things/5`))).toEqual([{ side: "answer", in: "status", pointer: "", rule: "status", message: "the contract has no answer 418" }]);
    expect(violationsOf(await fetch(`${url}/things/6`))).toMatchObject([{ side: "answer", rule: "unsupported_media_type" }]);
    expect(violationsOf(await fetch(`${url}/others`))).toMatchObject([{ side: "request", rule: "not_found" }]);
    expect(violationsOf(await fetch(`${url}/things/1`, { method: "PUT", headers: json, body: "{" }))).toMatchObject([{ side: "request", in: "body", rule: "json" }, { side: "answer", rule: "status" }]);
    expect(await stop(running)).toBe(1);
    expect(running.output()).toContain("  answer: body /name  type  must be a string");
    expect(running.output()).toContain("5 requests, 5 of them not by the contract");
  });

  test("streams go through as they come", async () => {
    let finish = (): void => {};
    const { running, url } = await startProxy((_request, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write("data: one\n\n");
      finish = () => response.end("data: two\n\n");
    });
    const { body } = await fetch(`${url}/news`);
    const reader = (body as ReadableStream<Uint8Array>).getReader();
    expect(new TextDecoder().decode((await reader.read()).value)).toBe("data: one\n\n");
    finish();
    expect(new TextDecoder().decode((await reader.read()).value)).toBe("data: two\n\n");
    expect((await reader.read()).done).toBe(true);
    expect(await stop(running)).toBe(0);
  });

  test("a server that isn't there is a 502", async () => {
    put("openapi.yaml", contract);
    const running = start("mock", "openapi.yaml", "--port", "0", "--proxy", "http://127.0.0.1:9");
    closing.push(() => running.child.kill("SIGKILL"));
    await running.until("proxy of");
    const url = /http:\/\/[\d.]+:\d+/.exec(running.output())?.[0] ?? "";
    const answer = await fetch(`${url}/things/1`);
    expect([answer.status, await answer.json()]).toEqual([502, expect.objectContaining({ code: "bad_gateway" })]);
    await stop(running);
  });

  test("--record keeps answers, which --overrides gives again", async () => {
    let left = 10;
    const { running, url } = await startProxy((request, response) => {
      if (request.url === "/base/things/9") return void response.writeHead(200, { ...json, "x-left": "1" }).end("{}");
      left -= 1;
      return void response.writeHead(200, { ...json, "x-left": String(left) }).end(`{"name":"n${left}","size":90071992547409931}`);
    }, "--record", "answers.json");
    for (const id of [1, 2, 9]) await (await fetch(`${url}/things/${id}`)).text();
    expect(await stop(running)).toBe(1);
    expect(running.output()).toContain("3 requests, 1 of them not by the contract, 2 answers recorded");
    expect(read("answers.json")).toBe(
      '[\n  { "operation": "getThing", "times": 1, "answer": {"status":200,"headers":{"X-Left":9},"contentType":"application/json","body":{"name":"n9","size":90071992547409931}} },\n' +
        '  { "operation": "getThing", "answer": {"status":200,"headers":{"X-Left":8},"contentType":"application/json","body":{"name":"n8","size":90071992547409931}} }\n]\n',
    );
    const replay = start("mock", "openapi.yaml", "--engine", "native", "--port", "0", "--overrides", "answers.json");
    closing.push(() => replay.child.kill("SIGKILL"));
    await replay.until("native engine");
    const again = /http:\/\/[\d.]+:\d+/.exec(replay.output())?.[0] ?? "";
    const answers = [];
    for (const id of [1, 2, 3]) {
      const answer = await fetch(`${again}/things/${id}`);
      answers.push([answer.headers.get("x-left"), await answer.text()]);
    }
    expect(answers).toEqual([
      ["9", '{"name":"n9","size":90071992547409931}'],
      ["8", '{"name":"n8","size":90071992547409931}'],
      ["8", '{"name":"n8","size":90071992547409931}'],
    ]);
    await stop(replay);
  });
});
