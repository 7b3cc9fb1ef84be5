import type { SchemaId } from "../../../model.js";
import { NOTHING_KNOWN } from "../facts/merge.js";
import { factsOf, type Shaping } from "./shaping.js";

/**
 * Whether a `$dynamicRef` has the type of the schema to which it leads statically, wherever it leads when a value is checked: every
 * schema with that anchor extends it (a tree and its stricter tree), or it takes any value.
 */
export function leadsToOneType(shaping: Shaping, target: SchemaId, anchor: string): boolean {
  if (factsOf(shaping, target) === NOTHING_KNOWN) return true;
  for (const { id, keywords } of shaping.positions.values()) {
    if (keywords["$dynamicAnchor"] === anchor && !extendsSchema(shaping, id, target)) return false;
  }
  return true;
}

function extendsSchema({ assertions }: Shaping, schema: SchemaId, base: SchemaId): boolean {
  const bases = new Set([schema]);
  for (const id of bases) {
    if (id === base) return true;
    for (const assertion of assertions.get(id) ?? []) {
      if (assertion.keyword === "$ref") bases.add(assertion.schema);
      if (assertion.keyword === "allOf") for (const branch of assertion.schemas) bases.add(branch);
    }
  }
  return false;
}
