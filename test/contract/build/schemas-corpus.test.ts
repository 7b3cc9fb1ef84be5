import { existsSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { build } from "../../../generators/contract/build/index.js";
import { load } from "../../../generators/contract/load.js";
import type { Contract, SchemaId } from "../../../generators/contract/model.js";

const folder = fileURLToPath(new URL("../../../../shared/corpus/", import.meta.url));
const files = existsSync(folder) ? readdirSync(folder).toSorted() : [];

/** What real contracts are told about their schemas. Checked by hand: each is true, and nothing else is said. */
const SAID: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  "box.json": { "warning nullable-enum": 1, "warning nullable-without-type": 1 },
  // `enum: []` beside a base that lists the values.
  "discord.json": { "warning schema-contradiction": 2 },
  "github.json": { "note discriminator-property": 6, "warning nullable-enum": 1, "warning nullable-without-type": 1 },
  "stripe.yaml": { "warning nullable-enum": 1, "warning nullable-without-type": 1 },
  // `default: "false"` for booleans.
  "xero-accounting.yaml": { "warning default-invalid": 23 },
};

const OURS = ["schema-", "nullable-", "default-", "discriminator-", "enum-", "type-", "pattern-", "bound-", "access-"];

/** Every id in assertions and shapes leads to a schema. */
function danglingIds({ schemas }: Contract): readonly SchemaId[] {
  const dangling = new Set<SchemaId>();
  for (const { assertions, shape } of Object.values(schemas)) {
    const open: unknown[] = [assertions, shape];
    for (let value = open.pop(); value !== undefined; value = open.pop()) {
      if (typeof value !== "object" || value === null) continue;
      for (const [name, member] of Object.entries(value)) {
        const isId = typeof member === "string" && ["schema", "condition", "then", "else", "otherwise"].includes(name);
        if (isId && !Object.hasOwn(schemas, member)) dangling.add(member);
        else if (typeof member === "object") open.push(member);
      }
    }
  }
  return [...dangling];
}

describe.skipIf(files.length === 0)("schemas of real contracts (skipped where ../shared/corpus is absent)", () => {
  it.each(files)("%s", async (file) => {
    const { contract, diagnostics } = build(await load(`${folder}${file}`));
    const said: Record<string, number> = {};
    for (const { severity, code } of diagnostics) {
      if (OURS.some((prefix) => code.startsWith(prefix))) said[`${severity} ${code}`] = (said[`${severity} ${code}`] ?? 0) + 1;
    }
    expect(said).toEqual(SAID[file] ?? {});
    expect(danglingIds(contract)).toEqual([]);
  }, 60_000);
});
