import type { Content, Contract, Field, SchemaId, Shape } from "../contract/model.js";
import { resolveShape } from "./shapes.js";

/**
 * What one item of an event stream is:
 * data: the event's data as JSON; text: its data as it is; event: the whole event (OpenAPI 3.2, `itemSchema`); jsonEvent: the whole
 * event, with data that a `contentSchema` describes as JSON.
 */
export type EventItem = "data" | "text" | "event" | "jsonEvent";

const eventFields: ReadonlySet<string> = new Set(["data", "event", "id", "retry"]);

/** The objects that an item can be: one, or the branches of a union. Empty if it can be something else. */
export function eventShapes(contract: Contract, shape: Shape, depth = 0): readonly Extract<Shape, { kind: "object" }>[] {
  const target = resolveShape(contract, shape);
  if (target?.kind === "object") return [target];
  if (target?.kind !== "union" || depth > 4) return [];
  const inner = target.branches.map((branch) => eventShapes(contract, branch.shape, depth + 1));
  return inner.some((branch) => branch.length === 0) ? [] : inner.flat();
}

/** The schema of an event's data, where it is JSON in a text (`contentSchema`). */
export function dataSchema(contract: Contract, field: Field): SchemaId | undefined {
  let shape = field.shape;
  for (let depth = 0; depth < 100 && shape.kind === "ref"; depth += 1) {
    const id: SchemaId = `${shape.schema}/contentSchema`;
    if (contract.schemas[id]) return id;
    const target = contract.schemas[shape.schema];
    if (!target) return undefined;
    shape = target.shape;
  }
  return undefined;
}

/** How the items of a `text/event-stream` are to be read. */
export function classifyEvents(contract: Contract, content: Content): EventItem {
  const schema = content.itemSchema ?? content.schema;
  if (schema === undefined) return "event";
  const root: Shape = { kind: "ref", schema };
  const shapes = eventShapes(contract, root);
  const whole = shapes.length > 0 && shapes.every((shape) => shape.fields.some((field) => field.name === "data") && shape.fields.every((field) => eventFields.has(field.name)));
  if (!whole) return resolveShape(contract, root)?.kind === "string" ? "text" : "data";
  const data = shapes.flatMap((shape) => shape.fields.filter((field) => field.name === "data"));
  return data.every((field) => dataSchema(contract, field) !== undefined) ? "jsonEvent" : "event";
}

/** The schemas of JSON inside events, which are reached through no shape. */
export function listDataSchemas(contract: Contract, content: Content): readonly SchemaId[] {
  const schema = content.itemSchema ?? content.schema;
  if (content.kind !== "events" || schema === undefined || classifyEvents(contract, content) !== "jsonEvent") return [];
  return eventShapes(contract, { kind: "ref", schema }).flatMap((shape) => shape.fields.flatMap((field) => (field.name === "data" ? (dataSchema(contract, field) ?? []) : [])));
}

/** The data of an event as the value it is the JSON text of. */
function openData(contract: Contract, field: Field): Field {
  const schema = field.name === "data" ? dataSchema(contract, field) : undefined;
  return schema === undefined ? field : { ...field, shape: { kind: "ref", schema } };
}

/** What one item of a stream is to its reader; undefined where the contract doesn't say. */
export function itemShape(contract: Contract, content: Content): Shape | undefined {
  const schema = content.itemSchema ?? content.schema;
  if (schema === undefined) return undefined;
  const root: Shape = { kind: "ref", schema };
  if (content.kind !== "events" || classifyEvents(contract, content) !== "jsonEvent") return root;
  const opened = eventShapes(contract, root).map((shape): Shape => ({ ...shape, fields: shape.fields.map((field) => openData(contract, field)) }));
  return opened.length === 1 ? opened[0] : { kind: "union", branches: opened.map((shape) => ({ shape })) };
}
