import type { Contract } from "../../contract/model.js";
import type { File } from "../../emit/file.js";
import { receivesFile } from "../../languages/contents.js";
import { liftShapes } from "../../languages/python/lift.js";
import { nameContract, type ProductNames } from "../../languages/python/names.js";
import { planPackage, printProject } from "../../languages/python/package.js";
import { runtimeFiles } from "../../languages/python/runtime.js";
import { keepUsed } from "../../languages/used.js";
import { type Target, type TargetInput, UnprintableError } from "../target.js";
import { printModules } from "./modules.js";
import { type PyClientOptions, pyClientOptions } from "./options.js";
import { clientMembers, type ClientPrinter, lazyNames, nameClient } from "./printer.js";
import { reportSupport } from "./support.js";

function emit({ contract }: TargetInput, chosen: PyClientOptions): readonly File[] {
  const { package: name, fault } = planPackage(contract.about.title, chosen.package, "client");
  if (fault !== undefined) throw new UnprintableError(fault);
  const printer = planClient(contract, chosen);
  const own = [...printModules(printer), { path: "py.typed", owner: "generator", content: { kind: "text", text: "" } } as const, ...runtimeFiles(["client"])];
  return [...own.map((file): File => ({ ...file, path: `${name}/${file.path}` })), ...(chosen.pyproject ? [printProject("client", name, contract.about)] : [])];
}

const product: ProductNames = { reserved: [], methods: clientMembers, binary: { request: ["./runtime/wire", "File"], response: ["./runtime/wire", "File"] } };

/** What a client is printed from: its names above all. */
export function planClient(given: Contract, { schemas, dates, numbers }: PyClientOptions): ClientPrinter {
  const contract = liftShapes(schemas === "all" ? given : keepUsed(given), receivesFile);
  const names = nameContract(contract, product);
  const types = { contract, names, style: { dates, numbers, openEnums: true } } as const;
  return { ...types, own: nameClient(names, contract), lazy: { ...types, names: lazyNames(names) } };
}

/** A client on httpx, sync and async: a method for each operation, results typed by status. */
export const pyClient: Target<typeof pyClientOptions> = {
  name: "py-client",
  summary: "Python client on httpx, sync and async: models, a method for each operation, results typed by status",
  options: pyClientOptions,
  emit,
  support: reportSupport,
};
