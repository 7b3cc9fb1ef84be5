import type { Code } from "../../emit/code.js";
import type { File } from "../../emit/file.js";
import { planRules } from "../../languages/json-schema/index.js";
import { findResources } from "../../languages/resources.js";
import { listRoots } from "../../languages/roots.js";
import { printModule } from "../../languages/typescript/module.js";
import { contractModules, printEntryModule } from "../../languages/typescript/server/entry.js";
import { planServer, printContractModules } from "../../languages/typescript/server/modules.js";
import { keepUsed } from "../../languages/used.js";
import { assertSchemes } from "../fail-closed.js";
import type { Target, TargetInput } from "../target.js";
import { printAnswers } from "./answers.js";
import { printContract } from "./contract.js";
import { printMock } from "./mock.js";
import { type MswOptions, mswOptions } from "./options.js";
import { mockNames, type MswPrinter, nameMock } from "./printer.js";
import { runtimeFiles, runtimeNames } from "./runtime.js";
import { printSchemas } from "./schemas.js";
import { reportSupport } from "./support.js";
import { printValues } from "./values.js";

function emit({ contract: given }: TargetInput, { formats }: MswOptions): readonly File[] {
  assertSchemes(given, "msw");
  const contract = keepUsed(given);
  const { printer: server, rules } = planServer(contract, mockNames, { dates: "string", int64: "number", formats });
  const schemas = planRules(contract, listRoots(contract), { formats, purpose: "make" });
  const printer: MswPrinter = { ...server, mock: nameMock(server.names), resources: findResources(contract), schemaName: (schema, direction) => schemas.nameOf(schema, direction) || undefined };
  return [
    ...printContractModules(printer),
    ...[...printer.mock.answers].map(([module, { module: path }]) => printModule(path, [printAnswers(printer, module, printer.names.groups.get(module) ?? [])])),
    printModule("contract", [printContract(printer)]),
    printModule("values", [printValues(printer)]),
    printModule("mock", [printMock(printer)]),
    printModule("index", [printEntry(printer)]),
    ...printSchemas(printer, schemas.definitions()),
    ...rules.files(),
    ...runtimeFiles,
  ];
}

/** What users import: `createMock`, the types of overrides and of the contract, and of the runtime what tests need. */
function printEntry(printer: MswPrinter): Code {
  const { mock, server } = runtimeNames(printer.contract);
  return printEntryModule(printer, [...contractModules(printer), "mock"], [{ module: "runtime/mock/index", ...mock }, { module: "runtime/mock/server-types", ...server }]);
}

/** Mocks for MSW: handlers that answer by the contract. */
export const msw: Target<typeof mswOptions> = {
  name: "msw",
  summary: "Mocks for MSW, in browsers and Node: valid answers from the contract, requests checked as servers do, typed overrides, a memory",
  options: mswOptions,
  emit,
  support: reportSupport,
};
