import { ExactNumber, isObject, type Json, type JsonObject } from "../contract/json.js";
import { tokensOf, valueAt } from "../contract/pointer.js";

/** A component, a path, or another top member of a document, by its tokens. */
export type PartKey = string & { readonly part: never };

export interface Reach {
  /** Every part that some parts lead to, themselves among them. */
  readonly from: (parts: readonly PartKey[]) => ReadonlySet<PartKey>;
  /** How many members and items these have together. */
  readonly sizeOf: (parts: readonly PartKey[]) => number;
  /** How many all components have together. */
  readonly total: () => number;
}

interface Part {
  readonly size: number;
  readonly leadsTo: readonly PartKey[];
}

/** The part of a document that a place is in: `["components", "schemas", "User", "properties"]` is in the component User. */
export const partOf = (tokens: readonly string[]): PartKey =>
  JSON.stringify(tokens.slice(0, tokens[0] === "components" ? 3 : tokens[0] === "paths" ? 2 : 1)) as PartKey;

const tokensOfPart = (key: PartKey): readonly string[] => JSON.parse(key) as readonly string[];

/**
 * What leads where in a canonical document: by `$ref`, and by the mapping of discriminators. A `$dynamicRef` may lead to whatever has its
 * anchor, so it leads to all components. Parts are looked at when they are first reached; no recursion, however deep they nest.
 */
export function openReach(document: JsonObject): Reach {
  const parts = new Map<PartKey, Part>();
  const everything = (): readonly PartKey[] => listComponents(document).filter((key) => !key.startsWith('["components","securitySchemes"'));
  const partAt = (key: PartKey): Part => {
    const known = parts.get(key) ?? look(document, key, everything);
    parts.set(key, known);
    return known;
  };
  const from = (starts: readonly PartKey[]): ReadonlySet<PartKey> => {
    const reached = new Set(starts);
    for (const key of reached) for (const next of partAt(key).leadsTo) reached.add(next);
    return reached;
  };
  const sum = (keys: Iterable<PartKey>): number => {
    let size = 0;
    for (const key of keys) size += partAt(key).size;
    return size;
  };
  let all: number | undefined;
  return { from, sizeOf: (starts) => sum(from(starts)), total: () => (all ??= sum(listComponents(document))) };
}

function listComponents(document: JsonObject): readonly PartKey[] {
  const { components } = document;
  if (!isObject(components)) return [];
  return Object.entries(components).flatMap(([section, entries]) => (isObject(entries) ? Object.keys(entries).map((name) => partOf(["components", section, name])) : []));
}

/** Examples are looked at too: what stands in them may look like a reference, which does no harm. */
function look(document: JsonObject, key: PartKey, everything: () => readonly PartKey[]): Part {
  const found = new Set<PartKey>();
  const start = tokensOfPart(key).reduce<Json | undefined>((value, token) => (isObject(value) && Object.hasOwn(value, token) ? value[token] : undefined), document);
  const waiting: Json[] = start === undefined ? [] : [start];
  let size = 0;
  for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
    size++;
    if (typeof value !== "object" || value === null || value instanceof ExactNumber) continue;
    if (isObject(value)) collectLeads(document, value, found, everything);
    for (const member of Object.values(value)) waiting.push(member as Json);
  }
  found.delete(key);
  return { size, leadsTo: [...found] };
}

function collectLeads(document: JsonObject, value: JsonObject, found: Set<PartKey>, everything: () => readonly PartKey[]): void {
  const { $ref, $dynamicRef, discriminator } = value;
  if (typeof $ref === "string" && $ref.startsWith("#/")) found.add(partOf(tokensOf($ref)));
  if (typeof $dynamicRef === "string") for (const key of everything()) found.add(key);
  if (!isObject(discriminator)) return;
  for (const target of [...(isObject(discriminator["mapping"]) ? Object.values(discriminator["mapping"]) : []), discriminator["defaultMapping"]]) {
    if (typeof target !== "string") continue;
    const tokens = target.startsWith("#/") ? tokensOf(target) : ["components", "schemas", target];
    if (valueAt(document, `#/${tokens.map((token) => token.replaceAll("~", "~0").replaceAll("/", "~1")).join("/")}`) !== undefined) found.add(partOf(tokens));
  }
}
