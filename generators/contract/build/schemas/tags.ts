import { isObject, type Json, type JsonObject } from "../../json.js";
import type { SchemaId } from "../../model.js";
import { escapeToken } from "../../pointer.js";
import { fieldOf } from "../fields.js";
import type { Positions } from "./positions.js";

/** A tag is looked for through this many references and branches, and no further: who nests deeper names the tags in a mapping. */
const MAX_DEPTH = 24;

/** The texts that a member of an object schema can have, as far as constants say it; undefined if they don't. */
export function tagsOf(positions: Positions, schema: SchemaId, property: string): readonly string[] | undefined {
  const values: Search = { positions, found: new Map(), look: textsOfValue };
  const members: Search = {
    positions,
    found: new Map(),
    look: (keywords, id) => {
      const properties = fieldOf(keywords, "properties");
      if (!isObject(properties) || !Object.hasOwn(properties, property)) return undefined;
      return search(values, `${id}/properties/${escapeToken(property)}`, MAX_DEPTH);
    },
  };
  return search(members, schema, MAX_DEPTH);
}

/** What is looked for in each schema, and what was found: each schema is looked into once, so cycles end. */
interface Search {
  readonly positions: Positions;
  readonly found: Map<SchemaId, readonly string[] | undefined>;
  readonly look: (keywords: JsonObject, id: SchemaId) => readonly string[] | undefined;
}

function search(task: Search, id: SchemaId, depth: number): readonly string[] | undefined {
  const keywords = task.positions.get(id)?.keywords;
  if (keywords === undefined || depth === 0) return undefined;
  if (task.found.has(id)) return task.found.get(id);
  task.found.set(id, undefined);
  const tags = task.look(keywords, id) ?? searchBehind(task, keywords, id, depth - 1);
  task.found.set(id, tags);
  return tags;
}

/** Through `$ref` and `allOf` (one that knows is enough) and unions (all branches must know). */
function searchBehind(task: Search, keywords: JsonObject, id: SchemaId, depth: number): readonly string[] | undefined {
  const reference = fieldOf(keywords, "$ref");
  const behind = typeof reference === "string" ? search(task, reference, depth) : undefined;
  if (behind !== undefined) return behind;
  for (const index of itemsOf(keywords, "allOf")) {
    const inBase = search(task, `${id}/allOf/${index}`, depth);
    if (inBase !== undefined) return inBase;
  }
  for (const union of ["oneOf", "anyOf"]) {
    const branches = itemsOf(keywords, union).map((index) => search(task, `${id}/${union}/${index}`, depth));
    if (branches.length > 0 && branches.every((tags) => tags !== undefined)) return [...new Set(branches.flatMap((tags) => tags ?? []))];
  }
  return undefined;
}

const itemsOf = (keywords: JsonObject, keyword: string): readonly number[] => {
  const items = fieldOf(keywords, keyword);
  return Array.isArray(items) ? items.map((_, index) => index) : [];
};

function textsOfValue(keywords: JsonObject): readonly string[] | undefined {
  if (Object.hasOwn(keywords, "const")) return onlyTexts([keywords["const"] as Json]);
  const values = fieldOf(keywords, "enum");
  return Array.isArray(values) ? onlyTexts(values as readonly Json[]) : undefined;
}

/** `null` in an enum says that the member may be null; it is no tag. */
const onlyTexts = (values: readonly Json[]): readonly string[] | undefined =>
  values.every((value) => typeof value === "string" || value === null) ? values.filter((value): value is string => typeof value === "string") : undefined;
