import type { Diagnostic } from "../../diagnostic.js";
import type { Contract, Pointer, Schema } from "../model.js";
import type { Source } from "../source.js";
import { buildOperations } from "./operations.js";
import { addPagination } from "./pagination.js";
import { buildSchemas, type SchemaRoot } from "./schemas/index.js";

/**
 * Makes the model of a contract from its canonical document. Total: whatever is wrong is a diagnostic (those of the loader are
 * not repeated), and what remains is a contract whose every schema id exists. A diagnostic of severity `error` means that
 * nothing should be generated from it.
 */
export function build(source: Source): { readonly contract: Contract; readonly diagnostics: readonly Diagnostic[] } {
  const { roots, assumedTexts, diagnostics, operations, webhooks, ...part } = buildOperations(source.document);
  const built = buildSchemas(source.document, source.version, roots);
  const schemas = withAbsent(built.schemas, roots, assumedTexts);
  const paged = addPagination(source.document, operations, schemas);
  const { about, servers, tags, securitySchemes, externalDocs } = part;
  return {
    contract: {
      about,
      servers: servers.length > 0 ? servers : [{ url: "/", variables: [] }],
      tags,
      operations: paged.operations,
      webhooks,
      securitySchemes,
      schemas,
      resources: built.resources,
      lostPatterns: built.diagnostics.flatMap(({ code, origin }) => (code === "pattern-invalid" && typeof origin === "string" ? [origin] : [])),
      ...(externalDocs !== undefined && { externalDocs }),
    },
    diagnostics: [...diagnostics, ...built.diagnostics, ...paged.diagnostics],
  };
}

/** A parameter or header without a schema has one in the model, at the pointer where it would stand: that of any value, or of a text. */
function withAbsent(schemas: Readonly<Record<Pointer, Schema>>, roots: readonly SchemaRoot[], texts: ReadonlySet<Pointer>): Readonly<Record<Pointer, Schema>> {
  const absent = roots.filter(({ pointer }) => !Object.hasOwn(schemas, pointer));
  if (absent.length === 0) return schemas;
  const all: Record<Pointer, Schema> = Object.assign(Object.create(null) as Record<Pointer, Schema>, schemas);
  for (const { pointer, place } of absent) all[pointer] = { ...(texts.has(pointer) ? TEXT : ANY), id: pointer, place };
  return all;
}

const ANY: Omit<Schema, "id" | "place"> = {
  deprecated: false,
  access: "both",
  examples: [],
  resource: "",
  assertions: [],
  shape: { kind: "any" },
  exact: true,
  directional: false,
};

const TEXT: typeof ANY = { ...ANY, assertions: [{ keyword: "type", types: ["string"] }], shape: { kind: "string" } };
