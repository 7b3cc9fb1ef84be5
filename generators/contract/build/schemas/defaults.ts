import type { Json, JsonObject } from "../../json.js";
import type { SchemaId } from "../../model.js";
import { canonicalText } from "./constants.js";
import type { FactBook } from "./facts/collect.js";
import { type Mask, maskOfValue } from "./facts/mask.js";
import { NOTHING_KNOWN } from "./facts/merge.js";
import type { Positions } from "./positions.js";

/**
 * The `default` of a schema or of the schema that it refers to (an annotation applies where the reference stands, Core 7.7.1).
 * One that the schema can't take is none: nobody could fill it in.
 */
export function findDefault(positions: Positions, book: FactBook, schema: SchemaId): Json | undefined {
  let steps = 0;
  for (let id: Json | undefined = schema; typeof id === "string" && steps < positions.size; steps++) {
    const keywords: JsonObject = positions.get(id)?.keywords ?? {};
    const value = keywords["default"];
    if (value !== undefined) return problemOfDefault(book, id, value) === undefined ? value : undefined;
    id = keywords["$ref"];
  }
  return undefined;
}

/** What is plainly wrong with a default (Validation 9.2: it should be valid): its type, or that it is none of the constants. */
export function problemOfDefault(book: FactBook, id: SchemaId, value: Json): { readonly type: Mask; readonly isType: boolean } | undefined {
  const { mask, constants } = book.facts.get(id) ?? NOTHING_KNOWN;
  const type = maskOfValue(value);
  if (mask === 0) return undefined;
  if ((type & mask) === 0) return { type, isType: true };
  return constants === undefined || constants.has(canonicalText(value)) ? undefined : { type, isType: false };
}
