import type { Contract } from "../../contract/model.js";
import { type Code, code, type Printable } from "../../emit/code.js";
import type { File } from "../../emit/file.js";
import { receivesFile } from "../../languages/contents.js";
import { documentFile } from "../../languages/document.js";
import { printAliases } from "../../languages/go/aliases.js";
import { planChecks } from "../../languages/go/checks/index.js";
import { planCodecs } from "../../languages/go/codecs/index.js";
import { printDeclarations } from "../../languages/go/declarations.js";
import { liftShapes } from "../../languages/go/lift.js";
import { addBlocks, printFile } from "../../languages/go/module.js";
import { type ProductNames, sharedFile } from "../../languages/go/names.js";
import { moduleFiles, planPackage } from "../../languages/go/package.js";
import { packageDoc } from "../../languages/go/package-doc.js";
import { makePrinter } from "../../languages/go/printer.js";
import { runtimeFiles } from "../../languages/go/runtime.js";
import { keepUsed } from "../../languages/used.js";
import { findReceived, listRoots } from "../../languages/roots.js";
import { requiredSchemes } from "../../languages/security.js";
import { assertPatterns, assertSchemes } from "../fail-closed.js";
import { type Target, type TargetInput, UnprintableError } from "../target.js";
import { printEmbed } from "./document.js";
import { printHandlerFiles } from "./handlers.js";
import { printOperations } from "./operations.js";
import { type GoServerOptions, goServerOptions } from "./options.js";
import { nameServer, type ServerPrinter } from "./printer.js";
import { planRoutes } from "./routes.js";
import { printSecurity } from "./security.js";
import { printRegister, printRuntime } from "./server.js";
import { nameServices, printService } from "./service.js";
import { reportSupport } from "./support.js";

function emit({ contract: given, document }: TargetInput, chosen: GoServerOptions): readonly File[] {
  assertSchemes(given, "go-server");
  assertPatterns(given, "go-server");
  const contract = liftShapes(chosen.schemas === "all" ? given : keepUsed(given), receivesFile);
  const printer = planServer(contract, nameProduct(contract, chosen), chosen);
  const { names } = printer;
  const services = nameServices(printer);
  const blocks = new Map<string, Code[]>();
  const add = (stem: string, more: readonly Code[]): void => addBlocks(blocks, stem, more);
  for (const [stem, operations] of names.groups) add(stem, printOperations(printer, operations, services.get(stem)));
  for (const [stem, ids] of names.files) add(stem, ids.flatMap((id) => printDeclarations(printer, id)));
  add("service", printService(printer, services));
  const routes = planRoutes(printer);
  add("register", printRegister(printer, routes, chosen.document));
  if (chosen.document) add("openapi", [printEmbed(printer.own.document)]);
  if (printer.schemes.length > 0) add("security", [printSecurity(printer)]);
  for (const [stem, operations] of names.groups) for (const operation of operations) add(`${stem}_routes`, routes.print([operation]));
  for (const [stem, more] of [...printer.codecs.files(), ...printer.checks.modules()]) add(`${stem}_json`, more);
  add("runtime", [...printAliases(names), ...printRuntime(printer)]);
  const files = [...blocks].filter(([, each]) => each.length > 0).map(([stem, all]) => printFile(stem, names.package, all));
  const doc = printFile("doc", names.package, [], packageDoc(names.package, "the server of", contract.about));
  const all = [
    doc,
    ...files,
    ...(chosen.document ? [documentFile(document)] : []),
    ...(chosen.handlers ? printHandlerFiles(printer) : []),
    ...runtimeFiles(["server"], names.module),
  ];
  return chosen.gomod ? [...all, ...moduleFiles("server", names.module, all)] : all;
}

function planServer(contract: Contract, product: ProductNames, { dates, integers, formats }: GoServerOptions): ServerPrinter {
  const types = makePrinter(contract, product, { dates, integers, formats }, findReceived(contract));
  const schemes = requiredSchemes(contract);
  const own = nameServer(types.names, contract, schemes);
  const checks = planChecks(types, listRoots(contract), { formats });
  const matches = (pattern: string, text: Printable): Code => code`${checks.pattern(pattern, sharedFile, "text")}.Surely(${text})`;
  const codecs = planCodecs({ ...types, formats }, { valid: checks.of, matches });
  return { ...types, own, checks, codecs, schemes };
}

/** The package's name and path, as the options say or the title suggests. */
function nameProduct(contract: Contract, chosen: GoServerOptions): ProductNames {
  const { package: name, module, fault } = planPackage(contract.about.title, chosen);
  if (fault !== undefined) throw new UnprintableError(fault);
  return { reserved: [], methods: [], package: name, module };
}

/** A server on Gin: an interface with a method for each operation, requests and answers checked by the contract. */
export const goServer: Target<typeof goServerOptions> = {
  name: "go-server",
  summary: "Go server on Gin: an interface with a method for each operation, requests and answers checked by the contract",
  options: goServerOptions,
  emit,
  support: reportSupport,
};
