import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { load } from "../../../generators/contract/load.js";
import { loadFiles, referencesOf, tell } from "./memory.js";

const shared = fileURLToPath(new URL("../../../../shared", import.meta.url));
const corpus = join(shared, "corpus");
const conformance = join(shared, "conformance");

describe.skipIf(!existsSync(corpus))("real contracts (../shared/corpus, skipped where it is absent)", () => {
  /** Everything that is said of them; no mistakes, and few notes. */
  const said: Readonly<Record<string, readonly string[]>> = {
    "adyen-checkout.yaml": ["12433:11 note unknown-keyword: 'nullable' is a keyword only up to OpenAPI 3.0 and says nothing in 3.1 (2 times)"],
    "xero-accounting.yaml": ["17:9 note ref-siblings: 'type' beside '$ref' says nothing", "20377:11 note ref-siblings: 'type' beside '$ref' says nothing in 3.0 (27 times)"],
  };

  test.each(existsSync(corpus) ? readdirSync(corpus) : [])("%s", async (name) => {
    const source = await load(join(corpus, name));
    expect(tell(source).map((line) => line.replace(/^.*?(?=\d+:\d+ )/, ""))).toEqual(said[name] ?? []);
    expect(Object.keys(source.document)).toContain("paths");
    expect(referencesOf(source.document).filter((line) => line.includes("(nowhere)"))).toEqual([]);
  });
});

interface Case {
  readonly id: string;
  readonly schema: unknown;
  readonly schema_raw: unknown;
}

describe.skipIf(!existsSync(conformance))("schemas of the JSON Schema Test Suite (../shared/conformance, skipped where it is absent)", () => {
  const remotes = (url: string): Promise<Uint8Array | undefined> => {
    const path = join(conformance, "remotes", url.slice("http://localhost:1234/".length));
    return Promise.resolve(existsSync(path) ? readFileSync(path) : undefined);
  };

  test.each([["oas31.json", "3.1.0"], ["oas30.json", "3.0.3"]])("%s: every reference leads somewhere", async (file, version) => {
    const cases = JSON.parse(readFileSync(join(conformance, file), "utf8")) as readonly Case[];
    for (const { id, schema, schema_raw } of cases) {
      const definitions = typeof schema_raw === "object" && schema_raw !== null && "definitions" in schema_raw ? (schema_raw.definitions as object) : {};
      const parts = file === "oas30.json" ? Object.entries(definitions).map(([name, part]) => [`${id}Def${name}`, part] as const) : [];
      const text = JSON.stringify({ openapi: version, info: { title: "T", version: "1" }, paths: {}, components: { schemas: { [id]: schema, ...Object.fromEntries(parts) } } });
      const source = await loadFiles({ "a.json": text }, { allowRemote: ["http://localhost:1234/"], readRemote: remotes });
      const mistakes = tell(source).filter((line) => !line.includes(" note "));
      expect([id, referencesOf(source.document).filter((line) => line.includes("(nowhere)") && !line.includes("#/definitions/"))]).toEqual([id, []]);
      // The definitions of 3.0 cases are as the suite has them: their references lead into the suite's own file.
      expect([id, mistakes.filter((line) => !line.includes("'#/definitions/"))]).toEqual([id, []]);
    }
  });
});
