import { code, joinBlocks, joinLines, type Code } from "../../emit/code.js";
import type { File } from "../../emit/file.js";
import { planRules } from "../../languages/json-schema/index.js";
import { listRoots } from "../../languages/roots.js";
import { literal } from "../../languages/typescript/literals.js";
import { printModule } from "../../languages/typescript/module.js";
import { planServer, printContractModules } from "../../languages/typescript/server/modules.js";
import { keepUsed } from "../../languages/used.js";
import { assertPatterns, assertSchemes } from "../fail-closed.js";
import type { Target, TargetInput } from "../target.js";
import { printAnswers } from "./answers.js";
import { printContract } from "./contract.js";
import { type MswOptions, mswOptions } from "./options.js";
import { mockNames, type MswPrinter, nameMock } from "./printer.js";
import { runtimeFiles } from "./runtime.js";
import { printSchemas } from "./schemas.js";
import { reportSupport } from "./support.js";

function emit({ contract: given }: TargetInput, { formats }: MswOptions): readonly File[] {
  assertSchemes(given, "msw");
  assertPatterns(given, "msw");
  const contract = keepUsed(given);
  const { printer: server, rules } = planServer(contract, mockNames, { dates: "string", int64: "number", formats });
  const schemas = planRules(contract, listRoots(contract), { formats, purpose: "make" });
  const printer: MswPrinter = { ...server, mock: nameMock(server.names), schemaName: (schema, direction) => schemas.nameOf(schema, direction) || undefined };
  return [
    ...printContractModules(printer),
    ...[...printer.mock.answers].map(([module, { module: path }]) => printModule(path, [printAnswers(printer, module, printer.names.groups.get(module) ?? [])])),
    printModule("contract", [printContract(printer)]),
    printModule("index", [printEntry(printer)]),
    ...printSchemas(printer, schemas.definitions()),
    ...rules.files(),
    ...runtimeFiles,
  ];
}

/** What users import: the contract's types. */
function printEntry(printer: MswPrinter): Code {
  const paths = ["./handlers.js", "./operations/index.js", ...(printer.schemes.length > 0 ? ["./security.js"] : []), "./types/index.js"];
  return joinBlocks([joinLines(paths.map((path) => code`export * from ${literal(path)};`))]);
}

/** Mocks for MSW: handlers that answer by the contract. */
export const msw: Target<typeof mswOptions> = {
  name: "msw",
  summary: "Mocks for MSW, in browsers and Node: valid answers from the contract, requests checked as servers do, typed overrides, a memory",
  options: mswOptions,
  emit,
  support: reportSupport,
};
