import { readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { TsServerOptions } from "../../../generators/targets/ts-server/options.js";
import { onNode } from "../../targets/compile.js";
import { buildOnce, root } from "../clients.js";
import type { Route } from "./calls.js";

/** Types are those of generated/, which the drift test keeps true; values are generated and compiled anew from today's sources. */
export type KitchenServer = typeof import("../../../generated/kitchen-sink/ts-server/index.js");

/** The folder of the kitchen's server, compiled. */
export const buildKitchenServer = (): Promise<string> => buildServer("kitchen-sink", { int64: "bigint" });

/** Generates and compiles a server, and gives its folder. */
export async function buildServer(contract: string, options: Partial<TsServerOptions>): Promise<string> {
  const built = await buildOnce(
    `${contract}-server`,
    async () => {
      const { emitServer } = await import("../../targets/generate.js");
      return emitServer(join(root, `specs/${contract}/openapi.yaml`), options);
    },
    onNode,
  );
  return built.js;
}

export const loadModule = async <T>(folder: string, module: string): Promise<T> => (await import(/* @vite-ignore */ pathToFileURL(join(folder, module)).href)) as T;

export const loadKitchenServer = async (): Promise<KitchenServer> => loadModule<KitchenServer>(await buildKitchenServer(), "index.js");

/** What the server knows of its operations, by handler. */
export async function loadRoutes(folder: string): Promise<Readonly<Record<string, Route>>> {
  const modules = readdirSync(join(folder, "routes")).filter((name) => name.endsWith(".js"));
  const exported = await Promise.all(modules.map((name) => loadModule<Readonly<Record<string, Readonly<Record<string, Route>>>>>(join(folder, "routes"), name)));
  return Object.assign({}, ...exported.flatMap((module) => Object.values(module))) as Readonly<Record<string, Route>>;
}
