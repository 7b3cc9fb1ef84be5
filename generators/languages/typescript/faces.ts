import type { Operation, SchemaId, Shape } from "../../contract/model.js";
import { bodyShapes, type BodyReader } from "./contents.js";
import { visitInner } from "../shapes.js";
import { isVisible } from "./types.js";

/** The schemas with two faces whose request face some operation's parameters or body have. Nobody needs a type for the others'. */
export function findRequested(reader: BodyReader): ReadonlySet<SchemaId> {
  const { contract } = reader;
  const found = new Set<SchemaId>();
  const shapes = contract.operations.flatMap((operation) => requestShapes(reader, operation));
  for (let shape = shapes.pop(); shape !== undefined; shape = shapes.pop()) {
    const schema = shape.kind === "ref" ? contract.schemas[shape.schema] : undefined;
    if (schema === undefined) visitRequested(shape, (inner) => void shapes.push(inner));
    // What has one face leads to no schema with two.
    else if (schema.directional && !found.has(schema.id)) {
      found.add(schema.id);
      shapes.push(schema.shape);
    }
  }
  return found;
}

const requestShapes = (reader: BodyReader, { parameters, body }: Operation): readonly Shape[] => [
  ...parameters.map(({ schema }): Shape => ({ kind: "ref", schema })),
  ...(body?.contents ?? []).flatMap((content) => bodyShapes(reader, content)),
];

function visitRequested(shape: Shape, visit: (inner: Shape) => void): void {
  visitInner(shape.kind === "object" ? { ...shape, fields: shape.fields.filter((field) => isVisible(field, "request")) } : shape, visit);
}

/** Is there anything to declare in a module of request faces? */
export const isRequested = (requested: ReadonlySet<SchemaId>, ids: readonly SchemaId[]): boolean => ids.some((id) => requested.has(id));
