import { didYouMean } from "../closest.js";
import type { Grammar } from "../grammar.js";
import { isObject, type Json } from "../json.js";
import { unescapeToken } from "../pointer.js";
import { isReadable } from "../read/document.js";
import { report } from "./check.js";
import { type Failure, isFailure, type Library, openFile } from "./files.js";
import { type Findings, startFindings } from "./findings.js";
import { hasIdentifiers, type Registry, resolveUri, rootOf, startRegistry, stepInto } from "./identifiers.js";
import { type LoadedFile, pointerOfTokens, type Resource, type Target, tokensOfPath } from "./places.js";
import { isAllowed } from "./remote.js";
import { walk } from "./walk.js";

/** What is needed to find out where a reference leads. */
export interface Finder {
  readonly library: Library;
  readonly registry: Registry;
  readonly grammar: Grammar;
  readonly findings: Findings;
  readonly entry: LoadedFile;
  readonly indexed: Set<LoadedFile>;
  readonly found: Map<Resource, Map<string, Target>>;
  /** How many more names may be compared to find what was meant; after thousands of mistakes nobody reads the hints. */
  readonly guesses: { left: number };
}

const MAX_GUESSES = 200_000;

export const startFinder = (library: Library, grammar: Grammar, findings: Findings, entry: LoadedFile): Finder => ({
  library,
  registry: startRegistry(),
  grammar,
  findings,
  entry,
  indexed: new Set([entry]),
  found: new Map(),
  guesses: { left: MAX_GUESSES },
});

/** Names to compare with, as long as there is patience for it. */
function candidates({ guesses }: Finder, listNames: () => readonly string[]): readonly string[] {
  if (guesses.left <= 0) return [];
  const names = listNames();
  guesses.left -= names.length;
  return names;
}

/** From where a reference is looked up: the resource is its base, the file its neighbourhood on disk. */
export interface Origin {
  readonly file: LoadedFile;
  readonly resource: Resource;
}

/** References in the way of a pointer are followed, but not for ever. */
const MAX_STEPS = 50;

/**
 * Finds what a URI reference leads to (JSON Schema Core, 8.2 and 9.1; RFC 3986; RFC 6901, section 6): a resource by its `$id`, a
 * file, a remote document; in it the place of an anchor or pointer. A pointer may lead through `$ref`.
 */
export async function lookUp(finder: Finder, reference: string, origin: Origin, steps = 0): Promise<Target | Failure> {
  const known = lookUpKnown(finder, reference, origin);
  if (known !== undefined) return known;
  const { uri, fragment } = splitReference(reference);
  const resource = uri === "" ? origin.resource : await findResource(finder, uri, origin);
  const target = "reason" in resource ? resource : await findInside(finder, resource, fragment, steps, uri);
  if (!("reason" in target)) remember(finder, reference, origin, target);
  return target;
}

/** The same, for what was found before and for plain pointers, without waiting. */
export function lookUpKnown(finder: Finder, reference: string, origin: Origin): Target | undefined {
  const known = finder.found.get(origin.resource)?.get(reference);
  if (known !== undefined || !reference.startsWith("#/")) return known;
  const target = descend(origin.resource, tokensOf(decode(reference.slice(1))));
  if ("missing" in target) return undefined;
  remember(finder, reference, origin, target);
  return target;
}

function remember(finder: Finder, reference: string, { resource }: Origin, target: Target): void {
  const known = finder.found.get(resource) ?? new Map<string, Target>();
  finder.found.set(resource, known.set(reference, target));
}

function splitReference(reference: string): { readonly uri: string; readonly fragment: string } {
  const hash = reference.indexOf("#");
  return hash === -1 ? { uri: reference, fragment: "" } : { uri: reference.slice(0, hash), fragment: reference.slice(hash + 1) };
}

/** The tokens of a pointer without `#`. */
const tokensOf = (pointer: string): readonly string[] => (pointer === "" ? [] : pointer.slice(1).split("/").map(unescapeToken));

/** Percent-decoding; text that is not encoded properly is taken as it is. */
function decode(fragment: string): string {
  if (!fragment.includes("%")) return fragment;
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}

/** A resource by URI: one that is known; else a file beside the one that refers to it; else a remote document. */
async function findResource(finder: Finder, reference: string, { file, resource }: Origin): Promise<Resource | Failure> {
  const uri = resolveUri(reference, resource.uri);
  if (uri === undefined) return { code: "ref-unresolved", reason: `'${reference}' is no URI reference`, hint: "write a path, a URL, or a pointer that starts with '#/'" };
  const known = finder.registry.byUri.get(uri);
  if (known !== undefined) return known;
  const isRelative = !URL.canParse(reference);
  const beside = isRelative ? resolveUri(reference, file.uri) : undefined;
  const isReadableRemote = /^https?:/.test(uri) && isAllowed(uri, finder.library.options.allowRemote ?? []);
  // A base that is only a name (`$id: https://example.com/user`) says nothing of where files are: then they are beside this one.
  if (!isReadableRemote && beside !== undefined && beside !== uri && beside.startsWith("file:")) {
    const opened = await openFile(finder.library, beside, file);
    if (!isFailure(opened)) return enterFile(finder, opened, uri);
  }
  const opened = await openFile(finder.library, uri, file);
  return isFailure(opened) ? opened : enterFile(finder, opened, uri);
}

function enterFile(finder: Finder, file: LoadedFile, uri: string): Resource {
  indexFile(finder, file);
  return finder.registry.byUri.get(uri) ?? rootOf(finder.registry, file);
}

/** Registers the identifiers of a file, once. Most files have none. */
function indexFile(finder: Finder, file: LoadedFile): void {
  if (finder.indexed.has(file)) return;
  finder.indexed.add(file);
  const { value, text } = file.document;
  const resource = rootOf(finder.registry, file);
  if (!hasIdentifiers(text) && !file.isRemote) return;
  const findings = startFindings();
  const isContract = isObject(value) && (Object.hasOwn(value, "openapi") || Object.hasOwn(value, "swagger"));
  const kind = isContract ? ({ is: "object", object: "OpenAPI", referable: false } as const) : ({ is: "schema" } as const);
  walk({ file, path: undefined, value, kind, resource, container: undefined }, finder.grammar, finder.registry, findings);
  for (const finding of findings.diagnostics) if (finding.code === "anchor-duplicate") report(finder.findings, { ...finding, isProse: false }, finding);
}

/** `uri`: how the reference calls the resource, for hints; "" for the one that it stands in. */
async function findInside(finder: Finder, resource: Resource, fragment: string, steps: number, uri = ""): Promise<Target | Failure> {
  if (!isReadable(resource.file.document)) return { code: "ref-unresolved", reason: "the file has mistakes", hint: "correct them first", isSaid: true };
  const decoded = decode(fragment);
  if (decoded !== "" && !decoded.startsWith("/")) return findAnchor(finder, resource, decoded);
  const tokens = tokensOf(decoded);
  const target = descend(resource, tokens);
  if (!("missing" in target)) return target;
  const literal = decoded === fragment ? target : descend(resource, tokensOf(fragment));
  if (!("missing" in literal)) return literal;
  const through = await descendThrough(finder, resource, tokens, target.missing, steps);
  return through ?? unresolved(finder, resource, tokens, target.missing, uri);
}

/** The value at a pointer below the root of a resource; else how many tokens lead somewhere. */
function descend(resource: Resource, tokens: readonly string[]): Target | { readonly missing: number } {
  let { value } = resource;
  let container: Json | undefined;
  for (const [index, token] of tokens.entries()) {
    const next = stepInto(value, token);
    if (next === undefined) return { missing: index };
    container = value;
    value = next;
  }
  return { file: resource.file, tokens: [...tokensOfPath(resource.path), ...tokens], value, container };
}

/** A pointer that ends at a `$ref` goes on behind it. */
async function descendThrough(finder: Finder, resource: Resource, tokens: readonly string[], missing: number, steps: number): Promise<Target | Failure | undefined> {
  const gate = descend(resource, tokens.slice(0, missing));
  if ("missing" in gate || !isObject(gate.value) || steps > MAX_STEPS) return undefined;
  const reference = Object.hasOwn(gate.value, "$ref") ? gate.value["$ref"] : undefined;
  if (typeof reference !== "string") return undefined;
  const behind = await lookUp(finder, reference, { file: resource.file, resource }, steps + 1);
  if ("reason" in behind) return undefined;
  const rest = pointerOfTokens(tokens.slice(missing)).slice(1);
  const virtual: Resource = { ...resource, file: behind.file, path: behind.tokens.reduce<Resource["path"]>((parent, key) => ({ parent, key }), undefined), value: behind.value };
  return findInside(finder, virtual, rest, steps + 1);
}

function findAnchor(finder: Finder, resource: Resource, name: string): Target | Failure {
  const anchor = resource.anchors.get(name);
  if (anchor !== undefined) return { file: resource.file, tokens: tokensOfPath(anchor.path), value: anchor.value, container: undefined };
  const { dialect } = finder.grammar;
  if (dialect === "2.0" || dialect === "3.0") return { code: "ref-unresolved", reason: `'#${name}' is no pointer`, hint: componentHint(finder, name) ?? "a pointer starts with '#/'" };
  const hint = didYouMean(name, candidates(finder, () => [...resource.anchors.keys()])) ?? componentHint(finder, name) ?? "a pointer starts with '#/'; other fragments name an '$anchor'";
  return { code: "ref-unresolved", reason: `no schema has '$anchor: ${name}'`, hint };
}

function unresolved(finder: Finder, resource: Resource, tokens: readonly string[], missing: number, uri: string): Failure {
  const parent = descend(resource, tokens.slice(0, missing));
  const names = candidates(finder, () => ("missing" in parent || !isObject(parent.value) ? [] : Object.keys(parent.value)));
  const token = tokens[missing] ?? "";
  const place = pointerOfTokens(tokens.slice(0, missing));
  const where = resource.file === finder.entry ? (place === "#" ? "the contract" : `'${place}'`) : `'${resource.file.path}${place === "#" ? "" : place}'`;
  const similar = didYouMean(token, names);
  const unescaped = escapeHint(tokens.slice(0, missing), tokens.slice(missing), names);
  const hint = unescaped ?? similar?.replace(/'(.*)'/s, (_, name: string) => `'${uri}${pointerOfTokens([...tokens.slice(0, missing), name, ...tokens.slice(missing + 1)])}'`);
  return { code: "ref-unresolved", reason: `${where} has no '${token}'`, hint: hint ?? componentHint(finder, tokens.at(-1) ?? "") ?? "add what is missing, or correct the reference" };
}

/** `#/paths//users/get`: a slash in a name was not escaped (RFC 6901, section 3). */
function escapeHint(before: readonly string[], rest: readonly string[], names: readonly string[]): string | undefined {
  const text = rest.join("/");
  const name = names.find((one) => one.includes("/") && (text === one || text.startsWith(`${one}/`)));
  if (name === undefined) return undefined;
  const behind = text === name ? [] : text.slice(name.length + 1).split("/");
  return `a slash in a name is written '~1': '${pointerOfTokens([...before, name, ...behind])}'`;
}

/** A pointer that lacks its `#`. */
export function pointerHint(finder: Finder, reference: string): string | undefined {
  const pointer = reference.startsWith("/") ? reference : `/${reference}`;
  const target = descend(rootOf(finder.registry, finder.entry), tokensOf(pointer));
  return "missing" in target || reference.includes("#") ? undefined : `did you mean '#${pointer}'?`;
}

/** A component of that name, in any section. */
export function componentHint(finder: Finder, name: string): string | undefined {
  const root = finder.entry.document.value;
  const components = finder.grammar.dialect === "2.0" ? root : stepInto(root, "components");
  if (!isObject(components)) return undefined;
  const sections = finder.grammar.dialect === "2.0" ? ["definitions", "parameters", "responses"] : Object.keys(components);
  const section = sections.find((one) => stepInto(stepInto(components, one), name) !== undefined);
  if (section === undefined) return undefined;
  return `did you mean '${pointerOfTokens([...(components === root ? [] : ["components"]), section, name])}'?`;
}
