import type { Content, Operation, Parameter } from "../../contract/model.js";
import { Code, code, list, type Printable, word } from "../../emit/code.js";
import { contentValueType } from "../../languages/python/bodies.js";
import type { ArgumentCode, Signature } from "../../languages/python/functions.js";
import { admitsNull } from "../../languages/python/forms.js";
import { literal } from "../../languages/python/literals.js";
import { planParameters, type ParameterArgument } from "../../languages/python/operations.js";
import { none, orNone, type TypePrinter, unionOf } from "../../languages/python/types.js";
import { isStream } from "../../languages/results.js";
import { client, type Kind } from "./printer.js";

/** What a body of one media type is given as. */
function givenType(printer: TypePrinter, content: Content, kind: Kind): Printable {
  const { names } = printer;
  if (content.kind === "binary") return client(printer, kind === "sync" ? "Bytes" : "AsyncBytes");
  const type = contentValueType(printer, content, "request") ?? names.json;
  if (!isStream(content)) return type;
  const iterable = code`${names.outside("collections.abc", "Iterable")}[${type}]`;
  return kind === "sync" ? iterable : unionOf([iterable, code`${names.outside("collections.abc", "AsyncIterable")}[${type}]`]);
}

const isNullable = ({ contract, style }: TypePrinter, { kind, schema }: Content): boolean => kind === "json" && (schema === undefined || admitsNull(contract, style, { kind: "ref", schema }));

/** Whether null is a value of a parameter. */
export const isNullableParameter = ({ contract, style }: TypePrinter, { schema }: Parameter): boolean => admitsNull(contract, style, { kind: "ref", schema });

/** Whether null is a body: then one that isn't there is not None. */
export const isNullableBody = (printer: TypePrinter, { body }: Operation): boolean => (body?.contents ?? []).some((content) => isNullable(printer, content));

/** What may be left out, where None is null. */
function unset(printer: TypePrinter, type: Printable): Pick<ArgumentCode, "type" | "default"> {
  const absent = client(printer, "Unset");
  const both = unionOf([type, absent]);
  return {
    // Any JSON takes in all other types, but this is no JSON.
    type: both instanceof Code ? both : code`${both} | ${absent}`,
    // Annotations are never evaluated, defaults are.
    default: { ...printer.names.runtime("client", "UNSET"), typeOnly: false },
  };
}

function parameterArgument(printer: TypePrinter, { parameter, name, base, type }: ParameterArgument): ArgumentCode {
  if (parameter.required) return { name, type: base };
  return isNullableParameter(printer, parameter) ? { name, ...unset(printer, base) } : { name, type, default: none };
}

function bodyArguments(printer: TypePrinter, operation: Operation, kind: Kind): { readonly body?: ArgumentCode; readonly contentType?: ArgumentCode } {
  const { body } = operation;
  const contents = body?.contents ?? [];
  const [first] = contents;
  if (!body || !first) return {};
  const type = unionOf(contents.map((content) => givenType(printer, content, kind)));
  const absent = isNullableBody(printer, operation) ? unset(printer, type) : { type: orNone(type), default: none };
  return { body: { name: word("body"), ...(body.required ? { type } : absent) }, ...contentTypeArgument(printer, contents) };
}

/** Says which of several media types the body is; of a range what it is. The first is the contract's favourite. */
function contentTypeArgument({ names }: TypePrinter, contents: readonly Content[]): { readonly contentType?: ArgumentCode } {
  const [first] = contents;
  const isOpen = contents.some(({ mediaType }) => mediaType.includes("*"));
  if (first === undefined || (contents.length === 1 && !isOpen)) return {};
  const name = word("content_type");
  if (isOpen) return { contentType: { name, type: word("str"), default: literal(first.mediaType.includes("*") ? "" : first.mediaType) } };
  const known = code`${names.outside("typing", "Literal")}${list(contents.map(({ mediaType }) => literal(mediaType)), { open: "[", close: "]", indent: 4 })}`;
  return { contentType: { name, type: known, default: literal(first.mediaType) } };
}

/** What the method of an operation takes: parameters of the path, the body if it has to be there, then all others by name. */
export function planSignature(printer: TypePrinter, operation: Operation, kind: Kind): Signature {
  const parameters = planParameters(printer, operation);
  const { body, contentType } = bodyArguments(printer, operation, kind);
  const argument = (each: ParameterArgument): ArgumentCode => parameterArgument(printer, each);
  const positional = inOrderOfPath(operation, parameters.filter(({ parameter }) => parameter.in === "path")).map(argument);
  const keywords = parameters.filter(({ parameter }) => parameter.in !== "path").map(argument);
  const options: ArgumentCode = { name: word("options"), type: code`${client(printer, "CallOptions")} | None`, default: none };
  return {
    positional: [...positional, ...(body ? [body] : [])],
    keywords: [...(contentType ? [contentType] : []), ...keywords, options],
  };
}

/** Parameters of the path in its own order, whatever that of their declarations is. */
function inOrderOfPath({ segments }: Operation, parameters: readonly ParameterArgument[]): readonly ParameterArgument[] {
  const order = segments.flatMap((segment) => segment.flatMap((part) => (part.kind === "parameter" ? [part.name] : [])));
  const placeOf = ({ parameter }: ParameterArgument): number => order.indexOf(parameter.name);
  return [...parameters].sort((a, b) => placeOf(a) - placeOf(b));
}

/** What a method hands on: the values of parameters in the order of the contract, the options, and the body. */
export function printGiven(printer: TypePrinter, operation: Operation, own: Printable): readonly Printable[] {
  const names = planParameters(printer, operation).map(({ name }) => name);
  const [only, second] = names;
  const values = only !== undefined && second === undefined ? code`(${only},)` : list(names, { open: "(", close: ")", indent: 4 });
  const { body, contentType } = bodyArguments(printer, operation, "sync");
  return [own, values, word("options"), ...(body ? [body.name] : []), ...(contentType ? [contentType.name] : [])];
}

