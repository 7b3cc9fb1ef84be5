import type { Schema, SchemaObject, Schemas } from "./schema.js";

/** Where a reference leads. What isn't there says nothing about a value. */
export type Resolve = (reference: string) => Schema;

/** Reads references as they are printed: `#/$defs/<name>`, a JSON pointer in a URI fragment (RFC 6901, section 6). */
export function openReferences(schemas: Schemas): Resolve {
  const known = new Map<string, Schema>();
  return (reference) => {
    const before = known.get(reference);
    if (before !== undefined) return before;
    const name = nameOf(reference);
    const schema = Object.hasOwn(schemas, name) ? (schemas[name] as Schema) : true;
    known.set(reference, schema);
    return schema;
  };
}

/** The name that a reference says. */
export function nameOf(reference: string): string {
  return decodeURIComponent(reference.slice("#/$defs/".length)).replaceAll("~1", "/").replaceAll("~0", "~");
}

/** A schema's references. One that moves has been led to its end by who printed it, so both are the same here. */
export function referencesOf(schema: SchemaObject): readonly string[] {
  if (schema.$ref === undefined) return schema.$dynamicRef === undefined ? none : [schema.$dynamicRef];
  return schema.$dynamicRef === undefined ? [schema.$ref] : [schema.$ref, schema.$dynamicRef];
}

const none: readonly string[] = [];
