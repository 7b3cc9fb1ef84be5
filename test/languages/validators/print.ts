import { cpSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { buildSync } from "esbuild";
import { build } from "../../../generators/contract/build/index.js";
import { load } from "../../../generators/contract/load.js";
import type { Contract, Direction, SchemaId } from "../../../generators/contract/model.js";
import { printModule } from "../../../generators/languages/typescript/module.js";
import { nameContract } from "../../../generators/languages/typescript/names.js";
import { planChecks, type CheckImports, type CheckOptions, type CheckRoot } from "../../../generators/languages/typescript/validators/index.js";
import type { File } from "../../../generators/emit/file.js";
import { makeFolder, root, textOf } from "../../targets/generate.js";

/** Printed checks of a contract, without a target around them. */
export interface PrintedChecks {
  readonly files: readonly File[];
  readonly of: (schema: SchemaId, direction: Direction) => CheckImports | undefined;
}

export function printChecks(contract: Contract, roots: readonly CheckRoot[], options: CheckOptions = { formats: "assert" }, names = nameContract(contract)): PrintedChecks {
  const checks = planChecks({ contract, names }, roots, options);
  const files = [...checks.modules()].map(([module, blocks]) => printModule(module, blocks));
  return { files, of: checks.of };
}

/** Every component schema, in both directions. */
export const componentRoots = (contract: Contract): readonly CheckRoot[] =>
  Object.values(contract.schemas)
    .filter(({ place }) => place.kind === "component")
    .flatMap(({ id }) => (["request", "response"] as const).map((direction) => ({ schema: id, direction })));

/** The text of a module, as it comes out for a contract whose component schemas are given as JSON text. */
export const textOfModule = ({ files }: PrintedChecks, path: string): string => {
  const file = files.find((candidate) => candidate.path === path);
  if (!file) throw new Error(`there is no ${path}, but ${files.map((each) => each.path).join(", ")}`);
  return textOf(file);
};

/** A contract of component schemas, which stand as JSON text so that numbers keep their digits. */
export async function contractOf(schemas: string, version = "3.1.0", readRemote?: (url: string) => Promise<Buffer>): Promise<Contract> {
  const document = `{"openapi": "${version}", "info": {"title": "T", "version": "1"}, "paths": {}, "components": {"schemas": ${schemas}}}`;
  const source = await load("given.json", { readFile: () => Promise.resolve(Buffer.from(document)), ...(readRemote && { allowRemote: ["http://localhost:1234/"], readRemote }) });
  return build(source).contract;
}

export interface Violation {
  readonly pointer: string;
  readonly rule: string;
  readonly message: string;
}

export interface Loaded {
  readonly is: (value: unknown) => boolean;
  /** The violations, sorted by pointer, rule and message, each once. */
  readonly list: (value: unknown) => readonly Violation[];
}

/** Writes printed checks of several contracts beside one runtime, compiles all of it at once, and loads what is asked for. */
export interface Workshop {
  readonly folder: string;
  readonly put: (name: string, checks: PrintedChecks) => void;
  readonly compile: () => void;
  readonly load: (name: string, checks: PrintedChecks, schema: SchemaId, direction?: Direction) => Promise<Loaded>;
  /** The reader of JSON bodies. */
  readonly readJson: () => Promise<(text: string) => unknown>;
}

export function openWorkshop(name: string): Workshop {
  const folder = makeFolder(name);
  const sources: string[] = [];
  cpSync(join(root, "templates/runtime/typescript/check"), join(folder, "runtime/check"), { recursive: true });
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }\n');
  return {
    folder,
    put: (home, { files }) => {
      mkdirSync(join(folder, home), { recursive: true });
      symlinkSync(join(folder, "runtime"), join(folder, home, "runtime"));
      for (const file of files) {
        const path = join(folder, home, file.path);
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, textOf(file));
        sources.push(path);
      }
    },
    compile: () => void buildSync({ entryPoints: [...sources, join(folder, "runtime/check/**/*.ts")], outdir: folder, outbase: folder, format: "esm", target: "es2023", logLevel: "error" }),
    load: async (home, checks, schema, direction = "response") => loadChecks(folder, home, checks.of(schema, direction)),
    readJson: async () => {
      const { readJson } = (await import(pathToFileURL(join(folder, "runtime/check/json-reader.js")).href)) as { readonly readJson: (text: Uint8Array) => unknown };
      return (text) => readJson(Buffer.from(text));
    },
  };
}

async function loadChecks(folder: string, home: string, imports: CheckImports | undefined): Promise<Loaded> {
  if (!imports) return { is: () => true, list: () => [] };
  const load = async (item: CheckImports["is"]): Promise<(...values: readonly unknown[]) => unknown> => {
    const path = item.module.startsWith("runtime/") ? join(folder, item.module) : join(folder, home, item.module);
    const module = (await import(pathToFileURL(`${path}.js`).href)) as Readonly<Record<string, (...values: readonly unknown[]) => unknown>>;
    const found = module[item.name];
    if (!found) throw new Error(`${item.module} exports no ${item.name}`);
    return found;
  };
  const is = await load(imports.is);
  const check = await load(imports.check);
  return {
    is: (value) => is(value) as boolean,
    list: (value) => {
      const found = new Map<string, Violation>();
      check(value, "", { add: (pointer: string, rule: string, message: string) => void found.set(JSON.stringify([pointer, rule, message]), { pointer, rule, message }) });
      return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, violation]) => violation);
    },
  };
}
