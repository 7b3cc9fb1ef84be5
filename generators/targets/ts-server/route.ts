import { parseJsonText } from "../../contract/json.js";
import type { Content, Contract, Direction, Header, Operation, Parameter, Response, SchemaId, Status } from "../../contract/model.js";
import { type Code, code, joinLines, list, nothing, type Printable, verbatim } from "../../emit/code.js";
import { defaultOf } from "../../languages/typescript/defaults.js";
import { jsonLiteral, literal, objectKey } from "../../languages/typescript/literals.js";
import type { OperationNames } from "../../languages/typescript/names.js";
import { printChecks, printContent, printRules, printTextCoding } from "./contents.js";
import type { ServerPrinter } from "./printer.js";
import { hookOf } from "./problems.js";
import { isUncheckedText } from "./support.js";

const object = (members: readonly Printable[]): Code => list(members, { open: "{", close: "}", padding: " " });
const array = (items: readonly Printable[]): Code => list(items, { open: "[", close: "]" });

/** What the runtime has to know of an operation: how its requests are read and checked, and how its answers are checked and written. */
export function printRoute(printer: ServerPrinter, operation: Operation, names: OperationNames): Code {
  const { body } = operation;
  const contents = body?.contents ?? [];
  return code`
    export const ${names.spec}: ${printer.names.runtime("Route", true)} = {
      id: ${literal(operation.id)},
      method: ${literal(operation.method)},
      path: ${literal(operation.path.replace(/#.*$/, ""))},
      ${printSecurity(operation)}
      ${printParameters(printer, operation)}
      ${contents.length === 0 ? nothing : code`body: ${object([...(body?.required ? [verbatim("required: true")] : []), code`contents: ${object(contents.map((content) => code`${objectKey(content.mediaType)}: ${printContent(printer, content, "in")}`))}`])},`}
      responses: {
        ${joinLines(operation.responses.map((response) => printResponse(printer, operation, response)))}
      },
    };
  `;
}

function printSecurity({ security }: Operation): Code {
  if (security.length === 0) return nothing;
  const alternatives = security.map(({ requirements }) => array(requirements.map(({ scheme, scopes }) => code`{ scheme: ${literal(scheme)}, scopes: ${array(scopes.map(literal))} }`)));
  return code`security: ${array(alternatives)},`;
}

function printParameters(printer: ServerPrinter, operation: Operation): Code {
  if (operation.parameters.length === 0) return nothing;
  return code`
    parameters: [
      ${joinLines(operation.parameters.map((parameter) => code`${printParameter(printer, parameter)},`))}
    ],
  `;
}

function printParameter(printer: ServerPrinter, parameter: Parameter): Code {
  const fallback = parameter.required ? undefined : defaultOf(printer.contract, parameter.schema);
  return object([
    code`name: ${literal(parameter.name)}`,
    code`in: ${literal(parameter.in)}`,
    ...(parameter.required ? [verbatim("required: true")] : []),
    ...(parameter.allowEmptyValue ? [verbatim("allowEmptyValue: true")] : []),
    ...printTextCoding(printer, parameter.coding, parameter.schema, parameter.in),
    ...(fallback === undefined ? [] : [code`default: ${jsonLiteral(parseJsonText(fallback))}`]),
    ...printRules(printer, parameter.schema, "in"),
  ]);
}

const statusKey = (status: Status): Printable => (status.kind === "code" ? status.code : status.kind === "range" ? literal(`${status.hundreds}XX`) : verbatim("default"));

function printResponse(printer: ServerPrinter, operation: Operation, response: Response): Code {
  const contents = operation.method === "HEAD" ? [] : response.contents;
  const headers = response.headers.filter(({ name }) => name.toLowerCase() !== "content-type");
  const hook = hookOf(printer, response);
  return code`${statusKey(response.status)}: ${object([
    ...(headers.length === 0 ? [] : [code`headers: ${array(headers.map((header) => printHeader(printer, header)))}`]),
    code`contents: ${object(contents.map((content) => code`${objectKey(content.mediaType)}: ${printContent(printer, content, "out")}`))}`,
    ...(hook ? [code`problem: ${literal(hook.name)}`] : []),
  ])},`;
}

function printHeader(printer: ServerPrinter, header: Header): Code {
  return object([code`name: ${literal(header.name)}`, ...(header.required ? [verbatim("required: true")] : []), ...printTextCoding(printer, header.coding, header.schema, "header"), ...printChecks(printer, header.schema, "out")]);
}

/** A schema that must have its check, and for which way. */
export interface Root {
  readonly schema: SchemaId;
  readonly direction: Direction;
}

/** Every schema that the routes of a contract check. */
export function listRoots(contract: Contract): readonly Root[] {
  const found = new Map<string, Root>();
  const add = (schema: SchemaId | undefined, direction: Direction): void => {
    if (schema !== undefined) found.set(`${direction} ${schema}`, { schema, direction });
  };
  for (const { parameters, body, responses } of contract.operations) {
    for (const { schema } of parameters) add(schema, "request");
    for (const content of body?.contents ?? []) schemasOf(contract, content).forEach((id) => add(id, "request"));
    for (const { headers, contents } of responses) {
      for (const { schema } of headers) add(schema, "response");
      for (const content of contents) schemasOf(contract, content).forEach((id) => add(id, "response"));
    }
  }
  return [...found.values()];
}

/** What of a content is checked: of a stream its items, of bytes and foreign texts nothing. */
function schemasOf(contract: Contract, content: Content): readonly (SchemaId | undefined)[] {
  if (content.kind === "binary" || isUncheckedText(contract, content)) return [];
  return content.kind === "events" || content.kind === "jsonLines" ? [content.itemSchema ?? content.schema] : [content.schema];
}
