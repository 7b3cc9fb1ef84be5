import { escapeToken } from "../../contract/pointer.js";
import { toPascal } from "../../emit/names.js";
import type { Plain } from "./adapt.js";

type PlainObject = { [name: string]: Plain };

/** Marks the place of an alias in a document on its way to openapi-typescript (with a `type`: its hook is asked of no other schema). */
export const aliasMark = "x-mortise-alias";

const isPlainObject = (value: Plain | undefined): value is PlainObject => typeof value === "object" && value !== null && !Array.isArray(value);

const prefix = "#/components/schemas/";

/** Keywords whose types the compiler wants at once; members of objects it looks at later. */
const eager = ["allOf", "anyOf", "oneOf", "prefixItems"] as const;

/** The component schemas that a schema's type is made of directly: through lists, tuples and unions, but no object's members. */
function listEager(schema: Plain): readonly string[] {
  const found: string[] = [];
  const stack: Plain[] = [schema];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if (!isPlainObject(next)) continue;
    const reference = next["$ref"];
    if (typeof reference === "string" && reference.startsWith(prefix)) found.push(reference.slice(prefix.length));
    for (const keyword of eager) if (Array.isArray(next[keyword])) stack.push(...(next[keyword] as Plain[]));
    if (isPlainObject(next["items"])) stack.push(next["items"]);
  }
  return found;
}

/** Component schemas (names as references have them) whose types lead back to themselves without an object between. */
function findRecursive(schemas: PlainObject): ReadonlySet<string> {
  const edges = new Map(Object.entries(schemas).map(([name, schema]) => [escapeToken(name), listEager(schema)] as const));
  const leadsBack = (start: string): boolean => {
    const seen = new Set<string>();
    const stack = [...(edges.get(start) ?? [])];
    for (let name = stack.pop(); name !== undefined; name = stack.pop()) {
      if (name === start) return true;
      if (seen.has(name)) continue;
      seen.add(name);
      stack.push(...(edges.get(name) ?? []));
    }
    return false;
  };
  return new Set([...edges].filter(([name, targets]) => targets.length > 0 && leadsBack(name)).map(([name]) => name));
}

/** Replaces references to these schemas by marks, in a document that may be changed. */
function markAliases(value: Plain, names: ReadonlySet<string>): Plain {
  if (Array.isArray(value)) return value.map((item) => markAliases(item, names));
  if (!isPlainObject(value)) return value;
  const reference = value["$ref"];
  if (typeof reference === "string" && reference.startsWith(prefix) && names.has(reference.slice(prefix.length))) return { type: "string", [aliasMark]: reference.slice(prefix.length) };
  return Object.fromEntries(Object.entries(value).map(([name, member]): [string, Plain] => [name, markAliases(member, names)]));
}

export interface Alias {
  readonly name: string;
  readonly schema: Plain;
}

/**
 * Takes the component schemas out of a document whose types would be circles to the compiler: in an interface's member a list of itself is one, in
 * a type alias it is not. `aliases` are to be printed as such, by the names that references have.
 */
export function splitRecursive(document: Plain): { readonly whole: Plain; readonly aliases: ReadonlyMap<string, Alias> } {
  const components = isPlainObject(document) ? document["components"] : undefined;
  const schemas = isPlainObject(components) ? components["schemas"] : undefined;
  const names = isPlainObject(schemas) ? findRecursive(schemas) : new Set<string>();
  if (names.size === 0 || !isPlainObject(document) || !isPlainObject(components) || !isPlainObject(schemas)) return { whole: document, aliases: new Map() };
  const taken = new Set<string>();
  const aliases = new Map<string, Alias>();
  const kept = Object.entries(schemas).map(([name, schema]): [string, Plain] => {
    const token = escapeToken(name);
    const marked = markAliases(schema, names);
    if (!names.has(token)) return [name, marked];
    const base = `Recursive${toPascal(name)}`;
    let alias = base;
    for (let number = 2; taken.has(alias); number += 1) alias = `${base}${number}`;
    taken.add(alias);
    aliases.set(token, { name: alias, schema: marked });
    return [name, { type: "string", [aliasMark]: token }];
  });
  return { whole: { ...(markAliases(document, names) as PlainObject), components: { ...(markAliases(components, names) as PlainObject), schemas: Object.fromEntries(kept) } }, aliases };
}
