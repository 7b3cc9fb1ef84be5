import { parseJsonText } from "../../contract/json.js";
import type { Contract, SchemaId, Shape } from "../../contract/model.js";
import { type Code, code, list, type Printable, verbatim } from "../../emit/code.js";
import { constantEntry, literal } from "../../languages/typescript/literals.js";
import type { ServerPrinter } from "./printer.js";

const object = (members: readonly Printable[]): Code => list(members, { open: "{", close: "}", padding: " " });

const order = ["null", "boolean", "integer", "number", "string"] as const;
type TextKind = (typeof order)[number];

/** Objects in texts hold texts: what is nested deeper than this is read as one. */
const deepest = 6;

/** How the text of a parameter, form member or header becomes a value of a schema: the runtime's `TextSpec`. */
export function printText(printer: ServerPrinter, schema: SchemaId): Printable {
  return printShape(printer, { kind: "ref", schema }, undefined, []);
}

/** The same for a member of which only the shape is known. */
export const printTextOf = (printer: ServerPrinter, shape: Shape): Printable => printShape(printer, shape, undefined, []);

/** `owner`: the schema whose rules tell the kinds of a text apart. `path`: the schemas on the way here, since they may be recursive. */
function printShape(printer: ServerPrinter, shape: Shape, owner: SchemaId | undefined, path: readonly SchemaId[]): Printable {
  const { contract } = printer;
  if (shape.kind === "ref") {
    const target = contract.schemas[shape.schema];
    if (!target || path.includes(shape.schema) || path.length > deepest) return literal("string");
    return printShape(printer, target.shape, owner ?? shape.schema, [...path, shape.schema]);
  }
  const kinds = kindsOf(contract, shape, []);
  const container = containerOf(contract, shape, []);
  const texts: Printable[] = order.filter((kind) => kinds.includes(kind)).map((kind) => literal(kind));
  if (container) texts.push(printContainer(printer, container, path));
  return printFirst(printer, texts, owner);
}

function printContainer(printer: ServerPrinter, shape: Container, path: readonly SchemaId[]): Printable {
  const inner = (part: Shape): Printable => printShape(printer, part, undefined, path);
  switch (shape.kind) {
    case "array":
      return object([code`items: ${inner(shape.items)}`]);
    case "tuple":
      return object([code`items: ${shape.rest ? inner(shape.rest) : literal("string")}`, code`prefix: ${list(shape.items.map(inner), { open: "[", close: "]" })}`]);
    case "map":
      return object([verbatim("members: {}"), code`rest: ${inner(shape.values)}`]);
    case "object": {
      const members = object(shape.fields.map((field) => constantEntry(field.name, inner(field.shape))));
      const rest = shape.extra ? inner(shape.extra) : shape.closed ? literal("string") : undefined;
      return object([code`members: ${members}`, ...(rest ? [code`rest: ${rest}`] : [])]);
    }
  }
}

type Container = Extract<Shape, { kind: "array" | "tuple" | "map" | "object" }>;

/** The list or object that a shape is, or may be beside texts. */
function containerOf(contract: Contract, shape: Shape, path: readonly SchemaId[]): Container | undefined {
  switch (shape.kind) {
    case "array":
    case "tuple":
    case "map":
    case "object":
      return shape;
    case "nullable":
      return containerOf(contract, shape.of, path);
    case "union":
      return shape.branches.map((branch) => containerOf(contract, branch.shape, path)).find((found) => found !== undefined);
    case "ref": {
      const target = path.includes(shape.schema) ? undefined : contract.schemas[shape.schema];
      return target && containerOf(contract, target.shape, [...path, shape.schema]);
    }
    default:
      return undefined;
  }
}

/** The kinds of scalar that a text can stand for. */
function kindsOf(contract: Contract, shape: Shape, path: readonly SchemaId[]): readonly TextKind[] {
  switch (shape.kind) {
    case "null":
    case "boolean":
    case "integer":
    case "number":
      return [shape.kind];
    case "enum":
      return shape.members.map((member) => kindOf(member.value));
    case "nullable":
      return ["null", ...kindsOf(contract, shape.of, path)];
    case "union":
      return shape.branches.flatMap((branch) => kindsOf(contract, branch.shape, path));
    case "ref": {
      const target = path.includes(shape.schema) ? undefined : contract.schemas[shape.schema];
      return target ? kindsOf(contract, target.shape, [...path, shape.schema]) : [];
    }
    case "array":
    case "tuple":
    case "map":
    case "object":
      return [];
    default:
      return ["string"];
  }
}

function kindOf(text: string): TextKind {
  const value = parseJsonText(text);
  if (value === null) return "null";
  if (typeof value === "boolean" || typeof value === "string") return typeof value === "boolean" ? "boolean" : "string";
  return /^-?\d+$/.test(text) ? "integer" : "number";
}

/** Several kinds: the first whose rules hold, so each has the whole schema's check. */
function printFirst(printer: ServerPrinter, texts: readonly Printable[], owner: SchemaId | undefined): Printable {
  const [only, second] = texts;
  if (second === undefined) return only ?? literal("string");
  const is = owner === undefined ? undefined : printer.rules.check(owner, "request")?.is;
  const options = texts.map((text) => object([code`text: ${text}`, ...(is ? [code`is: ${is}`] : [])]));
  return object([code`anyOf: ${list(options, { open: "[", close: "]" })}`]);
}
