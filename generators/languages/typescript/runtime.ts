import { existsSync } from "node:fs";
import type * as Check from "../../../templates/runtime/typescript/check/index.js";
import type * as Data from "../../../templates/runtime/typescript/data/index.js";

/** The modules of the TypeScript runtime that Mortise itself uses, with their types. */
export interface RuntimeModules {
  readonly "check/index": typeof Check;
  readonly "data/index": typeof Data;
}

/** The compiled runtime beside the built program; beside the sources, where tests bring this file in, the runtime's own sources. */
const compiled = new URL("../../runtime/", import.meta.url);
const isBuilt = existsSync(new URL("check/index.js", compiled));
const folder = isBuilt ? compiled : new URL("../../../templates/runtime/typescript/", import.meta.url);

/**
 * Brings in a module of the runtime that generated code has a copy of: what Mortise says at generation, or answers as a mock, is then what
 * generated code says. It is one copy for the whole process.
 */
export const loadRuntime = <Name extends keyof RuntimeModules>(name: Name): Promise<RuntimeModules[Name]> =>
  importModule(name) as Promise<RuntimeModules[Name]>;

/** Where a module of the runtime stands, for `import()`. `name`: `server/index`. */
export const runtimeUrl = (name: string): string => new URL(`${name}.${isBuilt ? "js" : "ts"}`, folder).href;

const importModule = (name: string): Promise<unknown> => import(/* @vite-ignore */ runtimeUrl(name)) as Promise<unknown>;
