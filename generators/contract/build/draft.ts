import type { Diagnostic } from "../../diagnostic.js";
import { isObject, type Json, type JsonObject } from "../json.js";
import type { Body, Example, Header, Link, Parameter, Place, Pointer, Prose, Response, Slot } from "../model.js";
import { tokensOf, valueAt } from "../pointer.js";
import { flagOf, objectOf, present, textOf } from "./fields.js";
import type { ListedOperation } from "./path-items.js";
import type { SchemaRoot } from "./schemas/index.js";

/**
 * The operations part of a contract while it is being made: the document it is made from, and what was found on the way.
 * Things that many operations share (by reference or by path item) are made once, by the pointer at which they stand.
 */
export interface Draft {
  readonly document: JsonObject;
  readonly diagnostics: Diagnostic[];
  readonly reported: Set<string>;
  /** Schema positions by pointer. Where a thing stands in its own operation decides its place, not who refers to it. */
  readonly roots: Map<Pointer, SchemaRoot>;
  /** Those of them that stand nowhere in the document, and are taken for a text. */
  readonly assumedTexts: Set<Pointer>;
  /** What each reference leads to, one step. */
  readonly targets: Map<Pointer, Target>;
  readonly examples: Map<Pointer, Example>;
  readonly parameters: Map<Pointer, Parameter | null>;
  readonly headers: Map<Pointer, Omit<Header, "name">>;
  readonly bodies: Map<Pointer, Body>;
  readonly responses: Map<Pointer, SharedResponse>;
  readonly callbacks: Map<Pointer, readonly ListedOperation[]>;
  /** Callbacks that are being listed, to notice one that leads back to itself. */
  readonly openCallbacks: Set<Pointer>;
}

/** A response without the status under which an operation lists it. */
export type SharedResponse = Omit<Response, "status">;

interface Target {
  readonly value: Json | undefined;
  readonly site: Site;
}

/** Where a part of the document stands: its pointer, whose it is, and which of its owner's parts it is (`200`, `200 application/json`). */
export interface Site {
  readonly pointer: Pointer;
  readonly owner: Owner;
  readonly key: readonly string[];
}

export type Owner =
  | { readonly kind: "operation"; readonly operation: string }
  /** `foreign`: reached by a reference into another operation, which knows better what it is called. */
  | { readonly kind: "shared"; readonly section: string; readonly name: string; readonly foreign: boolean };

/** An object of the document, found through its references, and where it really stands. */
export interface Found {
  readonly value: JsonObject;
  readonly site: Site;
  /** `summary` and `description` beside the `$ref` win over those of the object (OpenAPI 3.1, Reference Object). */
  readonly prose: { readonly summary?: string; readonly description?: string };
}

export function startDraft(document: JsonObject): Draft {
  return {
    document,
    diagnostics: [],
    reported: new Set(),
    roots: new Map(),
    assumedTexts: new Set(),
    targets: new Map(),
    examples: new Map(),
    parameters: new Map(),
    headers: new Map(),
    bodies: new Map(),
    responses: new Map(),
    callbacks: new Map(),
    openCallbacks: new Set(),
  };
}

/** Adds a diagnostic, once: what stands in a shared part is seen by many operations. */
export function report(draft: Pick<Draft, "diagnostics" | "reported">, diagnostic: Diagnostic): void {
  const key = JSON.stringify([diagnostic.code, diagnostic.origin, diagnostic.message]);
  if (draft.reported.has(key)) return;
  draft.reported.add(key);
  draft.diagnostics.push(diagnostic);
}

/** Nothing stands beside the reference; one object, so that what is found can be used as it is. */
export const NO_PROSE: Found["prose"] = {};

/** A thing with the prose beside the reference to it; the thing itself where there is none. */
export const withProse = <T extends object>(thing: T, prose: Found["prose"]): T => (prose === NO_PROSE ? thing : { ...thing, ...prose });

/**
 * Follows `$ref` from a value to the object that is meant. Undefined if there is none: no object, a reference that leads
 * nowhere, or in a circle (the loader reported these).
 */
export function follow(draft: Draft, value: Json | undefined, site: Site): Found | undefined {
  if (isObject(value) && textOf(value, "$ref") === undefined) return { value, site, prose: NO_PROSE };
  const seen = new Set<Pointer>();
  let summary: string | undefined;
  let description: string | undefined;
  let at = site;
  for (let object = value; isObject(object); ) {
    const reference = textOf(object, "$ref");
    const hasProse = summary !== undefined || description !== undefined;
    if (reference === undefined) return { value: object, site: at, prose: hasProse ? present({ summary, description }) : NO_PROSE };
    if (seen.has(reference)) return undefined;
    seen.add(reference);
    summary ??= textOf(object, "summary");
    description ??= textOf(object, "description");
    ({ value: object, site: at } = targetOf(draft, reference));
  }
  return undefined;
}

/** Builds what stands at a pointer once. What lies in another operation is built anew: there it has a better place. */
export function buildOnce<T>(built: Map<Pointer, T>, { site }: Found, build: () => T): T {
  const known = built.get(site.pointer);
  if (known !== undefined || (site.owner.kind === "shared" && site.owner.foreign)) return known ?? build();
  const value = build();
  built.set(site.pointer, value);
  return value;
}

function targetOf(draft: Draft, reference: Pointer): Target {
  const known = draft.targets.get(reference);
  if (known !== undefined) return known;
  const target = { value: valueAt(draft.document, reference), site: siteOfReference(reference) };
  draft.targets.set(reference, target);
  return target;
}

function siteOfReference(pointer: Pointer): Site {
  const [root = "", section = "", name = "", ...rest] = tokensOf(pointer);
  if (root === "components") return { pointer, owner: { kind: "shared", section, name, foreign: false }, key: rest };
  return { pointer, owner: { kind: "shared", section: root, name: section, foreign: true }, key: [name, ...rest] };
}

/** The site of what many operations may share: a component, or what a path item says for all its operations. */
export const sharedSite = (pointer: Pointer, section: string, name: string): Site => ({ pointer, owner: { kind: "shared", section, name, foreign: false }, key: [] });

/** The site of a part of what stands at `site`; `key` is what tells the part from others of its kind. */
export const within = (site: Site, pointer: Pointer, ...key: readonly string[]): Site => ({ pointer, owner: site.owner, key: [...site.key, ...key] });

/** Registers a schema position and gives its id. Positions in an operation itself win over those found by a reference into it. */
export function addRoot(draft: Draft, site: Site, slot: Slot): Pointer {
  const { pointer, owner } = site;
  const known = draft.roots.get(pointer);
  const foreign = owner.kind === "shared" && owner.foreign;
  if (known === undefined || (!foreign && known.place.kind === "shared")) draft.roots.set(pointer, { pointer, place: placeOf(site, slot) });
  return pointer;
}

function placeOf({ owner, key }: Site, slot: Slot): Place {
  if (owner.kind === "operation") return { kind: "operation", operation: owner.operation, slot, key: key.join(" ") };
  return { kind: "shared", section: owner.section, name: owner.name, key: key.join(" ") };
}

/** What people read of an object, with what stands beside the reference to it. */
export function proseOf(value: JsonObject, prose: Found["prose"] = {}): Prose {
  return {
    ...present({ summary: prose.summary ?? textOf(value, "summary"), description: prose.description ?? textOf(value, "description") }),
    deprecated: flagOf(value, "deprecated") ?? false,
  };
}

/** `externalDocs`, if it has a URL. */
export function externalDocsOf(value: JsonObject): { externalDocs?: Link } {
  const docs = objectOf(value, "externalDocs");
  const url = docs && textOf(docs, "url");
  return url === undefined || docs === undefined ? {} : { externalDocs: { url, ...present({ description: textOf(docs, "description") }) } };
}
