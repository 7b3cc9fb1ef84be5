import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { File } from "../../generators/emit/file.js";
import type { TsClientOptions } from "../../generators/targets/ts-client/options.js";

/** Types are those of generated/, which test/drift.test.ts keeps true; values are generated, compiled and loaded anew from today's sources. */
export type Users = typeof import("../../generated/users/ts-client/index.js");
export type Platform = typeof import("../../generated/ai-platform/ts-client/src/index.js");
export type Kitchen = typeof import("../../generated/kitchen-sink/ts-client/index.js");

export const root = fileURLToPath(new URL("../../", import.meta.url));

/** The clients that the tests call, with the options that mortise.yaml has for them, and others that are worth a test. */
const variants = {
  users: { contract: "users", options: {} },
  "users-exact": { contract: "users", options: { dates: "Date", int64: "bigint" } },
  platform: { contract: "ai-platform", options: { dates: "Date" } },
  "platform-plain": { contract: "ai-platform", options: {} },
  "platform-exact": { contract: "ai-platform", options: { dates: "Date", int64: "bigint" } },
  kitchen: { contract: "kitchen-sink", options: { int64: "bigint" } },
} as const satisfies Readonly<Record<string, { readonly contract: string; readonly options: Partial<TsClientOptions> }>>;

export type Variant = keyof typeof variants;

export const loadUsers = (): Promise<Users> => loadClient<Users>("users");
export const loadPlatform = (): Promise<Platform> => loadClient<Platform>("platform");
export const loadKitchen = (): Promise<Kitchen> => loadClient<Kitchen>("kitchen");

/** A client as Node itself loads it: modules of their own, found by their `.js` specifiers. */
export async function loadClient<T>(variant: Variant): Promise<T> {
  return (await import(/* @vite-ignore */ pathToFileURL(join((await buildClient(variant)).js, "index.js")).href)) as T;
}

/** Where the TypeScript of a client is, and what a compiler made of it. */
export interface Built {
  readonly ts: string;
  readonly js: string;
}

/** Generates and compiles a client. */
export async function buildClient(variant: Variant): Promise<Built> {
  const { contract, options } = variants[variant];
  return buildOnce(variant, async () => {
    // Only now: loading the generator takes longer than all the rest.
    const { emitClient } = await import("../targets/generate.js");
    return emitClient(join(root, "specs", contract, "openapi.yaml"), options);
  });
}

/** Compiles what a target emits. What was built of the same sources is used again, by all test files and runs. */
export async function buildOnce(name: string, emit: () => Promise<readonly File[]>, settings: object = {}): Promise<Built> {
  const folder = join(cache, hashSources(), name);
  if (!existsSync(folder)) await make(await emit(), folder, settings);
  return { ts: join(folder, "ts"), js: join(folder, "js") };
}

const cache = join(root, "node_modules/.cache/mortise-e2e");

async function make(files: readonly File[], folder: string, settings: object): Promise<void> {
  const { writeFiles } = await import("../targets/generate.js");
  mkdirSync(join(folder, ".."), { recursive: true });
  removeOld();
  const building = mkdtempSync(join(cache, "building-"));
  writeFiles(join(building, "ts"), files);
  compileTo(join(building, "ts"), join(building, "js"), settings);
  try {
    renameSync(building, folder);
  } catch {
    // Another test file was faster.
    rmSync(building, { recursive: true, force: true });
  }
}

/** Compiles a folder as strictly as can be, to modules with declarations. */
function compileTo(sources: string, out: string, settings: object): void {
  const compilerOptions = { target: "ES2022", lib: ["ES2022", "DOM", "DOM.Iterable"], module: "NodeNext", strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true, verbatimModuleSyntax: true, declaration: true, types: [], outDir: out, rootDir: sources, ...settings };
  writeFileSync(join(sources, "package.json"), '{ "type": "module" }\n');
  writeFileSync(join(sources, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["**/*.ts"] }));
  const run = spawnSync(process.execPath, [join(root, "node_modules/typescript7/bin/tsc"), "-p", sources], { encoding: "utf8" });
  if (run.status !== 0) throw new Error(`the code in ${sources} does not compile:\n${run.stdout}${run.stderr}`);
  writeFileSync(join(out, "package.json"), '{ "type": "module" }\n');
}

/** A name for everything that a client is made of. */
function hashSources(): string {
  const hash = createHash("sha256").update(readFileSync(fileURLToPath(import.meta.url)));
  for (const part of ["generators", "templates", "specs"]) {
    const files = readdirSync(join(root, part), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    for (const path of files.map((entry) => join(entry.parentPath, entry.name)).sort()) hash.update(path.slice(root.length)).update(readFileSync(path));
  }
  return hash.digest("hex").slice(0, 16);
}

/** Clients of former sources, after an hour: nobody can be using them any more. */
function removeOld(): void {
  for (const name of readdirSync(cache)) {
    const path = join(cache, name);
    if (Date.now() - statSync(path).mtimeMs > 3_600_000) rmSync(path, { recursive: true, force: true });
  }
}
