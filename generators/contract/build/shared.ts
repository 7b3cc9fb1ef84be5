import { isObject, type Json } from "../json.js";
import { childOf } from "../pointer.js";
import { buildSharedBody, buildSharedContent } from "./bodies.js";
import { type Draft, type Found, follow, sharedSite } from "./draft.js";
import { fieldOf, membersOf, objectOf } from "./fields.js";
import { buildSharedHeader } from "./headers.js";
import { buildSharedParameter } from "./parameters.js";
import { buildSharedResponse, type LinkTargets } from "./responses.js";

/**
 * Reads the components that no operation refers to: their schemas are schemas of the contract too, and their mistakes are
 * mistakes. What is referred to was read by then and is not read again.
 */
export function buildShared(draft: Draft, targets: LinkTargets): void {
  const sections: readonly (readonly [string, (found: Found) => unknown])[] = [
    ["parameters", (found) => buildSharedParameter(draft, found)],
    ["headers", (found) => buildSharedHeader(draft, found)],
    ["requestBodies", (found) => buildSharedBody(draft, found)],
    ["responses", (found) => buildSharedResponse(draft, found, targets)],
    ["mediaTypes", (found) => buildSharedContent(draft, found)],
  ];
  const components = objectOf(draft.document, "components") ?? {};
  for (const [section, build] of sections) {
    for (const [name, value] of membersOf(components, section)) {
      const found = isReference(value) ? undefined : follow(draft, value, sharedSite(childOf(`#/components/${section}`, name), section, name));
      if (found !== undefined) build(found);
    }
  }
}

/** A component that is only a reference is read where it leads. */
const isReference = (value: Json): boolean => isObject(value) && fieldOf(value, "$ref") !== undefined;

