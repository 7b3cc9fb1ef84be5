import type { Operation } from "../../contract/model.js";
import { code, joinBlocks, joinLines, list, type Code, type Printable, verbatim } from "../../emit/code.js";
import type { File } from "../../emit/file.js";
import { printDeclarations, printRequestFace } from "../../languages/typescript/declarations.js";
import { findDecoded } from "../../languages/typescript/decoders.js";
import { findRequested, isRequested } from "../../languages/typescript/faces.js";
import { literal } from "../../languages/typescript/literals.js";
import { printModule, relativeSpecifier } from "../../languages/typescript/module.js";
import { nameContract, webhookModule } from "../../languages/typescript/names.js";
import { assertPatterns, assertSchemes } from "../fail-closed.js";
import type { Target, TargetInput } from "../target.js";
import { printDocument } from "./document.js";
import { printHandlerFiles } from "./handlers.js";
import { printOperations } from "../../languages/typescript/server/operations.js";
import { printRoutes } from "../../languages/typescript/server/routes.js";
import { type TsServerOptions, tsServerOptions } from "./options.js";
import { nameServer, type ServerPrinter, serverNames } from "../../languages/typescript/server/printer.js";
import { requiredSchemes } from "../../languages/security.js";
import { findReceived } from "../../languages/roots.js";
import { planRules } from "../../languages/typescript/server/rules.js";
import { runtimeFiles, runtimeNames } from "./runtime.js";
import { printSecurity } from "../../languages/typescript/server/security.js";
import { printAllHandlers, printServer } from "./server.js";
import { reportSupport } from "./support.js";
import { printWebhooks } from "../../languages/typescript/server/webhooks.js";

function emit({ contract, document }: TargetInput, chosen: TsServerOptions): readonly File[] {
  assertSchemes(contract, "ts-server");
  assertPatterns(contract, "ts-server");
  const names = nameContract(contract, serverNames);
  const style = { dates: chosen.dates, int64: chosen.int64 };
  const received = findReceived(contract);
  const plain = { contract, names, style, received, requested: findRequested({ contract, received }) };
  const own = nameServer(names);
  const rules = planRules(plain, chosen.formats);
  const printer: ServerPrinter = { ...plain, own, rules, decoded: findDecoded(plain), schemes: requiredSchemes(contract) };
  const types = [...names.typeModules].filter(([module]) => module.startsWith("types/"));
  const requests = [...names.requestModules].filter(([, ids]) => isRequested(printer.requested, ids));
  return [
    ...types.map(([module, ids]) => printModule(module, ids.map((id) => printDeclarations(printer, id)))),
    ...requests.map(([module, ids]) => printModule(module, ids.map((id) => printRequestFace(printer, id)))),
    ...[...names.groups].map(([module, operations]) => printModule(module, printGroup(printer, module, operations))),
    ...[...own.groups].map(([module, group]) => printModule(group.module, [printRoutes(printer, names.groups.get(module) ?? [], group)])),
    ...(contract.webhooks.length > 0 ? [printModule(webhookModule, printWebhooks(printer))] : []),
    ...(printer.schemes.length > 0 ? [printModule("security", [printSecurity(printer)])] : []),
    printModule("handlers", [printAllHandlers(printer)]),
    printModule("server", [printServer(printer, chosen.document)]),
    ...(chosen.document ? [printModule("openapi", [printDocument(document)])] : []),
    printIndex("types/index", [...types, ...requests].map(([module]) => module)),
    printIndex("operations/index", [...names.groups.keys()]),
    printModule("index", [printEntry(printer)]),
    ...rules.files(),
    ...(chosen.handlers ? printHandlerFiles(printer) : []),
    ...runtimeFiles,
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

/** What users import: `createServer`, the types of handlers and of the contract, and of the runtime what handlers need. */
function printEntry(printer: ServerPrinter): Code {
  const { names, contract } = printer;
  const pick = (wanted: readonly string[], typeOnly: boolean): Printable[] =>
    wanted.map((name) => {
      const item = names.runtime(name, typeOnly);
      return item.local && item.local !== item.name ? code`${verbatim(item.name)} as ${item.local}` : verbatim(item.name);
    });
  const { values, types } = runtimeNames(contract);
  const paths = ["./handlers.js", "./operations/index.js", ...(printer.schemes.length > 0 ? ["./security.js"] : []), "./server.js", "./types/index.js", ...(contract.webhooks.length > 0 ? ["./webhooks.js"] : [])];
  const from = literal("./runtime/server/index.js");
  return joinBlocks([
    joinLines(paths.map((path) => code`export * from ${literal(path)};`)),
    joinLines([
      code`export ${list(pick(values, false), { open: "{", close: "}", padding: " " })} from ${from};`,
      code`export type ${list(pick(types, true), { open: "{", close: "}", padding: " " })} from ${from};`,
    ]),
  ]);
}

/** A server: typed handlers, checked requests and answers. */
export const tsServer: Target<typeof tsServerOptions> = {
  name: "ts-server",
  summary: "TypeScript server: handlers typed by operation, requests and answers checked by the contract; no dependency",
  options: tsServerOptions,
  emit,
  support: reportSupport,
};
