import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { openProgram } from "../languages/python-codecs/program.js";
import { contractOf } from "../languages/validators/print.js";
import { hasPython, lint } from "../python/tools.js";
import { definitionsOf, type Entry, readRemote, schemaTexts } from "./suite.js";

const folder = fileURLToPath(new URL("../../../shared/conformance/", import.meta.url));

describe.skipIf(!existsSync(folder) || !hasPython)("types of Python take every valid case of the JSON Schema Test Suite, and are written as they were (skipped where ../shared/conformance or Python is absent)", () => {
  it.each([["oas31", "3.1.0"], ["oas30", "3.0.3"]] as const)("%s", async (name, version) => {
    const program = openProgram(`conformance-python-codecs-${name}`);
    const questions: { readonly key: string; readonly text: string; readonly valid: boolean; readonly about: string }[] = [];
    const text = readFileSync(`${folder}${name}.json`, "utf8");
    const schemas = schemaTexts(text);
    for (const [index, entry] of (JSON.parse(text) as readonly Entry[]).entries()) {
      const contract = await contractOf(`{"${entry.id}": ${schemas[index] ?? ""}${version === "3.0.3" ? definitionsOf(entry) : ""}}`, version, readRemote(folder));
      const key = `${name}_${entry.id}`;
      program.add(`case_${index}`, contract, [{ key, schema: `#/components/schemas/${entry.id}`, direction: "response" }], entry.cat === "format-annotation" ? "annotate" : "assert");
      for (const test of entry.tests) questions.push({ key, text: test.text, valid: test.valid, about: `${name} ${entry.id} ${entry.file} ${entry.desc}: ${test.desc}: ${test.text}` });
    }
    const answers = program.ask(questions);
    const wrong = answers.flatMap(({ valid, complaints }, index) => {
      const { valid: want, about } = questions[index] as (typeof questions)[number];
      return [...complaints, ...(valid === want ? [] : ["another verdict"])].map((complaint) => `${complaint}: ${about}`);
    });
    console.info(`python codecs, ${name}: ${questions.length} cases, ${wrong.length} wrong`);
    expect(wrong).toEqual([]);
    expect(lint(program.folder)).toBe("");
  }, 600_000);
});
