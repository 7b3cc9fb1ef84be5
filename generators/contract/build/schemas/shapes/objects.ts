import type { Json, JsonObject } from "../../../json.js";
import { toJsonText } from "../../../json-text.js";
import type { Field, JsonText, SchemaId, Shape } from "../../../model.js";
import { findDefault } from "../defaults.js";
import type { FieldFacts, ObjectFacts } from "../facts/facts.js";
import { printTogether } from "./print.js";
import { ANY, NEVER, resolveShape, type Shaping, uniteShapes } from "./shaping.js";

/** An object with named members, or a map if it names none. */
export function printObject(shaping: Shaping, object: ObjectFacts | undefined): Shape {
  if (object === undefined) return { kind: "map", values: ANY };
  const extra = printExtra(shaping, object);
  if (object.fields.size === 0 && !(object.isClosed && extra === undefined)) return { kind: "map", values: extra ?? ANY };
  const fields: Field[] = [];
  for (const [name, field] of object.fields) fields.push(printField(shaping, name, field));
  return { kind: "object", fields, closed: object.isClosed, ...(extra !== undefined && { extra }) };
}

/** What members that are not named may be, where anything is said of them. */
function printExtra(shaping: Shaping, { extra, patterns, isClosed }: ObjectFacts): Shape | undefined {
  const shapes = patterns.map(({ schema }) => printTogether(shaping, [schema]));
  if (extra.length > 0 && !isClosed) shapes.push(printTogether(shaping, extra));
  if (shapes.length === 0) return undefined;
  return shapes.some((shape) => resolveShape(shaping, shape).kind === "any") ? ANY : uniteShapes(shaping, shapes);
}

function printField(shaping: Shaping, name: string, { schemas, required, access }: FieldFacts): Field {
  const shape = schemas.some(shaping.book.isNever) ? NEVER : printTogether(shaping, schemas);
  const field: Mutable<Field> = { name, shape, required, access, deprecated: false, examples: NO_EXAMPLES };
  for (const id of schemas) addWords(shaping, field, id);
  return field;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

const NO_EXAMPLES: readonly JsonText[] = [];

/** What people read of a member: what stands where the member is declared, even beside a `$ref`. The first that says something wins. */
function addWords(shaping: Shaping, field: Mutable<Field>, schema: SchemaId): void {
  const fallback = field.default === undefined ? findDefault(shaping.positions, shaping.book, schema) : undefined;
  if (fallback !== undefined) field.default = toJsonText(fallback);
  const written = shaping.positions.get(schema)?.schema;
  if (typeof written !== "object") return;
  const { title, description, deprecated } = written;
  if (typeof title === "string") field.title ??= title;
  if (typeof description === "string") field.description ??= description;
  if (deprecated === true) field.deprecated = true;
  if (field.examples.length === 0) field.examples = examplesOf(written) ?? NO_EXAMPLES;
}

/** `examples` (a list since 3.1) or `example`. */
export function examplesOf(schema: JsonObject): readonly JsonText[] | undefined {
  const { examples, example } = schema;
  if (Array.isArray(examples)) return (examples as readonly Json[]).map(toJsonText);
  return example === undefined ? undefined : [toJsonText(example)];
}
