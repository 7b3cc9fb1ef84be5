#!/usr/bin/env node
import { setFlagsFromString } from "node:v8";
import { commands, type CommandName, type Invocation } from "./config.js";
import type { ExitCode, Stream, Terminal } from "./terminal.js";

// A run is over before V8's optimising compiler has paid for most of what it compiles: only what stays hot is worth it.
// A quarter of the CPU time on large contracts (test/bench/generate.mjs).
setFlagsFromString("--interrupt-budget=3000000");

/** Each command is brought in when it is called. */
const runs: Readonly<Record<CommandName, () => Promise<(invocation: Invocation, terminal: Terminal) => ExitCode | Promise<ExitCode>>>> = {
  init: async () => (await import("./commands/init.js")).init,
  generate: async () => (await import("./commands/generate.js")).generate,
  check: async () => (await import("./commands/check.js")).check,
  inspect: async () => (await import("./commands/inspect.js")).inspect,
  validate: async () => (await import("./commands/validate.js")).validate,
  mock: async () => (await import("./commands/mock.js")).mock,
};

/** A bug of Mortise: an exception that nobody expected. */
const BUG = 3;

const toStream = (stream: NodeJS.WriteStream): Stream => ({
  write: (text) => void stream.write(text),
  ...(stream.isTTY && { columns: stream.columns }),
  colours: stream.isTTY === true && stream.hasColors(),
});

const terminal: Terminal = {
  out: toStream(process.stdout),
  err: toStream(process.stderr),
  input: () => process.stdin,
  node: process.execPath,
  path: process.env["PATH"] ?? "",
  stopped: () =>
    new Promise((resolve) => {
      for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
    }),
};

const isCommand = (name: string): name is CommandName => Object.hasOwn(commands, name);

async function run([name = "--help", ...words]: readonly string[]): Promise<ExitCode> {
  if (name === "--help" || name === "-h" || name === "help") {
    const { printCommandHelp, printHelp } = await import("./config/help.js");
    const [of] = words;
    terminal.out.write(of !== undefined && isCommand(of) ? printCommandHelp(of) : printHelp());
    return 0;
  }
  if (name === "--version" || name === "-V") {
    const { readFileSync } = await import("node:fs");
    const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as { readonly version: string };
    terminal.out.write(`${version}\n`);
    return 0;
  }
  return isCommand(name) ? runCommand(name, words) : refuse(name);
}

async function runCommand(name: CommandName, words: readonly string[]): Promise<ExitCode> {
  const { readArguments } = await import("./config/arguments.js");
  const { diagnostics, ...invocation } = readArguments(name, words);
  if (invocation.flags.help) {
    const { printCommandHelp } = await import("./config/help.js");
    terminal.out.write(printCommandHelp(name));
    return 0;
  }
  if (diagnostics.length > 0) {
    const [{ printFindings }, { locateDiagnostics }] = await Promise.all([import("./print.js"), import("./report.js")]);
    printFindings(locateDiagnostics(diagnostics), undefined, invocation.flags, terminal.err);
    return 2;
  }
  return (await runs[name]())(invocation, terminal);
}

async function refuse(name: string): Promise<ExitCode> {
  const { didYouMean } = await import("./contract/closest.js");
  const hint = didYouMean(name, Object.keys(commands));
  terminal.err.write(
    `unknown command '${name}'${hint === undefined ? "" : `: ${hint}`}\ncommands are ${Object.keys(commands).join(", ")}; 'mortise --help' tells what they do\n`,
  );
  return 2;
}

// Whoever reads along may have read enough: `mortise inspect api.yaml | head`.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit();
});

function reportBug(error: unknown): void {
  terminal.err.write(
    `mortise: this is a bug of Mortise, please report it with the lines below\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  process.exitCode = BUG;
}

process.on("uncaughtException", (error) => {
  reportBug(error);
  process.exit();
});

await run(process.argv.slice(2)).then((code) => (process.exitCode = code), reportBug);
