import type { Content, Header, Operation, Response } from "../../contract/model.js";
import { type Code, code, joinBlocks, joinLines, type Printable, verbatim, word } from "../../emit/code.js";
import { isTextual } from "../../languages/go/bodies.js";
import { bodySchema, itemSchema } from "../../languages/go/lift.js";
import { literal } from "../../languages/go/literals.js";
import { importName } from "../../languages/go/module.js";
import type { OperationNames } from "../../languages/go/names.js";
import { type Answer, type HeaderField, planAnswers } from "../../languages/go/results.js";
import { isPointer } from "../../languages/go/types.js";
import { hookOf } from "../../languages/problems.js";
import { printCoding, printContent } from "./contents.js";
import { fieldsOf, type ServerPrinter, slice } from "./printer.js";

const rawType = importName("encoding/json", "RawMessage");

/** What the runtime has to know of a response: the braces of a `server.Response`. */
export function printResponse(printer: ServerPrinter, operation: Operation, response: Response): Code {
  const { status } = response;
  const server = (name: string): Printable => printer.names.runtime("server", name);
  const contents = operation.method === "HEAD" ? [] : response.contents;
  const headers = response.headers.filter(({ name }) => name.toLowerCase() !== "content-type");
  const hook = hookOf(printer, response);
  return fieldsOf([
    [word("Status"), status.kind === "default" ? undefined : (status.kind === "code" ? status.code : status.hundreds)],
    [word("Headers"), headers.length === 0 ? undefined : slice(server("Header"), headers.map((header) => printHeader(printer, header)))],
    [word("Contents"), contents.length === 0 ? undefined : slice(server("Content"), contents.map((content) => printContent(printer, content, "out")))],
    [word("Problem"), hook && literal(hook.name)],
  ]);
}

const printHeader = (printer: ServerPrinter, header: Header): Code =>
  fieldsOf([
    [word("Name"), literal(header.name)],
    [word("Required"), header.required ? verbatim("true") : undefined],
    [word("Coding"), printCoding(printer, header.coding, header.schema, "header")],
    [word("Check"), printer.checks.of(header.schema, "response")],
  ]);

/** The methods by which the responses of an operation are written. */
export const printAnswers = (printer: ServerPrinter, operation: Operation, names: OperationNames): Code =>
  joinBlocks(planAnswers(printer, operation, names).map((answer) => printAnswer(printer, answer)));

function printAnswer(printer: ServerPrinter, answer: Answer): Code {
  const { response, content } = answer;
  const { status } = response;
  const lines = joinLines([
    code`to.Status(${status.kind === "code" ? status.code : verbatim("r.Status")})`,
    ...answer.headers.map((header) => writeHeader(printer, header)),
    code`to.Extra(r.${answer.others})`,
    ...(content ? [writeBody(printer, content, answer.hasContentType ? verbatim("r.ContentType") : literal(content.mediaType))] : []),
  ]);
  return code`
    func (r ${answer.name}) answer(to *${printer.names.runtime("server", "Answer")}) {
      ${lines}
    }
  `;
}

function writeHeader(printer: ServerPrinter, { header, name, holding }: HeaderField): Code {
  const { codecs } = printer;
  const { function: append } = codecs.append(header.schema, "response");
  const isInner = holding === "pointer" && !isPointer(printer, { kind: "ref", schema: header.schema });
  const write = code`to.Header(${literal(header.name)}, ${append}(to.Room(), ${isInner ? code`` : code`&`}r.${name}))`;
  if (holding === "value" || (holding === "bare" && header.required)) return write;
  return code`
    if r.${name} != nil {
      ${write}
    }
  `;
}

function writeBody(printer: ServerPrinter, content: Content, mediaType: Printable): Code {
  const { contract, codecs, names } = printer;
  const wire = (name: string): Printable => names.runtime("wire", name);
  switch (content.kind) {
    case "json":
      if (content.schema === undefined) return code`to.JSON(${mediaType}, ${wire("AppendRaw")}(to.Room(), r.Body))`;
      return code`to.JSON(${mediaType}, ${codecs.append(content.schema, "response").function}(to.Room(), &r.Body))`;
    case "text":
      return code`to.Text(${mediaType}, ${isTextual(contract, content) ? code`string(r.Body)` : code`r.Body`})`;
    case "binary":
      return code`to.Bytes(${mediaType}, r.Body)`;
    case "events":
    case "jsonLines": {
      const schema = itemSchema(contract, content);
      const append = schema !== undefined ? codecs.append(schema, "response").function : content.kind === "events" ? wire("AppendEvent") : code`${names.runtime("server", "AppendRawItem")}[${rawType}]`;
      return code`${names.runtime("server", "AnswerItems")}(to, ${mediaType}, r.Body, ${append})`;
    }
    case "form": {
      const schema = bodySchema(contract, content);
      return code`to.Form(${mediaType}, ${schema === undefined ? names.runtime("server", "AppendMembers") : codecs.append(schema, "response").function}(to.Room(), &r.Body))`;
    }
    case "multipart":
      return code`to.Parts(${mediaType}, r.Body)`;
  }
}
