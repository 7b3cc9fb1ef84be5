import { ExactNumber, isObject, type Json, type JsonObject } from "../../contract/json.js";
import { escapeToken, tokensOf, valueAt } from "../../contract/pointer.js";
import { toPascal } from "../../emit/names.js";

/** A JSON document of plain JavaScript values, which may be changed. */
export type Plain = null | boolean | number | string | Plain[] | { [name: string]: Plain };

const isSection = /^#\/components\/[^/]+\/[^/]+$/;

/** Is what stands at a pointer a schema, by the way that leads to it? */
const leadsToSchema = (pointer: string): boolean => /^#\/components\/schemas\/|\/(schema|itemSchema)(\/|$)/.test(pointer);

interface Hoisting {
  readonly document: JsonObject;
  /** Pointer of a part to the name it gets under `components.schemas`. */
  readonly names: Map<string, string>;
  readonly taken: Set<string>;
}

function hoist(hoisting: Hoisting, pointer: string): string {
  const known = hoisting.names.get(pointer);
  if (known !== undefined) return known;
  const parts = tokensOf(pointer).filter((part) => !["components", "schemas", "properties", "paths", "content", "schema"].includes(part));
  const base = toPascal(parts.join(" ")) || "Part";
  let name = base;
  for (let number = 2; hoisting.taken.has(name); number += 1) name = `${base}${number}`;
  hoisting.names.set(pointer, name);
  hoisting.taken.add(name);
  return name;
}

/**
 * Makes the canonical document into one that openapi-typescript prints as we mean it: numbers are plain, `$dynamicRef` leads where it
 * leads statically, and a reference into the middle of a schema leads to a component of its own.
 */
export function adaptDocument(document: JsonObject): Plain {
  const components = document["components"];
  const schemas = isObject(components) ? components["schemas"] : undefined;
  const hoisting: Hoisting = { document, names: new Map(), taken: new Set(isObject(schemas) ? Object.keys(schemas) : []) };
  const copy = copyJson(hoisting, document) as { [name: string]: Plain };
  const added: { [name: string]: Plain } = {};
  // Copying a part can ask for more parts: the map grows while it is walked.
  for (const [pointer, name] of hoisting.names) added[name] = copyJson(hoisting, valueAt(document, pointer) ?? {});
  if (hoisting.names.size === 0) return copy;
  const own = (copy["components"] ?? {}) as { [name: string]: Plain };
  return { ...copy, components: { ...own, schemas: { ...(own["schemas"] as { [name: string]: Plain } | undefined), ...added } } };
}

/** `$defs` is left out: openapi-typescript takes it for a member, and what refers into it leads to a component by now. */
function copyJson(hoisting: Hoisting, value: Json, parent = ""): Plain {
  if (value instanceof ExactNumber) return Number(value.text);
  if (Array.isArray(value)) return value.map((item: Json) => copyJson(hoisting, item));
  if (!isObject(value)) return value as Plain;
  const entries = parent === "properties" ? Object.entries(value) : Object.entries(value).filter(([name]) => name !== "$defs");
  return Object.fromEntries(
    entries.map(([name, member]): [string, Plain] => {
      if (name === "$dynamicRef" && typeof member === "string" && !("$ref" in value)) return ["$ref", copyReference(hoisting, member)];
      if (name === "$ref" && typeof member === "string") return ["$ref", copyReference(hoisting, member)];
      return [name, copyJson(hoisting, member, name)];
    }),
  );
}

function copyReference(hoisting: Hoisting, reference: string): string {
  if (!reference.startsWith("#/") || isSection.test(reference) || !leadsToSchema(reference)) return reference;
  return valueAt(hoisting.document, reference) === undefined ? reference : `#/components/schemas/${escapeToken(hoist(hoisting, reference))}`;
}
