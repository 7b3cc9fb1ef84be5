import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
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
import { programFolder, templatesFolder } from "../../emit/sources.js";

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

/** The compiled runtime in the built program; where tests run the sources, the runtime's own sources. */
const compiled = join(programFolder, "runtime");
const isBuilt = existsSync(compiled);
const folder = isBuilt ? compiled : join(templatesFolder, "runtime/typescript");

/**
 * Brings in a module of the runtime that generated code has a copy of: what Mortise says at generation, or answers as a mock, is then what
 * generated code says. It is one copy for the whole process.
 */
export const loadRuntime = <Name extends keyof RuntimeModules>(name: Name): Promise<RuntimeModules[Name]> =>
  importModule(name) as Promise<RuntimeModules[Name]>;

/** Where a module of the runtime stands, for `import()`. `name`: `server/index`. */
export const runtimeUrl = (name: string): string => pathToFileURL(join(folder, `${name}.${isBuilt ? "js" : "ts"}`)).href;

const importModule = (name: string): Promise<unknown> => import(/* @vite-ignore */ runtimeUrl(name)) as Promise<unknown>;
