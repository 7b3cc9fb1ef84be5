import { type ChildProcess, spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { Contract } from "../../../generators/contract/model.js";
import { pyClient } from "../../../generators/targets/py-client/index.js";
import { planClient } from "../../../generators/targets/py-client/index.js";
import type { PyClientOptions } from "../../../generators/targets/py-client/options.js";
import { streamsOf } from "../../../generators/languages/results.js";
import { findPython, pythonEnvironment } from "../../python/tools.js";
import { makeFolder, readContract, root, writeFiles } from "../../targets/generate.js";
import type { Given, Seen } from "../go-client/run.js";

/** A request as driver.py takes it: that of the Go client's driver, with names of Python. */
export interface PythonGiven extends Given {
  readonly Method: string;
  readonly Group: string;
  readonly Spec: string;
  readonly Arguments: readonly string[];
}

export interface PythonDriver {
  /** `text`: the JSON of a `PythonGiven`, with every digit. */
  readonly ask: (text: string) => Promise<Seen>;
  readonly close: () => Promise<void>;
}

const options: PyClientOptions = { package: "driven", pyproject: true, dates: "text", numbers: "decimal", schemas: "used" };

/** What the driver has to know of each operation, by its id. */
export type Calls = ReadonlyMap<string, Pick<PythonGiven, "Method" | "Group" | "Spec" | "Arguments"> & { readonly Stream: string }>;

/** Generates a client. `credentials`: keyword arguments of it, as JSON. */
export async function buildPythonDriver(contract: string, credentials: Readonly<Record<string, unknown>>) {
  const folder = makeFolder("py-client");
  const input = await readContract(join(root, `specs/${contract}/openapi.yaml`));
  writeFiles(folder, await pyClient.emit(input, options));
  const driver = fileURLToPath(new URL("driver.py", import.meta.url));
  return {
    calls: nameCalls(input.contract),
    start: (url: string, kind: "sync" | "async"): PythonDriver =>
      open(spawn(findPython(), [driver, folder, "driven", url, kind, JSON.stringify(credentials)], { stdio: ["pipe", "pipe", "inherit"], env: pythonEnvironment() })),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function nameCalls(contract: Contract): Calls {
  const { names, own, contract: used } = planClient(contract, options);
  return new Map(
    used.operations.map((operation) => {
      const [given, calls] = [names.operations.get(operation.id), own.calls.get(operation.id)];
      if (!given || !calls) throw new Error(`no names of ${operation.id}`);
      const parameters = names.parameters(operation);
      const call = { Method: given.method, Group: given.group, Spec: calls.spec.name, Arguments: operation.parameters.map((each) => parameters.get(each) ?? "") };
      return [operation.id, { ...call, Stream: streamsOf(operation) === "either" ? calls.stream : given.method }];
    }),
  );
}

const gone: Seen = { Name: "", Headers: null, Body: "", Error: "the driver is gone: see standard error" };

function open(child: ChildProcess): PythonDriver {
  const waiting: ((seen: Seen) => void)[] = [];
  let ended = false;
  const exited = new Promise<void>((resolve) => {
    child.on("exit", () => {
      ended = true;
      for (const answer of waiting.splice(0)) answer(gone);
      resolve();
    });
  });
  if (!child.stdout || !child.stdin) throw new Error("no pipes");
  const { stdin } = child;
  createInterface({ input: child.stdout }).on("line", (line) => waiting.shift()?.(JSON.parse(line) as Seen));
  return {
    ask: (text) =>
      new Promise((resolve) => {
        if (ended) return resolve(gone);
        waiting.push(resolve);
        stdin.write(`${text}\n`);
      }),
    close: () => {
      stdin.end();
      return exited;
    },
  };
}
