import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { delimiter, dirname, join, resolve } from "node:path";
import { stripVTControlCharacters } from "node:util";
import type { MockSettings } from "./settings.js";

/** How to get Prism: the last line of it for Node 20. */
export const ADD_PRISM = "npm install --save-dev @stoplight/prism-cli@5.14";

/**
 * Finds Prism's program: in the project of the current folder or above it, beside Mortise, or on the PATH. `path`: the folders that programs
 * are looked for in.
 */
export function findPrism(folder: string, path: string): string | undefined {
  const known = [join(resolve(folder), "package.json"), import.meta.url].map(programFrom).find((program) => program !== undefined);
  return known ?? programOnPath(path);
}

function programFrom(place: string): string | undefined {
  try {
    const manifest = createRequire(place).resolve("@stoplight/prism-cli/package.json");
    const { bin } = JSON.parse(readFileSync(manifest, "utf8")) as { readonly bin?: { readonly prism?: string } };
    return bin?.prism === undefined ? undefined : join(dirname(manifest), bin.prism);
  } catch {
    return undefined;
  }
}

/** Other programs are called `prism` too. */
function programOnPath(path: string): string | undefined {
  const found = path
    .split(delimiter)
    .map((folder) => join(folder, "prism"))
    .filter((program) => existsSync(program))
    .map((program) => realpathSync(program));
  return found.find((program) => /[\\/]prism-cli[\\/]/.test(program));
}

/** A Prism that answers. */
export interface RunningPrism {
  readonly url: string;
  /** Gives it another document; Prism watches the file itself. */
  readonly reload: (document: string) => void;
  readonly stop: () => Promise<void>;
  /** Resolves when its process has ended, with what it said last if that was a failure. */
  readonly ended: Promise<string | undefined>;
}

/** Why there is none. */
export interface Refusal {
  readonly reason: string;
}

export interface PrismProgram {
  readonly node: string;
  readonly program: string;
  /** Gets what Prism prints, a line at a time. */
  readonly print: (line: string) => void;
  /** Ends the wait: the person wants to stop. */
  readonly stopped: Promise<void>;
  /** How long it may take to be ready. */
  readonly patienceMs: number;
}

/**
 * Starts Prism on a canonical document and waits until it listens. It answers with examples; with a seed it makes answers up. Its process and
 * its document are gone when `stop` has resolved, or when it couldn't be started.
 */
export async function startPrism(document: string, settings: MockSettings, { node, program, print, stopped, patienceMs }: PrismProgram): Promise<RunningPrism | Refusal> {
  const folder = mkdtempSync(join(tmpdir(), "mortise-mock-"));
  const path = join(folder, "openapi.json");
  writeFileSync(path, document);
  const child = spawn(node, [program, ...argumentsOf(path, settings)], { stdio: ["ignore", "pipe", "pipe"] });
  const watched = watchOutput(child, print);
  const ended = watched.ended.finally(() => rmSync(folder, { recursive: true, force: true }));
  const stop = async (): Promise<void> => {
    child.kill("SIGTERM");
    const last = setTimeout(() => child.kill("SIGKILL"), 2000);
    await ended;
    clearTimeout(last);
  };
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Refusal>((give) => (timer = setTimeout(() => give({ reason: `Prism isn't ready after ${patienceMs / 1000} s` }), patienceMs)));
  const failed = ended.then((failure): Refusal => ({ reason: failure === undefined ? "Prism ended at once" : `Prism can't load the contract (${failure})` }));
  const outcome = await Promise.race([watched.ready, late, failed, stopped.then((): Refusal => ({ reason: "stopped" }))]);
  clearTimeout(timer);
  if (typeof outcome !== "string") {
    await stop();
    return outcome;
  }
  return { url: outcome, reload: (text) => writeFileSync(path, text), stop, ended };
}

function argumentsOf(path: string, { port, host, cors, seed }: MockSettings): readonly string[] {
  const made = seed === undefined ? [] : ["--dynamic", `--seed=${seed}`];
  return ["mock", path, `--port=${port}`, `--host=${host}`, `--cors=${cors}`, "--multiprocess=false", ...made];
}

interface Watched {
  /** Resolves with the URL. */
  readonly ready: Promise<string>;
  readonly ended: Promise<string | undefined>;
}

function watchOutput(child: ChildProcess, print: (line: string) => void): Watched {
  let failure: string | undefined;
  let begin: (url: string) => void = () => {};
  const ready = new Promise<string>((resolve) => (begin = resolve));
  const read = (line: string): void => {
    const plain = stripVTControlCharacters(line);
    failure = /\b(?:fatal|error)\s+(\S.*)$/i.exec(plain)?.[1] ?? failure;
    const url = /Prism is listening on (\S+)/.exec(plain)?.[1];
    if (url !== undefined) begin(url);
    print(line);
  };
  for (const stream of [child.stdout, child.stderr]) {
    let rest = "";
    stream?.setEncoding("utf8").on("data", (text: string) => {
      const lines = `${rest}${text}`.split("\n");
      rest = lines.pop() ?? "";
      lines.forEach(read);
    });
  }
  const ended = new Promise<string | undefined>((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("close", (code) => resolve(failure ?? (code === 0 || code === null ? undefined : `it ended with ${code}`)));
  });
  return { ready, ended };
}
