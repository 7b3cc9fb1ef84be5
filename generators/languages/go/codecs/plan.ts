import type { Assertion, Direction, SchemaId, Shape } from "../../../contract/model.js";
import { type Code, type Ident, nothing, type Printable } from "../../../emit/code.js";
import { type Form, formOf, isNilable, openShape } from "../forms.js";
import type { DeclarationPrinter } from "../declarations.js";
import { baseType, type TypePrinter, valueType } from "../types.js";
import { makePart, type Part } from "./parts.js";
import { printRules, type TextTests } from "./rules.js";
import { findSure, simpleRules, type Sure } from "./sure.js";

/** What codecs are printed from. */
export interface CodecPrinter extends DeclarationPrinter {
  /** Whether formats assert anything. */
  readonly formats: "assert" | "annotate";
}

/** What functions of one contract and direction are printed with. */
export interface Way {
  readonly printer: CodecPrinter;
  readonly direction: Direction;
  readonly tests: TextTests;
  /** Schemas whose rules are kept while their values are read. None where nothing is checked. */
  readonly sure: Sure;
  /** Whether reading a value may be trusted with its rules: the text is a request's. */
  readonly checks: boolean;
  /** The check of a schema (a `check.Func`), where values are checked; it is undefined where every value is valid. */
  readonly valid?: (id: SchemaId) => Printable | undefined;
  readonly part: (shape: Shape) => Part;
  /** The same for writing, which keeps no rules. */
  readonly written: (shape: Shape) => Part;
  readonly wire: (name: string) => Printable;
  /** The Go type of a value that stands by itself. */
  readonly type: (shape: Shape) => Printable;
  /** The Go type of a value that is not null. */
  readonly base: (shape: Shape) => Printable;
  readonly functions: Functions;
}

export type Verb = "read" | "append";

/** The functions of a way: those of schemas with a type, and those of parts that are asked for by name. */
export interface Functions {
  readonly ofSchema: (id: SchemaId, verb: Verb) => Ident;
  /** A function of a part's own: `body` prints what it does with `v`. Equal ones are one. */
  readonly ofPart: (part: Part, verb: Verb, type: Printable, body: Code) => Ident;
}

/** Whether the rules of a schema can be said of the Go value that it becomes. */
function canSay(printer: CodecPrinter, given: TextTests, knowsPatterns: boolean, id: SchemaId): boolean {
  // Nothing is printed yet: no pattern gets a variable.
  const tests: TextTests = { ...given, matches: () => (knowsPatterns ? nothing : undefined) };
  const { contract, style, formats } = printer;
  const schema = contract.schemas[id];
  if (schema === undefined) return false;
  const form = formOf(contract, style, schema.shape);
  if (form.kind === "enum" && (form.of === "float64" || form.of === "json" || form.open)) return false;
  if (form.kind === "raw" && schema.shape.kind !== "any" && schema.shape.kind !== "ref") return false;
  if (form.kind === "bool" && openShape(contract, schema.shape).shape?.kind === "enum") return false;
  if (form.kind === "file" || form.kind === "tuple" || (form.kind === "object" && form.shape.wide)) return false;
  if (form.kind === "union" && schema.assertions.some((assertion) => assertion.keyword === "discriminator" && assertion.otherwise !== undefined)) return false;
  return printRules(tests, simpleRules(schema, formats), { form: plainForm(form), value: tests.wire("Value"), comparable: areComparable(printer, schema.shape) }) !== undefined;
}

/** Constants keep rules as the texts or integers that they are. */
export const plainForm = (form: Form): Form => (form.kind === "enum" && (form.of === "string" || form.of === "int64") ? { kind: form.of } : form);

/** Whether the items of a list are equal as JSON when and only when Go says so. Where it says so too often, a closer look tells. */
export function areComparable({ contract, style }: TypePrinter, shape: Shape): boolean {
  const form = formOf(contract, style, shape);
  if (form.kind !== "array" || openShape(contract, form.items).nullable) return false;
  const items = formOf(contract, style, form.items);
  return ["string", "int32", "int64", "uint32", "uint64", "uuid", "date", "bool"].includes(items.kind) || (items.kind === "enum" && items.of !== "json");
}

const noRules: readonly Assertion[] = [];
const nothingSure: Sure = { has: () => false };

/** What makes the functions of a direction differ: whether rules are kept while reading, and by which checks branches are told apart. */
export interface WayOptions {
  readonly direction: Direction;
  readonly checks: boolean;
  readonly valid?: (id: SchemaId) => Printable | undefined;
  /** Whether texts can be matched with patterns while they are read. */
  readonly knowsPatterns: boolean;
}

/** What all functions of one direction have in common. */
export function makeWay(printer: CodecPrinter, { direction, checks, valid, knowsPatterns }: WayOptions, tests: TextTests, functions: Functions): Way {
  const { contract, formats } = printer;
  const sure = checks ? findSure(contract, ({ id }) => canSay(printer, tests, knowsPatterns, id)) : nothingSure;
  const rulesOf = (id: SchemaId): readonly Assertion[] => {
    const schema = sure.has(id) ? contract.schemas[id] : undefined;
    return schema === undefined ? noRules : simpleRules(schema, formats);
  };
  return {
    printer,
    direction,
    tests,
    sure,
    checks,
    ...(valid && { valid }),
    functions,
    part: (shape) => makePart(printer, shape, rulesOf),
    written: (shape) => makePart(printer, shape, () => noRules),
    wire: tests.wire,
    type: (shape) => valueType(printer, shape, direction),
    base: (shape) => baseType(printer, shape, direction),
  };
}

/** Whether null is nil in the Go type of a part, so that no pointer stands around it. */
export const isNil = (part: Part): boolean => part.nullable && isNilable(part.form);

