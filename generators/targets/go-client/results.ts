import type { Content, Operation, Response } from "../../contract/model.js";
import { type Code, code, type Ident, joinBlocks, joinLines, nothing, type Printable, verbatim, word } from "../../emit/code.js";
import { isTextual } from "../../languages/go/bodies.js";
import { docComment } from "../../languages/go/comments.js";
import { type Entries, fieldsOf } from "../../languages/go/composites.js";
import { field, printMark } from "../../languages/go/layout.js";
import { bodySchema, itemSchema } from "../../languages/go/lift.js";
import { literal } from "../../languages/go/literals.js";
import { importName } from "../../languages/go/module.js";
import type { OperationNames } from "../../languages/go/names.js";
import { type Answer, answerText, type HeaderField, otherHeaders, planAnswers, printHeader } from "../../languages/go/results.js";
import { isPointer } from "../../languages/go/types.js";
import { isStream, streamsOf, succeeds } from "../../languages/results.js";
import { printCoding, printContent } from "./contents.js";
import { client, type ClientPrinter } from "./printer.js";

const rawType = importName("encoding/json", "RawMessage");

/** What a call of an operation returns. */
export interface Outcome {
  /** A pointer to the struct of its one success, or the interface of several; undefined: the contract documents no success. */
  readonly type: Printable | undefined;
  readonly successes: readonly Answer[];
}

/** What an operation's methods return: as a whole, and as a stream. */
export interface Outcomes {
  readonly whole: Outcome;
  readonly stream: Outcome;
}

/** Whether an answer is what the caller hoped for. Without a documented success, that is a redirect of its own, or what `default` says. */
function isSuccess({ responses }: Operation, { status }: Response): boolean {
  if (succeeds(status)) return true;
  if (responses.some((response) => succeeds(response.status))) return false;
  return status.kind === "default" || (status.kind === "range" ? status.hundreds === 3 : [301, 302, 303, 307, 308].includes(status.code));
}

/** `default` beside no success is both: what it is, its status says. */
const isFailure = (operation: Operation, response: Response): boolean => !isSuccess(operation, response) || response.status.kind === "default";

export function planOutcomes(printer: ClientPrinter, operation: Operation, names: OperationNames): Outcomes {
  const all = planAnswers(printer, operation, names).filter(({ response }) => isSuccess(operation, response));
  const calls = printer.own.calls.get(operation.id);
  const kind = streamsOf(operation);
  /** Where a response is to be had as a stream and otherwise, only the wanted kind. */
  const ofKind = (streams: boolean): readonly Answer[] =>
    all.filter(({ response, content }) => content === undefined || isStream(content) === streams || !response.contents.some((other) => isStream(other) === streams));
  const outcome = (successes: readonly Answer[], response: Ident): Outcome => {
    const [only] = successes;
    return { successes, type: only === undefined ? undefined : successes.length === 1 ? code`*${only.name}` : response };
  };
  const whole = outcome(kind === "either" ? ofKind(false) : all, names.response);
  return { whole, stream: kind === "either" ? outcome(ofKind(true), calls?.streamResponse ?? names.response) : whole };
}

/** What users see of an operation's answers: a struct for each, and interfaces where one of several is returned. */
export function printResults(printer: ClientPrinter, operation: Operation, names: OperationNames): Code {
  const { whole, stream } = planOutcomes(printer, operation, names);
  const unions = stream === whole ? [whole] : [whole, stream];
  return joinBlocks([
    ...unions.flatMap(({ type, successes }) => (successes.length < 2 || type === undefined ? [] : [printUnion(type as Ident, successes, names)])),
    ...planAnswers(printer, operation, names).map((answer) => printAnswer(printer, operation, answer)),
  ]);
}

function printUnion(name: Ident, successes: readonly Answer[], names: OperationNames): Code {
  const all = successes.map((answer) => `*[${answer.name}]`);
  const mark = code`is${name}`;
  return joinBlocks([
    code`
      ${docComment({ text: `${name} is what ${names.method} returns: ${all.slice(0, -1).join(", ")} or ${all.at(-1)}.` })}
      type ${name} interface {
        ${mark}()
      }
    `,
    joinLines(successes.map((answer) => printMark(code`*${answer.name}`, mark))),
  ]);
}

function printAnswer(printer: ClientPrinter, operation: Operation, answer: Answer): Code {
  const { name, response, content, body } = answer;
  const fails = isFailure(operation, response);
  const streams = content !== undefined && isStream(content);
  const hint = streams ? "\n\nIts items come while they are walked through, once; leaving the loop ends the stream. Close ends one that is not walked through." : content?.kind === "binary" && !fails ? "\n\nWho gets it closes its body." : "";
  const lines = joinLines([
    fails ? code`*${printer.own.runtime("APIError")}` : nothing,
    answer.hasStatus && !fails ? field(verbatim("Status"), verbatim("int")) : nothing,
    answer.hasContentType ? field(verbatim("ContentType"), verbatim("string")) : nothing,
    body === undefined ? nothing : field(verbatim("Body"), body),
    ...answer.headers.map(printHeader),
    fails ? nothing : field(answer.others, otherHeaders),
    streams ? field(verbatim("close"), verbatim("func() error")) : nothing,
  ]);
  return joinBlocks([
    code`
      ${docComment({ text: `${name} is ${answerText(answer)}${hint}` })}
      type ${name} struct {
        ${lines}
      }
    `,
    fails
      ? code`
          // Unwrap gives what all failures have in common.
          func (e *${name}) Unwrap() error {
            return e.${printer.own.runtime("APIError")}
          }
        `
      : nothing,
    streams
      ? code`
          // Close ends the stream.
          func (r *${name}) Close() error {
            return r.close()
          }
        `
      : nothing,
  ]);
}

// ---------------------------------------------------------------- for the runtime

/** What the runtime has to know of a response: the braces of a `client.Response`. */
export function printResponse(printer: ClientPrinter, operation: Operation, response: Response, names: OperationNames): Code {
  const { status } = response;
  const answers = planAnswers(printer, operation, names).filter((answer) => answer.response === response);
  const make = (answer: Answer): Entries => [[word("Make"), printMake(printer, operation, answer)]];
  const contents = answers.flatMap((answer) => (answer.content ? [printContent(printer, answer.content, true, make(answer))] : []));
  const [only] = answers;
  return fieldsOf([
    [word("Status"), status.kind === "default" ? undefined : status.kind === "code" ? status.code : status.hundreds],
    [word("Contents"), contents.length === 0 ? undefined : code`[]${client(printer, "Content")}${braces(contents)}`],
    ...(contents.length === 0 && only ? make(only) : []),
  ]);
}

const braces = (items: readonly Printable[]): Code => code`
  {
    ${joinLines(items.map((item) => code`${item},`))}
  }
`;

/** A function that makes the struct of an answer. */
function printMake(printer: ClientPrinter, operation: Operation, answer: Answer): Code {
  const { response, content } = answer;
  const fails = isFailure(operation, response);
  const given: Entries = [
    fails ? [printer.own.runtime("APIError"), verbatim("in.Failure()")] : [answer.others, verbatim("in.Header()")],
    [word("Status"), answer.hasStatus && !fails ? verbatim("in.Status()") : undefined],
    [word("ContentType"), answer.hasContentType ? verbatim("in.ContentType()") : undefined],
  ];
  const headers = answer.headers.map((header) => readHeader(printer, header));
  const body = content && readBody(printer, content);
  const isBare = headers.length === 0 && body === undefined;
  const made = code`&${answer.name}${fieldsOf(given)}`;
  const lines = isBare
    ? code`return ${made}, nil`
    : joinLines([code`answer := ${made}`, ...headers, ...(body?.first ?? []), code`return answer, ${body?.error ?? verbatim("nil")}`]);
  return code`
    func(in *${client(printer, "Answer")}) (any, error) {
      ${lines}
    }
  `;
}

function readHeader(printer: ClientPrinter, { header, name, holding }: HeaderField): Code {
  const { codecs } = printer;
  const { function: read } = codecs.read(header.schema, "response");
  const isInner = holding === "pointer" && !isPointer(printer, { kind: "ref", schema: header.schema });
  const coding = printCoding(printer, header.coding, header.schema, "header", true) ?? code`${client(printer, "Coding")}{}`;
  return code`${client(printer, isInner ? "ReadHeaderInto" : "ReadHeader")}(in, ${literal(header.name)}, ${coding}, &answer.${name}, ${read})`;
}

/** How a body is read: lines before, and the error that it may give. */
interface BodyReader {
  readonly first?: readonly Code[];
  readonly error?: Code;
}

function readBody(printer: ClientPrinter, content: Content): BodyReader {
  const { contract, codecs, names } = printer;
  const runtime = (name: string): Printable => client(printer, name);
  const wire = (name: string): Printable => names.runtime("wire", name);
  switch (content.kind) {
    case "json":
      if (content.schema === undefined) return { error: code`${runtime("ReadRaw")}(in, &answer.Body)` };
      return { error: code`${runtime("ReadJSON")}(in, &answer.Body, ${codecs.read(content.schema, "response").function})` };
    case "text":
      if (!isTextual(contract, content)) return { first: [code`answer.Body = in.Text()`] };
      return { error: code`${runtime("ReadText")}(in, &answer.Body, ${codecs.read(content.schema ?? "", "response").function})` };
    case "binary":
      return { first: [code`answer.Body = in.Bytes()`] };
    case "events":
    case "jsonLines": {
      const schema = itemSchema(contract, content);
      const read = schema === undefined ? code`${wire("ReadRaw")}[${rawType}]` : codecs.read(schema, "response").function;
      return { first: [code`answer.Body, answer.close = ${runtime("Items")}(in, ${read})`] };
    }
    case "form":
    case "multipart": {
      const read = content.kind === "form" ? "ReadForm" : "ReadMultipart";
      return { error: code`${runtime(read)}(in, &answer.Body, ${partsReader(printer, content)})` };
    }
  }
}

function partsReader(printer: ClientPrinter, content: Content): Printable {
  const schema = bodySchema(printer.contract, content);
  if (schema !== undefined) return printer.codecs.read(schema, "response").function;
  if (content.itemSchema === undefined) return client(printer, "ReadMembers");
  return code`${client(printer, "ReadListOf")}(${printer.codecs.read(content.itemSchema, "response").function})`;
}
