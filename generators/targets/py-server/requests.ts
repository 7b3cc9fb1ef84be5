import type { Operation } from "../../contract/model.js";
import { type Printable, verbatim, word } from "../../emit/code.js";
import { defaultOf } from "../../languages/defaults.js";
import { call, tuple } from "../../languages/python/calls.js";
import { asValue } from "../../languages/python/evaluated.js";
import { jsonLiteral, literal } from "../../languages/python/literals.js";
import { type ParameterArgument, planBody } from "../../languages/python/operations.js";
import { parseJsonText } from "../../contract/json.js";
import { printCoding, printContent } from "./contents.js";
import { ruleOf, type ServerPrinter, spec } from "./printer.js";

const flag = (value: boolean): Printable | undefined => (value ? verbatim("True") : undefined);

/** What the runtime has to know of a parameter: a `Parameter`. */
export function printParameter(printer: ServerPrinter, { parameter, name, base }: ParameterArgument): Printable {
  const fallback = parameter.required ? undefined : defaultOf(printer.contract, parameter.schema);
  return call(spec(printer, "Parameter"), [], [
    [word("name"), literal(parameter.name)],
    [word("place"), literal(parameter.in)],
    [word("argument"), String(name) === parameter.name ? undefined : literal(name)],
    [word("type"), asValue(printer.names, base)],
    [word("rule"), ruleOf(printer, parameter.schema, "request")],
    [word("required"), flag(parameter.required)],
    [word("allow_empty"), flag(parameter.allowEmptyValue)],
    ...printCoding(printer, parameter.coding, parameter.schema, parameter.in),
    [word("default"), fallback === undefined ? undefined : jsonLiteral(parseJsonText(fallback))],
  ]);
}

/** What the runtime has to know of what an operation takes: a `Body`; undefined: it takes nothing. */
export function printBody(printer: ServerPrinter, operation: Operation): Printable | undefined {
  const { body } = operation;
  const argument = planBody(printer, operation);
  if (!body || argument === undefined) return undefined;
  return call(spec(printer, "Body"), [tuple(body.contents.map((content) => printContent(printer, content, "in")))], [
    [word("required"), flag(body.required)],
    [word("content_type"), argument.contentType && literal("content_type")],
  ]);
}
