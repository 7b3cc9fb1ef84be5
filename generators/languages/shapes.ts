import type { Contract, Field, SchemaId, Shape } from "../contract/model.js";

/** Visits the shapes directly inside a shape, the last one first, as a stack wants them. */
export function visitInner(shape: Shape, visit: (inner: Shape) => void): void {
  switch (shape.kind) {
    case "object":
      if (shape.extra) visit(shape.extra);
      for (let index = shape.fields.length - 1; index >= 0; index -= 1) visit((shape.fields[index] as Field).shape);
      return;
    case "map":
      return visit(shape.values);
    case "array":
      return visit(shape.items);
    case "tuple":
      if (shape.rest) visit(shape.rest);
      return [...shape.items].reverse().forEach(visit);
    case "union":
      return [...shape.branches].reverse().forEach((branch) => visit(branch.shape));
    case "nullable":
      return visit(shape.of);
    default:
      return;
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
