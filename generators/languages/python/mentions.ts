import type { Contract, SchemaId, Shape } from "../../contract/model.js";
import { visitInner } from "../shapes.js";

/** The schemas with a type of their own that the type of a schema mentions by itself, each once, in the order in which they stand. `named`: those with a type. */
export function mentionedTypes({ schemas }: Contract, named: { readonly has: (id: SchemaId) => boolean }, id: SchemaId): readonly SchemaId[] {
  const found = new Set<SchemaId>();
  const passed = new Set<SchemaId>();
  const start = schemas[id]?.shape;
  const open: Shape[] = start === undefined ? [] : [start];
  for (let shape = open.pop(); shape !== undefined; shape = open.pop()) {
    if (shape.kind !== "ref") {
      visitInner(shape, (inner) => void open.push(inner));
      continue;
    }
    if (named.has(shape.schema)) {
      found.add(shape.schema);
      continue;
    }
    if (passed.has(shape.schema)) continue;
    passed.add(shape.schema);
    const next = schemas[shape.schema]?.shape;
    if (next !== undefined) open.push(next);
  }
  return [...found];
}
