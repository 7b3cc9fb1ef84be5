import type { Content, Operation } from "../../contract/model.js";
import { Code, code, joinLines, type Printable, render, verbatim, word } from "../../emit/code.js";
import { defaultOf } from "../../languages/defaults.js";
import { isTextual } from "../../languages/go/bodies.js";
import { bodySchema, itemSchema } from "../../languages/go/lift.js";
import { literal } from "../../languages/go/literals.js";
import { importName } from "../../languages/go/module.js";
import type { OperationNames } from "../../languages/go/names.js";
import { type ParameterField, planBody } from "../../languages/go/operations.js";
import { isPointer } from "../../languages/go/types.js";
import { printCoding, printContent } from "./contents.js";
import { type Entries, fieldsOf, type ServerPrinter } from "./printer.js";

const rawType = importName("encoding/json", "RawMessage");

const places = { path: "InPath", query: "InQuery", querystring: "InQuerystring", header: "InHeader", cookie: "InCookie" } as const;

/** What the runtime has to know of a parameter: the braces of a `server.Parameter`. */
export function printParameter(printer: ServerPrinter, { parameter }: ParameterField): Code {
  const { names, contract, checks } = printer;
  const fallback = parameter.required ? undefined : defaultOf(contract, parameter.schema);
  return fieldsOf([
    [word("Name"), literal(parameter.name)],
    [word("In"), names.runtime("server", places[parameter.in])],
    [word("Required"), flag(parameter.required)],
    [word("AllowEmptyValue"), flag(parameter.allowEmptyValue)],
    [word("Coding"), printCoding(printer, parameter.coding, parameter.schema, parameter.in)],
    [word("Check"), checks.of(parameter.schema, "request")],
    [word("Default"), fallback === undefined ? undefined : literal(fallback)],
  ]);
}

/** The function that reads parameters, by their numbers, into a request struct. */
export function printParameterLoads(printer: ServerPrinter, parameters: readonly ParameterField[], names: OperationNames): Code | undefined {
  const [only] = parameters;
  if (only === undefined) return undefined;
  const head = (index: string): Code => code`func(in ${printer.names.runtime("server", "Input")}, request any, ${word(index)} int) bool`;
  if (parameters.length === 1) {
    return code`
      ${head("_")} {
        return ${readParameter(printer, only, code`request.(*${names.request})`)}
      }
    `;
  }
  const cases = parameters.map((field, index) => code`
    case ${index}:
      return ${readParameter(printer, field, verbatim("to"))}
  `);
  return code`
    ${head("index")} {
      to := request.(*${names.request})
      switch index {
      ${joinLines(cases)}
      }
      return false
    }
  `;
}

/** An expression that reads a parameter into its field. */
function readParameter(printer: ServerPrinter, { parameter, name, holding }: ParameterField, request: Code): Code {
  const { names, codecs } = printer;
  const read = codecs.read(parameter.schema, "request");
  // A type that is a pointer itself says by nil that the value is null.
  const isOfPointer = isPointer(printer, { kind: "ref", schema: parameter.schema });
  const field = code`&${request}.${name}`;
  const place = holding === "pointer" && !isOfPointer ? code`${names.runtime("wire", "New")}(${field})` : field;
  if (holding !== "nullable") return callRead(read.function, place);
  return code`${names.runtime("server", isOfPointer ? "ReadNullable" : "ReadNilable")}(in.Reader, ${place}, ${read.function})`;
}

const flag = (value: boolean): Printable | undefined => (value ? verbatim("true") : undefined);

/** An expression that reads a value into its place. */
function callRead(read: Printable, place: Printable): Code {
  const [, method] = read instanceof Code ? (/^\(\*\w+\.Reader\)\.(\w+)$/.exec(render(read)) ?? []) : [];
  return method === undefined ? code`${read}(in.Reader, ${place})` : code`in.Reader.${word(method)}(${place})`;
}

/** A `server.Load`, which reads a value into its place. */
const printLoad = ({ names }: ServerPrinter, read: Code): Code => code`
  func(in ${names.runtime("server", "Input")}, request any) bool {
    return ${read}
  }
`;

/** What the runtime has to know of a body's media type, and how its value gets into the request. */
export function printBodyContent(printer: ServerPrinter, operation: Operation, content: Content, names: OperationNames): Code {
  const holding = planBody(printer, operation, names)?.holding;
  const isChoice = holding === "choice";
  const request = code`request.(*${names.request})`;
  const field = isChoice ? code`&body.Body` : holding === "pointer" ? code`${printer.names.runtime("wire", "New")}(&${request}.Body)` : code`&${request}.Body`;
  return printContent(printer, content, "in", isStream(content) ? printOpen(printer, content, names, isChoice) : printWhole(printer, content, names, isChoice, field));
}

const isStream = ({ kind }: Content): boolean => kind === "binary" || kind === "events" || kind === "jsonLines";

const isRange = ({ mediaType }: Content): boolean => mediaType.includes("*");

/** How a whole body is read: one pass over its bytes where that keeps its rules, too. */
function printWhole(printer: ServerPrinter, content: Content, names: OperationNames, isChoice: boolean, place: Code): Entries {
  const { names: all } = printer;
  const server = (own: string): Printable => all.runtime("server", own);
  const { read, sure } = bodyReader(printer, content);
  const exact: Entries = [[word("Exact"), flag(sure && content.kind === "json")]];
  const request = code`request.(*${names.request})`;
  if (!isChoice && !isRange(content)) return [[word("Load"), printLoad(printer, callRead(read, place))], ...exact];
  const type = isRange(content) ? code`{ContentType: in.ContentType}` : code`{}`;
  const load = isChoice
    ? code`
        func(in ${server("Input")}, request any) bool {
          body := ${names.bodyOf(content)}${type}
          if !${callRead(read, place)} {
            return false
          }
          ${request}.Body = body
          return true
        }
      `
    : code`
        func(in ${server("Input")}, request any) bool {
          ${request}.ContentType = in.ContentType
          return ${callRead(read, place)}
        }
      `;
  return [[word("Load"), load], ...exact];
}

/** The function that reads a body's JSON, and whether it keeps its rules. */
function bodyReader({ contract, codecs, names }: ServerPrinter, content: Content): { readonly read: Printable; readonly sure: boolean } {
  const wire = (own: string): Printable => names.runtime("wire", own);
  if (content.kind === "text") return { read: content.schema !== undefined && isTextual(contract, content) ? codecs.read(content.schema, "request").function : code`(*${wire("Reader")}).String`, sure: false };
  const schema = content.kind === "json" ? content.schema : bodySchema(contract, content);
  if (schema !== undefined) {
    const found = codecs.read(schema, "request");
    return { read: found.function, sure: found.sure };
  }
  if (content.kind === "json") return { read: wire("ReadRaw"), sure: false };
  if (content.itemSchema === undefined) return { read: names.runtime("server", "ReadMembers"), sure: false };
  return { read: code`${names.runtime("server", "ReadList")}(${codecs.read(content.itemSchema, "request").function})`, sure: false };
}

/** How a request gets a body that its handler reads. */
function printOpen(printer: ServerPrinter, content: Content, names: OperationNames, isChoice: boolean): Entries {
  const type = isRange(content) ? code`, ContentType: body.ContentType()` : code``;
  const value = content.kind === "binary" ? code`body.Reader()` : printItems(printer, content);
  const request = code`request.(*${names.request})`;
  const set = isChoice
    ? code`${request}.Body = ${names.bodyOf(content)}{Body: ${value}${type}}`
    : isRange(content)
      ? code`
          ${request}.ContentType = body.ContentType()
          ${request}.Body = ${value}
        `
      : code`${request}.Body = ${value}`;
  const open = code`
    func(body *${printer.names.runtime("server", "Stream")}, request any) {
      ${set}
    }
  `;
  return [[word("Open"), open]];
}

function printItems({ contract, codecs, names }: ServerPrinter, content: Content): Code {
  const items = names.runtime("server", "Items");
  const schema = itemSchema(contract, content);
  if (schema === undefined) return code`${items}(body, false, ${names.runtime("wire", content.kind === "events" ? "ReadEvent" : "ReadRaw")}${content.kind === "events" ? code`` : code`[${rawType}]`})`;
  const { function: read, sure } = codecs.read(schema, "request");
  return code`${items}(body, ${word(String(sure))}, ${read})`;
}
