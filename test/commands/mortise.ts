import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach } from "vitest";

export const root = fileURLToPath(new URL("../../", import.meta.url));
export const cli = join(root, "dist/cli.js");

if (!existsSync(cli)) throw new Error("dist/cli.js is missing: npm run build makes it");

/** A contract that every command test starts from. */
export const contract = `openapi: 3.1.0
info: { title: Users, version: 1.0.0 }
paths:
  /users/{id}:
    get:
      operationId: getUser
      tags: [users]
      parameters:
        - { name: id, in: path, required: true, schema: { type: integer } }
      responses:
        "200":
          description: The user
          content:
            application/json:
              schema:
                $ref: '#/components/schemas/User'
components:
  schemas:
    User:
      type: object
      required: [id]
      properties:
        id: { type: integer }
        name: { type: string }
`;

export const config = `contracts:
  users:
    contract: openapi.yaml
    targets:
      ts-client: {}
`;

export interface Run {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

/** A folder of its own for each test of a file, with the CLI to run in it. */
export function makeBench() {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "mortise-command-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const put = (path: string, text: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  return {
    path: (path: string) => join(folder, path),
    put,
    read: (path: string) => readFileSync(join(folder, path), "utf8"),
    exists: (path: string) => existsSync(join(folder, path)),
    /** Every file below a folder, with its text. */
    tree: (below = ".") => readTree(join(folder, below)),
    mortise: (...words: readonly string[]) => mortiseIn(folder, words),
    start: (...words: readonly string[]) => startIn(folder, words),
    /** Users with a mortise.yaml. */
    setUp: (text = config) => {
      put("openapi.yaml", contract);
      put("mortise.yaml", text);
    },
  };
}

export function mortiseIn(folder: string, words: readonly string[], options: { readonly env?: NodeJS.ProcessEnv } = {}): Run {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...words], {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, ...options.env },
    maxBuffer: 1 << 28,
  });
  return { status, out: stdout, err: stderr };
}

/** A command that goes on: its output so far, and a way to wait for more. */
export interface Running {
  readonly child: ChildProcess;
  readonly output: () => string;
  /** Waits until the output has a text `times` times. */
  readonly until: (text: string, times?: number) => Promise<void>;
  readonly ended: Promise<number | null>;
}

function startIn(folder: string, words: readonly string[]): Running {
  const child = spawn(process.execPath, [cli, ...words], { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text: string) => (output += text));
  const until = async (text: string, times = 1): Promise<void> => {
    const deadline = Date.now() + 15_000;
    while (output.split(text).length <= times) {
      if (Date.now() > deadline) throw new Error(`'${text}' (${times}) didn't come; what came:\n${output}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  return { child, output: () => output, until, ended: new Promise((resolve) => child.on("exit", (code) => resolve(code))) };
}

function readTree(folder: string): Readonly<Record<string, string>> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map((entry) => join(entry.parentPath, entry.name)).sort();
  return Object.fromEntries(paths.map((path) => [path.slice(folder.length + 1).replaceAll("\\", "/"), readFileSync(path, "utf8")]));
}
