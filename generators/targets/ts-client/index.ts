import { type Code, code, joinBlocks, joinLines, list, nothing, type Printable, verbatim } from "../../emit/code.js";
import type { File } from "../../emit/file.js";
import type { Operation } from "../../contract/model.js";
import { docComment } from "../../languages/typescript/comments.js";
import { printContentType } from "../../languages/typescript/contents.js";
import { printDeclarations, printRequestFace } from "../../languages/typescript/declarations.js";
import { type DecoderPrinter, findDecoded, printDecoderDeclaration } from "../../languages/typescript/decoders.js";
import { findRequested, isRequested } from "../../languages/typescript/faces.js";
import { literal } from "../../languages/typescript/literals.js";
import { printModule, relativeSpecifier } from "../../languages/typescript/module.js";
import { nameContract, webhookModule } from "../../languages/typescript/names.js";
import { printUnion } from "../../languages/typescript/types.js";
import type { Target, TargetInput } from "../target.js";
import { nameClient, printClient } from "./client.js";
import { type TsClientOptions, tsClientOptions } from "./options.js";
import { type OperationPrinter, printOperation } from "./operations.js";
import { nameSharedPaths } from "./paths.js";
import { runtimeFiles, runtimeNames } from "./runtime.js";
import { reportSupport } from "./support.js";

async function emit({ contract }: TargetInput, chosen: TsClientOptions): Promise<readonly File[]> {
  const names = nameContract(contract);
  const style = { dates: chosen.dates, int64: chosen.int64 };
  const own = nameClient(contract, names);
  const printer: OperationPrinter = { contract, names, style, requested: findRequested({ contract }), decoded: findDecoded({ contract, style }), callOptions: own.callOptions, paths: nameSharedPaths(names) };
  const types = [...names.typeModules].filter(([module]) => module.startsWith("types/"));
  const requests = [...names.requestModules].filter(([, ids]) => isRequested(printer.requested, ids));
  const printed = [
    ...types.map(([module, ids]) => printModule(module, printTypes(printer, ids))),
    ...requests.map(([module, ids]) => printModule(module, ids.map((id) => printRequestFace(printer, id)))),
    ...[...names.groups].map(([module, operations]) => printModule(module, printGroup(printer, operations, names.typeModules.get(module) ?? []))),
    ...printWebhooks(printer),
    printModule("client", [printClient(contract, names, own)]),
    printIndex("types/index", [...types, ...requests].map(([module]) => module)),
    printIndex("operations/index", [...names.groups.keys()]),
    printModule("index", [printEntry(printer)]),
  ];
  const sources = [...printed, ...runtimeFiles(names.mentioned())];
  if (!chosen.package) return sources;
  const { printPackage } = await import("./package.js");
  return printPackage(printer, chosen.packageName, sources);
}

/** Types of what the API sends by itself: webhooks are calls to the user's own server, so there is nothing to call here. */
function printWebhooks(printer: DecoderPrinter): readonly File[] {
  const { contract, names } = printer;
  if (contract.webhooks.length === 0) return [];
  const payloads = contract.webhooks.map((webhook) => {
    const name = names.webhooks.get(webhook.id);
    const contents = webhook.body?.contents ?? [];
    if (!name) return nothing;
    const type = contents.length === 0 ? verbatim("undefined") : printUnion(contents.map((content) => printContentType(printer, content, "response")));
    return joinLines([docComment({ text: [webhook.summary, webhook.description].filter(Boolean).join("\n\n") || `Payload of the webhook ${webhook.id}.`, deprecated: webhook.deprecated }), code`export type ${name} = ${type};`]);
  });
  return [printModule(webhookModule, [...payloads, ...printTypes(printer, names.typeModules.get(webhookModule) ?? [])])];
}

const printDecoders = (printer: DecoderPrinter, id: string): readonly Code[] => {
  const schema = printer.contract.schemas[id];
  const decoder = schema && printDecoderDeclaration(printer, schema);
  return decoder ? [decoder] : [];
};

const printTypes = (printer: DecoderPrinter, ids: readonly string[]): readonly Code[] => ids.flatMap((id) => [printDeclarations(printer, id), ...printDecoders(printer, id)]);

/** Operations, and the types that only they have. */
const printGroup = (printer: OperationPrinter, operations: readonly Operation[], ids: readonly string[]): readonly Code[] => [...operations.map((operation) => printOperation(printer, operation)), ...printTypes(printer, ids)];

/** A module that passes on what others export; empty, it is still a module. */
function printIndex(path: string, modules: readonly string[]): File {
  const lines = [...modules].sort().map((module) => code`export * from ${literal(relativeSpecifier(path, module))};`);
  return printModule(path, [lines.length === 0 ? verbatim("export {};") : joinLines(lines)]);
}

/** What users import: operations, types, `createClient`, and the runtime's own names where the contract doesn't use them. */
function printEntry(printer: DecoderPrinter): Code {
  const { names } = printer;
  const pick = (wanted: readonly string[], typeOnly: boolean): Printable[] =>
    wanted.map((name) => {
      const item = names.runtime(name, typeOnly);
      return item.local && item.local !== item.name ? code`${verbatim(item.name)} as ${item.local}` : verbatim(item.name);
    });
  const { values, types } = runtimeNames(printer.contract);
  const from = literal("./runtime/index.js");
  return joinBlocks([
    joinLines(["./client.js", "./operations/index.js", "./types/index.js", ...(printer.contract.webhooks.length > 0 ? ["./webhooks.js"] : [])].map((path) => code`export * from ${literal(path)};`)),
    joinLines([
      code`export ${list(pick(values, false), { open: "{", close: "}", padding: " " })} from ${from};`,
      code`export type ${list(pick(types, true), { open: "{", close: "}", padding: " " })} from ${from};`,
    ]),
  ]);
}

/** Types and one function an operation, over `fetch`. */
export const tsClient: Target<typeof tsClientOptions> = {
  name: "ts-client",
  summary: "TypeScript SDK: named types, one tree-shakable function an operation, results typed by status; no dependency",
  options: tsClientOptions,
  emit,
  support: reportSupport,
};
