import { parseJsonText } from "../../contract/json.js";
import type { Contract, Direction, Field, SchemaId, Shape } from "../../contract/model.js";
import { Code, code, type Ident, type Import, list, type Printable, render, whenBroken, word, wrapped } from "../../emit/code.js";
import { hasLooseExtras } from "../loose.js";
import { openShape } from "../shapes.js";
import { type Form, formOf, type TypeStyle } from "./forms.js";
import { jsonLiteral } from "./literals.js";
import { lineWidth } from "./module.js";
import type { Names } from "./names.js";

/** What prints Python's types needs. `contract` has been through `liftShapes`. */
export interface TypePrinter {
  readonly contract: Contract;
  readonly names: Names;
  readonly style: TypeStyle;
  /** On the side that receives requests: the schemas that nothing but requests have. Absent members with a default are filled in there. */
  readonly received?: ReadonlySet<SchemaId>;
  /** The names of roots in rules.json, by which the branches of unions are told apart; undefined: everything is valid. Absent: the product has no rules. */
  readonly rules?: { readonly of: (schema: SchemaId, direction: Direction) => string | undefined };
}

/** The type of a schema, in one direction, without null; undefined where it has none of its own. */
export const declared = ({ names }: Pick<TypePrinter, "names">, id: SchemaId, direction: Direction): Import | undefined => names.schemas.get(id)?.faces[direction];

/** What is nested deeper got names on the way. */
const deepest = 60;

/** The Python type of a value that stands by itself: `User`, `list[str]`, `DateTime | None`. */
export function typeOf(printer: TypePrinter, shape: Shape, direction: Direction, depth = 0): Printable {
  const base = baseType(printer, shape, direction, depth);
  return openShape(printer.contract, shape).nullable ? unionOf([base, none]) : base;
}

export const none = word("None");

/** The Python type of a value that is not null. */
export function baseType(printer: TypePrinter, shape: Shape, direction: Direction, depth = 0): Printable {
  const seen = new Set<SchemaId>();
  let current: Shape | undefined = shape;
  while (current?.kind === "ref" || current?.kind === "nullable") {
    if (current.kind === "nullable") current = current.of;
    else {
      const name = declared(printer, current.schema, direction);
      if (name !== undefined) return name;
      if (seen.has(current.schema)) return printer.names.json;
      seen.add(current.schema);
      current = printer.contract.schemas[current.schema]?.shape;
    }
  }
  if (current === undefined || depth > deepest) return printer.names.json;
  return formType(printer, formOf(printer.contract, printer.style, current), direction, depth, shape.kind === "ref" ? shape.schema : undefined);
}

/** The Python type of a form, written in place. `schema`: where it stands. */
export function formType(printer: TypePrinter, form: Form, direction: Direction, depth = 0, schema?: SchemaId): Printable {
  const { names } = printer;
  const inner = (shape: Shape): Printable => typeOf(printer, shape, direction, depth + 1);
  switch (form.kind) {
    case "any":
      return names.json;
    case "null":
      return none;
    case "bool":
    case "int":
    case "float":
    case "str":
      return word(form.kind);
    case "decimal":
      return names.runtime("wire", "Number");
    case "uuid":
      return names.outside("uuid", "UUID");
    case "datetime":
      return names.runtime("wire", "DateTime");
    case "date":
      return names.runtime("wire", "Date");
    case "bytes":
      return names.runtime("wire", "Base64");
    case "never":
      return names.runtime("wire", "Never");
    case "file":
      return names.binary(direction);
    case "enum":
      return constantsType(printer, form);
    case "list":
      return generic(word("list"), inner(form.items));
    case "dict":
      if (schema !== undefined && hasLooseExtras(printer.contract, schema)) return generic(names.runtime("wire", "Loose"), genericOf(word("dict"), [word("str"), generic(names.runtime("wire", "Fitting"), inner(form.values))]));
      return genericOf(word("dict"), [word("str"), inner(form.values)]);
    case "tuple":
      return tupleType(printer, form.shape, direction, depth);
    case "union":
      return unionOf(form.shape.branches.map(({ shape }) => inner(shape)));
    case "model":
      throw new Error("a class has no name");
  }
}

/** Constants in place: `Literal["asc", "desc"]`. A side that reads answers takes others, too. */
function constantsType({ names, style }: TypePrinter, { of, members }: Extract<Form, { kind: "enum" }>): Printable {
  if (of === "float") return word("float");
  if (of === "json") return names.json;
  const constants = members.map(({ value }) => jsonLiteral(parseJsonText(value)));
  const type = genericOf(names.outside("typing", "Literal"), constants);
  if (style.openEnums === true && members.length > 1) return generic(names.runtime("wire", "Open"), type);
  return of === "str" ? type : generic(names.runtime("wire", "Exactly"), type);
}

/** `tuple[int, str]`; with more items, or fewer, than are named: `tuple[int, *tuple[str, ...]]`. */
function tupleType(printer: TypePrinter, shape: Extract<Shape, { kind: "tuple" }>, direction: Direction, depth: number): Printable {
  const types = shape.items.map((item) => typeOf(printer, item, direction, depth + 1));
  if (shape.required === types.length && shape.rest === undefined) return types.length === 0 ? code`tuple[()]` : genericOf(word("tuple"), types);
  const more = [...types.slice(shape.required), ...(shape.rest === undefined ? [] : [typeOf(printer, shape.rest, direction, depth + 1)])];
  const distinct = new Map(more.map((type) => [keyOf(type), type]));
  if (distinct.size > 1 && types.length - shape.required <= mostLengths) return unionOf(lengthsOf(printer, shape, types, direction, depth));
  const rest = distinct.size === 1 ? (more[0] ?? printer.names.json) : printer.names.json;
  const first = types.slice(0, shape.required);
  if (first.length === 0) return generic(word("list"), rest);
  return generic(printer.names.runtime("wire", "Positions"), genericOf(word("tuple"), [...first, code`*tuple[${rest}, ...]`]));
}

/** Tuples of more lengths than these are too much to read. */
const mostLengths = 3;

/** A tuple for each number of items that there may be: `tuple[()] | tuple[int]`; the longest one with all that may follow. */
function lengthsOf(printer: TypePrinter, shape: Extract<Shape, { kind: "tuple" }>, types: readonly Printable[], direction: Direction, depth: number): readonly Printable[] {
  const fixed = (length: number): Printable => (length === 0 ? code`tuple[()]` : genericOf(word("tuple"), types.slice(0, length)));
  const short = Array.from({ length: types.length - shape.required }, (_, index) => fixed(shape.required + index));
  if (shape.rest === undefined) return [...short, fixed(types.length)];
  const rest = typeOf(printer, shape.rest, direction, depth + 1);
  return [...short, generic(printer.names.runtime("wire", "Positions"), genericOf(word("tuple"), [...types, code`*tuple[${rest}, ...]`]))];
}

const keyOf = (type: Printable): string => (type instanceof Code ? render(type, Infinity) : typeof type === "object" ? String(type.local ?? type.name) : String(type));

/** A type of one type argument: `list[User]`. Where it is too long, the argument has a line of its own. */
export const generic = (name: Printable, argument: Printable): Code => code`${name}${list([inBrackets(argument)], { open: "[", close: "]", trailing: "", indent: 4 })}`;

/** A type of several type arguments: `tuple[int, str]`. */
export const genericOf = (name: Printable, args: readonly Printable[]): Code => code`${name}${list(args.map(inBrackets), { open: "[", close: "]", indent: 4 })}`;

const space = { kind: "line", indent: 0, flat: " " } as const;
const softLine = { kind: "line", indent: 0, flat: "" } as const;

/** Alternatives: in one line where they fit, else one a line, each but the first after its sign. */
const alternativesOf = (choices: readonly Printable[]): Code =>
  new Code([{ kind: "group", code: new Code(choices.flatMap((choice, index) => (index === 0 ? [choicePart(choice)] : [space, "| ", choicePart(choice)]))) }], choices);

const choicePart = (choice: Printable) => (typeof choice === "number" ? String(choice) : choice);

/** What stands behind a colon or a sign of equality, and the name before it: in lines of its own where that helps. `indent`: that of the name. */
export function standAlone(type: Printable, name: Ident, indent: number): Printable {
  const room = lineWidth - indent - 4;
  if (!(type instanceof Code)) return keyOf(type).length > room || isShort(name, type, indent) ? type : wrapped(code`${type}`);
  if (type.choices !== undefined || name.length < longName) return type;
  const isTooWide = render(type, room).split("\n").some((line) => line.length > room);
  return isTooWide ? type : wrapped(type, render(type, Infinity).search(/[[(]/) + 1 || Infinity);
}

/** Does all of `name: Type = (` fit in the line, so that only the default behind it is broken? Names at the margin have none. */
const isShort = (name: Ident, type: Printable, indent: number): boolean => indent > 0 && indent + `${name}: ${keyOf(type)} = (`.length <= lineWidth;

/** A name that leaves no room for what types begin with. */
const longName = 60;

/** Within brackets alternatives need no parentheses. */
const inBrackets = (type: Printable): Printable => (type instanceof Code && type.choices !== undefined ? alternativesOf(type.choices) : type);

/** An expression that has a line of its own where it doesn't fit. */
const inParentheses = (expression: Code): Code =>
  new Code([{ kind: "group", code: new Code([whenBroken("(", ""), { kind: "nest", indent: 4, code: new Code([softLine, expression]) }, softLine, whenBroken(")", "")]) }]);

/** `A | B | None`: equal alternatives stand once, None stands last, any JSON takes in all others. Where they don't fit in the line, parentheses stand around them. */
export function unionOf(types: readonly Printable[]): Printable {
  const flat = types.flatMap((type) => (type instanceof Code ? (type.choices ?? [type]) : [type]));
  const distinct = new Map(flat.map((type) => [keyOf(type), type]));
  const json = flat.find((type) => typeof type === "object" && !(type instanceof Code) && type.module === "./runtime/wire" && type.name === "Json");
  if (json !== undefined) return json;
  const some = [...distinct].filter(([key]) => key !== "None").map(([, type]) => type);
  const all = distinct.has("None") ? [...some, none] : some;
  const [only] = all;
  if (only === undefined) return none;
  return all.length === 1 ? only : new Code(inParentheses(alternativesOf(all)).parts, all);
}

/** A type, or None. */
export const orNone = (type: Printable): Printable => unionOf([type, none]);

/** A type without its alternative None. */
export function withoutNone(type: Printable): Printable {
  const some = type instanceof Code && type.choices !== undefined ? type.choices.filter((choice) => keyOf(choice) !== "None") : [type];
  return unionOf(some);
}

/** Whether a member exists in a direction. */
export const isVisible = (field: Field, direction: Direction): boolean => field.access === "both" || (field.access === "readOnly") === (direction === "response");
