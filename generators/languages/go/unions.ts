import type { Contract, Direction, Schema, SchemaId, Shape } from "../../contract/model.js";
import { type Code, code, type Ident, joinBlocks, joinLines, type Printable, render, word } from "../../emit/code.js";
import { Scope } from "../../emit/scope.js";
import { type Form, formOf, isAlias, openShape } from "./forms.js";
import { column, printMark } from "./layout.js";
import { baseType, type TypePrinter } from "./types.js";
import { toUnexported } from "./words.js";

/** One of the types that a union may hold. Branches of one Go type are one. */
export interface UnionBranch {
  /** `PetFromCat`, which makes a union of it. */
  readonly make: Ident;
  /** `AsCat`, which gives it. */
  readonly as: Ident;
  /** `WithCat`, which adds it, where several are held. */
  readonly add: Ident;
  /** The union's field that holds it, where several are held. */
  readonly field: Ident;
  readonly type: Printable;
  readonly shape: Shape;
  /** Which of the shape's branches it stands for, and their tags. */
  readonly indexes: readonly number[];
  readonly tags: readonly string[];
}

/** A union's type, in one direction. */
export interface UnionPlan {
  readonly name: Ident;
  /**
   * one: the struct's field `value` holds one of the types (an `any`, or the interface `value`); many: a value may be of several objects at
   * once (`anyOf`), and the struct has a pointer for each.
   */
  readonly holds: "one" | "many";
  /** The interface of all that it may hold, where each is a type of the package; else it is `any`. */
  readonly value?: Ident;
  /** The method that makes a type one of the union's. */
  readonly mark: Ident;
  readonly tag?: string;
  readonly branches: readonly UnionBranch[];
}

/** Plans of all unions by schema, in the order of the contract, by direction. */
export type UnionPlans = ReadonlyMap<SchemaId, Readonly<Record<Direction, UnionPlan>>>;

/** Names all that belongs to unions. */
export function planUnions(printer: TypePrinter): UnionPlans {
  const { contract, names, style } = printer;
  const plans = new Map<SchemaId, Readonly<Record<Direction, UnionPlan>>>();
  for (const [id, { response, request }] of names.schemas) {
    const schema = contract.schemas[id];
    if (!schema || isAlias(schema.shape)) continue;
    const form = formOf(contract, style, schema.shape);
    if (form.kind !== "union") continue;
    const read = planUnion(printer, schema, form, response, response, "response");
    plans.set(id, { response: read, request: request === response ? read : planUnion(printer, schema, form, request, response, "request") });
  }
  return plans;
}

type UnionForm = Extract<Form, { kind: "union" }>;

function planUnion(printer: TypePrinter, schema: Schema, form: UnionForm, name: Ident, stem: Ident, direction: Direction): UnionPlan {
  const { names } = printer;
  const found = new Map<string, { readonly type: Printable; readonly shape: Shape; readonly indexes: number[]; readonly tags: string[] }>();
  const add = (type: Printable, shape: Shape, index: number, tags: readonly string[]) => {
    const key = render(code`${type}`);
    const known = found.get(key) ?? { type, shape, indexes: [], tags: [] };
    known.indexes.push(index);
    known.tags.push(...tags);
    found.set(key, known);
  };
  form.shape.branches.forEach(({ shape, tags = [] }, index) => {
    add(baseType(printer, shape, direction), shape, index, tags);
    if (openShape(printer.contract, shape).nullable) add(names.runtime("wire", "None"), { kind: "null" }, index, []);
  });
  const methods = new Scope({ reserved: new Set(["MarshalJSON", "UnmarshalJSON", "Value"]), fallback: "Other" });
  const fields = new Scope({ reserved: new Set(["value", "type", "func", "map", "range", "interface", "struct", "select", "default", "package", "import", "case", "go", "var", "const", "return"]), fallback: "other" });
  const branches = [...found.values()].map((branch): UnionBranch => {
    const own = branchName(printer, branch.shape, stem);
    return { ...branch, make: names.claim(`${name}From${own}`), as: methods.claim(`As${own}`), add: methods.claim(`With${own}`), field: fields.claim(toUnexported(own)) };
  });
  const holds = holdsMany(printer, schema, form) ? "many" : "one";
  const isSealed = holds === "one" && branches.length > 0 && branches.every(({ shape }) => isOwnType(printer, shape));
  const tag = form.shape.tag;
  return { name, holds, mark: word(`is${name}`), branches, ...(isSealed && { value: names.claim(`${name}Value`, `${name}Branch`) }), ...(tag !== undefined && { tag }) };
}

/** May a value be of several branches, so that all of them have to be kept? Only objects have something to add to each other. */
function holdsMany({ contract, style }: TypePrinter, schema: Schema, { shape }: UnionForm): boolean {
  if (shape.tag !== undefined) return false;
  const objects = shape.branches.filter((branch) => formOf(contract, style, branch.shape).kind === "object").length;
  const isExclusive = schema.assertions.some((assertion) => assertion.keyword === "oneOf" || assertion.keyword === "discriminator" || (assertion.keyword === "anyOf" && assertion.dispatch !== undefined));
  return objects > 1 && !isExclusive;
}

/** Whether the package declares the type of a branch, and it can have methods. */
function isOwnType({ contract, names, style }: TypePrinter, shape: Shape): boolean {
  const { kind } = formOf(contract, style, shape);
  if (kind !== "object" && kind !== "tuple" && kind !== "union" && kind !== "enum") return false;
  let current: Shape | undefined = shape;
  for (let depth = 0; depth < 100 && (current?.kind === "ref" || current?.kind === "nullable"); depth += 1) {
    if (current.kind === "ref" && names.schemas.has(current.schema)) return kind !== "object" || hasFields(contract, current);
    current = current.kind === "nullable" ? current.of : contract.schemas[current.schema]?.shape;
  }
  return false;
}

/** An object without fields is `struct{}`. */
function hasFields(contract: Contract, shape: Shape): boolean {
  const target = openShape(contract, shape).shape;
  return target?.kind === "object" && target.fields.length > 0;
}

/** A branch is called as its type: `Cat`, without the union's own name at its beginning; a list of them `CatList`. */
function branchName(printer: TypePrinter, shape: Shape, union: string, depth = 0): string {
  const { contract, names, style } = printer;
  let current: Shape | undefined = shape;
  for (let step = 0; step < 100 && (current?.kind === "ref" || current?.kind === "nullable"); step += 1) {
    const own = current.kind === "ref" ? names.schemas.get(current.schema)?.response : undefined;
    if (own !== undefined) return own.length > union.length && own.startsWith(union) && /^\p{Lu}/u.test(own.slice(union.length)) ? own.slice(union.length) : own;
    current = current.kind === "nullable" ? current.of : contract.schemas[(current as Extract<Shape, { kind: "ref" }>).schema]?.shape;
  }
  const form: Form = current === undefined || depth > 5 ? { kind: "raw" } : formOf(contract, style, current);
  if (form.kind === "array") return `${branchName(printer, form.items, union, depth + 1)}List`;
  if (form.kind === "map") return `${branchName(printer, form.values, union, depth + 1)}Map`;
  return formNames[form.kind];
}

const formNames: Readonly<Record<Exclude<Form["kind"], "array" | "map">, string>> = {
  raw: "JSON",
  never: "Never",
  null: "Null",
  bool: "Bool",
  string: "String",
  time: "Time",
  date: "Date",
  uuid: "UUID",
  bytes: "Bytes",
  file: "File",
  float: "Float64",
  int32: "Int32",
  int64: "Int64",
  uint32: "Uint32",
  uint64: "Uint64",
  integer: "Integer",
  enum: "Enum",
  object: "Empty",
  tuple: "Tuple",
  union: "Union",
};

/** The type of a union, what makes one, and what tells what it holds. */
export function printUnion(plan: UnionPlan, doc: Code): Code {
  return plan.holds === "one" ? printOne(plan, doc) : printMany(plan, doc);
}

function printOne({ name, value, mark, branches }: UnionPlan, doc: Code): Code {
  const held: Printable = value ?? word("any");
  const sealed = value === undefined ? [] : [
    code`
      // ${value} is what a [${name}] holds.
      type ${value} interface {
        ${mark}()
      }
    `,
    joinLines(branches.map(({ type }) => printMark(type, mark))),
  ];
  return joinBlocks([
    code`
      ${doc}
      type ${name} struct {
        value ${held}
      }
    `,
    ...sealed,
    ...branches.flatMap(({ make, as, type }) => [
      code`
        // ${make} makes a [${name}].
        func ${make}(value ${type}) ${name} {
          return ${name}{value: value}
        }
      `,
      code`
        // ${as} gives what it holds; false where it holds something else.
        func (u ${name}) ${as}() (${type}, bool) {
          value, ok := u.value.(${type})
          return value, ok
        }
      `,
    ]),
    code`
      // Value gives what it holds, for a type switch; nil where it was never made.
      func (u ${name}) Value() ${held} {
        return u.value
      }
    `,
  ]);
}

function printMany({ name, branches }: UnionPlan, doc: Code): Code {
  return joinBlocks([
    code`
      ${doc}
      type ${name} struct {
        ${joinLines(branches.map(({ field, type }) => code`${field}${column}*${type}`))}
      }
    `,
    ...branches.flatMap(({ make, as, add, field, type }) => [
      code`
        // ${make} makes a [${name}].
        func ${make}(value ${type}) ${name} {
          return ${name}{${field}: &value}
        }
      `,
      code`
        // ${add} gives a [${name}] that is this as well.
        func (u ${name}) ${add}(value ${type}) ${name} {
          u.${field} = &value
          return u
        }
      `,
      code`
        // ${as} gives it as one of its types; false where it is none of that type.
        func (u ${name}) ${as}() (value ${type}, ok bool) {
          if u.${field} == nil {
            return value, false
          }
          return *u.${field}, true
        }
      `,
    ]),
  ]);
}
