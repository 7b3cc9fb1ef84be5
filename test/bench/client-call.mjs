// A call through the TypeScript client against bare `fetch`: CPU time of this process, in alternating rounds against a server in another process.
// node test/bench/client-call.mjs [rounds] [calls a round]
import { fork } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import ts from "typescript";

const runtime = fileURLToPath(new URL("../../templates/runtime/typescript/", import.meta.url));
const user = { id: 7, name: "Ada Lovelace", email: "ada@example.com", role: "admin", tags: ["math", "engines"], address: { street: "St James's Square", city: "London" } };

if (process.send) serve();
else await compare(Number(process.argv[2] ?? 500), Number(process.argv[3] ?? 20));

function serve() {
  const body = JSON.stringify(user);
  const server = createServer((_, response) => {
    response.writeHead(200, { "content-type": "application/json", "content-length": body.length });
    response.end(body);
  });
  server.listen(0, "127.0.0.1", () => process.send(server.address().port));
}

/** The runtime as JavaScript, in a folder of its own. */
function transpile() {
  const folder = mkdtempSync(join(tmpdir(), "client-call-"));
  const compilerOptions = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ES2022, verbatimModuleSyntax: true };
  for (const name of readdirSync(runtime).filter((file) => file.endsWith(".ts"))) {
    const { outputText } = ts.transpileModule(readFileSync(join(runtime, name), "utf8"), { compilerOptions });
    writeFileSync(join(folder, name.replace(/\.ts$/, ".js")), outputText);
  }
  writeFileSync(join(folder, "package.json"), '{"type":"module"}');
  return folder;
}

async function compare(rounds, calls) {
  const folder = transpile();
  const server = fork(fileURLToPath(import.meta.url));
  try {
    const port = await new Promise((resolve) => server.once("message", resolve));
    const { connect, json, send, bearer } = await import(pathToFileURL(join(folder, "index.js")).href);
    const base = `http://127.0.0.1:${port}`;
    const contract = { servers: [], schemes: { bearerAuth: bearer() } };
    const plain = connect({ baseUrl: base }, contract);
    const signed = connect({ baseUrl: base, auth: { bearerAuth: "token" }, headers: { "user-agent": "bench" } }, contract);
    const spec = {
      id: "getUser", method: "GET", path: "/users/{id}", parameters: [{ name: "id", in: "path" }, { name: "fields", in: "query" }],
      responses: { 200: { "application/json": json() }, 404: { "application/problem+json": json() } },
    };
    const signedSpec = { ...spec, security: [["bearerAuth"]] };
    const urlOf = (id, fields) => `${base}/users/${encodeURIComponent(id)}?fields=${encodeURIComponent(fields)}`;
    const accept = "application/json, application/problem+json";
    const request = { path: { id: 7 }, query: { fields: ["name"] } };
    const bare = async (init) => (await (await fetch(urlOf(7, "name"), init)).json()).name;
    // Each pair sends the same bytes; the second bare one shows how much of a ratio is noise.
    const pairs = [
      ["GET", () => bare({ headers: { accept } }), async () => (await send(plain, spec, request)).data.name],
      ["GET, bare again", () => bare({ headers: { accept } }), () => bare({ headers: { accept } })],
      ["GET, signed", () => bare({ headers: { accept, "user-agent": "bench", authorization: "Bearer token" } }), async () => (await send(signed, signedSpec, request)).data.name],
      ["GET, timeout", () => bare({ headers: { accept }, signal: AbortSignal.timeout(10_000) }), async () => (await send(plain, spec, request, { timeout: 10_000 })).data.name],
    ];
    for (const [name, one, other] of pairs) report(name, await measure(one, other, rounds, calls));
  } finally {
    server.kill();
    rmSync(folder, { recursive: true });
  }
}

/** CPU microseconds a call of both, round by round: short rounds, so that other work on the machine meets both. Who begins turns. */
async function measure(one, other, rounds, calls) {
  const times = [];
  for (let round = -20; round < rounds; round += 1) {
    const isTurned = round % 2 !== 0;
    const first = await run(isTurned ? other : one, calls);
    const second = await run(isTurned ? one : other, calls);
    if (round >= 0) times.push(isTurned ? [second, first] : [first, second]);
  }
  return times;
}

async function run(call, calls) {
  const before = process.cpuUsage();
  for (let count = 0; count < calls; count += 1) {
    if ((await call()) !== user.name) throw new Error("wrong answer");
  }
  const { user: own, system } = process.cpuUsage(before);
  return (own + system) / calls;
}

function report(name, times) {
  const [bare, client] = [0, 1].map((index) => median(times.map((pair) => pair[index])).toFixed(1).padStart(7));
  console.log(`${name.padEnd(18)} fetch ${bare} µs   client ${client} µs   ratio ${median(times.map(([one, other]) => other / one)).toFixed(3)}`);
}

function median(list) {
  return [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
}
