import { groupByCycle, isCyclic, schemasOfShape } from "../contract/graph.js";
import type { Contract, Schema, SchemaId, Shape } from "../contract/model.js";
import { hasInner, isInPlace, visitInner } from "./shapes.js";

/** Inline lists and maps nested deeper than this get a name on the way, since no compiler takes expressions of any depth. */
const deepest = 24;

/** Whether an enum of several constants gets a type of its own, or stands in place. A language that has no types for constants names all. */
export type EnumNaming = (contract: Contract, schema: Schema) => boolean;

/** Structures get a type of their own wherever they stand; what is short reads better in place. */
function isStructure(shape: Shape): boolean {
  switch (shape.kind) {
    case "object":
      return shape.fields.length > 0;
    case "union":
      return shape.tag !== undefined || shape.branches.length > 3;
    default:
      return false;
  }
}

const isNamedEnum = (contract: Contract, schema: Schema, naming: EnumNaming): boolean => schema.shape.kind === "enum" && schema.shape.members.length > 1 && naming(contract, schema);

/** Is it written where it is used, and mentions others? */
export const isPassedThrough = ({ shape, place }: Schema): boolean => hasInner(shape) && place.kind !== "component" && !isStructure(shape);

/**
 * Lists, maps and unions that lead back to themselves through nothing that has a name: only a name ends the circle. `starts`: all that are
 * passed through.
 */
export function findCircles({ schemas }: Contract, starts: readonly Schema[]): ReadonlySet<SchemaId> {
  const edges = new Map<SchemaId, readonly SchemaId[]>();
  starts.forEach((schema) => {
    const next = schemasOfShape(schema.shape).filter((id) => {
      const target = schemas[id];
      return target !== undefined && isPassedThrough(target);
    });
    // What leads nowhere is in no circle.
    if (next.length > 0) edges.set(schema.id, next);
  });
  const graph = { edges };
  return new Set(groupByCycle(graph).filter((group) => isCyclic(graph, group)).flatMap((group) => group.filter((id) => schemas[id]?.shape.kind !== "ref")));
}

/** Inline schemas that get a name and are reached from a shape without passing a component, in order. Iterative: contracts may be deep. */
export function collectInline(contract: Contract, start: Shape, circles: ReadonlySet<SchemaId>, seen: Set<SchemaId>, naming: EnumNaming): readonly Schema[] {
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
    const named = depth >= deepest || isStructure(schema.shape) || isNamedEnum(contract, schema, naming) || circles.has(schema.id);
    if (named) found.push(schema);
    shapes.push(schema.shape);
    depths.push(named ? 0 : depth + 1);
  }
  return found;
}
