import type { Content, Contract, Operation, Parameter, ParameterStyle, PartEncoding, Response, Status } from "../../contract/model.js";
import { type Code, code, joinLines, list, nothing, type Printable, render, verbatim } from "../../emit/code.js";
import { classifyEvents } from "../events.js";
import { literal, objectKey } from "./literals.js";
import type { Names } from "./names.js";
import { mergeFailures, succeeds } from "../results.js";

/** Prints the decoder of a schema, where values need one (dates, 64-bit integers). */
export type DecoderOf = (content: Content) => Printable | undefined;

export interface SpecPrinter {
  readonly contract: Contract;
  readonly names: Names;
  readonly decoderOf: DecoderOf;
  /** Responses that have 64-bit integers are read so that those keep every digit. */
  readonly exact: boolean;
}

const defaultStyle: Readonly<Record<Parameter["in"], ParameterStyle>> = { path: "simple", query: "form", querystring: "form", header: "simple", cookie: "form" };

/** What the runtime needs to know of an operation: how to write the request and how to read each answer. */
export function printSpec(printer: SpecPrinter, operation: Operation): Code {
  const { names } = printer;
  const operationNames = names.operations.get(operation.id);
  if (!operationNames) return nothing;
  const body = operation.body?.contents ?? [];
  return code`
    const ${operationNames.spec}: ${names.runtime("OperationSpec", true)} = {
      id: ${literal(operation.id)},
      method: ${literal(operation.method)},
      path: ${literal(operation.path.replace(/#.*$/, ""))},
      ${printParameters(operation)}
      ${body.length === 0 ? nothing : code`body: ${printMedia(body.map((content) => code`${objectKey(content.mediaType)}: ${printWriter(names, content)}`))},`}
      ${printResponses(printer, operation)}
      ${printSecurity(operation)}
      ${operation.servers.length === 0 ? nothing : code`servers: ${list(operation.servers.map((server) => literal(fillServer(server))), { open: "[", close: "]" })},`}
    };
  `;
}

/** A server's URL with the default of each variable. */
export const fillServer = (server: Operation["servers"][number]): string =>
  server.variables.reduce((url, variable) => url.replaceAll(`{${variable.name}}`, variable.default), server.url);

function printParameters(operation: Operation): Code {
  const [first, ...more] = operation.parameters.filter((parameter) => !goesWithoutSaying(parameter));
  if (first === undefined) return nothing;
  if (more.length === 0) return code`parameters: [${printParameter(first)}],`;
  return code`
    parameters: [
      ${joinLines([first, ...more].map((parameter) => code`${printParameter(parameter)},`))}
    ],
  `;
}

/** The path names its parameters: of one in the usual style, nothing is left to say. */
const goesWithoutSaying = ({ in: place, coding }: Parameter): boolean => place === "path" && coding.kind === "style" && printCoding(coding, defaultStyle.path).length === 0;

function printParameter(parameter: Parameter): Code {
  const { coding } = parameter;
  const members: Code[] = [code`name: ${literal(parameter.name)}`, code`in: ${literal(parameter.in)}`];
  if (coding.kind === "content") members.push(code`content: ${literal(coding.mediaType)}`, ...printMembers(coding.encodings ?? []));
  else members.push(...printCoding(coding, defaultStyle[parameter.in]));
  return list(members, { open: "{", close: "}", padding: " " });
}

const printMembers = (encodings: readonly PartEncoding[]): readonly Code[] =>
  encodings.length === 0 ? [] : [code`members: ${printMedia(encodings.map((encoding) => code`${objectKey(encoding.name)}: ${printEncoding(encoding)}`))}`];

type StyleCoding = Extract<Parameter["coding"], { kind: "style" }>;

/** Style, explode and allowReserved, each only where it is not what the place has by default. */
function printCoding(coding: StyleCoding, usual: ParameterStyle): readonly Code[] {
  const members: Code[] = [];
  if (coding.style !== usual) members.push(code`style: ${literal(coding.style)}`);
  if (coding.explode !== (coding.style === "form" || coding.style === "cookie")) members.push(code`explode: ${verbatim(String(coding.explode))}`);
  if (coding.allowReserved) members.push(code`allowReserved: true`);
  return members;
}

const printMedia = (entries: readonly Code[]): Code => list(entries, { open: "{", close: "}", padding: " " });

/** A codec is made when it is needed: a call here would keep the operation in every bundle. */
const printCodec = (codec: Printable, options: Printable | undefined): Code => (options === undefined ? code`${codec}` : code`() => ${codec}(${options})`);

function printWriter(names: Names, content: Content): Code {
  const isForm = content.kind === "form" || content.kind === "multipart";
  return printCodec(names.runtime(content.kind), isForm ? printEncodings(content) : undefined);
}

/** How the members of a form, or the parts of a list, are written: nothing where that goes without saying. */
function printEncodings({ encodings, prefixEncodings, itemEncoding }: Content): Printable | undefined {
  const named = printMedia(encodings.filter(isSaying).map((encoding) => code`${objectKey(encoding.name)}: ${printEncoding(encoding)}`));
  const prefix = prefixEncodings.some(isSaying) ? [code`prefix: ${list(prefixEncodings.map(printEncoding), { open: "[", close: "]" })}`] : [];
  const items = itemEncoding && isSaying(itemEncoding) ? [code`items: ${printEncoding(itemEncoding)}`] : [];
  if (prefix.length + items.length > 0) return code`${named}, ${printMedia([...prefix, ...items])}`;
  return encodings.some(isSaying) ? named : undefined;
}

const isSaying = (encoding: PartEncoding): boolean => encoding.contentTypes.length > 0 || encoding.coding?.kind === "style";

function printEncoding(encoding: PartEncoding): Code {
  const members: Code[] = [];
  const [type] = encoding.contentTypes;
  if (type !== undefined && !type.includes("*")) members.push(code`contentType: ${literal(type)}`);
  // A style that is said is more than the default one: it replaces the media type (OpenAPI 3.2, 4.15.1.2).
  if (encoding.coding?.kind === "style") members.push(...(encoding.coding.style === "form" ? [code`style: "form"`] : []), ...printCoding(encoding.coding, "form"));
  return printMedia(members);
}

const statusKey = (status: Status): Printable => (status.kind === "code" ? status.code : status.kind === "range" ? literal(`${status.hundreds}XX`) : verbatim("default"));

/** What answers have, status by status; failures that their range or `default` describes just as well are left to that. */
function printResponses(printer: SpecPrinter, operation: Operation): Code {
  const hasSuccess = operation.responses.some(({ status }) => succeeds(status));
  const printed = new Map(operation.responses.map((response) => [response, printContents(printer, operation, response)]));
  // Without a success, a redirect of its own is what the caller wants to see.
  const merged = hasSuccess ? mergeFailures(operation.responses, (response) => render(code`${printed.get(response) ?? nothing}`)) : operation.responses;
  return code`
    responses: {
      ${joinLines(merged.map((response) => code`${statusKey(response.status)}: ${printed.get(response) ?? nothing},`))}
    },
  `;
}

function printContents(printer: SpecPrinter, operation: Operation, response: Response): Printable {
  const contents = operation.method === "HEAD" ? [] : response.contents;
  const readers = contents.map((content) => code`${objectKey(content.mediaType)}: ${printReader(printer, content)}`);
  return readers.length === 0 ? verbatim("{}") : printMedia(readers);
}

/** The reader of a media type. Streams take options; JSON takes the decoder alone. */
function printReader({ contract, names, decoderOf, exact }: SpecPrinter, content: Content): Code {
  const decoder = decoderOf(content);
  if (content.kind === "json") return printCodec(names.runtime(exact && decoder ? "exactJson" : "json"), decoder);
  if (content.kind !== "events" && content.kind !== "jsonLines") return printCodec(names.runtime(content.kind), undefined);
  const how = content.kind === "events" ? classifyEvents(contract, content) : "data";
  const isExact = exact && decoder !== undefined && how !== "text" && how !== "event";
  const members = [
    ...(how === "data" ? [] : [code`as: ${literal(how)}`]),
    ...(isExact ? [code`parse: ${names.runtime("parseExact")}`] : []),
    ...(decoder ? [isExact ? code`decode: ${names.runtime("exactly")}(${decoder})` : code`decode: ${decoder}`] : []),
  ];
  return printCodec(names.runtime(content.kind), members.length === 0 ? undefined : list(members, { open: "{", close: "}", padding: " " }));
}

function printSecurity(operation: Operation): Code {
  if (operation.security.length === 0) return nothing;
  const alternatives = operation.security.map((alternative) => list(alternative.requirements.map((requirement) => literal(requirement.scheme)), { open: "[", close: "]" }));
  return code`security: ${list(alternatives, { open: "[", close: "]" })},`;
}
