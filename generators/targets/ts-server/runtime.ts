import { readdirSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import type { File } from "../../emit/file.js";
import { templatesFolder } from "../../emit/template.js";

const folder = "runtime/typescript";
const source = (path: string): string => readFileSync(new URL(`${folder}/${path}`, templatesFolder), "utf8");

const isModule = (path: string): boolean => path.endsWith(".ts");

/** The modules that a module names, as paths of the runtime. */
const importsOf = (path: string): readonly string[] =>
  [...source(path).matchAll(/\bfrom "(\.[^"]+)\.js"|\bimport\("(\.[^"]+)\.js"\)/g)].map(([, one, other]) => `${posix.join(posix.dirname(path), one ?? other ?? "")}.ts`);

/** Checks and server whole, and of the client's modules those that they use. */
function listModules(): readonly string[] {
  const found = new Set<string>();
  const open = ["check", "server"].flatMap((name) =>
    readdirSync(new URL(`${folder}/${name}`, templatesFolder), { recursive: true, encoding: "utf8" })
      .map((path) => `${name}/${path.replaceAll("\\", "/")}`)
      .filter(isModule),
  );
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (found.has(path)) continue;
    found.add(path);
    open.push(...importsOf(path));
  }
  return [...found].sort();
}

let known: readonly File[] | undefined;

/** The runtime's modules, copied as they are. */
export function runtimeFiles(): readonly File[] {
  known ??= listModules().map((path) => ({ path: `runtime/${path}`, owner: "generator", content: { kind: "asset", asset: `${folder}/${path}` } }));
  return known;
}

/** What of the runtime users call. */
export const runtimeValues: readonly string[] = "Forbidden NotImplemented ProblemError".split(" ");

/** What of the runtime users name in types. */
export const runtimeTypes: readonly string[] =
  "BasicCredential BinaryBody Call Listening ListenOptions LogEntry OperationOptions OtherHeaders Problem ProblemCode SecurityCall Server Upload VerifyBasic VerifyConnection VerifyKey VerifyToken Violation".split(" ");
