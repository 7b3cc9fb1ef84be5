import type { Contract, Operation } from "../../../contract/model.js";
import { type Code, code, joinLines, verbatim } from "../../../emit/code.js";
import type { File } from "../../../emit/file.js";
import { findReceived } from "../../roots.js";
import { requiredSchemes } from "../../security.js";
import { printDeclarations, printRequestFace } from "../declarations.js";
import { findDecoded } from "../decoders.js";
import { findRequested, isRequested } from "../faces.js";
import { literal } from "../literals.js";
import { printModule, relativeSpecifier } from "../module.js";
import { nameContract, type ProductNames } from "../names.js";
import type { TypeStyle } from "../types.js";
import { printAllHandlers } from "./handlers.js";
import { printOperations } from "./operations.js";
import { nameServer, type ServerPrinter } from "./printer.js";
import { printRoutes } from "./routes.js";
import { planRules, type RuleFiles } from "./rules.js";
import { printSecurity } from "./security.js";

/** How a server reads and writes what its contract speaks of. */
export interface ServerStyle extends TypeStyle {
  readonly formats: "assert" | "annotate";
}

export interface ServerPlan {
  readonly printer: ServerPrinter;
  readonly rules: RuleFiles;
}

/** Names everything that a server of a contract has, and plans its checks and conversions. */
export function planServer(contract: Contract, product: ProductNames, { dates, int64, formats }: ServerStyle): ServerPlan {
  const names = nameContract(contract, product);
  const received = findReceived(contract);
  const plain = { contract, names, style: { dates, int64 }, received, requested: findRequested({ contract, received }) };
  const own = nameServer(names);
  const rules = planRules(plain, formats);
  return { printer: { ...plain, own, rules, decoded: findDecoded(plain), schemes: requiredSchemes(contract) }, rules };
}

/**
 * What whoever answers by a contract has of it: `types/`, `operations/` (what handlers take and give), `routes/`, `security.ts` and
 * `handlers.ts`. Checks and conversions, which these mention, are printed after them.
 */
export function printContractModules(printer: ServerPrinter): readonly File[] {
  const { names, own } = printer;
  const types = [...names.typeModules].filter(([module]) => module.startsWith("types/"));
  const requests = [...names.requestModules].filter(([, ids]) => isRequested(printer.requested, ids));
  return [
    ...types.map(([module, ids]) => printModule(module, ids.map((id) => printDeclarations(printer, id)))),
    ...requests.map(([module, ids]) => printModule(module, ids.map((id) => printRequestFace(printer, id)))),
    ...[...names.groups].map(([module, operations]) => printModule(module, printGroup(printer, module, operations))),
    ...[...own.groups].map(([module, group]) => printModule(group.module, [printRoutes(printer, names.groups.get(module) ?? [], group)])),
    ...(printer.schemes.length > 0 ? [printModule("security", [printSecurity(printer)])] : []),
    printModule("handlers", [printAllHandlers(printer)]),
    printIndex("types/index", [...types, ...requests].map(([module]) => module)),
    printIndex("operations/index", [...names.groups.keys()]),
  ];
}

/** Operations, and the types that only they have. */
function printGroup(printer: ServerPrinter, module: string, operations: readonly Operation[]): readonly Code[] {
  const group = printer.own.groups.get(module);
  if (!group) return [];
  return [printOperations(printer, operations, group), ...(printer.names.typeModules.get(module) ?? []).map((id) => printDeclarations(printer, id))];
}

/** A module that passes on what others export; empty, it is still a module. */
function printIndex(path: string, modules: readonly string[]): File {
  const lines = [...modules].sort().map((module) => code`export * from ${literal(relativeSpecifier(path, module))};`);
  return printModule(path, [lines.length === 0 ? verbatim("export {};") : joinLines(lines)]);
}
