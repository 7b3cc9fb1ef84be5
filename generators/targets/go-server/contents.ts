import type { Content, ParameterCoding, ParameterPlace, ParameterStyle, SchemaId } from "../../contract/model.js";
import { type Code, code, type Printable, verbatim, word } from "../../emit/code.js";
import { classifyEvents } from "../../languages/events.js";
import { literal } from "../../languages/go/literals.js";
import { contentKind, type PartPlan, planParts } from "../../languages/parts.js";
import { checkedSchema } from "../../languages/roots.js";
import { type Entries, fieldsOf, type ServerPrinter, slice } from "./printer.js";
import { printText, printTextOf } from "./texts.js";

/** Requests are read, answers are written. */
export type Way = "in" | "out";

const directions = { in: "request", out: "response" } as const;

const kinds = { json: "JSON", form: "Form", multipart: "Multipart", text: "PlainText", binary: "Binary", events: "Events", jsonLines: "JSONLines" } as const;

const server = ({ names }: ServerPrinter, name: string): Printable => names.runtime("server", name);

const isTrue = (value: boolean): Printable | undefined => (value ? verbatim("true") : undefined);

/** What the runtime has to know of one media type: the braces of a `server.Content`. `more`: how it gets into a request. */
export function printContent(printer: ServerPrinter, content: Content, way: Way, more: Entries = []): Code {
  const checked = checkedSchema(printer.contract, content);
  return fieldsOf([
    [word("MediaType"), literal(content.mediaType)],
    [word("Kind"), server(printer, kinds[content.kind])],
    ...(content.kind === "form" || content.kind === "multipart" ? printParts(printer, content) : []),
    ...(content.kind === "events" ? printAs(printer, content) : []),
    [word("Check"), checked === undefined ? undefined : printer.checks.of(checked, directions[way])],
    ...more,
  ]);
}

const eventKinds = { text: "EventText", event: "WholeEvent", jsonEvent: "JSONEvent" } as const;

function printAs(printer: ServerPrinter, content: Content): Entries {
  const as = classifyEvents(printer.contract, content);
  return as === "data" ? [] : [[word("As"), server(printer, eventKinds[as])]];
}

/** The members of a form, or the parts of a multipart body. */
function printParts(printer: ServerPrinter, content: Content): Entries {
  const { members, rest, prefix, items } = planParts(printer.contract, content);
  const part = server(printer, "Part");
  const pointTo = (plan: PartPlan | undefined): Code | undefined => plan && code`&${part}${printPart(printer, plan, undefined)}`;
  return [
    [word("Members"), members.length === 0 ? undefined : slice(part, members.map((member) => printPart(printer, member.part, member.name)))],
    [word("Rest"), pointTo(rest)],
    [word("Prefix"), prefix && slice(part, prefix.map((plan) => printPart(printer, plan, undefined)))],
    [word("Items"), pointTo(items)],
  ];
}

function printPart(printer: ServerPrinter, part: PartPlan, name: string | undefined): Code {
  return fieldsOf([
    [word("Name"), name === undefined ? undefined : literal(name)],
    [word("Coding"), printPartCoding(printer, part)],
    [word("List"), isTrue(part.list)],
    [word("ContentTypes"), part.contentTypes.length === 0 ? undefined : slice(word("string"), part.contentTypes.map(literal))],
  ]);
}

function printPartCoding(printer: ServerPrinter, part: PartPlan): Printable | undefined {
  switch (part.as) {
    case "style":
      return coding(printer, [...(part.coding ? printStyle(printer, part.coding, "query", true) : []), [word("Text"), printTextOf(printer, part.text)]]);
    case "json":
      return coding(printer, [[word("Content"), code`&${server(printer, "Content")}${fieldsOf([[word("Kind"), server(printer, "JSON")]])}`]]);
    case "file":
      return coding(printer, [[word("Content"), code`&${server(printer, "Content")}${fieldsOf([[word("Kind"), server(printer, "Binary")]])}`]]);
    case "text":
      return coding(printer, [[word("Text"), printTextOf(printer, part.text)]]);
  }
}

function coding(printer: ServerPrinter, entries: Entries): Printable | undefined {
  return entries.every(([, value]) => value === undefined) ? undefined : code`${server(printer, "Coding")}${fieldsOf(entries)}`;
}

const usualStyle: Readonly<Record<ParameterPlace, ParameterStyle>> = { path: "simple", query: "form", querystring: "form", header: "simple", cookie: "form" };

const styles: Readonly<Record<ParameterStyle, string>> = {
  simple: "Simple", label: "Label", matrix: "Matrix", form: "FormStyle", spaceDelimited: "SpaceDelimited", pipeDelimited: "PipeDelimited", deepObject: "DeepObject", cookie: "CookieStyle",
};

/** Style, explode and allowReserved, each only where it is not the place's own. `says`: a style that is said is more than the default (OpenAPI 3.2, 4.15.1.2). */
function printStyle(printer: ServerPrinter, said: Extract<ParameterCoding, { kind: "style" }>, place: ParameterPlace, says = false): Entries {
  const explodes = said.style === "form" || said.style === "cookie";
  return [
    [word("Style"), says || said.style !== usualStyle[place] ? server(printer, styles[said.style]) : undefined],
    [word("Explode"), said.explode === explodes ? undefined : server(printer, said.explode ? "Exploded" : "Joined")],
    [word("AllowReserved"), isTrue(said.allowReserved)],
  ];
}

/** How a parameter or header is written, by style and text, or as one media type: a `server.Coding`; undefined where it is a text as usual. */
export function printCoding(printer: ServerPrinter, said: ParameterCoding, schema: SchemaId, place: ParameterPlace): Printable | undefined {
  if (said.kind === "style") return coding(printer, [...printStyle(printer, said, place), [word("Text"), printText(printer, schema)]]);
  const kind = contentKind(said.mediaType);
  const content: Content = { mediaType: said.mediaType, kind, origin: schema, schema, encodings: said.encodings ?? [], prefixEncodings: [], examples: [] };
  const parts = kind === "form" ? printParts(printer, content) : [];
  return coding(printer, [[word("Content"), code`&${server(printer, "Content")}${fieldsOf([[word("Kind"), server(printer, kinds[kind])], ...parts])}`]]);
}
