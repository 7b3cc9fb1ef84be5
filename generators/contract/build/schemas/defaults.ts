import type { Json } from "../../json.js";
import type { SchemaId } from "../../model.js";
import { canonicalText } from "./constants.js";
import type { FactBook } from "./facts/collect.js";
import { type Mask, maskOfValue } from "./facts/mask.js";
import { NOTHING_KNOWN } from "./facts/merge.js";

/** What is plainly wrong with a default (Validation 9.2: it should be valid): its type, or that it is none of the constants. */
export function problemOfDefault(book: FactBook, id: SchemaId, value: Json): { readonly type: Mask; readonly isType: boolean } | undefined {
  const { mask, constants } = book.facts.get(id) ?? NOTHING_KNOWN;
  const type = maskOfValue(value);
  if (mask === 0) return undefined;
  if ((type & mask) === 0) return { type, isType: true };
  return constants === undefined || constants.has(canonicalText(value)) ? undefined : { type, isType: false };
}
