import { sample, stringMatching } from "fast-check";
import type { Chance } from "../contract/build/schemas-random.js";
import type { Standard } from "./corpus-dialect.js";

/** What several schemas that must hold together say of one value. */
interface Facts {
  types: readonly string[] | undefined;
  constants: readonly unknown[] | undefined;
  readonly members: Map<string, Standard[]>;
  readonly required: Set<string>;
  readonly others: Standard[];
  readonly items: Standard[];
  readonly first: Standard[][];
  readonly patterns: string[];
  readonly limits: Map<string, number>;
}

/** Makes values of schemas, most of them valid; the same chance makes the same values. */
export interface Maker {
  readonly make: (schema: Standard) => unknown;
}

export function makeValues(schemas: Readonly<Record<string, Standard>>, chance: Chance): Maker {
  const make = (given: readonly Standard[], depth: number, budget: Budget): unknown => {
    budget.left -= 1;
    const facts: Facts = { types: undefined, constants: undefined, members: new Map(), required: new Set(), others: [], items: [], first: [], patterns: [], limits: new Map() };
    for (const schema of given) collect({ schemas, chance, isShort: budget.left < 0 || depth > 12 }, schema, facts, 0);
    if (depth > 40) return null;
    return makeOf(facts, chance, (inner) => make(inner, depth + 1, budget), budget.left < 0 || depth > 6);
  };
  return { make: (schema) => make([schema], 0, { left: 150 }) };
}

interface Budget {
  left: number;
}

interface Walk {
  readonly schemas: Readonly<Record<string, Standard>>;
  readonly chance: Chance;
  /** Of a union the branch that is the shortest to write. */
  readonly isShort: boolean;
}

function collect(walk: Walk, schema: Standard, facts: Facts, depth: number): void {
  if (typeof schema === "boolean" || depth > 60) return;
  const inner = (other: unknown): void => collect(walk, other as Standard, facts, depth + 1);
  if (typeof schema["$ref"] === "string") {
    const target = walk.schemas[decodeURIComponent(schema["$ref"].slice("#/$defs/".length)).replaceAll("~1", "/").replaceAll("~0", "~")];
    if (target !== undefined) inner(target);
  }
  for (const branch of (schema["allOf"] as readonly Standard[] | undefined) ?? []) inner(branch);
  for (const keyword of ["anyOf", "oneOf"]) {
    const branches = schema[keyword] as readonly Standard[] | undefined;
    if (branches && branches.length > 0) inner(branches.find((branch) => isMeant(branch, facts)) ?? (walk.isShort ? shortest(branches) : walk.chance.pick(branches)));
  }
  const types = typeof schema["type"] === "string" ? [schema["type"]] : (schema["type"] as readonly string[] | undefined);
  if (types) facts.types = facts.types === undefined ? types : meet(facts.types, types);
  const constants = Object.hasOwn(schema, "const") ? [schema["const"]] : (schema["enum"] as readonly unknown[] | undefined);
  if (constants) facts.constants = meetConstants(facts.constants ?? constants, constants);
  for (const [name, member] of Object.entries((schema["properties"] ?? {}) as Readonly<Record<string, Standard>>)) facts.members.set(name, [...(facts.members.get(name) ?? []), member]);
  for (const name of (schema["required"] as readonly string[] | undefined) ?? []) facts.required.add(name);
  if (typeof schema["additionalProperties"] === "object") facts.others.push(schema["additionalProperties"] as Standard);
  if (schema["items"] !== undefined) facts.items.push(schema["items"] as Standard);
  for (const [index, first] of ((schema["prefixItems"] as readonly Standard[] | undefined) ?? []).entries()) (facts.first[index] ??= []).push(first);
  if (typeof schema["pattern"] === "string") facts.patterns.push(schema["pattern"]);
  if (typeof schema["format"] === "string") facts.patterns.push(formats[schema["format"]] ?? "");
  for (const [keyword, value] of Object.entries(schema)) if (typeof value === "number") facts.limits.set(keyword, value);
}

const formats: Readonly<Record<string, string>> = { date: "^2026-0[1-9]-1\\d$", "date-time": "^2026-0[1-9]-1\\dT12:00:00Z$", uuid: "^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$" };

const shortest = (branches: readonly Standard[]): Standard => branches.toSorted((a, b) => JSON.stringify(a).length - JSON.stringify(b).length)[0] as Standard;

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** A branch that is the constant which is already known. */
const isMeant = (branch: Standard, { constants }: Facts): boolean => typeof branch === "object" && Object.hasOwn(branch, "const") && constants?.length === 1 && isSame(branch["const"], constants[0]);

/** What both allow; where that is nothing, a branch was badly chosen before. */
function meetConstants(before: readonly unknown[], now: readonly unknown[]): readonly unknown[] {
  const both = before.filter((value) => now.some((other) => isSame(other, value)));
  return both.length === 0 ? now : both;
}

const meet = (a: readonly string[], b: readonly string[]): readonly string[] =>
  [...new Set([...a.filter((type) => b.includes(type) || (type === "integer" && b.includes("number"))), ...b.filter((type) => type === "integer" && a.includes("number"))])];

function makeOf(facts: Facts, chance: Chance, make: (schemas: readonly Standard[]) => unknown, isShort: boolean): unknown {
  if (facts.constants && facts.constants.length > 0) return chance.pick(facts.constants);
  const type = facts.types && facts.types.length > 0 ? (isShort && facts.types.includes("null") ? "null" : chance.pick(facts.types)) : guessType(facts, chance);
  switch (type) {
    case "null":
      return null;
    case "boolean":
      return chance.maybe(50);
    case "integer":
    case "number":
      return makeNumber(facts, chance, type);
    case "string":
      return makeText(facts, chance);
    case "array":
      return makeList(facts, chance, make, isShort);
    default:
      return makeObject(facts, chance, make, isShort);
  }
}

function guessType({ members, required, others, items, first, patterns, limits }: Facts, chance: Chance): string {
  if (members.size + required.size + others.length > 0) return "object";
  if (items.length + first.length > 0) return "array";
  if (patterns.length > 0 || limits.has("minLength") || limits.has("maxLength")) return "string";
  if (limits.has("minimum") || limits.has("maximum")) return "number";
  return chance.pick(["null", "boolean", "integer", "string", "object", "array"]);
}

function makeNumber({ limits }: Facts, chance: Chance, type: string): number {
  const step = limits.get("multipleOf") ?? 1;
  // Limits that no double stands for: the other validator rounds them, ours doesn't, so values near them would be judged differently.
  for (const [keyword, limit] of limits) if (Math.abs(limit) > Number.MAX_SAFE_INTEGER) limits.delete(keyword);
  const low = limits.get("minimum") ?? (limits.has("exclusiveMinimum") ? (limits.get("exclusiveMinimum") as number) + step : undefined);
  const high = limits.get("maximum") ?? (limits.has("exclusiveMaximum") ? (limits.get("exclusiveMaximum") as number) - step : undefined);
  const start = low ?? Math.min(high ?? 0, 0);
  if (low !== undefined && chance.maybe(20)) return low;
  if (high !== undefined && chance.maybe(20)) return high;
  const found = Math.min(start + step * chance.below(100), high ?? Infinity);
  return type === "number" && step === 1 && high === undefined && chance.maybe(40) ? found + 0.5 : found;
}

const words = ["", "a", "abc", "Ada Lovelace", "https://example.com/x?y=1", "ada@example.com", "ünï 😀", "2026-01-31", "42"];

function makeText({ patterns, limits }: Facts, chance: Chance): string {
  const min = limits.get("minLength") ?? 0;
  const max = limits.get("maxLength") ?? Infinity;
  const pattern = patterns.find((each) => each !== "");
  const fit = (text: string): string => [...text.padEnd(min, "x")].slice(0, max).join("");
  if (pattern === undefined) return fit(chance.maybe(10) && max < 5_000 ? "😀".repeat(max) : chance.pick(words));
  const found = textsLike(pattern).filter((text) => [...text].length >= min && [...text].length <= max);
  return found.length > 0 ? chance.pick(found) : fit(chance.pick(words));
}

/** Some texts that match each pattern: to make them takes long. */
const matching = new Map<string, readonly string[]>();

function textsLike(pattern: string): readonly string[] {
  const known = matching.get(pattern);
  if (known) return known;
  const made = sampleTexts(pattern);
  matching.set(pattern, made);
  return made;
}

function sampleTexts(pattern: string): readonly string[] {
  try {
    return sample(stringMatching(new RegExp(pattern, "u")), { seed: 1, numRuns: 24 });
  } catch {
    return [];
  }
}

function makeList({ items, first, limits }: Facts, chance: Chance, make: (schemas: readonly Standard[]) => unknown, isShort: boolean): readonly unknown[] {
  const min = limits.get("minItems") ?? 0;
  const length = isShort ? min : Math.min(min + chance.below(3), limits.get("maxItems") ?? Infinity);
  return Array.from({ length: Math.min(length, 60) }, (_, index) => make([...(first[index] ?? items)]));
}

function makeObject({ members, required, others, limits }: Facts, chance: Chance, make: (schemas: readonly Standard[]) => unknown, isShort: boolean): Readonly<Record<string, unknown>> {
  const made: Record<string, unknown> = {};
  const put = (name: string, value: unknown): unknown => Object.defineProperty(made, name, { value, enumerable: true, writable: true, configurable: true });
  const share = chance.pick([10, 50, 90]);
  for (const [name, schemas] of members) if (required.has(name) || (!isShort && chance.maybe(share))) put(name, make(schemas));
  for (const name of required) if (!members.has(name)) put(name, make(others));
  const extra = Math.max((limits.get("minProperties") ?? 0) - Object.keys(made).length, others.length > 0 && !isShort ? chance.below(3) : 0);
  for (let index = 0; index < extra; index += 1) put(`extra${index}`, make(others));
  return made;
}

/** A value that differs in one place, as slips do. */
export function changeValue(value: unknown, chance: Chance): unknown {
  const places = listPlaces(value);
  const place = chance.pick(places);
  return replaceAt(value, place, (old, parent) => (Array.isArray(parent) || place.length === 0 || !chance.maybe(25) ? slip(old, chance) : removed));
}

const removed = Symbol("removed");

function listPlaces(value: unknown): readonly (readonly (string | number)[])[] {
  if (typeof value !== "object" || value === null) return [[]];
  const inner = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return [[], ...inner.flatMap(([key, member]) => listPlaces(member).map((place) => [key, ...place]))];
}

function replaceAt(value: unknown, [key, ...rest]: readonly (string | number)[], change: (old: unknown, parent: unknown) => unknown, parent?: unknown): unknown {
  if (key === undefined) return change(value, parent);
  if (Array.isArray(value)) return value.map((item, index) => (index === key ? replaceAt(item, rest, change, value) : item));
  const members = Object.entries(value as object).map(([name, member]): [string, unknown] => [name, name === key ? replaceAt(member, rest, change, value) : member]);
  return Object.fromEntries(members.filter(([, member]) => member !== removed));
}

const others: readonly unknown[] = [null, true, 0, 1.5, -1, "", "x", [], {}, [null], { a: 1 }];

function slip(value: unknown, chance: Chance): unknown {
  if (chance.maybe(35)) return chance.pick(others);
  if (typeof value === "number") return chance.pick([value + 1, value - 1, value + 0.5, -value, value * 1_000_000, String(value)]);
  if (typeof value === "string") return chance.pick([`${value}x`, value.slice(1), value.toUpperCase(), "", value.repeat(300), " "]);
  if (Array.isArray(value)) return chance.pick([[], [...value, ...value], [...value, null], value.slice(1)]);
  if (typeof value === "object" && value !== null) return chance.pick([{ ...value, unknownMember: 1 }, {}, [value], Object.fromEntries(Object.entries(value).slice(1))]);
  return chance.pick(others);
}
