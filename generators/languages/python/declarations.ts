import type { Direction, Schema, SchemaId, Shape } from "../../contract/model.js";
import { Code, code, type Ident, joinLines, layOut, list, type Printable, word } from "../../emit/code.js";
import { hasLooseExtras } from "../loose.js";
import { isAlias } from "../shapes.js";
import type { Circles } from "./circles.js";
import { docstring } from "./comments.js";
import { joinDocumented, planEnum, printEnum } from "./enums.js";
import { planMembers, printLimits, printMember } from "./fields.js";
import { formOf } from "./forms.js";
import { literal, quotePython } from "./literals.js";
import { baseType, formType, generic, genericOf, standAlone, type TypePrinter, typeOf } from "./types.js";
import { printUnion } from "./unions.js";

export interface DeclarationPrinter extends TypePrinter {
  readonly circles: Circles;
  /** The schemas with two faces whose request face something has. */
  readonly requested: ReadonlySet<SchemaId>;
}

/** The declarations of a named schema: its response face, and its request face where that differs and some request has it. */
export function printDeclarations(printer: DeclarationPrinter, id: SchemaId): readonly Code[] {
  const schema = printer.contract.schemas[id];
  const names = printer.names.schemas.get(id);
  if (!schema || !names) return [];
  const response = printFace(printer, schema, names.response, "response");
  return names.request === names.response || !printer.requested.has(id) ? [response] : [response, printFace(printer, schema, names.request, "request")];
}

function printFace(printer: DeclarationPrinter, schema: Schema, name: Ident, direction: Direction): Code {
  const doc = faceDoc(printer, schema, direction);
  if (!isAlias(schema.shape)) {
    const plan = planEnum(printer, schema.id);
    if (plan) return printEnum(printer, plan, name, doc);
    const form = formOf(printer.contract, printer.style, schema.shape);
    if (form.kind === "model") return printClass(printer, schema, form.shape, name, direction, doc);
  }
  return joinLines([printAlias(printer, schema, name, direction), doc]);
}

function faceDoc(printer: DeclarationPrinter, schema: Schema, direction: Direction): Code {
  const text = direction === "request" && schema.directional ? describeRequest(printer, schema) : (schema.description ?? schema.title);
  return docstring({ text, deprecated: schema.deprecated, see: schema.externalDocs?.url });
}

/** What the request face has to do with the other one. */
function describeRequest({ names, received }: TypePrinter, { id, shape }: Schema): string {
  const fields = shape.kind === "object" ? shape.fields : [];
  const told = (["readOnly", "writeOnly"] as const).flatMap((access) => {
    const members = fields.filter((field) => field.access === access).map(({ name }) => `\`${name.replaceAll("`", "'")}\``);
    return members.length === 0 ? [] : [`${access === "readOnly" ? "without" : "with"} ${members.length > 4 ? `what only ${access === "readOnly" ? "the server sets" : "requests have"}` : enumerate(members)}`];
  });
  return `\`${names.schemas.get(id)?.response ?? ""}\` as it ${received === undefined ? "is sent" : "comes"}${told.length === 0 ? "" : `: ${told.join(", ")}`}.`;
}

const enumerate = (parts: readonly string[]): string => (parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`);

/** A short name for another type; one that leads back to itself is read when it is needed. */
function printAlias(printer: DeclarationPrinter, schema: Schema, name: Ident, direction: Direction): Code {
  const { names, circles } = printer;
  const type = circles.empty.has(schema.id) ? names.json : aliasType(printer, schema, direction);
  if (!circles.endless.has(schema.id)) return code`${name}: ${names.outside("typing", "TypeAlias")} = ${standAlone(type, name, 0)}`;
  return code`${name} = ${names.outside("typing_extensions", "TypeAliasType")}${list([literal(name), quoted(type)], { open: "(", close: ")", indent: 4 })}`;
}

/** A type in quotes, which is read when it is needed. */
function quoted(type: Printable): Code {
  const [part] = layOut(code`${type}`, Infinity).parts;
  return typeof part === "object" && "text" in part ? new Code([{ ...part, text: quotePython(part.text) }]) : code`${type}`;
}

function aliasType(printer: DeclarationPrinter, schema: Schema, direction: Direction): Printable {
  const { contract, style, names } = printer;
  if (isAlias(schema.shape)) return baseType(printer, schema.shape, direction);
  const form = formOf(contract, style, schema.shape);
  if (form.kind === "union") return printUnion(printer, schema, form.shape, direction);
  const limits = printLimits(printer, schema.shape, schema.id);
  const type = formType(printer, form, direction, 0, schema.id);
  if (limits.length === 0) return type;
  return genericOf(names.outside("typing", "Annotated"), [type, code`${names.outside("pydantic", "Field")}${list(limits, { open: "(", close: ")", indent: 4 })}`]);
}

type ObjectShape = Extract<Shape, { readonly kind: "object" }>;

function printClass(printer: DeclarationPrinter, schema: Schema, shape: ObjectShape, name: Ident, direction: Direction, doc: Code): Code {
  const { names } = printer;
  const members = planMembers(printer, schema.id, shape, direction).map((member) => printMember(printer, member, direction));
  const extra = shape.extra && printExtra(printer, schema, shape.extra, direction);
  const base = names.runtime("wire", shape.wide ? "WideModel" : shape.extra !== undefined && hasLooseExtras(printer.contract, schema.id) ? "LooseModel" : "Model");
  const bases = list(extra === undefined ? [base] : [base, code`extra="allow"`], { open: "(", close: ")", trailing: extra === undefined ? "" : ",", indent: 4 });
  const head = code`class ${name}${bases}:`;
  const body = joinDocumented(extra === undefined ? members : [...members, extra]);
  if (body.empty && doc.empty) return code`${head}\n    pass`;
  if (doc.empty || body.empty) return code`
    ${head}
        ${doc.empty ? body : doc}
  `;
  return code`
    ${head}
        ${doc}

        ${body}
  `;
}

/** The members that the contract doesn't name. */
function printExtra(printer: TypePrinter, schema: Schema, extra: Shape, direction: Direction): Code {
  const { names } = printer;
  const type = typeOf(printer, extra, direction);
  const held = hasLooseExtras(printer.contract, schema.id) ? generic(names.runtime("wire", "Fitting"), type) : type;
  return code`__pydantic_extra__: ${genericOf(word("dict"), [word("str"), held])} = ${names.outside("pydantic", "Field")}(init=False)`;
}
