import { ExactNumber, isObject, type Json, type JsonObject, parseJsonText } from "../../contract/json.js";
import type { Branch, JsonText, SchemaId, Shape } from "../../contract/model.js";
import { type Code, code, list, type Printable, verbatim } from "../../emit/code.js";
import { jsonLiteral, literal, objectKey } from "./literals.js";
import { resolveShape } from "../shapes.js";
import type { TypePrinter } from "./types.js";

/** The largest example that still reads well in a comment, in characters of JSON. */
const largest = 600;

/** An example of a contract, if it is small enough; the first of those that are given. */
export const firstExample = (texts: readonly (JsonText | undefined)[]): Json | undefined => {
  const [text] = texts.filter((each) => each !== undefined);
  return text !== undefined && text.length <= largest ? parseJsonText(text) : undefined;
};

/** How much may still be printed: samples are for reading, and types may be recursive. */
export interface SampleBudget {
  values: number;
}

/** What to print a sample of: `given` is an example of the contract, which may be more or less than the type wants. */
interface Sample {
  readonly printer: TypePrinter;
  readonly budget: SampleBudget;
  readonly depth: number;
}

/** A value of a request as an expression of its type: the contract's example where it has one, else one made of its shape. */
export const printSample = (printer: TypePrinter, shape: Shape, given: Json | undefined, budget: SampleBudget = { values: 80 }): Printable => printValue({ printer, budget, depth: 0 }, shape, given);

const strings: Readonly<Record<string, string>> = {
  date: "2026-01-31",
  "date-time": "2026-01-31T12:00:00Z",
  email: "ada@example.com",
  uuid: "123e4567-e89b-12d3-a456-426614174000",
  uri: "https://example.com",
  ipv4: "192.0.2.1",
};

/** Nothing deeper is printed: what would have to be there is left out. */
const deepest = 14;

function printValue(sample: Sample, shape: Shape, given: Json | undefined): Printable {
  sample.budget.values -= 1;
  if (sample.budget.values < -100) return verbatim("{}");
  switch (shape.kind) {
    case "boolean":
      return verbatim(String(typeof given === "boolean" ? given : true));
    case "integer":
    case "number":
      return printNumber(sample.printer, shape, given);
    case "string":
      return printText(sample.printer, shape, given);
    case "enum":
      return printMember(shape, given);
    case "array":
      return printItems(Array.isArray(given) ? given.map((item) => printInner(sample, shape.items, item)) : isSpent(sample) ? [] : [printInner(sample, shape.items, undefined)]);
    case "tuple":
      return printItems(shape.items.slice(0, Math.max(shape.required, Array.isArray(given) ? given.length : 0)).map((item, index) => printInner(sample, item, Array.isArray(given) ? (given[index] as Json | undefined) : undefined)));
    case "object":
      return printObject(sample, shape, isObject(given) ? given : {});
    case "map":
      return printEntries(Object.entries(isObject(given) ? given : {}).map(([name, value]) => [name, printInner(sample, shape.values, value)]));
    case "nullable":
      return given === null || (given === undefined && isSpent(sample)) ? verbatim("null") : printValue(sample, shape.of, given);
    case "union":
      return printBranch(sample, shape, given);
    case "ref":
      return printReference(sample, shape.schema, given);
    case "any":
      return jsonLiteral(given ?? {});
    case "binary":
      return verbatim("file");
    case "null":
    case "never":
      return verbatim("null");
  }
}

const printInner = (sample: Sample, shape: Shape, given: Json | undefined): Printable => printValue({ ...sample, depth: sample.depth + 1 }, shape, given);

const isSpent = ({ budget, depth }: Sample): boolean => budget.values <= 0 || depth > deepest;

const printItems = (items: readonly Printable[]): Code => list(items.map((item) => code`${item}`), { open: "[", close: "]" });

const printEntries = (entries: readonly (readonly [name: string, value: Printable])[]): Code =>
  list(entries.map(([name, value]) => code`${objectKey(name)}: ${value}`), { open: "{", close: "}", padding: " " });

function printReference(sample: Sample, id: SchemaId, given: Json | undefined): Printable {
  const schema = sample.printer.contract.schemas[id];
  if (!schema || sample.depth > 2 * deepest) return verbatim("{}");
  return printInner(sample, schema.shape, given ?? firstExample([schema.examples[0], schema.default]));
}

function printNumber({ style }: TypePrinter, shape: Extract<Shape, { kind: "integer" | "number" }>, given: Json | undefined): Code {
  const value = typeof given === "number" || given instanceof ExactNumber ? given : 1;
  const isBig = style.int64 === "bigint" && shape.kind === "integer" && (shape.format === "int64" || shape.format === "uint64");
  const text = value instanceof ExactNumber ? value.text : String(value);
  return isBig ? verbatim(`${/^-?\d+$/.test(text) ? text : "1"}n`) : jsonLiteral(value);
}

function printText({ style }: TypePrinter, { format = "" }: Extract<Shape, { kind: "string" }>, given: Json | undefined): Code {
  const text = typeof given === "string" ? given : ((Object.hasOwn(strings, format) ? strings[format] : undefined) ?? "...");
  return style.dates === "Date" && format === "date-time" ? code`new Date(${literal(text)})` : literal(text);
}

function printMember({ members }: Extract<Shape, { kind: "enum" }>, given: Json | undefined): Code {
  const found = members.find((member) => given !== undefined && member.value === JSON.stringify(given)) ?? members[0];
  return jsonLiteral(parseJsonText(found?.value ?? "null"));
}

/** The members that the type knows and a request may have: those of the example, and those that must be there. */
function printObject(sample: Sample, { fields, extra }: Extract<Shape, { kind: "object" }>, given: JsonObject): Code {
  const known = new Map(fields.map((field) => [field.name, field]));
  // An object has a `constructor` and the like already, which are not of the type that an optional member of that name has.
  const needed = fields.filter((field) => field.access !== "readOnly" && (field.required || field.name in Object.prototype)).map((field) => field.name);
  const names = [...new Set([...Object.keys(given), ...needed])].filter((name) => known.get(name)?.access !== "readOnly" && (known.has(name) || extra !== undefined));
  return printEntries(
    names.map((name) => {
      const field = known.get(name);
      const value = Object.hasOwn(given, name) ? given[name] : isSpent(sample) ? undefined : firstExample([field?.examples[0]]);
      return [name, printInner(sample, field?.shape ?? extra ?? { kind: "any" }, value)];
    }),
  );
}

/** The branch that an example is of, as far as its tag or its JSON type tells; else the first. */
function printBranch(sample: Sample, { branches, tag }: Extract<Shape, { kind: "union" }>, given: Json | undefined): Printable {
  const told = tag !== undefined && isObject(given) && Object.hasOwn(given, tag) ? given[tag] : undefined;
  const fits = (branch: Branch): boolean => (typeof told === "string" ? (branch.tags?.includes(told) ?? false) : given !== undefined && isOf(resolveShape(sample.printer.contract, branch.shape), given));
  const branch = branches.find(fits) ?? branches[0];
  if (branch === undefined) return verbatim("null");
  const [first] = branch.tags ?? [];
  const tagged = tag !== undefined && first !== undefined && told === undefined ? { ...(isObject(given) ? given : {}), [tag]: first } : given;
  return printInner(sample, branch.shape, tagged);
}

function isOf(shape: Shape | undefined, given: Json): boolean {
  switch (shape?.kind) {
    case "array":
    case "tuple":
      return Array.isArray(given);
    case "object":
      return isObject(given) && shape.fields.every((field) => !field.required || Object.hasOwn(given, field.name));
    case "map":
      return isObject(given);
    case "enum":
      return shape.members.some((member) => member.value === JSON.stringify(given));
    case "string":
    case "boolean":
      return typeof given === shape.kind;
    case "integer":
    case "number":
      return typeof given === "number" || given instanceof ExactNumber;
    case "null":
      return given === null;
    default:
      return shape?.kind === "any";
  }
}
