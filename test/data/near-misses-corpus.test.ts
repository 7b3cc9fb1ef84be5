import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { listRoots } from "../../generators/languages/roots.js";
import { NoValue, openData } from "../../templates/runtime/typescript/data/index.js";
import { componentRoots, openWorkshop, printChecks } from "../languages/validators/print.js";
import { readContract, shared } from "../targets/generate.js";
import { openAjv } from "./ajv.js";
import { collectMisses } from "./near-misses.js";
import { schemasOf, textOf } from "./schemas.js";

const folder = join(shared, "corpus");
const files = existsSync(folder) ? readdirSync(folder).toSorted() : [];

/** Every schema of a contract with MORTISE_CORPUS=all, else so many, spread over it. */
const SCHEMAS = process.env["MORTISE_CORPUS"] === "all" ? Infinity : 60;
const MISSES = 150;

function spread<T>(all: readonly T[]): readonly T[] {
  const step = Math.max(1, Math.ceil(all.length / SCHEMAS));
  return all.filter((_, index) => index % step === 0);
}

/** ajv divides doubles, and doesn't know or doesn't check as strictly all formats. */
const OTHERWISE: ReadonlySet<string> = new Set(["format", "multipleOf"]);

describe.skipIf(files.length === 0)("near-misses of real contracts (skipped where ../shared/corpus is absent)", () => {
  it.each(files)("%s: printed validators refuse each with the violation that is announced, and so does ajv", async (file) => {
    const { contract } = await readContract(join(folder, file));
    // What isn't looked at needn't be printed either.
    const roots = spread([...listRoots(contract), ...componentRoots(contract)]);
    const checks = printChecks(contract, roots);
    const workshop = openWorkshop(`near-misses-${file}`);
    workshop.put("given", checks);
    workshop.compile();
    const readBody = await workshop.readJson();
    const { schemas, nameOf } = schemasOf(contract, roots);
    const isStandard = openAjv(schemas);
    const byName = new Map(roots.map((root) => [nameOf(root), root] as const).filter(([name]) => name !== ""));
    const data = openData(schemas);
    const wrong: string[] = [];
    const rules = new Map<string, number>();
    let without = 0;
    let time = 0;
    for (const [index, [name, root]] of [...byName].entries()) {
      const { is, list } = await workshop.load("given", checks, root.schema, root.direction);
      const start = performance.now();
      let misses: ReturnType<typeof collectMisses> = [];
      try {
        misses = collectMisses(data, name, { seed: String(index) }, MISSES);
      } catch (error) {
        if (!(error instanceof NoValue)) throw error;
      }
      time += performance.now() - start;
      if (misses.length === 0) without += 1;
      for (const { value, violation, change } of misses) {
        rules.set(violation.rule, (rules.get(violation.rule) ?? 0) + 1);
        const text = textOf(value);
        const read = readBody(text);
        const found = list(read);
        const tell = (who: string): string => `${who}: ${name}: ${change} ${JSON.stringify(violation)}: ${JSON.stringify(found)} ${text.slice(0, 1_000)}`;
        if (is(read) || !found.some(({ pointer, rule }) => pointer === violation.pointer && rule === violation.rule)) wrong.push(tell("ours"));
        if (!OTHERWISE.has(violation.rule) && isStandard(name, JSON.parse(text))) wrong.push(tell("ajv"));
      }
    }
    console.info(`${file}: ${JSON.stringify(Object.fromEntries([...rules].sort()))}, ${without} schemas without any, ${time.toFixed(0)} ms, ${wrong.length} wrong`);
    expect(wrong.slice(0, 10)).toEqual([]);
  }, 600_000);
});
