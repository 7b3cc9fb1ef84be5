import type { Content, ParameterCoding, ParameterPlace, ParameterStyle, SchemaId, Shape } from "../../contract/model.js";
import { type Code, code, type Printable, verbatim, word } from "../../emit/code.js";
import { classifyEvents } from "../../languages/events.js";
import { type Entries, fieldsOf, slice } from "../../languages/go/composites.js";
import { openShape } from "../../languages/go/forms.js";
import { bodySchema } from "../../languages/go/lift.js";
import { literal } from "../../languages/go/literals.js";
import { contentKind, type PartPlan, planParts } from "../../languages/parts.js";
import { planText, type TextPlan } from "../../languages/texts.js";
import { client, type ClientPrinter } from "./printer.js";

const kinds = { json: "JSON", form: "Form", multipart: "Multipart", text: "PlainText", binary: "Binary", events: "Events", jsonLines: "JSONLines" } as const;

const isTrue = (value: boolean): Printable | undefined => (value ? verbatim("true") : undefined);

/** What the runtime has to know of one media type: the braces of a `client.Content`. `reads`: it is one of an answer. */
export function printContent(printer: ClientPrinter, content: Content, reads: boolean, more: Entries = []): Code {
  return fieldsOf([
    [word("MediaType"), literal(content.mediaType)],
    [word("Kind"), content.kind === "json" ? undefined : client(printer, kinds[content.kind])],
    ...(content.kind === "form" || content.kind === "multipart" ? printParts(printer, content, reads) : []),
    ...(content.kind === "events" ? printAs(printer, content) : []),
    ...more,
  ]);
}

const eventKinds = { text: "EventText", event: "WholeEvent", jsonEvent: "JSONEvent" } as const;

function printAs(printer: ClientPrinter, content: Content): Entries {
  const as = classifyEvents(printer.contract, content);
  return as === "data" ? [] : [[word("As"), client(printer, eventKinds[as])]];
}

/** The members of a form, or the parts of a multipart body. */
function printParts(printer: ClientPrinter, content: Content, reads: boolean): Entries {
  const schema = bodySchema(printer.contract, content);
  const { members, rest, prefix, items } = planParts(printer.contract, schema === undefined ? content : { ...content, schema });
  const part = client(printer, "Part");
  const print = (plan: PartPlan, name?: string): Code => printPart(printer, plan, reads, name);
  const named = members.map((member) => print(member.part, member.name)).filter((_, index) => reads || isSaying(members[index]?.part));
  const pointTo = (plan: PartPlan | undefined): Code | undefined => (plan && (reads || isSaying(plan)) ? code`&${part}${print(plan)}` : undefined);
  return [
    [word("Members"), named.length === 0 ? undefined : slice(part, named)],
    [word("Rest"), pointTo(rest)],
    [word("Prefix"), prefix && slice(part, prefix.map((plan) => print(plan)))],
    [word("Items"), pointTo(items)],
  ];
}

/** Whether there is anything to say to who writes a part: texts and JSON are told apart by the value. */
const isSaying = (part: PartPlan | undefined): boolean => part !== undefined && (part.as === "style" || part.contentTypes.length > 0);

function printPart(printer: ClientPrinter, part: PartPlan, reads: boolean, name: string | undefined): Code {
  return fieldsOf([
    [word("Name"), name === undefined ? undefined : literal(name)],
    [word("Coding"), printPartCoding(printer, part, reads)],
    [word("List"), isTrue(part.list)],
    [word("ContentTypes"), part.contentTypes.length === 0 ? undefined : slice(word("string"), part.contentTypes.map(literal))],
  ]);
}

function printPartCoding(printer: ClientPrinter, part: PartPlan, reads: boolean): Printable | undefined {
  const text: Entries = reads ? [[word("Text"), printText(printer, part.text)]] : [];
  const content = (kind: "JSON" | "Binary"): Entries => [[word("Content"), code`&${client(printer, "Content")}${kind === "JSON" ? verbatim("{}") : fieldsOf([[word("Kind"), client(printer, kind)]])}`]];
  switch (part.as) {
    case "style":
      return coding(printer, [...(part.coding ? printStyle(printer, part.coding, "query", true) : []), ...text]);
    case "json":
      return coding(printer, content("JSON"));
    case "file":
      // A part of which the contract says nothing is a text here.
      return openShape(printer.contract, part.text).shape?.kind === "binary" ? coding(printer, content("Binary")) : undefined;
    case "text":
      return coding(printer, text);
  }
}

function coding(printer: ClientPrinter, entries: Entries): Printable | undefined {
  return entries.every(([, value]) => value === undefined) ? undefined : code`${client(printer, "Coding")}${fieldsOf(entries)}`;
}

const usualStyle: Readonly<Record<ParameterPlace, ParameterStyle>> = { path: "simple", query: "form", querystring: "form", header: "simple", cookie: "form" };

const styles: Readonly<Record<ParameterStyle, string>> = {
  simple: "Simple", label: "Label", matrix: "Matrix", form: "FormStyle", spaceDelimited: "SpaceDelimited", pipeDelimited: "PipeDelimited", deepObject: "DeepObject", cookie: "CookieStyle",
};

/** Style, explode and allowReserved, each only where it is not the place's own. `says`: a style that is said is more than the default (OpenAPI 3.2, 4.15.1.2). */
function printStyle(printer: ClientPrinter, said: Extract<ParameterCoding, { kind: "style" }>, place: ParameterPlace, says = false): Entries {
  const explodes = said.style === "form" || said.style === "cookie";
  return [
    [word("Style"), says || said.style !== usualStyle[place] ? client(printer, styles[said.style]) : undefined],
    [word("Explode"), said.explode === explodes ? undefined : client(printer, said.explode ? "Exploded" : "Joined")],
    [word("AllowReserved"), isTrue(said.allowReserved)],
  ];
}

/** How a parameter or header is written, by style and text, or as one media type: a `client.Coding`; undefined where it is a text as usual. */
export function printCoding(printer: ClientPrinter, said: ParameterCoding, schema: SchemaId, place: ParameterPlace, reads: boolean): Printable | undefined {
  if (said.kind === "style") return coding(printer, [...printStyle(printer, said, place), [word("Text"), reads ? printText(printer, { kind: "ref", schema }) : undefined]]);
  const kind = contentKind(said.mediaType);
  const content: Content = { mediaType: said.mediaType, kind, origin: schema, schema, encodings: said.encodings ?? [], prefixEncodings: [], examples: [] };
  const parts = kind === "form" ? printParts(printer, content, reads) : [];
  return coding(printer, [[word("Content"), code`&${client(printer, "Content")}${fieldsOf([[word("Kind"), kind === "json" ? undefined : client(printer, kinds[kind])], ...parts])}`]]);
}

// ---------------------------------------------------------------- texts

const textKinds = { null: "Null", boolean: "Boolean", integer: "Integer", number: "Number", string: "String" } as const;

/** How the text of a header or form member becomes a value of a shape: a `*client.Text`; undefined: it is a string. */
const printText = (printer: ClientPrinter, shape: Shape): Printable | undefined => pointTo(printer, planText(printer.contract, shape));

function pointTo(printer: ClientPrinter, plan: TextPlan): Printable | undefined {
  if (plan.kind === "string") return undefined;
  if (plan.kind === "union" || plan.kind === "list" || plan.kind === "object") return code`&${client(printer, "Text")}${printInner(printer, plan)}`;
  return client(printer, textKinds[plan.kind]);
}

/** What stands in the braces of a `client.Text`. */
function printInner(printer: ClientPrinter, plan: TextPlan): Code {
  const inner = (part: TextPlan): Code => printInner(printer, part);
  switch (plan.kind) {
    case "union":
      return fieldsOf([[word("Kind"), client(printer, "UnionText")], [word("AnyOf"), slice(client(printer, "Text"), plan.branches.map(inner))]]);
    case "list":
      return fieldsOf([
        [word("Kind"), client(printer, "ListText")],
        [word("Items"), pointTo(printer, plan.items)],
        [word("Prefix"), plan.prefix.length === 0 ? undefined : slice(client(printer, "Text"), plan.prefix.map(inner))],
      ]);
    case "object": {
      const members = plan.members.map(({ name, text }) => fieldsOf([[word("Name"), literal(name)], [word("Text"), text.kind === "string" ? undefined : code`${client(printer, "Text")}${inner(text)}`]]));
      // What others may be is said, though it be a string: without it there are none.
      const rest = plan.rest && (pointTo(printer, plan.rest) ?? code`&${client(printer, "Text")}{}`);
      return fieldsOf([[word("Kind"), client(printer, "ObjectText")], [word("Members"), members.length === 0 ? undefined : slice(client(printer, "TextMember"), members)], [word("Rest"), rest]]);
    }
    case "string":
      return code`{}`;
    default:
      return fieldsOf([[word("Kind"), client(printer, `${textKinds[plan.kind]}Text`)]]);
  }
}
