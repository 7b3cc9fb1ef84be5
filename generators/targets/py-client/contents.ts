import type { Content, ParameterCoding, ParameterPlace, ParameterStyle, SchemaId } from "../../contract/model.js";
import { type Printable, verbatim, word } from "../../emit/code.js";
import { classifyEvents } from "../../languages/events.js";
import { contentKind, type PartPlan, planParts } from "../../languages/parts.js";
import { contentValueType } from "../../languages/python/bodies.js";
import { call, type Keywords, someDict, someTuple } from "../../languages/python/calls.js";
import { asValue } from "../../languages/python/evaluated.js";
import { literal } from "../../languages/python/literals.js";
import { type ClientPrinter, spec } from "./printer.js";
import { printText } from "./texts.js";

const kinds = { json: "json", form: "form", multipart: "multipart", text: "text", binary: "binary", events: "events", jsonLines: "lines" } as const;

const isTrue = (value: boolean): Printable | undefined => (value ? verbatim("True") : undefined);

/** What the runtime has to know of one media type: a `Content`. `reads`: it is one of an answer. */
export function printContent(printer: ClientPrinter, content: Content, reads: boolean, more: Keywords = []): Printable {
  const type = contentValueType(printer, content, reads ? "response" : "request");
  return call(spec(printer, "Content"), [literal(content.mediaType), ...(content.kind === "json" ? [] : [literal(kinds[content.kind])])], [
    [word("type"), type && asValue(printer.names, type)],
    ...(content.kind === "form" || content.kind === "multipart" ? printParts(printer, content, reads) : []),
    ...(content.kind === "events" ? printEvent(printer, content) : []),
    ...more,
  ]);
}

const eventKinds = { text: "text", event: "event", jsonEvent: "json" } as const;

function printEvent(printer: ClientPrinter, content: Content): Keywords {
  const as = classifyEvents(printer.contract, content);
  return as === "data" ? [] : [[word("event"), literal(eventKinds[as])]];
}

/** The members of a form, or the parts of a multipart body. Who writes needs to know only of those that are written in a way of their own. */
function printParts(printer: ClientPrinter, content: Content, reads: boolean): Keywords {
  const { members, rest, prefix, items } = planParts(printer.contract, content);
  const isSaying = (part: PartPlan): boolean => reads || part.as === "style" || part.contentTypes.length > 0;
  const print = (part: PartPlan): Printable => printPart(printer, part, reads);
  return [
    [word("members"), someDict(members.filter(({ part }) => isSaying(part)).map(({ name, part }) => [literal(name), print(part)] as const))],
    [word("rest"), rest && isSaying(rest) ? print(rest) : undefined],
    [word("prefix"), prefix && someTuple(prefix.map(print))],
    [word("items"), items && isSaying(items) ? print(items) : undefined],
  ];
}

function printPart(printer: ClientPrinter, part: PartPlan, reads: boolean): Printable {
  return call(spec(printer, "Part"), [], [...printPartCoding(printer, part, reads), [word("list"), isTrue(part.list)], [word("content_types"), someTuple(part.contentTypes.map(literal))]]);
}

function printPartCoding(printer: ClientPrinter, part: PartPlan, reads: boolean): Keywords {
  const text: Keywords = reads ? [[word("text"), printText(printer, part.text)]] : [];
  switch (part.as) {
    case "style":
      return [...(part.coding ? printStyle(part.coding, "query", true) : []), ...text];
    case "json":
      return [[word("content"), call(spec(printer, "Content"), [literal("application/json")])]];
    case "file":
      return [[word("content"), call(spec(printer, "Content"), [literal("application/octet-stream"), literal("binary")])]];
    case "text":
      return text;
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
export function printCoding(printer: ClientPrinter, said: ParameterCoding, schema: SchemaId, place: ParameterPlace, reads: boolean): Keywords {
  if (said.kind === "style") return [...printStyle(said, place), [word("text"), reads ? printText(printer, { kind: "ref", schema }) : undefined]];
  const kind = contentKind(said.mediaType);
  const content: Content = { mediaType: said.mediaType, kind, origin: schema, schema, encodings: said.encodings ?? [], prefixEncodings: [], examples: [] };
  const parts = kind === "form" ? printParts(printer, content, reads) : [];
  return [[word("content"), call(spec(printer, "Content"), [literal(said.mediaType), ...(kind === "json" ? [] : [literal(kind)])], parts)]];
}
