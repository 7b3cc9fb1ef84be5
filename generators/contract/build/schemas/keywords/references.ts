import { fieldOf } from "../../fields.js";
import type { Readers } from "../reading.js";

/** Core 8.2.3: references to other schemas. The loader made every one a pointer and reported those that lead nowhere: they assert nothing. */
export const references: Readers<"$ref" | "$dynamicRef"> = {
  $ref: ({ keywords, draft }) => {
    const target = fieldOf(keywords, "$ref");
    const schema = typeof target === "string" ? draft.positions.get(target)?.id : undefined;
    return schema === undefined ? undefined : { keyword: "$ref", schema };
  },
  $dynamicRef: ({ keywords, draft }) => {
    const schema = fieldOf(keywords, "$dynamicRef");
    const target = typeof schema === "string" ? draft.positions.get(schema) : undefined;
    if (target === undefined) return undefined;
    const anchor = fieldOf(target.keywords, "$dynamicAnchor");
    const moves = typeof anchor === "string" && draft.movingAnchors.has(anchor);
    return { keyword: "$dynamicRef", schema: target.id, ...(moves && { anchor }) };
  },
};
