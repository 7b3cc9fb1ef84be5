import type { Contract, Direction, Field, SchemaId, Shape } from "../../contract/model.js";
import { code, type Ident, type Printable, verbatim, word } from "../../emit/code.js";
import { isFilled } from "../defaults.js";
import { type Form, formOf, isAlias, isNilable, openShape, type TypeStyle } from "./forms.js";
import { importName } from "./module.js";
import type { Names, ObjectShape } from "./names.js";

/** What prints Go's types needs. `contract` has been through `liftShapes`. */
export interface TypePrinter {
  readonly contract: Contract;
  readonly names: Names;
  readonly style: TypeStyle;
  /** On the side that receives requests: the schemas that nothing but requests have. Absent members with a default are filled in there. */
  readonly received?: ReadonlySet<SchemaId>;
  /** Schemas of structs that would hold themselves: where one mentions another of its group, a pointer stands. By schema, the group. */
  readonly circles: ReadonlyMap<SchemaId, number>;
  /** Schemas of lists, maps and other names that lead back to themselves: only a type of its own ends the circle, an alias doesn't. */
  readonly endless: ReadonlySet<SchemaId>;
}

export const standard = {
  raw: importName("encoding/json", "RawMessage"),
  time: importName("time", "Time"),
  uuid: importName("github.com/google/uuid", "UUID"),
};

/** The declared type of a schema, in one direction; undefined where it has none of its own. */
export const declared = ({ names }: Pick<TypePrinter, "names">, id: SchemaId, direction: Direction): Ident | undefined => names.schemas.get(id)?.faces[direction];

/** The Go type of a value that is not null: `User`, `[]string`, `time.Time`. */
export function baseType(printer: TypePrinter, shape: Shape, direction: Direction, depth = 0): Printable {
  const seen = new Set<SchemaId>();
  let current: Shape | undefined = shape;
  while (current?.kind === "ref" || current?.kind === "nullable") {
    if (current.kind === "nullable") current = current.of;
    else {
      const name = declared(printer, current.schema, direction);
      if (name !== undefined && !isWithinItself(printer, current)) return name;
      if (seen.has(current.schema)) return standard.raw;
      seen.add(current.schema);
      current = printer.contract.schemas[current.schema]?.shape;
    }
  }
  if (current === undefined || depth > deepest) return standard.raw;
  return formType(printer, formOf(printer.contract, printer.style, current), direction, depth);
}

/**
 * Whether a schema is another name of a struct that leads back to itself: that goes by its own name, since Go's compiler fails at a generic type of
 * another name of the struct that it stands in (go1.26: "internal compiler error").
 */
function isWithinItself({ contract, circles }: TypePrinter, shape: Shape): boolean {
  const [own, ...others] = structsOf(contract, shape);
  const isOther = own !== undefined && isAlias(contract.schemas[own]?.shape ?? shape);
  return isOther && others.some((id) => circles.has(id));
}

/** No compiler takes a type of any depth. What is nested deeper got names on the way. */
const deepest = 60;

/** The Go type of a form that has no name. */
export function formType(printer: TypePrinter, form: Form, direction: Direction, depth = 0): Printable {
  const { names } = printer;
  switch (form.kind) {
    case "raw":
    case "time":
    case "uuid":
      return standard[form.kind];
    case "never":
      return names.runtime("wire", "Never");
    case "null":
      return names.runtime("wire", "None");
    case "bytes":
      return code`[]byte`;
    case "file":
      return code`*${names.own("File")}`;
    case "date":
      return names.own("Date");
    case "integer":
      return names.own("Integer");
    case "float":
      return word("float64");
    case "bool":
    case "string":
    case "int32":
    case "int64":
    case "uint32":
    case "uint64":
      return word(form.kind);
    case "array":
      return code`[]${valueType(printer, form.items, direction, depth + 1)}`;
    case "map":
      return code`map[string]${valueType(printer, form.values, direction, depth + 1)}`;
    case "object":
      return verbatim("struct{}");
    case "enum":
    case "tuple":
    case "union":
      throw new Error(`a type of the form ${form.kind} has no name`);
  }
}

/** The Go type of a value that stands by itself: an item, a value of a map, a body. One that may be null is a pointer, or nil. */
export function valueType(printer: TypePrinter, shape: Shape, direction: Direction, depth = 0): Printable {
  const base = baseType(printer, shape, direction, depth);
  return isPointer(printer, shape) ? code`*${base}` : base;
}

/** Whether a value that stands by itself is a pointer, because it may be null and its type has no nil. */
export const isPointer = ({ contract, style }: TypePrinter, shape: Shape): boolean => openShape(contract, shape).nullable && !isNilable(formOf(contract, style, shape));

/**
 * How a member is held by its struct:
 * value: it is always there; bare: nil where it is absent, or null; pointer: the same for types without nil; nullable: a `Nullable`, that
 * tells absent and null apart. `pointed`: its type is a pointer, since the struct would hold itself (in a `nullable`: `Nullable[*T]`).
 */
export type Holding = "value" | "bare" | "pointer" | "nullable";

export interface Member {
  readonly field: Field;
  readonly name: Ident;
  readonly holding: Holding;
  readonly pointed: boolean;
  /** The type without pointer or `Nullable`. */
  readonly base: Printable;
  /** The type of the struct's field. */
  readonly type: Printable;
  readonly nullable: boolean;
  /** Always there once it was read: required, or filled in from its default. */
  readonly there: boolean;
}

/** Whether a member exists in a direction. */
export const isVisible = (field: Field, direction: Direction): boolean => field.access === "both" || (field.access === "readOnly") === (direction === "response");

/** Whether absent members of a schema's values are filled in before anybody reads them. */
const fillsDefaults = ({ received }: TypePrinter, id: SchemaId, direction: Direction): boolean => received !== undefined && (direction === "request" || received.has(id));

/** By the names of a product: its types, readers and writers ask for the same members. */
const known = new WeakMap<Names, WeakMap<ObjectShape, Map<string, readonly Member[]>>>();

/** The members of a schema's struct, in the order of the contract. */
export function planMembers(printer: TypePrinter, id: SchemaId, shape: ObjectShape, direction: Direction): readonly Member[] {
  const shapes = known.get(printer.names) ?? new WeakMap<ObjectShape, Map<string, readonly Member[]>>();
  known.set(printer.names, shapes);
  const plans = shapes.get(shape) ?? new Map<string, readonly Member[]>();
  shapes.set(shape, plans);
  const key = `${direction} ${id}`;
  const before = plans.get(key);
  if (before !== undefined) return before;
  const members = planAll(printer, id, shape, direction);
  plans.set(key, members);
  return members;
}

function planAll(printer: TypePrinter, id: SchemaId, shape: ObjectShape, direction: Direction): readonly Member[] {
  const { of } = printer.names.fields(shape);
  const fills = fillsDefaults(printer, id, direction);
  return shape.fields
    .filter((field) => isVisible(field, direction) && of.has(field.name))
    .map((field) => planMember(printer, id, field, of.get(field.name) ?? word("Field"), direction, field.required || (fills && isFilled(printer.contract, field))));
}

function planMember(printer: TypePrinter, id: SchemaId, field: Field, name: Ident, direction: Direction, there: boolean): Member {
  const { contract, style } = printer;
  const { nullable } = openShape(contract, field.shape);
  const nilable = isNilable(formOf(contract, style, field.shape));
  const base = baseType(printer, field.shape, direction);
  const isInCircle = !nilable && leadsBack(printer, id, field.shape);
  const holding: Holding = nullable && !there ? "nullable" : nilable ? "bare" : nullable || !there || isInCircle ? "pointer" : "value";
  const pointed = isInCircle && holding === "nullable";
  const type = holding === "nullable" ? code`${printer.names.own("Nullable")}[${pointed ? code`*` : code``}${base}]` : holding === "pointer" ? code`*${base}` : base;
  return { field, name, holding, pointed, base, type, nullable, there };
}

/** Whether the struct of a schema would hold itself through a member of this shape. */
function leadsBack({ contract, circles }: TypePrinter, id: SchemaId, shape: Shape): boolean {
  const group = circles.get(id);
  return group !== undefined && structsOf(contract, shape).some((other) => circles.get(other) === group);
}

/** The schemas whose struct stands within a value of a shape, without a pointer, list or map between. */
export function structsOf(contract: Contract, shape: Shape): readonly SchemaId[] {
  const found: SchemaId[] = [];
  let current: Shape | undefined = shape;
  for (let depth = 0; depth < 1_000 && (current?.kind === "ref" || current?.kind === "nullable"); depth += 1) {
    if (current.kind === "ref") found.push(current.schema);
    current = current.kind === "nullable" ? current.of : contract.schemas[current.schema]?.shape;
  }
  return current?.kind === "object" || current?.kind === "tuple" ? found : [];
}
