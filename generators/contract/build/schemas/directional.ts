import type { Assertion, SchemaId, Subtypes } from "../../model.js";
import { reachersOf } from "./exact.js";
import type { Assertions } from "./order.js";
import type { Position } from "./positions.js";

/** The schemas whose request face differs from their response face: they have a member that one direction lacks, or reach such a schema. */
export function findDirectional(assertions: Assertions, order: readonly Position[], subtypes: ReadonlyMap<SchemaId, Subtypes>): ReadonlySet<SchemaId> {
  const sources = order.filter((position) => assertions.of(position)?.some(hasFaces)).map(({ id }) => id);
  return sources.length === 0 ? new Set() : reachersOf(assertions, order, sources, (id) => subtypes.get(id)?.of.map(({ schema }) => schema) ?? []);
}

function hasFaces(assertion: Assertion): boolean {
  if (assertion.keyword === "properties") return assertion.members.some(({ access }) => access !== "both");
  return assertion.keyword === "required" && assertion.names.some(({ access }) => access !== "both");
}
