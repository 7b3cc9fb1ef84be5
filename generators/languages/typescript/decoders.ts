import type { Contract, Schema, SchemaId, Shape } from "../../contract/model.js";
import { type Code, code, joinLines, list, type Printable, verbatim } from "../../emit/code.js";
import { literal, objectKey } from "./literals.js";
import type { SchemaNames } from "./names.js";
import { resolveShape, visitInner } from "../shapes.js";
import type { TypePrinter } from "./types.js";

/** Which schemas hold, themselves or in what they reach, values that JSON has no word for under this style. */
export function findDecoded(printer: Pick<TypePrinter, "contract" | "style">): ReadonlySet<SchemaId> {
  const found = new Set<SchemaId>();
  const { contract, style } = printer;
  if (style.dates === "string" && style.int64 === "number") return found;
  const users = new Map<SchemaId, SchemaId[]>();
  const queue: SchemaId[] = [];
  for (const schema of Object.values(contract.schemas)) {
    const { leaf, references } = inspectShape(schema.shape, style);
    for (const id of references) users.set(id, [...(users.get(id) ?? []), schema.id]);
    if (leaf) queue.push(schema.id);
  }
  while (queue.length > 0) {
    const id = queue.pop() as SchemaId;
    if (found.has(id)) continue;
    found.add(id);
    queue.push(...(users.get(id) ?? []));
  }
  return found;
}

const isLeaf = (shape: Shape, style: TypePrinter["style"]): boolean =>
  (style.dates === "Date" && shape.kind === "string" && shape.format === "date-time") ||
  (style.int64 === "bigint" && shape.kind === "integer" && (shape.format === "int64" || shape.format === "uint64"));

function inspectShape(root: Shape, style: TypePrinter["style"]): { readonly leaf: boolean; readonly references: readonly SchemaId[] } {
  const references: SchemaId[] = [];
  let leaf = false;
  const stack: Shape[] = [root];
  while (stack.length > 0) {
    const shape = stack.pop() as Shape;
    if (shape.kind === "ref") references.push(shape.schema);
    else if (isLeaf(shape, style)) leaf = true;
    else visitInner(shape, (inner) => void stack.push(inner));
  }
  return { leaf, references };
}

export interface DecoderPrinter extends TypePrinter {
  readonly decoded: ReadonlySet<SchemaId>;
}

const decoderImport = (names: SchemaNames): Printable => ({ kind: "import", module: names.module, name: names.decode, typeOnly: false });

/** The decoder of a shape as an expression; undefined where nothing in it needs one. */
export function printDecoder(printer: DecoderPrinter, shape: Shape, depth = 0): Printable | undefined {
  const inner = (part: Shape) => printDecoder(printer, part, depth + 1);
  const { names, style } = printer;
  if (depth > 60) return undefined;
  if (isLeaf(shape, style)) return names.runtime(shape.kind === "string" ? "toDate" : "toBigInt");
  switch (shape.kind) {
    case "ref": {
      if (!printer.decoded.has(shape.schema)) return undefined;
      const named = names.schemas.get(shape.schema);
      if (named) return decoderImport(named);
      const target = printer.contract.schemas[shape.schema];
      return target && inner(target.shape);
    }
    case "nullable":
      return inner(shape.of);
    case "array": {
      const step = inner(shape.items);
      return step && code`${names.runtime("each")}(${step})`;
    }
    case "map": {
      const step = inner(shape.values);
      return step && code`${names.runtime("members")}(() => ({}), () => ${step})`;
    }
    case "tuple":
      return printTuple(printer, shape, depth);
    case "object":
      return printMembers(printer, shape, depth);
    case "union":
      return printUnion(printer, shape, depth);
    default:
      return undefined;
  }
}

function printTuple(printer: DecoderPrinter, shape: Extract<Shape, { kind: "tuple" }>, depth: number): Printable | undefined {
  const steps = shape.items.map((item) => printDecoder(printer, item, depth + 1));
  const rest = shape.rest && printDecoder(printer, shape.rest, depth + 1);
  if (!rest && steps.every((step) => step === undefined)) return undefined;
  const listed = list(steps.map((step) => step ?? verbatim("undefined")), { open: "[", close: "]" });
  return rest ? code`${printer.names.runtime("items")}(${listed}, ${rest})` : code`${printer.names.runtime("items")}(${listed})`;
}

function printMembers(printer: DecoderPrinter, shape: Extract<Shape, { kind: "object" }>, depth: number): Printable | undefined {
  const entries = shape.fields.flatMap((field) => {
    const step = printDecoder(printer, field.shape, depth + 1);
    return step ? [code`${objectKey(field.name)}: ${step}`] : [];
  });
  const rest = shape.extra && printDecoder(printer, shape.extra, depth + 1);
  if (entries.length === 0 && !rest) return undefined;
  const table = entries.length === 0 ? verbatim("{}") : list(entries, { open: "{", close: "}", padding: " " });
  return rest ? code`${printer.names.runtime("members")}(() => (${table}), () => ${rest})` : code`${printer.names.runtime("members")}(() => (${table}))`;
}

function printUnion(printer: DecoderPrinter, shape: Extract<Shape, { kind: "union" }>, depth: number): Printable | undefined {
  const branches = shape.branches.map((branch) => ({ ...branch, step: printDecoder(printer, branch.shape, depth + 1) }));
  if (branches.every((branch) => branch.step === undefined)) return undefined;
  if (shape.tag !== undefined) {
    const entries = branches.flatMap((branch) => (branch.step ? (branch.tags ?? []).map((tag) => code`${objectKey(tag)}: ${branch.step as Printable}`) : []));
    return code`${printer.names.runtime("byTag")}(${literal(shape.tag)}, () => (${list(entries, { open: "{", close: "}", padding: " " })}))`;
  }
  const entries = branches.flatMap((branch): readonly Code[] => {
    const required = requiredOf(printer.contract, branch.shape);
    if (!branch.step && required === undefined) return [];
    const step = branch.step ?? verbatim("(value) => value");
    return [required ? code`{ required: ${list(required.map(literal), { open: "[", close: "]" })}, step: ${step} }` : code`{ step: ${step} }`];
  });
  return code`${printer.names.runtime("anyOf")}(() => ${list(entries, { open: "[", close: "]" })})`;
}

function requiredOf(contract: Contract, shape: Shape): readonly string[] | undefined {
  const target = resolveShape(contract, shape);
  return target?.kind === "object" ? target.fields.filter((field) => field.required && field.access !== "writeOnly").map((field) => field.name) : undefined;
}

/** The decoder of a named schema as a declaration. */
export function printDecoderDeclaration(printer: DecoderPrinter, schema: Schema): Code | undefined {
  const names = printer.names.schemas.get(schema.id);
  if (!names || !printer.decoded.has(schema.id)) return undefined;
  const step = printDecoder(printer, schema.shape);
  if (!step) return undefined;
  return joinLines([
    verbatim("/** Makes the values that JSON has no word for. */"),
    code`export const ${names.decode}: ${printer.names.runtime("Decoder", true)}<${names.response}> = /* @__PURE__ */ ${printer.names.runtime("named")}(() => ${step});`,
  ]);
}
