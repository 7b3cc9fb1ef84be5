import { readFileSync } from "node:fs";

/** An entry of ../shared/conformance. */
export interface Entry {
  readonly id: string;
  readonly file: string;
  readonly cat: string;
  readonly desc: string;
  readonly schema: unknown;
  readonly schema_raw: unknown;
  readonly tests: readonly { readonly desc: string; readonly text: string; readonly valid: boolean }[];
}

/** The entries of a suite as texts: `JSON.parse` would lose digits of limits, so each schema is cut from the file as it stands. */
export const schemaTexts = (text: string): readonly string[] => [...text.matchAll(/"schema": (.*?), "schema_raw": /gs)].map((match) => match[1] ?? "");

/** Schemas of draft 4's `definitions` stand beside the others, as the suite's references expect. */
export function definitionsOf({ id, schema_raw: raw }: Entry): string {
  const definitions = (raw as { readonly definitions?: Record<string, unknown> }).definitions ?? {};
  return Object.entries(definitions)
    .map(([name, schema]) => `, ${JSON.stringify(`${id}Def${name}`)}: ${JSON.stringify(schema).replaceAll("#/definitions/", `#/components/schemas/${id}Def`)}`)
    .join("");
}

/** What the suite's references bring in. */
export const readRemote =
  (folder: string) =>
  (url: string): Promise<Buffer> =>
    Promise.resolve(readFileSync(`${folder}remotes/${url.slice("http://localhost:1234/".length)}`));
