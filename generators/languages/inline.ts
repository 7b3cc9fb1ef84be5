import { groupByCycle, isCyclic, schemasOfShape } from "../contract/graph.js";
import type { Contract, Schema, SchemaId, Shape } from "../contract/model.js";
import { hasInner, isInPlace, visitInner } from "./shapes.js";

/** Inline lists and maps nested deeper than this get a name on the way, since no compiler takes expressions of any depth. */
const deepest = 24;

/** Whether an inline schema gets a type of its own wherever it stands, by what its language can't write, or shouldn't, in place. */
export type NeedsName = (contract: Contract, schema: Schema) => boolean;

/**
 * Lists, maps and unions that lead back to themselves through nothing that has a name: only a name ends the circle. `passed`: all that are
 * written where they are used, and mention others.
 */
export function findCircles({ schemas }: Contract, passed: readonly Schema[]): ReadonlySet<SchemaId> {
  const ids = new Set(passed.map(({ id }) => id));
  const edges = new Map<SchemaId, readonly SchemaId[]>();
  passed.forEach(({ id, shape }) => {
    const next = schemasOfShape(shape).filter((other) => ids.has(other));
    // What leads nowhere is in no circle.
    if (next.length > 0) edges.set(id, next);
  });
  const graph = { edges };
  return new Set(groupByCycle(graph).filter((group) => isCyclic(graph, group)).flatMap((group) => group.filter((id) => schemas[id]?.shape.kind !== "ref")));
}

/** Inline schemas that get a name and are reached from a shape without passing a component, in order. Iterative: contracts may be deep. */
export function collectInline(contract: Contract, start: Shape, circles: ReadonlySet<SchemaId>, seen: Set<SchemaId>, needsName: NeedsName): readonly Schema[] {
  const found: Schema[] = [];
  const shapes: Shape[] = [start];
  const depths: number[] = [0];
  for (let shape = shapes.pop(); shape !== undefined; shape = shapes.pop()) {
    const depth = depths.pop() as number;
    if (shape.kind !== "ref") {
      if (hasInner(shape)) {
        visitInner(shape, (inner) => {
          shapes.push(inner);
          depths.push(depth + 1);
        });
      }
      continue;
    }
    const schema = contract.schemas[shape.schema];
    if (!schema || schema.place.kind === "component" || isInPlace(schema) || seen.has(schema.id)) continue;
    seen.add(schema.id);
    const named = depth >= deepest || needsName(contract, schema) || circles.has(schema.id);
    if (named) found.push(schema);
    shapes.push(schema.shape);
    depths.push(named ? 0 : depth + 1);
  }
  return found;
}
