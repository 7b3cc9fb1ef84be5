import { isObject, type Json, type JsonObject } from "../../json.js";
import type { Place, Pointer, SchemaId, Step } from "../../model.js";
import { escapeToken, tokensOf, unescapeToken, valueAt } from "../../pointer.js";
import type { SpecificationVersion } from "../../source.js";
import { readKeywords } from "./dialect.js";

/** Where a schema stands that something outside of schemas refers to. */
export interface SchemaRoot {
  readonly pointer: Pointer;
  readonly place: Place;
}

/** A place of the document at which a schema stands. */
export interface Position {
  readonly id: SchemaId;
  readonly place: Place;
  /** As written: an object or a boolean. */
  readonly schema: JsonObject | boolean;
  /** As JSON Schema 2020-12 writes it; empty for a boolean. */
  readonly keywords: JsonObject;
  /** The nearest enclosing schema with an `$id`, itself included; "" for the document. */
  readonly resource: SchemaId | "";
}

export type Positions = ReadonlyMap<SchemaId, Position>;

/** Whether a value can stand where a schema is expected. */
export const isSchema = (value: Json | undefined): value is JsonObject | boolean => typeof value === "boolean" || isObject(value);

/**
 * Every schema of a document: the roots and what is nested in them, parents before children, in the order of the document;
 * then those that only a reference reaches (in keywords that JSON Schema doesn't know). Iterative: any depth of nesting.
 */
export function findPositions(document: JsonObject, version: SpecificationVersion, roots: readonly SchemaRoot[]): Positions {
  const positions = new Map<SchemaId, Position>();
  const rootPlaces = new Map(roots.map(({ pointer, place }) => [pointer, place]));
  const references = new Set<Pointer>();
  const open: Position[] = [];
  const walk = (id: SchemaId, place: Place, schema: Json | undefined, resource: string): void => {
    if (positions.has(id) || !isSchema(schema)) return;
    open.push(locate(id, place, schema, resource, version));
    for (let position = open.pop(); position !== undefined; position = open.pop()) {
      if (positions.has(position.id)) continue;
      positions.set(position.id, position);
      collectReferences(position.keywords, references);
      const children = childrenOf(position);
      for (let index = children.length - 1; index >= 0; index--) {
        const child = children[index] as Child;
        const childPlace = rootPlaces.get(child.id) ?? { kind: "nested", parent: position.id, step: child.step };
        open.push(locate(child.id, childPlace, child.schema, position.resource, version));
      }
    }
  };
  for (const { pointer, place } of roots) walk(pointer, place, valueAt(document, pointer), "");
  for (const target of references) {
    if (positions.has(target)) continue;
    const { place, resource } = placeOfTarget(target, positions);
    walk(target, place, valueAt(document, target), resource);
  }
  return positions;
}

function locate(id: SchemaId, place: Place, schema: JsonObject | boolean, resource: string, version: SpecificationVersion): Position {
  const keywords = readKeywords(schema, version);
  const ownId = keywords["$id"];
  const startsResource = typeof ownId === "string" && version !== "3.0" && Object.hasOwn(keywords, "$id") && !ownId.startsWith("#");
  return { id, place, schema, keywords, resource: startsResource ? id : resource };
}

/** Iterating a set visits what is added meanwhile, so references found in referenced schemas are followed too. */
function collectReferences(keywords: JsonObject, references: Set<Pointer>): void {
  for (const name of ["$ref", "$dynamicRef"]) {
    const target = Object.hasOwn(keywords, name) ? keywords[name] : undefined;
    if (typeof target === "string" && target.startsWith("#/")) references.add(target);
  }
}

interface Child {
  readonly id: SchemaId;
  readonly step: Step;
  readonly schema: JsonObject | boolean;
}

const one = (kind: "additionalProperties" | "propertyNames" | "items" | "contains" | "unevaluatedItems" | "unevaluatedProperties" | "contentSchema" | "not" | "if" | "then" | "else"): Applicator => ({ form: "one", step: { kind } });
const list = (step: (index: number) => Step): Applicator => ({ form: "list", step });
const map = (step: (name: string) => Step): Applicator => ({ form: "map", step });

/** A keyword whose value is a schema, a list of schemas or a map of schemas. */
type Applicator =
  | { readonly form: "one"; readonly step: Step }
  | { readonly form: "list"; readonly step: (index: number) => Step }
  | { readonly form: "map"; readonly step: (name: string) => Step };

const APPLICATORS: ReadonlyMap<string, Applicator> = new Map<string, Applicator>([
  ["properties", map((name) => ({ kind: "property", name }))],
  ["patternProperties", map((pattern) => ({ kind: "patternProperty", pattern }))],
  ["additionalProperties", one("additionalProperties")],
  ["propertyNames", one("propertyNames")],
  ["unevaluatedProperties", one("unevaluatedProperties")],
  ["items", one("items")],
  ["contains", one("contains")],
  ["unevaluatedItems", one("unevaluatedItems")],
  ["prefixItems", list((index) => ({ kind: "prefixItem", index }))],
  ["allOf", list((index) => ({ kind: "branch", keyword: "allOf", index }))],
  ["anyOf", list((index) => ({ kind: "branch", keyword: "anyOf", index }))],
  ["oneOf", list((index) => ({ kind: "branch", keyword: "oneOf", index }))],
  ["not", one("not")],
  ["if", one("if")],
  ["then", one("then")],
  ["else", one("else")],
  ["dependentSchemas", map((name) => ({ kind: "dependent", name }))],
  ["contentSchema", one("contentSchema")],
  ["$defs", map((name) => ({ kind: "definition", name }))],
  ["definitions", map((name) => ({ kind: "definition", name }))],
]);

function childrenOf({ id, keywords }: Position): readonly Child[] {
  const children: Child[] = [];
  for (const keyword of Object.keys(keywords)) {
    const applicator = APPLICATORS.get(keyword);
    if (applicator === undefined) continue;
    const value = keywords[keyword];
    const base = `${id}/${keyword}`;
    if (applicator.form === "one") {
      if (isSchema(value)) children.push({ id: base, step: applicator.step, schema: value });
    } else if (applicator.form === "list") {
      if (Array.isArray(value)) pushItems(children, base, value as readonly Json[], applicator.step);
    } else if (isObject(value)) pushMembers(children, base, value, applicator.step);
  }
  return children;
}

function pushItems(children: Child[], base: string, items: readonly Json[], step: (index: number) => Step): void {
  items.forEach((schema, index) => {
    if (isSchema(schema)) children.push({ id: `${base}/${index}`, step: step(index), schema });
  });
}

function pushMembers(children: Child[], base: string, members: JsonObject, step: (name: string) => Step): void {
  for (const name of Object.keys(members)) {
    const schema = members[name];
    if (isSchema(schema)) children.push({ id: `${base}/${escapeToken(name)}`, step: step(name), schema });
  }
}

/** A schema in a place that JSON Schema doesn't know: nested in the nearest schema around it, else a part of its section. */
function placeOfTarget(target: Pointer, positions: Positions): { readonly place: Place; readonly resource: string } {
  for (let end = target.lastIndexOf("/"); end > 0; end = target.lastIndexOf("/", end - 1)) {
    const parent = positions.get(target.slice(0, end));
    if (parent === undefined) continue;
    const name = unescapeToken(target.slice(target.lastIndexOf("/") + 1));
    return { place: { kind: "nested", parent: parent.id, step: { kind: "definition", name } }, resource: parent.resource };
  }
  const [first = "", ...rest] = tokensOf(target);
  const [section = "", name = "", ...key] = first === "components" ? rest : [first, ...rest];
  return { place: { kind: "shared", section, name, key: key.join(" ") }, resource: "" };
}
