import type { Content, Contract, Direction, SchemaId, Shape } from "../../contract/model.js";
import { code, type Printable, word } from "../../emit/code.js";
import { bodySchema, itemSchema } from "./lift.js";
import { type TypePrinter, typeOf, unionOf } from "./types.js";


const refTo = (schema: SchemaId): Shape => ({ kind: "ref", schema });

const anyMembers = ({ names }: TypePrinter): Printable => code`dict[str, ${names.json}]`;

/** The type of a body of one media type, as a service receives and answers it. */
export function bodyType(printer: TypePrinter, content: Content, direction: Direction): Printable {
  const stream = printer.names.outside("collections.abc", direction === "request" ? "AsyncIterator" : "AsyncIterable");
  switch (content.kind) {
    case "binary":
      return direction === "request" ? code`${stream}[bytes]` : unionOf([word("bytes"), code`${stream}[bytes]`]);
    case "events":
    case "jsonLines":
      return code`${stream}[${contentValueType(printer, content, direction) ?? printer.names.json}]`;
    default:
      return contentValueType(printer, content, direction) ?? printer.names.json;
  }
}

/** The type of a content's value, or of one item of a stream; undefined: JSON as it is, or bytes. */
export function contentValueType(printer: TypePrinter, content: Content, direction: Direction): Printable | undefined {
  const { contract } = printer;
  switch (content.kind) {
    case "json":
      return content.schema === undefined ? undefined : typeOf(printer, refTo(content.schema), direction);
    case "text":
      return isTextual(contract, content) && content.schema !== undefined ? typeOf(printer, refTo(content.schema), direction) : word("str");
    case "binary":
      return undefined;
    case "events":
    case "jsonLines": {
      const schema = itemSchema(contract, content);
      return schema === undefined ? undefined : typeOf(printer, refTo(schema), direction);
    }
    case "form":
    case "multipart":
      return formType(printer, content, direction);
  }
}

/** A form's type: its object's; any members where it names none; a list where its parts have no names. */
function formType(printer: TypePrinter, content: Content, direction: Direction): Printable {
  const schema = bodySchema(printer.contract, content);
  if (schema !== undefined) return printer.contract.schemas[schema]?.shape.kind === "any" ? anyMembers(printer) : typeOf(printer, refTo(schema), direction);
  return content.itemSchema === undefined ? anyMembers(printer) : code`list[${typeOf(printer, refTo(content.itemSchema), direction)}]`;
}

/** Texts may be one of some: `enum`. */
export function isTextual(contract: Contract, { schema }: Content): boolean {
  const shape = schema === undefined ? undefined : contract.schemas[schema]?.shape;
  return shape?.kind === "enum" && shape.members.every(({ value }) => value.startsWith('"'));
}
