import type { Code } from "../../emit/code.js";
import type { File } from "../../emit/file.js";
import { printModule } from "../../languages/typescript/module.js";
import { webhookModule } from "../../languages/typescript/names.js";
import { contractModules, printEntryModule } from "../../languages/typescript/server/entry.js";
import { planServer, printContractModules } from "../../languages/typescript/server/modules.js";
import { type ServerPrinter, serverNames } from "../../languages/typescript/server/printer.js";
import { printWebhooks } from "../../languages/typescript/server/webhooks.js";
import { assertPatterns, assertSchemes } from "../fail-closed.js";
import type { Target, TargetInput } from "../target.js";
import { printDocument } from "./document.js";
import { printHandlerFiles } from "./handlers.js";
import { type TsServerOptions, tsServerOptions } from "./options.js";
import { runtimeFiles, runtimeNames } from "./runtime.js";
import { printServer } from "./server.js";
import { reportSupport } from "./support.js";

function emit({ contract, document }: TargetInput, chosen: TsServerOptions): readonly File[] {
  assertSchemes(contract, "ts-server");
  assertPatterns(contract, "ts-server");
  const { printer, rules } = planServer(contract, serverNames, chosen);
  return [
    ...printContractModules(printer),
    ...(contract.webhooks.length > 0 ? [printModule(webhookModule, printWebhooks(printer))] : []),
    printModule("server", [printServer(printer, chosen.document)]),
    ...(chosen.document ? [printModule("openapi", [printDocument(document)])] : []),
    printModule("index", [printEntry(printer)]),
    ...rules.files(),
    ...(chosen.handlers ? printHandlerFiles(printer) : []),
    ...runtimeFiles,
  ];
}

/** What users import: `createServer`, the types of handlers and of the contract, and of the runtime what handlers need. */
function printEntry(printer: ServerPrinter): Code {
  const modules = [...contractModules(printer), "server", ...(printer.contract.webhooks.length > 0 ? [webhookModule] : [])];
  return printEntryModule(printer, modules, [{ module: "runtime/server/index", ...runtimeNames(printer.contract) }]);
}

/** A server: typed handlers, checked requests and answers. */
export const tsServer: Target<typeof tsServerOptions> = {
  name: "ts-server",
  summary: "TypeScript server: handlers typed by operation, requests and answers checked by the contract; no dependency",
  options: tsServerOptions,
  emit,
  support: reportSupport,
};
