import type { Content, Contract, Direction, SchemaId, Shape } from "../../contract/model.js";
import { type Code, code, type Printable, word } from "../../emit/code.js";
import { formOf, isNilable } from "./forms.js";
import { bodySchema, itemSchema } from "./lift.js";
import { importName } from "./module.js";
import { type TypePrinter, valueType } from "./types.js";

const raw = importName("encoding/json", "RawMessage");
const reader = importName("io", "Reader");
const readCloser = importName("io", "ReadCloser");
const sequence = importName("iter", "Seq2");

/** Whether who is printed for receives what travels in a direction: servers receive requests, clients responses. */
const receives = ({ received }: TypePrinter, direction: Direction): boolean => (received !== undefined) === (direction === "request");

/** The Go type of a body of one media type. */
export function bodyType(printer: TypePrinter, content: Content, direction: Direction): Printable {
  switch (content.kind) {
    case "json":
      return content.schema === undefined ? raw : valueType(printer, refTo(content.schema), direction);
    case "text":
      return isTextual(printer.contract, content) ? valueType(printer, refTo(content.schema ?? ""), direction) : word("string");
    case "binary":
      return receives(printer, direction) ? readCloser : reader;
    case "events":
    case "jsonLines":
      return code`${sequence}[${itemType(printer, content, direction)}, error]`;
    case "form":
    case "multipart":
      return formType(printer, content, direction);
  }
}

const refTo = (schema: SchemaId): Shape => ({ kind: "ref", schema });

/** The type of one item of a stream. */
export function itemType(printer: TypePrinter, content: Content, direction: Direction): Printable {
  const schema = itemSchema(printer.contract, content);
  return schema === undefined ? raw : valueType(printer, refTo(schema), direction);
}

/** A form's type: its object's; any members where it names none; a list where its parts have no names. */
function formType(printer: TypePrinter, content: Content, direction: Direction): Printable {
  const schema = bodySchema(printer.contract, content);
  if (schema !== undefined) {
    const type = valueType(printer, refTo(schema), direction);
    return type === raw ? anyMembers : type;
  }
  return content.itemSchema === undefined ? anyMembers : code`[]${valueType(printer, refTo(content.itemSchema), direction)}`;
}

const anyMembers: Code = code`map[string]${raw}`;

/** Texts may be one of some: `enum`. */
export function isTextual(contract: Contract, { schema }: Content): boolean {
  const shape = schema === undefined ? undefined : contract.schemas[schema]?.shape;
  return shape?.kind === "enum" && shape.members.every(({ value }) => value.startsWith('"'));
}

/** Whether the type of a body has nil, which then says that there is none. */
export function isNilableBody({ contract, style }: TypePrinter, content: Content): boolean {
  if (content.kind === "binary" || content.kind === "events" || content.kind === "jsonLines") return true;
  const schema = content.kind === "json" ? content.schema : content.kind === "text" ? (isTextual(contract, content) ? content.schema : "") : bodySchema(contract, content);
  if (schema === undefined) return true;
  return schema !== "" && isNilable(formOf(contract, style, refTo(schema)));
}
