import { describe, expect, it } from "vitest";
import { buildSchemas, type SchemaRoot } from "../../../generators/contract/build/schemas/index.js";
import type { JsonObject } from "../../../generators/contract/json.js";
import type { Contract } from "../../../generators/contract/model.js";
import { randomSchema, randomValue, startChance } from "../../contract/build/schemas-random.js";
import { hasPython } from "../../python/tools.js";
import { componentRoots, contractOf, openWorkshop, printChecks } from "../validators/print.js";
import { rows } from "../validators/rows.js";
import { openProgram, type Violation } from "./program.js";

/** Violations as one line; the order is that of a problem document in both. */
const show = (violations: readonly Violation[]): string => violations.map(({ pointer, rule, message }) => `${pointer} ${rule} ${message}`).join("\n");

describe.skipIf(!hasPython)("rules in Python", () => {
  it("say what the table says", async () => {
    const program = openProgram("python-rows");
    for (const [index, { schemas, direction = "response" }] of rows.entries()) program.add(`row${index}`, await contractOf(schemas), [{ key: `row${index}`, schema: "#/components/schemas/A", direction }]);
    const questions = rows.flatMap(({ name, cases }, index) => cases.map(([text, want]) => ({ key: `row${index}`, text, want, name })));
    const answers = program.ask(questions.map(({ key, text }) => ({ key, text })));
    const told = questions.map(({ name, text }, index) => `${name} ${text}: ${(answers[index]?.violations ?? []).map(({ pointer, rule }) => `${pointer} ${rule}`).join(", ")}`);
    expect(told).toEqual(questions.map(({ name, text, want }) => `${name} ${text}: ${want}`));
    expect(answers.map(({ is }) => is)).toEqual(questions.map(({ want }) => want === ""));
  }, 120_000);

  const count = Number(process.env["MORTISE_RANDOM_ROUNDS"] ?? 60);
  const seed = Number(process.env["MORTISE_RANDOM_SEED"] ?? 7);
  it(`list what those in TypeScript list, of ${count} random contracts`, async () => {
    const names = ["R", "S", "T"];
    const workshop = openWorkshop("python-random");
    const program = openProgram("python-random");
    const rounds = Array.from({ length: count }, (_, round) => {
      const chance = startChance(seed * 100_000 + round);
      const components = Object.fromEntries(names.map((name) => [name, randomSchema(chance, names, 2)]));
      const document = { components: { schemas: components } } as unknown as JsonObject;
      const roots = names.map((name): SchemaRoot => ({ pointer: `#/components/schemas/${name}`, place: { kind: "component", name } }));
      const { schemas, resources, diagnostics } = buildSchemas(document, "3.1", roots);
      const contract = { schemas, resources, operations: [], webhooks: [] } as unknown as Contract;
      const checks = printChecks(contract, componentRoots(contract));
      workshop.put(`round${round}`, checks);
      return { round, chance, components, contract, checks, isEndless: diagnostics.some(({ code }) => code === "schema-cycle") };
    }).filter(({ isEndless }) => !isEndless);
    for (const { round, contract } of rounds) program.add(`round${round}`, contract, names.map((name) => ({ key: `${round} ${name}`, schema: `#/components/schemas/${name}`, direction: "response" as const })));
    workshop.compile();
    const questions: { readonly key: string; readonly text: string; readonly is: boolean; readonly want: string; readonly components: unknown }[] = [];
    for (const { round, chance, components, checks } of rounds) {
      for (const name of names) {
        const { is, list } = await workshop.load(`round${round}`, checks, `#/components/schemas/${name}`);
        for (let turn = 0; turn < 40; turn += 1) {
          const value = randomValue(chance, 3);
          const text = JSON.stringify(value);
          try {
            questions.push({ key: `${round} ${name}`, text, is: is(value), want: show(sort(list(value))), components });
          } catch (error) {
            // References that only lead to each other.
            if (!(error instanceof RangeError)) throw error;
          }
        }
      }
    }
    const answers = program.ask(questions.map(({ key, text }) => ({ key, text })));
    const wrong = questions.flatMap(({ key, text, is, want, components }, index) => {
      const { violations, sure, ...answer } = answers[index] as (typeof answers)[number];
      const got = show(violations);
      return got === want && answer.is === is && (is || !sure) ? [] : [`${key} ${text} ${String(sure)}\n${got}\nshould be\n${want}\n${JSON.stringify(components)}\n${program.textOf(`round${key.split(" ")[0] ?? ""}`)}`];
    });
    const valid = questions.filter(({ is }) => is).length;
    console.info(`python: ${questions.length} values, ${answers.filter(({ sure }) => sure).length} of ${valid} valid ones for sure, ${wrong.length} wrong`);
    expect(wrong.slice(0, 3).join("\n\n")).toBe("");
    expect(questions.length).toBeGreaterThan(1_000);
  }, 120_000);
});

/** By pointer, rule and message, as a report has them. */
const sort = (violations: readonly Violation[]): readonly Violation[] =>
  violations.toSorted((a, b) => compare(a.pointer, b.pointer) || compare(a.rule, b.rule) || compare(a.message, b.message));

const compare = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));
