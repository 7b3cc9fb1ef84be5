import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { pyServer } from "../../generators/targets/py-server/index.js";
import { findPython, hasPackage, hasPython, judgePython, pythonEnvironment } from "../python/tools.js";
import { readContract, root, writeFiles } from "../targets/generate.js";

const hasRay = hasPython && hasPackage("ray");
if (hasPython && !hasRay) console.log("Ray isn't installed here: its tests are skipped");

/** A port that is free now: Ray takes none of its own choice. */
const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });

describe.skipIf(!hasRay)("a service with batches on Ray Serve", () => {
  const folder = mkdtempSync(join(tmpdir(), "mortise-ray-"));
  let child: ChildProcess | undefined;
  let address = "";

  beforeAll(async () => {
    const options = { package: "predictions", pyproject: true, dates: "datetime", numbers: "float", schemas: "used", formats: "assert", document: true, handlers: false, ray: true } as const;
    writeFiles(folder, await pyServer.emit(await readContract(join(root, "test/bench/python/batch/predict.openapi.yaml")), options));
    cpSync(join(root, "test/e2e/py-ray/main.py"), join(folder, "main.py"));
    const port = await freePort();
    child = spawn(findPython(), ["main.py", String(port)], { cwd: folder, stdio: ["pipe", "pipe", "inherit"], env: pythonEnvironment({ RAY_USAGE_STATS_ENABLED: "0", RAY_SERVE_LOG_TO_STDERR: "0" }) });
    await new Promise<void>((resolve, reject) => {
      createInterface(child?.stdout as NodeJS.ReadableStream).on("line", (line) => line === "ready" && resolve());
      child?.once("exit", (status) => reject(new Error(`Ray ended with ${status}`)));
    });
    address = `http://127.0.0.1:${port}`;
  }, 180_000);

  afterAll(async () => {
    const ended = new Promise((resolve) => child?.once("exit", resolve));
    // The program ends Ray at the end of its input; it alone knows all of Ray's processes.
    child?.stdin?.end();
    if (child?.exitCode === null) await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 30_000))]);
    child?.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  }, 60_000);

  const ask = (values: readonly unknown[]): Promise<Response> =>
    fetch(`${address}/predict`, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ values }) });

  test("calls that come together are answered together, in several replicas", { timeout: 60_000 }, async () => {
    const sizes: number[] = [];
    const replicas = new Set<string | null>();
    // A replica takes calls once it is known to the proxy, which Ray doesn't wait for.
    for (let round = 0; round < 20 && (replicas.size < 2 || Math.max(...sizes) === 1); round += 1) {
      const answers = await Promise.all(Array.from({ length: 60 }, () => ask([1])));
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
      for (const answer of answers) {
        sizes.push(((await answer.json()) as { readonly score: number }).score);
        replicas.add(answer.headers.get("x-replica"));
      }
    }
    expect(Math.max(...sizes)).toBeGreaterThan(1);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(64);
    expect(replicas.size).toBe(2);
  });

  test("requests are judged by the contract, and one item may fail alone", async () => {
    const refused = await ask([1, "2"]);
    expect([refused.status, await refused.json()]).toMatchObject([400, { code: "invalid_request", violations: [{ in: "body", pointer: "/values/1", rule: "type", message: "must be a number" }] }]);
    const [failed, ...others] = await Promise.all([ask([-1]), ask([1]), ask([1])]);
    expect([failed?.status, ...others.map(({ status }) => status)]).toEqual([500, 200, 200]);
    expect(await failed?.text()).not.toContain("secret");
  });

  test("the application's own paths are there", async () => {
    expect(((await (await fetch(`${address}/openapi.json`)).json()) as { readonly info: unknown }).info).toEqual({ title: "Predictions", version: "1.0.0" });
    expect([(await fetch(`${address}/readyz`)).status, (await fetch(`${address}/unknown`)).status]).toEqual([200, 404]);
  });

  test("what is printed for Ray is clean", { timeout: 120_000 }, () => {
    expect(judgePython(folder, ["predictions"])).toBe("");
  });
});
