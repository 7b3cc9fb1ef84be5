import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { openProgram } from "../languages/go-checks/program.js";
import { contractOf } from "../languages/validators/print.js";
import { hasGo, judgeModule } from "../targets/go-build.js";
import { definitionsOf, type Entry, readRemote, schemaTexts } from "./suite.js";

const folder = fileURLToPath(new URL("../../../shared/conformance/", import.meta.url));

/** Entries whose answers are known to be wrong, and why. One that becomes right fails the run, so that the list stays true. */
const KNOWN: ReadonlyMap<string, string> = new Map();

describe.skipIf(!existsSync(folder) || !hasGo)("printed checks in Go give the right answer to every case of the JSON Schema Test Suite (skipped where ../shared/conformance or Go is absent)", () => {
  it("both dialects", async () => {
    const program = openProgram("conformance-go");
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
    program.build();
    const wrong = program.ask(questions.map(({ key, text }) => ({ key, text }))).flatMap(({ refused, is, violations }, index) => {
      const { valid, about } = questions[index] as (typeof questions)[number];
      if (refused) return valid ? [`${about}: refused`] : [];
      return [...(is === valid ? [] : [`${about}: is`]), ...((violations ?? []).length === 0 === valid ? [] : [`${about}: check ${JSON.stringify(violations)}`])];
    });
    console.info(`go: ${questions.length} cases, ${wrong.length} wrong`);
    expect(wrong.filter((line) => ![...KNOWN.keys()].some((known) => line.includes(known)))).toEqual([]);
    expect([...KNOWN.keys()].filter((known) => !wrong.some((line) => line.includes(known)))).toEqual([]);
    expect(judgeModule(program.folder)).toBe("");
  }, 300_000);
});
