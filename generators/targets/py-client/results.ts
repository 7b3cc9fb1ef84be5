import type { Content, Operation, Response } from "../../contract/model.js";
import { type Code, code, type Ident, joinBlocks, joinLines, list, nothing, type Printable, verbatim, word, wrapped } from "../../emit/code.js";
import { contentValueType } from "../../languages/python/bodies.js";
import { call, someTuple, tuple } from "../../languages/python/calls.js";
import { docstring } from "../../languages/python/comments.js";
import { asValue } from "../../languages/python/evaluated.js";
import { literal } from "../../languages/python/literals.js";
import type { OperationNames } from "../../languages/python/names.js";
import { type Answer, answerText, type HeaderField, planAnswers } from "../../languages/python/results.js";
import { generic, orNone, standAlone, type TypePrinter, unionOf } from "../../languages/python/types.js";
import { isStream, streamsOf, succeeds } from "../../languages/results.js";
import { printCoding, printContent } from "./contents.js";
import { client, type ClientPrinter, inOperation, spec } from "./printer.js";

/** What an answer means to who asked: by its status alone, `default` is either where the contract documents no success. */
function meaningOf({ responses }: Operation, { status }: Response): "Success" | "Failure" | "Either" {
  if (succeeds(status)) return "Success";
  if (responses.some((response) => succeeds(response.status))) return "Failure";
  if (status.kind === "default") return "Either";
  const redirects = status.kind === "range" ? status.hundreds === 3 : [301, 302, 303, 307, 308].includes(status.code);
  return redirects ? "Success" : "Failure";
}

/** The answers that a call gives: of an operation that answers as a whole or as a stream, those of the wanted kind. */
export function answersOf(printer: TypePrinter, operation: Operation, names: OperationNames, streams: boolean): readonly Answer[] {
  const all = planAnswers(printer, operation, names);
  if (streamsOf(operation) !== "either") return all;
  return all.filter(({ response, content }) => content === undefined || isStream(content) === streams || !response.contents.some((other) => isStream(other) === streams));
}

/** What walks through pages give: the answers that are successes. */
export const successesOf = (printer: TypePrinter, operation: Operation, names: OperationNames): readonly Answer[] =>
  answersOf(printer, operation, names, false).filter(({ response }) => meaningOf(operation, response) !== "Failure");

/** The type of a result's body. */
function bodyOf(printer: TypePrinter, { content }: Answer): Printable {
  if (content === undefined) return word("None");
  if (content.kind === "binary") return client(printer, "Download");
  const type = contentValueType(printer, content, "response") ?? printer.names.json;
  return isStream(content) ? code`${client(printer, "Stream")}[${type}]` : type;
}

/** What people see of an operation's answers: a class for each, and all of them as one type. */
export function printResults(printer: ClientPrinter, operation: Operation, names: OperationNames): readonly Code[] {
  const answers = planAnswers(printer, operation, names);
  if (answers.length === 0) return [];
  const calls = printer.own.calls.get(operation.id);
  const isEither = streamsOf(operation) === "either" && calls !== undefined;
  return [
    ...answers.map((answer) => printResult(printer, operation, answer)),
    printUnion(printer, names.result, answersOf(printer, operation, names, false), names.method),
    ...(isEither ? [printUnion(printer, calls.streamResult, answersOf(printer, operation, names, true), calls.stream)] : []),
  ];
}

/** All ways to answer as one type. */
function printUnion({ names }: ClientPrinter, name: Ident, answers: readonly Answer[], method: Ident): Code {
  const union = standAlone(unionOf(answers.map((answer) => answer.name)), name, 0);
  return joinLines([code`${name}: ${names.outside("typing", "TypeAlias")} = ${union}`, docstring({ text: `What \`${method}\` gives.` })]);
}

function printResult(printer: ClientPrinter, operation: Operation, answer: Answer): Code {
  const { response, hasStatus, hasContentType } = answer;
  const { names } = printer;
  const outside = (name: string): Printable => names.outside("dataclasses", name);
  const status = response.status.kind === "code" ? response.status.code : undefined;
  const body = bodyOf(printer, answer);
  const lines = joinLines([
    status === undefined ? nothing : code`status: ${names.outside("typing", "ClassVar")}[${names.outside("typing", "Literal")}[${status}]] = ${status}`,
    answer.content === undefined ? code`body: None = None` : code`body: ${body}`,
    code`_: ${outside("KW_ONLY")}`,
    hasStatus ? code`status: int` : nothing,
    hasContentType ? code`content_type: str` : nothing,
    ...answer.headers.map(printHeaderField),
    code`answer: ${client(printer, "Answer")} = ${outside("field")}(default=${client(printer, "NO_ANSWER")}, repr=False, compare=False)`,
  ]);
  const base = generic(client(printer, meaningOf(operation, response)), body);
  const doc = docstring({ text: answerText(answer) });
  return code`
    @${outside("dataclass")}(frozen=True, slots=True)
    class ${answer.name}${list([base], { open: "(", close: ")", trailing: "", indent: 4 })}:
        ${doc.empty ? lines : joinBlocks([doc, lines])}
  `;
}

const printHeaderField = ({ header, name, type }: HeaderField): Code =>
  joinLines([code`${name}: ${orNone(type)}${equals}${wrapped(code`None`)}`, docstring({ text: header.description, deprecated: header.deprecated })]);

/** Written apart: a template that begins with a space is indented. */
const equals = verbatim(" = ");

// ---------------------------------------------------------------- for the runtime

/** What the runtime has to know of an operation's responses: a `Response` each. */
export function printResponses(printer: ClientPrinter, operation: Operation, names: OperationNames): Printable | undefined {
  const answers = planAnswers(printer, operation, names);
  return someTuple(operation.responses.map((response) => printResponse(printer, answers.filter((answer) => answer.response === response), response, names)));
}

function printResponse(printer: ClientPrinter, answers: readonly Answer[], { status }: Response, names: OperationNames): Printable {
  const [first] = answers;
  const said = status.kind === "code" ? status.code : status.kind === "range" ? literal(`${status.hundreds}XX`) : literal("default");
  const result = first === undefined ? word("None") : inOperation(names, first.name);
  const contentOf = ({ content, name }: Answer & { readonly content: Content }): Printable =>
    printContent(printer, content, true, name === first?.name ? [] : [[word("result"), inOperation(names, name)]]);
  const contents = answers.flatMap((answer) => (answer.content ? [contentOf({ ...answer, content: answer.content })] : []));
  return call(spec(printer, "Response"), [said, result], [
    [word("contents"), contents.length === 0 ? undefined : tuple(contents)],
    [word("headers"), someTuple((first?.headers ?? []).map((each) => printHeader(printer, each)))],
  ]);
}

const isText = (type: Printable): boolean => type === "str";

const printHeader = (printer: ClientPrinter, { header, name, type }: HeaderField): Printable =>
  call(spec(printer, "Header"), [], [
    [word("name"), literal(header.name)],
    [word("attribute"), literal(name)],
    [word("type"), isText(type) ? undefined : asValue(printer.names, type)],
    ...printCoding(printer, header.coding, header.schema, "header", true),
  ]);
