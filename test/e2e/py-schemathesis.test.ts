import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { pyServer } from "../../generators/targets/py-server/index.js";
import { findPython, findProgram, hasPython, pythonEnvironment } from "../python/tools.js";
import { readContract, root, writeFiles } from "../targets/generate.js";
import { makeAnswers } from "./py-schemathesis/answers.js";

/** What Schemathesis says against the kitchen sink and is wrong about: its code, the operations, and why. */
const falseAlarms: readonly (readonly [code: string, operation: RegExp, reason: string])[] = [
  ["ST103", /^\S+ \/mirror\/methods$/, "the contract documents 200 alone, and a header that is too long is 400 all the same"],
  ["ST103", /^POST \/mirror\/bodies\/(binary|events|lines)$/, "the contract documents 200 alone, and a required body that is absent is 400 all the same"],
  ["ST(103|202)", /^POST \/mirror\/bodies\/parts$/, "it sends multipart/mixed as multipart/form-data, which the contract doesn't take"],
  ["ST108", /^GET \/mirror\/headers$/, "it takes the text of a header for its value, whatever type the header has"],
  ["ST202", /^GET \/mirror\/cookies\/(cookie|form)$/, "it writes lists and objects into cookies in no style, and a lone % into one"],
  ["ST20[12]", /^GET \/mirror\/path\/(label|matrix)\//, "it writes the dot, or the name, of a style twice; and a list of one text it thinks is no list"],
  ["ST202", /^GET \/mirror\/query\/(delimited|form)$/, "it repeats the name of an object whose style is one text, and writes an exploded object twice"],
  ["ST401", /^GET \/staff\/either$/, "it sends the token that it was given beside an invalid key, and the contract takes either"],
  ["ST201", /^POST \/mirror\/bodies\/form$/, "a member that is one JSON text it writes as members of the form, and unknown members are ignored"],
  ["ST201", /^POST \/mirror\/bodies\/text$/, "{} is a text, too"],
  ["ST202", /^POST \/mirror\/bodies\/upload$/, "a part that the contract spreads over names it writes as JSON"],
  ["ST201", /^POST \/mirror\/bodies\/xml$/, "XML is not checked, as the support report says"],
  ["ST201", /^POST \/mirror\/schemas\/directions$/, "a required member that is readOnly is not required in requests (OpenAPI 3.2, 4.24)"],
  ["ST201", /^POST \/mirror\/schemas\/discriminators$/, "it doesn't know `defaultMapping` (3.2): an unknown tag leads to a schema without that rule"],
  ["ST202", /^POST \/mirror\/schemas\/formats$/, "beside a list of types it takes no notice of `format`"],
];

/** What it can't test at all: references into `$defs` and by `$id`, a list of items as of draft 4, JSON lines, a path of five patterns. */
const untestable = new Set(["Schema Error", "Serialization not possible", "Failed Health Check"]);

interface Report {
  readonly complete: boolean;
  readonly operations: { readonly total: number; readonly tested: number };
  readonly test_cases: { readonly generated: number };
  readonly failures: readonly { readonly code: string; readonly title: string; readonly operations: readonly string[] }[];
  readonly errors: readonly { readonly title: string; readonly count: number }[];
}

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });

describe.skipIf(!hasPython)("Schemathesis against a Python server", () => {
  const folder = mkdtempSync(join(tmpdir(), "mortise-schemathesis-"));
  let server: ChildProcess | undefined;
  let address = "";

  beforeAll(async () => {
    const options = { package: "kitchen", pyproject: false, dates: "datetime", numbers: "float", schemas: "used", formats: "assert", document: true, handlers: false, ray: false } as const;
    writeFiles(folder, await pyServer.emit(await readContract(join(root, "specs/kitchen-sink/openapi.yaml")), options));
    cpSync(join(root, "test/e2e/py-schemathesis/main.py"), join(folder, "main.py"));
    writeFileSync(join(folder, "answers.json"), await makeAnswers());
    const port = await freePort();
    address = `http://127.0.0.1:${port}`;
    server = spawn(findPython(), ["main.py", "kitchen", String(port)], { cwd: folder, stdio: ["ignore", "ignore", "inherit"], env: pythonEnvironment() });
    while (!(await isReady(address))) {
      if (server.exitCode !== null) throw new Error("the server ended");
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }, 240_000);

  afterAll(() => {
    server?.kill();
    rmSync(folder, { recursive: true, force: true });
  });

  test("finds nothing wrong", { timeout: 600_000 }, async () => {
    const words = ["run", `${address}/openapi.json`, "--url", address, "--checks", "all", "--phases", "examples,coverage,fuzzing", "--max-examples", "3", "--seed", "1", "--continue-on-failure", "--generation-database", "none"];
    const said = await run(findProgram("schemathesis"), [...words, "--header", "Authorization: Bearer good", "--report", "json", "--report-dir", "report"]);
    const [name] = readdirSync(join(folder, "report"));
    const report = JSON.parse(readFileSync(join(folder, "report", name ?? ""), "utf8")) as Report;
    const alarms = report.failures.flatMap(({ code, title, operations }) => operations.map((operation) => ({ code, title, operation })));
    const isKnown = ({ code, operation }: { readonly code: string; readonly operation: string }): boolean => falseAlarms.some(([codes, place]) => new RegExp(`^${codes}$`).test(code) && place.test(operation));
    const found = alarms.filter((alarm) => !isKnown(alarm)).map(({ code, title, operation }) => `${code} ${title}: ${operation}`);
    expect(found, said).toEqual([]);
    expect(report.errors.map(({ title }) => title).filter((title) => !untestable.has(title))).toEqual([]);
    expect(report).toMatchObject({ complete: true, operations: { total: 81 } });
    expect(report.operations.tested).toBeGreaterThan(75);
    expect(report.test_cases.generated).toBeGreaterThan(3000);
  });

  /** Runs a program in the folder to its end, and gives what it said. */
  const run = (program: string, words: readonly string[]): Promise<string> =>
    new Promise((resolve, reject) => {
      const child = spawn(program, words, { cwd: folder, stdio: ["ignore", "pipe", "pipe"], env: pythonEnvironment() });
      let said = "";
      for (const stream of [child.stdout, child.stderr]) stream.on("data", (data: Buffer) => (said += data.toString()));
      child.once("error", reject).once("exit", () => resolve(said));
    });
});

async function isReady(address: string): Promise<boolean> {
  try {
    return (await fetch(`${address}/readyz`)).status === 200;
  } catch {
    return false;
  }
}
