import type { Diagnostic } from "../../../diagnostic.js";
import type { JsonObject } from "../../json.js";
import { toJsonText } from "../../json-text.js";
import type { JsonText, Link, Resource, Schema, SchemaId } from "../../model.js";
import type { SpecificationVersion } from "../../source.js";
import { report } from "../draft.js";
import { readPinnedName } from "../extensions.js";
import { objectOf, present, textOf } from "../fields.js";
import { applyAccess, findAccess } from "./access.js";
import { checkSchemas } from "./checks.js";
import { makeColumn } from "./column.js";
import { reportContradictions } from "./contradictions.js";
import { problemOfDefault } from "./defaults.js";
import { addDispatches } from "./dispatch.js";
import { findDirectional } from "./directional.js";
import { findExact } from "./exact.js";
import { collectFacts, type FactBook } from "./facts/collect.js";
import { type Assertions, orderSchemas } from "./order.js";
import { findPositions, type Position, type SchemaRoot } from "./positions.js";
import type { Draft } from "./reading.js";
import { collectResources, movingAnchorsOf } from "./resources.js";
import { makeShapes } from "./shapes/make.js";
import { examplesOf } from "./shapes/objects.js";
import { addSubtypes } from "./subtypes.js";
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
  const positions = findPositions(document, version, roots);
  const draft = startDraft(positions);
  const assertions: Assertions = makeColumn(positions);
  for (const position of positions.values()) assertions.set(position.id, readAssertions(draft, position));
  let order = orderSchemas(positions, assertions, draft.report);
  const accesses = findAccess(draft, assertions, order);
  const copies = applyAccess(draft, assertions, order, accesses);
  if (copies.length > 0) order = orderSchemas(positions, assertions, draft.report);
  const book = collectFacts(draft, assertions, order);
  reportContradictions(positions, book, order, draft.report);
  checkSchemas(draft, version, assertions, book);
  addDispatches(order, assertions, book);
  const shapes = makeShapes(positions, assertions, book, order);
  const subtypes = addSubtypes(draft, assertions, shapes);
  const exact = findExact(positions, assertions, book, shapes, order);
  const directional = findDirectional(assertions, order, subtypes);
  const schemas: Record<SchemaId, Schema> = Object.create(null) as Record<SchemaId, Schema>;
  for (const position of positions.values()) {
    const { id } = position;
    const schema: Mutable<Schema> = {
      id,
      place: position.place,
      deprecated: false,
      examples: NO_EXAMPLES,
      access: accesses.get(id) ?? "both",
      resource: position.resource,
      assertions: assertions.get(id) ?? [],
      shape: shapes.get(id) ?? { kind: "any" },
      exact: exact.get(id) ?? false,
      directional: directional.has(id),
    };
    addWords(draft, book, schema, position);
    schemas[id] = schema;
  }
  return { schemas, resources: collectResources(positions), diagnostics: draft.diagnostics };
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

const NO_EXAMPLES: readonly JsonText[] = [];

function startDraft(positions: Map<SchemaId, Position>): Draft {
  const found = { diagnostics: [], reported: new Set<string>() };
  return { ...found, positions, movingAnchors: movingAnchorsOf(positions), report: (diagnostic) => report(found, diagnostic), patterns: new Map(), taggings: new Map() };
}

/** What people read of a schema. In 3.0 nothing beside a `$ref` has an effect, but what it says in words is still worth reading. */
function addWords(draft: Draft, book: FactBook, words: Mutable<Schema>, { id, schema, keywords }: Position): void {
  if (typeof schema !== "object") return;
  const { title, description, deprecated } = schema;
  if (schema["x-mortise-name"] !== undefined) Object.assign(words, readPinnedName(draft, schema, id));
  if (typeof title === "string") words.title = title;
  if (typeof description === "string") words.description = description;
  if (deprecated === true) words.deprecated = true;
  const fallback = keywords["default"];
  if (fallback !== undefined && problemOfDefault(book, id, fallback) === undefined) words.default = toJsonText(fallback);
  words.examples = examplesOf(schema) ?? NO_EXAMPLES;
  const externalDocs = schema["externalDocs"] === undefined ? undefined : readLink(schema);
  if (externalDocs !== undefined) words.externalDocs = externalDocs;
}

function readLink(schema: JsonObject): Link | undefined {
  const docs = objectOf(schema, "externalDocs");
  const url = docs && textOf(docs, "url");
  return docs === undefined || url === undefined ? undefined : { url, ...present({ description: textOf(docs, "description") }) };
}
