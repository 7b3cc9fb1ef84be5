import type { Assertion, Contract, Direction, Field, SchemaId, Shape } from "../../contract/model.js";
import { code, type Code, type Ident, joinLines, list, nothing, type Printable, verbatim, word, wrapped } from "../../emit/code.js";
import { isFilled } from "../defaults.js";
import { docstring } from "./comments.js";
import { defaultFactory, defaultValue } from "./defaults.js";
import { admitsNull, type Form, formOf } from "./forms.js";
import { literal, numberLiteral } from "./literals.js";
import type { ObjectShape } from "./names.js";
import { generic, genericOf, isVisible, orNone, standAlone, type TypePrinter, typeOf, withoutNone } from "./types.js";

/**
 * What an absent member is:
 * required: it is always there; filled: its default; none: None, which is never sent; unset: None that was never set, since None that was set is null.
 */
export type Absence = "required" | "filled" | "none" | "unset";

export interface Member {
  readonly field: Field;
  readonly name: Ident;
  readonly absence: Absence;
  /** With None where it may be None; of an `unset` one without, since `Nullable` says it. */
  readonly type: Printable;
}

/** Whether absent members of a schema's values are filled in before anybody reads them. */
const fillsDefaults = ({ received }: TypePrinter, id: SchemaId, direction: Direction): boolean => received !== undefined && (direction === "request" || received.has(id));

/** The members of a schema's class, in the order of the contract. */
export function planMembers(printer: TypePrinter, id: SchemaId, shape: ObjectShape, direction: Direction): readonly Member[] {
  const names = printer.names.fields(shape);
  const fills = fillsDefaults(printer, id, direction);
  const seen = new Set<string>();
  return shape.fields
    .filter((field) => isVisible(field, direction) && isText(field.name) && !seen.has(field.name) && seen.add(field.name))
    .map((field) => {
      const absence = absenceOf(printer, field, fills);
      const type = typeOf(printer, field.shape, direction);
      return { field, name: names.get(field.name) ?? word("field"), absence, type: absence === "none" ? orNone(type) : absence === "unset" ? withoutNone(type) : type };
    });
}

/** A name with half a character in it comes in no JSON (RFC 7493, 2.1). */
const isText = (name: string): boolean => !/\p{Cs}/u.test(name);

function absenceOf({ contract, style }: TypePrinter, field: Field, fills: boolean): Absence {
  if (field.required) return "required";
  if (fills && isFilled(contract, field)) return "filled";
  return admitsNull(contract, style, field.shape) ? "unset" : "none";
}

/** A field of a class, with what the contract says of it. */
export function printMember(printer: TypePrinter, { field, name, absence, type }: Member, direction: Direction): Code {
  const details = [...(field.name === name ? [] : [code`alias=${literal(field.name)}`]), ...printLimits(printer, field.shape)];
  const isNull = absence === "unset";
  const typed = isNull ? generic(printer.names.runtime("wire", "Nullable"), type) : type;
  const { names } = printer;
  const annotation = details.length === 0 ? standAlone(typed, name, 4) : genericOf(names.outside("typing", "Annotated"), [typed, code`${names.outside("pydantic", "Field")}${list(details, { open: "(", close: ")", indent: 4 })}`]);
  const doc = docstring({
    text: field.description ?? field.title,
    deprecated: field.deprecated,
    default: absence === "filled" ? undefined : field.default,
    examples: field.examples.slice(0, 1),
  });
  return joinLines([code`${name}: ${annotation}${printDefault(printer, field, absence, direction)}`, doc]);
}

/** Written apart: a template that begins with a space is indented. */
const equals = verbatim(" = ");

function printDefault(printer: TypePrinter, { default: text, shape }: Field, absence: Absence, direction: Direction): Code {
  if (absence === "required") return nothing;
  if (absence !== "filled" || text === undefined) return code`${equals}${wrapped(code`None`)}`;
  const value = defaultValue(printer, shape, text, direction);
  if (value !== undefined) return code`${equals}${value}`;
  return code`${equals}${printer.names.outside("pydantic", "Field")}${list([code`default_factory=lambda: ${defaultFactory(printer, shape, text, direction)}`], { open: "(", close: ")", indent: 4 })}`;
}

/** Limits of a value that Pydantic judges as JSON Schema does. They help who makes a value; the verdict is the rules'. `own`: whose assertions count. */
export function printLimits({ contract, style }: TypePrinter, shape: Shape, own?: SchemaId): readonly Code[] {
  // Who reads answers takes what breaks only a limit.
  if (style.openEnums === true) return [];
  const schema = own ?? ownSchema(contract, shape);
  if (schema === undefined) return [];
  const form = formOf(contract, style, shape);
  return (contract.schemas[schema]?.assertions ?? []).flatMap((assertion) => printLimit(assertion, form) ?? []);
}

/** The schema that stands where a value is used, without a name of its own between. */
function ownSchema({ schemas }: Contract, shape: Shape): SchemaId | undefined {
  const inner = shape.kind === "nullable" ? shape.of : shape;
  const schema = inner.kind === "ref" ? schemas[inner.schema] : undefined;
  return schema === undefined || schema.place.kind === "component" ? undefined : schema.id;
}

function printLimit(assertion: Assertion, { kind }: Form): Code | undefined {
  switch (assertion.keyword) {
    case "minLength":
      return kind === "str" && assertion.limit > 0 ? code`min_length=${assertion.limit}` : undefined;
    case "maxLength":
      return kind === "str" ? code`max_length=${assertion.limit}` : undefined;
    case "minItems":
      return kind === "list" && assertion.limit > 0 ? code`min_length=${assertion.limit}` : undefined;
    case "maxItems":
      return kind === "list" ? code`max_length=${assertion.limit}` : undefined;
    case "minProperties":
      return kind === "dict" && assertion.limit > 0 ? code`min_length=${assertion.limit}` : undefined;
    case "maxProperties":
      return kind === "dict" ? code`max_length=${assertion.limit}` : undefined;
    case "minimum":
      return printBound("ge", assertion.limit, kind);
    case "maximum":
      return printBound("le", assertion.limit, kind);
    case "exclusiveMinimum":
      return kind === "int" ? printBound("gt", assertion.limit, kind) : undefined;
    case "exclusiveMaximum":
      return kind === "int" ? printBound("lt", assertion.limit, kind) : undefined;
    default:
      return undefined;
  }
}

/** The nearest double of a value that keeps to a limit keeps to the limit's nearest double, but may be equal to it. */
function printBound(name: string, limit: string, kind: Form["kind"]): Code | undefined {
  if (kind === "int" && /^-?\d{1,40}$/.test(limit)) return code`${word(name)}=${numberLiteral(limit)}`;
  if (kind === "float" && Number.isFinite(Number(limit)) && limit.length < 25) return code`${word(name)}=${numberLiteral(limit)}`;
  return undefined;
}
