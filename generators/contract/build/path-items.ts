import { isObject, type Json, type JsonObject } from "../json.js";
import type { Pointer } from "../model.js";
import { childOf, tokensOf, valueAt } from "../pointer.js";
import { type Draft, follow, report, sharedSite, type Site } from "./draft.js";
import { isExtension, membersOf, objectOf, textOf } from "./fields.js";

/** An operation as it stands in the document, before it has a name. */
export interface ListedOperation {
  readonly kind: "path" | "webhook" | "callback";
  /** As in the model: upper case, or as written in `additionalOperations`. */
  readonly method: string;
  /** Template, webhook name or runtime expression. */
  readonly path: string;
  readonly pointer: Pointer;
  readonly value: JsonObject;
  /** The path item, outermost first: what it refers to, then what is written in place. */
  readonly layers: readonly Layer[];
  readonly callbacks: readonly ListedCallback[];
  /** For a callback: what its derived name begins with. */
  readonly caller?: { readonly operation?: Pointer; readonly callback: string };
}

/** What the operations of one path item have in common. */
type ListedAs = Pick<ListedOperation, "kind" | "path" | "caller">;

export interface ListedCallback {
  readonly name: string;
  readonly expression: string;
  readonly operations: readonly ListedOperation[];
}

/** One object of a path item that may be spread over a `$ref` and its siblings (OpenAPI 3.1). */
export interface Layer {
  readonly value: JsonObject;
  readonly site: Site;
}

const METHODS = ["get", "put", "post", "delete", "options", "head", "patch", "trace"] as const;

/** Callbacks of callbacks of callbacks: deeper ones are dropped with a warning. */
const CALLBACK_DEPTH = 8;

/** The operations of a path item, in the order of the document (OpenAPI 3.2, Path Item Object). */
export function listOperations(draft: Draft, item: Json, site: Site, as: ListedAs, depth = 0): readonly ListedOperation[] {
  const layers = layersOf(draft, item, site);
  const listed = new Map<string, ListedOperation>();
  for (const layer of layers.toReversed()) {
    for (const [method, value, pointer] of methodsOf(draft, layer)) {
      if (!listed.has(method)) listed.set(method, addCallbacks(draft, { ...as, method, pointer, value, layers, callbacks: [] }, depth));
    }
  }
  return [...listed.values()];
}

function layersOf(draft: Draft, item: Json, site: Site): readonly Layer[] {
  const layers: Layer[] = [];
  const seen = new Set<Pointer>();
  let at = site;
  for (let value: Json | undefined = item; isObject(value) && !seen.has(at.pointer); ) {
    seen.add(at.pointer);
    layers.unshift({ value, site: at });
    const reference = textOf(value, "$ref");
    if (reference === undefined) break;
    const [root = "", section = "", name = ""] = tokensOf(reference);
    at = root === "components" ? sharedSite(reference, section, name) : sharedSite(reference, root, section);
    value = valueAt(draft.document, reference);
  }
  return layers;
}

function* methodsOf(draft: Draft, { value: item, site }: Layer): Generator<readonly [method: string, value: JsonObject, pointer: Pointer]> {
  const fixed: readonly string[] = isVersion32(draft) ? [...METHODS, "query"] : METHODS;
  for (const [name, value] of Object.entries(item)) {
    if (isObject(value) && fixed.includes(name)) yield [name.toUpperCase(), value, childOf(site.pointer, name)];
  }
  if (!isVersion32(draft)) return;
  for (const [method, value] of membersOf(item, "additionalOperations")) {
    const pointer = childOf(site.pointer, "additionalOperations", method);
    if (isObject(value) && checkMethod(draft, method, fixed, pointer)) yield [method, value, pointer];
  }
}

/** `query` and `additionalOperations` came with 3.2; before, they are unknown fields, which the loader reports. */
const isVersion32 = (draft: Draft): boolean => !/^3\.[01](\.|$)/.test(textOf(draft.document, "openapi") ?? "");

function checkMethod(draft: Draft, method: string, fixed: readonly string[], origin: Pointer): boolean {
  if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(method)) {
    const hint = "write the method as it is sent, such as 'COPY'";
    report(draft, { code: "method-syntax", severity: "error", message: `'${method}' is no HTTP method`, origin, at: "key", hint });
    return false;
  }
  if (!fixed.includes(method.toLowerCase())) return true;
  const message = `'${method}' in 'additionalOperations' has a field of its own`;
  report(draft, { code: "method-syntax", severity: "error", message, origin, at: "key", hint: `move it to '${method.toLowerCase()}' of the path item` });
  return false;
}

function addCallbacks(draft: Draft, operation: ListedOperation, depth: number): ListedOperation {
  const members = membersOf(operation.value, "callbacks");
  if (members.length === 0) return operation;
  const pointer = childOf(operation.pointer, "callbacks");
  if (depth >= CALLBACK_DEPTH) {
    const message = `callbacks of callbacks are more than ${CALLBACK_DEPTH} levels deep here, and the deeper ones are left out`;
    report(draft, { code: "callback-depth", severity: "warning", message, origin: pointer, hint: "describe the inner requests as webhooks" });
    return operation;
  }
  const callbacks = members.flatMap(([name, value]) => (isExtension(name) ? [] : listCallback(draft, operation, name, value, depth)));
  return { ...operation, callbacks };
}

function listCallback(draft: Draft, operation: ListedOperation, name: string, value: Json, depth: number): readonly ListedCallback[] {
  const site = sharedSite(childOf(operation.pointer, "callbacks", name), "callbacks", name);
  const found = follow(draft, value, site);
  if (found === undefined) return [];
  return Object.entries(found.value).flatMap(([expression, item]) => {
    if (isExtension(expression)) return [];
    const at: Site = { ...found.site, pointer: childOf(found.site.pointer, expression) };
    const isOwn = found.site.pointer === site.pointer;
    const caller = isOwn ? { operation: operation.pointer, callback: name } : { callback: tokensOf(found.site.pointer).at(-1) ?? name };
    const as: ListedAs = { kind: "callback", path: expression, caller };
    const operations = draft.callbacks.get(at.pointer) ?? listCallbackOperations(draft, item, at, as, depth + 1);
    return [{ name, expression, operations }];
  });
}

function listCallbackOperations(draft: Draft, item: Json, site: Site, as: ListedAs, depth: number): readonly ListedOperation[] {
  if (draft.openCallbacks.has(site.pointer)) {
    const message = "this callback leads back to itself, and is left out where it does";
    report(draft, { code: "callback-cycle", severity: "warning", message, origin: site.pointer, at: "key", hint: "describe the inner request as a webhook" });
    return [];
  }
  draft.openCallbacks.add(site.pointer);
  const operations = listOperations(draft, item, site, as, depth);
  draft.openCallbacks.delete(site.pointer);
  draft.callbacks.set(site.pointer, operations);
  return operations;
}

/** Every operation: those given, then their callbacks', each once. */
export function withCallbacks(operations: readonly ListedOperation[]): readonly ListedOperation[] {
  const all = new Set(operations);
  for (const operation of all) for (const callback of operation.callbacks) for (const inner of callback.operations) all.add(inner);
  return [...all];
}

interface PathItem {
  readonly name: string;
  readonly item: Json;
  readonly site: Site;
}

/** The members of `paths` or `webhooks` that are path items, with their sites. */
export const pathItemsOf = (document: JsonObject, section: "paths" | "webhooks"): readonly PathItem[] =>
  Object.entries(objectOf(document, section) ?? {})
    .filter(([name]) => !isExtension(name))
    .map(([name, item]) => ({ name, item, site: sharedSite(childOf(`#/${section}`, name), section, name) }));
