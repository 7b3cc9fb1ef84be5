import { expect, test } from "vitest";
import { componentRoots, contractOf, openWorkshop, printChecks } from "./print.js";

/** Each level names the next one twice: what takes all ways through it doesn't end. */
function diamondOf(keyword: "allOf" | "anyOf", levels: number): string {
  const level = (index: number): string => (index === levels ? '{"properties": {"a": {}}}' : `{"${keyword}": [{"$ref": "#/components/schemas/L${index + 1}"}, {"$ref": "#/components/schemas/L${index + 1}"}]}`);
  const schemas = Array.from({ length: levels + 1 }, (_, index) => `"L${index}": ${level(index)}`);
  return `{"Top": {"$ref": "#/components/schemas/L0", "unevaluatedProperties": false}, ${schemas.join(", ")}}`;
}

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
