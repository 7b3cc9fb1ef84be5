import { expect, test } from "vitest";
import { mergeFailures } from "../../generators/languages/results.js";
import type { Response, Status } from "../../generators/contract/model.js";

const statusOf = (key: string): Status => (key === "default" ? { kind: "default" } : key.endsWith("XX") ? { kind: "range", hundreds: Number(key[0]) as 4 } : { kind: "code", code: Number(key) });
const responseOf = (status: string, description: string): Response => ({ status: statusOf(status), origin: "", description, headers: [], contents: [], links: [] });

test.each<readonly [given: Readonly<Record<string, string>>, want: readonly string[]]>([
  [{ "200": "User", "404": "Problem" }, ["200", "404"]],
  [{ "200": "User", "404": "Problem", default: "Problem" }, ["200", "default"]],
  [{ "200": "User", "404": "Missing", "409": "Problem", default: "Problem" }, ["200", "404", "default"]],
  [{ "200": "Problem", default: "Problem" }, ["200", "default"]],
  [{ "2XX": "Problem", default: "Problem" }, ["2XX", "default"]],
  [{ "404": "Problem", "4XX": "Problem" }, ["4XX"]],
  [{ "404": "Problem", "4XX": "Problem", default: "Problem" }, ["default"]],
  // 404 is taken in by `default` only if its own range doesn't come first.
  [{ "404": "Problem", "4XX": "Other", default: "Problem" }, ["404", "4XX", "default"]],
  [{ "404": "Other", "4XX": "Problem", default: "Problem" }, ["404", "default"]],
])("%o: %o are left", (given, want) => {
  const responses = Object.entries(given).map(([status, text]) => responseOf(status, text));
  const kept = new Set(mergeFailures(responses, (response) => response.description ?? ""));
  expect(Object.keys(given).filter((_, index) => kept.has(responses[index] as Response))).toEqual(want);
});
