// Mock servers side by side: CPU time until they are ready, requests a second, and what a request to MSW costs with 1 and with 800 operations.
// npm run build, then: node test/bench/mock.mjs [rounds] [milliseconds a round] [connections]
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, connect } from "node:net";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("../../", import.meta.url));
const prism = join(root, "node_modules/@stoplight/prism-cli/dist/index.js");
const [rounds = 3, roundMs = 1000, connections = 32] = process.argv.slice(2).map(Number);

const engines = {
  native: (contract, port) => [join(root, "dist/cli.js"), "mock", contract, "--engine", "native", "--port", `${port}`],
  prism: (contract, port) => [prism, "mock", contract, "--port", `${port}`],
  "prism -d": (contract, port) => [prism, "mock", contract, "--port", `${port}`, "-d"],
  // The least that any server by node:http can cost: the native answer, sent by a function that does nothing else.
  "node:http": (text, port) => ["-e", `const text = ${JSON.stringify(text)}, headers = { "content-type": "application/json", "content-length": Buffer.byteLength(text) };
    require("node:http").createServer((_request, response) => response.writeHead(200, headers).end(text)).listen(${port}, "127.0.0.1");`],
};

/** A GET of each contract that both engines answer with 200. */
const asked = { "petstore.yaml": "/pet/findByStatus?status=available", "github.json": "/repos/o/r/issues" };

const contract = {
  openapi: "3.1.0",
  info: { title: "Bench", version: "1.0.0" },
  paths: {
    "/orders/{id}": {
      parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
      get: { operationId: "getOrder", responses: { 200: { description: "ok", content: { "application/json": { schema: { $ref: "#/components/schemas/Order" } } } } } },
    },
  },
  components: JSON.parse(readFileSync(join(root, "test/bench/order.openapi.json"), "utf8")).components,
};

await compareReady();
await compareRates();
await compareSizes();

/** Linux only: user and system time of a process in ms. */
function cpuOf(pid) {
  const text = readFileSync(`/proc/${pid}/stat`, "utf8");
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Starts a mock and waits until its port is open. */
async function start(engine, contract) {
  const port = await freePort();
  const child = spawn(process.execPath, engines[engine](contract, port), { stdio: ["ignore", "ignore", "inherit"] });
  const begin = performance.now();
  for (;;) {
    const isOpen = await new Promise((resolve) => {
      const socket = connect(port, "127.0.0.1", () => resolve(true)).on("error", () => resolve(false));
      socket.on("connect", () => socket.destroy());
    });
    if (isOpen) break;
    if (child.exitCode !== null || performance.now() - begin > 120_000) return { child, port, cpu: undefined, wall: undefined };
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return { child, port, cpu: cpuOf(child.pid), wall: performance.now() - begin };
}

async function stop({ child }) {
  const ended = new Promise((resolve) => child.once("exit", resolve));
  if (child.exitCode === null) child.kill("SIGKILL");
  else return;
  await ended;
}

async function compareReady() {
  console.log("ready after CPU time (wall time), ms");
  for (const name of ["petstore.yaml", "stripe.yaml", "github.json"]) {
    const contract = join(root, "../shared/corpus", name);
    if (!existsSync(contract)) continue;
    for (const engine of ["native", "prism"]) {
      const mock = await start(engine, contract);
      console.log(`  ${name.padEnd(16)} ${engine.padEnd(8)} ${mock.cpu === undefined ? "can't load it" : `${mock.cpu} (${mock.wall.toFixed(0)})`}`);
      await stop(mock);
    }
  }
}

/** Requests a second in alternating rounds, and the engines' own CPU time a request; each engine with the flags that it has without any. */
async function compareRates() {
  for (const [name, path] of Object.entries(asked)) {
    const contract = join(root, "../shared/corpus", name);
    if (existsSync(contract)) await compareRate(contract, `${name}, GET ${path}`, path);
  }
}

async function compareRate(contract, title, path) {
  console.log(`${title}: requests a second (µs of CPU each), median of ${rounds} rounds, ${connections} connections`);
  const mocks = [];
  for (const engine of ["native", "prism", "prism -d"]) mocks.push(await startAt(engine, contract));
  const [native] = mocks;
  const answer = await fetch(`http://127.0.0.1:${native.mock.port}${path}`);
  mocks.push(await startAt("node:http", await answer.text()));
  for (const { mock } of mocks) await load(mock.port, path, 2 * roundMs);
  for (let round = 0; round < rounds; round++) {
    for (const { mock, rates, costs } of mocks) {
      const before = cpuOf(mock.child.pid);
      const { done, ms } = await load(mock.port, path, roundMs);
      rates.push((done / ms) * 1000);
      costs.push(((cpuOf(mock.child.pid) - before) * 1000) / done);
    }
  }
  const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];
  for (const { engine, rates, costs } of mocks) {
    const ratio = `native: ${(median(native.rates) / median(rates)).toFixed(2)} of its requests, ${(median(costs) / median(native.costs)).toFixed(2)} less CPU`;
    console.log(`  ${engine.padEnd(10)} ${median(rates).toFixed(0).padStart(7)} (${median(costs).toFixed(0)})${engine === "native" ? "" : `  ${ratio}`}`);
  }
  for (const { mock } of mocks) await stop(mock);
}

async function startAt(engine, contract) {
  return { engine, mock: await start(engine, contract), rates: [], costs: [] };
}

/** Keeps connections busy, one request after the other on each; resolves with how many answers of 200 came, and in which time. */
async function load(port, path, ms) {
  const begin = performance.now();
  let done = 0;
  const run = () =>
    new Promise((resolve, reject) => {
      const request = `GET ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\naccept: application/json\r\nauthorization: Bearer any\r\n\r\n`;
      let rest = Buffer.alloc(0);
      const socket = connect(port, "127.0.0.1", () => socket.write(request));
      socket.on("error", reject);
      socket.on("data", (piece) => {
        rest = rest.length === 0 ? piece : Buffer.concat([rest, piece]);
        const length = lengthOf(rest);
        if (length === undefined || rest.length < length) return;
        if (rest.toString("latin1", 9, 12) !== "200") return reject(new Error(rest.toString()));
        rest = rest.subarray(length);
        done++;
        if (performance.now() - begin < ms) return socket.write(request);
        socket.destroy();
        resolve();
      });
    });
  await Promise.all(Array.from({ length: connections }, run));
  return { done, ms: performance.now() - begin };
}

/** The length of an answer, head and body. */
function lengthOf(bytes) {
  const end = bytes.indexOf("\r\n\r\n");
  if (end < 0) return undefined;
  const length = /content-length: (\d+)/i.exec(bytes.toString("latin1", 0, end));
  return length === null ? undefined : end + 4 + Number(length[1]);
}

/** A request to MSW by the mock of a contract of so many operations. */
async function compareSizes() {
  const times = new Map([[1, []], [800, []]]);
  const asks = new Map();
  for (const size of times.keys()) asks.set(size, await openMsw(size));
  for (let round = 0; round < rounds + 1; round++) {
    for (const [size, ask] of asks) {
      const begin = process.cpuUsage();
      for (let count = 0; count < 1000; count++) await ask();
      const { user, system } = process.cpuUsage(begin);
      if (round > 0) times.get(size).push((user + system) / 1000);
    }
  }
  const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];
  console.log("a request through MSW, µs of CPU");
  for (const [size, found] of times) console.log(`  ${`${size} operations`.padEnd(16)} ${median(found).toFixed(0)}`);
}

async function openMsw(size) {
  const folder = mkdtempSync(join(root, "node_modules/.mortise-bench-"));
  const path = join(folder, "openapi.json");
  const item = contract.paths["/orders/{id}"];
  const paths = Object.fromEntries(Array.from({ length: size }, (_, index) => [`/orders${index}/{id}`, { ...item, get: { ...item.get, operationId: `getOrder${index}` } }]));
  writeFileSync(path, JSON.stringify({ ...contract, paths }));
  const made = spawn(process.execPath, [join(root, "dist/cli.js"), "generate", path, "--target", "msw", "--out", join(folder, "out"), "--quiet"], { stdio: "inherit" });
  await new Promise((resolve) => made.once("exit", resolve));
  await build({ entryPoints: [join(folder, "out/msw/index.ts")], outfile: join(folder, "mock.mjs"), bundle: true, format: "esm", platform: "node", packages: "external", logLevel: "error" });
  const { createMock } = await import(pathToFileURL(join(folder, "mock.mjs")).href);
  const { getResponse } = await import("msw");
  const { handlers } = createMock();
  rmSync(folder, { recursive: true, force: true });
  return async () => {
    const response = await getResponse(handlers, new Request(`http://localhost/orders${size - 1}/o-1`));
    await response.text();
    if (response.status !== 200) throw new Error(`${response.status}`);
  };
}
