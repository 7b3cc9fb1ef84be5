import type { Diagnostic } from "../../../diagnostic.js";
import { isObject, type JsonObject } from "../../json.js";
import { toJsonText } from "../../json-text.js";
import type { Link, Resource, Schema, SchemaId } from "../../model.js";
import type { SpecificationVersion } from "../../source.js";
import { report } from "../draft.js";
import { readPinnedName } from "../extensions.js";
import { fieldOf, flagOf, objectOf, present, textOf } from "../fields.js";
import { applyAccess, findAccess } from "./access.js";
import { addDispatches } from "./dispatch.js";
import { findDirectional } from "./directional.js";
import { findExact } from "./exact.js";
import { collectFacts } from "./facts/collect.js";
import { type Assertions, orderSchemas } from "./order.js";
import { findPositions, type Position, type Positions, type SchemaRoot } from "./positions.js";
import type { Draft } from "./reading.js";
import { collectResources, movingAnchorsOf } from "./resources.js";
import { makeShapes } from "./shapes/make.js";
import { examplesOf } from "./shapes/objects.js";
import { readAssertions } from "./table.js";

export type { SchemaRoot } from "./positions.js";

/** Both faces of every schema of a document, and what is wrong with them. */
export interface BuiltSchemas {
  readonly schemas: Readonly<Record<SchemaId, Schema>>;
  readonly resources: Readonly<Record<string, Resource>>;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Builds the schemas that stand at the roots and in them: their assertions, exact and free of OpenAPI's versions, and their shapes.
 * Total: what is wrong is a diagnostic and asserts nothing. The records have no prototype; their order is that of the document.
 */
export function buildSchemas(document: JsonObject, version: SpecificationVersion, roots: readonly SchemaRoot[]): BuiltSchemas {
  const positions = new Map(findPositions(document, version, roots));
  const draft = startDraft(positions);
  const assertions: Assertions = new Map();
  for (const position of positions.values()) assertions.set(position.id, readAssertions(draft, position));
  let order = orderSchemas(assertions, draft.report);
  const accesses = findAccess(draft, assertions, order);
  const copies = applyAccess(draft, assertions, order, accesses);
  if (copies.size > 0) {
    for (const [id, position] of copies) positions.set(id, position);
    order = orderSchemas(assertions, draft.report);
  }
  const book = collectFacts(draft, assertions, order);
  addDispatches(assertions, book);
  const shapes = makeShapes(positions, assertions, book, order);
  const exact = findExact(assertions, book, shapes, order);
  const directional = findDirectional(assertions, new Map());
  const schemas: Record<SchemaId, Schema> = Object.create(null) as Record<SchemaId, Schema>;
  for (const position of positions.values()) {
    const { id } = position;
    schemas[id] = {
      id,
      place: position.place,
      ...readWords(draft, position),
      access: accesses.get(id) ?? "both",
      resource: position.resource,
      assertions: assertions.get(id) ?? [],
      shape: shapes.get(id) ?? { kind: "any" },
      exact: exact.has(id),
      directional: directional.has(id),
    };
  }
  return { schemas, resources: collectResources(positions), diagnostics: draft.diagnostics };
}

function startDraft(positions: Positions): Draft {
  const found = { diagnostics: [], reported: new Set<string>() };
  return { ...found, positions, movingAnchors: movingAnchorsOf(positions), report: (diagnostic) => report(found, diagnostic), patterns: new Map(), taggings: new Map() };
}

type Words = Pick<Schema, "pinnedName" | "title" | "description" | "deprecated" | "default" | "examples" | "externalDocs">;

/** What people read of a schema. In 3.0 nothing beside a `$ref` has an effect, but what it says in words is still worth reading. */
function readWords(draft: Draft, { id, schema, keywords }: Position): Words {
  if (!isObject(schema)) return { deprecated: false, examples: [] };
  const fallback = fieldOf(keywords, "default");
  const title = textOf(schema, "title");
  const description = textOf(schema, "description");
  const externalDocs = Object.hasOwn(schema, "externalDocs") ? readLink(schema) : undefined;
  return {
    ...(Object.hasOwn(schema, "x-mortise-name") && readPinnedName(draft, schema, id)),
    ...(title !== undefined && { title }),
    ...(description !== undefined && { description }),
    deprecated: flagOf(schema, "deprecated") ?? false,
    ...(fallback !== undefined && { default: toJsonText(fallback) }),
    examples: examplesOf(schema) ?? [],
    ...(externalDocs !== undefined && { externalDocs }),
  };
}

function readLink(schema: JsonObject): Link | undefined {
  const docs = objectOf(schema, "externalDocs");
  const url = docs && textOf(docs, "url");
  return docs === undefined || url === undefined ? undefined : { url, ...present({ description: textOf(docs, "description") }) };
}
