import { keywords, swaggerKeywords } from "./grammar/keywords.js";
import type { Dialect, Field, Kind, ObjectSpec } from "./grammar/kinds.js";
import { objects } from "./grammar/objects.js";
import { swaggerObjects } from "./grammar/swagger.js";

export type { Dialect, Kind, Misplaced } from "./grammar/kinds.js";

/** One of OpenAPI's objects as it is in one version. */
export interface ObjectGrammar {
  readonly name: string;
  readonly title: string;
  readonly fields: ReadonlyMap<string, Field>;
  /** Fields of other versions: what to say of them. */
  readonly foreign: ReadonlyMap<string, string>;
  readonly requiredFields: readonly (readonly [name: string, severity: "error" | "warning"])[];
  readonly rest?: Kind;
  readonly requiredBy?: ObjectSpec["requiredBy"];
  readonly oneOf?: ObjectSpec["oneOf"];
  readonly section?: string;
  readonly misplaced?: ObjectSpec["misplaced"];
  readonly isProse: boolean;
}

/** OpenAPI of one version as data: which object has which fields, what they hold, which may be references and which are data. */
export interface Grammar {
  readonly dialect: Dialect;
  readonly objects: ReadonlyMap<string, ObjectGrammar>;
  /** The keywords of a schema. */
  readonly schema: ObjectGrammar;
}

const order: readonly Dialect[] = ["2.0", "3.0", "3.1", "3.2"];

const isIn = (entry: { readonly since?: Dialect; readonly until?: Dialect }, dialect: Dialect): boolean =>
  order.indexOf(entry.since ?? "2.0") <= order.indexOf(dialect) && order.indexOf(dialect) <= order.indexOf(entry.until ?? "3.2");

const made = new Map<Dialect, Grammar>();

/** The grammar of a version. Made once. */
export function grammarOf(dialect: Dialect): Grammar {
  const known = made.get(dialect);
  if (known !== undefined) return known;
  const specs = dialect === "2.0" ? swaggerObjects : objects;
  const table = new Map(Object.entries(specs).map(([name, spec]) => [name, specialise(name, spec, dialect)]));
  const schemaFields = dialect === "2.0" ? swaggerKeywords : keywords;
  const grammar: Grammar = { dialect, objects: table, schema: specialise("Schema", { title: "a schema", section: "schemas", fields: schemaFields }, dialect) };
  made.set(dialect, grammar);
  return grammar;
}

function specialise(name: string, spec: ObjectSpec, dialect: Dialect): ObjectGrammar {
  const { fields: all, oneOf, ...rest } = spec;
  const fields = new Map<string, Field>();
  const foreign = new Map<string, string>();
  for (const [field, entry] of Object.entries(all)) {
    const variants: readonly Field[] = isList(entry) ? entry : [entry];
    const fitting = variants.find((variant) => isIn(variant, dialect));
    if (fitting !== undefined) fields.set(field, fitting);
    else foreign.set(field, versionsOf(variants));
  }
  const requiredFields = [...fields].flatMap(([field, { required }]) => (required === undefined ? [] : [[field, required] as const]));
  const group = oneOf !== undefined && isIn(oneOf, dialect) ? { oneOf } : {};
  return { ...rest, ...group, name, fields, foreign, requiredFields, isProse: spec.isProse ?? false };
}

const isList = (entry: Field | readonly Field[]): entry is readonly Field[] => Array.isArray(entry);

function versionsOf(variants: readonly Field[]): string {
  const [first] = variants;
  return first?.since === undefined ? `up to OpenAPI ${first?.until ?? "3.2"}` : `since OpenAPI ${first.since}`;
}
