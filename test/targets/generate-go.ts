import type { File } from "../../generators/emit/file.js";
import { goClient } from "../../generators/targets/go-client/index.js";
import type { GoClientOptions } from "../../generators/targets/go-client/options.js";
import { goServer } from "../../generators/targets/go-server/index.js";
import type { GoServerOptions } from "../../generators/targets/go-server/options.js";
import { readContract, textOf } from "./generate.js";

export const goClientDefaults: GoClientOptions = { module: undefined, package: undefined, gomod: true, dates: "time", integers: "exact", schemas: "used" };
export const goServerDefaults: GoServerOptions = { ...goClientDefaults, formats: "assert", document: true, handlers: false };

export const emitGoClient = async (path: string, options: Partial<GoClientOptions> = {}): Promise<readonly File[]> =>
  goClient.emit(await readContract(path), { ...goClientDefaults, ...options });

export const emitGoServer = async (path: string, options: Partial<GoServerOptions> = {}): Promise<readonly File[]> =>
  goServer.emit(await readContract(path), { ...goServerDefaults, ...options });

/** The product of one contract in a module that several share: its folder, the runtime's folders and go.mod for all. */
export interface Product {
  readonly name: string;
  readonly files: readonly File[];
}

const sharedModule = "shared.test/all";

/**
 * Products of one target as packages of one module with one copy of the runtime: Go looks at that, and at Gin, once for all. Each was made with
 * `package` and `module: <sharedModule>/<package>`.
 */
export function uniteProducts(products: readonly Product[]): readonly { readonly path: string; readonly text: string }[] {
  const placed = new Map<string, string>();
  for (const { name, files } of products) {
    for (const file of files) {
      const text = textOf(file).replaceAll(`"${sharedModule}/${name}/`, `"${sharedModule}/`);
      const isRuntime = /^(wire|check|server|client)\//.test(file.path);
      if (file.path === "go.mod" || file.path === "go.sum") keepLongest(placed, file.path, text.replace(/^module .*$/m, `module ${sharedModule}`));
      else placed.set(isRuntime ? file.path : `${name}/${file.path}`, text);
    }
  }
  return [...placed].map(([path, text]) => ({ path, text }));
}

/** What only some products need is a line more. */
function keepLongest(placed: Map<string, string>, path: string, text: string): void {
  if (text.length > (placed.get(path)?.length ?? 0)) placed.set(path, text);
}

export const inShared = (name: string): { readonly package: string; readonly module: string } => ({ package: name, module: `${sharedModule}/${name}` });
