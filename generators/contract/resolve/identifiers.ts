import { isObject, type Json, type JsonObject } from "../json.js";
import { report } from "./check.js";
import type { Findings } from "./findings.js";
import type { LoadedFile, Path, Resource } from "./places.js";

/** All resources of all files, by their URI without fragment; and which object starts which resource. */
export interface Registry {
  readonly byUri: Map<string, Resource>;
  readonly byValue: Map<object, Resource>;
}

/** The resource that a whole document is: by its own `$id` or `$self` (OpenAPI 3.2, 4.1.2), or by where it was found. */
export function rootOf(registry: Registry, file: LoadedFile): Resource {
  const { value } = file.document;
  const known = registry.byValue.get(asObject(value)) ?? registry.byUri.get(file.uri);
  if (known !== undefined) return known;
  const self = isObject(value) && typeof value["openapi"] === "string" && typeof value["$self"] === "string" ? value["$self"] : "";
  const uri = resolveUri(self, file.uri) ?? file.uri;
  const resource: Resource = { file, uri, path: undefined, value, anchors: new Map(), hasDynamicAnchor: false };
  registry.byUri.set(uri, resource);
  registry.byUri.set(file.uri, resource);
  return resource;
}

export const startRegistry = (): Registry => ({ byUri: new Map(), byValue: new Map() });

/** A URI reference against a base, without fragment; undefined if the two don't make a URI (RFC 3986, section 5). */
export function resolveUri(reference: string, base: string): string | undefined {
  if (!URL.canParse(reference, base)) return undefined;
  const url = new URL(reference, base);
  url.hash = "";
  return url.href.replace(/#$/, "");
}

/**
 * Registers what a schema says of itself: `$id` starts a resource (JSON Schema Core, 8.2.1), `$anchor` and `$dynamicAnchor` name a
 * place in one (8.2.2). Gives the resource that the schema is in.
 */
export function enterSchema(registry: Registry, findings: Findings, file: LoadedFile, path: Path | undefined, value: JsonObject, outer: Resource): Resource {
  const resource = resourceOf(registry, findings, file, path, value, outer);
  for (const keyword of ["$anchor", "$dynamicAnchor"]) {
    const name = Object.hasOwn(value, keyword) ? value[keyword] : undefined;
    if (typeof name !== "string") continue;
    if (keyword === "$dynamicAnchor") resource.hasDynamicAnchor = true;
    setAnchor(findings, resource, name, file, path, value, keyword);
  }
  return resource;
}

function resourceOf(registry: Registry, findings: Findings, file: LoadedFile, path: Path | undefined, value: JsonObject, outer: Resource): Resource {
  const known = registry.byValue.get(value);
  if (known !== undefined) return known;
  const id = Object.hasOwn(value, "$id") ? value["$id"] : undefined;
  if (typeof id !== "string") return outer;
  if (id.startsWith("#") && id.length > 1) {
    // Drafts 4 to 7 named places so.
    setAnchor(findings, outer, id.slice(1), file, path, value, "$id");
    return outer;
  }
  const uri = resolveUri(id, outer.uri);
  if (uri === undefined) {
    report(findings, { file, path: { parent: path, key: "$id" }, isProse: false }, { code: "wrong-value", severity: "error", message: `'$id' must be a URI reference, but is '${id}'`, hint: "write it like 'https://example.com/user' or 'user'" });
    return outer;
  }
  const resource: Resource = { file, uri, path, value, anchors: new Map(), hasDynamicAnchor: false };
  registry.byValue.set(value, resource);
  const first = registry.byUri.get(uri);
  if (first === undefined || first.value === value || first.value === file.document.value) registry.byUri.set(uri, resource);
  else reportTwice(findings, file, { parent: path, key: "$id" }, `'$id: ${id}'`, first.path);
  return resource;
}

function setAnchor(findings: Findings, resource: Resource, name: string, file: LoadedFile, path: Path | undefined, value: JsonObject, keyword: string): void {
  const first = resource.anchors.get(name);
  if (first === undefined) resource.anchors.set(name, { path, value });
  else if (first.value !== value) reportTwice(findings, file, { parent: path, key: keyword }, `the anchor '${name}'`, first.path);
}

function reportTwice(findings: Findings, file: LoadedFile, path: Path, what: string, first: Path | undefined): void {
  const names: string[] = [];
  for (let at = first; at !== undefined && names.length < 3; at = at.parent) names.unshift(String(at.key));
  report(findings, { file, path, isProse: false }, { code: "anchor-duplicate", severity: "error", message: `${what} stands twice`, hint: `it names the schema at '${names.join("/")}' already; rename one of the two` });
}

/** Whether a file can have identifiers at all; most have none. */
export const hasIdentifiers = (text: string): boolean => text.includes("$id") || text.includes("nchor");

/** The innermost resource that the way from the root of a file to a value leads through. */
export function resourceAt(registry: Registry, file: LoadedFile, tokens: readonly string[]): Resource {
  let resource = rootOf(registry, file);
  let value: Json | undefined = file.document.value;
  for (const token of tokens) {
    value = stepInto(value, token);
    if (value === undefined) break;
    if (isObject(value)) resource = registry.byValue.get(value) ?? resource;
  }
  return resource;
}

/** A member by its name, or an item by its index (RFC 6901, section 4). */
export function stepInto(value: Json | undefined, token: string): Json | undefined {
  if (Array.isArray(value)) return /^(?:0|[1-9]\d*)$/.test(token) ? (value as readonly Json[])[Number(token)] : undefined;
  return isObject(value) && Object.hasOwn(value, token) ? value[token] : undefined;
}

const none = {};
const asObject = (value: Json): object => (isObject(value) ? value : none);
