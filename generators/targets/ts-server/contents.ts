import type { Content, Field, ParameterCoding, ParameterPlace, ParameterStyle, PartEncoding, SchemaId, Shape } from "../../contract/model.js";
import { type Code, code, list, type Printable, verbatim } from "../../emit/code.js";
import { receivesFile } from "../../languages/contents.js";
import { classifyEvents } from "../../languages/events.js";
import { constantEntry, literal } from "../../languages/typescript/literals.js";
import { resolveShape } from "../../languages/shapes.js";
import type { ServerPrinter } from "./printer.js";
import { isUncheckedText } from "../../languages/roots.js";
import { printText, printTextOf } from "./texts.js";

/** Requests are read, answers are written. */
export type Way = "in" | "out";

const object = (members: readonly Printable[]): Code => list(members, { open: "{", close: "}", padding: " " });

/** What the runtime has to know of one media type: its `ContentSpec`. */
export function printContent(printer: ServerPrinter, content: Content, way: Way): Code {
  const kind = code`kind: ${literal(content.kind)}`;
  switch (content.kind) {
    case "text":
      return object([kind, ...(isUncheckedText(printer.contract, content) ? [] : printRules(printer, content.schema, way))]);
    case "json":
      return object([kind, ...printRules(printer, content.schema, way)]);
    case "binary":
      return object([kind]);
    case "events":
    case "jsonLines":
      return object([kind, code`item: ${object(printItemRules(printer, content, way))}`, ...printAs(printer, content)]);
    case "form":
    case "multipart":
      return object([kind, ...printParts(printer, content), ...printRules(printer, content.schema, way)]);
  }
}

/** Check and conversion of a value, as members. */
export function printRules(printer: ServerPrinter, schema: SchemaId | undefined, way: Way): readonly Code[] {
  if (schema === undefined) return [];
  const conversion = way === "in" ? printer.rules.read(schema) : printer.rules.write(schema);
  return [
    ...printChecks(printer, schema, way),
    ...(conversion ? [code`${verbatim(way === "in" ? "read" : "write")}: ${conversion}`] : []),
    ...(way === "out" && printer.decoded.has(schema) ? [verbatim("decoded: true")] : []),
  ];
}

/** The check of a value, as members. */
export function printChecks(printer: ServerPrinter, schema: SchemaId, way: Way): readonly Code[] {
  const found = printer.rules.check(schema, way === "in" ? "request" : "response");
  return found ? [code`is: ${found.is}`, code`check: ${found.check}`] : [];
}

/** A stream's items. Where an event's data is JSON in a text, its schema is of the text: what stands in it is not its matter. */
function printItemRules(printer: ServerPrinter, content: Content, way: Way): readonly Code[] {
  return printRules(printer, content.itemSchema ?? content.schema, way);
}

function printAs({ contract }: ServerPrinter, content: Content): readonly Code[] {
  const as = content.kind === "events" ? classifyEvents(contract, content) : "data";
  return as === "data" ? [] : [code`as: ${literal(as)}`];
}

/** The members of a form, or the parts of a multipart body. */
function printParts(printer: ServerPrinter, content: Content): readonly Code[] {
  const { contract } = printer;
  const shape = content.schema === undefined ? undefined : resolveShape(contract, { kind: "ref", schema: content.schema });
  const positional = printPositions(printer, content, shape);
  if (positional.length > 0) return [verbatim("members: {}"), ...positional];
  if (shape?.kind === "map") return [verbatim("members: {}"), code`rest: ${printPart(printer, content, asField("", shape.values))}`];
  if (shape?.kind !== "object") return [verbatim("members: {}"), code`rest: ${printPart(printer, content, asField("", { kind: "any" }))}`];
  const members = shape.fields.map((field) => constantEntry(field.name, printPart(printer, content, field)));
  const rest = shape.extra ?? (shape.closed ? ({ kind: "any" } as const) : undefined);
  return [code`members: ${object(members)}`, ...(rest ? [code`rest: ${printPart(printer, content, asField("", rest))}`] : [])];
}

const asField = (name: string, shape: Shape): Field => ({ name, shape, required: false, access: "both", deprecated: false, examples: [] });

/** Parts by position (OpenAPI 3.2, 4.15.2). */
function printPositions(printer: ServerPrinter, content: Content, shape: Shape | undefined): readonly Code[] {
  if (content.kind !== "multipart") return [];
  const items: Shape | undefined = content.itemSchema !== undefined ? { kind: "ref", schema: content.itemSchema } : shape?.kind === "array" ? shape.items : shape?.kind === "tuple" ? shape.rest : undefined;
  const first = shape?.kind === "tuple" ? shape.items : content.prefixEncodings.map((): Shape => items ?? { kind: "any" });
  if (items === undefined && first.length === 0) return [];
  const part = (place: Shape, encoding: PartEncoding | undefined): Code => printPart(printer, { ...content, encodings: encoding ? [encoding] : [] }, asField("", place));
  return [
    ...(first.length === 0 ? [] : [code`prefix: ${list(first.map((place, index) => part(place, content.prefixEncodings[index])), { open: "[", close: "]" })}`]),
    ...(items === undefined ? [] : [code`items: ${part(items, content.itemEncoding)}`]),
  ];
}

/** One member: by its encoding, else by its shape (OpenAPI 3.2, 4.15.1.1). */
function printPart(printer: ServerPrinter, content: Content, field: Field): Code {
  const { contract } = printer;
  const encoding = content.encodings.find(({ name }) => name === field.name);
  const types = encoding && encoding.contentTypes.length > 0 ? [code`contentTypes: ${list(encoding.contentTypes.map(literal), { open: "[", close: "]" })}`] : [];
  if (encoding?.coding?.kind === "style") return object([...printCoding(encoding.coding, "query", true), code`text: ${printTextOf(printer, field.shape)}`, ...types]);
  const isJson = encoding?.contentTypes.some((type) => /[/+]json\s*(;|$)/i.test(type)) ?? false;
  if (isJson) return object([verbatim('content: { kind: "json" }'), ...types]);
  const shape = withoutNull(contract, field.shape);
  const isList = shape?.kind === "array" || shape?.kind === "tuple";
  const item = shape?.kind === "array" ? shape.items : shape?.kind === "tuple" ? (shape.items[0] ?? ({ kind: "any" } as const)) : field.shape;
  const repeated = isList ? [verbatim("list: true")] : [];
  if (content.kind === "multipart" && receivesFile(contract, field, content.encodings)) return object([...repeated, verbatim('content: { kind: "binary" }'), ...types]);
  const inner = withoutNull(contract, item);
  const isNested = inner?.kind === "object" || inner?.kind === "map" || inner?.kind === "array" || inner?.kind === "tuple";
  if (isNested) return object([...repeated, verbatim('content: { kind: "json" }'), ...types]);
  return object([...repeated, code`text: ${printTextOf(printer, item)}`, ...types]);
}

function withoutNull(contract: ServerPrinter["contract"], shape: Shape): Shape | undefined {
  const target = resolveShape(contract, shape);
  return target?.kind === "nullable" ? resolveShape(contract, target.of) : target;
}

const usualStyle: Readonly<Record<ParameterPlace, ParameterStyle>> = { path: "simple", query: "form", querystring: "form", header: "simple", cookie: "form" };

/** Style, explode and allowReserved, each only where it is not the place's own. `says`: a style that is said is more than the default (4.15.1.2). */
export function printCoding(coding: Extract<ParameterCoding, { kind: "style" }>, place: ParameterPlace, says = false): readonly Code[] {
  const explodes = coding.style === "form" || coding.style === "cookie";
  return [
    ...(says || coding.style !== usualStyle[place] ? [code`style: ${literal(coding.style)}`] : []),
    ...(coding.explode === explodes ? [] : [code`explode: ${verbatim(String(coding.explode))}`]),
    ...(coding.allowReserved ? [verbatim("allowReserved: true")] : []),
  ];
}

/** How a parameter or header is written: by style and text, or as one media type. */
export function printTextCoding(printer: ServerPrinter, coding: ParameterCoding, schema: SchemaId, place: ParameterPlace): readonly Code[] {
  if (coding.kind === "style") return [...printCoding(coding, place), code`text: ${printText(printer, schema)}`];
  const kind = contentKind(coding.mediaType);
  const content: Content = { mediaType: coding.mediaType, kind, origin: schema, schema, encodings: coding.encodings ?? [], prefixEncodings: [], examples: [] };
  return [code`content: ${kind === "form" ? object([code`kind: ${literal("form")}`, ...printParts(printer, content)]) : object([code`kind: ${literal(kind)}`])}`];
}

function contentKind(mediaType: string): "json" | "form" | "text" {
  if (/[/+]json\s*(;|$)/i.test(mediaType)) return "json";
  return /^application\/x-www-form-urlencoded\s*(;|$)/i.test(mediaType) ? "form" : "text";
}

