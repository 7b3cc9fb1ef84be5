import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { readJson } from "../../templates/runtime/typescript/check/json-reader.js";
import { NoValue, openData, type Data, type Wish } from "../../templates/runtime/typescript/data/index.js";
import { definitionsOf, type Entry, readRemote, schemaTexts } from "../conformance/suite.js";
import { componentRoots, contractOf, openWorkshop, printChecks, type PrintedChecks } from "../languages/validators/print.js";
import { schemasOf, textOf } from "./schemas.js";

const folder = fileURLToPath(new URL("../../../shared/conformance/", import.meta.url));

/** Schemas for which no value is found although there is one, and why. One that is found fails the run, so that the list stays true. */
const UNFOUND: ReadonlyMap<string, string> = new Map();

const WISHES: readonly Wish[] = [{}, { seed: "a" }, { seed: "b", size: "small" }, { seed: "c", examples: "never" }, { seed: "d", given: { foo: 1, bar: "x" } }, { seed: "e", given: ["x"] }];

interface Case {
  readonly entry: Entry;
  readonly checks: PrintedChecks;
  readonly data: Data;
  readonly name: string;
}

async function openCase(entry: Entry, text: string, version: string): Promise<Case> {
  const contract = await contractOf(`{"${entry.id}": ${text}${version === "3.0.3" ? definitionsOf(entry) : ""}}`, version, readRemote(folder));
  const formats = entry.cat === "format-annotation" ? "annotate" : "assert";
  const root = { schema: `#/components/schemas/${entry.id}`, direction: "response" } as const;
  const { schemas, nameOf } = schemasOf(contract, [root], formats);
  const name = nameOf(root);
  return { entry, checks: printChecks(contract, componentRoots(contract), { formats }), data: openData(name === "" ? { "": true } : schemas), name };
}

const refused = Symbol("malformed");

function readOrRefuse(text: string): unknown {
  try {
    return readJson(Buffer.from(text));
  } catch {
    return refused;
  }
}

/** What the generator makes of a wish: a value, or nothing. */
function tryMake(data: Data, name: string, wish: Wish): { readonly value: unknown } | NoValue {
  try {
    return { value: data.make(name, wish) };
  } catch (error) {
    if (error instanceof NoValue) return error;
    throw error;
  }
}

describe.skipIf(!existsSync(folder))("the JSON Schema Test Suite (skipped where ../shared/conformance is absent)", () => {
  for (const [name, version] of [["oas31", "3.1.0"], ["oas30", "3.0.3"]] as const) {
    it(`${name}: the judge gives every right answer; every schema that a value is known of gets values, which printed validators take`, async () => {
      const text = readFileSync(`${folder}${name}.json`, "utf8");
      const entries = JSON.parse(text) as readonly Entry[];
      const texts = schemaTexts(text);
      const workshop = openWorkshop(`data-${name}`);
      const cases: Case[] = [];
      for (const [index, entry] of entries.entries()) {
        const found = await openCase(entry, texts[index] ?? "", version);
        workshop.put(entry.id, found.checks);
        cases.push(found);
      }
      workshop.compile();
      const readBody = await workshop.readJson();
      const wrong: string[] = [];
      const unfound = new Set<string>();
      const counts = { cases: 0, values: 0, without: 0 };
      let slowest = { time: 0, id: "" };
      for (const { entry, checks, data, name: schema } of cases) {
        const tell = (what: string): string => `${entry.id} ${entry.file} ${entry.desc}: ${JSON.stringify(entry.schema).slice(0, 500)}: ${what}`;
        for (const test of entry.tests) {
          counts.cases += 1;
          const value = readOrRefuse(test.text);
          if (value === refused ? test.valid : data.accepts(schema, value) !== test.valid) wrong.push(tell(`judge ${test.text} ${!test.valid}`));
        }
        const { is, list } = await workshop.load(entry.id, checks, `#/components/schemas/${entry.id}`);
        const isSatisfiable = entry.tests.some(({ valid }) => valid);
        for (const wish of WISHES) {
          const start = performance.now();
          const made = tryMake(data, schema, wish);
          const time = performance.now() - start;
          if (time > slowest.time) slowest = { time, id: entry.id };
          if (made instanceof NoValue) {
            counts.without += 1;
            if (isSatisfiable) unfound.add(entry.id);
            if (isSatisfiable && !UNFOUND.has(entry.id)) wrong.push(tell(`${JSON.stringify(wish)}: ${made.message}`));
            continue;
          }
          counts.values += 1;
          const value = readBody(textOf(made.value));
          if (!is(value)) wrong.push(tell(`made ${textOf(made.value)}: ${JSON.stringify(list(value))}`));
          if (textOf(data.make(schema, wish)) !== textOf(made.value)) wrong.push(tell("the same wish makes another value"));
        }
      }
      console.info(`${name}: ${JSON.stringify(counts)}, slowest ${slowest.id} ${slowest.time.toFixed(1)} ms, ${wrong.length} wrong`);
      expect(wrong).toEqual([]);
      expect([...UNFOUND.keys()].filter((id) => entries.some((entry) => entry.id === id) && !unfound.has(id))).toEqual([]);
    }, 600_000);
  }
});
