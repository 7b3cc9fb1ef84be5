import { beforeAll, describe, expect, it } from "vitest";
import { componentRoots, contractOf, type Loaded, openWorkshop, printChecks } from "./print.js";
import { rows } from "./rows.js";

describe("what a value breaks: pointer and rule", () => {
  const loaded = new Map<string, Loaded>();
  let readJson: (text: string) => unknown;
  beforeAll(async () => {
    const workshop = openWorkshop("violations");
    const printed = [];
    for (const [index, { schemas }] of rows.entries()) {
      const contract = await contractOf(schemas);
      const checks = printChecks(contract, componentRoots(contract));
      workshop.put(`row${index}`, checks);
      printed.push(checks);
    }
    workshop.compile();
    readJson = await workshop.readJson();
    for (const [index, { name, direction }] of rows.entries()) {
      const checks = printed[index];
      if (checks) loaded.set(name, await workshop.load(`row${index}`, checks, "#/components/schemas/A", direction));
    }
  }, 60_000);

  it.each(rows)("$name", ({ name, cases }) => {
    const { is, list } = loaded.get(name) as Loaded;
    for (const [text, want] of cases) {
      const value = readJson(text);
      expect([text, list(value).map(({ pointer, rule }) => `${pointer} ${rule}`).join(", ")]).toEqual([text, want]);
      expect([text, is(value)]).toEqual([text, want === ""]);
    }
  });
});
