import type { Body, Content, Operation, Parameter } from "../../contract/model.js";
import { type Code, code, type Ident, joinBlocks, joinLines, nothing, type Printable, verbatim } from "../../emit/code.js";
import { defaultOf } from "../defaults.js";
import { bodyType, isNilableBody } from "./bodies.js";
import { docComment } from "./comments.js";
import { formOf, isNilable, openShape } from "./forms.js";
import { field, printMark } from "./layout.js";
import { structTag } from "./literals.js";
import type { Names, OperationNames } from "./names.js";
import { lower } from "./subjects.js";
import { baseType, type TypePrinter } from "./types.js";

/** How a parameter is held by its request's struct: itself, or behind a pointer (nil: it is absent, or null), as a type that has nil by itself, or as a `Nullable`, which tells absent and null apart. */
export interface ParameterField {
  readonly parameter: Parameter;
  readonly name: Ident;
  readonly holding: "value" | "bare" | "pointer" | "nullable";
  readonly base: Printable;
  readonly type: Printable;
  /** Always there: required, or filled in from its default. */
  readonly there: boolean;
}

/** By the names of a product. */
const known = new WeakMap<Names, Map<Operation, readonly ParameterField[]>>();

/** The fields of an operation's request. */
export function planParameters(printer: TypePrinter, operation: Operation): readonly ParameterField[] {
  const plans = known.get(printer.names) ?? new Map<Operation, readonly ParameterField[]>();
  known.set(printer.names, plans);
  const fields = plans.get(operation) ?? planAll(printer, operation);
  plans.set(operation, fields);
  return fields;
}

function planAll(printer: TypePrinter, operation: Operation): readonly ParameterField[] {
  const { contract, style, names } = printer;
  const given = names.parameters(operation);
  return operation.parameters.flatMap((parameter) => {
    const name = given.get(parameter);
    if (name === undefined) return [];
    const shape = { kind: "ref", schema: parameter.schema } as const;
    const there = parameter.required || (printer.received !== undefined && defaultOf(contract, parameter.schema) !== undefined);
    const base = baseType(printer, shape, "request");
    const { nullable } = openShape(contract, shape);
    const holding = nullable && !there ? "nullable" : isNilable(formOf(contract, style, shape)) ? "bare" : there && !nullable ? "value" : "pointer";
    const type = holding === "nullable" ? code`${names.own("Nullable")}[${base}]` : holding === "pointer" ? code`*${base}` : base;
    return [{ parameter, name, holding, base, type, there }];
  });
}

/** How the one field `Body` of a request holds its body. With several media types it holds one of several structs, or nil. */
export function planBody(printer: TypePrinter, operation: Operation, names: OperationNames): { readonly holding: "value" | "bare" | "pointer" | "choice"; readonly type: Printable } | undefined {
  const { body } = operation;
  const [content] = body?.contents ?? [];
  if (!body || !content) return undefined;
  if (body.contents.length > 1) return { holding: "choice", type: names.body };
  const type = bodyType(printer, content, "request");
  if (isNilableBody(printer, content)) return { holding: "bare", type };
  return body.required ? { holding: "value", type } : { holding: "pointer", type: code`*${type}` };
}

/** What an operation takes: a struct with a field for each parameter, and the body. */
export function printRequest(printer: TypePrinter, operation: Operation, names: OperationNames): Code {
  const fields = planParameters(printer, operation).map((each) => printParameter(printer, each));
  const body = planBody(printer, operation, names);
  const ranged = operation.body?.contents.length === 1 && operation.body.contents[0]?.mediaType.includes("*") === true;
  const members = joinLines([
    ...fields,
    ranged ? joinLines([docComment({ text: "ContentType is the media type of the body." }), field(verbatim("ContentType"), verbatim("string"))]) : nothing,
    body ? joinLines([docComment({ text: operation.body?.description }), field(verbatim("Body"), body.type)]) : nothing,
  ]);
  const doc = docComment({ text: `${names.request} is what ${names.method} takes.` });
  const struct = members.empty ? code`type ${names.request} struct{}` : code`
    type ${names.request} struct {
      ${members}
    }
  `;
  return joinBlocks([joinLines([doc, struct]), ...(operation.body && body?.holding === "choice" ? [printBodies(printer, operation.body, names)] : [])]);
}

/** The key of a parameter's tag. */
const tagKeys = { path: "path", query: "query", querystring: "querystring", header: "header", cookie: "cookie" } as const;

function printParameter({ contract }: TypePrinter, { parameter, name, type }: ParameterField): Code {
  const schema = contract.schemas[parameter.schema];
  const doc = docComment({
    text: parameter.description ?? schema?.description,
    deprecated: parameter.deprecated,
    default: schema?.default,
    examples: parameter.examples.slice(0, 1).flatMap(({ value }) => (value === undefined ? [] : [value])),
  });
  return joinLines([doc, field(name, type, structTag([[tagKeys[parameter.in], parameter.name]]))]);
}

/** Bodies of several media types: an interface, and a struct for each. */
function printBodies(printer: TypePrinter, body: Body, names: OperationNames): Code {
  const mark = code`is${names.body}`;
  const structs = body.contents.map((content) => printBodyOf(printer, content, names.bodyOf(content)));
  return joinBlocks([
    code`
      // ${names.body} is one of the bodies that ${names.method} takes, by media type.
      type ${names.body} interface {
        ${mark}()
      }
    `,
    joinLines(body.contents.map((content) => printMark(names.bodyOf(content), mark))),
    ...structs,
  ]);
}

function printBodyOf(printer: TypePrinter, content: Content, name: Ident): Code {
  const doc = docComment({ text: `${name} is a body of the media type ${content.mediaType}.` });
  const type = content.mediaType.includes("*") ? joinLines([docComment({ text: "ContentType is the body's own media type." }), field(verbatim("ContentType"), verbatim("string"))]) : nothing;
  return joinLines([
    doc,
    code`
      type ${name} struct {
        ${joinLines([type, field(verbatim("Body"), bodyType(printer, content, "request"))])}
      }
    `,
  ]);
}

/** What the comment of an operation's method says: the route, and what the contract says of it. */
export function operationDoc(operation: Operation, name: Ident, verb: "answers" | "calls"): Code {
  const { summary, description } = operation;
  const route = `${operation.method} ${operation.path}`.replace(/[\s`]+/g, " ");
  const said = summary?.trim() ? `: ${lower(summary.trim().split(/[\n\r]/, 1)[0] ?? "")}` : "";
  const first = `${name} ${verb} ${route}${said}${/[.!?…]$/.test(said) ? "" : "."}`;
  const rest = description?.trim() && description.trim() !== summary?.trim() ? `\n\n${description}` : "";
  return docComment({ text: `${first}${rest}`, deprecated: operation.deprecated, see: operation.externalDocs?.url });
}
