import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { changeValue, makeValues } from "../../conformance/corpus-values.js";
import { toStandard } from "../../conformance/corpus-dialect.js";
import { type Chance, startChance } from "../../contract/build/schemas-random.js";
import { readContract, root, shared } from "../../targets/generate.js";
import { findUnformatted, hasGo, runGo } from "../../targets/go-build.js";
import { openProgram } from "./program.js";

const own = ["users", "kitchen-sink", "ai-platform"].map((name) => join(root, `specs/${name}/openapi.yaml`));
const others = ["petstore.yaml", "twilio-verify.json"].map((name) => join(shared, "corpus", name));
const files = [...own, ...others].filter((path) => existsSync(path));

/** Other ways to write a value, most of which are the same value or no JSON at all. */
function rewrite(text: string, chance: Chance): string {
  const at = chance.below(text.length);
  const signs = ['"', "\\", ",", ":", "{", "}", "[", "]", "0", "9", ".", "e", "-", "u", " ", "\n", "n", "\u00e9", "\ud83d\ude00"];
  switch (chance.below(8)) {
    case 0:
      return text.replace(/(?<=[:[,])-?\d+(?=[,}\]])/g, (number) => `${number}.0`);
    case 1:
      return text.replace(/(?<=[:[,])(-?[1-9])(?=[,}\]])/g, "$10e-1");
    case 2:
      return text.replace(/^\{(?=")/, '{"never heard of":[{"a":1}],');
    case 3:
      return text.replace(/^\{("[^"]*"):/, '{$1:null,$1:');
    case 4:
      return text.replace(/"([a-z])/g, (_found, letter: string) => `"\\u00${letter.charCodeAt(0).toString(16)}`);
    case 5:
      return text.replace(/(?<=[:[,{])/g, " ");
    case 6:
      return text.slice(0, at) + text.slice(at + 1);
    default:
      return text.slice(0, at) + (signs[chance.below(signs.length)] ?? "") + text.slice(at + chance.below(2));
  }
}

describe.skipIf(!hasGo)("codecs of Go on values of real contracts (skipped where Go is absent)", () => {
  it.each(files)("%s", async (path) => {
    const { contract, document } = await readContract(path);
    const schemas = toStandard(document, "response");
    const program = openProgram("go-codecs-values");
    const asked = Object.keys(schemas).flatMap((name) => {
      const schema = `#/components/schemas/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`;
      return contract.schemas[schema] === undefined ? [] : [{ key: name, schema, direction: "response" as const }];
    });
    const sure = new Set(program.add("values", contract, asked));
    program.build();
    const questions = asked.flatMap(({ key }, index) => {
      const chance = startChance(index * 11 + 3);
      const maker = makeValues(schemas, chance);
      return Array.from({ length: 40 }, () => maker.make(schemas[key] ?? true)).flatMap((value) => {
        const text = JSON.stringify(value) ?? "null";
        return [text, JSON.stringify(changeValue(value, chance)) ?? "null", rewrite(text, chance), rewrite(text, chance)].map((each) => ({ key, text: each }));
      });
    });
    const answers = program.ask(questions);
    const wrong = answers.flatMap(({ complaints }, index) => (complaints ?? []).map((complaint) => `${complaint} ${JSON.stringify(questions[index])}`));
    const fast = answers.filter((answer) => answer.fast).length;
    const could = answers.filter((answer, index) => answer.valid && sure.has(questions[index]?.key ?? "")).length;
    const valid = answers.filter((answer) => answer.valid).length;
    console.info(`${path}: ${questions.length} texts, ${valid} valid, ${fast} of ${could} in one pass, ${sure.size} of ${asked.length} schemas sure, ${wrong.length} wrong`);
    expect(wrong.slice(0, 20)).toEqual([]);
    expect(fast).toBeGreaterThan(could * 0.9);
    expect(findUnformatted(program.folder)).toBe("");
    expect(runGo(program.folder, ["vet", "."])).toMatchObject({ status: 0 });
  }, 300_000);
});
