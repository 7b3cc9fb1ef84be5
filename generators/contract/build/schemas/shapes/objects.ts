import type { Field, SchemaId, Shape } from "../../../model.js";
import type { FieldFacts, ObjectFacts } from "../facts/facts.js";
import { findDefault, NO_WORDS } from "../words.js";
import { ANY, factsOf, NEVER, resolveShape, type Shaping, uniteShapes } from "./shaping.js";

/** An object with named members, or a map if it names none. */
export function printObject(shaping: Shaping, object: ObjectFacts | undefined): Shape {
  if (object === undefined) return { kind: "map", values: ANY };
  const extra = printExtra(shaping, object);
  if (object.fields.size === 0 && !(object.isClosed && extra === undefined)) return { kind: "map", values: extra ?? ANY };
  const fields: Field[] = [];
  object.fields.forEach((field, name) => fields.push(printField(shaping, name, field)));
  return { kind: "object", fields, closed: object.isClosed, ...(extra !== undefined && { extra }) };
}

/** What members that are not named may be, where anything is said of them. */
function printExtra(shaping: Shaping, { extra, patterns, isClosed }: ObjectFacts): Shape | undefined {
  const shapes = patterns.map(({ schema }) => shaping.printers.together(shaping, [schema]));
  if (extra.length > 0 && !isClosed) shapes.push(shaping.printers.together(shaping, extra));
  if (shapes.length === 0) return undefined;
  return shapes.some((shape) => resolveShape(shaping, shape).kind === "any") ? ANY : uniteShapes(shaping, shapes);
}

function printField(shaping: Shaping, name: string, { schemas, required, access }: FieldFacts): Field {
  const isNever = schemas.some((schema) => factsOf(shaping, schema).mask === 0 && shaping.book.isNever(schema));
  const shape = isNever ? NEVER : shaping.printers.together(shaping, schemas);
  const field: Mutable<Field> = { name, shape, required, access, deprecated: false, examples: NO_WORDS.examples, default: undefined, title: undefined, description: undefined };
  schemas.forEach((id) => addWords(shaping, field, id));
  return field;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** What people read of a member: what stands where the member is declared, even beside a `$ref`. The first that says something wins. */
function addWords({ positions, words }: Shaping, field: Mutable<Field>, schema: SchemaId): void {
  const position = positions.get(schema);
  if (position === undefined) return;
  field.default ??= findDefault(positions, words, position);
  const { title, description, deprecated, examples } = words.of(position) ?? NO_WORDS;
  field.title ??= title;
  field.description ??= description;
  if (deprecated) field.deprecated = true;
  if (field.examples.length === 0) field.examples = examples;
}
