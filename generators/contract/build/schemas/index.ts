import type { Diagnostic } from "../../../diagnostic.js";
import type { JsonObject } from "../../json.js";
import type { Link, Resource, Schema, SchemaId, Shape } from "../../model.js";
import type { SpecificationVersion } from "../../source.js";
import { report } from "../draft.js";
import { readPinnedName } from "../extensions.js";
import { objectOf, present, textOf } from "../fields.js";
import { type Accesses, applyAccess, findAccess } from "./access.js";
import { checkSchemas } from "./checks.js";
import { type Column, makeColumn } from "./column.js";
import { reportContradictions } from "./contradictions.js";
import { addDispatches } from "./dispatch.js";
import { findDirectional } from "./directional.js";
import { findExact } from "./exact.js";
import { collectFacts } from "./facts/collect.js";
import { type Assertions, orderSchemas } from "./order.js";
import { findPositions, type Position, type SchemaRoot } from "./positions.js";
import type { Draft } from "./reading.js";
import { collectResources, emptyRecord, movingAnchorsOf } from "./resources.js";
import { makeShapes } from "./shapes/make.js";
import { addSubtypes } from "./subtypes.js";
import { readAssertions } from "./table.js";
import { NO_WORDS, readWords, type Words } from "./words.js";

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
  positions.forEach((position) => assertions.put(position, readAssertions(draft, position)));
  let order = orderSchemas(positions, assertions, draft.report);
  const accesses = findAccess(draft, assertions, order);
  const copies = applyAccess(draft, assertions, order, accesses);
  if (copies.length > 0) order = orderSchemas(positions, assertions, draft.report);
  const book = collectFacts(draft, assertions, order);
  reportContradictions(positions, book, order, draft.report);
  checkSchemas(draft, version, assertions, book);
  addDispatches(order, assertions, book);
  const words = readWords(positions, book);
  const shapes = makeShapes(positions, assertions, book, words, order);
  const subtypes = addSubtypes(draft, assertions, shapes);
  const exact = findExact(positions, assertions, book, shapes, order);
  const directional = findDirectional(positions, assertions, order, subtypes);
  const schemas = emptyRecord<Schema>();
  const columns: Columns = { words, accesses, assertions, shapes, exact, directional };
  positions.forEach((position) => (schemas[position.id] = makeSchema(draft, position, columns)));
  return { schemas, resources: collectResources(positions), diagnostics: draft.diagnostics };
}

/** What was found out of every schema. */
interface Columns {
  readonly words: Column<Words>;
  readonly accesses: Accesses;
  readonly assertions: Assertions;
  readonly shapes: Column<Shape>;
  readonly exact: Column<boolean>;
  readonly directional: ReadonlySet<Position>;
}

function makeSchema(draft: Draft, position: Position, { words, accesses, assertions, shapes, exact, directional }: Columns): Schema {
  const { title, description, deprecated, default: fallback, examples } = words.of(position) ?? NO_WORDS;
  const schema: Mutable<Schema> = {
    id: position.id,
    place: position.place,
    deprecated,
    examples,
    title,
    description,
    default: fallback,
    access: accesses.get(position.id) ?? "both",
    resource: position.resource,
    assertions: assertions.of(position) ?? [],
    shape: shapes.of(position) ?? { kind: "any" },
    exact: exact.of(position) ?? false,
    directional: directional.has(position),
  };
  if (typeof position.schema !== "boolean") addOwn(draft, schema, position.schema);
  return schema;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

function startDraft(positions: Map<SchemaId, Position>): Draft {
  const found = { diagnostics: [], reported: new Set<string>() };
  return { ...found, positions, movingAnchors: movingAnchorsOf(positions), report: (diagnostic) => report(found, diagnostic), patterns: new Map(), taggings: new Map() };
}

/** What few schemas have. */
function addOwn(draft: Draft, schema: Mutable<Schema>, written: JsonObject): void {
  if (written["x-mortise-name"] !== undefined) Object.assign(schema, readPinnedName(draft, written, schema.id));
  const externalDocs = written["externalDocs"] === undefined ? undefined : readLink(written);
  if (externalDocs !== undefined) schema.externalDocs = externalDocs;
}

function readLink(schema: JsonObject): Link | undefined {
  const docs = objectOf(schema, "externalDocs");
  const url = docs && textOf(docs, "url");
  return docs === undefined || url === undefined ? undefined : { url, ...present({ description: textOf(docs, "description") }) };
}
