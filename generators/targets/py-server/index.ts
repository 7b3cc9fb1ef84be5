import type { Contract } from "../../contract/model.js";
import type { File } from "../../emit/file.js";
import { receivesFile } from "../../languages/contents.js";
import { documentFile } from "../../languages/document.js";
import { liftShapes } from "../../languages/python/lift.js";
import { nameContract, type ProductNames } from "../../languages/python/names.js";
import { planPackage, printProject } from "../../languages/python/package.js";
import { planRules } from "../../languages/json-schema/index.js";
import { runtimeFiles } from "../../languages/python/runtime.js";
import { findReceived, listRoots } from "../../languages/roots.js";
import { requiredSchemes } from "../../languages/security.js";
import { keepUsed } from "../../languages/used.js";
import { assertPatterns, assertSchemes } from "../fail-closed.js";
import { type Target, type TargetInput, UnprintableError } from "../target.js";
import { printDeployment } from "./deployment.js";
import { printProgram } from "./handlers.js";
import { printModules } from "./modules.js";
import { type PyServerOptions, pyServerOptions } from "./options.js";
import { nameServer, type ServerPrinter } from "./printer.js";
import { reportSupport } from "./support.js";

function emit({ contract: given, document }: TargetInput, chosen: PyServerOptions): readonly File[] {
  assertSchemes(given, "py-server");
  assertPatterns(given, "py-server");
  const { package: name, fault } = planPackage(given.about.title, chosen.package, "server");
  if (fault !== undefined) throw new UnprintableError(fault);
  const contract = liftShapes(chosen.schemas === "all" ? given : keepUsed(given), receivesFile);
  const rules = planRules(contract, listRoots(contract), { formats: chosen.formats });
  const printer = planServer(contract, chosen, (schema, direction) => rules.nameOf(schema, direction) || undefined);
  const own = [
    ...printModules(printer, chosen.document),
    textFile("rules.json", rules.text()),
    ...(chosen.document ? [documentFile(document)] : []),
    textFile("py.typed", ""),
    ...(chosen.ray ? [printDeployment(printer)] : []),
    ...runtimeFiles(["server", ...(contract.operations.some(({ batch }) => batch !== undefined) ? ["batch" as const] : []), ...(chosen.ray ? ["ray" as const] : [])]),
  ];
  return [
    ...own.map((file): File => ({ ...file, path: `${name}/${file.path}` })),
    ...(chosen.pyproject ? [printProject("server", name, contract.about, chosen)] : []),
    ...(chosen.handlers ? [printProgram(printer, name)] : []),
  ];
}

const textFile = (path: string, text: string): File => ({ path, owner: "generator", content: { kind: "text", text } });

const product: ProductNames = { reserved: [], methods: [], binary: { request: ["./runtime/wire", "File"], response: ["./runtime/wire", "File"] } };

function planServer(contract: Contract, { dates, numbers, formats }: PyServerOptions, ruleOf: ServerPrinter["rules"]["of"]): ServerPrinter {
  const names = nameContract(contract, product);
  const schemes = requiredSchemes(contract);
  return { contract, names, style: { dates, numbers, formats }, received: findReceived(contract), rules: { of: ruleOf }, schemes, own: nameServer(names, contract, schemes) };
}

/** A server on FastAPI: a service class with a method for each operation, requests and answers checked by the contract. */
export const pyServer: Target<typeof pyServerOptions> = {
  name: "py-server",
  summary: "Python server on FastAPI: a class with a method for each operation, requests and answers checked by the contract",
  options: pyServerOptions,
  emit,
  support: reportSupport,
};
