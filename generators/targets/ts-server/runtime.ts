import { readdirSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import type { Contract, SecurityScheme } from "../../contract/model.js";
import type { File } from "../../emit/file.js";
import { templatesFolder } from "../../emit/template.js";
import { hasContent } from "../../languages/contents.js";
import { byText } from "../../languages/typescript/module.js";
import { requiredSchemes } from "../../languages/security.js";

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

/** Names of the runtime that users call, and that they use in types. */
interface RuntimeNames {
  readonly values: readonly string[];
  readonly types: readonly string[];
}

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

const always: RuntimeNames = {
  values: words("fastifyOptions Forbidden NotImplemented ProblemError toExpress toFastify toHono"),
  types: words(`
    Call DocsOptions HealthOptions Listening ListenOptions LogEntry OperationOptions OthersOptions OtherHeaders
    Problem ProblemCode ProblemParts Server Violation
  `),
};

/** By what a contract must have for them to be of use. */
const others: readonly { readonly isFor: (contract: Contract) => boolean; readonly types: readonly string[] }[] = [
  { isFor: requires(), types: ["SecurityCall"] },
  { isFor: requires("basic"), types: ["BasicCredential", "VerifyBasic"] },
  { isFor: requires("apiKey", "http"), types: ["VerifyKey"] },
  { isFor: requires("bearer", "oauth2", "openIdConnect"), types: ["VerifyToken"] },
  { isFor: requires("mutualTLS"), types: ["VerifyConnection"] },
  { isFor: hasContent("binary", "multipart"), types: ["BinaryBody", "Upload"] },
  { isFor: hasContent("events"), types: ["ServerEvent"] },
];

/** Whether some operation requires a scheme of these kinds; without any, a scheme at all. */
function requires(...kinds: readonly SecurityScheme["kind"][]): (contract: Contract) => boolean {
  return (contract) => {
    const used = requiredSchemes(contract);
    return contract.securitySchemes.some(({ name, kind }) => used.includes(name) && (kinds.length === 0 || kinds.includes(kind)));
  };
}

/** What of the runtime the users of a contract's server import, by letters. */
export function runtimeNames(contract: Contract): RuntimeNames {
  const types = [...always.types, ...others.filter(({ isFor }) => isFor(contract)).flatMap((each) => each.types)];
  return { values: always.values, types: types.sort(byText) };
}
