import type { Resource, SchemaId } from "../../model.js";
import { fieldOf } from "../fields.js";
import type { Positions } from "./positions.js";

/** The schema resources of a document (Core 4.3.5) by the pointer at which they stand, each with its dynamic anchors. The document is "". */
export function collectResources(positions: Positions): Readonly<Record<string, Resource>> {
  const anchors = new Map<string, Record<string, SchemaId>>([["", emptyRecord<SchemaId>()]]);
  for (const { id, keywords, resource } of positions.values()) {
    if (!anchors.has(resource)) anchors.set(resource, emptyRecord<SchemaId>());
    const anchor = fieldOf(keywords, "$dynamicAnchor");
    const own = anchors.get(resource);
    if (typeof anchor === "string" && own !== undefined && !Object.hasOwn(own, anchor)) own[anchor] = id;
  }
  const resources = emptyRecord<Resource>();
  for (const [id, dynamicAnchors] of anchors) resources[id] = { id, dynamicAnchors };
  return resources;
}

/** Dynamic anchors that more than one resource has. Where only one has it, `$dynamicRef` leads where `$ref` would. */
export function movingAnchorsOf(positions: Positions): ReadonlySet<string> {
  const owners = new Map<string, string>();
  const moving = new Set<string>();
  for (const { keywords, resource } of positions.values()) {
    const anchor = fieldOf(keywords, "$dynamicAnchor");
    if (typeof anchor !== "string") continue;
    if ((owners.get(anchor) ?? resource) !== resource) moving.add(anchor);
    owners.set(anchor, resource);
  }
  return moving;
}

/** A record without a prototype, so that no name is special. */
export const emptyRecord = <T>(): Record<string, T> => Object.create(null) as Record<string, T>;
