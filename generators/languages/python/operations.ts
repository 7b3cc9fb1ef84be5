import type { Operation, Parameter } from "../../contract/model.js";
import { code, type Code, type Ident, list, type Printable, word } from "../../emit/code.js";
import { defaultOf } from "../defaults.js";
import { bodyType } from "./bodies.js";
import { docstring, type DocumentedArgument } from "./comments.js";
import type { ArgumentCode, Signature } from "./functions.js";
import { literal } from "./literals.js";
import { defaultValue } from "./defaults.js";
import { none, orNone, type TypePrinter, typeOf, unionOf } from "./types.js";

/** A parameter as an argument of a method. */
export interface ParameterArgument {
  readonly parameter: Parameter;
  readonly name: Ident;
  /** The type of a value that is there. */
  readonly base: Printable;
  /** That of the argument: None where it may be absent. */
  readonly type: Printable;
  /** What it is where nobody gives it; undefined: it has to be given. */
  readonly fallback: Printable | undefined;
}


/** The parameters of an operation as arguments, in the order of the contract. Who receives them finds defaults filled in. */
export function planParameters(printer: TypePrinter, operation: Operation): readonly ParameterArgument[] {
  const given = printer.names.parameters(operation);
  return operation.parameters.flatMap((parameter) => {
    const name = given.get(parameter);
    if (name === undefined) return [];
    const shape = { kind: "ref", schema: parameter.schema } as const;
    const base = typeOf(printer, shape, "request");
    if (parameter.required) return [{ parameter, name, base, type: base, fallback: undefined }];
    const text = printer.received === undefined ? undefined : defaultOf(printer.contract, parameter.schema);
    // A default that is no constant is filled in all the same: it just can't stand in a signature.
    if (text !== undefined) return [{ parameter, name, base, type: base, fallback: defaultValue(printer, shape, text, "request") }];
    return [{ parameter, name, base, type: orNone(base), fallback: none }];
  });
}

/** The argument `body`, and `content_type` where the contract leaves open what that is. */
export interface BodyArgument {
  readonly body: ArgumentCode;
  readonly contentType: ArgumentCode | undefined;
}

/** How a method takes its body: of several media types it is the value of one of them. */
export function planBody(printer: TypePrinter, operation: Operation): BodyArgument | undefined {
  const { body } = operation;
  const contents = body?.contents ?? [];
  if (!body || contents.length === 0) return undefined;
  const union = unionOf(contents.map((content) => bodyType(printer, content, "request")));
  const optional: { readonly default?: Printable } = body.required ? {} : { default: none };
  const isOpen = contents.some(({ mediaType }) => mediaType.includes("*"));
  const known = code`${printer.names.outside("typing", "Literal")}${list(contents.map(({ mediaType }) => literal(mediaType)), { open: "[", close: "]", indent: 4 })}`;
  const contentType = isOpen ? word("str") : known;
  return {
    body: { name: word("body"), type: body.required ? union : orNone(union), ...optional },
    contentType: contents.length > 1 || isOpen ? { name: word("content_type"), type: body.required ? contentType : orNone(contentType), ...optional } : undefined,
  };
}

/** What the method of an operation takes: parameters of the path, the body, then all others by name. */
export function planSignature(printer: TypePrinter, operation: Operation): Signature {
  const parameters = planParameters(printer, operation);
  const body = planBody(printer, operation);
  const argument = ({ name, type, fallback }: ParameterArgument): ArgumentCode => ({ name, type, default: fallback });
  const positional = inOrderOfPath(operation, parameters.filter(({ parameter }) => parameter.in === "path")).map(argument);
  const keywords = parameters.filter(({ parameter }) => parameter.in !== "path").map(argument);
  return {
    positional: [...positional, ...(body ? [body.body] : [])],
    keywords: [...(body?.contentType ? [body.contentType] : []), ...keywords],
  };
}

/** Parameters of the path in its own order, whatever that of their declarations is. */
function inOrderOfPath({ segments }: Operation, parameters: readonly ParameterArgument[]): readonly ParameterArgument[] {
  const order = segments.flatMap((segment) => segment.flatMap((part) => (part.kind === "parameter" ? [part.name] : [])));
  const placeOf = ({ parameter }: ParameterArgument): number => order.indexOf(parameter.name);
  return [...parameters].sort((a, b) => placeOf(a) - placeOf(b));
}

/** What the docstring of an operation's method says: what the contract says of it, and the route. */
export function operationDoc(printer: TypePrinter, operation: Operation): Code {
  const { summary, description } = operation;
  const route = `\`${operation.method} ${operation.path.replace(/[\s`]+/g, " ")}\``;
  const said = summary?.trim().split(/[\n\r]/, 1)[0] ?? "";
  const first = said === "" ? `${route}.` : `${said.replace(/[.:]$/, "")}: ${route}.`;
  const rest = description?.trim() && description.trim() !== summary?.trim() ? `\n\n${description}` : "";
  return docstring({ text: `${first}${rest}`, arguments: documentArguments(printer, operation), deprecated: operation.deprecated, see: operation.externalDocs?.url });
}

/** What the contract says of arguments. */
function documentArguments(printer: TypePrinter, operation: Operation): readonly DocumentedArgument[] {
  const parameters = planParameters(printer, operation).map(({ parameter, name }): DocumentedArgument => ({ name, text: parameter.description ?? printer.contract.schemas[parameter.schema]?.description }));
  const path = parameters.filter((_, index) => operation.parameters[index]?.in === "path");
  return [...path, ...(operation.body ? [{ name: "body", text: operation.body.description }] : []), ...parameters.filter((each) => !path.includes(each))];
}
