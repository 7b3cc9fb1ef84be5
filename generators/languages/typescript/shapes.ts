import type { Contract, SchemaId, Shape } from "../../contract/model.js";

/** The shapes directly inside a shape. */
export function childShapes(shape: Shape): readonly Shape[] {
  switch (shape.kind) {
    case "object":
      return [...shape.fields.map((field) => field.shape), ...(shape.extra ? [shape.extra] : [])];
    case "map":
      return [shape.values];
    case "array":
      return [shape.items];
    case "tuple":
      return [...shape.items, ...(shape.rest ? [shape.rest] : [])];
    case "union":
      return shape.branches.map((branch) => branch.shape);
    case "nullable":
      return [shape.of];
    default:
      return [];
  }
}

/** Follows references; undefined where they only lead back to themselves. */
export function resolveShape(contract: Contract, shape: Shape): Shape | undefined {
  const seen = new Set<SchemaId>();
  let current: Shape | undefined = shape;
  while (current?.kind === "ref") {
    if (seen.has(current.schema)) return undefined;
    seen.add(current.schema);
    current = contract.schemas[current.schema]?.shape;
  }
  return current;
}
