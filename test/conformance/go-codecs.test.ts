import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { openProgram } from "../languages/go-codecs/program.js";
import { contractOf } from "../languages/validators/print.js";
import { findUnformatted, hasGo, runGo } from "../targets/go-build.js";
import { definitionsOf, type Entry, readRemote, schemaTexts } from "./suite.js";

const folder = fileURLToPath(new URL("../../../shared/conformance/", import.meta.url));

describe.skipIf(!existsSync(folder) || !hasGo)("codecs in Go read every valid case of the JSON Schema Test Suite, check in one pass only what is valid, and write what they read (skipped where ../shared/conformance or Go is absent)", () => {
  it("both dialects", async () => {
    const program = openProgram("conformance-go-codecs");
    const questions: { readonly key: string; readonly text: string; readonly valid: boolean; readonly about: string }[] = [];
    const sure = new Set<string>();
    for (const [name, version] of [["oas31", "3.1.0"], ["oas30", "3.0.3"]] as const) {
      const text = readFileSync(`${folder}${name}.json`, "utf8");
      const schemas = schemaTexts(text);
      for (const [index, entry] of (JSON.parse(text) as readonly Entry[]).entries()) {
        const contract = await contractOf(`{"${entry.id}": ${schemas[index] ?? ""}${version === "3.0.3" ? definitionsOf(entry) : ""}}`, version, readRemote(folder));
        const key = `${name}_${entry.id}`;
        for (const each of program.add(key, contract, [{ key, schema: `#/components/schemas/${entry.id}`, direction: "response" }], entry.cat === "format-annotation" ? "annotate" : "assert")) sure.add(each);
        for (const test of entry.tests) questions.push({ key, text: test.text, valid: test.valid, about: `${name} ${entry.id} ${entry.file} ${entry.desc}: ${test.desc}: ${test.text}` });
      }
    }
    program.build();
    const answers = program.ask(questions.map(({ key, text }) => ({ key, text })));
    const wrong = answers.flatMap(({ valid, complaints }, index) => {
      const { valid: want, about } = questions[index] as (typeof questions)[number];
      const own = complaints ?? [];
      return [...own, ...(valid === want ? [] : ["another verdict"])].map((complaint) => `${complaint}: ${about}`);
    });
    const fast = answers.filter(({ fast: isFast }) => isFast).length;
    const could = questions.filter(({ key, valid }) => valid && sure.has(key)).length;
    console.info(`go codecs: ${questions.length} cases, ${fast} of ${could} in one pass, ${wrong.length} wrong`);
    expect(wrong).toEqual([]);
    expect(findUnformatted(program.folder)).toBe("");
    expect(runGo(program.folder, ["vet", "."])).toMatchObject({ status: 0 });
  }, 600_000);
});
