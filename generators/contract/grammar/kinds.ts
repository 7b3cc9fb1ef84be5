/** The versions whose documents are read. 2.0 documents become 3.0 after their references are resolved. */
export type Dialect = "2.0" | "3.0" | "3.1" | "3.2";

/**
 * What a field may hold.
 * text, flag, number, integer: that JSON type. prose: a text that people read; a number or a flag there is a slip, not an error.
 * typeName: a text; null without quotes means the type 'null'. data: any value, nothing in it is a reference. schemaName: a text that names a schema, by pointer, URI or component name.
 */
export type Kind =
  | { readonly is: "text" | "prose" | "typeName" | "flag" | "number" | "integer" | "data" | "schema" | "schemaName" }
  | { readonly is: "choice"; readonly values: readonly string[] }
  | { readonly is: "list"; readonly of: Kind }
  /** Any names to values of one kind. `names: component`: names are keys of Components. */
  | { readonly is: "map"; readonly of: Kind; readonly names?: "component" }
  /** One of OpenAPI's objects; `referable`: a Reference Object may stand in its place. */
  | { readonly is: "object"; readonly object: string; readonly referable: boolean }
  /** The kind that fits the value's JSON type. */
  | { readonly is: "either"; readonly of: readonly Kind[] }
  /** `slip` is a common mistake in place of `of`: a warning, and no more is said of it. */
  | { readonly is: "tolerant"; readonly of: Kind; readonly slip: Kind; readonly hint: string };

/** A field of an object. Absent `since`: in 3.0 already; absent `until`: in 3.2 still. */
export interface Field {
  readonly kind: Kind;
  /** What its absence is: an error where nothing sensible can be done without it, else a warning. */
  readonly required?: "error" | "warning";
  readonly since?: Dialect;
  readonly until?: Dialect;
}

/** `into`: the field of the same object that should hold it; then that field isn't missed, too. */
export interface Misplaced {
  readonly hint: string;
  readonly into?: string;
}

/** One of OpenAPI's objects. */
export interface ObjectSpec {
  /** As a reason names it: `a parameter`. */
  readonly title: string;
  readonly fields: Readonly<Record<string, Field | readonly Field[]>>;
  /** What members with other names hold (paths, responses, callbacks). */
  readonly rest?: Kind;
  /** Members that are required by the value of one: of `type: apiKey` are required `name` and `in`. */
  readonly requiredBy?: { readonly field: string; readonly values: Readonly<Record<string, readonly string[]>> };
  /** At least one of these should be there. */
  readonly oneOf?: { readonly fields: readonly string[]; readonly severity: "error" | "warning"; readonly since?: Dialect };
  /** Where referenced ones of other files go: the section of components. */
  readonly section?: string;
  /** What to say of members that don't belong here, but elsewhere. */
  readonly misplaced?: Readonly<Record<string, Misplaced>>;
  /** Only people read it: its mistakes are warnings. */
  readonly isProse?: boolean;
}

export const text: Kind = { is: "text" };
export const typeName: Kind = { is: "typeName" };
export const prose: Kind = { is: "prose" };
export const flag: Kind = { is: "flag" };
export const number: Kind = { is: "number" };
export const integer: Kind = { is: "integer" };
export const data: Kind = { is: "data" };
export const schema: Kind = { is: "schema" };
export const schemaName: Kind = { is: "schemaName" };

export const choice = (...values: readonly string[]): Kind => ({ is: "choice", values });
export const list = (of: Kind): Kind => ({ is: "list", of });
export const map = (of: Kind): Kind => ({ is: "map", of });
export const section = (of: Kind): Kind => ({ is: "map", of, names: "component" });
export const either = (...of: readonly Kind[]): Kind => ({ is: "either", of });
export const object = (name: string): Kind => ({ is: "object", object: name, referable: false });
export const referable = (name: string): Kind => ({ is: "object", object: name, referable: true });
export const tolerant = (of: Kind, slip: Kind, hint: string): Kind => ({ is: "tolerant", of, slip, hint });

export const into = (field: string, hint = `put it into '${field}'`): Misplaced => ({ hint, into: field });

export const required = (kind: Kind): Field => ({ kind, required: "error" });
export const expected = (kind: Kind): Field => ({ kind, required: "warning" });
export const since = (version: Dialect, field: Kind | Field): Field => ({ ...fieldOf(field), since: version });
export const until = (version: Dialect, field: Kind | Field): Field => ({ ...fieldOf(field), until: version });

/** A table of fields, most of which are optional in all versions. */
export const fields = (table: Readonly<Record<string, Kind | Field | readonly Field[]>>): Readonly<Record<string, Field | readonly Field[]>> =>
  Object.fromEntries(Object.entries(table).map(([name, entry]) => [name, isFields(entry) ? entry : fieldOf(entry)]));

const isFields = (entry: Kind | Field | readonly Field[]): entry is readonly Field[] => Array.isArray(entry);

const fieldOf = (entry: Kind | Field): Field => ("kind" in entry ? entry : { kind: entry });
