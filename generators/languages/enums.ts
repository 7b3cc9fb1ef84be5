import type { Contract, Place, Schema } from "../contract/model.js";

/** Up to this many constants stand in place where they have no good name: `"asc" | "desc"`. */
export const fewConstants = 8;

/** Members after which no type can be named: `ViolationIn` says less than its constants do. */
const particles: ReadonlySet<string> = new Set(["as", "at", "by", "for", "from", "has", "in", "is", "of", "on", "to", "with"]);

/** An enum gets a type of its own where it has a good name (the contract's own, or `JobStatus`) or much to say. */
export function isNamedEnum({ schemas }: Contract, { pinnedName, place, shape }: Schema): boolean {
  if (shape.kind !== "enum") return false;
  if (pinnedName !== undefined || isDefined(place) || shape.members.length > fewConstants || shape.members.some(({ name, description }) => name ?? description)) return true;
  // `Value64` says no more than 64 does.
  if (place.kind !== "nested" || place.step.kind !== "property" || particles.has(place.step.name.toLowerCase()) || !shape.members.some(({ value }) => value.startsWith('"'))) return false;
  let owner = schemas[place.parent];
  while (owner?.place.kind === "nested" && owner.place.step.kind === "branch" && owner.place.step.keyword === "allOf") owner = schemas[owner.place.parent];
  return owner !== undefined && isDefined(owner.place);
}

/** Does a schema stand where the contract gives it a name? */
const isDefined = (place: Place): boolean => place.kind === "component" || (place.kind === "nested" && place.step.kind === "definition");
