import { parseJsonText } from "../../contract/json.js";
import type { Contract, Direction, EnumMember, Schema, SchemaId, Shape } from "../../contract/model.js";
import { type Code, code, type Ident, joinBlocks, joinLines, nothing, type Printable } from "../../emit/code.js";
import { toPascal } from "../../emit/names.js";
import { Scope } from "../../emit/scope.js";
import { docComment } from "./comments.js";
import { jsonLiteral, typeKey } from "./literals.js";
import { resolveShape } from "../shapes.js";
import { printMembers, printType, printUnion, type TypePrinter } from "./types.js";

/** The declarations of a named schema: its response face, its request face where that differs and stands beside it, and the constants of an enum. */
export function printDeclarations(printer: TypePrinter, id: SchemaId): Code {
  const schema = printer.contract.schemas[id];
  const names = printer.names.schemas.get(id);
  if (!schema || !names) return nothing;
  const constants = printConstants(schema, names.response);
  if (isConstants(schema)) return joinBlocks([joinLines([faceDoc(printer, schema, "response"), constants]), code`export type ${names.response} = (typeof ${names.response})[keyof typeof ${names.response}];`]);
  const response = printFace(printer, schema, names.response, "response");
  if (names.request === names.response) return joinBlocks([response, constants]);
  return joinBlocks([response, names.requestModule === names.module ? printRequestFace(printer, id) : nothing]);
}

/** The request face of a schema whose faces differ; nothing where no request has it. */
export function printRequestFace(printer: TypePrinter, id: SchemaId): Code {
  const schema = printer.contract.schemas[id];
  const names = printer.names.schemas.get(id);
  return schema && names && printer.requested.has(id) ? printFace(printer, schema, names.request, "request") : nothing;
}

/** Is the type just what its constants are? Numbers that TypeScript might write in another way are not told so. */
function isConstants({ shape }: Schema): boolean {
  return shape.kind === "enum" && shape.members.length > 1 && shape.members.every(({ value }) => /^(".*"|-?(0|[1-9]\d{0,14}))$/su.test(value) && value !== "-0");
}

const faceDoc = (printer: TypePrinter, schema: Schema, direction: Direction): Code =>
  docComment({
    text: direction === "request" && schema.directional ? describeRequest(printer, schema) : (schema.description ?? schema.title),
    deprecated: schema.deprecated,
    default: schema.default,
    see: schema.externalDocs?.url,
  });

function printFace(plain: TypePrinter, schema: Schema, name: Ident, direction: Direction): Code {
  const fillsDefaults = plain.received !== undefined && (direction === "request" || plain.received.has(schema.id));
  const printer = fillsDefaults ? { ...plain, fillsDefaults } : plain;
  const doc = faceDoc(plain, schema, direction);
  const { shape } = schema;
  if (shape.kind === "object" && (shape.fields.length > 0 || shape.extra)) {
    return joinLines([doc, code`export interface ${name} ${printMembers(printer, shape, direction, 0)}`]);
  }
  return joinLines([doc, code`export type ${name} = ${printAlias(printer, schema, direction)};`]);
}

/** What the request face has to do with the other one. */
function describeRequest({ names, received }: TypePrinter, { id, shape }: Schema): string {
  const fields = shape.kind === "object" ? shape.fields : [];
  const told = (["readOnly", "writeOnly"] as const).flatMap((access) => {
    const members = fields.filter((field) => field.access === access).map(({ name }) => `\`${name.replaceAll("`", "'")}\``);
    return members.length === 0 ? [] : [`${access === "readOnly" ? "without" : "with"} ${members.length > 4 ? `what only ${access === "readOnly" ? "the server sets" : "requests have"}` : enumerate(members)}`];
  });
  return `\`${names.schemas.get(id)?.response ?? ""}\` as it ${received === undefined ? "is sent" : "comes"}${told.length === 0 ? "" : `: ${told.join(", ")}`}.`;
}

const enumerate = (parts: readonly string[]): string => (parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`);

/** An alias that leads back to itself through names alone is a circle to the compiler: it is the union of what else it leads to. */
function printAlias(printer: TypePrinter, schema: Schema, direction: Direction): Printable {
  if (!isCircular(printer.contract, schema)) return printType(printer, schema.shape, direction);
  const branches = openCircle(printer.contract, { kind: "ref", schema: schema.id }, new Set());
  return branches.length === 0 ? printType(printer, { kind: "any" }, direction) : printUnion(branches.map((branch) => printType(printer, branch, direction)));
}

/** Shapes that an alias stands for directly: behind names, unions and `null`. */
function directShapes(contract: Contract, shape: Shape): readonly Shape[] {
  if (shape.kind === "union") return shape.branches.map((branch) => branch.shape);
  if (shape.kind === "nullable") return [shape.of];
  const target = shape.kind === "ref" ? contract.schemas[shape.schema] : undefined;
  return target && !isInterface(target.shape) ? [target.shape] : [];
}

const isInterface = (shape: Shape): boolean => shape.kind === "object";

function isCircular(contract: Contract, schema: Schema): boolean {
  if (schema.shape.kind !== "ref" && schema.shape.kind !== "union" && schema.shape.kind !== "nullable") return false;
  const seen = new Set<SchemaId>();
  const stack: Shape[] = [schema.shape];
  while (stack.length > 0) {
    const shape = stack.pop() as Shape;
    if (shape.kind === "ref") {
      if (shape.schema === schema.id) return true;
      if (seen.has(shape.schema)) continue;
      seen.add(shape.schema);
    }
    stack.push(...directShapes(contract, shape));
  }
  return false;
}

/** What a circle of aliases stands for: every shape on it that is no alias itself. */
function openCircle(contract: Contract, shape: Shape, seen: Set<SchemaId>): readonly Shape[] {
  if (shape.kind === "ref") {
    if (seen.has(shape.schema)) return [];
    seen.add(shape.schema);
    const target = resolveShape(contract, shape);
    if (!target) return [];
    return target.kind === "union" || target.kind === "nullable" ? openCircle(contract, target, seen) : [shape];
  }
  if (shape.kind === "union") return shape.branches.flatMap((branch) => openCircle(contract, branch.shape, seen));
  if (shape.kind === "nullable") return [...openCircle(contract, shape.of, seen), { kind: "null" }];
  return [shape];
}

/** The constants of an enum as an object of the type's name: `Role.Admin`. */
function printConstants(schema: Schema, name: Ident): Code {
  const shape = schema.shape.kind === "nullable" ? schema.shape.of : schema.shape;
  if (shape.kind !== "enum" || shape.members.length < 2) return nothing;
  const scope = new Scope({ reserved: new Set(["__proto__"]), fallback: "Empty" });
  const members = shape.members.map((member) => printConstant(member, scope));
  return code`
    export const ${name} = {
      ${joinLines(members)}
    } as const;
  `;
}

function printConstant(member: EnumMember, scope: Scope): Code {
  const value = parseJsonText(member.value);
  const text = typeof value === "string" ? value : String(member.value);
  const key = scope.claim(member.name ?? (constantName(text) || "Empty"));
  const doc = docComment({ text: member.description, deprecated: member.deprecated });
  return joinLines([doc, code`${typeKey(key)}: ${jsonLiteral(value)},`]);
}

/** `in_progress` -> `InProgress`, `-1` -> `Minus1`, `<=` -> a name by its signs. */
function constantName(text: string): string {
  const spelled = text.replace(/^-(?=\d)/, "minus ").replace(/^\+(?=\d)/, "plus ").replace(/[<>=!*+]/g, (sign) => ` ${signNames[sign] ?? ""} `);
  const name = toPascal(spelled);
  return /^\d/.test(name) ? `Value${name}` : name;
}

const signNames: Readonly<Record<string, string>> = { "<": "less", ">": "greater", "=": "equal", "!": "not", "*": "star", "+": "plus" };
