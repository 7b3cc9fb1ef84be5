import { groupByCycle, isCyclic } from "../../contract/graph.js";
import type { Contract, SchemaId, Shape } from "../../contract/model.js";
import { isAlias } from "../shapes.js";
import { planEnum } from "./enums.js";
import { formOf, type TypeStyle } from "./forms.js";
import { mentionedTypes } from "./mentions.js";
import type { Names } from "./names.js";

/** Names for other types (lists, maps, unions) that lead back to themselves. */
export interface Circles {
  /** Through lists and maps: such a name has to be a type of its own. */
  readonly endless: ReadonlySet<SchemaId>;
  /** Through names alone, so that nothing says what such a value is; or made of names of names deeper than Python's own types can be. */
  readonly empty: ReadonlySet<SchemaId>;
}

export function findCircles(contract: Contract, names: Names, style: TypeStyle): Circles {
  const aliases = new Set([...names.schemas.keys()].filter((id) => isName(contract, style, id)));
  const among = (edgesOf: (id: SchemaId) => readonly SchemaId[]): ReadonlySet<SchemaId> => {
    const edges = new Map([...aliases].map((id) => [id, edgesOf(id).filter((other) => aliases.has(other))] as const));
    return new Set(groupByCycle({ edges }).flatMap((group) => (isCyclic({ edges }, group) ? group : [])));
  };
  const endless = among((id) => mentionedTypes(contract, names.schemas, id));
  const empty = among((id) => directTypes(contract, names, id));
  return { endless, empty: new Set([...empty, ...findDeep(contract, names, aliases, endless)]) };
}

/** Types are made of each other when their modules are imported: hashing and comparing them goes as deep. */
const deepest = 30;

/** The names that stand on so many others that those below are left to be any JSON. */
function findDeep(contract: Contract, names: Names, aliases: ReadonlySet<SchemaId>, endless: ReadonlySet<SchemaId>): readonly SchemaId[] {
  const edges = new Map([...aliases].map((id) => [id, mentionedTypes(contract, names.schemas, id).filter((other) => aliases.has(other) && !endless.has(other))] as const));
  const depths = new Map<SchemaId, number>();
  const found: SchemaId[] = [];
  for (const id of groupByCycle({ edges }).flat()) {
    const depth = 1 + Math.max(0, ...(edges.get(id) ?? []).map((other) => depths.get(other) ?? 0));
    if (depth > deepest) found.push(id);
    depths.set(id, depth > deepest ? 0 : depth);
  }
  return found;
}

/** Whether a schema's type is a name for another type, and no class. */
export function isName(contract: Contract, style: TypeStyle, id: SchemaId): boolean {
  const shape = contract.schemas[id]?.shape;
  if (shape === undefined || isAlias(shape)) return true;
  return planEnum({ contract, style }, id) === undefined && formOf(contract, style, shape).kind !== "model";
}

/** The named types that a value of a schema may be itself. */
function directTypes({ schemas }: Contract, names: Names, id: SchemaId): readonly SchemaId[] {
  const found = new Set<SchemaId>();
  const passed = new Set<SchemaId>();
  const start = schemas[id]?.shape;
  const open: Shape[] = start === undefined ? [] : [start];
  for (let shape = open.pop(); shape !== undefined; shape = open.pop()) {
    if (shape.kind === "union") open.push(...shape.branches.map((branch) => branch.shape));
    else if (shape.kind === "nullable") open.push(shape.of);
    else if (shape.kind === "ref" && names.schemas.has(shape.schema)) found.add(shape.schema);
    else if (shape.kind === "ref" && !passed.has(shape.schema)) {
      passed.add(shape.schema);
      const next = schemas[shape.schema]?.shape;
      if (next !== undefined) open.push(next);
    }
  }
  return [...found];
}
