import type { Contract, Field, Schema, SchemaId, Shape } from "../contract/model.js";

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

/** The kinds of shapes that most schemas have, which mention no other. */
const mentionsNone: ReadonlySet<Shape["kind"]> = new Set(["any", "never", "null", "boolean", "number", "integer", "string", "binary", "enum"]);

/** Are there shapes inside a shape? */
export const hasInner = ({ kind }: Shape): boolean => !mentionsNone.has(kind);

/** A type of one word that stands where it is used: it never gets a name. Most schemas are such. */
export const isInPlace = ({ shape, place }: Schema): boolean => place.kind !== "component" && shape.kind !== "enum" && mentionsNone.has(shape.kind);

/** Follows references; undefined where they only lead back to themselves. */
export function resolveShape(contract: Contract, shape: Shape): Shape | undefined {
  if (shape.kind !== "ref") return shape;
  const seen = new Set<SchemaId>();
  let current: Shape | undefined = shape;
  while (current?.kind === "ref") {
    if (seen.has(current.schema)) return undefined;
    seen.add(current.schema);
    current = contract.schemas[current.schema]?.shape;
  }
  return current;
}

const short = 8;

/** Shapes behind references and `nullable`; undefined where they only lead back to themselves. */
export function openShape(contract: Contract, shape: Shape): { readonly shape: Shape | undefined; readonly nullable: boolean } {
  let seen: Set<SchemaId> | undefined;
  let current: Shape | undefined = shape;
  let nullable = false;
  for (let steps = 0; current?.kind === "ref" || current?.kind === "nullable"; steps += 1) {
    if (current.kind === "nullable") {
      nullable = true;
      current = current.of;
      continue;
    }
    // Most ways are short, and this is asked for everything: only a long one is looked after.
    if (steps >= short) {
      seen ??= new Set();
      if (seen.has(current.schema)) return { shape: undefined, nullable };
      seen.add(current.schema);
    }
    current = contract.schemas[current.schema]?.shape;
  }
  return { shape: current, nullable };
}

/** Whether a schema is another one, at most with null beside it: its type is that one's. */
export const isAlias = (shape: Shape): boolean => shape.kind === "ref" || (shape.kind === "nullable" && isAlias(shape.of));
