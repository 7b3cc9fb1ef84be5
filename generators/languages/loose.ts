import type { Contract, SchemaId } from "../contract/model.js";

/**
 * Whether patterns alone say what the members may be that a schema doesn't name: those that no pattern is for may be anything then, which
 * the type has no place for. They are dropped.
 */
export function hasLooseExtras({ schemas }: Contract, id: SchemaId): boolean {
  const whole = new Set([id]);
  let hasPatterns = false;
  for (const each of whole) {
    for (const assertion of schemas[each]?.assertions ?? []) {
      if (assertion.keyword === "additionalProperties" || assertion.keyword === "unevaluatedProperties") return false;
      hasPatterns ||= assertion.keyword === "patternProperties";
      if (assertion.keyword === "$ref") whole.add(assertion.schema);
      if (assertion.keyword === "allOf") for (const branch of assertion.schemas) whole.add(branch);
    }
  }
  return hasPatterns;
}
