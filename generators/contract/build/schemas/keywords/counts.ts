import { fieldOf } from "../../fields.js";
import { compareDecimals, isWhole } from "../decimal.js";
import { at, decimalOf, type Reading } from "../reading.js";

export type CountKeyword = "minLength" | "maxLength" | "minItems" | "maxItems" | "minProperties" | "maxProperties" | "minContains" | "maxContains";

/**
 * A number of things (Validation 6.3 to 6.5). Undefined if it is absent or no whole number (the loader reported that), or below
 * zero (reported here). Numbers beyond 2^53 - 1 are that: nothing has so many of anything.
 */
export function readCount(reading: Reading, keyword: CountKeyword): number | undefined {
  const text = decimalOf(fieldOf(reading.keywords, keyword));
  if (text === undefined || !isWhole(text)) return undefined;
  if (compareDecimals(text, "0") >= 0) return compareDecimals(text, String(Number.MAX_SAFE_INTEGER)) > 0 ? Number.MAX_SAFE_INTEGER : Number(text);
  reading.draft.report({
    code: "bound-wrong",
    severity: "error",
    message: `'${keyword}' is ${text}, but nothing has fewer than none`,
    origin: at(reading, keyword),
    hint: "write 0 or more, or remove it",
  });
  return undefined;
}

/** A lower limit of 0 asserts nothing. */
export function readLeast<K extends CountKeyword>(reading: Reading, keyword: K): { readonly keyword: K; readonly limit: number } | undefined {
  const limit = readCount(reading, keyword);
  return limit === undefined || limit === 0 ? undefined : { keyword, limit };
}

export function readMost<K extends CountKeyword>(reading: Reading, keyword: K): { readonly keyword: K; readonly limit: number } | undefined {
  const limit = readCount(reading, keyword);
  return limit === undefined ? undefined : { keyword, limit };
}
