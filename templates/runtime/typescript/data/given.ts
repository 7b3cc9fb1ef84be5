import { setMember } from "../check/convert.js";
import { isObject } from "../check/values.js";
import type { Judge } from "./judge.js";
import { follow } from "./tree.js";
import type { Schema } from "./schema.js";

/** A value with what is given in place of what it has. */
export function overlay(value: unknown, given: unknown): unknown {
  if (given === undefined) return value;
  if (!isObject(value) || !isObject(given)) return given;
  const made: Record<string, unknown> = { ...value };
  for (const name of Object.keys(given)) setMember(made, name, overlay(Object.hasOwn(value, name) ? value[name] : undefined, given[name]));
  return made;
}

/** How many of the given members a schema takes, less those that it refuses. */
export function countSuiting(judge: Judge, schema: Schema, given: unknown): number {
  if (!isObject(given)) return judge.accepts(schema, given) ? 1 : 0;
  return countMembers(judge, schema, given, 0);
}

function countMembers(judge: Judge, schema: Schema, given: Readonly<Record<string, unknown>>, depth: number): number {
  const target = follow(judge, schema);
  if (typeof target === "boolean" || depth > 8) return 0;
  let count = 0;
  for (const name of Object.keys(given)) {
    const member = target.properties !== undefined && Object.hasOwn(target.properties, name) ? target.properties[name] : undefined;
    if (member !== undefined && given[name] !== undefined) count += isObject(given[name]) || judge.accepts(member, given[name]) ? 1 : -1;
    else if (member === undefined && target.additionalProperties === false) count -= 1;
  }
  for (const branch of target.allOf ?? []) count += countMembers(judge, branch, given, depth + 1);
  return count;
}
