import type { Content, Header, Operation, Response, Status } from "../../contract/model.js";
import type { Ident, Printable } from "../../emit/code.js";
import { Scope } from "../../emit/scope.js";
import { bodyType } from "./bodies.js";
import type { OperationNames } from "./names.js";
import { type TypePrinter, typeOf } from "./types.js";
import { reservedAttributes, toSnake } from "./words.js";

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
  /** The type of the field `body`. */
  readonly body?: Printable;
  readonly headers: readonly HeaderField[];
}

/** A header of the contract's as a field: None where it is not there. */
export interface HeaderField {
  readonly header: Header;
  readonly name: Ident;
  readonly type: Printable;
}

/** By the names of an operation: each product of a contract gives its own. */
const known = new WeakMap<OperationNames, readonly Answer[]>();

/** All ways to answer an operation, in the order of the contract. */
export function planAnswers(printer: TypePrinter, operation: Operation, names: OperationNames): readonly Answer[] {
  const before = known.get(names);
  if (before !== undefined) return before;
  const answers = operation.responses.flatMap((response) => {
    const contents = operation.method === "HEAD" ? [] : response.contents;
    return contents.length === 0 ? [planAnswer(printer, response, undefined, names)] : contents.map((content) => planAnswer(printer, response, content, names));
  });
  known.set(names, answers);
  return answers;
}

/** Fields of every result, in servers and clients: headers of these names give way. */
const ownFields: readonly string[] = ["status", "content_type", "body", "headers", "answer", "unwrap", "raise_for_status"];

function planAnswer(printer: TypePrinter, response: Response, content: Content | undefined, names: OperationNames): Answer {
  const scope = new Scope({ reserved: new Set([...reservedAttributes, ...ownFields]), fallback: "header" });
  const headers = response.headers.filter(({ name }) => name.toLowerCase() !== "content-type").map((header) => planHeader(printer, header, scope));
  return {
    name: names.answer(response, content),
    response,
    ...(content && { content, body: bodyType(printer, content, "response") }),
    hasStatus: response.status.kind !== "code",
    hasContentType: content?.mediaType.includes("*") === true,
    headers,
  };
}

function planHeader(printer: TypePrinter, header: Header, scope: Scope): HeaderField {
  const name = toSnake(header.name) || "header";
  return { header, name: scope.claim(name, `${name}_header`), type: typeOf(printer, { kind: "ref", schema: header.schema }, "response") };
}

/** `200`, `from 400 to 499`, `any other status`. */
export const statusText = (status: Status): string => (status.kind === "code" ? String(status.code) : status.kind === "range" ? `a status from ${status.hundreds}00 to ${status.hundreds}99` : "any other status");

/** What an answer is, in words, for a docstring: what the contract says of it, else its status. */
export function answerText({ response, content }: Answer): string {
  const said = (response.summary ?? response.description)?.trim();
  const status = statusText(response.status);
  const as = content && response.contents.length > 1 ? ` as ${content.mediaType}` : "";
  return said ? `${said.split(/[\n\r]/, 1)[0]}${as}` : `Answers ${status}${as}.`;
}
