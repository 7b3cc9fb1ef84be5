import type { Grammar } from "../grammar.js";
import { ExactNumber, isObject, type Json, type JsonObject } from "../json.js";
import type { Site } from "./findings.js";
import { type Mount, type Placement } from "./place.js";
import { type LoadedFile, pointerOfTokens, type Target, tokensOfPath } from "./places.js";
import type { Resolution } from "./resolve.js";

/** A part of a file at its place in the one document. */
export interface Mounted {
  readonly tokens: readonly string[];
  readonly file: LoadedFile;
  readonly from: readonly string[];
  /** The reference whose place it took; absent: it became a component. */
  readonly site?: Site;
}

/** What was read from a file is the loader's own until it is handed out; here it is put together. */
type Mutable = Record<string, Json>;

/**
 * Puts the parts of all files into the first one's document and rewrites every reference to a pointer into it. Gives where each part
 * came from. The values that were read are changed: nobody else has them yet.
 */
export function assemble(entry: LoadedFile, grammar: Grammar, resolution: Resolution, placement: Placement): readonly Mounted[] {
  const mounted: Mounted[] = [];
  for (const mount of placement.mounts.values()) {
    if (mount.site !== undefined) putInPlace(mount.site, mount.part.target.value);
    const { file, tokens: from } = mount.part.target;
    mounted.push({ tokens: mount.tokens, file, from, ...(mount.site === undefined ? {} : { site: mount.site }) });
  }
  const used = new Set([...placement.mounts.values()].map((mount) => mount.site));
  const copies: [Site, Target][] = [];
  const pointers = new Map<Target, string | undefined>();
  for (const [site, target] of resolution.targetOf) {
    if (used.has(site)) continue;
    if (site.way === "inline") copies.push([site, target]);
    else {
      // Thousands of references lead to the same few hundred places.
      if (!pointers.has(target)) pointers.set(target, pointerTo(target, placement));
      rewrite(site, target, pointers.get(target));
    }
  }
  mounted.push(...copyInPlace(copies, placement));
  addComponents(entry, grammar, [...placement.mounts.values()].filter((mount) => mount.site === undefined));
  return mounted;
}

/** Puts a value in the place of the object with the reference; fields beside the reference win (path items have such). */
function putInPlace(site: Site, value: Json): void {
  const key = site.path?.key;
  if (key === undefined || site.container === undefined) return;
  if (site.way === "pathItem" && isObject(value)) {
    for (const [name, field] of Object.entries(site.holder)) if (name !== "$ref") setMember(value, name, field);
  }
  setMember(site.container, key, value);
}

function setMember(container: Json, key: string | number, value: Json): void {
  if (Array.isArray(container)) (container as Json[])[Number(key)] = value;
  else if (isObject(container)) Object.defineProperty(container, key, { value, enumerable: true, configurable: true, writable: true });
}

function pointerTo(target: Target, placement: Placement): string | undefined {
  const tokens = placement.locate(target.file, target.tokens);
  return tokens === undefined ? undefined : pointerOfTokens(tokens);
}

function rewrite(site: Site, target: Target, pointer: string | undefined): void {
  if (pointer === undefined) return;
  const holder = site.holder as Mutable;
  if (site.way !== "dynamic") {
    if (holder[site.key] !== pointer) setMember(holder, site.key, pointer);
    return;
  }
  if (isDynamic(site, target)) holder["$dynamicRef"] = pointer;
  else makeStatic(holder, pointer);
}

/** JSON Schema Core, 8.2.3.2: dynamic only if it leads, by its name, to a dynamic anchor. */
function isDynamic(site: Site, target: Target): boolean {
  const fragment = site.text.slice(site.text.indexOf("#") + 1);
  return site.text.includes("#") && isObject(target.value) && target.value["$dynamicAnchor"] === fragment;
}

function makeStatic(holder: Mutable, pointer: string): void {
  delete holder["$dynamicRef"];
  if (!Object.hasOwn(holder, "$ref")) {
    holder["$ref"] = pointer;
    return;
  }
  const branches = Array.isArray(holder["allOf"]) ? (holder["allOf"] as readonly Json[]) : [];
  holder["allOf"] = [...branches, { $ref: pointer }];
}

/** What belongs in several places is copied; what another copy has in it is copied before. */
function copyInPlace(copies: readonly (readonly [Site, Target])[], placement: Placement): readonly Mounted[] {
  const mounted: Mounted[] = [];
  const pending = new Set(copies);
  const isWithin = (site: Site, target: Target): boolean => {
    const path = tokensOfPath(site.path);
    return site.file === target.file && target.tokens.every((token, index) => token === path[index]);
  };
  while (pending.size > 0) {
    const ready = [...pending].filter(([, target]) => ![...pending].some(([site]) => isWithin(site, target)));
    if (ready.length === 0) break;
    for (const copy of ready) {
      const [site, target] = copy;
      pending.delete(copy);
      putInPlace(site, cloneJson(target.value));
      const tokens = placement.locate(site.file, tokensOfPath(site.path));
      if (tokens !== undefined) mounted.push({ tokens, file: target.file, from: target.tokens, site });
    }
  }
  return mounted;
}

/** A copy of a value, not recursive. */
export function cloneJson(value: Json): Json {
  const top: Mutable = {};
  const open: { readonly from: Json; readonly to: Json; readonly key: string | number }[] = [{ from: value, to: top, key: "value" }];
  for (let task = open.pop(); task !== undefined; task = open.pop()) {
    const { from, to, key } = task;
    if (typeof from !== "object" || from === null || from instanceof ExactNumber) {
      setMember(to, key, from);
      continue;
    }
    const made: Json = Array.isArray(from) ? [] : {};
    setMember(to, key, made);
    const parts = Array.isArray(from) ? (from as readonly Json[]).map((item, index) => [index, item] as const) : Object.entries(from);
    for (const [name, part] of [...parts].reverse()) open.push({ from: part as Json, to: made, key: name });
  }
  return top["value"] ?? null;
}

function addComponents(entry: LoadedFile, grammar: Grammar, mounts: readonly Mount[]): void {
  const root = entry.document.value;
  if (!isObject(root)) return;
  for (const { part, tokens } of mounts) {
    const containers = tokens.slice(0, -1);
    const section = containers.reduce<JsonObject>((parent, name) => childObject(parent, name), root);
    setMember(section, tokens.at(-1) ?? "", withIdentity(part.target, grammar));
  }
}

function childObject(parent: JsonObject, name: string): JsonObject {
  const child = Object.hasOwn(parent, name) ? parent[name] : undefined;
  if (isObject(child)) return child;
  const made: JsonObject = {};
  setMember(parent, name, made);
  return made;
}

/** A whole file without `$id` is a resource of its own (JSON Schema Core, 9.1.1); that matters where it has dynamic anchors. */
function withIdentity(target: Target, grammar: Grammar): Json {
  const { value, file, tokens } = target;
  const isModern = grammar.dialect === "3.1" || grammar.dialect === "3.2";
  if (!isModern || tokens.length > 0 || !isObject(value) || Object.hasOwn(value, "$id") || !file.document.text.includes("$dynamicAnchor")) return value;
  return { $id: file.path, ...value };
}
