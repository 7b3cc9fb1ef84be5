import type { Operation } from "../../contract/model.js";
import { type Code, code, type Printable, word } from "../../emit/code.js";
import { call, someTuple, tuple } from "../../languages/python/calls.js";
import { literal } from "../../languages/python/literals.js";
import { importName } from "../../languages/python/module.js";
import type { OperationNames } from "../../languages/python/names.js";
import { planParameters } from "../../languages/python/operations.js";
import { printResponses } from "./answers.js";
import { printBatch } from "./batches.js";
import { type ServerPrinter, spec } from "./printer.js";
import { printBody, printParameter } from "./requests.js";
import { printSchemes } from "./security.js";

/** `routes/users.py`: what the runtime has to know of the operations of one group. */
export const printRoutes = (printer: ServerPrinter, operations: readonly Operation[]): readonly Code[] =>
  operations.flatMap((operation) => {
    const names = printer.names.operations.get(operation.id);
    const name = printer.own.routes.get(operation.id);
    return names && name ? [code`${name} = ${printRoute(printer, operation, names)}`] : [];
  });

/** `contract.py`: all of it, in the order of the contract, which decides where two paths are alike. */
export function printContract(printer: ServerPrinter, hasDocument: boolean): Code {
  const { own, names, contract } = printer;
  const routes = contract.operations.flatMap(({ id }) => {
    const [group, name] = [names.operations.get(id)?.group, own.routes.get(id)];
    return group !== undefined && name ? [code`${importName("./routes", group)}.${name}`] : [];
  });
  const value = call(spec(printer, "Contract"), [], [
    [word("title"), literal(contract.about.title)],
    [word("file"), word("__file__")],
    [word("routes"), tuple(routes)],
    [word("schemes"), printSchemes(printer)],
    [word("document"), hasDocument ? undefined : word("False")],
  ]);
  return code`${own.contract.name} = ${value}`;
}

function printRoute(printer: ServerPrinter, operation: Operation, names: OperationNames): Printable {
  return call(spec(printer, "Route"), [], [
    [word("id"), literal(operation.id)],
    [word("method"), literal(operation.method)],
    [word("path"), literal(operation.path.replace(/#.*$/, ""))],
    [word("handler"), literal(names.method)],
    [word("tags"), someTuple(operation.tags.map(literal))],
    [word("security"), printSecurity(printer, operation)],
    [word("parameters"), someTuple(planParameters(printer, operation).map((each) => printParameter(printer, each)))],
    [word("body"), printBody(printer, operation)],
    [word("responses"), printResponses(printer, operation, names)],
    [word("batch"), printBatch(printer, operation, names)],
  ]);
}

/** The alternatives of an operation's security; one without requirements is an empty tuple. */
function printSecurity(printer: ServerPrinter, { security }: Operation): Printable | undefined {
  const requirement = ({ scheme, scopes }: { readonly scheme: string; readonly scopes: readonly string[] }): Printable =>
    call(spec(printer, "Requirement"), [literal(scheme), ...(scopes.length === 0 ? [] : [tuple(scopes.map(literal))])]);
  return someTuple(security.map(({ requirements }) => tuple(requirements.map(requirement))));
}
