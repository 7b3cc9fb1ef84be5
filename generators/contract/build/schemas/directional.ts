import type { Assertion, SchemaId, Subtypes } from "../../model.js";
import { reachersOf } from "./exact.js";
import type { Assertions } from "./order.js";
import type { Position, Positions } from "./positions.js";

/** The schemas whose request face differs from their response face: they have a member that one direction lacks, or reach such a schema. */
export function findDirectional(positions: Positions, assertions: Assertions, order: readonly Position[], subtypes: ReadonlyMap<SchemaId, Subtypes>): ReadonlySet<Position> {
  const sources = order.filter((position) => assertions.of(position)?.some(hasFaces));
  return reachersOf(positions, assertions, order, sources, ({ id }) => subtypes.get(id)?.of.map(({ schema }) => schema) ?? []);
}

function hasFaces(assertion: Assertion): boolean {
  if (assertion.keyword === "properties") return assertion.members.some(({ access }) => access !== "both");
  return assertion.keyword === "required" && assertion.names.some(({ access }) => access !== "both");
}
