import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { compile, getSchema, interpret } from "@hyperjump/json-schema/experimental";
import * as Instance from "@hyperjump/json-schema/instance/experimental";
import { registerSchema, type SchemaObject } from "@hyperjump/json-schema/draft-2020-12";
import { describe, expect, it } from "vitest";
import type { Direction } from "../../generators/contract/model.js";
import { startChance } from "../contract/build/schemas-random.js";
import { componentRoots, openWorkshop, printChecks } from "../languages/validators/print.js";
import { readContract, shared } from "../targets/generate.js";
import { toStandard } from "./corpus-dialect.js";
import { changeValue, makeValues } from "./corpus-values.js";

const folder = join(shared, "corpus");
const files = existsSync(folder) ? readdirSync(folder).toSorted() : [];

/** So many schemas of a contract are looked at, spread over it; all of them with MORTISE_CORPUS=all. */
const SCHEMAS = process.env["MORTISE_CORPUS"] === "all" ? Infinity : 40;
const VALUES = 20;

/** What another validator says of values: an implementation that shares nothing with ours. */
async function readStandard(file: string, schemas: ReturnType<typeof toStandard>): Promise<(name: string, value: unknown) => boolean> {
  const uri = `https://corpus.example/${encodeURIComponent(file)}`;
  registerSchema({ $schema: "https://json-schema.org/draft/2020-12/schema", $defs: schemas } as SchemaObject, uri);
  const { ast } = await compile(await getSchema(uri));
  const idOf = (name: string): string => `${uri}#/$defs/${encodeURI(name.replaceAll("~", "~0").replaceAll("/", "~1"))}`;
  return (name, value) => interpret({ ast, schemaUri: idOf(name) }, Instance.fromJs(value as Parameters<typeof Instance.fromJs>[0])).valid;
}

/** Every k-th, so that no more than SCHEMAS are left. */
function spread<T>(all: readonly T[]): readonly T[] {
  const step = Math.max(1, Math.ceil(all.length / SCHEMAS));
  return all.filter((_, index) => index % step === 0);
}

describe.skipIf(files.length === 0)("printed validators agree with @hyperjump/json-schema on the schemas of real contracts (skipped where ../shared/corpus is absent)", () => {
  it.each(files)("%s", async (file) => {
    const { contract, document } = await readContract(join(folder, file));
    const workshop = openWorkshop(`corpus-${file}`);
    const checks = printChecks(contract, componentRoots(contract), { formats: "annotate" });
    workshop.put("given", checks);
    workshop.compile();
    const wrong: string[] = [];
    const counts = { schemas: 0, valid: 0, invalid: 0, few: 0 };
    const directions: readonly Direction[] = Object.values(contract.schemas).some(({ directional }) => directional) ? ["response", "request"] : ["response"];
    for (const direction of directions) {
      const schemas = toStandard(document, direction);
      const isValid = await readStandard(`${file}/${direction}`, schemas);
      for (const [index, name] of spread(Object.keys(schemas)).entries()) {
        const id = `#/components/schemas/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`;
        if (direction === "request" && !contract.schemas[id]?.directional) continue;
        const { is, list } = await workshop.load("given", checks, id, direction);
        const chance = startChance(index * 7 + 1);
        const maker = makeValues(schemas, chance);
        const seen = { valid: 0, changed: 0 };
        const compare = (value: unknown): boolean => {
          const want = isValid(name, value);
          counts[want ? "valid" : "invalid"] += 1;
          const found = list(value);
          if (is(value) !== want || (found.length === 0) !== want) wrong.push(`${direction} ${name}: ${want} ${is(value)} ${JSON.stringify(found)} ${JSON.stringify(value)}`);
          return want;
        };
        for (let turn = 0; turn < VALUES * 4 && seen.valid < VALUES; turn += 1) {
          const value = maker.make(schemas[name] ?? true);
          if (!compare(value)) continue;
          seen.valid += 1;
          compare(changeValue(value, chance));
        }
        counts.schemas += 1;
        if (seen.valid < VALUES) counts.few += 1;
      }
    }
    console.info(`${file}: ${JSON.stringify(counts)}, ${wrong.length} differences`);
    expect(wrong.slice(0, 20)).toEqual([]);
  }, 600_000);
});
