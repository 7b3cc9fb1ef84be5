import type { Grammar } from "../grammar.js";
import { isObject, type Json } from "../json.js";
import type { Site } from "./findings.js";
import { stepInto } from "./identifiers.js";
import { claimName, hoistNames } from "./hoist-names.js";
import { keyOf, type LoadedFile, pointerOfTokens, tokensOfPath } from "./places.js";
import type { Reached, Resolution } from "./resolve.js";

/** Where the places of other files are in the one document. */
export interface Placement {
  /** Where something stands in the one document; undefined if it has no place there. */
  readonly locate: (file: LoadedFile, tokens: readonly string[]) => readonly string[] | undefined;
  /** Parts of other files and their places, by `keyOf`. */
  readonly mounts: ReadonlyMap<string, Mount>;
}

export interface Mount {
  readonly part: Reached;
  readonly tokens: readonly string[];
  /** It takes the place of this reference; else it becomes a component. */
  readonly site?: Site;
}

interface Placing {
  readonly entry: LoadedFile;
  readonly grammar: Grammar;
  readonly resolution: Resolution;
  readonly roots: ReadonlyMap<string, Reached>;
  readonly mounts: Map<string, Mount>;
  /** Being placed: to meet one again is a circle. */
  readonly pending: Set<string>;
  /** References whose place is taken. */
  readonly used: Set<Site>;
  readonly taken: Map<string, Set<string>>;
}

/**
 * Gives every part of another file a place in the one document: in the place of the reference, where no reference may stay or
 * where a component is nothing but a reference to it; else under components, under a name that depends on where it comes from.
 */
export function placeParts(entry: LoadedFile, grammar: Grammar, resolution: Resolution): Placement {
  const placing: Placing = { entry, grammar, resolution, roots: rootsOf(resolution.reached), mounts: new Map(), pending: new Set(), used: new Set(), taken: new Map() };
  for (const key of placing.roots.keys()) placeInline(placing, key);
  const rest = [...placing.roots].filter(([key]) => !placing.mounts.has(key)).sort(byOrigin);
  for (const [key, part] of rest) placeAsComponent(placing, key, part);
  return { locate: (file, tokens) => locate(placing, file, tokens), mounts: placing.mounts };
}

/** Parts that are in no other part. */
function rootsOf(reached: ReadonlyMap<string, Reached>): ReadonlyMap<string, Reached> {
  return new Map([...reached].filter(([, { target }]) => !target.tokens.some((_, length) => reached.has(keyOf(target.file, target.tokens.slice(0, length))))));
}

/** In an order that doesn't depend on who refers to them: near files first, then by path and pointer. */
function byOrigin([, a]: readonly [string, Reached], [, b]: readonly [string, Reached]): number {
  const depth = a.target.file.path.split("/").length - b.target.file.path.split("/").length;
  return depth || compare(a.target.file.path, b.target.file.path) || compare(pointerOfTokens(a.target.tokens), pointerOfTokens(b.target.tokens));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function locate(placing: Placing, file: LoadedFile, tokens: readonly string[]): readonly string[] | undefined {
  if (file === placing.entry) return tokens;
  for (let length = 0; length <= tokens.length; length++) {
    const key = keyOf(file, tokens.slice(0, length));
    if (!placing.roots.has(key)) continue;
    const mount = placing.mounts.get(key) ?? placeInline(placing, key);
    return mount === undefined ? undefined : [...mount.tokens, ...tokens.slice(length)];
  }
  return undefined;
}

/** Puts a part in the place of a reference, if there is one that it belongs in. */
function placeInline(placing: Placing, key: string): Mount | undefined {
  const part = placing.roots.get(key);
  if (part === undefined || placing.mounts.has(key) || placing.pending.has(key)) return placing.mounts.get(key);
  placing.pending.add(key);
  const mount = part.sites.map((site) => mountAt(placing, part, site)).find((found) => found !== undefined);
  placing.pending.delete(key);
  if (mount === undefined) return undefined;
  placing.mounts.set(key, mount);
  if (mount.site !== undefined) placing.used.add(mount.site);
  return mount;
}

function mountAt(placing: Placing, part: Reached, site: Site): Mount | undefined {
  if (site.container === undefined || placing.used.has(site)) return undefined;
  const isInline = site.way === "inline" || site.way === "pathItem";
  if (!isInline && !(site.way === "reference" && Object.keys(site.holder).length === 1)) return undefined;
  const path = tokensOfPath(site.path);
  // A part that is only a reference has a place already; what it leads to gets another.
  if (!isInline && placing.roots.has(keyOf(site.file, path))) return undefined;
  const tokens = locate(placing, site.file, path);
  if (tokens === undefined || (!isInline && !isComponent(placing, part, tokens))) return undefined;
  return { part, tokens, site };
}

/** `#/components/schemas/User: { $ref: user.yaml }`: the component is the place of what it leads to. */
function isComponent({ grammar }: Placing, part: Reached, tokens: readonly string[]): boolean {
  const section = sectionOf(grammar, part);
  const place = grammar.dialect === "2.0" ? [section] : ["components", section];
  return section !== undefined && tokens.length === place.length + 1 && place.every((token, index) => token === tokens[index]);
}

/** The section of components for things of a role; undefined if there is none. */
function sectionOf(grammar: Grammar, { role }: Reached): string | undefined {
  const section = role.is === "schema" ? "schemas" : role.is === "object" ? grammar.objects.get(role.object)?.section : undefined;
  return grammar.dialect === "2.0" && section === "schemas" ? "definitions" : section;
}

function placeAsComponent(placing: Placing, key: string, part: Reached): void {
  const section = sectionOf(placing.grammar, part);
  if (section === undefined) return;
  const taken = takenOf(placing, section);
  const name = claimName(hoistNames(part.target.file, part.target.tokens), taken);
  taken.add(name);
  placing.mounts.set(key, { part, tokens: placing.grammar.dialect === "2.0" ? [section, name] : ["components", section, name] });
}

/** The names of a section: its own, and those of a part that takes the section's place. */
function takenOf(placing: Placing, section: string): Set<string> {
  const known = placing.taken.get(section);
  if (known !== undefined) return known;
  const place = placing.grammar.dialect === "2.0" ? [section] : ["components", section];
  const taken = new Set(namesOf(place.reduce(stepInto, placing.entry.document.value)));
  for (const { part, tokens } of placing.mounts.values()) {
    if (tokens.length <= place.length && tokens.every((token, index) => token === place[index])) {
      for (const name of namesOf(place.slice(tokens.length).reduce(stepInto, part.target.value))) taken.add(name);
    }
  }
  placing.taken.set(section, taken);
  return taken;
}

const namesOf = (value: Json | undefined): readonly string[] => (isObject(value) ? Object.keys(value) : []);
