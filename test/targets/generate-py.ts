import type { File } from "../../generators/emit/file.js";
import { pyClient } from "../../generators/targets/py-client/index.js";
import type { PyClientOptions } from "../../generators/targets/py-client/options.js";
import { pyServer } from "../../generators/targets/py-server/index.js";
import type { PyServerOptions } from "../../generators/targets/py-server/options.js";
import { readContract } from "./generate.js";

export const pyServerDefaults: PyServerOptions = { package: undefined, pyproject: true, dates: "datetime", numbers: "float", schemas: "used", formats: "assert", document: true, handlers: false, ray: false };

export const emitPyServer = async (path: string, options: Partial<PyServerOptions> = {}): Promise<readonly File[]> => pyServer.emit(await readContract(path), { ...pyServerDefaults, ...options });

export const pyClientDefaults: PyClientOptions = { package: undefined, pyproject: true, dates: "datetime", numbers: "float", schemas: "used" };

export const emitPyClient = async (path: string, options: Partial<PyClientOptions> = {}): Promise<readonly File[]> => pyClient.emit(await readContract(path), { ...pyClientDefaults, ...options });

/** Imports every name that packages export: all modules are run, and each name is where its package says. */
export const importAll = (packages: readonly string[]): string => `
from importlib import import_module
for package in ${JSON.stringify(packages)}:
    for part in ("", ".models", ".operations"):
        module = import_module(package + part)
        for name in getattr(module, "__all__", ()):
            getattr(module, name)
`;
