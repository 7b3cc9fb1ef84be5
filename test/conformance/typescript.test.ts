import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { definitionsOf, type Entry, readRemote, schemaTexts } from "./suite.js";
import { componentRoots, contractOf, openWorkshop, printChecks, type PrintedChecks } from "../languages/validators/print.js";

const folder = fileURLToPath(new URL("../../../shared/conformance/", import.meta.url));

/** Entries whose answers are known to be wrong, and why. One that becomes right fails the run, so that the list stays true. */
const KNOWN: ReadonlyMap<string, string> = new Map();

async function printEntry(entry: Entry, schema: string, version: string): Promise<PrintedChecks> {
  const contract = await contractOf(`{"${entry.id}": ${schema}${version === "3.0.3" ? definitionsOf(entry) : ""}}`, version, readRemote(folder));
  return printChecks(contract, componentRoots(contract), { formats: entry.cat === "format-annotation" ? "annotate" : "assert" });
}

describe.skipIf(!existsSync(folder))("printed validators give the right answer to every case of the JSON Schema Test Suite (skipped where ../shared/conformance is absent)", () => {
  for (const [name, version] of [["oas31", "3.1.0"], ["oas30", "3.0.3"]] as const) {
    it(name, async () => {
      const text = readFileSync(`${folder}${name}.json`, "utf8");
      const entries = JSON.parse(text) as readonly Entry[];
      const schemas = schemaTexts(text);
      const workshop = openWorkshop(name);
      const printed: PrintedChecks[] = [];
      for (const [index, entry] of entries.entries()) {
        const checks = await printEntry(entry, schemas[index] ?? "", version);
        workshop.put(entry.id, checks);
        printed.push(checks);
      }
      workshop.compile();
      const readJson = await workshop.readJson();
      const wrong: string[] = [];
      let cases = 0;
      for (const [index, entry] of entries.entries()) {
        const checks = printed[index] as PrintedChecks;
        const { is, list } = await workshop.load(entry.id, checks, `#/components/schemas/${entry.id}`);
        for (const test of entry.tests) {
          cases += 1;
          const tell = (what: string): string => `${entry.id} ${entry.file} ${entry.desc}: ${test.desc}: ${test.text}: ${what}`;
          try {
            const value = readOrRefuse(readJson, test.text);
            if (value === refused ? test.valid : is(value) !== test.valid) wrong.push(tell("is"));
            if (value !== refused && (list(value).length === 0) !== test.valid) wrong.push(tell(`check ${JSON.stringify(list(value))}`));
          } catch (error) {
            wrong.push(tell(String(error)));
          }
        }
      }
      console.info(`${name}: ${cases} cases, ${new Set(wrong.map((line) => line.replace(/: (?:is|check .*)$/, ""))).size} wrong`);
      expect(wrong.filter((line) => !KNOWN.has(line.slice(0, 5)))).toEqual([]);
      expect([...KNOWN.keys()].filter((id) => entries.some((entry) => entry.id === id) && !wrong.some((line) => line.startsWith(id)))).toEqual([]);
    }, 120_000);
  }
});

const refused = Symbol("malformed");

/** Text that is no JSON body of the profile, such as 1e400, is refused before any schema is asked. */
function readOrRefuse(readJson: (text: string) => unknown, text: string): unknown {
  try {
    return readJson(text);
  } catch {
    return refused;
  }
}
