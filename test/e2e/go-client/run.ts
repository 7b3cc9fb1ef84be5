import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { emitGoClient } from "../../../generators/targets/go-client/index.js";
import { makeFolder, readContract, root, writeFiles } from "../../targets/generate.js";
import { runGo } from "../../targets/go-build.js";
import { printDriver } from "./program.js";

/** A request as driver.go takes it. */
export interface Given {
  readonly Operation: string;
  readonly Parameters: Readonly<Record<number, unknown>>;
  readonly Content: number;
  readonly ContentType: string;
  readonly Body?: unknown;
  readonly Bytes: string;
  readonly Files: readonly { readonly Name: string; readonly Type: string; readonly Content: string }[];
  readonly Streams: boolean;
}

/** What driver.go says of an answer. */
export interface Seen {
  readonly Name: string;
  readonly Headers: Readonly<Record<string, string>> | null;
  readonly Body: string;
  readonly Error: string;
}

export interface Driver {
  /** `text`: the JSON of a `Given`, with every digit. */
  readonly ask: (text: string) => Promise<Seen>;
  readonly close: () => void;
}

const main = (module: string): string => `package main

import (
	"os"

	api "${module}"
)

func main() {
	client, err := api.NewClient(os.Args[1], api.WithoutRetries(), AUTH)
	if err != nil {
		panic(err)
	}
	api.Drive(client)
}
`;

/** Generates a client, with its driver, and builds it. `auth`: options in Go for its credentials. */
export async function buildDriver(contract: string, auth: string): Promise<{ readonly start: (url: string) => Driver; readonly remove: () => void }> {
  const folder = makeFolder("go-client");
  const module = "example.com/driven";
  const input = await readContract(join(root, `specs/${contract}/openapi.yaml`));
  writeFiles(folder, emitGoClient(input, { module, package: "driven", gomod: true, dates: "text", integers: "exact", schemas: "used" }, printDriver));
  const driver = readFileSync(fileURLToPath(new URL("driver.go", import.meta.url)), "utf8");
  writeFileSync(join(folder, "driver.go"), driver.replace("PACKAGE", "driven").replace("MODULE", module));
  mkdirSync(join(folder, "cmd"));
  writeFileSync(join(folder, "cmd/main.go"), main(module).replace("AUTH", auth));
  const binary = join(folder, "driver");
  const { status, stderr } = runGo(folder, ["build", "-race", "-o", binary, "./cmd"], { GOFLAGS: "-p=2" });
  if (status !== 0) throw new Error(stderr);
  return { start: (url) => open(spawn(binary, [url], { stdio: ["pipe", "pipe", "inherit"] })), remove: () => rmSync(folder, { recursive: true, force: true }) };
}

const gone: Seen = { Name: "", Headers: null, Body: "", Error: "the driver is gone: see standard error" };

function open(child: ChildProcess): Driver {
  const waiting: ((seen: Seen) => void)[] = [];
  let ended = false;
  const end = (): void => {
    ended = true;
    for (const resolve of waiting.splice(0)) resolve(gone);
  };
  child.on("exit", end);
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
    close: () => stdin.end(),
  };
}
