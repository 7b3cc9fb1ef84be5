import { type Json, parseJsonText } from "../../contract/json.js";
import { toJsonText } from "../../contract/json-text.js";
import type { Direction, JsonText, SchemaId, Shape } from "../../contract/model.js";
import { code, type Code, list, type Printable } from "../../emit/code.js";
import { openShape } from "../shapes.js";
import { planEnum } from "./enums.js";
import { formOf } from "./forms.js";
import { jsonLiteral } from "./literals.js";
import { baseType, type TypePrinter, typeOf } from "./types.js";

/** A default as an expression that nobody can change; undefined where only a function makes one (lists, objects, dates). */
export function defaultValue(printer: TypePrinter, shape: Shape, text: JsonText, direction: Direction): Printable | undefined {
  const value: Json = parseJsonText(text);
  if (value === null) return jsonLiteral(null);
  if (typeof value === "object" && !("text" in value)) return undefined;
  const form = formOf(printer.contract, printer.style, shape);
  switch (form.kind) {
    case "bool":
    case "int":
    case "float":
    case "str":
    case "any":
      return jsonLiteral(value);
    case "enum":
      return constantOf(printer, shape, text, direction) ?? jsonLiteral(value);
    case "union":
      return typeof value === "object" || openShape(printer.contract, shape).nullable ? undefined : plainBranch(printer, form.shape.branches.map((branch) => branch.shape), value);
    default:
      return undefined;
  }
}

/** A constant that some branch takes as it stands. */
function plainBranch({ contract, style }: TypePrinter, branches: readonly Shape[], value: Json): Code | undefined {
  const wanted: Readonly<Record<string, readonly string[]>> = { string: ["str"], boolean: ["bool"], number: ["int", "float"] };
  const kinds = branches.map((branch) => formOf(contract, style, branch).kind);
  const isPlain = kinds.every((kind) => ["str", "bool", "int", "float", "null"].includes(kind));
  return isPlain && kinds.some((kind) => wanted[typeof value]?.includes(kind)) ? jsonLiteral(value) : undefined;
}

/** `Color.RED`, where the enum is a class. */
function constantOf(printer: TypePrinter, shape: Shape, text: JsonText, direction: Direction): Code | undefined {
  const id = namedSchema(printer, shape);
  const plan = id === undefined ? undefined : planEnum(printer, id);
  const constant = plan?.constants.find(({ member }) => member.value === text);
  return constant === undefined ? undefined : code`${baseType(printer, shape, direction)}.${constant.name}`;
}

/** The schema at the end of a chain of names that declares the type. */
function namedSchema({ contract, names }: TypePrinter, shape: Shape): SchemaId | undefined {
  let found: SchemaId | undefined;
  let current: Shape | undefined = shape;
  for (let depth = 0; depth < 1_000 && (current?.kind === "ref" || current?.kind === "nullable"); depth += 1) {
    if (current.kind === "ref" && names.schemas.has(current.schema)) found = current.schema;
    current = current.kind === "nullable" ? current.of : contract.schemas[current.schema]?.shape;
  }
  return found;
}

/** What makes a default anew, in a function: a list of what nobody can change, else what is read as it would be from the wire. */
export function defaultFactory(printer: TypePrinter, shape: Shape, text: JsonText, direction: Direction): Code {
  const value = parseJsonText(text);
  const form = formOf(printer.contract, printer.style, shape);
  if (Array.isArray(value) && form.kind === "list") {
    const items = value.map((item) => defaultValue(printer, form.items, toJsonText(item), direction));
    if (items.every((item) => item !== undefined)) return list(items, { open: "[", close: "]", indent: 4 });
  }
  return code`${printer.names.runtime("wire", "read_value")}${list([typeOf(printer, shape, direction), jsonLiteral(value)], { open: "(", close: ")", indent: 4 })}`;
}
