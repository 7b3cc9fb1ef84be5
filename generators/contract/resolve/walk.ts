import type { Grammar, Kind, ObjectGrammar } from "../grammar.js";
import { isObject, type Json, type JsonObject } from "../json.js";
import { checkComponentName, checkRequired, noteKeyword, noteSiblings, report, reportChoice, reportKind, reportUnknown } from "./check.js";
import { fits } from "./describe.js";
import type { Findings, Site } from "./findings.js";
import { enterSchema, type Registry } from "./identifiers.js";
import type { LoadedFile, Path, Resource } from "./places.js";

/** Part of a file that is read as one kind of thing. */
export interface Region {
  readonly file: LoadedFile;
  readonly path: Path | undefined;
  readonly value: Json;
  readonly kind: Kind;
  readonly resource: Resource;
  /** What it stands in; undefined for the root of a file. */
  readonly container: Json | undefined;
}

interface Task extends Region {
  readonly isProse: boolean;
}

interface Walk {
  readonly grammar: Grammar;
  readonly registry: Registry;
  readonly findings: Findings;
  readonly open: Task[];
}

/**
 * Goes once through a part of a document by the grammar: checks its structure, finds its references and registers its identifiers.
 * Data (examples, defaults, extensions ...) is not looked into. In the order of the document, not recursive.
 */
export function walk(region: Region, grammar: Grammar, registry: Registry, findings: Findings): void {
  const all: Walk = { grammar, registry, findings, open: [] };
  const root: Task = { ...region, isProse: false };
  if (fits(region.kind, region.value, grammar.dialect)) all.open.push(root);
  else reportKind(findings, root, region.kind, region.value, grammar.dialect, true);
  for (let task = all.open.pop(); task !== undefined; task = all.open.pop()) {
    const first = all.open.length;
    visit(all, task);
    reverseFrom(all.open, first);
  }
}

/** The tasks that a visit added come off the stack in the order of the document. */
function reverseFrom(open: Task[], first: number): void {
  for (let low = first, high = open.length - 1; low < high; low++, high--) {
    const swapped = open[low] as Task;
    open[low] = open[high] as Task;
    open[high] = swapped;
  }
}

function visit(all: Walk, task: Task): void {
  const { kind, value } = task;
  switch (kind.is) {
    case "list":
      if (Array.isArray(value)) for (let index = 0; index < value.length; index++) enter(all, task, task.resource, index, value[index] as Json, kind.of);
      return;
    case "map":
      if (isObject(value)) visitMap(all, task, kind, value);
      return;
    case "object":
      if (isObject(value)) visitObject(all, task, kind, value);
      return;
    case "schema":
      if (isObject(value)) visitSchema(all, task, value);
      return;
    default:
      return;
  }
}

/** Checks a member or item, and puts it on the stack if there is something in it. */
function enter(all: Walk, parent: Task, resource: Resource, key: string | number, value: Json, kind: Kind, isProse = parent.isProse, isRequired = false): void {
  const { dialect } = all.grammar;
  switch (kind.is) {
    case "data":
      return;
    case "text":
      if (typeof value === "string") return;
      break;
    case "flag":
      if (typeof value === "boolean") return;
      break;
    case "prose":
      if (typeof value === "string") return;
      noteSlip(all, parent, key, value);
      break;
    case "typeName":
      if (typeof value === "string") return;
      if (value === null && Array.isArray(parent.value)) (parent.value as Json[])[Number(key)] = "null";
      break;
    case "choice":
      if (typeof value !== "string") break;
      if (!kind.values.includes(value)) reportChoice(all.findings, { file: parent.file, path: { parent: parent.path, key }, isProse }, kind.values, value);
      return;
    case "schemaName":
      if (typeof value !== "string" || !isObject(parent.value)) break;
      addSite(all, parent, resource, "name", { is: "schema" }, value, parent.value, String(key));
      return;
    case "tolerant":
      if (!fits(kind.of, value, dialect)) break;
      return enter(all, parent, resource, key, value, kind.of, isProse, isRequired);
    case "either": {
      const fitting = kind.of.find((one) => fits(one, value, dialect));
      if (fitting === undefined) break;
      return enter(all, parent, resource, key, value, fitting, isProse, isRequired);
    }
    default:
      if (!fits(kind, value, dialect)) break;
      if (typeof value === "object") all.open.push({ file: parent.file, path: { parent: parent.path, key }, value, kind, resource, container: parent.value, isProse });
      return;
  }
  reportKind(all.findings, { file: parent.file, path: { parent: parent.path, key }, isProse }, kind, value, dialect, isRequired);
}

function noteSlip(all: Walk, parent: Task, key: string | number, value: Json): void {
  if (typeof key !== "string" || !isObject(parent.value) || value === null || isObject(value) || Array.isArray(value)) return;
  all.findings.slips.push({ file: parent.file, holder: parent.value, key, path: { parent: parent.path, key } });
}

function addSite(all: Walk, task: Task, resource: Resource, way: Site["way"], role: Kind, text: string, holder: JsonObject, key: string): void {
  all.findings.sites.push({ file: task.file, resource, way, role, text, holder, key, path: task.path, container: task.container });
}

const isComposite = (kind: Kind): boolean => kind.is === "object" || kind.is === "schema" || kind.is === "list" || kind.is === "map";

function visitMap(all: Walk, task: Task, kind: Extract<Kind, { readonly is: "map" }>, value: JsonObject): void {
  const misplaced = Object.hasOwn(value, "$ref") ? value["$ref"] : undefined;
  if (typeof misplaced === "string" && isComposite(kind.of)) return inline(all, task, value, misplaced);
  Object.keys(value).forEach((name) => {
    if (kind.names !== undefined && !name.startsWith("x-")) checkComponentName(all.findings, { file: task.file, path: { parent: task.path, key: name }, isProse: false }, name);
    enter(all, task, task.resource, name, value[name] as Json, kind.of);
  });
}

/** `$ref` where OpenAPI has none: many files have it, and what is meant is clear. */
function inline(all: Walk, task: Task, value: JsonObject, text: string): void {
  if (all.findings.roleOf.has(value)) return;
  all.findings.roleOf.set(value, "inline");
  const hint = "Mortise puts what it leads to in its place; other tools may not";
  report(all.findings, { ...task, path: { parent: task.path, key: "$ref" } }, { code: "ref-not-allowed", severity: "warning", message: "OpenAPI has no '$ref' in this place", hint, at: "key" });
  addSite(all, task, task.resource, "inline", task.kind, text, value, "$ref");
}

function visitObject(all: Walk, task: Task, kind: Extract<Kind, { readonly is: "object" }>, value: JsonObject): void {
  const spec = all.grammar.objects.get(kind.object);
  if (spec === undefined) throw new Error(`the grammar has no object ${kind.object}`);
  const { roleOf } = all.findings;
  if (roleOf.has(value)) return;
  const reference = Object.hasOwn(value, "$ref") ? value["$ref"] : undefined;
  if (typeof reference === "string" && !kind.referable) return inline(all, task, value, reference);
  roleOf.set(value, kind.object);
  if (reference !== undefined && kind.referable) {
    const isPathItem = kind.object === "PathItem";
    if (typeof reference === "string") addSite(all, task, task.resource, isPathItem ? "pathItem" : "reference", kind, reference, value, "$ref");
    else reportKind(all.findings, { ...task, path: { parent: task.path, key: "$ref" } }, { is: "text" }, reference, all.grammar.dialect, true);
    if (!isPathItem) return noteSiblings(all.findings, task, value, false, all.grammar.dialect);
  }
  const meant = visitFields(all, task, spec, value);
  if (reference === undefined) checkRequired(all.findings, { ...task, isProse: task.isProse || spec.isProse }, spec, value, meant);
}

/** Gives the fields that misspelled ones were meant to be. */
function visitFields(all: Walk, task: Task, spec: ObjectGrammar, value: JsonObject): readonly string[] {
  const meant: string[] = [];
  const isProse = task.isProse || spec.isProse;
  Object.keys(value).forEach((name) => {
    const field = spec.fields.get(name);
    if (field !== undefined) enter(all, task, task.resource, name, value[name] as Json, field.kind, isProse, field.required === "error");
    else if (name.startsWith("x-") || name === "$ref") return;
    else if (spec.rest !== undefined) enter(all, task, task.resource, name, value[name] as Json, spec.rest, isProse);
    else meant.push(...reportUnknown(all.findings, { file: task.file, path: { parent: task.path, key: name }, isProse }, spec, all.grammar.dialect, value));
  });
  return meant;
}

function visitSchema(all: Walk, task: Task, value: JsonObject): void {
  const { findings, grammar } = all;
  if (findings.roleOf.has(value)) return;
  findings.roleOf.set(value, "Schema");
  const { dialect } = grammar;
  const isModern = dialect === "3.1" || dialect === "3.2";
  const resource = isModern ? enterSchema(all.registry, findings, task.file, task.path, value, task.resource) : task.resource;
  const names = Object.keys(value);
  for (let index = 0; index < names.length; index += 1) {
    const name = names[index] as string;
    const member = value[name] as Json;
    if (name === "$ref" || (isModern && name === "$dynamicRef")) {
      if (typeof member !== "string") reportKind(findings, { ...task, path: { parent: task.path, key: name } }, { is: "text" }, member, dialect, true);
      else addSite(all, task, resource, name === "$ref" ? "reference" : "dynamic", { is: "schema" }, member, value, name);
      if (name === "$ref") noteSiblings(findings, task, value, true, dialect);
      continue;
    }
    const field = grammar.schema.fields.get(name);
    if (field !== undefined) enter(all, task, resource, name, member, field.kind);
    else if (!name.startsWith("x-")) noteKeyword(findings, { file: task.file, path: { parent: task.path, key: name }, isProse: false }, grammar);
  }
}

/** The name under which `Findings.roleOf` knows things of a kind; undefined for lists and maps. */
export const roleName = (kind: Kind): string | undefined => (kind.is === "schema" ? "Schema" : kind.is === "object" ? kind.object : undefined);

