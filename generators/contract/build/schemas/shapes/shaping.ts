import type { Shape, SchemaId } from "../../../model.js";
import type { Column } from "../column.js";
import type { FactBook } from "../facts/collect.js";
import type { Facts } from "../facts/facts.js";
import { NOTHING_KNOWN } from "../facts/merge.js";
import type { Assertions } from "../order.js";
import type { Positions } from "../positions.js";
import type { Words } from "../words.js";

/** What the printing of shapes sees. Shapes are made in the order in which facts were: those of in-place schemas are there already. */
export interface Shaping {
  readonly positions: Positions;
  readonly assertions: Assertions;
  readonly book: FactBook;
  readonly words: Column<Words>;
  readonly shapes: Column<Shape>;
  /** Shapes of facts that many schemas share: one type, perhaps with a format. */
  readonly shared: Map<Facts, Shape>;
  /** Printing goes round: objects have unions, unions have objects. These are the ways back in. */
  readonly printers: {
    readonly facts: (shaping: Shaping, facts: Facts) => Shape;
    readonly plain: (shaping: Shaping, facts: Facts) => Shape;
    readonly together: (shaping: Shaping, schemas: readonly SchemaId[]) => Shape;
  };
  /** How many shapes may still be made by merging for the schema at hand; then merged things are as wide as one of their parts. */
  readonly budget: { left: number };
  /** Merges inside of merges: recursive types would go on for ever. */
  readonly depth: number;
}

export const ANY: Shape = { kind: "any" };
export const NEVER: Shape = { kind: "never" };

export const refTo = (schema: SchemaId): Shape => ({ kind: "ref", schema });

export const factsOf = ({ book }: Shaping, schema: SchemaId): Facts => book.facts.get(schema) ?? NOTHING_KNOWN;

/** Follows references to the shape itself; a reference to a shape that is not made yet, or in a circle, stays. */
export function resolveShape({ shapes }: Pick<Shaping, "shapes">, shape: Shape): Shape {
  const seen = new Set<SchemaId>();
  let at = shape;
  while (at.kind === "ref" && !seen.has(at.schema)) {
    seen.add(at.schema);
    const next = shapes.get(at.schema);
    if (next === undefined) return at;
    at = next;
  }
  return at;
}

/** One shape for several that may hold: without doubles and `never`, with null taken out into `nullable`. */
export function uniteShapes(shaping: Pick<Shaping, "shapes">, shapes: readonly Shape[]): Shape {
  return uniteBranches(shaping, shapes.map((shape) => ({ shape })), undefined);
}

/** The same for tagged branches. */
export function uniteBranches(shaping: Pick<Shaping, "shapes">, branches: readonly { readonly shape: Shape; readonly tags?: readonly string[] }[], tag: string | undefined): Shape {
  const kept = new Map<string, (typeof branches)[number]>();
  let takesNull = false;
  for (const branch of branches) {
    const resolved = resolveShape(shaping, branch.shape);
    if (resolved.kind === "any") return ANY;
    if (resolved.kind === "never") continue;
    if (resolved.kind === "null") {
      takesNull = true;
      continue;
    }
    const bare = branch.shape.kind === "nullable" ? branch.shape.of : branch.shape;
    takesNull ||= branch.shape.kind === "nullable";
    const key = keyOf(shaping, bare);
    const known = kept.get(key);
    const tags = [...(known?.tags ?? []), ...(branch.tags ?? [])];
    kept.set(key, { shape: known?.shape ?? bare, ...(tags.length > 0 && { tags }) });
  }
  const [first, ...others] = [...kept.values()];
  if (first === undefined) return takesNull ? { kind: "null" } : NEVER;
  const isTagged = tag !== undefined && areApart([first, ...others]);
  const list = isTagged ? [first, ...others] : [first, ...others].map(({ shape }) => ({ shape }));
  const shape: Shape = others.length === 0 ? first.shape : { kind: "union", branches: list, ...(isTagged && { tag }) };
  return takesNull ? makeNullable(shape) : shape;
}

/** Each branch has tags, and none has another's. */
function areApart(branches: readonly { readonly tags?: readonly string[] }[]): boolean {
  const tags = branches.flatMap((branch) => branch.tags ?? []);
  return branches.every((branch) => branch.tags !== undefined) && new Set(tags).size === tags.length;
}

export const makeNullable = (shape: Shape): Shape => (shape.kind === "nullable" || shape.kind === "any" || shape.kind === "null" ? shape : { kind: "nullable", of: shape });

/** Two references are the same type if they lead to the same schema by references alone. */
function keyOf({ shapes }: Pick<Shaping, "shapes">, shape: Shape): string {
  if (shape.kind !== "ref") return JSON.stringify(shape);
  const seen = new Set<SchemaId>();
  let schema = shape.schema;
  for (let next = shapes.get(schema); next?.kind === "ref" && !seen.has(schema); next = shapes.get(schema)) {
    seen.add(schema);
    schema = next.schema;
  }
  return schema;
}
