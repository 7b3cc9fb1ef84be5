import { ARRAY, kindsOf, OBJECT } from "./kinds.js";
import { referencesOf, type Resolve } from "./references.js";
import type { Schema, SchemaObject } from "./schema.js";

/** How deep the flattest value of a schema is nested, nearly. Infinity: as far as can be seen, there is no end. */
export type Height = (schema: Schema) => number;

/** Opens heights. What is reached is settled together when somebody asks. */
export function openHeights(resolve: Resolve): Height {
  const known = new Map<SchemaObject, number>();
  const read = (schema: Schema): number => (typeof schema === "boolean" ? (schema ? 0 : Infinity) : (known.get(schema) ?? Infinity));
  return (schema) => {
    if (typeof schema === "boolean") return read(schema);
    if (!known.has(schema)) settle(reach(schema, resolve, known), known, read, resolve);
    return read(schema);
  };
}

/** The schemas that a schema leads to and of which nothing is known yet. */
function reach(schema: SchemaObject, resolve: Resolve, known: ReadonlyMap<SchemaObject, number>): readonly SchemaObject[] {
  const found = new Set<SchemaObject>([schema]);
  for (const each of found) {
    for (const other of partsOf(each, resolve)) if (typeof other === "object" && !known.has(other)) found.add(other);
  }
  return [...found].reverse();
}

function partsOf(schema: SchemaObject, resolve: Resolve): readonly Schema[] {
  const { allOf = [], anyOf = [], oneOf = [], properties = {}, prefixItems = [], items = true, contains = true, "x-discriminator": tagged } = schema;
  const required = (schema.required ?? []).flatMap((name) => (Object.hasOwn(properties, name) ? [properties[name] as Schema] : []));
  const tags = tagged === undefined ? [] : [...Object.values(tagged.mapping), tagged.otherwise ?? false];
  return [...referencesOf(schema).map(resolve), ...allOf, ...anyOf, ...oneOf, ...required, ...prefixItems, items, contains, ...tags];
}

/** Heights only become less, so that this ends: a least fixed point. */
function settle(schemas: readonly SchemaObject[], known: Map<SchemaObject, number>, read: Height, resolve: Resolve): void {
  for (const schema of schemas) known.set(schema, Infinity);
  for (let isChanged = true; isChanged; ) {
    isChanged = false;
    for (const schema of schemas) {
      const height = measure(schema, read, resolve);
      if (height >= read(schema)) continue;
      known.set(schema, height);
      isChanged = true;
    }
  }
}

function measure(schema: SchemaObject, read: Height, resolve: Resolve): number {
  if (schema.enum !== undefined || Object.hasOwn(schema, "const")) return 0;
  const { allOf = [], anyOf, oneOf, "x-discriminator": tagged } = schema;
  let height = ownHeight(schema, read);
  for (const other of referencesOf(schema)) height = Math.max(height, read(resolve(other)));
  for (const other of allOf) height = Math.max(height, read(other));
  if (anyOf !== undefined) height = Math.max(height, Math.min(...anyOf.map(read)));
  if (oneOf !== undefined) height = Math.max(height, Math.min(...oneOf.map(read)));
  if (tagged !== undefined) height = Math.max(height, 1, Math.min(...Object.values(tagged.mapping).map(read), read(tagged.otherwise ?? false)));
  return height;
}

/** What members and items need. A value of another kind needs neither. */
function ownHeight({ type, required = [], properties = {}, minItems = 0, prefixItems = [], items = true, contains, minContains = 1 }: SchemaObject, read: Height): number {
  if (type === undefined || (kindsOf(type) & ~(OBJECT | ARRAY)) !== 0) return 0;
  const kinds = kindsOf(type);
  const object = required.reduce((most, name) => Math.max(most, 1 + (Object.hasOwn(properties, name) ? read(properties[name] as Schema) : 0)), 0);
  const list = Math.max(
    ...Array.from({ length: Math.min(minItems, prefixItems.length + 1) }, (_, index) => 1 + read(prefixItems[index] ?? items)),
    contains === undefined || minContains === 0 ? 0 : 1 + read(contains),
    0,
  );
  return Math.min(kinds & OBJECT ? object : Infinity, kinds & ARRAY ? list : Infinity);
}
