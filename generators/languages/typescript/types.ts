import { parseJsonText } from "../../contract/json.js";
import type { Branch, Contract, Direction, Field, SchemaId, Shape } from "../../contract/model.js";
import { alternatives, Code, code, joinLines, list, type Printable, render, word } from "../../emit/code.js";
import { docComment } from "./comments.js";
import { isFilled } from "../defaults.js";
import { isInPlace, resolveShape } from "../shapes.js";
import { jsonLiteral, literal, typeKey } from "./literals.js";
import type { Names } from "./names.js";

/** What decides how a type reads. */
export interface TypeStyle {
  /** `date-time` strings as `Date`. */
  readonly dates: "string" | "Date";
  /** 64-bit integers. */
  readonly int64: "number" | "bigint";
}

export interface TypePrinter {
  readonly contract: Contract;
  readonly names: Names;
  readonly style: TypeStyle;
  /** The schemas whose request face has a type, where the faces differ. */
  readonly requested: ReadonlySet<SchemaId>;
  /** Absent members with a default are filled in before anybody reads them. */
  readonly fillsDefaults?: boolean;
  /** On the side that receives requests: the schemas that nothing but requests have. */
  readonly received?: ReadonlySet<SchemaId>;
}

/** Inline shapes deeper than this get no further: a type expression of that depth is beyond the compiler. */
const deepest = 60;

const unknown = word("unknown");
const never = word("never");
const absent = word("undefined");
const plain = { null: word("null"), boolean: word("boolean"), number: word("number"), bigint: word("bigint"), string: word("string"), Date: word("Date") } as const;

const isBig = (format: string | undefined): boolean => format === "int64" || format === "uint64";

/** The type expression of a shape, in one direction. */
export const printType = (printer: TypePrinter, shape: Shape, direction: Direction, depth = 0): Printable => {
  const inner = (part: Shape): Printable => printType(printer, part, direction, depth + 1);
  if (depth > deepest) return unknown;
  switch (shape.kind) {
    case "any":
      return unknown;
    case "never":
      return never;
    case "null":
      return plain.null;
    case "boolean":
      return plain.boolean;
    case "number":
      return plain.number;
    case "integer":
      return plain[printer.style.int64 === "bigint" && isBig(shape.format) ? "bigint" : "number"];
    case "string":
      return plain[printer.style.dates === "Date" && shape.format === "date-time" ? "Date" : "string"];
    case "binary":
      return printer.names.binary(direction);
    case "enum":
      return printEnum(shape);
    case "nullable":
      return printUnion([inner(shape.of), plain.null]);
    case "union":
      return printUnion(shape.branches.map((branch) => printBranch(printer, shape.tag, branch, direction, depth)));
    case "array":
      return printArray(shape.items, inner(shape.items));
    case "map":
      return code`{ [name: string]: ${inner(shape.values)} }`;
    case "tuple":
      return list([...shape.items.map((item, index) => (index < shape.required ? inner(item) : optionalItem(inner(item)))), ...(shape.rest ? [code`...${printArray(shape.rest, inner(shape.rest))}`] : [])], { open: "[", close: "]" });
    case "object":
      return printMembers(printer, shape, direction, depth);
    case "ref":
      return printReference(printer, shape.schema, direction, depth);
  }
};

function printReference(printer: TypePrinter, id: SchemaId, direction: Direction, depth: number): Printable {
  const schema = printer.contract.schemas[id];
  if (!schema) return unknown;
  const named = isInPlace(schema) ? undefined : printer.names.schemas.get(id);
  return named ? named.faces[direction] : printType(printer, schema.shape, direction, depth + 1);
}

const optionalItem = (type: Printable): Code => (type instanceof Code && type.choices ? code`(${type})?` : code`${type}?`);

/** `T[]`, or `Array<...>` where the brackets would bind wrongly or read badly. */
function printArray(items: Shape, type: Printable): Code {
  const simple = typeof type === "string" || typeof type === "number" || (items.kind === "ref" && "kind" in type) || items.kind === "array";
  return simple ? code`${type}[]` : code`Array<${type}>`;
}

/** A union, one branch a line where it gets long. A union inside a union becomes one union. Equal branches stand once, `unknown` takes in all others; no branch at all is `never`. */
export function printUnion(branches: readonly Printable[]): Printable {
  const [first, second] = branches;
  // `T | null` and `T | undefined` are the most frequent ones: names and words differ.
  const isPlain = branches.length === 2 && !(first instanceof Code) && typeof second === "string" && first !== second && first !== "unknown" && second !== "unknown";
  if (isPlain) return alternatives(branches);
  const flat = branches.flatMap((branch) => (branch instanceof Code ? (branch.choices ?? [branch]) : [branch]));
  const distinct = [...new Map(flat.map((branch) => [branch instanceof Code ? render(branch) : typeof branch === "object" ? (branch.local ?? branch.name) : branch, branch])).values()];
  if (distinct.includes(unknown)) return unknown;
  if (distinct.length <= 1) return distinct[0] ?? never;
  return alternatives(distinct);
}

/** Literals of an enum: their texts tell whether they differ, without printing them. */
function printEnum(shape: Extract<Shape, { kind: "enum" }>): Printable {
  const branches = [...new Set(shape.members.map((member) => member.value))].map((value) => jsonLiteral(parseJsonText(value)));
  return branches.length <= 1 ? (branches[0] ?? never) : alternatives(branches);
}

/** A branch of a tagged union says its tag, so that a `switch` narrows, where its own type doesn't say it already. */
function printBranch(printer: TypePrinter, tag: string | undefined, branch: Branch, direction: Direction, depth: number): Printable {
  const type = printType(printer, branch.shape, direction, depth + 1);
  if (tag === undefined || !branch.tags || branch.tags.length === 0 || saysTag(printer.contract, branch.shape, tag, branch.tags)) return type;
  return code`(${type} & { ${typeKey(tag)}: ${printUnion(branch.tags.map(literal))} })`;
}

function saysTag(contract: Contract, shape: Shape, tag: string, tags: readonly string[]): boolean {
  const object = resolveShape(contract, shape);
  if (object?.kind !== "object") return false;
  const field = object.fields.find((candidate) => candidate.name === tag);
  const values = field?.required ? resolveShape(contract, field.shape) : undefined;
  return values?.kind === "enum" && values.members.length === tags.length && values.members.every((member) => tags.some((value) => member.value === JSON.stringify(value)));
}

/** Whether a member exists in a direction. */
export const isVisible = (field: Field, direction: Direction): boolean =>
  field.access === "both" || (field.access === "readOnly") === (direction === "response");

const isThere = ({ contract, fillsDefaults }: TypePrinter, field: Field): boolean => field.required || (fillsDefaults === true && isFilled(contract, field));

/** The members of an object type, in braces. */
export function printMembers(printer: TypePrinter, shape: Extract<Shape, { kind: "object" }>, direction: Direction, depth: number): Code {
  const fields = shape.fields.filter((field) => isVisible(field, direction));
  const lines: Code[] = fields.map((field) => {
    const key = typeKey(field.name);
    const type = printType(printer, field.shape, direction, depth + 1);
    return joinLines([docComment(fieldDoc(field)), isThere(printer, field) ? code`${key}: ${type};` : code`${key}?: ${type};`]);
  });
  if (shape.extra) lines.push(code`[name: string]: ${printIndex(printer, shape.extra, fields, direction, depth)};`);
  if (lines.length === 0) return shape.closed ? code`{ [name: string]: never }` : code`{ [name: string]: unknown }`;
  return code`
    {
      ${joinLines(lines)}
    }
  `;
}

/** TypeScript wants every member to fit the index signature, so that is the union of the extra members' type with the fields'. */
function printIndex(printer: TypePrinter, extra: Shape, fields: readonly Field[], direction: Direction, depth: number): Printable {
  if (resolveShape(printer.contract, extra)?.kind === "any") return unknown;
  const types = [extra, ...fields.map((field) => field.shape)].map((shape) => printType(printer, shape, direction, depth + 1));
  const optional = fields.some((field) => !isThere(printer, field)) ? [absent] : [];
  return printUnion([...types, ...optional]);
}

export const fieldDoc = (field: Field) => ({
  text: field.description ?? field.title,
  deprecated: field.deprecated,
  default: field.default,
  examples: field.examples.length === 0 ? field.examples : field.examples.slice(0, 1).filter((example) => example.length <= 200),
});
