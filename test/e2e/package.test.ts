import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compile, compilers, resolutions } from "../targets/compile.js";
import { emitClient, makeFolder, writeFiles } from "../targets/generate.js";
import { root } from "./clients.js";
import { startPlatform } from "./platform-server.js";

const folder = makeFolder("package");
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const [source, consumer] = [join(folder, "source"), join(folder, "consumer")];
const server = await startPlatform();

/** What npm said the package holds. */
let packed: readonly string[] = [];

function run(program: string, words: readonly string[], cwd: string): string {
  const { status, stdout, stderr } = spawnSync(program, words, { cwd, encoding: "utf8" });
  if (status !== 0) throw new Error(`${program} ${words.join(" ")}:\n${stdout}${stderr}`);
  return stdout;
}

/** Generates, builds as `npm run build` does, packs, and unpacks into the node_modules of a consumer. */
beforeAll(async () => {
  writeFiles(source, await emitClient(join(root, "specs/ai-platform/openapi.yaml"), { dates: "Date", package: true, packageName: "@acme/ai" }));
  run(process.execPath, [compilers["tsc 5.9"], "-p", "tsconfig.json"], source);
  const [{ filename, files }] = JSON.parse(run("npm", ["pack", "--json", "--ignore-scripts", "--offline"], source)) as [{ filename: string; files: readonly { path: string }[] }];
  packed = files.map(({ path }) => path);
  mkdirSync(join(consumer, "node_modules/@acme"), { recursive: true });
  run("tar", ["-xzf", filename], source);
  renameSync(join(source, "package"), join(consumer, "node_modules/@acme/ai"));
}, 60_000);

describe("the package", () => {
  test("holds modules, types, maps and the sources that they lead to, and nothing else", () => {
    expect(packed.filter((path) => !/^(dist|src)\//.test(path)).sort()).toEqual(["README.md", "package.json"]);
    const names = (pattern: RegExp): readonly string[] => packed.flatMap((path) => pattern.exec(path)?.[1] ?? []).sort();
    const modules = names(/^src\/(.*)\.ts$/);
    expect(modules.length).toBeGreaterThan(80);
    for (const pattern of [/^dist\/(.*?)\.js$/, /^dist\/(.*?)\.d\.ts$/, /^dist\/(.*?)\.js\.map$/, /^dist\/(.*?)\.d\.ts\.map$/]) expect(names(pattern)).toEqual(modules);
    const map = JSON.parse(readFileSync(join(consumer, "node_modules/@acme/ai/dist/operations/auth.js.map"), "utf8")) as { readonly sources: readonly string[] };
    expect(map.sources).toEqual(["../../src/operations/auth.ts"]);
  });

  test("depends on nothing, and says what it is", () => {
    const manifest = JSON.parse(readFileSync(join(consumer, "node_modules/@acme/ai/package.json"), "utf8")) as Readonly<Record<string, unknown>>;
    expect(manifest).toMatchObject({ name: "@acme/ai", version: "1.4.0", type: "module", sideEffects: false, exports: { ".": { types: "./dist/index.d.ts", default: "./dist/index.js" } } });
    expect([manifest["dependencies"], manifest["peerDependencies"], manifest["scripts"]]).toEqual([undefined, undefined, { build: "tsc -p tsconfig.json", prepare: "npm run build" }]);
    for (const file of readdirSync(join(consumer, "node_modules/@acme/ai/dist"), { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".js"))) {
      const specifiers = [...readFileSync(join(consumer, "node_modules/@acme/ai/dist", file), "utf8").matchAll(/(?:from|import)\s*\(?"([^"]+)"/g)].map(([, specifier]) => specifier);
      expect(specifiers.filter((specifier) => !/^\.\.?\/.*\.js$/.test(specifier ?? ""))).toEqual([]);
    }
  });
});

describe("who installs it", () => {
  const program = `
    import { createClient, listJobs, login, unwrap, type Client, type Job, type Tokens, JobStatus } from "@acme/ai";
    declare const process: { readonly argv: readonly string[] };
    const client: Client = createClient({ baseUrl: process.argv[2], retries: 0 });
    const tokens: Tokens = await unwrap(login(client, { body: { email: "ada@example.com", password: "correct horse battery" } }));
    const jobs: Job[] = [];
    for await (const job of listJobs.items(client.with({ auth: { bearerAuth: tokens.access_token } }), { query: { status: [JobStatus.Queued] } })) jobs.push(job);
    console.log(tokens.user.name, tokens.user.created_at.toISOString(), jobs.length);
  `;

  test.each(Object.keys(resolutions) as (keyof typeof resolutions)[])("finds types under %s", { timeout: 60_000 }, (resolution) => {
    const readme = readFileSync(join(consumer, "node_modules/@acme/ai/README.md"), "utf8");
    const calls = [...readme.matchAll(/^```ts\n([^]*?)^```/gm)].map(([, text]) => text).join("\n");
    expect(calls).toContain("for await (const event of watchJob(");
    writeFileSync(join(consumer, "readme.ts"), `declare const token: string;\n${calls}`);
    writeFileSync(join(consumer, "program.ts"), program);
    expect(compile(consumer, "tsc 5.9", resolution, ["*.ts"])).toBe("");
    expect(compile(consumer, "tsc 7", resolution, ["*.ts"])).toBe("");
  });

  test("calls a server with it", async () => {
    writeFileSync(join(consumer, "program.mjs"), program.replace(/: (Client|Tokens|Job\[\])|^\s*declare.*$|type \w+, /gm, ""));
    expect(await output("program.mjs", server.url)).toBe("Ada Lovelace 2026-03-14T09:26:53.000Z 0\n");
  });

  test("can require it too, and nothing but what it exports", async () => {
    writeFileSync(join(consumer, "program.cjs"), 'const { createClient } = require("@acme/ai"); console.log(typeof createClient); try { require("@acme/ai/dist/client.js"); } catch (error) { console.log(error.code); }');
    expect(await output("program.cjs")).toBe("function\nERR_PACKAGE_PATH_NOT_EXPORTED\n");
  });

  /** Runs a program beside our own server, which has to go on answering. */
  function output(...words: readonly string[]): Promise<string> {
    const child = spawn(process.execPath, ["--no-warnings", ...words], { cwd: consumer });
    let text = "";
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (piece: string) => (text += piece));
    return new Promise((resolve) => child.on("close", () => resolve(text)));
  }
});
