import type { JsonObject } from "../json.js";
import type { Header, Slot } from "../model.js";
import { childOf } from "../pointer.js";
import { buildCoded } from "./codings.js";
import { buildOnce, type Draft, type Found, follow, proseOf, type Site, within } from "./draft.js";
import { buildExamples } from "./examples.js";
import { flagOf, membersOf } from "./fields.js";

/** `headers` of a response or part (OpenAPI 3.2, Header Object). `Content-Type` is ignored there: the media type says it. */
export function buildHeaders(draft: Draft, owner: JsonObject, site: Site, slot: Extract<Slot, "header" | "part">): readonly Header[] {
  return membersOf(owner, "headers").flatMap(([name, value]) => {
    const found = follow(draft, value, within(site, childOf(site.pointer, "headers", name), name));
    if (found === undefined || name.toLowerCase() === "content-type") return [];
    return [{ ...buildSharedHeader(draft, found, slot), name, ...found.prose }];
  });
}

/** A header without the name under which it is listed, read once. */
export const buildSharedHeader = (draft: Draft, found: Found, slot: Extract<Slot, "header" | "part"> = "header"): Omit<Header, "name"> =>
  buildOnce(draft.headers, found, () => ({
    origin: found.site.pointer,
    ...proseOf(found.value),
    required: flagOf(found.value, "required") ?? false,
    ...buildCoded(draft, found.value, found.site, "header", slot),
    examples: buildExamples(draft, found.value, found.site),
  }));
