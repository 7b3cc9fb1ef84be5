import type { Operation, Pagination } from "../../contract/model.js";
import { type Code, code, type Ident, type Printable, verbatim, word } from "../../emit/code.js";
import { call, someTuple, tuple } from "../../languages/python/calls.js";
import { asValue } from "../../languages/python/evaluated.js";
import { literal } from "../../languages/python/literals.js";
import { lineWidth, printCode } from "../../languages/python/module.js";
import type { OperationNames } from "../../languages/python/names.js";
import { planParameters, type ParameterArgument } from "../../languages/python/operations.js";
import { streamsOf } from "../../languages/results.js";
import { printCoding, printContent } from "./contents.js";
import { itemTypeOf } from "./pages.js";
import { type ClientPrinter, inOperation, spec } from "./printer.js";
import { isNullableBody, isNullableParameter } from "./requests.js";
import { printResponses } from "./results.js";
import { fillServer } from "./servers.js";

const flag = (value: boolean): Printable | undefined => (value ? verbatim("True") : undefined);

/** `specs/users.py`: what the runtime has to know of the operations of one group. */
export const printSpecs = (printer: ClientPrinter, operations: readonly Operation[]): readonly Code[] =>
  operations.flatMap((operation) => {
    const names = printer.names.operations.get(operation.id);
    const calls = printer.own.calls.get(operation.id);
    if (!names || !calls) return [];
    const gives = streamsOf(operation) === "either" || operation.responses.length === 0 ? printer.names.outside("typing", "Any") : inOperation(names, names.result);
    return [printConstant(calls.spec.name, code`${spec(printer, "Operation")}`, gives, printOperation(printer, operation, names))];
  });

/** A constant with its type, as `ruff format` leaves long names alone: the value, or the type's argument, in lines of its own. */
function printConstant(name: Ident, type: Code, gives: Printable, value: Code): Code {
  const head = code`${name}: ${type}[${gives}] = `;
  const room = lineWidth - printCode(head).length;
  if (room >= printCode(code`${type}(`).length) return code`${head}${value}`;
  return room >= 1
    ? code`
        ${head}(
            ${value}
        )
      `
    : code`
        ${name}: ${type}[
            ${gives}
        ] = ${value}
      `;
}

function printOperation(printer: ClientPrinter, operation: Operation, names: OperationNames): Code {
  const contents = operation.body?.contents ?? [];
  const [server] = operation.servers;
  return call(spec(printer, "Operation"), [], [
    [word("id"), literal(operation.id)],
    [word("method"), literal(operation.method)],
    [word("path"), literal(operation.path.replace(/#.*$/, ""))],
    [word("parameters"), someTuple(planParameters(printer, operation).map((each) => printParameter(printer, each)))],
    [word("body"), someTuple(contents.map((content) => printContent(printer, content, false)))],
    [word("body_required"), flag(operation.body?.required === true)],
    [word("body_nullable"), flag(operation.body?.required !== true && isNullableBody(printer, operation))],
    [word("responses"), printResponses(printer, operation, names)],
    [word("security"), someTuple(operation.security.map(({ requirements }) => tuple(requirements.map(({ scheme }) => literal(scheme)))))],
    [word("server"), server && literal(fillServer(server))],
    [word("pagination"), operation.pagination && printPagination(printer, operation, operation.pagination)],
  ]);
}

const isText = (type: Printable): boolean => type === "str";

function printParameter(printer: ClientPrinter, { parameter, base }: ParameterArgument): Printable {
  return call(spec(printer, "Parameter"), [literal(parameter.name), ...(parameter.in === "query" ? [] : [literal(parameter.in)])], [
    [word("type"), isText(base) ? undefined : asValue(printer.names, base)],
    [word("nullable"), flag(isNullableParameter(printer, parameter))],
    ...printCoding(printer, parameter.coding, parameter.schema, parameter.in, false),
  ]);
}

const kinds = { linkHeader: "link", nextUrl: "url", cursor: "cursor", lastItem: "last_item", offset: "offset", page: "page" } as const;

const path = (names: readonly string[] | undefined): Printable | undefined => (names === undefined ? undefined : someTuple(names.map(literal)));

/** How pages follow each other: a `Pagination`. */
function printPagination(printer: ClientPrinter, operation: Operation, pagination: Pagination): Printable {
  const { items, next } = pagination;
  const parameter = "parameter" in next ? planParameters(printer, operation).findIndex((each) => each.parameter.in === "query" && each.parameter.name === next.parameter) : -1;
  const item = itemTypeOf(printer, operation, pagination);
  const value = next.kind === "nextUrl" ? next.url : next.kind === "cursor" ? next.cursor : next.kind === "lastItem" ? [next.member] : undefined;
  return call(spec(printer, "Pagination"), [], [
    [word("next"), literal(kinds[next.kind])],
    [word("items"), path(items)],
    [word("item"), item && asValue(printer.names, item)],
    [word("parameter"), parameter > 0 ? parameter : undefined],
    [word("value"), path(value)],
    [word("more"), path("more" in next ? next.more : undefined)],
    [word("total"), path("total" in next ? next.total : undefined)],
    [word("first"), next.kind === "page" && next.first !== 0 ? next.first : undefined],
  ]);
}
