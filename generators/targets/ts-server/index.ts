import { code, joinBlocks, joinLines, list, type Code, type Printable, verbatim } from "../../emit/code.js";
import type { File } from "../../emit/file.js";
import { literal } from "../../languages/typescript/literals.js";
import { printModule } from "../../languages/typescript/module.js";
import { webhookModule } from "../../languages/typescript/names.js";
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
