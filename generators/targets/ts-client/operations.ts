import type { Content, Operation, Pagination } from "../../contract/model.js";
import { type Code, code, type Ident, type Import, joinBlocks, joinLines, list, nothing, type Printable } from "../../emit/code.js";
import { printItem } from "../../languages/typescript/contents.js";
import { type DecoderPrinter, printDecoder } from "../../languages/typescript/decoders.js";
import { itemShape } from "../../languages/events.js";
import { literal } from "../../languages/typescript/literals.js";
import type { OperationNames } from "../../languages/typescript/names.js";
import { needsRequest, operationDoc, printRequest } from "../../languages/typescript/operations.js";
import { printResult } from "../../languages/typescript/results.js";
import { isStream, streamsOf, successResponses } from "../../languages/results.js";
import { sampleCall, sampleItem } from "../../languages/typescript/samples.js";
import { printSpec } from "../../languages/typescript/spec.js";
import { printUnion } from "../../languages/typescript/types.js";
import { printSharedPath, type SharedPath } from "./paths.js";

/** What operations of one client have in common. */
export interface OperationPrinter extends DecoderPrinter {
  /** The type of what a call can settle for itself. */
  readonly callOptions: Import;
  /** By operation id. */
  readonly paths: ReadonlyMap<string, SharedPath>;
}

/** Everything that one operation becomes: its request and result types, its spec and its function. */
export function printOperation(printer: OperationPrinter, operation: Operation): Code {
  const names = printer.names.operations.get(operation.id);
  if (!names) return nothing;
  const spec = printSpec({ contract: printer.contract, names: printer.names, decoderOf: (content) => decoderOf(printer, content), exact: printer.style.int64 === "bigint" }, operation);
  const path = printer.paths.get(operation.id);
  return joinBlocks([path?.first === operation ? printSharedPath(printer, path) : nothing, printRequest(printer, operation, names, path?.name), printResults(printer, operation, names), spec, printFunction(printer, operation, names)]);
}

function printResults(printer: DecoderPrinter, operation: Operation, names: OperationNames): Code {
  const declare = (name: Ident, union: Printable): Code => code`export type ${name} = ${union};`;
  if (streamsOf(operation) !== "either") return declare(names.result, printResult(printer, operation));
  return joinBlocks([
    declare(names.result, printResult(printer, operation, (content) => !isStream(content))),
    declare(names.streamResult, printResult(printer, operation, isStream)),
  ]);
}

function decoderOf(printer: DecoderPrinter, content: Content): Printable | undefined {
  if (content.kind === "json") return content.schema === undefined ? undefined : printDecoder(printer, { kind: "ref", schema: content.schema });
  const shape = isStream(content) ? itemShape(printer.contract, content) : undefined;
  return shape && printDecoder(printer, shape);
}

/** The parameters of a function; a request without required members may be left out. */
function printParameters(printer: OperationPrinter, operation: Operation, names: OperationNames): Code {
  const { runtime } = printer.names;
  const request = needsRequest(operation) ? code`request: ${names.request}` : code`request: ${names.request} = {}`;
  return list([code`client: ${runtime("Client", true)}`, request, code`options?: ${printer.callOptions}`], { open: "(", close: ")" });
}

const printArguments = (names: OperationNames): Code => code`(client, ${names.spec}, request, options)`;

function printFunction(printer: OperationPrinter, operation: Operation, names: OperationNames): Code {
  const { runtime } = printer.names;
  const parameters = printParameters(printer, operation, names);
  const sample = (before: string, member?: string): string => sampleCall(printer, operation, before, member);
  const plainDoc = () => operationDoc(operation, `${sample("const result = await ")};`);
  const loopDoc = (member?: string) => {
    const item = sampleItem(printer, operation);
    return operationDoc(operation, `${sample(`for await (const ${item} of `, member)}) {\n  console.log(${item});\n}`);
  };
  switch (streamsOf(operation)) {
    case "always":
      return joinLines([loopDoc(), printBody(names, parameters, streamType(printer, operation, names.result), runtime("stream"))]);
    case "either":
      return joinLines([operation.pagination ? loopDoc(".items") : plainDoc(), printConstant(printer, operation, names, printStreamable(printer, operation, names, parameters))]);
    case "never":
      if (!operation.pagination) return joinLines([plainDoc(), printBody(names, parameters, code`Promise<${names.result}>`, runtime("send"))]);
      return joinLines([loopDoc(".items"), printConstant(printer, operation, names, printNamed(names, parameters, code`Promise<${names.result}>`, runtime("send")))]);
  }
}

/** With its name even where it is an argument: stack traces show it. */
const printNamed = (names: OperationNames, parameters: Code, type: Code, sender: Printable): Code => code`
  function ${names.call}${parameters}: ${type} {
    return ${sender}${printArguments(names)};
  }
`;

const printBody = (names: OperationNames, parameters: Code, type: Code, sender: Printable): Code => code`export ${printNamed(names, parameters, type, sender)}`;

/** The call of a stream: a promise of the result, and an iterable of the items. */
function streamType(printer: DecoderPrinter, operation: Operation, result: Ident): Code {
  const streams = successResponses(operation).flatMap((response) => response.contents).filter(isStream);
  return code`${printer.names.runtime("StreamCall", true)}<${result}, ${printUnion(streams.map((content) => printItem(printer, content, "response")))}>`;
}

/** One status, JSON or a stream: the function asks for JSON, its member `stream` for the stream. */
function printStreamable(printer: DecoderPrinter, operation: Operation, names: OperationNames, parameters: Code): Code {
  const { runtime } = printer.names;
  return code`
    /* @__PURE__ */ ${runtime("streamable")}(
      ${printNamed(names, parameters, code`Promise<${names.result}>`, runtime("send"))},
      ${printNamed(names, parameters, streamType(printer, operation, names.streamResult), runtime("stream"))},
    )
  `;
}

/** A function that is more than a function: its members walk through pages, or give the stream. */
function printConstant({ names: { runtime } }: DecoderPrinter, { pagination }: Operation, names: OperationNames, call: Code): Code {
  if (!pagination) return code`export const ${names.call} = ${call};`;
  return code`
    export const ${names.call} = /* @__PURE__ */ ${runtime("paginated")}(
      ${call},
      ${printPagination(pagination)},
    );
  `;
}

const names = (path: readonly string[]): Code => list(path.map(literal), { open: "[", close: "]" });

function printPagination(pagination: Pagination): Code {
  const { next } = pagination;
  const members: Code[] = [code`items: ${names(pagination.items)}`];
  const fields: Code[] = [code`kind: ${literal(next.kind)}`];
  if ("parameter" in next) fields.push(code`parameter: ${literal(next.parameter)}`);
  if (next.kind === "nextUrl") fields.push(code`url: ${names(next.url)}`);
  if (next.kind === "cursor") fields.push(code`cursor: ${names(next.cursor)}`);
  if (next.kind === "lastItem") fields.push(code`member: ${literal(next.member)}`);
  if ("more" in next && next.more) fields.push(code`more: ${names(next.more)}`);
  if (next.kind === "page") fields.push(code`first: ${next.first}`);
  if ("total" in next && next.total) fields.push(code`total: ${names(next.total)}`);
  members.push(code`next: ${list(fields, { open: "{", close: "}", padding: " " })}`);
  return list(members, { open: "{", close: "}", padding: " " });
}
