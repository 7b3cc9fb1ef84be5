import type { Contract, SecurityScheme } from "../../../contract/model.js";
import { type Code, code, joinBlocks, joinLines, list, type Printable, verbatim } from "../../../emit/code.js";
import { hasContent } from "../../contents.js";
import { requiredSchemes } from "../../security.js";
import { literal } from "../literals.js";
import { byText, relativeSpecifier } from "../module.js";
import type { ServerPrinter } from "./printer.js";

/** Names of the runtime that users call, and that they use in types. */
export interface RuntimeNames {
  readonly values: readonly string[];
  readonly types: readonly string[];
}

/** The same, with the module that exports them. */
export interface RuntimeExports extends RuntimeNames {
  readonly module: string;
}

/** The modules whose names users have of a contract. */
export const contractModules = ({ schemes }: ServerPrinter): readonly string[] => ["handlers", "operations/index", ...(schemes.length > 0 ? ["security"] : []), "types/index"];

/** `index.ts`: passes on what some modules export, and names of the runtime. Those that the contract has too go by the name they have beside these. */
export function printEntryModule({ names }: ServerPrinter, modules: readonly string[], runtime: readonly RuntimeExports[]): Code {
  const pick = (wanted: readonly string[], typeOnly: boolean): Printable[] =>
    wanted.map((name) => {
      const item = names.runtime(name, typeOnly);
      return item.local && item.local !== item.name ? code`${verbatim(item.name)} as ${item.local}` : verbatim(item.name);
    });
  const lines = runtime.flatMap(({ module, values, types }) => {
    const from = literal(relativeSpecifier("index", module));
    return [
      ...(values.length === 0 ? [] : [code`export ${list(pick(values, false), { open: "{", close: "}", padding: " " })} from ${from};`]),
      ...(types.length === 0 ? [] : [code`export type ${list(pick(types, true), { open: "{", close: "}", padding: " " })} from ${from};`]),
    ];
  });
  return joinBlocks([joinLines([...modules].sort(byText).map((module) => code`export * from ${literal(relativeSpecifier("index", module))};`)), joinLines(lines)]);
}

/** Types of what handlers and security functions get, by what a contract must have for them to be of use. */
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

/** The types of the runtime that handlers and security functions of a contract meet. */
export const wireTypes = (contract: Contract): readonly string[] => others.filter(({ isFor }) => isFor(contract)).flatMap(({ types }) => types);
