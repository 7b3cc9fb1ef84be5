import type { Operation } from "../../contract/model.js";
import { type Code, code, type Import } from "../../emit/code.js";
import type { File } from "../../emit/file.js";
import { docstring } from "../../languages/python/comments.js";
import { printPackage } from "../../languages/python/exports.js";
import { printTypes, type TypeModules } from "../../languages/python/models.js";
import { addBlocks, importName, printFile } from "../../languages/python/module.js";
import { planAnswers } from "../../languages/python/results.js";
import { printResults } from "./answers.js";
import { printApp } from "./app.js";
import { printRequest } from "./batches.js";
import { inOperation, type ServerPrinter } from "./printer.js";
import { printContract, printRoutes } from "./routes.js";
import { printSecurity } from "./security.js";
import { printService, printUnion } from "./service.js";

/** Modules as they are put together: each with its docstring and its blocks. */
interface Module {
  readonly about: string;
  readonly blocks: readonly Code[];
  /** Annotations are evaluated: by Pydantic. */
  readonly evaluated?: boolean;
}

/** The modules that are printed from the contract, and the packages that they are in. */
export function printModules(printer: ServerPrinter, hasDocument: boolean): readonly File[] {
  const types = printTypes(printer);
  const modules = new Map([...typeModules(printer, types), ...routeModules(printer), ...serviceModules(printer), ...appModules(printer, hasDocument)]);
  const files = [...modules].flatMap(([path, { about, blocks, evaluated }]) =>
    blocks.every((block) => block.empty) ? [] : [printFile(path, blocks, { doc: docstring({ text: about }), future: evaluated !== true })],
  );
  const needsBranches = files.some(({ content }) => content.kind === "text" && /^from \.+branches import /m.test(content.text));
  return [...files, ...(needsBranches ? [printBranches()] : []), ...printPackages(printer, types, files)];
}

/** `branches.py`: the rules by which models tell the branches of unions apart. */
const printBranches = (): File =>
  printFile("branches", [code`RULES = ${importName("./runtime/check/branches", "BranchRules")}(__file__)`], { doc: docstring({ text: "The rules by which models tell the branches of unions apart." }) });


const titleOf = ({ contract }: ServerPrinter): string => contract.about.title.replace(/\s+/g, " ").trim();

const tagOf = (operations: readonly Operation[]): string => {
  const [tag] = operations[0]?.tags ?? [];
  return tag === undefined ? "operations without a tag" : `operations of the tag ${tag.replace(/\s+/g, " ")}`;
};

/** Models, and what operations take and answer. */
function typeModules(printer: ServerPrinter, { blocks, future }: TypeModules): ReadonlyMap<string, Module> {
  const { names } = printer;
  const about = new Map<string, string>();
  for (const operations of names.groups.values()) {
    for (const operation of operations) {
      const own = names.operations.get(operation.id);
      if (!own) continue;
      about.set(own.module, `What the ${tagOf(operations)} take and answer.`);
      addBlocks(blocks, own.module, [printRequest(printer, operation, own), ...printResults(printer, operation, own)]);
    }
  }
  return new Map([...blocks].map(([path, all]) => [path, { about: about.get(path) ?? `Models of ${titleOf(printer)}.`, blocks: all, ...(!future.has(path) && { evaluated: true }) }]));
}

const routeModules = (printer: ServerPrinter): ReadonlyMap<string, Module> =>
  new Map([...printer.names.groups].map(([group, operations]) => [`routes/${group}`, { about: `What the runtime has to know of the ${tagOf(operations)}.`, blocks: printRoutes(printer, operations), evaluated: true }]));

function serviceModules(printer: ServerPrinter): ReadonlyMap<string, Module> {
  const { own, names, contract } = printer;
  const about = `The operations of ${titleOf(printer)}, as a class to derive from.`;
  if (own.services.size === 0) return new Map([["service", { about, blocks: printService(printer, own, contract.operations, "Answers the operations of the contract: one method for each.") }]]);
  const parts = [...own.services].map(([group, service]): readonly [string, Module] => {
    const operations = names.groups.get(group) ?? [];
    return [`services/${group}`, { about: `The ${tagOf(operations)}, as a class to derive from.`, blocks: printService(printer, service, operations, `Answers the ${tagOf(operations)}: one method for each.`) }];
  });
  return new Map([...parts, ["service", { about, blocks: printUnion(printer) }]]);
}

function appModules(printer: ServerPrinter, hasDocument: boolean): ReadonlyMap<string, Module> {
  const modules = new Map<string, Module>([
    ["contract", { about: "What the runtime has to know of the contract.", blocks: [printContract(printer, hasDocument)], evaluated: true }],
    ["app", { about: `Puts ${articleOf(printer.own.service.name)} \`${printer.own.service.name}\` behind FastAPI.`, blocks: printApp(printer) }],
  ]);
  if (printer.schemes.length > 0) modules.set("security", { about: "Who may call.", blocks: [printSecurity(printer)] });
  return modules;
}

const articleOf = (name: string): string => (/^[AEIO]/.test(name) ? "an" : "a");

/** The packages of modules: their names, brought in when somebody asks. */
function printPackages(printer: ServerPrinter, { exports }: TypeModules, files: readonly File[]): readonly File[] {
  const { names, own, contract } = printer;
  const declared = [...exports].flatMap(([module, given]) => given.map((name) => importName(`./${module}`, name)));
  const results = contract.operations.flatMap((operation) => {
    const found = names.operations.get(operation.id);
    if (!found) return [];
    const request = operation.batch === undefined ? [] : [inOperation(found, found.request)];
    return [...request, ...planAnswers(printer, operation, found).map(({ name }) => inOperation(found, name))];
  });
  const isModel = ({ module }: Import): boolean => module.startsWith("./models/");
  return [
    printPackage("", `The server of ${titleOf(printer)}.`, exportsOf(printer, files)),
    printPackage("models", `Models of ${titleOf(printer)}.`, declared.filter(isModel)),
    printPackage("operations", `What the operations of ${titleOf(printer)} take and answer.`, [...declared.filter((each) => !isModel(each)), ...results]),
    printPackage("routes", "What the runtime has to know of operations.", []),
    ...(own.services.size === 0 ? [] : [printPackage("services", "The operations, by tag.", [...own.services.values()].flatMap(({ service, unimplemented }) => [service, unimplemented]))]),
  ];
}

/** What people use of the runtime. Where the contract has a type of the same name, that is in `models`, and this here. */
const runtimeNames = ["Call", "Docs", "Handler", "Headers", "Health", "Middleware", "OperationOptions", "Options", "Problem", "ProblemCode", "ProblemError", "Violation", "current_call", "in_thread", "run"];

function exportsOf({ own, schemes, contract }: ServerPrinter, files: readonly File[]): readonly Import[] {
  const hasBasic = contract.securitySchemes.some(({ kind, name }) => kind === "basic" && schemes.includes(name));
  return [
    importName("./app", "create_app"),
    importName("./app", "create_router"),
    own.service,
    own.unimplemented,
    ...(schemes.length === 0 ? [] : [own.security]),
    ...(hasBasic ? [...runtimeNames, "BasicCredential"] : runtimeNames).map((name) => importName("./runtime/server", name)),
    ...wireNames(files).map((name) => importName("./runtime/wire", name)),
  ];
}

/** The types of values that methods of the service take, which are the runtime's. */
function wireNames(files: readonly File[]): readonly string[] {
  const found = new Set<string>();
  for (const { path, content } of files) {
    if (content.kind !== "text" || !/^services?[./]/.test(path)) continue;
    for (const [, broken, flat] of content.text.matchAll(/^from \.+runtime\.wire import (?:\(([^)]*)\)|(.*))$/gm)) {
      for (const name of (broken ?? flat ?? "").split(",")) if (name.trim() !== "") found.add(name.trim().replace(/ as .*/, ""));
    }
  }
  return [...found];
}
