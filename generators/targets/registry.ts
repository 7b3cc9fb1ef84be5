import type { Diagnostic } from "../diagnostic.js";
import type { File } from "../emit/file.js";
import { goClientOptions } from "./go-client/options.js";
import { goServerOptions } from "./go-server/options.js";
import { mswOptions } from "./msw/options.js";
import { pyClientOptions } from "./py-client/options.js";
import { pyServerOptions } from "./py-server/options.js";
import type { OptionTable, OptionsOf, Target, TargetInput } from "./target.js";
import { tsClientOptions } from "./ts-client/options.js";
import { tsServerOptions } from "./ts-server/options.js";
import { tsTypes } from "./ts-types/index.js";

/** The values of a target's options, by name. Made by `readOptions` from the target's own table, so every row has its value. */
export type OptionValues = Readonly<Record<string, boolean | string | undefined>>;

/**
 * A target as the command line knows it: what it is made with is brought in when it is first used. `--help`, the checks of mortise.yaml
 * and a run that finds nothing changed do without.
 */
export interface TargetRow extends Pick<Target, "name" | "summary" | "options"> {
  /** The folder of `templates/runtime` that it copies from. */
  readonly runtime?: "typescript" | "go" | "python";
  readonly emit: (input: TargetInput, options: OptionValues) => Promise<readonly File[]>;
  readonly support: (input: TargetInput, options: OptionValues) => Promise<readonly Diagnostic[]>;
}

function toRow<T extends OptionTable>(about: Pick<Target<T>, "name" | "summary" | "options"> & Pick<TargetRow, "runtime">, load: () => Promise<Target<T>>): TargetRow {
  return {
    ...about,
    emit: async (input, options) => (await load()).emit(input, options as OptionsOf<T>),
    support: async (input, options) => (await load()).support(input, options as OptionsOf<T>),
  };
}

export const targets: readonly TargetRow[] = [
  toRow(tsTypes, async () => tsTypes),
  toRow(
    {
      name: "ts-client",
      runtime: "typescript",
      summary: "TypeScript SDK: named types, one tree-shakable function an operation, results typed by status; no dependency",
      options: tsClientOptions,
    },
    async () => (await import("./ts-client/index.js")).tsClient,
  ),
  toRow(
    {
      name: "ts-server",
      runtime: "typescript",
      summary: "TypeScript server: handlers typed by operation, requests and answers checked by the contract; no dependency",
      options: tsServerOptions,
    },
    async () => (await import("./ts-server/index.js")).tsServer,
  ),
  toRow(
    {
      name: "msw",
      runtime: "typescript",
      summary: "Mocks for MSW, in browsers and Node: valid answers from the contract, requests checked as servers do, typed overrides, a memory",
      options: mswOptions,
    },
    async () => (await import("./msw/index.js")).msw,
  ),
  toRow(
    {
      name: "go-server",
      runtime: "go",
      summary: "Go server on Gin: an interface with a method for each operation, requests and answers checked by the contract",
      options: goServerOptions,
    },
    async () => (await import("./go-server/index.js")).goServer,
  ),
  toRow(
    {
      name: "go-client",
      runtime: "go",
      summary: "Go client: named types, a method for each operation, results and errors typed by status",
      options: goClientOptions,
    },
    async () => (await import("./go-client/index.js")).goClient,
  ),
  toRow(
    {
      name: "py-server",
      runtime: "python",
      summary: "Python server on FastAPI: a class with a method for each operation, requests and answers checked by the contract",
      options: pyServerOptions,
    },
    async () => (await import("./py-server/index.js")).pyServer,
  ),
  toRow(
    {
      name: "py-client",
      runtime: "python",
      summary: "Python client on httpx, sync and async: models, a method for each operation, results typed by status",
      options: pyClientOptions,
    },
    async () => (await import("./py-client/index.js")).pyClient,
  ),
];

export const targetNames: readonly string[] = targets.map(({ name }) => name);

/** The target of a name. */
export const findTarget = (name: string): TargetRow | undefined => targets.find((target) => target.name === name);
