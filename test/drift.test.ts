import { expect, test } from "vitest";
import { mortiseIn, root } from "./commands/mortise.js";

test("generated/ is what mortise.yaml gives now (else: npm start, and look at the difference)", { timeout: 120_000 }, () => {
  // On standard error are the warnings of the examples themselves: the kitchen sink has what targets must warn of.
  const { status, out } = mortiseIn(root, ["check"]);
  expect(out.split("\n").filter((line) => line !== "" && !line.endsWith("up to date"))).toEqual([]);
  expect(status).toBe(0);
});
