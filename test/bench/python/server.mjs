// Python servers of the order contract side by side, on uvicorn with one worker: Mortise's, FastAPI as people write it, FastAPI that reads the body
// itself, and a bare ASGI function with pydantic-core. CPU time of the server process a request, in alternating rounds.
// npm run build, then: PYTHON=path/to/python node test/bench/python/server.mjs [rounds] [milliseconds a round] [connections]
import { execFileSync, spawn } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";

const here = import.meta.dirname;
const root = resolve(here, "../../..");
const python = process.env.PYTHON ?? "python3";
const order = readFileSync(join(here, "../order.json"));
const badOrder = readFileSync(join(here, "../order_bad.json"));
const folder = process.env.KEEP ?? mkdtempSync(join(tmpdir(), "mortise-bench-py-server-"));

/** Name -> the module that has the application, the status of a broken order, and what else the process is told. */
const servers = {
  "FastAPI, idiomatic": { module: "idiomatic", refusal: 422 },
  "FastAPI, idiomatic again": { module: "idiomatic", refusal: 422 },
  "FastAPI, raw body": { module: "raw_body", refusal: 422 },
  "bare ASGI": { module: "bare", refusal: 422 },
  mortise: { module: "mortise", refusal: 400 },
  "mortise, router in FastAPI": { module: "mortise_router", refusal: 400 },
  "mortise, answers checked": { module: "mortise_checked", refusal: 400 },
  "mortise, with its log": { module: "mortise_logged", refusal: 400 },
};

try {
  for (const file of readdirSync(here).filter((name) => name.endsWith(".py"))) cpSync(join(here, file), join(folder, file));
  if (process.env.KEEP === undefined) generate();
  await compare(Number(process.argv[2] ?? 20), Number(process.argv[3] ?? 400), Number(process.argv[4] ?? 32));
} finally {
  if (process.env.KEEP === undefined) rmSync(folder, { recursive: true });
}

function generate() {
  const cli = process.env.MORTISE ?? join(root, "dist/cli.js");
  execFileSync(process.execPath, [cli, "generate", join(root, "test/bench/order.openapi.json"), "--target", "py-server", "--out", folder, "--option", "py-server.package=orders", "--option", "py-server.pyproject=false"], { stdio: "inherit" });
}

async function compare(rounds, milliseconds, connections) {
  const only = process.env.ONLY?.split(",");
  const running = [];
  try {
    for (const [name, { module, refusal }] of Object.entries(servers)) if (!only || only.includes(module)) running.push(await start(name, module, refusal));
    for (const [what, body, statusOf] of [["a valid order", order, () => 200], ["an order with mistakes", badOrder, ({ refusal }) => refusal]])
      report(what, running, await measure(running, body, statusOf, rounds, milliseconds, connections));
  } finally {
    for (const { child } of running) child.stdin.end();
  }
}

async function start(name, module, refusal) {
  const child = spawn(python, ["serve.py", module], { cwd: folder, stdio: ["pipe", "pipe", "inherit"], env: { ...process.env, APP_ENV: "production", PYTHONPATH: join(folder, "py-server") } });
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const port = Number((await lines.next()).value);
  const cpu = async () => {
    child.stdin.write("\n");
    return Number((await lines.next()).value) * 1e6;
  };
  while (!(await isOpen(port))) await new Promise((done) => setTimeout(done, 50));
  return { name, refusal, child, port, cpu };
}

function isOpen(port) {
  return new Promise((done) => {
    const socket = connect(port, "127.0.0.1", () => done(true));
    socket.on("error", () => done(false)).on("connect", () => socket.destroy());
  });
}

/** CPU microseconds a request of each server, and requests a second, round by round: short rounds, so that other work on the machine meets all alike. */
async function measure(running, body, statusOf, rounds, milliseconds, connections) {
  const times = [];
  for (let round = -2; round < rounds; round += 1) {
    const row = [];
    for (const index of running.map((_, place) => (place + round + 2) % running.length)) {
      const { port, cpu } = running[index];
      const before = await cpu();
      const began = performance.now();
      const count = await load(port, body, statusOf(running[index]), milliseconds, connections);
      row[index] = { cpu: ((await cpu()) - before) / count, rate: (count * 1000) / (performance.now() - began) };
    }
    if (round >= 0) times.push(row);
  }
  return times;
}

/** Sends the same request over and over on kept connections; gives how many were answered. */
async function load(port, body, status, milliseconds, connections) {
  const head = `POST /orders HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n`;
  const bytes = Buffer.concat([Buffer.from(head), body]);
  const end = performance.now() + milliseconds;
  const counts = await Promise.all(Array.from({ length: connections }, () => run(port, bytes, status, end)));
  return counts.reduce((sum, count) => sum + count, 0);
}

function run(port, bytes, status, end) {
  return new Promise((resolve, reject) => {
    let count = 0;
    let text = "";
    const socket = connect(port, "127.0.0.1", () => socket.write(bytes));
    socket.setNoDelay(true);
    socket.on("error", reject);
    socket.on("data", (data) => {
      text += data.toString("latin1");
      const head = text.indexOf("\r\n\r\n");
      if (head < 0) return;
      const length = Number(/\r\ncontent-length: (\d+)/i.exec(text)?.[1]);
      if (text.length < head + 4 + length) return;
      if (!text.startsWith(`HTTP/1.1 ${status}`)) return reject(new Error(text));
      text = "";
      count += 1;
      if (performance.now() < end) return void socket.write(bytes);
      socket.destroy();
      resolve(count);
    });
  });
}

function report(what, running, times) {
  console.log(what);
  for (const [index, { name }] of running.entries()) {
    const own = median(times.map((row) => row[index].cpu)).toFixed(1).padStart(7);
    const rate = median(times.map((row) => row[index].rate)).toFixed(0).padStart(7);
    const ratio = median(times.map((row) => row[0].cpu / row[index].cpu)).toFixed(2);
    const best = Math.min(...times.map((row) => row[index].cpu)).toFixed(1);
    console.log(`  ${name.padEnd(26)} ${own} µs of CPU (least ${best})  ${rate} requests/s   ${ratio} times ${running[0].name} by CPU`);
  }
}

function median(list) {
  return [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
}
