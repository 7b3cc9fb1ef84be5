import { ownMember } from "../check/members.js";
import { isOneOf } from "../check/equal.js";
import { pointerTo } from "../check/findings.js";
import { isObject } from "../check/values.js";
import { hasMatch } from "./matching.js";
import type { Judge } from "./judge.js";
import { kindOf, kindsOf } from "./kinds.js";
import { referencesOf } from "./references.js";
import type { Dispatch, Schema, SchemaObject } from "./schema.js";

/** A schema whose every rule is told of a value where it stands. */
export interface Part {
  readonly schema: SchemaObject;
  /** Whether the value's kind, or a member of it, decides that the schema counts. */
  readonly isChosen: boolean;
}

/** A place in a value, and what is asked of it there. */
export interface Spot {
  readonly pointer: string;
  readonly steps: readonly (string | number)[];
  readonly value: unknown;
  readonly parts: readonly Part[];
  /** Members that decide what else counts: they stay as they are. */
  readonly fixed: ReadonlySet<string>;
}

interface Gathered {
  readonly judge: Judge;
  readonly value: unknown;
  readonly parts: Map<SchemaObject, Part>;
  readonly fixed: Set<string>;
}

/** Nesting up to which values are looked into. */
const deepest = 12;

/** All places of a value where rules are told as such, from the outside in. Of a list's items that have one schema, the first and the last. */
export function* listSpots(judge: Judge, schemas: readonly Schema[], value: unknown, pointer = "", steps: Spot["steps"] = []): Iterable<Spot> {
  const gathered: Gathered = { judge, value, parts: new Map(), fixed: new Set() };
  for (const schema of schemas) gather(gathered, schema, false);
  const spot: Spot = { pointer, steps, value, parts: [...gathered.parts.values()], fixed: gathered.fixed };
  yield spot;
  if (steps.length > deepest) return;
  for (const [step, inner] of innerSchemas(spot)) {
    if (typeof step === "string" && spot.fixed.has(step)) continue;
    const member = Array.isArray(value) ? (value[step as number] as unknown) : ownMember(value as Readonly<Record<string, unknown>>, step as string);
    yield* listSpots(judge, inner, member, pointerTo(pointer, String(step)), [...steps, step]);
  }
}

/** Follows what descends without a step into the value (wire profile, "Errors"). */
function gather(gathered: Gathered, schema: Schema, isChosen: boolean): void {
  if (typeof schema === "boolean" || gathered.parts.has(schema)) return;
  gathered.parts.set(schema, { schema, isChosen });
  const { judge, value, fixed } = gathered;
  for (const reference of referencesOf(schema)) gather(gathered, judge.resolve(reference), isChosen);
  for (const branch of schema.allOf ?? []) gather(gathered, branch, isChosen);
  for (const keyword of ["anyOf", "oneOf"] as const) {
    const [branches, dispatch] = [schema[keyword], schema[`x-${keyword}`]];
    const found = branches === undefined || dispatch === undefined ? undefined : findBranch(branches, dispatch, value);
    if (found === undefined) continue;
    if (found.member !== undefined) fixed.add(found.member);
    gather(gathered, found.schema, true);
  }
  if (!isObject(value)) return;
  const tagged = schema["x-discriminator"];
  if (tagged !== undefined) {
    fixed.add(tagged.propertyName);
    const tag = ownMember(value, tagged.propertyName);
    const branch = typeof tag === "string" && Object.hasOwn(tagged.mapping, tag) ? tagged.mapping[tag] : undefined;
    if (branch !== undefined) gather(gathered, branch, true);
  }
  for (const [name, branch] of Object.entries(schema.dependentSchemas ?? {})) if (ownMember(value, name) !== undefined) gather(gathered, branch, isChosen);
}

/** The branch of a union that a value belongs to: what it breaks is told of the branch alone (wire profile, "Errors"). */
function findBranch(branches: readonly Schema[], dispatch: Dispatch, value: unknown): { readonly schema: Schema; readonly member?: string } | undefined {
  if ("types" in dispatch) {
    const index = dispatch.types.findIndex((types) => (kindsOf(types) & kindOf(value)) !== 0);
    return index < 0 ? undefined : { schema: branches[index] as Schema };
  }
  const own = isObject(value) ? ownMember(value, dispatch.member) : undefined;
  const index = dispatch.values.findIndex((values) => isOneOf(own, values));
  return index < 0 ? undefined : { schema: branches[index] as Schema, member: dispatch.member };
}

/** What the parts ask of members and items that are there. */
function innerSchemas({ value, parts }: Spot): readonly (readonly [step: string | number, schemas: readonly Schema[]])[] {
  if (Array.isArray(value)) {
    const last = value.length - 1;
    const longest = Math.max(0, ...parts.map(({ schema }) => schema.prefixItems?.length ?? 0));
    const places = [...new Set([...value.keys()].filter((index) => index <= longest || index === last))];
    return places.map((index) => [index, parts.flatMap(({ schema }) => itemSchema(schema, index))]);
  }
  if (!isObject(value)) return [];
  const names = Object.keys(value).filter((name) => value[name] !== undefined);
  return names.map((name) => [name, parts.flatMap(({ schema }) => memberSchemas(schema, name))]);
}

function itemSchema({ prefixItems = [], items }: SchemaObject, index: number): readonly Schema[] {
  const own = index < prefixItems.length ? prefixItems[index] : items;
  return own === undefined ? [] : [own];
}

/** What a schema asks of a member of this name. */
export function memberSchemas({ properties, patternProperties, additionalProperties }: SchemaObject, name: string): readonly Schema[] {
  const named = properties !== undefined && Object.hasOwn(properties, name) ? [properties[name] as Schema] : [];
  const matched = Object.entries(patternProperties ?? {}).flatMap(([pattern, schema]) => (hasMatch(pattern, name) ? [schema] : []));
  const known = [...named, ...matched];
  return known.length > 0 || additionalProperties === undefined ? known : [additionalProperties];
}

/** A value in which another one stands at a place. */
export function replaceAt(value: unknown, steps: Spot["steps"], inner: unknown): unknown {
  const [step, ...rest] = steps;
  if (step === undefined) return inner;
  if (Array.isArray(value)) return value.map((item: unknown, index) => (index === step ? replaceAt(item, rest, inner) : item));
  const members = Object.entries(value as object) as [string, unknown][];
  return Object.fromEntries(members.map(([name, member]) => [name, name === step ? replaceAt(member, rest, inner) : member]));
}
