import type { Content, ParameterCoding, ParameterPlace, ParameterStyle, SchemaId } from "../../../contract/model.js";
import { type Code, code, list, type Printable, verbatim } from "../../../emit/code.js";
import { classifyEvents } from "../../events.js";
import { constantEntry, literal } from "../literals.js";
import { contentKind, type PartPlan, planParts } from "../../parts.js";
import type { ServerPrinter } from "./printer.js";
import { isUncheckedText } from "../../roots.js";
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
  const { members, rest, prefix, items } = planParts(printer.contract, content);
  return [
    code`members: ${object(members.map(({ name, part }) => constantEntry(name, printPart(printer, part))))}`,
    ...(rest ? [code`rest: ${printPart(printer, rest)}`] : []),
    ...(prefix ? [code`prefix: ${list(prefix.map((part) => printPart(printer, part)), { open: "[", close: "]" })}`] : []),
    ...(items ? [code`items: ${printPart(printer, items)}`] : []),
  ];
}

function printPart(printer: ServerPrinter, part: PartPlan): Code {
  const types = part.contentTypes.length > 0 ? [code`contentTypes: ${list(part.contentTypes.map(literal), { open: "[", close: "]" })}`] : [];
  const repeated = part.list ? [verbatim("list: true")] : [];
  const text = code`text: ${printTextOf(printer, part.text)}`;
  switch (part.as) {
    case "style":
      return object([...(part.coding ? printCoding(part.coding, "query", true) : []), text, ...types]);
    case "json":
      return object([...repeated, verbatim('content: { kind: "json" }'), ...types]);
    case "file":
      return object([...repeated, verbatim('content: { kind: "binary" }'), ...types]);
    case "text":
      return object([...repeated, text, ...types]);
  }
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
