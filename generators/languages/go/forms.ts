import type { Contract, EnumMember, Shape } from "../../contract/model.js";
import { openShape } from "../shapes.js";

export { isAlias, openShape } from "../shapes.js";

/** What decides how a type reads. */
export interface TypeStyle {
  /** `date-time` strings as `time.Time`, or as they are. */
  readonly dates: "time" | "text";
  /** Integers without limits: of any size, or int64 (greater ones are refused then). */
  readonly integers: "exact" | "int64";
  /** Where formats are no rules, a text of a format may be any: then it is a text, and an integer one of any size. */
  readonly formats?: "assert" | "annotate";
}

/** Go's integers, by how many bits and whether they have a sign. */
export type IntegerForm = "int32" | "int64" | "uint32" | "uint64" | "integer";

/** What holds the constants of an enum; `json`: constants of several JSON types, or beyond Go's, as their JSON text. */
export type EnumForm = "string" | "int64" | "float64" | "json";

type ShapeOf<K extends Shape["kind"]> = Extract<Shape, { readonly kind: K }>;

/** How a shape is in Go, with references followed and null taken off. */
export type Form =
  | { readonly kind: "raw" | "never" | "null" | "bool" | "string" | "time" | "date" | "uuid" | "bytes" | "file" | "float" | IntegerForm }
  /** A declared type with constants. `open`: other values of that type are allowed too. */
  | { readonly kind: "enum"; readonly of: EnumForm; readonly members: readonly EnumMember[]; readonly open: boolean }
  | { readonly kind: "array"; readonly items: Shape }
  /** `values` absent: any JSON. */
  | { readonly kind: "map"; readonly values: Shape }
  /** A struct; without fields `struct{}`. */
  | { readonly kind: "object"; readonly shape: ShapeOf<"object"> }
  | { readonly kind: "tuple"; readonly shape: ShapeOf<"tuple"> }
  | { readonly kind: "union"; readonly shape: ShapeOf<"union"> };

const RAW: Form = { kind: "raw" };

type PlainForm = Exclude<Form, { readonly items: Shape } | { readonly values: Shape } | { readonly shape: Shape } | { readonly kind: "enum" }>;

/** Forms that say nothing but their kind: one of each, since forms are asked for everything. */
const plainForms = new Map<PlainForm["kind"], PlainForm>();

function plain(kind: PlainForm["kind"]): PlainForm {
  const known = plainForms.get(kind);
  if (known !== undefined) return known;
  const made: PlainForm = { kind };
  plainForms.set(kind, made);
  return made;
}
const anything: Shape = { kind: "any" };

/** The form of a shape. What leads only back to itself is raw JSON. */
export function formOf(contract: Contract, style: TypeStyle, shape: Shape): Form {
  const target = openShape(contract, shape).shape;
  if (target === undefined) return RAW;
  switch (target.kind) {
    case "any":
    case "ref":
    case "nullable":
      return RAW;
    case "never":
    case "null":
      return plain(target.kind);
    case "boolean":
      return plain("bool");
    case "string":
      return plain(stringForm(style, target));
    case "binary":
      return plain("file");
    case "integer":
      return plain(integerForm(style, target));
    case "number":
      return plain("float");
    case "enum":
      return rememberForm(target);
    case "array":
      return target.wide ? RAW : { kind: "array", items: target.items };
    case "map":
      return target.wide ? RAW : { kind: "map", values: target.values };
    case "object":
      if (target.fields.length > 0) return { kind: "object", shape: target };
      if (target.wide) return RAW;
      return target.closed && target.extra === undefined ? { kind: "object", shape: target } : { kind: "map", values: target.extra ?? anything };
    case "tuple":
      return { kind: "tuple", shape: target };
    case "union":
      return openEnum(contract, target) ?? { kind: "union", shape: target };
  }
}

/** Only a format says what a text may be; `contentEncoding` says it to people (JSON Schema Validation, 8.1), and any text is valid. */
function stringForm(style: TypeStyle, { format }: ShapeOf<"string">): "string" | "time" | "date" | "uuid" | "bytes" {
  if (style.formats === "annotate") return "string";
  if (format === "byte") return "bytes";
  if (format === "date-time") return style.dates === "time" ? "time" : "string";
  return format === "date" || format === "uuid" ? format : "string";
}

const limits: readonly (readonly [IntegerForm, bigint, bigint])[] = [
  ["int32", -(2n ** 31n), 2n ** 31n - 1n],
  ["int64", -(2n ** 63n), 2n ** 63n - 1n],
  ["uint64", 0n, 2n ** 64n - 1n],
];

/** By the format; else, limits on both sides that 64 bits hold make an int64 (or a uint64), and without them the style decides. */
function integerForm(style: TypeStyle, { format, min, max }: ShapeOf<"integer">): IntegerForm {
  const isRule = style.formats !== "annotate";
  if (isRule && (format === "int32" || format === "int64" || format === "uint32" || format === "uint64")) return format;
  if (isRule && format !== undefined && /^u?int(?:8|16)$/.test(format)) return "int32";
  const low = min === undefined || max === undefined ? undefined : toBigInt(min);
  const high = low === undefined ? undefined : toBigInt(max);
  if (low !== undefined && high !== undefined) {
    for (const [form, least, most] of limits) if (form !== "int32" && low >= least && high <= most) return form;
  }
  return style.integers === "int64" ? "int64" : "integer";
}

/** A limit that is no plain integer is told by its integer part, which is far from Go's limits or doesn't matter. */
function toBigInt(text: string | undefined): bigint | undefined {
  const [, digits] = /^(-?\d{1,40})(?:\.\d+)?$/.exec(text ?? "") ?? [];
  return digits === undefined ? undefined : BigInt(digits);
}

const enumForms = new WeakMap<ShapeOf<"enum">, Form>();

function rememberForm(shape: ShapeOf<"enum">): Form {
  const known = enumForms.get(shape);
  if (known !== undefined) return known;
  const form = enumForm(shape.members);
  enumForms.set(shape, form);
  return form;
}

/** Constants by the type that holds them all. */
function enumForm(members: readonly EnumMember[]): Form {
  const has = (test: (value: string) => boolean): boolean => members.every(({ value }) => test(value));
  if (has((value) => value === "true" || value === "false")) return plain("bool");
  if (has((value) => value === "null")) return plain("null");
  return { kind: "enum", of: has(isText) ? "string" : has(isInt64) ? "int64" : has(isDouble) ? "float64" : "json", members, open: false };
}

const isText = (value: string): boolean => value.startsWith('"');
const isInt64 = (value: string): boolean => /^-?\d{1,19}$/.test(value) && value !== "-0" && BigInt.asIntN(64, BigInt(value)) === BigInt(value);
const isDouble = (value: string): boolean => /^-?\d/.test(value) && value !== "-0" && String(Number(value)) === value;

/** Known texts and others: a text with constants. */
function openEnum(contract: Contract, { branches, tag }: ShapeOf<"union">): Form | undefined {
  if (tag !== undefined) return undefined;
  const shapes = branches.map((branch) => openShape(contract, branch.shape));
  const members = shapes.flatMap(({ shape }) => (shape?.kind === "enum" ? shape.members : []));
  const texts = shapes.filter(({ shape }) => shape?.kind === "string" && shape.encoding === undefined && (shape.format === undefined || shape.format === "password")).length;
  const enums = shapes.filter(({ shape }) => shape?.kind === "enum").length;
  if (enums === 0 || texts + enums !== shapes.length || shapes.some(({ nullable }) => nullable) || !members.every(({ value }) => isText(value))) return undefined;
  const distinct = [...new Map(members.map((member) => [member.value, member])).values()];
  return { kind: "enum", of: "string", members: distinct, open: texts > 0 };
}

/** Whether the Go type of a form has nil, which then says that there is none: no pointer is needed. */
export function isNilable({ kind }: Form): boolean {
  return kind === "raw" || kind === "bytes" || kind === "file" || kind === "array" || kind === "map" || kind === "never";
}
