import { connect, type Socket } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Attacked, ping, slowestPing } from "./attacked.js";
import { exchange } from "./exchange.js";

/** A request may keep the server's one thread so long, in milliseconds; others wait then. Generous: test machines are busy. */
const LONGEST_MS = 10_000;

const head = (request: string, lines: readonly string[] = []): string => [`${request} HTTP/1.1`, "Host: parity.test", "Connection: close", ...lines, "", ""].join("\r\n");
const withBody = (request: string, mediaType: string, body: string | Buffer): Buffer =>
  Buffer.concat([Buffer.from(head(request, [`Content-Type: ${mediaType}`, `Content-Length: ${Buffer.byteLength(body)}`])), Buffer.from(body)]);
const json = (request: string, body: string): Buffer => withBody(request, "application/json", body);
const typed = (member: string, value: string): Buffer => json("POST /typed", `{"${member}":${value}}`);
const list = (count: number, item: (index: number) => string): string => `[${Array.from({ length: count }, (_, index) => item(index)).join()}]`;
const part = (name: string, content: string, more = ""): string => `--XX\r\nContent-Disposition: form-data; name="${name}"${more}\r\n\r\n${content}\r\n`;
const parts = (body: string): Buffer => withBody("POST /parts", "multipart/form-data; boundary=XX", body);

/** What is sent, and the status that answers it. Made when it is sent, since some are large. */
const attacks: readonly (readonly [name: string, request: () => Buffer, statuses: readonly number[]])[] = [
  ["ten million brackets", () => json("POST /any", "[".repeat(10_000_000)), [400]],
  ["a million objects in each other", () => json("POST /any", '{"a":'.repeat(1_000_000)), [400]],
  ["a tree of 101 levels", () => typed("tree", '{"next":'.repeat(100) + "{}" + "}".repeat(100)), [400]],
  ["a tree of 90 levels with a mistake", () => typed("tree", `${'{"next":'.repeat(90)}{"value":"x"}${"}".repeat(90)}`), [400]],
  ["two million items", () => json("POST /any", list(2_000_000, () => "1")), [204]],
  ["half a million members", () => json("POST /any", `{${Array.from({ length: 500_000 }, (_, index) => `"k${index}":1`).join()}}`), [204]],
  ["half a million members of one name", () => json("POST /any", `{${Array.from({ length: 500_000 }, () => '"k":1').join()}}`), [400]],
  ["half a million members that are indexes", () => json("POST /any", `{${Array.from({ length: 500_000 }, (_, index) => `"${index * 7919}":1`).join()}}`), [204]],
  ["a million items of a wrong type", () => typed("integers", list(1_000_000, () => '"a"')), [400]],
  ["half a million extra members", () => typed("closed", `{${Array.from({ length: 500_000 }, (_, index) => `"k${index}":1`).join()}}`), [400]],
  ["two hundred thousand distinct objects", () => typed("distinct", list(200_000, (index) => `{"a":${index},"b":[${index}]}`)), [204]],
  ["two hundred thousand texts of which the last is one of the others", () => typed("distinct", list(200_000, (index) => `"${index % 199_999}"`)), [400]],
  ["a hundred thousand numbers of huge exponents", () => typed("cents", list(100_000, () => "1e-999999999")), [400]],
  ["a number of a million digits", () => typed("cents", `[0.${"1".repeat(1_000_000)}]`), [400]],
  ["two hundred thousand large numbers", () => typed("distinct", list(200_000, (index) => `9007199254${740_993_000 + index}.5`)), [204]],
  ["nested repetition", () => typed("evil", `"${"a".repeat(100_000)}!"`), [400]],
  ["spaces that don't end", () => typed("spaces", `"${" ".repeat(1_000_000)}x"`), [400]],
  ["empty choices", () => typed("choice", `"${"a".repeat(100_000)}!"`), [400]],
  ["lookbehind over repetition", () => typed("behind", `"${"a".repeat(20_000)}"`), [400]],
  ["a back reference over repetition", () => typed("again", `"${"a".repeat(20_000)}"`), [400]],
  ["a pattern in a query", () => Buffer.from(head(`GET /query/1?word=${"a".repeat(10_000)}!`)), [400]],
  ["a long address", () => typed("email", `"${"a.".repeat(500_000)}@"`), [400]],
  ["a long international host", () => typed("host", `"${"ü".repeat(500_000)}"`), [400]],
  ["a long IPv6 address", () => typed("address", `"${"1:".repeat(500_000)}"`), [400]],
  ["a long URI template", () => typed("link", `"${"{a".repeat(500_000)}"`), [400]],
  ["a deep regular expression", () => typed("regex", `"${"(".repeat(200_000)}"`), [400]],
  ["a flood of query parameters", () => Buffer.from(head(`GET /query/1?${"a&".repeat(7000)}`)), [204, 431]],
  ["a flood of items in a query", () => Buffer.from(head(`GET /query/1?${"list=x&".repeat(2000)}`)), [400, 431]],
  ["a deep object of many levels", () => Buffer.from(head(`GET /query/1?deep${"[a]".repeat(4000)}=1`)), [204, 400, 431]],
  ["a header of a hundred thousand bytes", () => Buffer.from(head("GET /ping", [`X-A: ${"a".repeat(100_000)}`])), [431]],
  ["fifty thousand headers", () => Buffer.from(head("GET /ping", Array.from({ length: 50_000 }, (_, index) => `X-${index}: a`))), [431]],
  ["a long list in a header", () => Buffer.from(head("GET /query/1", [`X-List: ${"x,".repeat(6000)}`])), [400, 431]],
  ["a flood of cookies", () => Buffer.from(head("GET /query/1", [`Cookie: ${"cookie=a; ".repeat(1400)}`])), [400, 431]],
  ["a path of ten thousand segments", () => Buffer.from(head(`GET ${"/a".repeat(7000)}`)), [404, 431]],
  ["a form of two million members", () => withBody("POST /form", "application/x-www-form-urlencoded", "a&".repeat(2_000_000)), [204, 400, 413]],
  ["a form of half a million names", () => withBody("POST /form", "application/x-www-form-urlencoded", Array.from({ length: 500_000 }, (_, index) => `k${index}=1`).join("&")), [204, 400, 413]],
  ["a hundred thousand parts", () => parts(`${part("title", "x").repeat(100_000)}--XX--`), [400, 413]],
  ["a part with a megabyte of headers", () => parts(`--XX\r\n${"X-A: b\r\n".repeat(125_000)}\r\nx\r\n--XX--`), [400, 413]],
  ["a part with a name of a megabyte", () => parts(part("a".repeat(1_000_000), "x") + "--XX--"), [204, 400, 413]],
  ["boundaries that aren't", () => parts(`${part("title", "\r\n--X".repeat(1_000_000))}--XX--`), [204, 400]],
  ["a file of nine megabytes", () => parts(`${part("file", "x".repeat(9_000_000), '; filename="a"\r\nContent-Type: application/octet-stream')}--XX--`), [204]],
  ["a file of thirty megabytes", () => parts(`${part("file", "x".repeat(30_000_000), '; filename="a"\r\nContent-Type: application/octet-stream')}--XX--`), [413]],
  ["both lengths", () => Buffer.from(`${head("POST /any", ["Content-Type: application/json", "Content-Length: 2", "Transfer-Encoding: chunked"])}0\r\n\r\n`), [400]],
  ["two lengths", () => Buffer.from(`${head("POST /any", ["Content-Type: application/json", "Content-Length: 2", "Content-Length: 3"])}{} `), [400]],
  ["a chunk size that is none", () => Buffer.from(`${head("POST /any", ["Content-Type: application/json", "Transfer-Encoding: chunked"])}zz\r\n{}\r\n0\r\n\r\n`), [400]],
];

/** What those who mean no good send: a server of contracts/hostile.yaml goes on serving others, in bounded time and memory. */
export function testAttacks(start: () => Promise<Attacked>): void {
  let server: Attacked;
  beforeAll(async () => {
    server = await start();
  }, 120_000);
  afterAll(() => server?.stop());

  describe("others are served while a server reads", () => {
    test.each(attacks)("%s", async (_name, request, statuses) => {
      const bytes = request();
      const { slowest, result } = await slowestPing(server.address, exchange(server.address, bytes, bytes.toString("latin1", 0, 4).trim()));
      expect(statuses).toContain(result.status);
      expect(slowest).toBeLessThan(LONGEST_MS);
    }, 30_000);

    test("memory stays bounded", async () => {
      expect(await server.memory()).toBeLessThan(1000);
    });
  });

  describe("slow clients", () => {
    const open = (count: number, begin: string): readonly Socket[] =>
      Array.from({ length: count }, () => {
        const socket = connect(server.address.port, server.address.host, () => socket.write(begin));
        return socket.on("error", () => undefined);
      });

    const trickle = async (sockets: readonly Socket[], text: string): Promise<void> => {
      for (const character of text) {
        for (const socket of sockets) if (socket.writable) socket.write(character);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    };

    test.each([
      ["heads that don't end", "GET /ping HTTP/1.1\r\nX-A: ", "a".repeat(50)],
      ["bodies that don't end", head("POST /any", ["Content-Type: application/json", "Content-Length: 100000"]), "[".repeat(50)],
      ["chunks that don't end", head("POST /any", ["Content-Type: application/json", "Transfer-Encoding: chunked"]), "1\r\n[\r\n".repeat(8)],
      ["parts that don't end", `${head("POST /parts", ["Content-Type: multipart/form-data; boundary=XX", "Content-Length: 100000"])}${part("file", "", '; filename="a"').trimEnd()}`, "x".repeat(50)],
    ])("%s", async (_name, begin, rest) => {
      const sockets = open(200, begin);
      const { slowest } = await slowestPing(server.address, trickle(sockets, rest));
      expect(slowest).toBeLessThan(1000);
      for (const socket of sockets) socket.destroy();
      expect((await ping(server.address)).status).toBe(200);
    });

    test("clients that leave in the middle", async () => {
      for (const socket of open(200, `${head("POST /any", ["Content-Type: application/json", "Content-Length: 100000"])}[[[`)) setTimeout(() => socket.resetAndDestroy(), 50);
      await new Promise((resolve) => setTimeout(resolve, 300));
      expect((await ping(server.address)).status).toBe(200);
    });
  });

  describe("one connection, several requests", () => {
    /** Sends bytes, and gives the statuses of all that comes back until the server closes or half a second has passed. */
    const statusesOf = (bytes: Buffer): Promise<readonly number[]> =>
      new Promise((resolve) => {
        const chunks: Buffer[] = [];
        const socket = connect(server.address.port, server.address.host, () => socket.write(bytes));
        socket.on("data", (chunk: Buffer) => chunks.push(chunk)).on("error", () => undefined);
        socket.on("close", () => resolve([...Buffer.concat(chunks).toString("latin1").matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => Number(status))));
        setTimeout(() => socket.destroy(), 500);
      });

    const smuggled = "GET /ping HTTP/1.1\r\nHost: parity.test\r\n\r\n";
    const keep = (request: string, lines: readonly string[], body: string): string => [`${request} HTTP/1.1`, "Host: parity.test", ...lines, `Content-Length: ${body.length}`, "", body].join("\r\n");
    const next = "GET /unknown HTTP/1.1\r\nHost: parity.test\r\n\r\n";

    test.each([
      ["404", keep("POST /unknown", ["Content-Type: application/json"], smuggled), 404],
      ["405", keep("POST /ping", ["Content-Type: application/json"], smuggled), 405],
      ["415", keep("POST /any", ["Content-Type: text/plain"], smuggled), 415],
      ["malformed JSON", keep("POST /any", ["Content-Type: application/json"], smuggled), 400],
      ["a body that nobody reads", keep("GET /ping", [], smuggled), 200],
      ["a bad boundary", keep("POST /parts", ["Content-Type: multipart/form-data; boundary=XX"], smuggled), 400],
      ["an end before the end", keep("POST /parts", ["Content-Type: multipart/form-data; boundary=XX"], `${part("title", "x")}--XX--\r\n${smuggled}`), 204],
      ["413", keep("POST /any", ["Content-Type: application/json"], smuggled.padEnd(11_000_000)), 413],
    ])("%s: a body is never taken for a request", async (_name, request, status) => {
      const statuses = await statusesOf(Buffer.from(request + next));
      // The server may close instead of reading on; what it must not do is answer what stands in the body.
      expect([[status], [status, 404]]).toContainEqual(statuses);
    });

    test("requests that don't wait for answers are answered in their order", async () => {
      expect(await statusesOf(Buffer.from(smuggled + next + keep("POST /any", ["Content-Type: application/json"], "{") + smuggled))).toEqual([200, 404, 400, 200]);
    });
  });

  describe("names that objects have", () => {
    test.each([
      ['{"__proto__":{"polluted":1}}', '{"body":{"__proto__":{"polluted":1}}}'],
      ['{"constructor":{"prototype":{"polluted":1}}}', '{"body":{"constructor":{"prototype":{"polluted":1}}}}'],
      ['{"a":{"__proto__":[1]},"hasOwnProperty":1,"toString":2,"valueOf":3}', '{"body":{"a":{"__proto__":[1]},"hasOwnProperty":1,"toString":2,"valueOf":3}}'],
    ])("%s comes back", async (sent, wanted) => {
      const { status, body } = await exchange(server.address, json("POST /keep", sent), "POST");
      expect([status, body.toString()]).toEqual([200, wanted]);
    });

    test.each([
      ["in a query", Buffer.from(head("GET /query/1?deep[__proto__][polluted]=1&deep[constructor][prototype][polluted]=1&__proto__[polluted]=1"))],
      ["in a form", withBody("POST /form", "application/x-www-form-urlencoded", "__proto__=1&constructor=2&__proto__[polluted]=1")],
      ["in parts", parts(`${part("__proto__", "1")}${part("constructor", "2")}--XX--`)],
      ["in a cookie", Buffer.from(head("GET /query/1", ["Cookie: __proto__=1; constructor=2"]))],
      ["in a path", Buffer.from(head("GET /query/__proto__"))],
    ])("%s", async (_name, bytes) => {
      expect([204, 400]).toContain((await exchange(server.address, bytes, "GET")).status);
    });

    test("nothing was changed for all", async () => {
      expect(await server.polluted()).toBe(0);
    });
  });
}
