import type { Content, ParameterCoding, ParameterPlace, ParameterStyle, SchemaId } from "../../contract/model.js";
import { type Printable, verbatim, word } from "../../emit/code.js";
import { classifyEvents } from "../../languages/events.js";
import { contentKind, type PartPlan, planParts } from "../../languages/parts.js";
import { contentValueType } from "../../languages/python/bodies.js";
import { call, type Keywords, someDict, someTuple } from "../../languages/python/calls.js";
import { asValue } from "../../languages/python/evaluated.js";
import { literal } from "../../languages/python/literals.js";
import { checkedSchema } from "../../languages/roots.js";
import { ruleOf, type ServerPrinter, spec } from "./printer.js";
import { printText, printTextOf } from "./texts.js";

/** Requests are read, answers are written. */
export type Way = "in" | "out";

const directions = { in: "request", out: "response" } as const;

const kinds = { json: "json", form: "form", multipart: "multipart", text: "text", binary: "binary", events: "events", jsonLines: "lines" } as const;

const isTrue = (value: boolean): Printable | undefined => (value ? verbatim("True") : undefined);

/** What the runtime has to know of one media type: a `Content`. */
export function printContent(printer: ServerPrinter, content: Content, way: Way): Printable {
  const type = contentValueType(printer, content, directions[way]);
  return call(spec(printer, "Content"), [literal(content.mediaType), ...(content.kind === "json" ? [] : [literal(kinds[content.kind])])], [
    [word("type"), type && asValue(printer.names, type)],
    [word("rule"), printRule(printer, content, way)],
    ...(content.kind === "form" || content.kind === "multipart" ? printParts(printer, content) : []),
    ...(content.kind === "events" ? printEvent(printer, content) : []),
  ]);
}

/** The rules of a content: of a stream those of its items, of bytes and foreign texts none. */
function printRule(printer: ServerPrinter, content: Content, way: Way): Printable | undefined {
  const schema = checkedSchema(printer.contract, content);
  return schema === undefined ? undefined : ruleOf(printer, schema, directions[way]);
}

const eventKinds = { text: "text", event: "event", jsonEvent: "json" } as const;

function printEvent(printer: ServerPrinter, content: Content): Keywords {
  const as = classifyEvents(printer.contract, content);
  return as === "data" ? [] : [[word("event"), literal(eventKinds[as])]];
}

/** The members of a form, or the parts of a multipart body. */
function printParts(printer: ServerPrinter, content: Content): Keywords {
  const { members, rest, prefix, items } = planParts(printer.contract, content);
  return [
    [word("members"), someDict(members.map(({ name, part }) => [literal(name), printPart(printer, part)] as const))],
    [word("rest"), rest && printPart(printer, rest)],
    [word("prefix"), prefix && someTuple(prefix.map((plan) => printPart(printer, plan)))],
    [word("items"), items && printPart(printer, items)],
  ];
}

function printPart(printer: ServerPrinter, part: PartPlan): Printable {
  return call(spec(printer, "Part"), [], [...printPartCoding(printer, part), [word("list"), isTrue(part.list)], [word("content_types"), someTuple(part.contentTypes.map(literal))]]);
}

function printPartCoding(printer: ServerPrinter, part: PartPlan): Keywords {
  switch (part.as) {
    case "style":
      return [...(part.coding ? printStyle(part.coding, "query", true) : []), [word("text"), printTextOf(printer, part.text)]];
    case "json":
      return [[word("content"), call(spec(printer, "Content"), [literal("application/json")])]];
    case "file":
      return [[word("content"), call(spec(printer, "Content"), [literal("application/octet-stream"), literal("binary")])]];
    case "text":
      return [[word("text"), printTextOf(printer, part.text)]];
  }
}

const usualStyle: Readonly<Record<ParameterPlace, ParameterStyle>> = { path: "simple", query: "form", querystring: "form", header: "simple", cookie: "form" };

/** Style, explode and allowReserved, each only where it is not the place's own. `says`: a style that is said is more than the default (OpenAPI 3.2, 4.15.1.2). */
function printStyle(said: Extract<ParameterCoding, { kind: "style" }>, place: ParameterPlace, says = false): Keywords {
  const explodes = said.style === "form" || said.style === "cookie";
  return [
    [word("style"), says || said.style !== usualStyle[place] ? literal(said.style) : undefined],
    [word("explode"), said.explode === explodes ? undefined : verbatim(said.explode ? "True" : "False")],
    [word("allow_reserved"), isTrue(said.allowReserved)],
  ];
}

/** How a parameter or header is written, by style and text, or as one media type; nothing where it is a text as usual. */
export function printCoding(printer: ServerPrinter, said: ParameterCoding, schema: SchemaId, place: ParameterPlace): Keywords {
  if (said.kind === "style") return [...printStyle(said, place), [word("text"), printText(printer, schema)]];
  const kind = contentKind(said.mediaType);
  const content: Content = { mediaType: said.mediaType, kind, origin: schema, schema, encodings: said.encodings ?? [], prefixEncodings: [], examples: [] };
  const parts = kind === "form" ? printParts(printer, content) : [];
  return [[word("content"), call(spec(printer, "Content"), [literal(said.mediaType), ...(kind === "json" ? [] : [literal(kind)])], parts)]];
}
