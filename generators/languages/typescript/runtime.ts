import { existsSync } from "node:fs";
import type * as Check from "../../../templates/runtime/typescript/check/index.js";
import type * as JsonReader from "../../../templates/runtime/typescript/check/json-reader.js";
import type * as Report from "../../../templates/runtime/typescript/check/report.js";
import type * as WriteJson from "../../../templates/runtime/typescript/check/write-json.js";
import type * as Data from "../../../templates/runtime/typescript/data/index.js";
import type * as Bases from "../../../templates/runtime/typescript/mock/bases.js";
import type * as Mock from "../../../templates/runtime/typescript/mock/index.js";
import type * as Answers from "../../../templates/runtime/typescript/server/answers.js";
import type * as Node from "../../../templates/runtime/typescript/server/node.js";
import type * as Problem from "../../../templates/runtime/typescript/server/problem.js";
import type * as Router from "../../../templates/runtime/typescript/server/router.js";
import type * as Service from "../../../templates/runtime/typescript/server/service.js";
import type * as Turn from "../../../templates/runtime/typescript/server/turn.js";

/** The modules of the TypeScript runtime that Mortise itself uses, with their types. */
export interface RuntimeModules {
  readonly "check/index": typeof Check;
  readonly "check/json-reader": typeof JsonReader;
  readonly "check/report": typeof Report;
  readonly "check/write-json": typeof WriteJson;
  readonly "data/index": typeof Data;
  readonly "mock/bases": typeof Bases;
  readonly "mock/index": typeof Mock;
  readonly "server/answers": typeof Answers;
  readonly "server/node": typeof Node;
  readonly "server/problem": typeof Problem;
  readonly "server/router": typeof Router;
  readonly "server/service": typeof Service;
  readonly "server/turn": typeof Turn;
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
