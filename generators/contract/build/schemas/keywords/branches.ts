import { unionOf } from "../discriminators.js";
import { type Readers, readChild, schemaAt, schemasIn } from "../reading.js";

/** Core 10.2: schemas that hold of the same value. A union with a `discriminator` is that assertion and no `oneOf` or `anyOf`. */
export const branches: Readers<"allOf" | "anyOf" | "oneOf" | "not" | "if"> = {
  allOf: (reading) => {
    const schemas = schemasIn(reading, "allOf");
    return schemas && { keyword: "allOf", schemas };
  },
  anyOf: (reading) => {
    const schemas = unionOf(reading) === "anyOf" ? undefined : schemasIn(reading, "anyOf");
    return schemas && { keyword: "anyOf", schemas };
  },
  oneOf: (reading) => {
    const schemas = unionOf(reading) === "oneOf" ? undefined : schemasIn(reading, "oneOf");
    return schemas && { keyword: "oneOf", schemas };
  },
  not: (reading) => readChild(reading, "not"),
  if: (reading) => {
    const condition = schemaAt(reading, "if");
    if (condition === undefined) return undefined;
    const then = schemaAt(reading, "then");
    const otherwise = schemaAt(reading, "else");
    return { keyword: "if", condition, ...(then !== undefined && { then }), ...(otherwise !== undefined && { else: otherwise }) };
  },
};

