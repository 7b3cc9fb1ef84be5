import { closest } from "../closest.js";
import type { Parameter, PathSegment, Pointer } from "../model.js";
import { childOf } from "../pointer.js";
import { addRoot, type Draft, report, type Site, within } from "./draft.js";
import type { ListedParameter } from "./parameters.js";
import { type ListedOperation, pathItemsOf } from "./path-items.js";
import { parseTemplate, routeOf, type Template } from "./templates.js";

/** The templates of `paths`, and which operations leave one of their parameters undeclared. */
export interface PathTemplates {
  readonly segments: ReadonlyMap<string, readonly PathSegment[]>;
  readonly names: ReadonlyMap<string, readonly string[]>;
  /** How many operations each path has. */
  readonly operations: ReadonlyMap<string, number>;
  readonly undeclared: Map<string, Undeclared[]>;
}

interface Undeclared {
  readonly name: string;
  readonly operation: ListedOperation;
  readonly hint: string;
}

/** Parses and checks the keys of `paths`: their syntax, and whether a router can tell them apart. */
export function readPaths(draft: Draft, operations: readonly ListedOperation[]): PathTemplates {
  const templates = new Map<string, Template>();
  const routes = new Map<string, string>();
  for (const { name, site } of pathItemsOf(draft.document, "paths")) {
    const template = parseTemplate(name, site.pointer);
    templates.set(name, template);
    for (const diagnostic of template.diagnostics) report(draft, diagnostic);
    const route = routeOf(template.segments);
    const earlier = routes.get(route);
    if (earlier === undefined) routes.set(route, name);
    else if (!name.includes("#")) reportDuplicatePath(draft, name, earlier, site.pointer);
  }
  const counts = new Map<string, number>();
  for (const { path } of operations) counts.set(path, (counts.get(path) ?? 0) + 1);
  return {
    segments: new Map([...templates].map(([path, { segments }]) => [path, segments])),
    names: new Map([...templates].map(([path, { names }]) => [path, names])),
    operations: counts,
    undeclared: new Map(),
  };
}

function reportDuplicatePath(draft: Draft, path: string, earlier: string, origin: Pointer): void {
  report(draft, {
    code: "path-duplicate",
    severity: "warning",
    message: `'${path}' matches the same requests as '${earlier}'`,
    origin,
    at: "key",
    hint: `move its operations to '${earlier}', or tell the paths apart by a word`,
  });
}

/**
 * The parameters of an operation whose path parameters are those of the template: others are left out, missing ones are assumed,
 * and both are reported. A name that is spelled in two ways is one mistake: it is reported where the parameter is declared.
 */
export function bindPathParameters(
  draft: Draft,
  operation: ListedOperation,
  site: Site,
  listed: readonly ListedParameter[],
  templates: PathTemplates,
): readonly Parameter[] {
  const names = templates.names.get(operation.path) ?? [];
  const inPath = listed.filter(({ parameter }) => parameter.in === "path");
  const unknown = inPath.filter(({ parameter }) => !names.includes(parameter.name));
  const missing = new Set(names.filter((name) => !inPath.some(({ parameter }) => parameter.name === name)));
  for (const parameter of unknown) missing.delete(reportUnknown(draft, operation.path, names, parameter, missing) ?? "");
  for (const name of missing) addUndeclared(templates, { name, operation, hint: undeclaredHint(name, listed) });
  const declared = listed.filter((candidate) => !unknown.includes(candidate)).map(({ parameter }) => parameter);
  return [...[...missing].map((name) => assumeParameter(draft, operation, site, name)), ...declared];
}

/** A path can't be written without each of its parameters, so one that nobody declares is taken for a text. */
function assumeParameter(draft: Draft, { pointer }: ListedOperation, site: Site, name: string): Parameter {
  const at = within(site, childOf(pointer, "parameters", `{${name}}`, "schema"), name);
  const schema = addRoot(draft, at, "parameter");
  draft.assumedTexts.add(schema);
  return {
    name,
    in: "path",
    origin: pointer,
    deprecated: false,
    required: true,
    allowEmptyValue: false,
    schema,
    coding: { kind: "style", style: "simple", explode: false, allowReserved: false },
    examples: [],
  };
}

/** Gives the name in the template that must have been meant. */
function reportUnknown(
  draft: Draft,
  path: string,
  names: readonly string[],
  { parameter: { name }, entry }: ListedParameter,
  missing: ReadonlySet<string>,
): string | undefined {
  const meant = closest(name, missing);
  const isColon = path.split("/").includes(`:${name}`);
  const others = names.length === 0 ? "" : ` (which has ${names.map((other) => `{${other}}`).join(", ")})`;
  const hint = isColon ? `write '{${name}}' for ':${name}' in the path` : `remove it, or write it into the path${others}`;
  report(draft, {
    code: "path-parameter-unknown",
    severity: meant === undefined && !isColon ? "warning" : "error",
    message: `the path '${path}' has no parameter '{${name}}'`,
    origin: entry,
    hint: meant === undefined ? hint : `did you mean '${meant}'?`,
  });
  return meant;
}

function undeclaredHint(name: string, listed: readonly ListedParameter[]): string {
  const elsewhere = listed.find(({ parameter }) => parameter.name === name);
  if (elsewhere !== undefined) return `'${name}' is declared in the ${elsewhere.parameter.in}: write 'in: path'`;
  return `add { name: ${name}, in: path, required: true, schema: { type: string } }`;
}

function addUndeclared({ undeclared }: PathTemplates, entry: Undeclared): void {
  const entries = undeclared.get(entry.operation.path);
  if (entries === undefined) undeclared.set(entry.operation.path, [entry]);
  else entries.push(entry);
}

/** Reports template parameters that nothing declares: at the path if none of its operations does, else at each that doesn't. */
export function reportUndeclared(draft: Draft, { undeclared, operations }: PathTemplates): void {
  for (const [path, entries] of undeclared) {
    for (const entry of entries) {
      const isEverywhere = entries.filter(({ name }) => name === entry.name).length === operations.get(path);
      report(draft, {
        code: "path-parameter-undeclared",
        severity: "warning",
        message: `the parameter '{${entry.name}}' of the path '${path}' is not declared${isEverywhere ? "" : ` for ${entry.operation.method}`}, so it is taken for a text`,
        origin: isEverywhere ? childOf("#/paths", path) : entry.operation.pointer,
        at: "key",
        hint: entry.hint,
      });
    }
  }
}
