import { parseJsonText } from "../../../contract/json.js";
import type { Content, Header, Operation, Parameter, Response, Status } from "../../../contract/model.js";
import { type Code, code, joinBlocks, joinLines, list, nothing, type Printable, verbatim } from "../../../emit/code.js";
import { defaultOf } from "../../defaults.js";
import { jsonLiteral, literal, objectKey, typeKey } from "../literals.js";
import type { OperationNames } from "../names.js";
import { printChecks, printContent, printRules, printTextCoding, type Way } from "./contents.js";
import { nameContent, nameHeader, nameParameter, nameResponse } from "./piece-names.js";
import { gatherPieces, type Piece, type Pieces } from "./pieces.js";
import type { GroupNames, ServerPrinter } from "./printer.js";
import { hookOf } from "../../problems.js";

const object = (members: readonly Printable[]): Code => list(members, { open: "{", close: "}", padding: " " });
const array = (items: readonly Printable[]): Code => list(items, { open: "[", close: "]" });

/** The routes of one module, by handler. What several of them have in common stands before them. */
export function printRoutes(printer: ServerPrinter, operations: readonly Operation[], group: GroupNames): Code {
  const shared: Sharing = { printer, pieces: gatherPieces(), contents: new Map(), parameters: new Map() };
  const named = operations.flatMap((operation) => {
    const names = printer.names.operations.get(operation.id);
    return names ? [{ names, print: planRoute(shared, operation, names) }] : [];
  });
  const constants = shared.pieces.declare();
  return joinBlocks([
    ...constants,
    ...named.map(({ print }) => print()),
    code`
      /** What the server has to know of each operation, by handler. */
      export const ${group.routes} = {
        ${joinLines(named.map(({ names }) => code`${typeKey(names.call)}: ${names.spec},`))}
      };
    `,
  ]);
}

interface Sharing {
  readonly printer: ServerPrinter;
  readonly pieces: Pieces;
  /** JSON contents that were met before, by way and schema. */
  readonly contents: Map<string, Piece>;
  /** Parameters that several operations refer to are one object. */
  readonly parameters: Map<Parameter, Piece>;
}

/** How requests of an operation are read and checked, and its answers checked and written. Printed when all routes of its module are planned. */
function planRoute(shared: Sharing, operation: Operation, names: OperationNames): () => Code {
  const { printer, pieces } = shared;
  const parameters = operation.parameters.map((parameter) => pieces.use(planParameter(shared, parameter)));
  const contents = (operation.body?.contents ?? []).map((content) => ({ content, piece: pieces.use(planContent(shared, content, "in")) }));
  const responses = operation.responses.map((response) => ({ status: response.status, piece: pieces.use(planResponse(shared, operation, response)) }));
  const required = operation.body?.required ? [verbatim("required: true")] : [];
  return () => code`
    const ${names.spec}: ${printer.names.runtime("Route", true)} = {
      id: ${literal(operation.id)},
      method: ${literal(operation.method)},
      path: ${literal(operation.path.replace(/#.*$/, ""))},
      ${printSecurity(operation)}
      ${parameters.length === 0 ? nothing : code`parameters: ${array(parameters.map(pieces.mention))},`}
      ${contents.length === 0 ? nothing : code`body: ${object([...required, printContents(contents.map(({ content }) => content), contents.map(({ piece }) => pieces.mention(piece)))])},`}
      responses: ${object(responses.map(({ status, piece }) => code`${statusKey(status)}: ${pieces.mention(piece)}`))},
    };
  `;
}

function printSecurity({ security }: Operation): Code {
  if (security.length === 0) return nothing;
  const alternatives = security.map(({ requirements }) => array(requirements.map(({ scheme, scopes }) => code`{ scheme: ${literal(scheme)}, scopes: ${array(scopes.map(literal))} }`)));
  return code`security: ${array(alternatives)},`;
}

function planParameter(shared: Sharing, parameter: Parameter): Piece {
  const piece = shared.parameters.get(parameter) ?? makeParameter(shared, parameter);
  shared.parameters.set(parameter, piece);
  return piece;
}

function makeParameter({ printer, pieces }: Sharing, parameter: Parameter): Piece {
  const fallback = parameter.required ? undefined : defaultOf(printer.contract, parameter.schema);
  const row = object([
    code`name: ${literal(parameter.name)}`,
    code`in: ${literal(parameter.in)}`,
    ...(parameter.required ? [verbatim("required: true")] : []),
    ...(parameter.allowEmptyValue ? [verbatim("allowEmptyValue: true")] : []),
    ...printTextCoding(printer, parameter.coding, parameter.schema, parameter.in),
    ...(fallback === undefined ? [] : [code`default: ${jsonLiteral(parseJsonText(fallback), (text) => code`${printer.names.runtime("decimal")}(${literal(text)})`)}`]),
    ...printRules(printer, parameter.schema, "in"),
  ]);
  return pieces.make({ names: nameParameter(printer, parameter), type: printer.names.runtime("ParameterSpec", true), inner: [], print: () => row });
}

function planContent({ printer, pieces, contents }: Sharing, content: Content, way: Way): Piece {
  const key = content.kind === "json" && content.schema !== undefined ? `${way} ${content.schema}` : undefined;
  const known = key === undefined ? undefined : contents.get(key);
  if (known) return known;
  const spec = printContent(printer, content, way);
  const made = pieces.make({ names: nameContent(printer, content, way), type: printer.names.runtime("ContentSpec", true), inner: [], print: () => spec });
  if (key !== undefined) contents.set(key, made);
  return made;
}

const printContents = (contents: readonly Content[], specs: readonly Printable[]): Code =>
  code`contents: ${object(contents.map(({ mediaType }, index) => code`${objectKey(mediaType)}: ${specs[index] ?? nothing}`))}`;

const statusKey = (status: Status): Printable => (status.kind === "code" ? status.code : status.kind === "range" ? literal(`${status.hundreds}XX`) : verbatim("default"));

function planResponse(shared: Sharing, operation: Operation, response: Response): Piece {
  const { printer, pieces } = shared;
  const contents = operation.method === "HEAD" ? [] : response.contents;
  const headers = response.headers.filter(({ name }) => name.toLowerCase() !== "content-type");
  const hook = hookOf(printer, response);
  return pieces.make({
    names: nameResponse(printer, { ...response, headers, contents }, hook),
    type: printer.names.runtime("ResponseSpec", true),
    inner: [...headers.map((header) => planHeader(shared, header)), ...contents.map((content) => planContent(shared, content, "out"))],
    print: (inner) =>
      object([
        ...(headers.length === 0 ? [] : [code`headers: ${array(inner.slice(0, headers.length))}`]),
        printContents(contents, inner.slice(headers.length)),
        ...(hook ? [code`problem: ${literal(hook.name)}`] : []),
      ]),
  });
}

function planHeader({ printer, pieces }: Sharing, header: Header): Piece {
  const row = object([code`name: ${literal(header.name)}`, ...(header.required ? [verbatim("required: true")] : []), ...printTextCoding(printer, header.coding, header.schema, "header"), ...printChecks(printer, header.schema, "out")]);
  return pieces.make({ names: nameHeader(printer, header), type: printer.names.runtime("HeaderSpec", true), inner: [], print: () => row });
}
