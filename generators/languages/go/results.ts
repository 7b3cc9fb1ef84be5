import type { Content, Header, Operation, Response, Status } from "../../contract/model.js";
import { type Code, code, type Ident, joinBlocks, joinLines, nothing, type Printable, verbatim, word } from "../../emit/code.js";
import { Scope } from "../../emit/scope.js";
import { bodyType } from "./bodies.js";
import { docComment } from "./comments.js";
import { formOf, isNilable, openShape } from "./forms.js";
import { field, printMark } from "./layout.js";
import { structTag } from "./literals.js";
import { importName } from "./module.js";
import type { Names, OperationNames } from "./names.js";
import { lower } from "./subjects.js";
import { baseType, type TypePrinter } from "./types.js";
import { signWords, toExported } from "./words.js";

/** One way to answer: a status with one media type, or without a body. */
export interface Answer {
  readonly name: Ident;
  readonly response: Response;
  /** Absent: it has no body. */
  readonly content?: Content;
  /** The status is a field: of a range, or of `default`. */
  readonly hasStatus: boolean;
  /** The media type is a field: the contract says a range. */
  readonly hasContentType: boolean;
  readonly body?: Printable;
  readonly headers: readonly HeaderField[];
  /** The field of other headers. */
  readonly others: Ident;
}

export interface HeaderField {
  readonly header: Header;
  readonly name: Ident;
  readonly holding: "value" | "bare" | "pointer";
  readonly base: Printable;
  readonly type: Printable;
}

/** By the names of a product, and those of an operation. */
const known = new WeakMap<Names, Map<OperationNames, readonly Answer[]>>();

/** All ways to answer an operation, in the order of the contract. */
export function planAnswers(printer: TypePrinter, operation: Operation, names: OperationNames): readonly Answer[] {
  const plans = known.get(printer.names) ?? new Map<OperationNames, readonly Answer[]>();
  known.set(printer.names, plans);
  const answers = plans.get(names) ?? planAll(printer, operation, names);
  plans.set(names, answers);
  return answers;
}

function planAll(printer: TypePrinter, operation: Operation, names: OperationNames): readonly Answer[] {
  return operation.responses.flatMap((response) => {
    const contents = operation.method === "HEAD" ? [] : response.contents;
    return contents.length === 0 ? [planAnswer(printer, response, undefined, names)] : contents.map((content) => planAnswer(printer, response, content, names));
  });
}

const ownFields: readonly string[] = ["Status", "ContentType", "Body"];

/** What makes a failure an error, and a stream something that can be closed, on the side that receives answers. */
const errorNames: readonly string[] = ["APIError", "ClientAPIError", "Error", "Unwrap", "Is", "As", "Close"];

function planAnswer(printer: TypePrinter, response: Response, content: Content | undefined, names: OperationNames): Answer {
  const { headers, others } = response.headers.length === 0 ? noHeaders : planHeaders(printer, response);
  return {
    name: names.answer(response, content),
    response,
    ...(content && { content, body: bodyType(printer, content, "response") }),
    hasStatus: response.status.kind !== "code",
    hasContentType: content?.mediaType.includes("*") === true,
    headers,
    others,
  };
}

const noHeaders = { headers: [], others: word("Header") } as const;

function planHeaders(printer: TypePrinter, response: Response): Pick<Answer, "headers" | "others"> {
  const scope = new Scope({ reserved: new Set(printer.received ? ownFields : [...ownFields, ...errorNames]), fallback: "Header" });
  const headers = response.headers.filter(({ name }) => name.toLowerCase() !== "content-type").map((header) => planHeader(printer, header, scope));
  return { headers, others: scope.claim("Header", "OtherHeaders") };
}

function planHeader(printer: TypePrinter, header: Header, scope: Scope): HeaderField {
  const { contract, style } = printer;
  const shape = { kind: "ref", schema: header.schema } as const;
  const base = baseType(printer, shape, "response");
  const name = toExported(signWords(header.name)) || "Header";
  const holding = isNilable(formOf(contract, style, shape)) ? "bare" : header.required && !openShape(contract, shape).nullable ? "value" : "pointer";
  return { header, name: scope.claim(name, `${name}Header`), holding, base, type: holding === "pointer" ? code`*${base}` : base };
}

export const otherHeaders = importName("net/http", "Header");

/** The interface of all answers of an operation, and a struct for each. */
export function printResponses(printer: TypePrinter, operation: Operation, names: OperationNames): Code {
  const answers = planAnswers(printer, operation, names);
  const mark = code`is${names.response}`;
  return joinBlocks([
    joinLines([
      docComment({ text: responseDoc(answers, names) }),
      code`
        type ${names.response} interface {
          ${mark}()
        }
      `,
    ]),
    joinLines(answers.map(({ name }) => printMark(name, mark))),
    ...answers.map(printAnswer),
  ]);
}

function responseDoc(answers: readonly Answer[], { method, response }: OperationNames): string {
  if (answers.length === 0) return `${response} is what ${method} answers: the contract names nothing.`;
  const all = answers.map(({ name }) => `[${name}]`);
  return `${response} is what ${method} answers: ${all.length === 1 ? all[0] : `${all.slice(0, -1).join(", ")} or ${all.at(-1)}`}.`;
}

const statusText = (status: Status): string => (status.kind === "code" ? String(status.code) : status.kind === "range" ? `a status from ${status.hundreds}00 to ${status.hundreds}99` : "any other status");

/** What an answer is, in words: `404: no such user`. */
export function answerText({ response, content }: Answer): string {
  const said = (response.summary ?? response.description)?.trim();
  const what = `${statusText(response.status)}${content && response.contents.length > 1 ? ` as ${content.mediaType}` : ""}`;
  return `${what}${said ? `: ${lower(said)}` : "."}`;
}

function printAnswer(answer: Answer): Code {
  const { name, body } = answer;
  const text = `${name} is ${answerText(answer)}`;
  const lines = joinLines([
    answer.hasStatus ? field(verbatim("Status"), verbatim("int")) : nothing,
    answer.hasContentType ? field(verbatim("ContentType"), verbatim("string")) : nothing,
    body === undefined ? nothing : field(verbatim("Body"), body),
    ...answer.headers.map(printHeader),
    field(answer.others, otherHeaders),
  ]);
  return code`
    ${docComment({ text })}
    type ${name} struct {
      ${lines}
    }
  `;
}

export const printHeader = ({ header, name, type }: HeaderField): Code =>
  joinLines([docComment({ text: header.description, deprecated: header.deprecated }), field(name, type, structTag([["header", header.name]]))]);
