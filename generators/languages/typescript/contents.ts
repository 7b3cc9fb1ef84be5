import type { Content, Direction, Field, PartEncoding, Shape } from "../../contract/model.js";
import { type Code, code, joinLines, type Printable, verbatim, word } from "../../emit/code.js";
import { docComment } from "./comments.js";
import { typeKey } from "./literals.js";
import { receivesFile, sendsFile } from "../contents.js";
import { itemShape } from "../events.js";
import { resolveShape } from "../shapes.js";
import { fieldDoc, isVisible, printType, printUnion, type TypePrinter } from "./types.js";

/** The type of a value that is sent or received as one media type. */
export function printContentType(printer: TypePrinter, content: Content, direction: Direction): Printable {
  const { names } = printer;
  switch (content.kind) {
    case "json":
      return content.schema ? printType(printer, { kind: "ref", schema: content.schema }, direction) : word("unknown");
    case "text":
      return word("string");
    case "binary":
      return names.runtime(direction === "request" ? "BinaryBody" : "Download", true);
    case "events":
    case "jsonLines":
      return printStream(printer, content, direction);
    case "form":
    case "multipart":
      return direction === "response" ? word("FormData") : printFormBody(printer, content, direction);
  }
}

/** The type of one item of a stream. */
export function printItem(printer: TypePrinter, content: Content, direction: Direction): Printable {
  const shape = itemShape(printer.contract, content);
  if (shape) return printType(printer, shape, direction);
  return content.kind === "events" ? printer.names.runtime("ServerEvent", true) : word("unknown");
}

function printStream(printer: TypePrinter, content: Content, direction: Direction): Code {
  const item = printItem(printer, content, direction);
  return direction === "response" ? code`${printer.names.runtime("ItemStream", true)}<${item}>` : code`Iterable<${item}> | AsyncIterable<${item}>`;
}

/** A form's type: its object's members, with files where the contract means bytes; any members where it names none. */
export function printFormBody(printer: TypePrinter, content: Content, direction: Direction): Printable {
  const shape = content.schema ? resolveShape(printer.contract, { kind: "ref", schema: content.schema }) : undefined;
  if (!content.schema && content.itemSchema) return printType(printer, { kind: "array", items: { kind: "ref", schema: content.itemSchema } }, direction);
  if (!content.schema || shape?.kind === "any" || shape === undefined) return code`Record<string, unknown>`;
  if (shape.kind !== "object" || content.kind === "form") return printType(printer, { kind: "ref", schema: content.schema }, direction);
  if (!shape.fields.some((field) => isFile(printer, field, content.encodings))) return printType(printer, { kind: "ref", schema: content.schema }, direction);
  const fields = shape.fields.filter((field) => isVisible(field, direction));
  const lines = fields.map((field) =>
    joinLines([docComment(fieldDoc(field)), code`${typeKey(field.name)}${verbatim(field.required ? ": " : "?: ")}${printPart(printer, field, content.encodings, direction)};`]),
  );
  return code`
    {
      ${joinLines([...lines, shape.extra ? code`[name: string]: unknown;` : verbatim("")])}
    }
  `;
}

/** What the type of a request body is made of. */
export type BodyReader = Pick<TypePrinter, "contract" | "received">;

/** The shapes that the type of a request body mentions: of a form with files, its other members. */
export function bodyShapes(reader: BodyReader, content: Content): readonly Shape[] {
  const { contract } = reader;
  const whole = [content.schema, content.itemSchema].flatMap((schema): readonly Shape[] => (schema === undefined ? [] : [{ kind: "ref", schema }]));
  switch (content.kind) {
    case "text":
    case "binary":
      return [];
    case "events":
    case "jsonLines":
      return [itemShape(contract, content)].filter((shape) => shape !== undefined);
    case "json":
    case "form":
      return whole;
    case "multipart": {
      const shape = content.schema ? resolveShape(contract, { kind: "ref", schema: content.schema }) : undefined;
      const files = shape?.kind === "object" ? new Set(shape.fields.filter((field) => isFile(reader, field, content.encodings))) : undefined;
      return shape?.kind === "object" && files && files.size > 0 ? shape.fields.filter((field) => isVisible(field, "request") && !files.has(field)).map((field) => field.shape) : whole;
    }
  }
}

function printPart(printer: TypePrinter, field: Field, encodings: readonly PartEncoding[], direction: Direction): Printable {
  if (!isFile(printer, field, encodings)) return printType(printer, field.shape, direction);
  const file = printer.names.binary(direction);
  const shape = resolveShape(printer.contract, field.shape);
  const inner = shape?.kind === "nullable" ? resolveShape(printer.contract, shape.of) : shape;
  const type = inner?.kind === "array" ? code`${file}[]` : file;
  return shape?.kind === "nullable" ? printUnion([type, word("null")]) : type;
}

const isFile = (printer: BodyReader, field: Field, encodings: readonly PartEncoding[]): boolean =>
  printer.received === undefined ? sendsFile(printer.contract, field, encodings) : receivesFile(printer.contract, field, encodings);
