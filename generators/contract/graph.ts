import type { Assertion, Contract, Direction, Operation, Response, Schema, SchemaId, Shape } from "./model.js";

/**
 * How schemas hang together. Everything here is pure and works without recursion, so that nesting and cycles of any size end.
 * `edges` holds, for every schema in the order of the contract, the schemas that it mentions, each once.
 */
export interface SchemaGraph {
  readonly edges: ReadonlyMap<SchemaId, readonly SchemaId[]>;
}

/** Which face of a schema counts: what its rules mention, what its type mentions, or both. */
export type Face = "assertions" | "shape" | "both";

/** The graph of a contract's schemas. A `$dynamicRef` leads to its static target and to every schema that may take its place. */
export function linkSchemas(contract: Pick<Contract, "schemas" | "resources">, face: Face = "both"): SchemaGraph {
  const anchored = anchoredSchemas(contract.resources);
  const edges = new Map<SchemaId, readonly SchemaId[]>();
  for (const [id, schema] of Object.entries(contract.schemas)) edges.set(id, [...mentionedBy(schema, face, anchored)]);
  return { edges };
}

/**
 * All that some schemas lead to by their rules and types, themselves and the schemas around them among it (a name may say what a schema
 * stands in). Looks at nothing else.
 */
export function mentionedFrom(contract: Pick<Contract, "schemas" | "resources">, starts: Iterable<SchemaId>): ReadonlySet<SchemaId> {
  const anchored = anchoredSchemas(contract.resources);
  const reached = new Set(starts);
  for (const id of reached) {
    const schema = contract.schemas[id];
    if (schema === undefined) continue;
    mentionedBy(schema, "both", anchored).forEach((other) => reached.add(other));
    if (schema.place.kind === "nested") reached.add(schema.place.parent);
  }
  return reached;
}

function anchoredSchemas(resources: Contract["resources"]): ReadonlyMap<string, readonly SchemaId[]> {
  const anchored = new Map<string, SchemaId[]>();
  for (const { dynamicAnchors } of Object.values(resources)) {
    for (const [anchor, schema] of Object.entries(dynamicAnchors)) anchored.set(anchor, [...(anchored.get(anchor) ?? []), schema]);
  }
  return anchored;
}

function mentionedBy(schema: Schema, face: Face, anchored: ReadonlyMap<string, readonly SchemaId[]>): ReadonlySet<SchemaId> {
  const mentioned = new Set<SchemaId>();
  if (face !== "shape") {
    for (const assertion of schema.assertions) {
      for (const id of schemasOf(assertion)) mentioned.add(id);
      if (assertion.keyword === "$dynamicRef" && assertion.anchor !== undefined) for (const id of anchored.get(assertion.anchor) ?? []) mentioned.add(id);
    }
  }
  if (face !== "assertions") for (const id of schemasOfShape(schema.shape)) mentioned.add(id);
  return mentioned;
}

/** The schemas that an assertion mentions, in the order in which they stand. */
export function schemasOf(assertion: Assertion): readonly SchemaId[] {
  switch (assertion.keyword) {
    case "$ref":
    case "$dynamicRef":
    case "items":
    case "contains":
    case "additionalProperties":
    case "propertyNames":
    case "not":
    case "unevaluatedItems":
    case "unevaluatedProperties":
      return [assertion.schema];
    case "prefixItems":
    case "allOf":
    case "anyOf":
    case "oneOf":
      return assertion.schemas;
    case "properties":
    case "patternProperties":
      return assertion.members.map(({ schema }) => schema);
    case "dependentSchemas":
      return assertion.entries.map(({ schema }) => schema);
    case "discriminator":
      return [...assertion.mapping.map(({ schema }) => schema), ...(assertion.otherwise === undefined ? [] : [assertion.otherwise])];
    case "if":
      return [assertion.condition, assertion.then, assertion.else].filter((id) => id !== undefined);
    case "false":
    case "type":
    case "enum":
    case "const":
    case "multipleOf":
    case "minimum":
    case "exclusiveMinimum":
    case "maximum":
    case "exclusiveMaximum":
    case "minLength":
    case "maxLength":
    case "pattern":
    case "format":
    case "minItems":
    case "maxItems":
    case "uniqueItems":
    case "minProperties":
    case "maxProperties":
    case "required":
    case "dependentRequired":
      return [];
  }
}

/** The schemas that a shape refers to, subtypes included, in the order in which they stand. */
export function schemasOfShape(root: Shape): readonly SchemaId[] {
  const found: SchemaId[] = [];
  const open: Shape[] = [root];
  for (let shape = open.pop(); shape !== undefined; shape = open.pop()) {
    if (shape.kind === "ref") found.push(shape.schema);
    for (const part of partsOf(shape).toReversed()) open.push(part);
  }
  return found;
}

function partsOf(shape: Shape): readonly Shape[] {
  switch (shape.kind) {
    case "object":
      return [
        ...shape.fields.map((field) => field.shape),
        ...(shape.extra === undefined ? [] : [shape.extra]),
        ...(shape.subtypes?.of ?? []).map(({ schema }): Shape => ({ kind: "ref", schema })),
      ];
    case "map":
      return [shape.values];
    case "array":
      return [shape.items];
    case "tuple":
      return [...shape.items, ...(shape.rest === undefined ? [] : [shape.rest])];
    case "union":
      return shape.branches.map((branch) => branch.shape);
    case "nullable":
      return [shape.of];
    case "any":
    case "never":
    case "null":
    case "boolean":
    case "string":
    case "binary":
    case "integer":
    case "number":
    case "enum":
    case "ref":
      return [];
  }
}

/** Everything that can be reached from `starts`, themselves included, in the order in which it is first met. */
export function reachableFrom({ edges }: SchemaGraph, starts: Iterable<SchemaId>): ReadonlySet<SchemaId> {
  const reached = new Set(starts);
  for (const id of reached) for (const next of edges.get(id) ?? []) reached.add(next);
  return reached;
}

/** The schemas that an operation itself names, by the direction in which their values travel; those of its callbacks too. */
export function schemasByDirection(operation: Operation): Readonly<Record<Direction, readonly SchemaId[]>> {
  const request = new Set<SchemaId>();
  const response = new Set<SchemaId>();
  const open: Operation[] = [operation];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const { schema } of at.parameters) request.add(schema);
    for (const id of schemasOfContents(at.body?.contents ?? [])) request.add(id);
    for (const answer of at.responses) for (const id of schemasOfResponse(answer)) response.add(id);
    for (const callback of at.callbacks) open.push(...callback.operations);
  }
  return { request: [...request], response: [...response] };
}

const schemasOfResponse = ({ headers, contents }: Response): readonly SchemaId[] => [...headers.map(({ schema }) => schema), ...schemasOfContents(contents)];

function schemasOfContents(contents: Response["contents"]): readonly SchemaId[] {
  return contents.flatMap((content) => {
    const parts = [...content.encodings, ...content.prefixEncodings, ...(content.itemEncoding === undefined ? [] : [content.itemEncoding])];
    const own = [content.schema, content.itemSchema].filter((id) => id !== undefined);
    return [...own, ...parts.flatMap((part) => part.headers.map(({ schema }) => schema))];
  });
}

/** Which schemas the operations and webhooks of a contract use in requests, and which in responses, through all references. */
export function usageByDirection(contract: Pick<Contract, "operations" | "webhooks">, graph: SchemaGraph): Readonly<Record<Direction, ReadonlySet<SchemaId>>> {
  const named = [...contract.operations, ...contract.webhooks].map(schemasByDirection);
  return {
    request: reachableFrom(graph, named.flatMap(({ request }) => request)),
    response: reachableFrom(graph, named.flatMap(({ response }) => response)),
  };
}

/**
 * The strongly connected components of a graph, dependencies before those that depend on them (Tarjan, SIAM J. Comput. 1972).
 * A component of one schema is acyclic unless the schema mentions itself: see `isCyclic`. Linear in nodes and edges.
 */
export function groupByCycle({ edges }: SchemaGraph, starts: Iterable<SchemaId> = edges.keys()): readonly (readonly SchemaId[])[] {
  const search: Search = { edges, order: new Map(), low: new Map(), path: [], onPath: new Set(), groups: [] };
  for (const start of starts) if (!search.order.has(start)) visitFrom(search, start);
  return search.groups;
}

interface Search {
  readonly edges: SchemaGraph["edges"];
  readonly order: Map<SchemaId, number>;
  readonly low: Map<SchemaId, number>;
  readonly path: SchemaId[];
  readonly onPath: Set<SchemaId>;
  readonly groups: SchemaId[][];
}

function visitFrom(search: Search, start: SchemaId): void {
  const { edges, order, onPath } = search;
  const open = [{ id: enter(search, start), next: 0 }];
  for (let frame = open.at(-1); frame !== undefined; frame = open.at(-1)) {
    const child = edges.get(frame.id)?.[frame.next++];
    if (child === undefined) {
      open.pop();
      leave(search, frame.id, open.at(-1)?.id);
    } else if (!order.has(child)) open.push({ id: enter(search, child), next: 0 });
    else if (onPath.has(child)) lower(search, frame.id, order.get(child));
  }
}

function enter({ order, low, path, onPath }: Search, id: SchemaId): SchemaId {
  low.set(id, order.size);
  order.set(id, order.size);
  path.push(id);
  onPath.add(id);
  return id;
}

function leave(search: Search, id: SchemaId, parent: SchemaId | undefined): void {
  const { order, low } = search;
  if (low.get(id) === order.get(id)) search.groups.push(takeGroup(search, id));
  if (parent !== undefined) lower(search, parent, low.get(id));
}

/** What stands on the path from `root` on, in the order in which it was entered. */
function takeGroup({ path, onPath }: Search, root: SchemaId): SchemaId[] {
  const group: SchemaId[] = [];
  for (let id = path.pop(); id !== undefined; id = path.pop()) {
    onPath.delete(id);
    group.push(id);
    if (id === root) break;
  }
  return group.reverse();
}

function lower({ low }: Search, id: SchemaId, limit: number | undefined): void {
  low.set(id, Math.min(low.get(id) ?? Infinity, limit ?? Infinity));
}

/** Whether the members of a group of `groupByCycle` lead back to themselves. */
export const isCyclic = ({ edges }: SchemaGraph, group: readonly SchemaId[]): boolean =>
  group.length > 1 || group.some((id) => edges.get(id)?.includes(id) === true);

/** Schemas so that each stands after all that it mentions; inside a cycle, in the order in which they are met. */
export const sortByDependency = (graph: SchemaGraph, starts?: Iterable<SchemaId>): readonly SchemaId[] => groupByCycle(graph, starts).flat();
