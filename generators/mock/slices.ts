import { parseTemplate, routeOf } from "../contract/build/templates.js";
import { isObject, type Json, type JsonObject } from "../contract/json.js";
import { openReach, type PartKey, partOf } from "./reach.js";

/**
 * A part of a contract that can be understood by itself: some paths, and every component that they lead to. Building the model of all of
 * a large contract takes seconds; a slice's takes some milliseconds, when the first request comes that it answers.
 */
export interface Slice {
  /** As the document writes them. */
  readonly paths: readonly string[];
  /** The canonical document with these paths alone, and what they lead to. */
  readonly cut: () => JsonObject;
}

/** Paths that reach so much of all components share one slice: each by itself would be nearly the whole contract, again and again. */
const BROAD = 0.4;

/** Unless all components have less members and items than this: then nothing takes long. */
const SMALL = 4000;

const METHODS = new Set(["get", "put", "post", "delete", "options", "head", "patch", "trace", "query", "additionalOperations", "$ref"]);

/**
 * Cuts a canonical document into slices: a collection and its items (`/users`, `/users/{id}`) stand in one, so do templates that a router
 * can't tell apart. `sliceOf` gives that of a path of the document.
 */
export function openSlices(document: JsonObject): { readonly paths: readonly string[]; readonly sliceOf: (path: string) => Slice } {
  const items = isObject(document["paths"]) ? document["paths"] : {};
  const paths = Object.keys(items).filter((path) => path.startsWith("/") && hasOperations(items[path]));
  const familyOfPath = new Map(paths.map((path) => [path, familyOf(path)]));
  const families = new Map<string, string[]>();
  for (const [path, family] of familyOfPath) families.set(family, [...(families.get(family) ?? []), path]);
  const reach = openReach(document);
  const known = new Map<string, Slice>();
  const narrow = (family: string): Slice => makeSlice(document, families.get(family) ?? [], reach);
  // Computed when it is first asked for: it looks at the whole document.
  let broad: ReadonlySet<string> | undefined;
  let shared: Slice | undefined;
  const isBroad = (family: string): boolean => {
    broad ??= new Set([...families].filter(([, members]) => reach.sizeOf(members.map(pathPart)) > BROAD * reach.total()).map(([name]) => name));
    return broad.has(family);
  };
  const choose = (family: string): Slice => {
    if (reach.total() <= SMALL || !isBroad(family)) return narrow(family);
    return (shared ??= makeSlice(document, paths.filter((path) => isBroad(familyOfPath.get(path) ?? "")), reach));
  };
  return {
    paths,
    sliceOf(path) {
      const family = familyOfPath.get(path) ?? familyOf(path);
      const slice = known.get(family) ?? choose(family);
      known.set(family, slice);
      return slice;
    },
  };
}

const hasOperations = (item: Json | undefined): boolean => isObject(item) && Object.keys(item).some((name) => METHODS.has(name));

/** What a collection's path and its items' have in common: `/users` of `/users/{id}`, `/users.json` and `/users/{id}.json`. */
export const familyOf = (path: string): string =>
  `/${routeOf(parseTemplate(path, "#").segments)}`
    .replace(/\/\{\}(?:\.\w+)?$/, "")
    .replace(/\.\w+$|\/$/, "");

const pathPart = (path: string): PartKey => partOf(["paths", path]);

function makeSlice(document: JsonObject, paths: readonly string[], reach: ReturnType<typeof openReach>): Slice {
  return { paths, cut: () => cutDocument(document, reach.from(paths.map(pathPart))) };
}

/** The document with some of its paths and components alone, in the order in which they stand. Webhooks are nobody's requests. */
function cutDocument(document: JsonObject, parts: ReadonlySet<PartKey>): JsonObject {
  const members = Object.entries(document).flatMap(([name, value]): [string, Json][] => {
    if (name === "webhooks") return [];
    if (name === "paths" && isObject(value)) return [[name, keep(value, (path) => parts.has(partOf(["paths", path])))]];
    if (name !== "components" || !isObject(value)) return [[name, value]];
    const sections = Object.entries(value).map(([section, entries]): [string, Json] => [
      section,
      section === "securitySchemes" || !isObject(entries) ? entries : keep(entries, (entry) => parts.has(partOf(["components", section, entry]))),
    ]);
    return [[name, Object.fromEntries(sections)]];
  });
  return Object.fromEntries(members);
}

/** Members by name; `__proto__` is a name like any other. */
const keep = (object: JsonObject, isKept: (name: string) => boolean): JsonObject => Object.fromEntries(Object.entries(object).filter(([name]) => isKept(name)));
