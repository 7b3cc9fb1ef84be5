import { schemasByDirection, schemasOfShape } from "../contract/graph.js";
import type { Content, Contract, Direction, SchemaId } from "../contract/model.js";

/** A schema that must have its check, and for which way. */
export interface Root {
  readonly schema: SchemaId;
  readonly direction: Direction;
}

/** Every schema that the routes of a contract check. */
export function listRoots(contract: Contract): readonly Root[] {
  const found = new Map<string, Root>();
  const add = (schema: SchemaId | undefined, direction: Direction): void => {
    if (schema !== undefined) found.set(`${direction} ${schema}`, { schema, direction });
  };
  for (const { parameters, body, responses } of contract.operations) {
    for (const { schema } of parameters) add(schema, "request");
    for (const content of body?.contents ?? []) add(checkedSchema(contract, content), "request");
    for (const { headers, contents } of responses) {
      for (const { schema } of headers) add(schema, "response");
      for (const content of contents) add(checkedSchema(contract, content), "response");
    }
  }
  return [...found.values()];
}

/** What of a content is checked: of a stream its items, of bytes and foreign texts nothing. */
export function checkedSchema(contract: Contract, content: Content): SchemaId | undefined {
  if (content.kind === "binary" || isUncheckedText(contract, content)) return undefined;
  return content.kind === "events" || content.kind === "jsonLines" ? (content.itemSchema ?? content.schema) : content.schema;
}

/** The schemas that only requests have. What the server sends of itself (webhooks, callbacks) is no request here. */
export function findReceived(contract: Contract): ReadonlySet<SchemaId> {
  const own = contract.operations.map((operation) => schemasByDirection({ ...operation, callbacks: [] }));
  const sent = [...contract.webhooks, ...contract.operations.flatMap(({ callbacks }) => callbacks.flatMap(({ operations }) => operations))].map(schemasByDirection);
  const answered = reachByShape(contract, [...own.flatMap(({ response }) => response), ...sent.flatMap(({ request, response }) => [...request, ...response])]);
  return reachByShape(contract, own.flatMap(({ request }) => request), answered);
}

/** What the types of some schemas mention, themselves among them; `without` are left out, with what they alone mention. */
function reachByShape(contract: Contract, starts: readonly SchemaId[], without?: ReadonlySet<SchemaId>): ReadonlySet<SchemaId> {
  const isIn = (id: SchemaId): boolean => without?.has(id) !== true;
  const reached = new Set(starts.filter(isIn));
  for (const id of reached) {
    const shape = contract.schemas[id]?.shape;
    if (shape !== undefined) for (const next of schemasOfShape(shape)) if (isIn(next)) reached.add(next);
  }
  return reached;
}

/** A text whose schema is not of a text, such as XML that stands for an object. */
export function isUncheckedText(contract: Contract, { kind, schema }: Content): boolean {
  if (kind !== "text" || schema === undefined) return false;
  let shape = contract.schemas[schema]?.shape;
  for (let depth = 0; depth < 100 && shape?.kind === "ref"; depth += 1) shape = contract.schemas[shape.schema]?.shape;
  return shape === undefined || !(shape.kind === "string" || shape.kind === "any" || (shape.kind === "enum" && shape.members.every(({ value }) => value.startsWith('"'))));
}
