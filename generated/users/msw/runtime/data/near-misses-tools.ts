import type { Judge } from "./judge.js";
import type { Random } from "./random.js";
import type { Hint } from "./scene.js";
import type { Schema, SchemaObject } from "./schema.js";
import type { Part, Spot } from "./near-misses-spots.js";

/** What near-misses are made with. */
export interface Tools {
  readonly judge: Judge;
  /** A value of a schema; undefined if none is found. */
  readonly makeOf: (schema: Schema) => unknown;
  readonly random: Random;
  readonly hint: Hint;
}

/** Another value at a spot, and the rule that it breaks there. */
export interface Slip {
  readonly value: unknown;
  readonly rule: string;
  /** Below the spot, if the violation is told there. */
  readonly step?: string | number;
  /** For people. */
  readonly change: string;
}

/** The slips that a keyword of a part gives rise to. */
export type ListSlips = (tools: Tools, spot: Spot, part: Part) => Iterable<Slip>;

/** Some keywords of a schema, as a schema. Judges know schemas by identity, so equal questions have one object. */
export function only(schema: SchemaObject, ...keywords: readonly (keyof SchemaObject)[]): SchemaObject {
  return keep(schema, keywords.join(), (name) => keywords.includes(name as keyof SchemaObject));
}

/** The schema without a keyword. */
export function without(schema: SchemaObject, keyword: keyof SchemaObject): SchemaObject {
  return keep(schema, `-${keyword}`, (name) => name !== keyword);
}

const known = new WeakMap<SchemaObject, Map<string, SchemaObject>>();

function keep(schema: SchemaObject, key: string, isKept: (name: string) => boolean): SchemaObject {
  let parts = known.get(schema);
  if (parts === undefined) known.set(schema, (parts = new Map<string, SchemaObject>()));
  let part = parts.get(key);
  if (part === undefined) parts.set(key, (part = Object.fromEntries(Object.entries(schema).filter(([name]) => isKept(name))) as SchemaObject));
  return part;
}

/**
 * Of several values the one that breaks a keyword and, if there is one, nothing else of what is asked for; undefined if all keep it.
 * `broken`: the keyword with those that it can't be understood without.
 */
export function choose({ judge }: Tools, { parts }: Spot, schema: SchemaObject, broken: SchemaObject, keyword: keyof SchemaObject, values: Iterable<unknown>): { readonly value: unknown } | undefined {
  let first: { readonly value: unknown } | undefined;
  for (const value of values) {
    if (value === undefined || judge.accepts(broken, value)) continue;
    first ??= { value };
    const others = parts.map((part) => (part.schema === schema ? without(schema, keyword) : part.schema));
    if (others.every((other) => judge.accepts(other, value))) return { value };
  }
  return first;
}
