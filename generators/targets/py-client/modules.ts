import type { Operation } from "../../contract/model.js";
import { type Code, type Import } from "../../emit/code.js";
import type { File } from "../../emit/file.js";
import { docstring } from "../../languages/python/comments.js";
import { printPackage } from "../../languages/python/exports.js";
import { printTypes, type TypeModules } from "../../languages/python/models.js";
import { addBlocks, importName, printFile } from "../../languages/python/module.js";
import { planAnswers } from "../../languages/python/results.js";
import { streamsOf } from "../../languages/results.js";
import { printClients, printContract, printGroup } from "./client.js";
import { type ClientPrinter, inOperation } from "./printer.js";
import { printResults } from "./results.js";
import { nameServers, printServers } from "./servers.js";
import { printSpecs } from "./specs.js";

/** Modules as they are put together: each with its docstring and its blocks. */
interface Module {
  readonly about: string;
  readonly blocks: readonly Code[];
  /** Annotations are evaluated, by Pydantic. */
  readonly evaluated?: boolean;
}

/** The modules that are printed from the contract, and the packages that they are in. */
export function printModules(printer: ClientPrinter): readonly File[] {
  const types = printTypes(printer);
  const modules = new Map([...typeModules(printer, types), ...callModules(printer), ...ownModules(printer)]);
  const files = [...modules].flatMap(([path, { about, blocks, evaluated }]) =>
    blocks.every((block) => block.empty) ? [] : [printFile(path, blocks, { doc: docstring({ text: about }), future: evaluated !== true })],
  );
  return [...files, ...printPackages(printer, types)];
}

const titleOf = ({ contract }: ClientPrinter): string => contract.about.title.replace(/\s+/g, " ").trim();

const tagOf = (operations: readonly Operation[]): string => {
  const [tag] = operations[0]?.tags ?? [];
  return tag === undefined ? "operations without a tag" : `operations of the tag ${tag.replace(/\s+/g, " ")}`;
};

/** Models, and what operations take and give. */
function typeModules(printer: ClientPrinter, { blocks, future }: TypeModules): ReadonlyMap<string, Module> {
  const { names } = printer;
  const about = new Map<string, string>();
  for (const operations of names.groups.values()) {
    for (const operation of operations) {
      const own = names.operations.get(operation.id);
      if (!own) continue;
      about.set(own.module, `What the ${tagOf(operations)} take and give.`);
      addBlocks(blocks, own.module, printResults(printer, operation, own));
    }
  }
  return new Map([...blocks].map(([path, all]) => [path, { about: about.get(path) ?? `Models of ${titleOf(printer)}.`, blocks: all, evaluated: !future.has(path) }]));
}

function callModules(printer: ClientPrinter): ReadonlyMap<string, Module> {
  const modules = new Map<string, Module>();
  for (const [group, operations] of printer.names.groups) {
    modules.set(`specs/${group}`, { about: `What the runtime has to know of the ${tagOf(operations)}.`, blocks: printSpecs(printer, operations) });
    modules.set(`calls/${group}`, { about: `Methods for the ${tagOf(operations)}.`, blocks: printGroup(printer, group, tagOf(operations)) });
  }
  return modules;
}

const ownModules = (printer: ClientPrinter): ReadonlyMap<string, Module> =>
  new Map<string, Module>([
    ["client", { about: `The clients of ${titleOf(printer)}.`, blocks: printClients(printer) }],
    ["contract", { about: "What the runtime has to know of the contract.", blocks: [printContract(printer)] }],
    ["servers", { about: `Where ${titleOf(printer)} lives.`, blocks: printServers(printer, nameServers(printer.contract.servers)) }],
  ]);

/** The packages of modules: their names, brought in when somebody asks. */
function printPackages(printer: ClientPrinter, { exports }: TypeModules): readonly File[] {
  const { own } = printer;
  const declared = [...exports].flatMap(([module, names]) => names.map((name) => importName(`./${module}`, name)));
  const results = printer.contract.operations.flatMap((operation) => resultNames(printer, operation));
  const isModel = ({ module }: Import): boolean => module.startsWith("./models/");
  const operations = [...declared.filter((each) => !isModel(each)), ...results];
  const models = declared.filter(isModel);
  const title = titleOf(printer);
  return [
    printPackage("", `The client of ${title}.`, exportsOf(printer, [...models, ...operations])),
    printPackage("models", `Models of ${title}.`, models),
    printPackage("operations", `What the operations of ${title} take and give.`, operations),
    printPackage("specs", "What the runtime has to know of operations.", []),
    ...(own.groups.size === 0 ? [] : [printPackage("calls", "Methods for operations, by tag.", [...own.groups.values()].flatMap((both) => [both.sync, both.async]))]),
  ];
}

function resultNames(printer: ClientPrinter, operation: Operation): readonly Import[] {
  const names = printer.names.operations.get(operation.id);
  const answers = names === undefined ? [] : planAnswers(printer, operation, names);
  if (names === undefined || answers.length === 0) return [];
  const stream = streamsOf(operation) === "either" ? printer.own.calls.get(operation.id)?.streamResult : undefined;
  return [...answers.map(({ name }) => name), names.result, ...(stream === undefined ? [] : [stream])].map((name) => inOperation(names, name));
}

/** What people use of the runtime. Where the contract has a type of the same name, they find it in the runtime. */
const runtimeNames = [
  "UNSET", "Answer", "ApiConnectionError", "ApiError", "ApiTimeoutError", "CallInfo", "CallOptions", "ClientCredentials", "ClientError", "ClientOptions", "CredentialError", "Download", "File",
  "OffContractError", "PageError", "Reconnect", "RefreshTokens", "Refreshable", "RequestError", "Retries", "Stream", "TokenError", "TokenSet",
];

function exportsOf({ own, contract }: ClientPrinter, types: readonly Import[]): readonly Import[] {
  const servers = nameServers(contract.servers).map(({ name }) => importName("./servers", name));
  const first = [own.clients.sync, own.clients.async, ...types, ...servers];
  const taken = new Set(first.map(({ name }) => name));
  return [...first, ...runtimeNames.filter((name) => !taken.has(name as Import["name"])).map((name) => importName("./runtime/client", name))];
}
