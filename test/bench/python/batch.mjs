// Batching, side by side: a model of 5 ms and 0.2 ms an item, on a device that does one thing at a time. Mortise's server with x-mortise-batch, FastAPI as
// people write it (naive), FastAPI with the package `batched`, and mosec. Requests a second in alternating rounds, and how long a lone caller waits.
// npm run build, then: PYTHON=path/to/python node test/bench/python/batch.mjs [rounds] [milliseconds a round] [connections]
// That Python needs test/python/requirements.txt and, for the peers, test/bench/python/batch/requirements.txt; those that aren't there are left out.
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const here = import.meta.dirname;
const root = resolve(here, "../../..");
const python = process.env.PYTHON ?? "python3";
const body = JSON.stringify({ values: [1, 2.5, 3] });
const folder = process.env.KEEP ?? mkdtempSync(join(tmpdir(), "mortise-bench-py-batch-"));

/** Name -> how it is started on a port, and the package that it needs. */
const servers = {
  "FastAPI, naive": { words: uvicorn("naive") },
  "FastAPI + batched": { words: uvicorn("batched_app"), needs: "batched" },
  mosec: { words: (port) => ["mosec_app.py", "--address", "127.0.0.1", "--port", String(port), "--log-level", "warning"], needs: "mosec" },
  mortise: { words: uvicorn("mortise_app") },
};

function uvicorn(module) {
  return (port) => ["-m", "uvicorn", `${module}:app`, "--host", "127.0.0.1", "--port", String(port), "--log-level", "critical", "--no-access-log"];
}

try {
  for (const file of readdirSync(join(here, "batch")).filter((name) => name.endsWith(".py"))) cpSync(join(here, "batch", file), join(folder, file));
  const cli = process.env.MORTISE ?? join(root, "dist/cli.js");
  const options = ["package=predictions", "pyproject=false"].flatMap((option) => ["--option", `py-server.${option}`]);
  if (process.env.KEEP === undefined) execFileSync(process.execPath, [cli, "generate", join(here, "batch/predict.openapi.yaml"), "--target", "py-server", "--out", folder, ...options], { stdio: "inherit" });
  await compare(Number(process.argv[2] ?? 5), Number(process.argv[3] ?? 1000), Number(process.argv[4] ?? 64));
} finally {
  if (process.env.KEEP === undefined) rmSync(folder, { recursive: true });
}

async function compare(rounds, milliseconds, connections) {
  const only = process.env.ONLY?.split(",");
  const running = [];
  try {
    for (const [name, server] of Object.entries(servers)) {
      if (only && !only.includes(name)) continue;
      const started = await start(name, server);
      if (started) running.push(started);
    }
    const [lone, small, full] = [await measure(running, rounds, milliseconds / 2, 1), await measure(running, rounds, milliseconds, 8), await measure(running, rounds, milliseconds, connections)];
    for (const [index, { name }] of running.entries()) {
      const ratio = median(full.map((row) => row[index].rate / row[0].rate)).toFixed(1).padStart(5);
      const cells = [lone, small, full].map((rows) => `${median(rows.map((row) => row[index].rate)).toFixed(0).padStart(6)}/s ${median(rows.map((row) => row[index].median)).toFixed(1).padStart(6)} ms (p99 ${median(rows.map((row) => row[index].p99)).toFixed(0).padStart(4)})`);
      console.log(`${name.padEnd(18)} 1: ${cells[0]}   8: ${cells[1]}   ${connections}: ${cells[2]}  ${ratio} times naive`);
    }
  } finally {
    for (const { child } of running) child.kill("SIGTERM");
  }
}

function freePort() {
  return new Promise((done) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}

async function start(name, { words, needs }) {
  if (needs && spawnSync(python, ["-c", `import ${needs}`]).status !== 0) return void console.log(`${name}: ${needs} isn't installed`);
  const port = await freePort();
  const child = spawn(python, words(port), { cwd: folder, stdio: ["ignore", "ignore", "inherit"], env: { ...process.env, APP_ENV: "production", PYTHONPATH: join(folder, "py-server") } });
  const began = performance.now();
  while (!(await answers(port))) {
    if (performance.now() - began > 30_000 || child.exitCode !== null) throw new Error(`${name} doesn't start`);
    await new Promise((done) => setTimeout(done, 100));
  }
  return { name, child, port };
}

async function answers(port) {
  try {
    await run(port, 0, []);
    return true;
  } catch {
    return false;
  }
}

async function measure(running, rounds, milliseconds, connections) {
  const rows = [];
  for (let round = -1; round < rounds; round += 1) {
    const row = [];
    for (const index of running.map((_, place) => (place + round + 1) % running.length)) {
      const times = [];
      const began = performance.now();
      const end = began + milliseconds;
      await Promise.all(Array.from({ length: connections }, () => run(running[index].port, end, times)));
      const took = performance.now() - began;
      times.sort((a, b) => a - b);
      row[index] = { rate: (times.length * 1000) / took, median: times[times.length >> 1], p99: times[Math.floor(times.length * 0.99)] };
    }
    if (round >= 0) rows.push(row);
  }
  return rows;
}

/** One caller: asks again as soon as it is answered, until the time is over. Puts how long each answer took into `times`. */
function run(port, end, times) {
  return new Promise((done, fail) => {
    let text = "";
    let began = 0;
    const bytes = `POST /predict HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
    const ask = () => {
      began = performance.now();
      socket.write(bytes);
    };
    const socket = connect(port, "127.0.0.1", ask).setNoDelay(true);
    socket.on("error", fail).on("close", () => fail(new Error("closed")));
    socket.on("data", (data) => {
      text += data.toString("latin1");
      const head = text.indexOf("\r\n\r\n");
      if (head < 0 || text.length < head + 4 + Number(/\r\ncontent-length: (\d+)/i.exec(text)?.[1])) return;
      if (!text.startsWith("HTTP/1.1 200") || !text.includes("6.5")) return void fail(new Error(text));
      text = "";
      times.push(performance.now() - began);
      if (performance.now() < end) return ask();
      socket.destroy();
      done();
    });
  });
}

function median(list) {
  return [...list].sort((a, b) => a - b)[list.length >> 1];
}
