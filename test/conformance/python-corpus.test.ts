import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Direction } from "../../generators/contract/model.js";
import { startChance } from "../contract/build/schemas-random.js";
import { openProgram, type Violation } from "../languages/python-rules/program.js";
import { openWorkshop, printChecks } from "../languages/validators/print.js";
import { hasPython } from "../python/tools.js";
import { readContract, shared } from "../targets/generate.js";
import { toStandard } from "./corpus-dialect.js";
import { changeValue, makeValues } from "./corpus-values.js";

const folder = join(shared, "corpus");
const files = existsSync(folder) ? readdirSync(folder).toSorted() : [];

/** So many schemas of a contract are looked at, spread over it. */
const SCHEMAS = 25;
const VALUES = 12;

function spread<T>(all: readonly T[]): readonly T[] {
  const step = Math.max(1, Math.ceil(all.length / SCHEMAS));
  return all.filter((_, index) => index % step === 0);
}

const show = (violations: readonly Violation[]): string => violations.map(({ pointer, rule, message }) => `${pointer} ${rule} ${message}`).join("\n");

const compare = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

/** By pointer, rule and message, 100 at most, as a report has them. */
const sort = (violations: readonly Violation[]): readonly Violation[] =>
  violations.toSorted((a, b) => compare(a.pointer, b.pointer) || compare(a.rule, b.rule) || compare(a.message, b.message)).slice(0, 100);

describe.skipIf(files.length === 0 || !hasPython)("rules in Python list what those in TypeScript list, of the schemas of real contracts (skipped where ../shared/corpus or Python is absent)", () => {
  it.each(files)("%s", async (file) => {
    const { contract, document } = await readContract(join(folder, file));
    const isDirectional = Object.values(contract.schemas).some(({ directional }) => directional);
    const directions: readonly Direction[] = isDirectional ? ["response", "request"] : ["response"];
    const asked = directions.flatMap((direction) => {
      const schemas = toStandard(document, direction);
      return spread(Object.keys(schemas)).map((name) => ({ direction, schemas, name, schema: `#/components/schemas/${name.replaceAll("~", "~0").replaceAll("/", "~1")}` }));
    });
    const workshop = openWorkshop(`python-corpus-${file}`);
    const checks = printChecks(contract, asked);
    workshop.put("given", checks);
    workshop.compile();
    const program = openProgram(`python-corpus-${file}`);
    program.add("given", contract, asked.map(({ schema, direction }) => ({ key: `${direction} ${schema}`, schema, direction })));
    const questions: { readonly key: string; readonly text: string; readonly is: boolean; readonly want: string }[] = [];
    for (const [index, { direction, schemas, name, schema }] of asked.entries()) {
      const { is, list } = await workshop.load("given", checks, schema, direction);
      const chance = startChance(index * 7 + 3);
      const maker = makeValues(schemas, chance);
      for (let turn = 0; turn < VALUES; turn += 1) {
        const value = maker.make(schemas[name] ?? true);
        for (const each of [value, changeValue(value, chance)]) questions.push({ key: `${direction} ${schema}`, text: JSON.stringify(each), is: is(each), want: show(sort(list(each))) });
      }
    }
    const answers = program.ask(questions.map(({ key, text }) => ({ key, text })));
    const wrong = questions.flatMap(({ key, text, is, want }, index) => {
      const { refused, sure, violations, ...answer } = answers[index] as (typeof answers)[number];
      return refused || (answer.is === is && (is || !sure) && show(violations) === want) ? [] : [`${key} ${text}\n${show(violations)}\nshould be\n${want}`];
    });
    const sure = answers.filter((answer) => answer.sure).length;
    console.info(`${file}: ${asked.length} schemas, ${questions.length} values, ${sure} of ${questions.filter(({ is }) => is).length} valid ones for sure, ${wrong.length} differences`);
    expect(wrong.slice(0, 5)).toEqual([]);
  }, 600_000);
});
