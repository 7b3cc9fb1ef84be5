import { expect, test } from "vitest";
import { mortiseIn, root } from "./commands/mortise.js";

test("generated/ is what mortise.yaml gives now (else: npm start, and look at the difference)", { timeout: 120_000 }, () => {
  const { status, out, err } = mortiseIn(root, ["check"]);
  expect(`${out}${err}`.split("\n").filter((line) => line !== "" && !line.endsWith("up to date"))).toEqual([]);
  expect(status).toBe(0);
});
