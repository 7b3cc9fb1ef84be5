import { isObject, type Json, type JsonObject } from "../json.js";

/** Readers of one field of a document's object. Total: a value of the wrong kind is as good as none (the loader reported it). */
export const fieldOf = (object: JsonObject, name: string): Json | undefined => (Object.hasOwn(object, name) ? object[name] : undefined);

export function textOf(object: JsonObject, name: string): string | undefined {
  const value = fieldOf(object, name);
  return typeof value === "string" ? value : undefined;
}

export function flagOf(object: JsonObject, name: string): boolean | undefined {
  const value = fieldOf(object, name);
  return typeof value === "boolean" ? value : undefined;
}

export function objectOf(object: JsonObject, name: string): JsonObject | undefined {
  const value = fieldOf(object, name);
  return isObject(value) ? value : undefined;
}

export function listOf(object: JsonObject, name: string): readonly Json[] | undefined {
  const value = fieldOf(object, name);
  return Array.isArray(value) ? (value as readonly Json[]) : undefined;
}

/** The texts of a list; items of another kind are left out. */
export const textsOf = (object: JsonObject, name: string): readonly string[] =>
  (listOf(object, name) ?? []).filter((item): item is string => typeof item === "string");

/** The members of an object in their order; none if it is no object. Extensions (`x-...`) stay. */
export const membersOf = (object: JsonObject, name: string): readonly (readonly [string, Json])[] =>
  Object.entries(objectOf(object, name) ?? {}) as readonly (readonly [string, Json])[];

export const isExtension = (name: string): boolean => name.startsWith("x-");

/** The fields that have a value: what stands undefined is left out, as the model wants it. */
export function present<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const kept: { [K in keyof T]?: Exclude<T[K], undefined> } = {};
  for (const name in fields) if (fields[name] !== undefined) kept[name] = fields[name] as Exclude<T[typeof name], undefined>;
  return kept;
}
