import { isObject, type Json, type JsonObject } from "../../../json.js";
import { toJsonText } from "../../../json-text.js";
import type { Field, JsonText, SchemaId, Shape } from "../../../model.js";
import { fieldOf, flagOf, listOf, textOf } from "../../fields.js";
import type { FieldFacts, ObjectFacts } from "../facts/facts.js";
import { printTogether } from "./print.js";
import { ANY, NEVER, resolveShape, type Shaping, uniteShapes } from "./shaping.js";

/** An object with named members, or a map if it names none. */
export function printObject(shaping: Shaping, object: ObjectFacts | undefined): Shape {
  if (object === undefined) return { kind: "map", values: ANY };
  const extra = printExtra(shaping, object);
  if (object.fields.size === 0 && !(object.isClosed && extra === undefined)) return { kind: "map", values: extra ?? ANY };
  const fields = [...object.fields].map(([name, field]) => printField(shaping, name, field));
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
  return { name, shape, required, access, ...proseOf(shaping, schemas) };
}

/** What people read of a member: what stands where the member is declared, even beside a `$ref`. */
function proseOf(shaping: Shaping, schemas: readonly SchemaId[]): Omit<Field, "name" | "shape" | "required" | "access"> {
  const written = schemas.map((schema) => shaping.positions.get(schema)?.schema).filter(isObject);
  const title = firstOf(written, (schema) => textOf(schema, "title"));
  const description = firstOf(written, (schema) => textOf(schema, "description"));
  const fallback = firstOf(schemas, (schema) => defaultOf(shaping, schema));
  return {
    ...(fallback !== undefined && { default: fallback }),
    ...(title !== undefined && { title }),
    ...(description !== undefined && { description }),
    deprecated: written.some((schema) => flagOf(schema, "deprecated") === true),
    examples: firstOf(written, examplesOf) ?? [],
  };
}

function firstOf<T, R>(values: readonly T[], read: (value: T) => R | undefined): R | undefined {
  for (const value of values) {
    const found = read(value);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** `default` of a schema or of the schema that it refers to (an annotation applies where the reference stands, Core 7.7.1). */
function defaultOf({ positions }: Shaping, schema: SchemaId): JsonText | undefined {
  const seen = new Set<SchemaId>();
  for (let id: Json | undefined = schema; typeof id === "string" && !seen.has(id); ) {
    seen.add(id);
    const keywords: JsonObject = positions.get(id)?.keywords ?? {};
    const value = fieldOf(keywords, "default");
    if (value !== undefined) return toJsonText(value);
    id = fieldOf(keywords, "$ref");
  }
  return undefined;
}

/** `examples` (a list since 3.1) or `example`. */
export function examplesOf(schema: JsonObject): readonly JsonText[] | undefined {
  const examples = listOf(schema, "examples");
  if (examples !== undefined) return examples.map(toJsonText);
  const example = fieldOf(schema, "example");
  return example === undefined ? undefined : [toJsonText(example)];
}
