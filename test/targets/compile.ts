import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./generate.js";

export const compilers = { "tsc 5.9": join(root, "node_modules/typescript/bin/tsc"), "tsc 7": join(root, "node_modules/typescript7/bin/tsc") } as const;
export const resolutions = { NodeNext: { module: "NodeNext", moduleResolution: "NodeNext" }, Bundler: { module: "ESNext", moduleResolution: "Bundler" } } as const;

/** Settings under which generated TypeScript must have no error: stricter than `strict`. */
export const strictest = {
  target: "ES2022",
  lib: ["ES2022", "DOM", "DOM.Iterable"],
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noImplicitOverride: true,
  noImplicitReturns: true,
  noFallthroughCasesInSwitch: true,
  noPropertyAccessFromIndexSignature: true,
  verbatimModuleSyntax: true,
  isolatedModules: true,
  erasableSyntaxOnly: true,
  skipLibCheck: true,
  noEmit: true,
  types: [],
} as const;

/** A server runs in Node: it knows Node's types, and the ECMAScript of Node 20. */
export const onNode = { lib: ["ES2023", "DOM", "DOM.Iterable"], types: ["node"], typeRoots: [join(root, "node_modules/@types")] } as const;

/** Compiles a folder; gives what the compiler says, "" if all is well. */
export function compile(folder: string, compiler: keyof typeof compilers, resolution: keyof typeof resolutions, include: readonly string[] = ["**/*.ts"], settings: object = {}): string {
  const config = join(folder, `tsconfig.${resolution}.json`);
  writeFileSync(config, JSON.stringify({ compilerOptions: { ...strictest, ...settings, ...resolutions[resolution] }, include }));
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }\n');
  const run = spawnSync(process.execPath, ["--max-old-space-size=6000", compilers[compiler], "-p", config], { encoding: "utf8", maxBuffer: 1 << 28 });
  return run.status === 0 ? "" : (run.stdout + run.stderr).trim() || `exit ${run.status}`;
}
