import { expect, it } from "vitest";
import { buildSchemas, type SchemaRoot } from "../../../generators/contract/build/schemas/index.js";
import type { JsonObject } from "../../../generators/contract/json.js";
import type { Contract } from "../../../generators/contract/model.js";
import { isValid } from "../../contract/build/schemas-interpreter.js";
import { randomSchema, randomValue, startChance } from "../../contract/build/schemas-random.js";
import { componentRoots, openWorkshop, printChecks } from "./print.js";

const NAMES = ["R", "S", "T"];
const ROUNDS = Number(process.env["MORTISE_RANDOM_ROUNDS"] ?? 60);
const SEED = Number(process.env["MORTISE_RANDOM_SEED"] ?? 1);
const VALUES = 40;

it(`printed validators of ${ROUNDS} random contracts say what their assertions say`, async () => {
  const workshop = openWorkshop("random");
  const rounds = Array.from({ length: ROUNDS }, (_, round) => {
    const chance = startChance(SEED * 100_000 + round);
    const components = Object.fromEntries(NAMES.map((name) => [name, randomSchema(chance, NAMES, 2)]));
    const document = { components: { schemas: components } } as unknown as JsonObject;
    const roots = NAMES.map((name): SchemaRoot => ({ pointer: `#/components/schemas/${name}`, place: { kind: "component", name } }));
    const { schemas, resources, diagnostics } = buildSchemas(document, "3.1", roots);
    const contract = { schemas, resources, operations: [], webhooks: [] } as unknown as Contract;
    const isEndless = diagnostics.some(({ code }) => code === "schema-cycle");
    const checks = printChecks(contract, componentRoots(contract));
    workshop.put(`round${round}`, checks);
    return { round, chance, components, contract, checks, isEndless };
  });
  workshop.compile();
  const wrong: string[] = [];
  for (const { round, chance, components, contract, checks, isEndless } of rounds) {
    if (isEndless) continue;
    for (const name of NAMES) {
      const id = `#/components/schemas/${name}`;
      const { is, list } = await workshop.load(`round${round}`, checks, id);
      for (let turn = 0; turn < VALUES && wrong.length < 5; turn += 1) {
        const value = randomValue(chance, 3);
        const text = JSON.stringify(value);
        const want = verdictOf(() => isValid(contract, id, text));
        if (want === "endless") continue;
        const tell = (what: string): number => wrong.push(`${what}: ${name} ${text} should be ${want} in ${JSON.stringify(components)}`);
        if (verdictOf(() => is(value)) !== want) tell("is");
        if (verdictOf(() => list(value).length === 0) !== want) tell(`check ${JSON.stringify(list(value))}`);
      }
    }
  }
  expect(wrong).toEqual([]);
}, 60_000);

/** References that only lead to each other end nowhere; the loader reports them. */
function verdictOf(decide: () => boolean): boolean | "endless" {
  try {
    return decide();
  } catch (error) {
    if (error instanceof RangeError) return "endless";
    throw error;
  }
}
