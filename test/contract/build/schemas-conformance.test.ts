import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { build } from "../../../generators/contract/build/index.js";
import { load } from "../../../generators/contract/load.js";
import type { Contract, Shape } from "../../../generators/contract/model.js";
import { fitsExactly, hasForm } from "./schemas-fits.js";
import { isValid } from "./schemas-interpreter.js";

const folder = fileURLToPath(new URL("../../../../shared/conformance/", import.meta.url));

interface Entry {
  readonly id: string;
  readonly file: string;
  readonly cat: string;
  readonly desc: string;
  readonly schema: unknown;
  readonly schema_raw: unknown;
  readonly tests: readonly { readonly desc: string; readonly text: string; readonly valid: boolean }[];
}

/** Cases that the assertions alone can't answer, and why. Formats are asserted by the languages; here it is checked that the assertion is there. */
const SKIPPED_CATEGORIES: readonly string[] = ["format"];

/** Entries whose answers are known to be wrong, and why. One that becomes right fails the run, so that the list stays true. */
const KNOWN: ReadonlyMap<string, string> = new Map();

/** The entries of a suite as texts: `JSON.parse` would lose digits of limits, so each schema is cut from the file as it stands. */
function schemaTexts(text: string): readonly string[] {
  return [...text.matchAll(/"schema": (.*?), "schema_raw": /gs)].map((match) => match[1] ?? "");
}

/** Schemas of draft 4's `definitions` stand beside the others, as the suite's references expect. */
function definitionsOf({ id, schema_raw: raw }: Entry): string {
  const definitions = (raw as { readonly definitions?: Record<string, unknown> }).definitions ?? {};
  return Object.entries(definitions)
    .map(([name, schema]) => `, ${JSON.stringify(`${id}Def${name}`)}: ${JSON.stringify(schema).replaceAll("#/definitions/", `#/components/schemas/${id}Def`)}`)
    .join("");
}

async function contractOf(entry: Entry, schema: string, version: string): Promise<Contract> {
  const document = `{"openapi": "${version}", "info": {"title": "T", "version": "1"}, "paths": {}, "components": {"schemas": {"${entry.id}": ${schema}${version === "3.0.3" ? definitionsOf(entry) : ""}}}}`;
  const source = await load("suite.json", {
    allowRemote: ["http://localhost:1234/"],
    readFile: () => Promise.resolve(Buffer.from(document)),
    readRemote: (url: string) => Promise.resolve(readFileSync(`${folder}remotes/${url.slice("http://localhost:1234/".length)}`)),
  });
  return build(source).contract;
}

interface Verdicts {
  readonly wrong: readonly string[];
  readonly wrongByType: readonly string[];
  readonly tooNarrow: readonly string[];
  readonly isExact: boolean;
}

async function verdictsOf(entry: Entry, schema: string, version: string): Promise<Verdicts> {
  const { schemas, resources } = await contractOf(entry, schema, version);
  const id = `#/components/schemas/${entry.id}`;
  const own = schemas[id];
  if (own === undefined) throw new Error(`${entry.id} was not built`);
  const tell = (test: Entry["tests"][number]): string => `${entry.id} ${entry.file} ${entry.desc}: ${test.desc}: ${test.text}`;
  const wrong = [false, true].flatMap((dispatch) => entry.tests.filter(({ text, valid }) => isValid({ schemas, resources, dispatch }, id, text) !== valid).map((test) => `${tell(test)}${dispatch ? " (by dispatch)" : ""}`));
  const rules = { schemas, resources };
  const wrongByType = own.exact ? entry.tests.filter(({ text, valid }) => fitsExactly(rules, id, text) !== valid).map(tell) : [];
  // Members that are neither named nor matched by a pattern are valid and dropped: the shape has what is left.
  const drops = own.assertions.some(({ keyword }) => keyword === "patternProperties");
  const hasGuess = own.assertions.every(({ keyword }) => keyword !== "type" && keyword !== "$ref");
  const tooNarrow = entry.tests.filter(({ text, valid }) => valid && !drops && !(hasGuess && isGuessedOut(own.shape, text)) && !hasForm(rules, own.shape, text, 1)).map(tell);
  return { wrong, wrongByType, tooNarrow, isExact: own.exact };
}

/** A known format stands among the assertions, an unknown one doesn't. */
async function assertsFormat(entry: Entry, schema: string, version: string): Promise<boolean> {
  const { schemas } = await contractOf(entry, schema, version);
  const { format } = entry.schema as { readonly format: string };
  const asserted = schemas[`#/components/schemas/${entry.id}`]?.assertions.find((assertion) => assertion.keyword === "format")?.format;
  return asserted === (format === "unknown" ? undefined : format);
}

/** Without a `type`, `properties` means an object and `items` a list in the shape, although values of other types are valid. */
function isGuessedOut(shape: Shape, text: string): boolean {
  const kind = shape.kind === "nullable" ? shape.of.kind : shape.kind;
  if (kind === "object" || kind === "map") return !text.trim().startsWith("{");
  return (kind === "array" || kind === "tuple") && !text.trim().startsWith("[");
}

describe.skipIf(!existsSync(folder))("the assertions give the right answer to every case of the JSON Schema Test Suite (skipped where ../shared/conformance is absent)", () => {
  for (const [name, version] of [["oas31", "3.1.0"], ["oas30", "3.0.3"]] as const) {
    it(name, async () => {
      const text = readFileSync(`${folder}${name}.json`, "utf8");
      const entries = JSON.parse(text) as readonly Entry[];
      const schemas = schemaTexts(text);
      expect(schemas.length).toBe(entries.length);
      const found: Verdicts[] = [];
      let cases = 0;
      let skipped = 0;
      const unasserted: string[] = [];
      for (const [index, entry] of entries.entries()) {
        if (SKIPPED_CATEGORIES.includes(entry.cat)) {
          skipped += entry.tests.length;
          if (!(await assertsFormat(entry, schemas[index] ?? "", version))) unasserted.push(entry.id);
          continue;
        }
        cases += entry.tests.length;
        found.push(await verdictsOf(entry, schemas[index] ?? "", version));
      }
      console.info(`${name}: ${cases} cases checked, ${skipped} of formats skipped; ${found.filter(({ isExact }) => isExact).length} of ${found.length} schemas are exact`);
      expect(unasserted).toEqual([]);
      const isKnown = (line: string): boolean => KNOWN.has(line.slice(0, 5)) && name === "oas31";
      const wrong = found.flatMap((verdicts) => verdicts.wrong);
      expect(wrong.filter((line) => !isKnown(line))).toEqual([]);
      expect(new Set(wrong.map((line) => line.slice(0, 5))).size).toBe(name === "oas31" ? KNOWN.size : 0);
      expect(found.flatMap(({ wrongByType }) => wrongByType)).toEqual([]);
      expect(found.flatMap(({ tooNarrow }) => tooNarrow)).toEqual([]);
    }, 60_000);
  }
});
