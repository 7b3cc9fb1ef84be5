import { groupByCycle, isCyclic, schemasOfShape } from "../contract/graph.js";
import type { Contract, Schema, SchemaId, Shape } from "../contract/model.js";
import { visitInner } from "./shapes.js";

/** Inline lists and maps nested deeper than this get a name on the way, since no compiler takes expressions of any depth. */
const deepest = 24;

/** Structures and lists of constants get a type of their own wherever they stand; what is short reads better in place. */
function isStructure(shape: Shape): boolean {
  switch (shape.kind) {
    case "object":
      return shape.fields.length > 0;
    case "enum":
      return shape.members.length > 1;
    case "union":
      return shape.tag !== undefined || shape.branches.length > 3;
    default:
      return false;
  }
}

/** The kinds of shapes that most schemas have, which mention no other. */
const mentionsNone: ReadonlySet<Shape["kind"]> = new Set(["any", "never", "null", "boolean", "number", "integer", "string", "binary", "enum"]);

/** Lists, maps and unions that lead back to themselves through nothing that has a name: only a name ends the circle. */
export function findCircles(contract: Contract): ReadonlySet<SchemaId> {
  const inner = new Map<SchemaId, readonly SchemaId[]>();
  for (const id in contract.schemas) {
    const { shape, place } = contract.schemas[id] as Schema;
    if (!mentionsNone.has(shape.kind) && place.kind !== "component" && !isStructure(shape)) inner.set(id, schemasOfShape(shape));
  }
  // What leads nowhere is in no circle.
  const graph = { edges: new Map([...inner].map(([id, mentioned]) => [id, mentioned.filter((other) => inner.has(other))])) };
  return new Set(groupByCycle(graph).filter((group) => isCyclic(graph, group)).flatMap((group) => group.filter((id) => contract.schemas[id]?.shape.kind !== "ref")));
}

/** Inline schemas that get a name and are reached from a shape without passing a component, in order. Iterative: contracts may be deep. */
export function collectInline(contract: Contract, start: Shape, circles: ReadonlySet<SchemaId>, seen: Set<SchemaId>): readonly Schema[] {
  const found: Schema[] = [];
  const shapes: Shape[] = [start];
  const depths: number[] = [0];
  for (let shape = shapes.pop(); shape !== undefined; shape = shapes.pop()) {
    const depth = depths.pop() as number;
    if (shape.kind !== "ref") {
      visitInner(shape, (inner) => {
        shapes.push(inner);
        depths.push(depth + 1);
      });
      continue;
    }
    if (seen.has(shape.schema)) continue;
    const schema = contract.schemas[shape.schema];
    if (!schema || schema.place.kind === "component") continue;
    seen.add(schema.id);
    const named = depth >= deepest || isStructure(schema.shape) || circles.has(schema.id);
    if (named) found.push(schema);
    shapes.push(schema.shape);
    depths.push(named ? 0 : depth + 1);
  }
  return found;
}
