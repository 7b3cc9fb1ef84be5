import type { EnumMember, SchemaId, Shape } from "../../../model.js";
import type { Constant, Facts } from "../facts/facts.js";
import { ANY_TYPE, ARRAY, BOOLEAN, FRACTION, type Mask, NULL, OBJECT, STRING, WHOLE } from "../facts/mask.js";
import { mergeFacts, NOTHING_KNOWN } from "../facts/merge.js";
import { settleFacts, wholeBound } from "../facts/settle.js";
import { MAX_TOGETHER } from "../inhabited.js";
import { isImplied, typesOf } from "./implied.js";
import { printObject } from "./objects.js";
import { ANY, factsOf, makeNullable, NEVER, refTo, type Shaping, uniteShapes } from "./shaping.js";
import { printUnions } from "./unions.js";

/** Merges inside of merges end here. */
const MAX_DEPTH = 4;

/** The shape of values with these facts. */
export function printFacts(shaping: Shaping, facts: Facts): Shape {
  if (facts.mask === 0) return NEVER;
  return facts.unions.length > 0 ? printUnions(shaping, facts) : printPlain(shaping, facts);
}

/**
 * The shape of a schema that nothing satisfies by a slip: of its constants, or of its members. A type that no value has would be of
 * no use to anybody; the report says that it is wrong. `types`: what its `type` says.
 */
export function printMeant(shaping: Shaping, facts: Facts, types: Mask): Shape {
  if (facts.constants !== undefined && facts.constants.size > 0) return printConstants(facts.constants);
  return facts.object === undefined ? printPlain(shaping, { ...facts, mask: types }) : printObject(shaping, facts.object);
}

/** The same where no union is left to print. */
export function printPlain(shaping: Shaping, facts: Facts): Shape {
  if (facts.mask === 0) return NEVER;
  if (facts.constants !== undefined) return printConstants(facts.constants);
  const types = typesOf(facts);
  if (types === ANY_TYPE || types === (ANY_TYPE & ~NULL)) return ANY;
  const shapes: Shape[] = [];
  if (types & BOOLEAN) shapes.push({ kind: "boolean" });
  if (types & FRACTION) shapes.push(withFormat({ kind: "number" }, formatFor(facts, types, true)));
  else if (types & WHOLE) shapes.push(withFormat({ kind: "integer", ...integerRange(facts) }, formatFor(facts, types, true)));
  if (types & STRING) shapes.push(printString(facts, types));
  if (types & ARRAY) shapes.push(printArray(shaping, facts));
  if (types & OBJECT) shapes.push(printObject(shaping, facts.object));
  if (types & NULL) shapes.push({ kind: "null" });
  const first = shapes[0];
  const second = shapes[1];
  if (first === undefined || shapes.length > 2) return uniteShapes(shaping, shapes);
  if (second === undefined) return first;
  return second.kind === "null" ? makeNullable(first) : uniteShapes(shaping, shapes);
}

const NUMBER_FORMATS: ReadonlySet<string> = new Set(["int8", "uint8", "int16", "uint16", "int32", "uint32", "int64", "uint64", "float", "double", "decimal", "decimal128", "double-int"]);

/** A format goes with the only type, or with the one of several that it is made for. */
function formatFor({ text }: Facts, types: number, isNumber: boolean): string | undefined {
  const format = text?.format;
  const isMixed = (types & STRING) !== 0 && (types & (WHOLE | FRACTION)) !== 0;
  return format !== undefined && isMixed && NUMBER_FORMATS.has(format) !== isNumber ? undefined : format;
}

const withFormat = <S extends Shape>(shape: S, format: string | undefined): S => (format === undefined ? shape : { ...shape, format });

function integerRange({ range }: Facts): { readonly min?: string; readonly max?: string } | undefined {
  if (range === undefined) return undefined;
  const min = range.low && wholeBound(range.low, "up");
  const max = range.high && wholeBound(range.high, "down");
  return { ...(min !== undefined && { min }), ...(max !== undefined && { max }) };
}

/** Bytes: `format: binary` (3.0), or a media type that is no text, unencoded (3.1, "Considerations for File Uploads"). */
const BYTES = /^(?:image|audio|video|font)\/|^application\/(?:octet-stream|pdf|zip|gzip)\b/i;

function printString(facts: Facts, types: number): Shape {
  if (facts.text === undefined) return TEXT;
  const { encoding, mediaType } = facts.text;
  const format = formatFor(facts, types, false);
  const isBytes = format === "binary" || (encoding === undefined && mediaType !== undefined && BYTES.test(mediaType));
  if (isBytes && (types & ~NULL) === STRING) return { kind: "binary" };
  if (encoding === undefined && mediaType === undefined) return withFormat(TEXT, format);
  return { kind: "string", ...(format !== undefined && { format }), ...(encoding !== undefined && { encoding }), ...(mediaType !== undefined && { mediaType }) };
}

const TEXT: Shape = { kind: "string" };

function printConstants(constants: ReadonlyMap<string, Constant>): Shape {
  const values = [...constants].filter(([key]) => key !== "null");
  if (values.length === 0) return constants.size === 0 ? NEVER : { kind: "null" };
  const isAnyBoolean = values.length === 2 && values.every(([, { type, name }]) => type === BOOLEAN && name === undefined);
  const shape: Shape = isAnyBoolean ? { kind: "boolean" } : { kind: "enum", members: values.map(([, constant]) => memberOf(constant)) };
  return values.length < constants.size ? makeNullable(shape) : shape;
}

const memberOf = ({ text, name, description, deprecated }: Constant): EnumMember => ({
  value: text,
  ...(name !== undefined && { name }),
  ...(description !== undefined && { description }),
  deprecated,
});

function printArray(shaping: Shaping, { array }: Facts): Shape {
  if (array === undefined) return { kind: "array", items: ANY };
  const { prefix, rest, count } = array;
  if (prefix.length === 0) return { kind: "array", items: printTogether(shaping, rest) };
  const items = prefix.slice(0, Math.min(prefix.length, count.max)).map((schemas) => printTogether(shaping, schemas));
  const hasRest = count.max > prefix.length && !rest.some(shaping.book.isNever);
  return { kind: "tuple", items, required: Math.min(count.min, items.length), ...(hasRest && { rest: printTogether(shaping, rest) }) };
}

/**
 * The shape of a part of a value for which all of these schemas hold. One that says all that the others say stands for them;
 * otherwise their facts are merged. Where that goes too deep or too far, the last stands for all: it is the widest that is sensible.
 */
export function printTogether(shaping: Shaping, schemas: readonly SchemaId[]): Shape {
  const first = schemas[0];
  if (first === undefined) return ANY;
  if (schemas.length === 1) return printPart(shaping, first);
  if (schemas.length > MAX_TOGETHER) return refTo(schemas.at(-1) ?? first);
  const all = schemas.map((schema) => ({ schema, facts: factsOf(shaping, schema) }));
  const sufficient = all.find(({ facts }) => all.every((other) => other.facts === facts || isImplied(other.facts, facts)));
  if (sufficient !== undefined) return refTo(sufficient.schema);
  if (shaping.depth >= MAX_DEPTH || shaping.budget.left <= 0) return refTo(schemas.at(-1) ?? first);
  shaping.budget.left--;
  const merged = settleFacts(all.map(({ facts }) => facts).reduce(mergeFacts), shaping.book.isNever);
  return printFacts({ ...shaping, depth: shaping.depth + 1 }, merged);
}

/** `true` and `{}` say nothing, not even in words. */
function printPart({ positions, book }: Shaping, schema: SchemaId): Shape {
  const position = positions.get(schema);
  const facts = position === undefined ? NOTHING_KNOWN : book.facts.of(position);
  if (facts !== NOTHING_KNOWN || position === undefined) return refTo(schema);
  return typeof position.schema === "boolean" || Object.keys(position.schema).length === 0 ? ANY : refTo(schema);
}
