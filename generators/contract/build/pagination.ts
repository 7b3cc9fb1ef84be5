import type { Diagnostic } from "../../diagnostic.js";
import { didYouMean } from "../closest.js";
import { isObject, type Json, type JsonObject } from "../json.js";
import type { Operation, Pagination, Pointer, Schema, SchemaId, Shape } from "../model.js";
import { childOf, tokensOf, valueAt } from "../pointer.js";
import { reportExtension } from "./extensions.js";
import { fieldOf, textOf } from "./fields.js";
import { inferPagination } from "./pagination-infer.js";
import { fieldsOf, pageOf, readShapes, type Shapes } from "./pagination-signs.js";

const EXTENSION = "x-mortise-pagination";

/** The operations with their pagination: as `x-mortise-pagination` says (`false`: none), else as the usual signs say. */
export function addPagination(
  document: JsonObject,
  operations: readonly Operation[],
  schemas: Readonly<Record<SchemaId, Schema>>,
): { readonly operations: readonly Operation[]; readonly diagnostics: readonly Diagnostic[] } {
  const shapes = readShapes(schemas);
  const draft = { diagnostics: [] as Diagnostic[], reported: new Set<string>() };
  const paged = operations.map((operation) => {
    const value = valueAt(document, operation.origin);
    const extension = isObject(value) ? fieldOf(value, EXTENSION) : undefined;
    const pagination = extension === undefined ? inferPagination(operation, shapes) : readPagination({ draft, operation, shapes }, extension);
    return pagination === undefined ? operation : { ...operation, pagination };
  });
  return { operations: paged, diagnostics: draft.diagnostics };
}

interface Reading {
  readonly draft: { readonly diagnostics: Diagnostic[]; readonly reported: Set<string> };
  readonly operation: Operation;
  readonly shapes: Shapes;
}

const KINDS = ["linkHeader", "nextUrl", "cursor", "lastItem", "offset", "page"] as const;
type Kind = (typeof KINDS)[number];

/** The fields of each kind, after `kind`, `items` and `limit`; those that may be left out end with `?`. */
const FIELDS: Readonly<Record<Kind, readonly string[]>> = {
  linkHeader: [],
  nextUrl: ["url"],
  cursor: ["parameter", "cursor", "more?"],
  lastItem: ["parameter", "member", "more?"],
  offset: ["parameter", "total?"],
  page: ["parameter", "first?", "total?"],
};

/**
 * `x-mortise-pagination`: `{ kind: cursor, items: data, parameter: cursor, cursor: meta.next_cursor, limit: limit }`. Members of the
 * response are texts (`data`, `meta.next`), pointers (`/meta/next`) or lists of names; `items: ""` is the body itself.
 */
function readPagination(reading: Reading, value: Json): Pagination | undefined {
  const origin = childOf(reading.operation.origin, EXTENSION);
  if (value === false) return undefined;
  if (!isObject(value)) {
    return fail(reading, origin, "must be an object with a 'kind', or false", "write { kind: cursor, items: data, parameter: cursor, cursor: next_cursor }");
  }
  const written = fieldOf(value, "kind");
  const kind = KINDS.find((candidate) => candidate === written);
  if (kind === undefined) {
    const hint = (typeof written === "string" ? didYouMean(written, KINDS) : undefined) ?? `write one of ${KINDS.join(", ")}`;
    const message = `has no kind ${typeof written === "string" ? `'${written}'` : "that is known"}`;
    return fail(reading, written === undefined ? origin : childOf(origin, "kind"), message, hint);
  }
  if (!checkFields(reading, value, kind, origin)) return undefined;
  const items = readPath(reading, value, "items", origin, "array");
  const limit = readParameter(reading, value, "limit", origin);
  const next = readNext(reading, value, kind, origin);
  if (items === null || limit === null || next === undefined) return undefined;
  return { items: items ?? [], ...(limit !== undefined && { limitParameter: limit }), next };
}

function fail(reading: Reading, origin: Pointer, message: string, hint: string): undefined {
  reportExtension(reading.draft, EXTENSION, origin, message, hint);
  return undefined;
}

function checkFields(reading: Reading, value: JsonObject, kind: Kind, origin: Pointer): boolean {
  const known = ["kind", "items", "limit", ...FIELDS[kind].map((name) => name.replace("?", ""))];
  const unknown = Object.keys(value).find((name) => !known.includes(name));
  if (unknown !== undefined) {
    fail(reading, childOf(origin, unknown), `of kind '${kind}' has no field '${unknown}'`, didYouMean(unknown, known) ?? `its fields are ${known.join(", ")}`);
    return false;
  }
  const missing = FIELDS[kind].find((name) => !name.endsWith("?") && fieldOf(value, name) === undefined);
  if (missing === undefined) return true;
  fail(reading, origin, `of kind '${kind}' needs '${missing}'`, `its fields are ${known.join(", ")}`);
  return false;
}

function readNext(reading: Reading, value: JsonObject, kind: Kind, origin: Pointer): Pagination["next"] | undefined {
  const parameter = readParameter(reading, value, "parameter", origin);
  const [url, cursor, more, total] = (["url", "cursor", "more", "total"] as const).map((name) => readPath(reading, value, name, origin, "any"));
  if (parameter === null || url === null || cursor === null || more === null || total === null) return undefined;
  switch (kind) {
    case "linkHeader":
      return { kind };
    case "nextUrl":
      return url && { kind, url };
    case "cursor":
      return parameter === undefined ? undefined : cursor && { kind, parameter, cursor, ...(more && { more }) };
    case "lastItem":
      return parameter === undefined ? undefined : { kind, parameter, member: textOf(value, "member") ?? "id", ...(more && { more }) };
    case "offset":
      return parameter === undefined ? undefined : { kind, parameter, ...(total && { total }) };
    case "page": {
      if (parameter === undefined) return undefined;
      const written = fieldOf(value, "first");
      const first = typeof written === "number" ? written : firstPageOf(reading, parameter);
      return { kind, parameter, first, ...(total && { total }) };
    }
  }
}

function firstPageOf({ operation, shapes }: Reading, parameter: string): number {
  const schema = operation.parameters.find(({ name, in: place }) => place === "query" && name === parameter)?.schema;
  return schema === undefined ? 1 : shapes.firstPage(schema);
}

/** A query parameter of the operation by name. Undefined: not written; null: wrong, and reported. */
function readParameter(reading: Reading, value: JsonObject, field: string, origin: Pointer): string | undefined | null {
  const written = fieldOf(value, field);
  if (written === undefined) return undefined;
  const names = reading.operation.parameters.filter((parameter) => parameter.in === "query").map(({ name }) => name);
  if (typeof written === "string" && names.includes(written)) return written;
  const others = names.length === 0 ? "declare a query parameter for it" : `write one of ${names.join(", ")}`;
  const isText = typeof written === "string";
  const message = isText ? `names a query parameter that the operation doesn't have: '${written}'` : `has a '${field}' that is no text`;
  fail(reading, childOf(origin, field), message, (isText ? didYouMean(written, names) : undefined) ?? others);
  return null;
}

/** A path into the response, checked against its shape as far as that is known. Undefined: not written; null: wrong, and reported. */
function readPath(reading: Reading, value: JsonObject, field: string, origin: Pointer, wanted: "array" | "any"): readonly string[] | undefined | null {
  const written = fieldOf(value, field);
  if (written === undefined && field !== "items") return undefined;
  const path = written === undefined ? [] : parsePath(written);
  if (path === undefined) {
    fail(reading, childOf(origin, field), `has a '${field}' that is no path`, "write 'data', 'meta.next', '/meta/next' or a list of names");
    return null;
  }
  const page = pageOf(reading.operation, reading.shapes);
  if (page === undefined) return path;
  const at = written === undefined ? origin : childOf(origin, field);
  return checkPath(reading, page.shape, path, field, at, wanted) ? path : null;
}

function parsePath(written: Json): readonly string[] | undefined {
  if (Array.isArray(written)) return written.every((name): name is string => typeof name === "string") ? written : undefined;
  if (typeof written !== "string") return undefined;
  if (written.startsWith("/")) return tokensOf(`#${written}`);
  return written === "" ? [] : written.split(".");
}

function checkPath({ draft, shapes }: Reading, page: Shape, path: readonly string[], field: string, origin: Pointer, wanted: "array" | "any"): boolean {
  let shape = page;
  for (const name of path) {
    if (shape.kind !== "object") return true;
    const member = shape.fields.find((candidate) => candidate.name === name);
    if (member === undefined) {
      const names = fieldsOf(shape).map((candidate) => candidate.name);
      const others = names.length === 0 ? "it has no members" : `its members are ${names.slice(0, 8).join(", ")}`;
      const message = `names '${name}' in '${field}', which the response doesn't have`;
      reportExtension(draft, EXTENSION, origin, message, didYouMean(name, names) ?? others);
      return false;
    }
    shape = shapes.open(member.shape);
  }
  if (wanted !== "array" || shape.kind === "array" || shape.kind === "tuple" || shape.kind === "any") return true;
  const message = path.length === 0 ? "needs 'items': the response is no list" : `names '${path.join(".")}' as 'items', which is no list`;
  reportExtension(draft, EXTENSION, origin, message, "name the member that holds the items");
  return false;
}
