/** Random schemas and values that often meet: few names, few values, small limits. The same seed gives the same. */
export interface Chance {
  readonly below: (limit: number) => number;
  readonly pick: <T>(values: readonly T[]) => T;
  readonly maybe: (percent: number) => boolean;
}

/** Mulberry32: small, and good enough to mix schemas. */
export function startChance(seed: number): Chance {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return { below, pick: (values) => values[below(values.length)] as (typeof values)[number], maybe: (percent) => below(100) < percent };
}

const NAMES = ["a", "b", "c"];
const CONSTANTS = [null, true, false, 0, 1, 2, 1.5, "", "a", "b", "abc", [], {}, [1], { a: 1 }];
const TYPES = ["null", "boolean", "integer", "number", "string", "array", "object"];

type Raw = boolean | { [keyword: string]: unknown };

const OBJECT_KEYWORDS = ["properties", "required", "additionalProperties", "minProperties", "maxProperties", "unevaluatedProperties", "dependentSchemas"];
const ARRAY_KEYWORDS = ["items", "prefixItems", "minItems", "maxItems", "unevaluatedItems"];

/** The same with a `type` wherever keywords of objects or arrays stand, so that no shape has to guess. */
export function typed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(typed);
  if (typeof value !== "object" || value === null) return value;
  const schema: Record<string, unknown> = Object.fromEntries(Object.entries(value).map(([name, member]) => [name, ["enum", "const", "required", "type"].includes(name) ? member : typed(member)]));
  delete schema["patternProperties"];
  if (!("type" in schema) && OBJECT_KEYWORDS.some((keyword) => keyword in schema)) schema["type"] = "object";
  else if (!("type" in schema) && ARRAY_KEYWORDS.some((keyword) => keyword in schema)) schema["type"] = "array";
  return schema;
}

export function randomSchema(chance: Chance, components: readonly string[], depth: number): Raw {
  if (chance.maybe(6)) return chance.maybe(60);
  const schema: Exclude<Raw, boolean> = {};
  const child = (): Raw => (depth === 0 ? { type: chance.pick(TYPES) } : randomSchema(chance, components, depth - 1));
  const children = (least: number): Raw[] => Array.from({ length: least + chance.below(2) }, child);
  const members = (): Record<string, Raw> => Object.fromEntries(NAMES.filter(() => chance.maybe(50)).map((name) => [name, child()]));
  if (chance.maybe(20)) schema["$ref"] = `#/components/schemas/${chance.pick(components)}`;
  if (chance.maybe(65)) schema["type"] = chance.maybe(75) ? chance.pick(["object", "object", "object", ...TYPES]) : [...new Set([chance.pick(TYPES), chance.pick(TYPES)])];
  if (chance.maybe(10)) schema["enum"] = [chance.pick(CONSTANTS), chance.pick(CONSTANTS), chance.pick(CONSTANTS)];
  if (chance.maybe(6)) schema["const"] = chance.pick(CONSTANTS);
  if (chance.maybe(10)) schema[chance.pick(["minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum"])] = chance.pick([0, 1, 1.5, 2]);
  if (chance.maybe(8)) schema[chance.pick(["minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties"])] = chance.below(3);
  if (chance.maybe(40)) schema["properties"] = members();
  if (chance.maybe(25)) schema["required"] = NAMES.filter(() => chance.maybe(40));
  if (chance.maybe(15)) schema["additionalProperties"] = chance.maybe(50) ? false : child();
  if (chance.maybe(5)) schema["patternProperties"] = { "^[ab]": child() };
  if (chance.maybe(8)) schema["items"] = child();
  if (chance.maybe(5)) schema["prefixItems"] = children(1);
  if (chance.maybe(15)) schema["allOf"] = children(1);
  if (chance.maybe(10)) schema["anyOf"] = children(2);
  if (chance.maybe(10)) schema["oneOf"] = children(2);
  if (chance.maybe(4)) schema["not"] = child();
  if (chance.maybe(4)) Object.assign(schema, { if: child(), then: child(), else: child() });
  if (chance.maybe(4)) schema["dependentSchemas"] = members();
  if (chance.maybe(5)) schema["unevaluatedProperties"] = chance.maybe(80) ? false : child();
  if (chance.maybe(3)) schema["unevaluatedItems"] = false;
  return schema;
}

export function randomValue(chance: Chance, depth: number): unknown {
  const kind = chance.below(depth === 0 ? 6 : 11);
  if (kind < 6) return chance.pick(CONSTANTS);
  if (kind < 7) return Array.from({ length: chance.below(3) }, () => randomValue(chance, depth - 1));
  return Object.fromEntries(NAMES.filter(() => chance.maybe(50)).map((name) => [name, randomValue(chance, depth - 1)]));
}
