import type { Direction, Schema, SchemaId, Shape } from "../../contract/model.js";
import { type Code, code, type Ident, joinLines, nothing, type Printable, verbatim, word } from "../../emit/code.js";
import { docComment } from "./comments.js";
import type { EnumPlan } from "./enums.js";
import { printEnum } from "./enums.js";
import { formOf, isAlias, openShape } from "./forms.js";
import { field } from "./layout.js";
import { jsonTag, structTag } from "./literals.js";
import { describe } from "./subjects.js";
import { baseType, formType, type Member, planMembers, standard, type TypePrinter, valueType } from "./types.js";
import { printUnion, type UnionPlans } from "./unions.js";

export interface DeclarationPrinter extends TypePrinter {
  readonly enums: ReadonlyMap<SchemaId, EnumPlan>;
  readonly unions: UnionPlans;
}

/** The declarations of a named schema: its response face, and its request face where that differs. */
export function printDeclarations(printer: DeclarationPrinter, id: SchemaId): readonly Code[] {
  const schema = printer.contract.schemas[id];
  const names = printer.names.schemas.get(id);
  if (!schema || !names) return [];
  const response = printFace(printer, schema, names.response, "response");
  return names.request === names.response ? [response] : [response, printFace(printer, schema, names.request, "request")];
}

function printFace(printer: DeclarationPrinter, schema: Schema, name: Ident, direction: Direction): Code {
  const doc = faceDoc(printer, schema, name, direction);
  const { shape } = schema;
  if (!isAlias(shape)) {
    const enumPlan = printer.enums.get(schema.id);
    if (enumPlan) return printEnum(enumPlan, doc);
    const union = printer.unions.get(schema.id);
    if (union) return printUnion(union[direction], doc);
    const form = formOf(printer.contract, printer.style, shape);
    if (form.kind === "object" && form.shape.fields.length > 0) return printStruct(printer, schema.id, form.shape, name, direction, doc);
    if (form.kind === "tuple") return printTuple(printer, schema.id, form.shape, name, direction, doc);
  }
  return joinLines([doc, printAlias(printer, schema, name, direction)]);
}

function faceDoc(printer: DeclarationPrinter, schema: Schema, name: Ident, direction: Direction): Code {
  const text = describe(name, schema);
  const isInput = direction === "request" && schema.directional;
  const isServer = printer.received !== undefined;
  const note = isInput ? `\n\nThis is how it ${isServer ? "comes" : "is sent"}: without the members that only the server sets.` : "";
  return docComment({ text: `${text}${note}`, deprecated: schema.deprecated, see: schema.externalDocs?.url });
}

/** A short name for another type; lists and maps that lead back to themselves are types of their own. */
function printAlias(printer: DeclarationPrinter, schema: Schema, name: Ident, direction: Direction): Code {
  const { contract, style, endless } = printer;
  if (isAlias(schema.shape) && openShape(contract, schema.shape).shape !== undefined) return code`type ${name} = ${baseType(printer, schema.shape, direction)}`;
  const form = formOf(contract, style, schema.shape);
  const type = formType(printer, form, direction);
  return endless.has(schema.id) ? code`type ${name} ${type}` : code`type ${name} = ${type}`;
}

type ShapeOf<K extends Shape["kind"]> = Extract<Shape, { readonly kind: K }>;

function printStruct(printer: DeclarationPrinter, id: SchemaId, shape: ShapeOf<"object">, name: Ident, direction: Direction, doc: Code): Code {
  const fields = planMembers(printer, id, shape, direction).map(printMember);
  const extra = shape.extra && printExtra(printer, shape, shape.extra, direction);
  const other = shape.wide ? printOther(printer.names.fields(shape).other, "object") : nothing;
  return code`
    ${doc}
    type ${name} struct {
      ${joinLines([...fields, extra ?? nothing, other])}
    }
  `;
}

function printMember({ field: about, name, type, there }: Member): Code {
  const doc = docComment({
    text: about.description ?? about.title,
    deprecated: about.deprecated,
    default: about.default,
    examples: about.examples.slice(0, 1),
  });
  return joinLines([doc, field(name, type, jsonTag(about.name, !there))]);
}

function printExtra(printer: DeclarationPrinter, shape: ShapeOf<"object">, extra: Shape, direction: Direction): Code {
  return joinLines([
    docComment({ text: `${printer.names.fields(shape).extra} has the members that the contract doesn't name.` }),
    field(printer.names.fields(shape).extra, code`map[string]${valueType(printer, extra, direction)}`, structTag([["json", "-"]])),
  ]);
}

/** The field of a `wide` type. */
const printOther = (name: Ident, type: "object" | "array"): Code =>
  joinLines([
    docComment({ text: `${name} is the value where it is no ${type}, which the contract allows: it doesn't say \`type: ${type}\`. All else is empty then.` }),
    field(name, standard.raw, structTag([["json", "-"]])),
  ]);

/** One item of a tuple, as its struct has it. */
export interface TupleItem {
  readonly name: Ident;
  readonly type: Printable;
  readonly shape: Shape;
  /** It may be missing: nil then, or the zero `Nullable`. */
  readonly holding: Member["holding"];
  readonly pointed: boolean;
}

function printTuple(printer: DeclarationPrinter, id: SchemaId, shape: ShapeOf<"tuple">, name: Ident, direction: Direction, doc: Code): Code {
  const items = planTuple(printer, id, shape, direction);
  const rest = shape.rest === undefined ? nothing : field(verbatim("Rest"), code`[]${valueType(printer, shape.rest, direction)}`);
  return code`
    ${doc}
    type ${name} struct {
      ${joinLines([...items.map((item) => field(item.name, item.type)), rest, shape.wide ? printOther(otherItem, "array") : nothing])}
    }
  `;
}

/** The field of a tuple's value that is no array. */
export const otherItem: Ident = word("Other");

/** The items of a tuple's struct: `Item1` and so on. They are held as members are. */
export function planTuple(printer: TypePrinter, id: SchemaId, shape: ShapeOf<"tuple">, direction: Direction): readonly TupleItem[] {
  const fields = shape.items.map((item, index) => ({ name: `item${index + 1}`, shape: item, required: index < shape.required, access: "both" as const, deprecated: false, examples: [] }));
  const members = planMembers(printer, id, { kind: "object", fields, closed: true }, direction);
  return members.map(({ name, type, field: about, holding, pointed }) => ({ name, type, shape: about.shape, holding, pointed }));
}
