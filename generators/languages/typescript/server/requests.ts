import type { Body, Content, Operation, Parameter } from "../../../contract/model.js";
import { type Code, code, joinLines, list, nothing, type Printable, verbatim, word } from "../../../emit/code.js";
import { docComment } from "../comments.js";
import { printFormBody, printItem } from "../contents.js";
import { defaultOf } from "../../defaults.js";
import { typeKey } from "../literals.js";
import type { OperationNames } from "../names.js";
import { groupOf, printMediaType } from "../operations.js";
import { printType, printUnion } from "../types.js";
import type { ServerPrinter } from "./printer.js";

const places = ["path", "query", "header", "cookie"] as const;

/** What a handler gets of a request: its checked parameters by place, under the names of the contract, and its body. */
export function printRequest(printer: ServerPrinter, operation: Operation, names: OperationNames): Code {
  const { body } = operation;
  const groups = [...places.map((place) => printGroup(printer, operation, place)), ...printWholeQuery(printer, operation)].filter((member) => !member.empty);
  const doc = docComment({ text: `What the handler of \`${names.call}\` gets.` });
  if (body && body.contents.length > 1) return joinLines([doc, code`export type ${names.request} = ${printUnion(printAlternatives(printer, body, groups))};`]);
  const [content] = body?.contents ?? [];
  if (content && body) groups.push(printBody(printer, body, content));
  if (groups.length === 0) return joinLines([doc, code`export type ${names.request} = Record<string, never>;`]);
  return joinLines([
    doc,
    code`
      export interface ${names.request} {
        ${joinLines(groups.map((member) => code`${member};`))}
      }
    `,
  ]);
}

function printGroup(printer: ServerPrinter, operation: Operation, place: (typeof places)[number]): Code {
  const parameters = operation.parameters.filter((parameter) => parameter.in === place);
  if (parameters.length === 0) return nothing;
  return code`
    ${word(groupOf[place])}: {
      ${joinLines(parameters.map((parameter) => code`${printParameter(printer, parameter, parameter.name)};`))}
    }
  `;
}

const printWholeQuery = (printer: ServerPrinter, operation: Operation): readonly Code[] =>
  operation.parameters.filter((parameter) => parameter.in === "querystring").map((parameter) => printParameter(printer, parameter, "querystring"));

/** A parameter with a default is always there. */
function printParameter(printer: ServerPrinter, parameter: Parameter, name: string): Code {
  const { contract } = printer;
  const isThere = parameter.required || defaultOf(contract, parameter.schema) !== undefined;
  const doc = docComment({
    text: parameter.description ?? contract.schemas[parameter.schema]?.description,
    deprecated: parameter.deprecated,
    default: contract.schemas[parameter.schema]?.default,
  });
  return joinLines([doc, code`${typeKey(name)}${verbatim(isThere ? ":" : "?:")} ${printType(printer, { kind: "ref", schema: parameter.schema }, "request")}`]);
}

function printBody(printer: ServerPrinter, body: Body, content: Content): Code {
  const alternative = content.mediaType.includes("*") ? code`contentType${verbatim(body.required ? ":" : "?:")} ${printMediaType(content.mediaType)};` : nothing;
  return joinLines([alternative, docComment({ text: body.description }), code`body${verbatim(body.required ? ":" : "?:")} ${printReceived(printer, content)}`]);
}

/** Several media types: `contentType` tells which of them came. */
function printAlternatives(printer: ServerPrinter, body: Body, members: readonly Code[]): readonly Code[] {
  const alternatives = body.contents.map((content) => [code`contentType: ${printMediaType(content.mediaType)}`, code`body: ${printReceived(printer, content)}`]);
  if (!body.required) alternatives.push([code`contentType?: undefined`, code`body?: undefined`]);
  return alternatives.map((own) => list([...members, ...own], { open: "{", close: "}", separator: ";", padding: " " }));
}

/** The type of a body as a handler gets it. Bytes and items come as they are sent. */
export function printReceived(printer: ServerPrinter, content: Content): Printable {
  switch (content.kind) {
    case "json":
      return content.schema === undefined ? word("unknown") : printType(printer, { kind: "ref", schema: content.schema }, "request");
    case "text":
      return isTextual(printer, content) ? printType(printer, { kind: "ref", schema: content.schema ?? "" }, "request") : word("string");
    case "binary":
      return printer.names.binary("request");
    case "events":
    case "jsonLines":
      return code`AsyncIterable<${printItem(printer, content, "request")}>`;
    case "form":
    case "multipart":
      return printFormBody(printer, content, "request");
  }
}

/** Texts may be one of some: `enum`. */
export function isTextual({ contract }: ServerPrinter, { schema }: Content): boolean {
  const shape = schema === undefined ? undefined : contract.schemas[schema]?.shape;
  return shape?.kind === "enum" && shape.members.every(({ value }) => value.startsWith('"'));
}
