import { isObject, type Json, type JsonObject } from "../contract/json.js";
import type { Contract, Pointer, Schema, SchemaId } from "../contract/model.js";
import { childOf, valueAt } from "../contract/pointer.js";

/** A pattern that the model left out because it is none (ECMA-262 with the `u` flag): where it stands. */
export function findLostPattern(contract: Contract, document: JsonObject): Pointer | undefined {
  const find = makeFinder(document);
  for (const schema of Object.values(contract.schemas)) {
    const written = find(schema);
    if (!isObject(written)) continue;
    const lost = typeof written["pattern"] === "string" && readsKeywords(schema, written) && !hasPattern(schema) ? [childOf(schema.id, "pattern")] : lostNames(schema, written);
    if (lost[0] !== undefined) return lost[0];
  }
  return undefined;
}

const hasPattern = ({ assertions }: Schema): boolean => assertions.some(({ keyword }) => keyword === "pattern");

/** In OpenAPI 3.0 nothing beside `$ref` counts: then the reference is all that the schema says. */
const readsKeywords = ({ assertions }: Schema, written: JsonObject): boolean => !(Object.hasOwn(written, "$ref") && assertions.length === 1 && assertions[0]?.keyword === "$ref");

function lostNames({ id, assertions }: Schema, written: JsonObject): readonly Pointer[] {
  const patterns = written["patternProperties"];
  if (!isObject(patterns)) return [];
  const kept = new Set(assertions.flatMap((assertion) => (assertion.keyword === "patternProperties" ? assertion.members.map(({ pattern }) => pattern) : [])));
  return Object.keys(patterns)
    .filter((pattern) => !kept.has(pattern))
    .map((pattern) => childOf(id, "patternProperties", pattern));
}

/** Finds what stands at the pointers of schemas. A schema stands inside its parent, which was found before: only the rest of the way is walked. */
function makeFinder(document: JsonObject): (schema: Schema) => Json | undefined {
  const found = new Map<SchemaId, Json | undefined>();
  return ({ id, place }) => {
    const parent = place.kind === "nested" && id.startsWith(`${place.parent}/`) ? place.parent : undefined;
    const above = parent === undefined ? undefined : found.get(parent);
    const value = parent !== undefined && above !== undefined ? valueAt(above, `#${id.slice(parent.length)}`) : valueAt(document, id);
    found.set(id, value);
    return value;
  };
}
