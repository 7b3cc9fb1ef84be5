import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { valueAt } from "../../../generators/contract/pointer.js";
import { isAllowed } from "../../../generators/contract/resolve/remote.js";
import { loadFiles, tell } from "./memory.js";

const contract = (url: string): string => `openapi: 3.1.0\ninfo: {title: T, version: "1"}\npaths: {}\ncomponents: {schemas: {A: {items: {$ref: '${url}'}}}}`;

let server: Server;
let base: string;
const asked: string[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request.url ?? "");
    const send = (status: number, body = "", headers: Record<string, string> = {}): void => void response.writeHead(status, headers).end(body);
    switch (request.url) {
      case "/user.yaml":
        return send(200, "properties: {role: {$ref: 'parts/role.json#/Role'}, self: {$ref: '#'}}");
      case "/parts/role.json":
        return send(200, '{"Role": {"type": "string"}}');
      case "/moved.yaml":
        return send(302, "", { location: "/user.yaml" });
      case "/away.yaml":
        return send(302, "", { location: "http://localhost:9/user.yaml" });
      case "/round.yaml":
        return send(302, "", { location: "/round.yaml" });
      case "/local.yaml":
        return send(200, "items: {$ref: 'file:///etc/passwd'}");
      case "/broken.yaml":
        return send(200, "a: [");
      case "/drop.yaml":
        return void request.socket.destroy();
      default:
        return send(404, "no");
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => server.close());

test("remote documents are read if the list allows it, and what they refer to", async () => {
  const source = await loadFiles({ "a.yaml": contract(`${base}/user.yaml`) }, { allowRemote: [base] });
  expect(tell(source)).toEqual([]);
  expect(valueAt(source.document, "#/components/schemas")).toEqual({
    A: { items: { $ref: "#/components/schemas/user" } },
    user: { properties: { role: { $ref: "#/components/schemas/Role" }, self: { $ref: "#/components/schemas/user" } } },
    Role: { type: "string" },
  });
  expect(source.files.map(({ path }) => path)).toEqual(["a.yaml", `${base}/parts/role.json`, `${base}/user.yaml`]);
});

test("nothing is asked without the list", async () => {
  asked.length = 0;
  const source = await loadFiles({ "a.yaml": contract(`${base}/user.yaml`) });
  expect(tell(source)).toEqual([`a.yaml:4:42 error ref-remote: reading '${base}/user.yaml' is not allowed`]);
  expect(source.diagnostics[0]?.hint).toBe(`allow it: --allow-remote ${base}/`);
  expect(asked).toEqual([]);
});

test.each<[path: string, want: string]>([
  ["/moved.yaml", ""],
  ["/none.yaml", "error ref-unresolved: the reference 'URL' leads nowhere: 'URL' can't be read: the server answers 404"],
  ["/away.yaml", "error ref-remote: 'URL' can't be read: it is redirected to 'http://localhost:9/user.yaml', which is not allowed"],
  ["/round.yaml", "error ref-unresolved: the reference 'URL' leads nowhere: 'URL' can't be read: it is redirected more than 5 times"],
  ["/local.yaml", "error ref-remote: a remote document may not refer to files of this machine"],
  ["/broken.yaml", "error syntax: the '[' that starts here is not closed"],
  ["/drop.yaml", "error ref-unresolved: the reference 'URL' leads nowhere: 'URL' can't be read: other side closed"],
])("%s", async (path, want) => {
  const source = await loadFiles({ "a.yaml": contract(base + path) }, { allowRemote: [`${base}/`] });
  expect(tell(source).map((line) => line.replace(/^.*?:\d+:\d+ /, "").replaceAll(base + path, "URL"))).toEqual(want === "" ? [] : [want]);
});

test("a reader of the caller takes the place of the net, within the list", async () => {
  const read: string[] = [];
  const readRemote = (url: string): Promise<string | undefined> => (read.push(url), Promise.resolve(url.endsWith("b.json") ? '{"type": "string"}' : undefined));
  const source = await loadFiles({ "a.yaml": contract("http://localhost:1234/b.json") }, { allowRemote: ["http://localhost:1234/"], readRemote });
  expect([tell(source), read]).toEqual([[], ["http://localhost:1234/b.json"]]);
  const none = await loadFiles({ "a.yaml": contract("http://localhost:1234/c.json") }, { allowRemote: ["http://localhost:1234/"], readRemote });
  expect(tell(none)[0]).toContain("nothing stands at 'http://localhost:1234/c.json'");
  const other = await loadFiles({ "a.yaml": contract("http://localhost:1235/c.json") }, { allowRemote: ["http://localhost:1234/"], readRemote });
  expect(tell(other)[0]).toContain("ref-remote");
  expect(read).toHaveLength(2);
});

test("the meta-schema of JSON Schema needs no net", async () => {
  const source = await loadFiles({ "a.yaml": contract("https://json-schema.org/draft/2020-12/schema") });
  expect(tell(source)).toEqual([]);
  const names = Object.keys(valueAt(source.document, "#/components/schemas") ?? {});
  expect(names).toEqual(["A", "schema", "applicator", "content", "core", "format-annotation", "meta-data", "unevaluated", "validation"]);
  expect(source.files.map(({ path }) => path)).toEqual(["a.yaml"]);
});

describe("what the list allows", () => {
  test.each<[url: string, allowed: readonly string[], want: boolean]>([
    ["https://example.com/a.yaml", [], false],
    ["https://example.com/a.yaml", ["https://example.com"], true],
    ["https://example.com/a.yaml", ["https://example.com/"], true],
    ["https://example.com/specs/a.yaml", ["https://example.com/specs"], true],
    ["https://example.com/specs/a.yaml", ["https://example.com/specs/a.yaml"], true],
    ["https://example.com/specs-2/a.yaml", ["https://example.com/specs"], false],
    ["https://example.com/a.yaml?v=1", ["https://example.com/a.yaml"], true],
    ["https://example.com.evil.org/a.yaml", ["https://example.com"], false],
    ["https://example.com@evil.org/a.yaml", ["https://example.com"], false],
    ["http://example.com/a.yaml", ["https://example.com"], false],
    ["https://example.com:8443/a.yaml", ["https://example.com"], false],
  ])("%s by %j: %s", (url, allowed, want) => {
    expect(isAllowed(new URL(url).href, allowed)).toBe(want);
  });
});
