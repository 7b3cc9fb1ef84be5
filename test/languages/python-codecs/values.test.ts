import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Direction } from "../../../generators/contract/model.js";
import { toStandard } from "../../conformance/corpus-dialect.js";
import { changeValue, makeValues } from "../../conformance/corpus-values.js";
import { startChance } from "../../contract/build/schemas-random.js";
import { hasPython } from "../../python/tools.js";
import { readContract, root, shared } from "../../targets/generate.js";
import { keptOf } from "./kept.js";
import { openProgram } from "./program.js";

const own = ["users", "kitchen-sink", "ai-platform"].map((name) => join(root, `specs/${name}/openapi.yaml`));
const corpus = join(shared, "corpus");
const others = existsSync(corpus) ? readdirSync(corpus).toSorted().map((name) => join(corpus, name)) : [];

/** So many schemas of a contract are looked at, spread over it. */
const SCHEMAS = 60;
const VALUES = 15;

function spread<T>(all: readonly T[]): readonly T[] {
  const step = Math.max(1, Math.ceil(all.length / SCHEMAS));
  return all.filter((_, index) => index % step === 0);
}

describe.skipIf(!hasPython)("Python reads each valid value of real contracts as its type, and writes it as it was (skipped where Python is absent)", () => {
  it.each([...own, ...others])("%s", async (path) => {
    const { contract, document } = await readContract(path);
    const isDirectional = Object.values(contract.schemas).some(({ directional }) => directional);
    const directions: readonly Direction[] = isDirectional ? ["response", "request"] : ["response"];
    const asked = directions.flatMap((direction) => {
      const schemas = toStandard(document, direction);
      return spread(Object.keys(schemas)).flatMap((name) => {
        const schema = `#/components/schemas/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`;
        return contract.schemas[schema] === undefined ? [] : [{ key: `${direction} ${name}`, name, schema, schemas, direction }];
      });
    });
    const program = openProgram("python-codecs-values");
    program.add("values", contract, asked);
    const questions = asked.flatMap(({ key, name, schema, schemas, direction }, index) => {
      const chance = startChance(index * 11 + 3);
      const maker = makeValues(schemas, chance);
      return Array.from({ length: VALUES }, () => maker.make(schemas[name] ?? true)).flatMap((value) => [value, changeValue(value, chance)].map((each) => ({ key, text: JSON.stringify(each) ?? "null", kept: keptOf(contract, { kind: "ref", schema }, each, direction) })));
    });
    const answers = program.ask(questions);
    const wrong = answers.flatMap(({ complaints }, index) => complaints.map((complaint) => `${complaint} ${JSON.stringify(questions[index])}`));
    console.info(`${path}: ${questions.length} texts, ${answers.filter(({ valid }) => valid).length} valid, ${wrong.length} wrong`);
    expect(wrong.slice(0, 10)).toEqual([]);
  }, 300_000);
});
