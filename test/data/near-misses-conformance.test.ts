import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { type Data, NoValue, openData } from "../../templates/runtime/typescript/data/index.js";
import { definitionsOf, type Entry, readRemote, schemaTexts } from "../conformance/suite.js";
import { componentRoots, contractOf, openWorkshop, printChecks, type PrintedChecks } from "../languages/validators/print.js";
import { collectMisses } from "./near-misses.js";
import { schemasOf, textOf } from "./schemas.js";

const folder = fileURLToPath(new URL("../../../shared/conformance/", import.meta.url));

interface Case {
  readonly entry: Entry;
  readonly checks: PrintedChecks;
  readonly data: Data;
  readonly name: string;
}

async function openCase(entry: Entry, text: string, version: string): Promise<Case | undefined> {
  const contract = await contractOf(`{"${entry.id}": ${text}${version === "3.0.3" ? definitionsOf(entry) : ""}}`, version, readRemote(folder));
  const formats = entry.cat === "format-annotation" ? "annotate" : "assert";
  const root = { schema: `#/components/schemas/${entry.id}`, direction: "response" } as const;
  const { schemas, nameOf } = schemasOf(contract, [root], formats);
  const name = nameOf(root);
  return name === "" ? undefined : { entry, checks: printChecks(contract, componentRoots(contract), { formats }), data: openData(schemas), name };
}

describe.skipIf(!existsSync(folder))("near-misses of the JSON Schema Test Suite's schemas (skipped where ../shared/conformance is absent)", () => {
  for (const [name, version] of [["oas31", "3.1.0"], ["oas30", "3.0.3"]] as const) {
    it(`${name}: printed validators refuse each with the violation that is announced`, async () => {
      const text = readFileSync(`${folder}${name}.json`, "utf8");
      const entries = JSON.parse(text) as readonly Entry[];
      const texts = schemaTexts(text);
      const workshop = openWorkshop(`near-misses-${name}`);
      const cases: Case[] = [];
      for (const [index, entry] of entries.entries()) {
        const found = await openCase(entry, texts[index] ?? "", version);
        if (found === undefined) continue;
        workshop.put(entry.id, found.checks);
        cases.push(found);
      }
      workshop.compile();
      const readBody = await workshop.readJson();
      const wrong: string[] = [];
      const rules = new Map<string, number>();
      let without = 0;
      for (const { entry, checks, data, name: schema } of cases) {
        const { is, list } = await workshop.load(entry.id, checks, `#/components/schemas/${entry.id}`);
        for (const wish of [{}, { seed: "b", size: "small" }, { seed: "c", examples: "never" }] as const) {
          try {
            const misses = collectMisses(data, schema, wish, 200);
            if (misses.length === 0) without += 1;
            for (const { value, violation, change } of misses) {
              rules.set(violation.rule, (rules.get(violation.rule) ?? 0) + 1);
              const read = readBody(textOf(value));
              const found = list(read);
              if (is(read) || !found.some(({ pointer, rule }) => pointer === violation.pointer && rule === violation.rule))
                wrong.push(`${entry.id} ${entry.file} ${JSON.stringify(entry.schema).slice(0, 400)}: ${change} ${JSON.stringify(violation)}: ${JSON.stringify(found)} ${textOf(value).slice(0, 400)}`);
            }
          } catch (error) {
            if (!(error instanceof NoValue)) throw error;
          }
        }
      }
      console.info(`${name}: ${JSON.stringify(Object.fromEntries([...rules].sort()))}, ${without} without any, ${wrong.length} wrong`);
      expect(wrong).toEqual([]);
    }, 240_000);
  }
});
