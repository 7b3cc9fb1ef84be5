import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "../../generators/contract/build/index.js";
import { load } from "../../generators/contract/load.js";
import type { Contract } from "../../generators/contract/model.js";
import type { JsonObject } from "../../generators/contract/json.js";
import type { File } from "../../generators/emit/file.js";
import { msw } from "../../generators/targets/msw/index.js";
import type { MswOptions } from "../../generators/targets/msw/options.js";
import { tsClient } from "../../generators/targets/ts-client/index.js";
import type { TsClientOptions } from "../../generators/targets/ts-client/options.js";
import { tsServer } from "../../generators/targets/ts-server/index.js";
import type { TsServerOptions } from "../../generators/targets/ts-server/options.js";
import { tsTypes } from "../../generators/targets/ts-types/index.js";

export const root = fileURLToPath(new URL("../../", import.meta.url));
export const shared = join(root, "../shared");
export const hasShared = existsSync(join(shared, "corpus"));

export const clientDefaults: TsClientOptions = { dates: "string", int64: "number", package: false, packageName: undefined };
export const serverDefaults: TsServerOptions = { dates: "string", int64: "number", formats: "assert", handlers: false, document: true };
export const typesDefaults = { immutable: false, enum: false, rootTypes: false, defaultNonNullable: false, readWriteMarkers: false };

/** Reads a contract; its errors fail the test. */
export async function readContract(path: string): Promise<{ readonly contract: Contract; readonly document: JsonObject }> {
  const source = await load(path);
  const { contract, diagnostics } = build(source);
  const errors = [...source.diagnostics, ...diagnostics].filter((diagnostic) => diagnostic.severity === "error");
  if (errors.length > 0) throw new Error(`${path}: ${errors.map((error) => `${error.code} ${error.message} (${JSON.stringify(error.origin)})`).join("\n")}`);
  return { contract, document: source.document };
}

export const emitClient = async (path: string, options: Partial<TsClientOptions> = {}): Promise<readonly File[]> =>
  tsClient.emit(await readContract(path), { ...clientDefaults, ...options });

export const emitServer = async (path: string, options: Partial<TsServerOptions> = {}): Promise<readonly File[]> =>
  tsServer.emit(await readContract(path), { ...serverDefaults, ...options });

export const emitMsw = async (path: string, options: Partial<MswOptions> = {}): Promise<readonly File[]> => msw.emit(await readContract(path), { formats: "assert", ...options });

export const emitTypes = async (path: string, options: Partial<typeof typesDefaults> = {}): Promise<readonly File[]> =>
  tsTypes.emit(await readContract(path), { ...typesDefaults, ...options });

/** The text of a file, read from the templates where it is copied from there. */
export const textOf = (file: File): string =>
  file.content.kind === "text" ? file.content.text : `${file.content.header === undefined ? "" : `${file.content.header}\n\n`}${readFileSync(join(root, "templates", file.content.asset), "utf8")}`;

export function writeFiles(folder: string, files: readonly File[]): void {
  for (const file of files) {
    const path = join(folder, file.path);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, textOf(file));
  }
}

export const makeFolder = (name: string): string => mkdtempSync(join(tmpdir(), `mortise-${name}-`));

/** Has a folder's code find MSW: version 2, or 3 (`msw3`). */
export function linkMsw(folder: string, version: "msw" | "msw3" = "msw"): void {
  mkdirSync(join(folder, "node_modules"), { recursive: true });
  rmSync(join(folder, "node_modules/msw"), { force: true });
  symlinkSync(join(root, "node_modules", version), join(folder, "node_modules/msw"), "junction");
}
