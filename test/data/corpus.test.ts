import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { listRoots } from "../../generators/languages/roots.js";
import { NoValue, openData, type Wish } from "../../templates/runtime/typescript/data/index.js";
import { componentRoots, openWorkshop, printChecks } from "../languages/validators/print.js";
import { readContract, shared } from "../targets/generate.js";
import { openAjv } from "./ajv.js";
import { schemasOf, textOf } from "./schemas.js";

const folder = join(shared, "corpus");
const files = existsSync(folder) ? readdirSync(folder).toSorted() : [];

/** Every schema of a contract with MORTISE_CORPUS=all, else so many, spread over it. */
const SCHEMAS = process.env["MORTISE_CORPUS"] === "all" ? Infinity : 150;

/** Schemas that no value can have: what is wrong with them. */
const WITHOUT: Readonly<Record<string, ReadonlyMap<string, string>>> = {};

const wishesOf = (index: number): readonly Wish[] => [
  {},
  ...Array.from({ length: 17 }, (_, seed): Wish => ({ seed: `${index} ${seed}`, examples: seed % 3 === 2 ? "never" : "first" })),
  { seed: "small", size: "small" },
  { seed: "given", given: { id: 7, name: "Ada", status: "active", type: "user" } },
];

function spread<T>(all: readonly T[]): readonly T[] {
  const step = Math.max(1, Math.ceil(all.length / SCHEMAS));
  return all.filter((_, index) => index % step === 0);
}

describe.skipIf(files.length === 0)("real contracts: every value that is made is valid by the printed validators and by ajv (skipped where ../shared/corpus is absent)", () => {
  it.each(files)("%s", async (file) => {
    const { contract } = await readContract(join(folder, file));
    const roots = [...listRoots(contract), ...componentRoots(contract)];
    const checks = printChecks(contract, roots);
    const workshop = openWorkshop(`data-${file}`);
    workshop.put("given", checks);
    workshop.compile();
    const readBody = await workshop.readJson();
    const { schemas, nameOf } = schemasOf(contract, roots);
    const isStandard = openAjv(schemas);
    const byName = new Map(roots.map((root) => [nameOf(root), root] as const).filter(([name]) => name !== ""));
    const data = openData(schemas);
    const wrong: string[] = [];
    const without = new Set<string>();
    const counts = { schemas: 0, values: 0, bytes: 0 };
    let time = 0;
    let slowest = { time: 0, name: "" };
    for (const [index, [name, root]] of spread([...byName]).entries()) {
      const { is, list } = await workshop.load("given", checks, root.schema, root.direction);
      counts.schemas += 1;
      for (const wish of wishesOf(index)) {
        const start = performance.now();
        let made: unknown;
        try {
          made = data.make(name, wish);
        } catch (error) {
          if (!(error instanceof NoValue)) throw error;
          without.add(name);
          if (WITHOUT[file]?.has(name) !== true) wrong.push(`${JSON.stringify(wish)} ${error.message}`);
          break;
        } finally {
          const taken = performance.now() - start;
          time += taken;
          if (taken > slowest.time) slowest = { time: taken, name };
        }
        counts.values += 1;
        const text = textOf(made);
        counts.bytes += text.length;
        const value = readBody(text);
        if (!is(value)) wrong.push(`${name} ${JSON.stringify(wish)}: ${JSON.stringify(list(value))} ${text.slice(0, 2_000)}`);
        if (!isStandard(name, JSON.parse(text))) wrong.push(`ajv: ${name}: ${text.slice(0, 2_000)}`);
      }
    }
    console.info(`${file}: ${JSON.stringify(counts)}, ${time.toFixed(0)} ms, slowest ${slowest.name} ${slowest.time.toFixed(1)} ms, ${wrong.length} wrong`);
    expect(wrong.slice(0, 20)).toEqual([]);
    expect([...(WITHOUT[file]?.keys() ?? [])].filter((name) => byName.has(name) && counts.schemas === byName.size && !without.has(name))).toEqual([]);
  }, 600_000);
});
