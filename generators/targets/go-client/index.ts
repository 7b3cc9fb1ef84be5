import type { Contract } from "../../contract/model.js";
import { type Code, joinBlocks } from "../../emit/code.js";
import type { File } from "../../emit/file.js";
import { receivesFile } from "../../languages/contents.js";
import { printAliases } from "../../languages/go/aliases.js";
import { planCodecs } from "../../languages/go/codecs/index.js";
import { printDeclarations } from "../../languages/go/declarations.js";
import { liftShapes } from "../../languages/go/lift.js";
import { addBlocks, printFile } from "../../languages/go/module.js";
import type { ProductNames } from "../../languages/go/names.js";
import { printRequest } from "../../languages/go/operations.js";
import { moduleFiles, planPackage } from "../../languages/go/package.js";
import { packageDoc } from "../../languages/go/package-doc.js";
import { makePrinter } from "../../languages/go/printer.js";
import { runtimeFiles } from "../../languages/go/runtime.js";
import { keepUsed } from "../../languages/used.js";
import { type Target, type TargetInput, UnprintableError } from "../target.js";
import { printAuth } from "./auth.js";
import { printCall } from "./calls.js";
import { printClient } from "./client.js";
import { type GoClientOptions, goClientOptions } from "./options.js";
import { clientMethods, type ClientPrinter, nameClient } from "./printer.js";
import { liftMembers } from "./requests.js";
import { printResults } from "./results.js";
import { printRuntime } from "./runtime.js";
import { printServers } from "./servers.js";
import { reportSupport } from "./support.js";

/** The files of a client. `more`: further declarations of its package, which tests put beside it. */
export function emitGoClient({ contract: given }: TargetInput, chosen: GoClientOptions, more: (printer: ClientPrinter) => readonly Code[] = () => []): readonly File[] {
  const contract = liftMembers(liftShapes(chosen.schemas === "all" ? given : keepUsed(given), receivesFile));
  const printer = planClient(contract, nameProduct(contract, chosen), chosen);
  const { names } = printer;
  const blocks = new Map<string, Code[]>();
  const add = (stem: string, more: readonly Code[]): void => addBlocks(blocks, stem, more);
  add("client", printClient(printer));
  add("options", printRuntime(printer));
  add("security", printAuth(printer));
  add("servers", printServers(printer));
  for (const [stem, operations] of names.groups) {
    add(stem, operations.flatMap((operation) => {
      const own = names.operations.get(operation.id);
      return own ? [joinBlocks([printRequest(printer, operation, own), printResults(printer, operation, own)])] : [];
    }));
    for (const operation of operations) add(`${stem}_calls`, printCall(printer, operation));
  }
  add("more", more(printer));
  for (const [stem, ids] of names.files) add(stem, ids.flatMap((id) => printDeclarations(printer, id)));
  for (const [stem, each] of printer.codecs.files()) add(`${stem}_json`, each);
  add("runtime", printAliases(names));
  const all = [
    printFile("doc", names.package, [], packageDoc(names.package, "a client of", contract.about)),
    ...[...blocks].filter(([, each]) => each.length > 0).map(([stem, each]) => printFile(stem, names.package, each)),
    ...runtimeFiles(["client"], names.module),
  ];
  return chosen.gomod ? [...all, ...moduleFiles("client", names.module, all)] : all;
}

function planClient(contract: Contract, product: ProductNames, { dates, integers }: GoClientOptions): ClientPrinter {
  const types = makePrinter(contract, product, { dates, integers });
  const own = nameClient(types.names, contract);
  return { ...types, own, codecs: planCodecs({ ...types, formats: "assert" }) };
}

/** The package's name and path, as the options say or the title suggests. */
function nameProduct(contract: Contract, chosen: GoClientOptions): ProductNames {
  const { package: name, module, fault } = planPackage(contract.about.title, chosen);
  if (fault !== undefined) throw new UnprintableError(fault);
  return { reserved: [], methods: clientMethods, package: name, module };
}

/** A client: typed requests, results by status. */
export const goClient: Target<typeof goClientOptions> = {
  name: "go-client",
  summary: "Go client: named types, a method for each operation, results and errors typed by status",
  options: goClientOptions,
  emit: (input, chosen) => emitGoClient(input, chosen),
  support: reportSupport,
};
