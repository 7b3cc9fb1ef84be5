import { posix } from "node:path";
import { compileFunction } from "node:vm";
import type { File } from "../emit/file.js";
import { runtimeUrl } from "../languages/typescript/runtime.js";

/** What a module exports. */
export type Exports = Readonly<Record<string, unknown>>;

/** Takes the types from a module and turns its imports into calls of `require`. */
export type Strip = (text: string, path: string) => string;

/** Brings printed TypeScript modules to life in this process, without a folder or a compiler. */
export interface Linker {
  /**
   * Runs a module of `files` (`contract.ts`), and all that it imports. Imports of `runtime/` get the modules of the runtime that Mortise
   * itself runs, so there is one copy of each for however many contracts.
   */
  readonly run: (files: readonly File[], entry: string) => Promise<Exports>;
}

/** sucrase: a tenth of the compiler's time to load, and to run. */
export async function openLinker(): Promise<Linker> {
  const { transform } = await import("sucrase");
  const strip: Strip = (text) => transform(text, { transforms: ["typescript", "imports"], preserveDynamicImport: true, disableESTransforms: true }).code;
  return linkWith(strip);
}

type Runtime = Map<string, Exports>;

function linkWith(strip: Strip): Linker {
  const runtime: Runtime = new Map();
  return {
    async run(files, entry) {
      const modules = compileAll(files, entry, strip);
      await Promise.all([...new Set([...modules.values()].flatMap(({ runtimes }) => runtimes))].map((name) => bringIn(runtime, name)));
      return start(modules, runtime, entry);
    },
  };
}

async function bringIn(runtime: Runtime, name: string): Promise<void> {
  if (!runtime.has(name)) runtime.set(name, (await import(/* @vite-ignore */ runtimeUrl(name))) as Exports);
}

interface Compiled {
  readonly code: string;
  /** The modules of the runtime that it imports: `check/index`. */
  readonly runtimes: readonly string[];
}

const required = /\brequire\((?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")\)/g;

/** Strips a module and all that it leads to. Text of a contract may look like a call of `require`: only what is there is meant. */
function compileAll(files: readonly File[], entry: string, strip: Strip): ReadonlyMap<string, Compiled> {
  const texts = new Map(files.flatMap(({ path, content }) => (content.kind === "text" ? [[path, content.text] as const] : [])));
  const copied = new Set(files.flatMap(({ path, content }) => (content.kind === "asset" ? [path] : [])));
  const compiled = new Map<string, Compiled>();
  const wanted = new Set([entry]);
  for (const path of wanted) {
    const text = texts.get(path);
    if (text === undefined) throw new Error(`there is no module ${path} among those that were printed`);
    const code = strip(text, path);
    const targets = [...new Set([...code.matchAll(required)].map(([, single, double]) => targetOf(path, single ?? double ?? "")))];
    for (const target of targets) if (texts.has(target)) wanted.add(target);
    compiled.set(path, { code, runtimes: targets.flatMap((target) => (copied.has(target) ? (runtimeName(target) ?? []) : [])) });
  }
  return compiled;
}

/** The path of the module that an import in `from` means. */
const targetOf = (from: string, specifier: string): string => posix.join(posix.dirname(from), specifier).replace(/\.js$/, ".ts");

const runtimeName = (target: string): string | undefined => /^runtime\/(.+)\.ts$/.exec(target)?.[1];

/** Runs modules in the order of their imports; in a cycle, functions are there before their module has run. */
function start(modules: ReadonlyMap<string, Compiled>, runtime: Runtime, entry: string): Exports {
  const running = new Map<string, Exports>();
  const run = (path: string): Exports => {
    const known = running.get(path);
    if (known !== undefined) return known;
    const exports: Exports = {};
    running.set(path, exports);
    const { code } = modules.get(path) ?? { code: "" };
    const find = (specifier: string): Exports => {
      const target = targetOf(path, specifier);
      const name = runtimeName(target);
      return name === undefined ? run(target) : (runtime.get(name) ?? {});
    };
    (compileFunction(hoist(code), ["exports", "require"], { filename: `mortise:${path}` }) as (exports: Exports, require: typeof find) => void)(exports, find);
    return exports;
  };
  return run(entry);
}

/** As in ECMAScript modules, exported functions can be called by modules that run before theirs. */
function hoist(code: string): string {
  const names = [...code.matchAll(/^ (?:async )?function\*? ([A-Za-z_$][\w$]*)\(/gm)].map(([, name = ""]) => name);
  const exported = names.filter((name) => code.includes(`} exports.${name} = ${name};`));
  return `"use strict"; ${exported.map((name) => `exports.${name} = ${name};`).join(" ")}${code}`;
}
