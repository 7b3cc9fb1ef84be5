import type { Diagnostic } from "../../diagnostic.js";
import type { JsonObject } from "../json.js";
import type { About, Callback, Link, Operation, PathSegment, Pointer, SecurityAlternative, SecurityScheme, Server, Tag } from "../model.js";
import { childOf } from "../pointer.js";
import { buildAbout } from "./about.js";
import { buildBody } from "./bodies.js";
import { type Draft, externalDocsOf, proseOf, type Site, startDraft } from "./draft.js";
import { checkExtensions, readBatch, readPinnedName, readRoles } from "./extensions.js";
import { membersOf, objectOf, textsOf } from "./fields.js";
import { nameOperations, type OperationName } from "./names.js";
import { buildParameters } from "./parameters.js";
import { type ListedOperation, listOperations, pathItemsOf, withCallbacks } from "./path-items.js";
import { bindPathParameters, type PathTemplates, readPaths, reportUndeclared } from "./paths.js";
import { buildResponses, type LinkTargets } from "./responses.js";
import type { SchemaRoot } from "./schemas/index.js";
import { buildSecurity, buildSecuritySchemes } from "./security.js";
import { buildServers } from "./servers.js";
import { buildShared } from "./shared.js";
import { buildTags } from "./tags.js";

/** Everything of a contract but its schemas: those stand in `roots`, components first, each once. */
export interface OperationsPart {
  readonly about: About;
  readonly servers: readonly Server[];
  readonly tags: readonly Tag[];
  readonly operations: readonly Operation[];
  readonly webhooks: readonly Operation[];
  readonly securitySchemes: readonly SecurityScheme[];
  readonly externalDocs?: Link;
  readonly roots: readonly SchemaRoot[];
  /** Roots that stand nowhere in the document, and are taken for a text. */
  readonly assumedTexts: ReadonlySet<Pointer>;
  readonly diagnostics: readonly Diagnostic[];
}

/** What all operations of a document have in common. */
interface Common {
  readonly names: ReadonlyMap<ListedOperation, OperationName>;
  readonly targets: LinkTargets;
  readonly schemes: readonly SecurityScheme[];
  readonly security: readonly SecurityAlternative[];
  readonly templates: PathTemplates;
}

/**
 * Reads operations, webhooks, servers, tags and security of a canonical document (OpenAPI 3.0 to 3.2). Total: what is of the
 * wrong kind is left out without a word, because the loader reported it.
 */
export function buildOperations(document: JsonObject): OperationsPart {
  const draft = startDraft(document);
  addComponentRoots(draft);
  const { paths, webhooks } = listAll(draft);
  const common = readCommon(draft, paths, webhooks);
  const operations = paths.map((operation) => buildOperation(draft, operation, common));
  const hooks = webhooks.map((operation) => buildOperation(draft, operation, common));
  reportUndeclared(draft, common.templates);
  buildShared(draft, common.targets);
  return {
    about: buildAbout(document),
    servers: buildServers(draft, document, "#") ?? [],
    tags: buildTags(draft, [...operations, ...hooks]),
    operations,
    webhooks: hooks,
    securitySchemes: common.schemes,
    ...externalDocsOf(document),
    roots: [...draft.roots.values()],
    assumedTexts: draft.assumedTexts,
    diagnostics: draft.diagnostics,
  };
}

function addComponentRoots(draft: Draft): void {
  for (const [name] of membersOf(objectOf(draft.document, "components") ?? {}, "schemas")) {
    const pointer = childOf("#/components/schemas", name);
    draft.roots.set(pointer, { pointer, place: { kind: "component", name } });
  }
}

function listAll(draft: Draft): { readonly paths: readonly ListedOperation[]; readonly webhooks: readonly ListedOperation[] } {
  const list = (section: "paths" | "webhooks", kind: "path" | "webhook"): readonly ListedOperation[] =>
    pathItemsOf(draft.document, section).flatMap(({ name, item, site }) => listOperations(draft, item, site, { kind, path: name }));
  return { paths: list("paths", "path"), webhooks: list("webhooks", "webhook") };
}

function readCommon(draft: Draft, paths: readonly ListedOperation[], webhooks: readonly ListedOperation[]): Common {
  const names = nameOperations(draft, withCallbacks([...paths, ...webhooks]));
  const entries = [...names].flatMap(([operation, { id }]) => pointersTo(operation).map((pointer) => [pointer, id] as const));
  const schemes = buildSecuritySchemes(draft);
  return {
    names,
    targets: { ids: new Set(entries.map(([, id]) => id)), byPointer: new Map(entries.toReversed()) },
    schemes,
    security: buildSecurity(draft, draft.document, "#", schemes) ?? [],
    templates: readPaths(draft, paths),
  };
}

/** A link may name an operation by its path, although the path item stands elsewhere. */
const pointersTo = ({ kind, method, path, pointer }: ListedOperation): readonly Pointer[] =>
  kind === "path" ? [pointer, childOf("#/paths", path, method.toLowerCase())] : [pointer];

function buildOperation(draft: Draft, listed: ListedOperation, common: Common): Operation {
  const { value, pointer, method, path } = listed;
  const { id, derived } = common.names.get(listed) ?? { id: "", derived: true };
  const site: Site = { pointer, owner: { kind: "operation", operation: id }, key: [] };
  const { segments, parameters } = boundParameters(draft, listed, site, common);
  const body = buildBody(draft, value, site, method);
  checkExtensions(draft, value, pointer);
  return {
    id,
    idDerived: derived,
    ...readPinnedName(draft, value, pointer),
    origin: pointer,
    ...proseOf(value),
    method,
    path,
    segments,
    tags: [...new Set(textsOf(value, "tags"))],
    ...externalDocsOf(value),
    parameters,
    ...(body !== undefined && { body }),
    responses: buildResponses(draft, value, site, common.targets),
    callbacks: listed.callbacks.map((callback): Callback => ({
      name: callback.name,
      expression: callback.expression,
      operations: callback.operations.map((inner) => buildOperation(draft, inner, common)),
    })),
    security: buildSecurity(draft, value, pointer, common.schemes) ?? common.security,
    servers: serversOf(draft, listed),
    ...readBatch(draft, value, pointer),
    ...readRoles(draft, value, pointer),
  };
}

function boundParameters(draft: Draft, listed: ListedOperation, site: Site, { templates }: Common): Pick<Operation, "segments" | "parameters"> {
  const levels = [...listed.layers.map((layer) => ({ owner: layer.value, site: layer.site })), { owner: listed.value, site }];
  const parameters = buildParameters(draft, levels);
  const segments: readonly PathSegment[] = templates.segments.get(listed.path) ?? [];
  if (listed.kind !== "path") return { segments: [], parameters: parameters.map(({ parameter }) => parameter) };
  return { segments, parameters: bindPathParameters(draft, listed, site, parameters, templates) };
}

/** The operation's own servers, else those of its path item: what is written in place before what it refers to. */
function serversOf(draft: Draft, { value, pointer, layers }: ListedOperation): readonly Server[] {
  const owners = [{ value, at: pointer }, ...layers.toReversed().map((layer) => ({ value: layer.value, at: layer.site.pointer }))];
  for (const owner of owners) {
    const servers = buildServers(draft, owner.value, owner.at);
    if (servers !== undefined && servers.length > 0) return servers;
  }
  return [];
}
