import type { Operation } from "../../contract/model.js";
import { type Code, code, joinLines, nothing, type Printable, verbatim, word, wrapped } from "../../emit/code.js";
import { hookOf } from "../../languages/problems.js";
import { call, someTuple, tuple } from "../../languages/python/calls.js";
import { docstring } from "../../languages/python/comments.js";
import { asValue } from "../../languages/python/evaluated.js";
import { literal } from "../../languages/python/literals.js";
import { importName } from "../../languages/python/module.js";
import type { OperationNames } from "../../languages/python/names.js";
import { type Answer, answerText, type HeaderField, planAnswers, statusText } from "../../languages/python/results.js";
import { orNone } from "../../languages/python/types.js";
import { printCoding, printContent } from "./contents.js";
import { inOperation, ruleOf, type ServerPrinter, spec } from "./printer.js";

const dataclass = importName("dataclasses", "dataclass");
const field = importName("dataclasses", "field");
const classVar = importName("typing", "ClassVar");
const literalType = importName("typing", "Literal");

/** What people see of an operation's answers: a class for each. */
export const printResults = (printer: ServerPrinter, operation: Operation, names: OperationNames): readonly Code[] =>
  planAnswers(printer, operation, names).map((answer) => printResult(printer, answer));

/** The class of one way to answer. */
function printResult(printer: ServerPrinter, answer: Answer): Code {
  const { response, body, hasStatus, hasContentType } = answer;
  const status = response.status.kind === "code" ? response.status.code : undefined;
  const lines = joinLines([
    status === undefined ? nothing : code`status: ${classVar}[${literalType}[${status}]] = ${status}`,
    body === undefined ? nothing : code`body: ${body}`,
    code`_: ${printer.names.outside("dataclasses", "KW_ONLY")}`,
    hasStatus ? code`status: int` : nothing,
    hasContentType ? code`content_type: str` : nothing,
    ...answer.headers.map((header) => printHeaderField(header)),
    code`headers: ${printer.names.runtime("server", "Headers")} = ${field}(default_factory=dict)`,
  ]);
  return code`
    @${dataclass}(frozen=True, slots=True)
    class ${answer.name}:
        ${aboutAnswer(answer)}

        ${lines}
  `;
}

/** Written apart: a template that begins with a space is indented. */
const equals = verbatim(" = ");

/** What the contract says of an answer, where it says something that can be seen. */
function aboutAnswer(answer: Answer): Code {
  const said = docstring({ text: answerText(answer) });
  return said.empty ? docstring({ text: `Answers ${statusText(answer.response.status)}.` }) : said;
}

function printHeaderField({ header, name, type }: HeaderField): Code {
  const { required, description, deprecated } = header;
  const line = required ? code`${name}: ${type}` : code`${name}: ${orNone(type)}${equals}${wrapped(code`None`)}`;
  return joinLines([line, docstring({ text: description, deprecated })]);
}

/** What the runtime has to know of each way to answer an operation: a `Response` each. */
export function printResponses(printer: ServerPrinter, operation: Operation, names: OperationNames): Printable | undefined {
  return someTuple(planAnswers(printer, operation, names).map((answer) => printResponse(printer, answer, names)));
}

function printResponse(printer: ServerPrinter, { name, response, content, headers }: Answer, names: OperationNames): Printable {
  const { status } = response;
  const hook = hookOf(printer, response);
  const said = status.kind === "code" ? status.code : status.kind === "range" ? literal(`${status.hundreds}XX`) : literal("default");
  return call(spec(printer, "Response"), [said, inOperation(names, name)], [
    [word("body"), content && literal("body")],
    [word("contents"), content && tuple([printContent(printer, content, "out")])],
    [word("headers"), someTuple(headers.map((each) => printHeader(printer, each)))],
    [word("problem"), hook && literal(hook.name)],
  ]);
}

function printHeader(printer: ServerPrinter, { header, name, type }: HeaderField): Printable {
  return call(spec(printer, "Header"), [], [
    [word("name"), literal(header.name)],
    [word("attribute"), literal(name)],
    [word("type"), asValue(printer.names, type)],
    [word("rule"), ruleOf(printer, header.schema, "response")],
    [word("required"), header.required ? verbatim("True") : undefined],
    ...printCoding(printer, header.coding, header.schema, "header"),
  ]);
}
