import type { Contract, EnumMember, Shape } from "../../contract/model.js";
import { ANY, ARRAY, BOOLEAN, type Kinds, NULL, NUMBER, OBJECT, STRING } from "../kinds.js";
import { openShape } from "../shapes.js";
import { isLiteralValue } from "./literals.js";

/** What decides how a type reads. */
export interface TypeStyle {
  /** `date-time` strings as `datetime`, and dates as `date`; or as they are. */
  readonly dates: "datetime" | "text";
  /** Numbers that are no integers as `float`, or with every digit. */
  readonly numbers: "float" | "decimal";
  /** Where formats are no rules, a text of a format may be any: then it is a text. */
  readonly formats?: "assert" | "annotate";
  /** Values that an enum doesn't name are read too: on the side that receives answers. */
  readonly openEnums?: boolean;
}

type ShapeOf<K extends Shape["kind"]> = Extract<Shape, { readonly kind: K }>;

/** What holds the constants of an enum: a class of texts or integers, a `Literal`, a float, or any JSON. */
export type EnumForm = "str" | "int" | "literal" | "float" | "json";

/** How a shape is in Python, with references followed and null taken off. */
export type Form =
  | { readonly kind: "any" | "never" | "null" | "bool" | "int" | "float" | "decimal" | "str" | "datetime" | "date" | "uuid" | "bytes" | "file" }
  | { readonly kind: "enum"; readonly of: EnumForm; readonly members: readonly EnumMember[] }
  | { readonly kind: "list"; readonly items: Shape }
  /** `values` absent: any JSON. */
  | { readonly kind: "dict"; readonly values: Shape }
  | { readonly kind: "model"; readonly shape: ShapeOf<"object"> }
  | { readonly kind: "tuple"; readonly shape: ShapeOf<"tuple"> }
  | { readonly kind: "union"; readonly shape: ShapeOf<"union"> };

const anything: Shape = { kind: "any" };

/** The form of a shape. What leads only back to itself is any JSON. */
export function formOf(contract: Contract, style: TypeStyle, shape: Shape): Form {
  const target = openShape(contract, shape).shape;
  switch (target?.kind) {
    case undefined:
    case "any":
    case "ref":
    case "nullable":
      return { kind: "any" };
    case "never":
    case "null":
      return { kind: target.kind };
    case "boolean":
      return { kind: "bool" };
    case "string":
      return { kind: stringForm(style, target) };
    case "binary":
      return { kind: "file" };
    case "integer":
      return { kind: "int" };
    case "number":
      return { kind: style.numbers };
    case "enum":
      return enumForm(target.members);
    case "array":
      return target.wide ? { kind: "any" } : { kind: "list", items: target.items };
    case "map":
      return target.wide ? { kind: "any" } : { kind: "dict", values: target.values };
    case "object":
      if (target.fields.length > 0) return { kind: "model", shape: target };
      return target.wide ? { kind: "any" } : { kind: "dict", values: target.extra ?? anything };
    case "tuple":
      return target.wide ? { kind: "any" } : { kind: "tuple", shape: target };
    case "union":
      return { kind: "union", shape: target };
  }
}

/** Only a format says what a text may be; `contentEncoding` says it to people (JSON Schema Validation, 8.1), and any text is valid. */
function stringForm(style: TypeStyle, { format }: ShapeOf<"string">): "str" | "datetime" | "date" | "uuid" | "bytes" {
  if (style.formats === "annotate") return "str";
  if (format === "byte") return "bytes";
  if (format === "uuid") return "uuid";
  if (style.dates === "text") return "str";
  return format === "date-time" ? "datetime" : format === "date" ? "date" : "str";
}

/** Constants by the type that holds them all. */
function enumForm(members: readonly EnumMember[]): Form {
  const values = new Set(members.map(({ value }) => value));
  const has = (test: (value: string) => boolean): boolean => [...values].every(test);
  if (values.size === 2 && values.has("true") && values.has("false")) return { kind: "bool" };
  if (values.size === 1 && values.has("null")) return { kind: "null" };
  if (values.size === 0) return { kind: "never" };
  const of: EnumForm = has((value) => value.startsWith('"')) ? "str" : has(isInteger) ? "int" : has(isLiteralValue) ? "literal" : has((value) => /^-?\d/.test(value)) ? "float" : "json";
  return { kind: "enum", of, members: [...new Map(members.map((member) => [member.value, member])).values()] };
}

const isInteger = (value: string): boolean => isLiteralValue(value) && /^-?\d/.test(value);

/** The JSON types of a form's values. */
export function kindsOfForm(contract: Contract, style: TypeStyle, form: Form, depth = 0): Kinds {
  switch (form.kind) {
    case "any":
      return ANY;
    case "never":
      return 0;
    case "null":
      return NULL;
    case "bool":
      return BOOLEAN;
    case "int":
    case "float":
    case "decimal":
      return NUMBER;
    case "str":
    case "datetime":
    case "date":
    case "uuid":
    case "bytes":
    case "file":
      return STRING;
    case "enum":
      return form.of === "str" ? STRING : form.of === "int" || form.of === "float" ? NUMBER : form.of === "json" ? ANY : kindsOfConstants(form.members);
    case "list":
    case "tuple":
      return ARRAY;
    case "dict":
      return OBJECT;
    case "model":
      return form.shape.wide ? ANY : OBJECT;
    case "union":
      return depth > 5 ? ANY : form.shape.branches.reduce((kinds, { shape }) => kinds | kindsOfShape(contract, style, shape, depth + 1), 0);
  }
}

const kindsOfConstants = (members: readonly EnumMember[]): Kinds =>
  members.reduce((kinds, { value }) => kinds | (value.startsWith('"') ? STRING : value === "null" ? NULL : value === "true" || value === "false" ? BOOLEAN : NUMBER), 0);

/** The JSON types of the values of a shape, null among them where it may be null. */
export function kindsOfShape(contract: Contract, style: TypeStyle, shape: Shape, depth = 0): Kinds {
  const kinds = kindsOfForm(contract, style, formOf(contract, style, shape), depth);
  return openShape(contract, shape).nullable ? kinds | NULL : kinds;
}

/** May a value of a shape be null? */
export const admitsNull = (contract: Contract, style: TypeStyle, shape: Shape): boolean => (kindsOfShape(contract, style, shape) & NULL) !== 0;

/**
 * Whether the JSON type of a value tells which branch of a union it is: then Pydantic finds it by itself. Null is nobody's branch. Only the order of the
 * branches decides between an integer and another number.
 */
export function isPlainUnion(contract: Contract, style: TypeStyle, { branches, tag }: ShapeOf<"union">): boolean {
  if (tag !== undefined) return false;
  let seen = 0;
  for (const { shape } of branches) {
    const kinds = kindsOfShape(contract, style, shape) & ~NULL;
    if ((seen & kinds) !== 0) return false;
    seen |= kinds;
  }
  return true;
}
