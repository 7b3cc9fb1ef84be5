import { expect, test } from "vitest";
import { diamondOf } from "./diamond.js";
import { componentRoots, contractOf, openWorkshop, printChecks } from "./print.js";

test.each(["allOf", "anyOf"] as const)("a diamond of %s under unevaluatedProperties is printed, and answers, in bounded time", async (keyword) => {
  const contract = await contractOf(diamondOf(keyword, keyword === "allOf" ? 24 : 12));
  const checks = printChecks(contract, componentRoots(contract));
  const workshop = openWorkshop("diamond");
  workshop.put("one", checks);
  workshop.compile();
  const { is, list } = await workshop.load("one", checks, "#/components/schemas/Top");
  expect([is({ a: 1 }), is({ b: 1 })]).toEqual([true, false]);
  expect(list({ b: 1 })).toMatchObject([{ pointer: "", rule: "unevaluatedProperties" }]);
});
