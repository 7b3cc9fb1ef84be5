import type { Kind } from "../grammar.js";
import { grammarOf } from "../grammar.js";
import { isObject } from "../json.js";
import { report } from "./check.js";
import { describeValue, fits } from "./describe.js";
import type { Failure } from "./files.js";
import type { Site } from "./findings.js";
import { resourceAt, rootOf, stepInto } from "./identifiers.js";
import { componentHint, type Finder, lookUp, lookUpKnown, type Origin, pointerHint } from "./lookup.js";
import { keyOf, type LoadedFile, pathOfTokens, pointerOfTokens, type Target, tokensOfPath } from "./places.js";
import { roleName, walk } from "./walk.js";

/** A place of another file that the contract refers to: what it is, and from where. */
export interface Reached {
  readonly target: Target;
  readonly role: Kind;
  readonly sites: Site[];
}

/** Where all references lead. Those that lead nowhere are not in it, and were reported. */
export interface Resolution {
  readonly targetOf: ReadonlyMap<Site, Target>;
  /** Places outside the contract's first file, by `keyOf`. */
  readonly reached: ReadonlyMap<string, Reached>;
}

interface Run {
  readonly finder: Finder;
  readonly targetOf: Map<Site, Target>;
  readonly reached: Map<string, Reached>;
  /** Failures may turn out well when more files are read: one of them can have the `$id` that is meant. */
  readonly failed: { readonly site: Site; readonly failure: Failure }[];
}

/**
 * Walks through the contract and everything that it refers to, over all files, and finds where each reference leads. Reports
 * references that lead nowhere, to the wrong kind of thing, or only back to themselves.
 */
export async function resolveReferences(finder: Finder): Promise<Resolution> {
  const { entry, findings, grammar, registry } = finder;
  const run: Run = { finder, targetOf: new Map(), reached: new Map(), failed: [] };
  walk({ file: entry, path: undefined, value: entry.document.value, kind: { is: "object", object: "OpenAPI", referable: false }, resource: rootOf(registry, entry), container: undefined }, grammar, registry, findings);
  let next = 0;
  for (let known = -1; known !== registry.byUri.size; ) {
    known = registry.byUri.size;
    const again = run.failed.splice(0).map(({ site }) => site);
    for (const site of again) await settle(run, site);
    for (let site = findings.sites[next]; site !== undefined; site = findings.sites[next]) {
      next++;
      if (!settleKnown(run, site)) await settle(run, site);
    }
  }
  for (const { site, failure } of run.failed) reportFailure(run, site, failure);
  breakCycles(run);
  return { targetOf: run.targetOf, reached: run.reached };
}

/** The usual case, without waiting: a pointer to what was walked through already, and is no reference that must be passed. */
function settleKnown(run: Run, site: Site): boolean {
  if (site.way !== "reference") return false;
  const target = lookUpKnown(run.finder, site.text, site);
  if (target === undefined || !isObject(target.value)) return false;
  if (target.file !== run.finder.entry || run.finder.findings.roleOf.get(target.value) !== roleName(site.role)) return false;
  run.targetOf.set(site, target);
  return true;
}

async function settle(run: Run, site: Site): Promise<void> {
  const found = (site.way === "name" ? undefined : lookUpKnown(run.finder, site.text, site)) ?? (await find(run, site));
  const target = found === undefined || "reason" in found ? found : await passInline(run, found, site);
  if (target === undefined) return;
  if ("reason" in target) run.failed.push({ site, failure: target });
  else if (accept(run, site, target)) run.targetOf.set(site, target);
}

function find(run: Run, site: Site): Promise<Target | Failure | undefined> {
  if (site.way === "name") return findName(run, site);
  return lookUp(run.finder, site.text, site);
}

/** A discriminator's mapping: a component name first, then a URI reference (OpenAPI 3.2, 4.25.3). What is neither is for others to report. */
async function findName({ finder }: Run, site: Site): Promise<Target | undefined> {
  if (/^[\w.-]+$/.test(site.text)) {
    for (const file of new Set([site.file, finder.entry])) {
      const container = stepInto(stepInto(file.document.value, "components"), "schemas");
      const value = stepInto(container, site.text);
      if (value !== undefined) return { file, tokens: ["components", "schemas", site.text], value, container };
    }
    if (!/[.]/.test(site.text)) return undefined;
  }
  const found = await lookUp(finder, site.text, site);
  return "reason" in found ? undefined : found;
}

const MAX_CHAIN = 100;

/** Where something else belongs in the place of what was found, that is meant. References that are put in place are followed to their end. */
async function passInline(run: Run, found: Target, site: Site): Promise<Target | Failure> {
  const { roleOf } = run.finder.findings;
  let target = found;
  for (let steps = 0; steps < MAX_CHAIN; steps++) {
    const reference = isObject(target.value) && Object.hasOwn(target.value, "$ref") ? target.value["$ref"] : undefined;
    const isGate = site.way === "inline" || (site.way === "pathItem" && target.file !== run.finder.entry) || (isObject(target.value) && roleOf.get(target.value) === "inline");
    if (typeof reference !== "string" || !isGate) return target;
    const next = await lookUp(run.finder, reference, originOf(run, target));
    if ("reason" in next) return next;
    target = next;
  }
  return { code: "ref-unresolved", reason: "it leads in a circle", hint: "let one of the references lead to the thing itself" };
}

const originOf = ({ finder }: Run, target: Target): Origin => ({ file: target.file, resource: resourceAt(finder.registry, target.file, target.tokens) });

/** Checks that a target is what its reference wants, and walks through it if nobody did yet. */
function accept(run: Run, site: Site, target: Target): boolean {
  const { findings, grammar, registry } = run.finder;
  const role: Kind = site.role;
  const wanted = roleName(role);
  const actual = isObject(target.value) ? findings.roleOf.get(target.value) : undefined;
  if (!fits(role, target.value, grammar.dialect)) return reportRole(run, site, describeValue(target.value));
  if (actual !== undefined && actual !== "inline" && wanted !== undefined && actual !== wanted) {
    return reportRole(run, site, titleOf(run, actual));
  }
  if (actual === undefined && isObject(target.value)) {
    const resource = resourceAt(registry, target.file, target.tokens);
    walk({ file: target.file, path: pathOfTokens(target.tokens), value: target.value, kind: role, resource, container: target.container }, grammar, registry, findings);
  }
  if (target.file !== run.finder.entry) reach(run, site, target);
  return true;
}

/** Notes a place of another file. Of a resource with dynamic anchors all is needed: they are found by scope, not by reference. */
function reach(run: Run, site: Site, target: Target): void {
  const { finder, reached } = run;
  const key = keyOf(target.file, target.tokens);
  const known = reached.get(key);
  if (known !== undefined) {
    known.sites.push(site);
    return;
  }
  reached.set(key, { target, role: site.role, sites: [site] });
  const resource = resourceAt(finder.registry, target.file, target.tokens);
  if (!resource.hasDynamicAnchor || site.role.is !== "schema" || !isObject(resource.value) || Object.hasOwn(resource.value, "openapi")) return;
  const tokens = tokensOfPath(resource.path);
  if (reached.has(keyOf(resource.file, tokens))) return;
  const whole: Target = { file: resource.file, tokens, value: resource.value, container: undefined };
  reached.set(keyOf(resource.file, tokens), { target: whole, role: site.role, sites: [] });
  walk({ file: resource.file, path: resource.path, value: resource.value, kind: site.role, resource, container: undefined }, finder.grammar, finder.registry, finder.findings);
}

function titleOf({ finder }: Run, role: string): string {
  return role === "Schema" ? "a schema" : (finder.grammar.objects.get(role)?.title ?? "something else");
}

function reportRole(run: Run, site: Site, actual: string): false {
  const { dialect } = run.finder.grammar;
  const wanted = site.role.is === "schema" ? "a schema" : site.role.is === "object" ? (grammarOf(dialect).objects.get(site.role.object)?.title ?? "an object") : "an object";
  const path = { parent: site.path, key: site.key };
  report(run.finder.findings, { file: site.file, path, isProse: false }, { code: "ref-kind", severity: "error", message: `'${site.text}' leads to ${actual}, but ${wanted} belongs here`, hint: `refer to ${wanted}` });
  return false;
}

function reportFailure(run: Run, site: Site, failure: Failure): void {
  if (failure.isSaid === true) return;
  const path = { parent: site.path, key: site.key };
  const isBareName = /^[A-Za-z][\w-]*$/.test(site.text);
  const hint = pointerHint(run.finder, site.text) ?? (isBareName ? componentHint(run.finder, site.text) : undefined) ?? failure.hint;
  const message = failure.code === "ref-remote" ? failure.reason : `the reference '${site.text}' leads nowhere: ${failure.reason}`;
  report(run.finder.findings, { file: site.file, path, isProse: false }, { code: failure.code, severity: "error", message, hint });
}

/** Finds references that lead, one to the next, back to themselves; each circle is reported once and opened at its first reference. */
function breakCycles(run: Run): void {
  const siteOf = new Map<object, Site>();
  for (const site of run.targetOf.keys()) if (site.key === "$ref") siteOf.set(site.holder, site);
  const rounds = new Map<Site, number>();
  let round = 0;
  for (const start of siteOf.values()) {
    round++;
    let at: Site | undefined = start;
    while (at !== undefined && !rounds.has(at)) {
      rounds.set(at, round);
      const target: Target | undefined = run.targetOf.get(at);
      at = target !== undefined && isObject(target.value) ? siteOf.get(target.value) : undefined;
    }
    if (at !== undefined && rounds.get(at) === round) reportCycle(run, at, siteOf);
  }
}

function reportCycle(run: Run, first: Site, siteOf: ReadonlyMap<object, Site>): void {
  const places: string[] = [];
  let at: Site | undefined = first;
  do {
    const target: Target | undefined = run.targetOf.get(at);
    places.push(target === undefined ? "" : nameOf(run.finder.entry, target));
    at = target !== undefined && isObject(target.value) ? siteOf.get(target.value) : undefined;
  } while (at !== undefined && at !== first && places.length < MAX_CHAIN);
  run.targetOf.delete(first);
  const way = places.length > 5 ? [...places.slice(0, 4), "...", places.at(-1)] : places;
  report(run.finder.findings, { file: first.file, path: { parent: first.path, key: "$ref" }, isProse: false }, {
    code: "ref-cycle",
    severity: "error",
    message: `the reference '${first.text}' leads only back to itself${places.length > 1 ? `: ${way.join(" -> ")}` : ""}`,
    hint: "say in one of them what it is",
  });
  if (first.role.is === "schema") delete (first.holder as Record<string, unknown>)["$ref"];
}

const nameOf = (entry: LoadedFile, target: Target): string => `${target.file === entry ? "" : target.file.path}${pointerOfTokens(target.tokens)}`;
