import { fieldOf } from "../../fields.js";
import { type Readers, readChild, schemaAt, schemasIn } from "../reading.js";
import { readCount, readLeast, readMost } from "./counts.js";

/** Core 10.3.1 and 11.2, Validation 6.4. */
export const arrays: Readers<"minItems" | "maxItems" | "uniqueItems" | "prefixItems" | "items" | "contains" | "unevaluatedItems"> = {
  minItems: (reading) => readLeast(reading, "minItems"),
  maxItems: (reading) => readMost(reading, "maxItems"),
  uniqueItems: ({ keywords }) => (fieldOf(keywords, "uniqueItems") === true ? { keyword: "uniqueItems" } : undefined),
  prefixItems: (reading) => {
    const schemas = schemasIn(reading, "prefixItems");
    return schemas && { keyword: "prefixItems", schemas };
  },
  items: (reading) => {
    const schema = schemaAt(reading, "items");
    return schema === undefined ? undefined : { keyword: "items", schema, after: schemasIn(reading, "prefixItems")?.length ?? 0 };
  },
  contains: (reading) => {
    const schema = schemaAt(reading, "contains");
    if (schema === undefined) return undefined;
    const max = readCount(reading, "maxContains");
    return { keyword: "contains", schema, min: readCount(reading, "minContains") ?? 1, ...(max !== undefined && { max }) };
  },
  unevaluatedItems: (reading) => readChild(reading, "unevaluatedItems"),
};
