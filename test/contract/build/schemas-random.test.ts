import { expect, it } from "vitest";
import { buildSchemas, type SchemaRoot } from "../../../generators/contract/build/schemas/index.js";
import type { JsonObject } from "../../../generators/contract/json.js";
import type { Schema, SchemaId } from "../../../generators/contract/model.js";
import { fitsExactly, hasForm } from "./schemas-fits.js";
import { isValid, type Rules } from "./schemas-interpreter.js";
import { randomSchema, randomValue, startChance, typed } from "./schemas-random.js";

const NAMES = ["R", "S", "T"];
const ROUNDS = Number(process.env["MORTISE_RANDOM_ROUNDS"] ?? 100);
const SEED = Number(process.env["MORTISE_RANDOM_SEED"] ?? 1);
const VALUES = 60;

/** Without a `type`, a shape is a guess; members that only a pattern or a condition knows are dropped; both may be too narrow on purpose. */
function mayBeNarrow(schemas: Readonly<Record<SchemaId, Schema>>): boolean {
  return Object.values(schemas).some(({ assertions }) => {
    const keywords = assertions.map(({ keyword }) => keyword);
    if (keywords.includes("patternProperties")) return true;
    const structural = keywords.some((keyword) => ["properties", "required", "additionalProperties", "minProperties", "maxProperties", "items", "prefixItems", "minItems", "maxItems", "unevaluatedItems", "unevaluatedProperties", "dependentSchemas"].includes(keyword));
    return structural && !keywords.includes("type");
  });
}

it(`the two faces of ${ROUNDS} random contracts agree on ${VALUES} random values each`, () => {
  const wrong: string[] = [];
  const seen = { exact: 0, dispatched: 0, contradicted: 0, formed: 0 };
  for (let round = 0; round < ROUNDS && wrong.length < 5; round++) {
    const chance = startChance(SEED * 100_000 + round);
    const components = Object.fromEntries(NAMES.map((name) => [name, round % 2 === 0 ? randomSchema(chance, NAMES, 2) : typed(randomSchema(chance, NAMES, 2))]));
    const document = { components: { schemas: components } } as unknown as JsonObject;
    const roots = NAMES.map((name): SchemaRoot => ({ pointer: `#/components/schemas/${name}`, place: { kind: "component", name } }));
    const { schemas, resources, diagnostics } = buildSchemas(document, "3.1", roots);
    if (diagnostics.some(({ code }) => code === "schema-cycle") || hasEndlessReference(components)) continue;
    const rules: Rules = { schemas, resources };
    const contradicted = new Set(diagnostics.filter(({ code, message }) => code === "schema-contradiction" && message.startsWith("nothing")).map(({ origin }) => origin));
    const isNarrow = mayBeNarrow(schemas);
    for (let turn = 0; turn < VALUES; turn++) {
      const text = JSON.stringify(randomValue(chance, 3));
      for (const schema of Object.values(schemas)) {
        const valid = isValid(rules, schema.id, text);
        const tell = (what: string): number => wrong.push(`${what}: ${schema.id} ${text} in ${JSON.stringify(components)}`);
        if (schema.assertions.some((assertion) => "dispatch" in assertion) && ++seen.dispatched && isValid({ ...rules, dispatch: true }, schema.id, text) !== valid) tell("dispatch");
        if (schema.exact && ++seen.exact && fitsExactly(rules, schema.id, text) !== valid) tell("exact");
        if (valid && !isNarrow && ++seen.formed && !hasForm(rules, schema.shape, text)) tell(`form of ${JSON.stringify(schema.shape)}`);
        if (contradicted.has(schema.id) && ++seen.contradicted && valid) tell("contradiction");
        if (wrong.length >= 5) break;
      }
    }
  }
  expect(wrong).toEqual([]);
  expect(Object.entries(seen).filter(([, count]) => count === 0)).toEqual([]);
  if (process.env["MORTISE_RANDOM_ROUNDS"] !== undefined) console.info(seen);
});

/** A reference that only leads back to itself asserts nothing; the loader reports it. */
function hasEndlessReference(components: Readonly<Record<string, unknown>>): boolean {
  return NAMES.some((name) => {
    const seen = new Set<string>();
    for (let at: unknown = components[name]; typeof at === "object" && at !== null && "$ref" in at; ) {
      const target = String(at.$ref).split("/").pop() ?? "";
      if (seen.has(target)) return true;
      seen.add(target);
      at = components[target];
    }
    return false;
  });
}

