import type { AssertionOf, DecimalText } from "../../../model.js";
import { fieldOf } from "../../fields.js";
import { compareDecimals } from "../decimal.js";
import { at, decimalOf, type Reading, type Readers } from "../reading.js";

type BoundKeyword = "minimum" | "exclusiveMinimum" | "maximum" | "exclusiveMaximum";

const readBound = <K extends BoundKeyword>(reading: Reading, keyword: K): { readonly keyword: K; readonly limit: DecimalText } | undefined => {
  const limit = decimalOf(fieldOf(reading.keywords, keyword));
  return limit === undefined ? undefined : { keyword, limit };
};

function readDivisor(reading: Reading): AssertionOf<"multipleOf"> | undefined {
  const divisor = decimalOf(fieldOf(reading.keywords, "multipleOf"));
  if (divisor === undefined) return undefined;
  if (compareDecimals(divisor, "0") > 0) return { keyword: "multipleOf", divisor };
  reading.draft.report({
    code: "bound-wrong",
    severity: "error",
    message: `'multipleOf' is ${divisor}, but nothing is a multiple of ${divisor === "0" ? "zero" : "a number that is not above zero"}`,
    origin: at(reading, "multipleOf"),
    hint: "write a number above zero",
  });
  return undefined;
}

/** Validation 6.2, limits exact. */
export const numbers: Readers<"multipleOf" | BoundKeyword> = {
  multipleOf: readDivisor,
  minimum: (reading) => readBound(reading, "minimum"),
  exclusiveMinimum: (reading) => readBound(reading, "exclusiveMinimum"),
  maximum: (reading) => readBound(reading, "maximum"),
  exclusiveMaximum: (reading) => readBound(reading, "exclusiveMaximum"),
};
