import type { Assertion, SchemaId } from "../../model.js";
import { reachersOf } from "./exact.js";
import type { Assertions } from "./order.js";

/** The schemas whose request face differs from their response face: they have a member that one direction lacks, or reach such a schema. */
export function findDirectional(assertions: Assertions, subtypes: ReadonlyMap<SchemaId, readonly SchemaId[]>): ReadonlySet<SchemaId> {
  const sources = [...assertions].filter(([, said]) => said.some(hasFaces)).map(([id]) => id);
  return sources.length === 0 ? new Set() : reachersOf(assertions, sources, subtypes);
}

function hasFaces(assertion: Assertion): boolean {
  if (assertion.keyword === "properties") return assertion.members.some(({ access }) => access !== "both");
  return assertion.keyword === "required" && assertion.names.some(({ access }) => access !== "both");
}
