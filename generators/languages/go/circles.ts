import { groupByCycle, isCyclic, type SchemaGraph, schemasOfShape } from "../../contract/graph.js";
import type { Contract, Schema, SchemaId, Shape } from "../../contract/model.js";
import { formOf, isNilable, openShape, type TypeStyle } from "./forms.js";
import { needsName } from "./lift.js";
import { structsOf } from "./types.js";

/** What hangs on nothing but the contract, and on how types read: by that. A contract's products share it. */
const known = new WeakMap<Contract, Map<string, Circles>>();

export interface Circles {
  /** Schemas whose structs would hold themselves, with the number of their group. */
  readonly circles: ReadonlyMap<SchemaId, number>;
  /** Lists and maps with a name that lead back to themselves through names alone. */
  readonly endless: ReadonlySet<SchemaId>;
}

/** Finds all types that lead back to themselves. */
export function findAll(contract: Contract, style: TypeStyle): Circles {
  const styles = known.get(contract) ?? new Map<string, Circles>();
  known.set(contract, styles);
  const key = `${style.dates} ${style.integers} ${style.formats === "annotate"}`;
  const before = styles.get(key);
  if (before !== undefined) return before;
  const found = { circles: findCircles(contract, style), endless: findEndless(contract) };
  styles.set(key, found);
  return found;
}

function findCircles(contract: Contract, style: TypeStyle): ReadonlyMap<SchemaId, number> {
  const edges = new Map<SchemaId, readonly SchemaId[]>();
  for (const schema of Object.values(contract.schemas)) {
    const held = heldShapes(schema.shape.kind === "nullable" ? schema.shape.of : schema.shape);
    if (held.length === 0) continue;
    edges.set(schema.id, held.filter((shape) => !isNilable(formOf(contract, style, shape))).flatMap((shape) => structsOf(contract, shape)));
  }
  const graph: SchemaGraph = { edges: new Map([...edges].map(([id, mentioned]) => [id, mentioned.filter((other) => edges.has(other))])) };
  const groups = groupByCycle(graph).filter((group) => isCyclic(graph, group));
  return new Map(groups.flatMap((group, index) => group.map((id) => [id, index] as const)));
}

/** What may stand in a struct without a pointer. Optional members that can't be null are pointers anyhow, unless a default fills them in. */
function heldShapes(shape: Shape): readonly Shape[] {
  if (shape.kind === "object") return shape.fields.map((field) => field.shape);
  return shape.kind === "tuple" ? shape.items : [];
}

function findEndless(contract: Contract): ReadonlySet<SchemaId> {
  const aliases = new Map<SchemaId, Schema>();
  for (const schema of Object.values(contract.schemas)) if (!plain.has(schema.shape.kind) && !needsName(schema.shape)) aliases.set(schema.id, schema);
  const graph: SchemaGraph = { edges: new Map([...aliases].map(([id, { shape }]) => [id, schemasOfShape(shape).filter((other) => aliases.has(other))])) };
  const found = groupByCycle(graph).filter((group) => isCyclic(graph, group)).flat();
  return new Set(found.filter((id) => isContainer(contract, aliases.get(id))));
}

const plain: ReadonlySet<Shape["kind"]> = new Set(["any", "never", "null", "boolean", "number", "integer", "string", "binary", "enum"]);

const isContainer = (contract: Contract, schema: Schema | undefined): boolean => {
  if (schema === undefined) return false;
  const inner = schema.shape.kind === "nullable" ? schema.shape.of : schema.shape;
  return inner.kind !== "ref" && openShape(contract, inner).shape !== undefined;
};
