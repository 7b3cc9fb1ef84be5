import type { Body, Content, Operation, Parameter, ParameterPlace } from "../../contract/model.js";
import { type Code, code, type Ident, joinLines, nothing, type Printable, verbatim } from "../../emit/code.js";
import { docComment } from "./comments.js";
import { printContentType } from "./contents.js";
import { literal, typeKey } from "./literals.js";
import type { OperationNames } from "./names.js";
import { succeeds } from "../results.js";
import { printType, printUnion, type TypePrinter } from "./types.js";

/** The member of a request that holds the parameters of a place. */
export const groupOf = { path: "path", query: "query", header: "headers", cookie: "cookies", querystring: "querystring" } as const satisfies Record<ParameterPlace, string>;

const places = ["path", "query", "header", "cookie"] as const;

/** Must a request be given at all? */
export const needsRequest = (operation: Operation): boolean => operation.parameters.some((parameter) => parameter.required) || operation.body?.required === true;

/** Everything an operation takes, as one type: parameters by place under their wire names, and the body. `path`: the type of those in the path. */
export function printRequest(printer: TypePrinter, operation: Operation, names: OperationNames, path?: Ident): Code {
  const groups = places.map((place) => (place === "path" && path ? code`path: ${path};` : printGroup(printer, operation, place)));
  const whole = operation.parameters.filter((parameter) => parameter.in === "querystring").map((parameter) => printParameter(printer, parameter, "querystring"));
  const members = [...groups, ...whole].filter((member) => !member.empty);
  const bodies = operation.body && operation.body.contents.length > 1 ? operation.body.contents : [];
  if (bodies.length > 1 && operation.body) return printAlternatives(printer, operation.body, names, members);
  const body = operation.body ? printBody(printer, operation.body) : nothing;
  if (members.length === 0 && body.empty) return code`export type ${names.request} = Record<string, never>;`;
  return code`
    export interface ${names.request} {
      ${joinLines([...members, body])}
    }
  `;
}

function printGroup(printer: TypePrinter, operation: Operation, place: (typeof places)[number]): Code {
  const parameters = operation.parameters.filter((parameter) => parameter.in === place);
  if (parameters.length === 0) return nothing;
  const required = parameters.some((parameter) => parameter.required);
  return code`
    ${verbatim(groupOf[place])}${verbatim(required ? "" : "?")}: {
      ${joinLines(parameters.map((parameter) => printParameter(printer, parameter, undefined)))}
    }${verbatim(required ? "" : " | undefined")};
  `;
}

/** Optional parameters take `undefined` too: callers hand on what they may not have. */
export function printParameter(printer: TypePrinter, parameter: Parameter, name: string | undefined): Code {
  const type = printType(printer, { kind: "ref", schema: parameter.schema }, "request");
  const doc = docComment({
    text: parameter.description ?? printer.contract.schemas[parameter.schema]?.description,
    deprecated: parameter.deprecated,
    default: printer.contract.schemas[parameter.schema]?.default,
    examples: parameter.examples.slice(0, 1).flatMap((example) => (example.value !== undefined && example.value.length < 200 ? [example.value] : [])),
  });
  const key = typeKey(name ?? parameter.name);
  return joinLines([doc, parameter.required ? code`${key}: ${type};` : code`${key}?: ${orUndefined(type)};`]);
}

const orUndefined = (type: Printable): Printable => printUnion([type, verbatim("undefined")]);

function printBody(printer: TypePrinter, body: Body): Code {
  const [content] = body.contents;
  if (!content) return nothing;
  const type = printContentType(printer, content, "request");
  return joinLines([docComment({ text: body.description }), body.required ? code`body: ${type};` : code`body?: ${orUndefined(type)};`]);
}

/** A range stands for every media type in it: `image/*`. */
export function printMediaType(mediaType: string): Printable {
  const [, type] = /^([a-z]+|\*)\/\*$/.exec(mediaType) ?? [];
  return type === undefined ? literal(mediaType) : verbatim(`\`${type === "*" ? "${string}" : type}/\${string}\``);
}

/** Several media types: `contentType` chooses, the first one when it is absent. */
function printAlternatives(printer: TypePrinter, body: Body, names: OperationNames, members: readonly Code[]): Code {
  const alternative = (content: Content, first: boolean): Code => {
    const type = printContentType(printer, content, "request");
    return code`
      {
        ${joinLines([...members, code`contentType${verbatim(first ? "?" : "")}: ${printMediaType(content.mediaType)}${verbatim(first ? " | undefined" : "")};`, body.required ? code`body: ${type};` : code`body?: ${orUndefined(type)};`])}
      }
    `;
  };
  return code`export type ${names.request} = ${printUnion(body.contents.map((content, index) => alternative(content, index === 0)))};`;
}

/** What the types of an operation's result can't say: when it fails, and which success is which. */
function describeAnswers({ responses }: Operation): string {
  const hasChoice = responses.filter(({ status }) => succeeds(status)).length > 1;
  const lines = responses.flatMap(({ status, summary, description }): readonly string[] => {
    const [text = ""] = (summary ?? description ?? "").trim().split(/[\n\r]/, 1);
    if (status.kind === "default" || text === "" || (succeeds(status) && !hasChoice)) return [];
    return [`- ${status.kind === "code" ? status.code : `${status.hundreds}XX`}: ${text}`];
  });
  return lines.join("\n");
}

/** The comment of an operation's function: what the contract says, and a call. */
export function operationDoc(operation: Operation, example: string): Code {
  const route = `\`${operation.method} ${operation.path.replaceAll("`", "'")}\``;
  const parts = [operation.summary, operation.description, route, describeAnswers(operation)];
  return docComment({
    text: parts.filter((part, index) => part && parts.indexOf(part) === index).join("\n\n"),
    deprecated: operation.deprecated,
    see: operation.externalDocs?.url,
    examples: [example],
  });
}
