import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { openProgram } from "../languages/python-rules/program.js";
import { contractOf } from "../languages/validators/print.js";
import { hasPython } from "../python/tools.js";
import { definitionsOf, type Entry, readRemote, schemaTexts } from "./suite.js";

const folder = fileURLToPath(new URL("../../../shared/conformance/", import.meta.url));

describe.skipIf(!existsSync(folder) || !hasPython)("rules in Python give the right answer to every case of the JSON Schema Test Suite (skipped where ../shared/conformance or Python is absent)", () => {
  it("both dialects", async () => {
    const program = openProgram("conformance-python");
    const questions: { readonly key: string; readonly text: string; readonly valid: boolean; readonly about: string }[] = [];
    for (const [name, version] of [["oas31", "3.1.0"], ["oas30", "3.0.3"]] as const) {
      const text = readFileSync(`${folder}${name}.json`, "utf8");
      const schemas = schemaTexts(text);
      for (const [index, entry] of (JSON.parse(text) as readonly Entry[]).entries()) {
        const contract = await contractOf(`{"${entry.id}": ${schemas[index] ?? ""}${version === "3.0.3" ? definitionsOf(entry) : ""}}`, version, readRemote(folder));
        const key = `${name}_${entry.id}`;
        program.add(key, contract, [{ key, schema: `#/components/schemas/${entry.id}`, direction: "response" }], { formats: entry.cat === "format-annotation" ? "annotate" : "assert" });
        for (const test of entry.tests) questions.push({ key, text: test.text, valid: test.valid, about: `${name} ${entry.id} ${entry.file} ${entry.desc}: ${test.desc}: ${test.text}` });
      }
    }
    const answers = program.ask(questions);
    const wrong = answers.flatMap(({ refused, is, sure, violations }, index) => {
      const { valid, about } = questions[index] as (typeof questions)[number];
      if (refused) return valid ? [`${about}: refused`] : [];
      return [...(is === valid ? [] : [`${about}: is`]), ...(sure && !valid ? [`${about}: sure`] : []), ...((violations.length === 0) === valid ? [] : [`${about}: check ${JSON.stringify(violations)}`])];
    });
    const sure = answers.filter((answer) => answer.sure).length;
    console.info(`python: ${questions.length} cases, ${sure} of ${questions.filter(({ valid }) => valid).length} valid ones for sure, ${wrong.length} wrong`);
    expect(wrong).toEqual([]);
  }, 300_000);
});
