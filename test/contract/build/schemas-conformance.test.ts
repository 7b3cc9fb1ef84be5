import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { build } from "../../../generators/contract/build/index.js";
import { load } from "../../../generators/contract/load.js";
import type { Contract } from "../../../generators/contract/model.js";
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

async function failuresOf(entry: Entry, schema: string, version: string): Promise<readonly string[]> {
  const { schemas, resources } = await contractOf(entry, schema, version);
  const id = `#/components/schemas/${entry.id}`;
  return [false, true].flatMap((dispatch) =>
    entry.tests
      .filter(({ text, valid }) => isValid({ schemas, resources, dispatch }, id, text) !== valid)
      .map((test) => `${entry.id} ${entry.file} ${entry.desc}: ${test.desc}: ${test.text}${dispatch ? " (by dispatch)" : ""}`),
  );
}

describe.skipIf(!existsSync(folder))("the assertions give the right answer to every case of the JSON Schema Test Suite (skipped where ../shared/conformance is absent)", () => {
  for (const [name, version] of [["oas31", "3.1.0"], ["oas30", "3.0.3"]] as const) {
    it(name, async () => {
      const text = readFileSync(`${folder}${name}.json`, "utf8");
      const entries = JSON.parse(text) as readonly Entry[];
      const schemas = schemaTexts(text);
      expect(schemas.length).toBe(entries.length);
      const failures: string[] = [];
      let cases = 0;
      let skipped = 0;
      for (const [index, entry] of entries.entries()) {
        if (SKIPPED_CATEGORIES.includes(entry.cat)) {
          skipped += entry.tests.length;
          continue;
        }
        cases += entry.tests.length;
        failures.push(...(await failuresOf(entry, schemas[index] ?? "", version)));
      }
      console.info(`${name}: ${cases} cases checked, ${skipped} of formats skipped`);
      expect(failures).toEqual([]);
    }, 60_000);
  }
});
