import { isObject } from "../../json.js";
import type { SchemaId, Shape, Subtypes } from "../../model.js";
import { textOf } from "../fields.js";
import type { Column } from "./column.js";
import { nameOf, readMapping } from "./discriminators.js";
import { addTo } from "./inhabited.js";
import type { Assertions } from "./order.js";
import type { Position } from "./positions.js";
import type { Draft, Reading } from "./reading.js";
import { tagsOf } from "./tags.js";

/**
 * The subtypes of bases: object schemas with a `discriminator` and no union of their own, which component schemas extend by
 * `allOf` (OpenAPI 3.2, Discriminator Object: "allOf"). They say nothing of what is valid. Gives the bases with their subtypes;
 * their shapes are changed.
 */
export function addSubtypes(draft: Draft, assertions: Assertions, shapes: Column<Shape>): ReadonlyMap<SchemaId, Subtypes> {
  const found = new Map<SchemaId, Subtypes>();
  const bases = [...draft.positions.values()].filter(({ id, keywords }) => keywords["discriminator"] !== undefined && !assertions.get(id)?.some(({ keyword }) => keyword === "discriminator"));
  if (bases.length === 0) return found;
  const extenders = findExtenders(draft, assertions);
  for (const base of bases) {
    const shape = shapes.get(base.id);
    const subtypes = shape?.kind === "object" ? readSubtypes(draft, base, extenders) : undefined;
    if (shape?.kind !== "object" || subtypes === undefined) continue;
    shapes.set(base.id, { ...shape, subtypes });
    found.set(base.id, subtypes);
  }
  return found;
}

/** The component schemas that apply a schema by `allOf` or by a `$ref` with siblings. */
function findExtenders({ positions }: Draft, assertions: Assertions): ReadonlyMap<SchemaId, readonly SchemaId[]> {
  const extenders = new Map<SchemaId, SchemaId[]>();
  for (const { id, place } of positions.values()) {
    if (place.kind !== "component") continue;
    const bases = new Set<SchemaId>([id]);
    for (const branch of bases) {
      for (const assertion of assertions.get(branch) ?? []) {
        if (assertion.keyword === "allOf") for (const schema of assertion.schemas) bases.add(schema);
        if (assertion.keyword === "$ref" && (positions.get(assertion.schema)?.place.kind !== "component" || addExtender(extenders, assertion.schema, id))) bases.add(assertion.schema);
      }
    }
  }
  return extenders;
}

/** A component's own bases are its own affair. */
function addExtender(extenders: Map<SchemaId, SchemaId[]>, base: SchemaId, extender: SchemaId): boolean {
  addTo(extenders, base, extender);
  return false;
}

function readSubtypes(draft: Draft, base: Position, extenders: ReadonlyMap<SchemaId, readonly SchemaId[]>): Subtypes | undefined {
  const discriminator = base.keywords["discriminator"];
  const tag = isObject(discriminator) ? textOf(discriminator, "propertyName") : undefined;
  if (!isObject(discriminator) || tag === undefined) return undefined;
  const reading: Reading = { draft, position: base, keywords: base.keywords };
  const mapping = readMapping(reading, discriminator);
  const named = new Set(mapping.map(({ schema }) => schema));
  const subtypes = new Set(extenders.get(base.id));
  for (const id of subtypes) for (const below of extenders.get(id) ?? []) subtypes.add(below);
  subtypes.delete(base.id);
  const taken = new Set(mapping.map((entry) => entry.tag));
  const implicit = [...subtypes].filter((id) => !named.has(id)).flatMap((schema) => implicitTags(draft, base, schema, tag, taken).map((own) => ({ tag: own, schema })));
  const of = [...mapping, ...implicit];
  return of.length === 0 ? undefined : { tag, of };
}

/** The name of the component, or the one constant that its tag has and its base's tag has not alone. */
function implicitTags({ positions }: Draft, base: Position, schema: SchemaId, tag: string, taken: Set<string>): readonly string[] {
  const constants = tagsOf(positions, schema, tag);
  const ofBase = tagsOf(positions, base.id, tag);
  const own = constants?.length === 1 && ofBase?.length !== 1 ? constants : nameOf(schema);
  const free = own.filter((name) => !taken.has(name));
  for (const name of free) taken.add(name);
  return free;
}
