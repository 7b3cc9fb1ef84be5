import { groupByCycle, isCyclic, schemasByDirection } from "../../contract/graph.js";
import type { Contract, Operation, SchemaId, Shape } from "../../contract/model.js";
import type { Code } from "../../emit/code.js";
import { visitInner } from "../shapes.js";
import { findCircles, isName } from "./circles.js";
import { printDeclarations } from "./declarations.js";
import { bodySchema, itemSchema } from "./lift.js";
import { mentionedTypes } from "./mentions.js";
import { addBlocks } from "./module.js";
import { isVisible, type TypePrinter } from "./types.js";

/** The declarations of all types, by module. */
export interface TypeModules {
  /** `models/user`, `operations/users`: what else the product declares in a module stands behind its types. */
  readonly blocks: Map<string, Code[]>;
  /** Modules in which a class mentions one that stands further down: their annotations must not be evaluated at once. */
  readonly future: ReadonlySet<string>;
  /** What each module exports. */
  readonly exports: ReadonlyMap<string, readonly string[]>;
}

/** Declares the types of a contract. `alsoRequested`: schemas whose request face somebody needs whom no operation tells. */
export function printTypes(printer: TypePrinter, alsoRequested: readonly SchemaId[] = []): TypeModules {
  const { contract, names, style } = printer;
  const declarations = { ...printer, circles: findCircles(contract, names, style), requested: findRequested(contract, alsoRequested) };
  const blocks = new Map<string, Code[]>();
  const future = new Set<string>();
  const exports = new Map<string, string[]>();
  for (const [module, ids] of names.modules) {
    const { order, looksAhead } = orderTypes(printer, ids);
    if (looksAhead) future.add(module);
    for (const id of order) addBlocks(blocks, module, printDeclarations(declarations, id));
    exports.set(module, ids.flatMap((id) => exportedNames(printer, id, declarations.requested)));
  }
  return { blocks, future, exports };
}

function exportedNames({ names }: TypePrinter, id: SchemaId, requested: ReadonlySet<SchemaId>): readonly string[] {
  const { response, request } = names.schemas.get(id) ?? {};
  if (response === undefined || request === undefined) return [];
  return request === response || !requested.has(id) ? [response] : [response, request];
}

/** The types of a module so that what is mentioned stands before what mentions it; in a circle, classes stand before names for other types. */
function orderTypes({ contract, names, style }: TypePrinter, ids: readonly SchemaId[]): { readonly order: readonly SchemaId[]; readonly looksAhead: boolean } {
  const own = new Set(ids);
  const edges = new Map(ids.map((id) => [id, mentionedTypes(contract, names.schemas, id).filter((other) => own.has(other))] as const));
  const isOther = (id: SchemaId): boolean => isName(contract, style, id);
  const order: SchemaId[] = [];
  let looksAhead = false;
  for (const group of groupByCycle({ edges })) {
    const classes = group.filter((id) => !isOther(id));
    looksAhead ||= classes.length > 0 && isCyclic({ edges }, group);
    const others = new Set(group.filter(isOther));
    const between = new Map([...others].map((id) => [id, (edges.get(id) ?? []).filter((other) => others.has(other))] as const));
    order.push(...classes, ...groupByCycle({ edges: between }).flat());
  }
  return { order, looksAhead };
}

/** The schemas with two faces whose request face something sends or receives. */
function findRequested(contract: Contract, more: readonly SchemaId[]): ReadonlySet<SchemaId> {
  const found = new Set<SchemaId>();
  const starts = [...contract.operations, ...contract.webhooks].flatMap((operation) => requestSchemas(contract, operation));
  const shapes: Shape[] = [...starts, ...more].map((schema) => ({ kind: "ref", schema }));
  for (let shape = shapes.pop(); shape !== undefined; shape = shapes.pop()) {
    const schema = shape.kind === "ref" ? contract.schemas[shape.schema] : undefined;
    if (schema === undefined) visitInner(shape.kind === "object" ? { ...shape, fields: shape.fields.filter((field) => isVisible(field, "request")) } : shape, (inner) => void shapes.push(inner));
    // What has one face leads to no schema with two.
    else if (schema.directional && !found.has(schema.id)) {
      found.add(schema.id);
      shapes.push(schema.shape);
    }
  }
  return found;
}

function requestSchemas(contract: Contract, operation: Operation): readonly SchemaId[] {
  const contents = operation.body?.contents ?? [];
  return [...schemasByDirection(operation).request, ...contents.flatMap((content) => [bodySchema(contract, content) ?? [], itemSchema(contract, content) ?? []].flat())];
}
