import { describe, expect, it } from "vitest";
import { NoValue, openData, type Schema, type Schemas } from "../../templates/runtime/typescript/data/index.js";
import { type Chance, randomSchema, randomValue, startChance } from "../contract/build/schemas-random.js";
import { openAjv } from "./ajv.js";
import { textOf } from "./schemas.js";

const RUNS = Number(process.env["MORTISE_RANDOM"] ?? 150);
const components = ["a", "b", "c"];

type Raw = { [keyword: string]: unknown };

/** Keywords that the random schemas of the contract's tests don't have. */
function addKeywords(chance: Chance, schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map((each) => addKeywords(chance, each));
  if (typeof schema !== "object" || schema === null) return schema;
  const inMap = (map: object): unknown => Object.fromEntries(Object.entries(map).map(([name, member]) => [name, addKeywords(chance, member)]));
  const found: Raw = Object.fromEntries(
    Object.entries(schema).map(([name, member]) => {
      if (["enum", "const", "required", "type"].includes(name)) return [name, member];
      return [name, ["properties", "patternProperties", "dependentSchemas"].includes(name) ? inMap(member as object) : addKeywords(chance, member)];
    }),
  );
  if (typeof found["$ref"] === "string") found["$ref"] = found["$ref"].replace("#/components/schemas/", "#/$defs/");
  const other = (): unknown => ({ type: chance.pick(["integer", "string", "null"]) });
  if (chance.maybe(4)) Object.assign(found, { contains: other() }, chance.maybe(30) && { minContains: chance.below(3) }, chance.maybe(30) && { maxContains: 1 + chance.below(2) });
  if (chance.maybe(5)) found["uniqueItems"] = true;
  if (chance.maybe(4)) found["propertyNames"] = chance.pick([{ maxLength: 1 }, { pattern: "^[bc]" }, { enum: ["a", "b"] }, { not: { const: "a" } }]);
  if (chance.maybe(4)) found["dependentRequired"] = { [chance.pick(components)]: [chance.pick(components)] };
  if (chance.maybe(4)) found["multipleOf"] = chance.pick([1, 2, 0.5, 3]);
  if (chance.maybe(4)) found["pattern"] = chance.pick(["^a", "b$", "^[a-c]{2,4}$", "\\d"]);
  return found;
}

const schemasOf = (seed: number): Schemas => {
  const chance = startChance(seed);
  return Object.fromEntries(components.map((name) => [name, addKeywords(chance, randomSchema(chance, components, 3)) as Schema]));
};

/** Where ajv finds a text in an empty list: `contains` beside `prefixItems`. */
const AJV_IS_WRONG: ReadonlySet<number> = new Set([360]);

/** Whether schemas apply each other to one value without end, which ajv doesn't take. */
function isCircular(schemas: Schemas): boolean {
  const inPlace = (schema: Schema): readonly Schema[] => {
    if (typeof schema === "boolean") return [];
    const { $ref, allOf = [], anyOf = [], oneOf = [], not = true, if: condition = true, then = true, else: otherwise = true, dependentSchemas = {} } = schema;
    const target = $ref === undefined ? true : (schemas[$ref.slice("#/$defs/".length)] ?? true);
    return [target, ...allOf, ...anyOf, ...oneOf, not, condition, then, otherwise, ...Object.values(dependentSchemas)];
  };
  const walk = (schema: Schema, way: readonly Schema[]): boolean => typeof schema === "object" && (way.includes(schema) || inPlace(schema).some((next) => walk(next, [...way, schema])));
  return Object.values(schemas).some((schema) => walk(schema, []));
}

describe("random schemas, in which everything meets everything", () => {
  it("the judge agrees with ajv; what is made is valid; where nothing is made, nobody finds a value", () => {
    const wrong: string[] = [];
    const counts = { schemas: 0, made: 0, without: 0, judged: 0 };
    let slowest = { time: 0, seed: 0 };
    for (let seed = 1; seed <= RUNS; seed += 1) {
      const schemas = schemasOf(seed);
      if (isCircular(schemas)) continue;
      const isStandard = openAjv(schemas);
      const data = openData(schemas);
      const chance = startChance(seed + 1_000_000);
      const values = Array.from({ length: 150 }, () => randomValue(chance, 3));
      for (const name of components) {
        counts.schemas += 1;
        const tell = (what: string): string => `${seed} ${name}: ${what}: ${JSON.stringify(schemas)}`;
        for (const value of AJV_IS_WRONG.has(seed) ? [] : values) {
          counts.judged += 1;
          if (data.accepts(name, value) !== isStandard(name, value)) wrong.push(tell(`judge ${JSON.stringify(value)}`));
        }
        for (const wish of [{}, { seed: "1" }, { seed: "2", size: "small" }, { seed: "3", given: { a: 1, b: "a" } }] as const) {
          const start = performance.now();
          try {
            const made = data.make(name, wish);
            counts.made += 1;
            if (!isStandard(name, JSON.parse(textOf(made)))) wrong.push(tell(`made ${textOf(made)}`));
          } catch (error) {
            if (!(error instanceof NoValue)) throw error;
            counts.without += 1;
            const found = values.find((value) => data.accepts(name, value));
            if (found !== undefined) wrong.push(tell(`none made, but there is ${JSON.stringify(found)}: ${error.message}`));
          }
          const time = performance.now() - start;
          if (time > slowest.time) slowest = { time, seed };
        }
      }
    }
    console.info(`${JSON.stringify(counts)}, slowest ${slowest.seed} ${slowest.time.toFixed(1)} ms, ${wrong.length} wrong`);
    expect(wrong.slice(0, 10)).toEqual([]);
  }, 300_000);
});
