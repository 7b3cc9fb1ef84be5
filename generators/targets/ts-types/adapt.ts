import { ExactNumber, isObject, type Json, type JsonObject } from "../../contract/json.js";
import { escapeToken, tokensOf, valueAt } from "../../contract/pointer.js";
import { toPascal } from "../../emit/names.js";

/** A JSON document of plain JavaScript values, which may be changed. */
export type Plain = null | boolean | number | string | Plain[] | { [name: string]: Plain };

const isSection = /^#\/components\/[^/]+\/[^/]+$/;

/** Is what stands at a pointer a schema, by the way that leads to it? Outside of OpenAPI's own sections (in an extension) only schemas are kept. */
const leadsToSchema = (pointer: string): boolean => /^#\/components\/schemas\/|\/(schema|itemSchema)(\/|$)|^#\/(?!(components|paths|webhooks)\/)/.test(pointer);

interface Hoisting {
  readonly document: JsonObject;
  /** Pointer of a part to the name it gets under `components.schemas`. */
  readonly names: Map<string, string>;
  readonly taken: Set<string>;
  /** References that are being copied, to notice one that leads back to itself. */
  readonly open: ReadonlySet<string>;
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
  const hoisting: Hoisting = { document, names: new Map(), taken: new Set(isObject(schemas) ? Object.keys(schemas) : []), open: new Set() };
  const copy = copyJson(hoisting, document) as { [name: string]: Plain };
  const added: { [name: string]: Plain } = {};
  // Copying a part can ask for more parts: the map grows while it is walked.
  for (const [pointer, name] of hoisting.names) {
    const part = valueAt(document, pointer);
    added[name] = typeof part === "boolean" || isObject(part) ? copyJson(hoisting, part) : {};
  }
  if (hoisting.names.size === 0) return copy;
  const own = (copy["components"] ?? {}) as { [name: string]: Plain };
  return { ...copy, components: { ...own, schemas: { ...(own["schemas"] as { [name: string]: Plain } | undefined), ...added } } };
}

/** `$defs` is left out: openapi-typescript takes it for a member, and what refers into it leads to a component by now. */
function copyJson(hoisting: Hoisting, value: Json, parent = ""): Plain {
  if (value instanceof ExactNumber) return Number(value.text);
  if (Array.isArray(value)) return value.map((item: Json) => copyJson(hoisting, item));
  if (!isObject(value)) return value as Plain;
  const part = parent === "properties" ? undefined : partOf(hoisting, value);
  if (part !== undefined) return part;
  return Object.fromEntries(
    entriesFor(value, parent).map(([name, member]): [string, Plain] => {
      if (name === "$dynamicRef" && typeof member === "string" && !("$ref" in value)) return ["$ref", copyReference(hoisting, member)];
      if (name === "$ref" && typeof member === "string") return ["$ref", copyReference(hoisting, member)];
      return [name, copyJson(hoisting, member, name)];
    }),
  );
}

/** Members of OpenAPI's maps that openapi-typescript takes for entries, and can't read. */
const MAPS: ReadonlySet<string> = new Set(["responses", "headers", "content", "parameters", "requestBodies", "pathItems", "paths", "callbacks"]);

function entriesFor(value: JsonObject, parent: string): readonly (readonly [string, Json])[] {
  const entries = Object.entries(value);
  if (parent === "properties") return entries;
  if (parent === "schemas") return entries.filter(([, member]) => typeof member === "boolean" || isObject(member));
  if (MAPS.has(parent)) return entries.filter(([name, member]) => name !== "$defs" && member !== null && (isObject(member) || !name.startsWith("x-")));
  const left = misreadKeyword(value);
  return entries.filter(([name]) => name !== "$defs" && name !== left);
}

/** Beside `type: object` openapi-typescript takes constants for schemas. Texts and numbers are what is meant then, not the type. */
function misreadKeyword({ type, enum: constants, ...others }: JsonObject): "type" | "enum" | undefined {
  if (type !== "object" || !Array.isArray(constants)) return undefined;
  const isPlain = !("properties" in others) && !("additionalProperties" in others) && constants.every((constant: Json) => typeof constant !== "object" || constant === null);
  return isPlain ? "type" : "enum";
}

/** What a reference into the middle of another part leads to, if it is no schema: a copy, because openapi-typescript has no type to name there. */
function partOf({ document, names, taken, open }: Hoisting, { $ref: reference }: JsonObject): Plain | undefined {
  if (typeof reference !== "string" || !/^#\/(components|paths|webhooks)\//.test(reference) || isSection.test(reference) || leadsToSchema(reference) || open.has(reference)) return undefined;
  const target = valueAt(document, reference);
  return isObject(target) ? copyJson({ document, names, taken, open: new Set([...open, reference]) }, target) : undefined;
}

function copyReference(hoisting: Hoisting, reference: string): string {
  if (!reference.startsWith("#/") || isSection.test(reference) || !leadsToSchema(reference)) return reference;
  return valueAt(hoisting.document, reference) === undefined ? reference : `#/components/schemas/${escapeToken(hoist(hoisting, reference))}`;
}
