import { expect, test } from "vitest";
import { openReport, type Report } from "../../../templates/runtime/typescript/check/report.js";
import { millisecondsOf } from "./random.js";

const pointersOf = (report: Report): readonly string[] => report.list().violations.map((violation) => `${violation.in} ${violation.pointer} ${violation.rule}`);

test("in the order of a problem: place, pointer by code points, rule, message; each once", () => {
  const report = openReport();
  expect(report.isEmpty).toBe(true);
  const body = report.in("body");
  for (const pointer of ["/b", "/\u{1f600}", "/\uff5e", "/a/10", "/a/2", "", "/a"]) body.add(pointer, "type", "must be a string");
  body.add("/b", "pattern", "x");
  body.add("/b", "type", "must be a string");
  body.add("/b", "type", "is another message");
  for (const place of ["cookie", "header", "query", "path"] as const) report.in(place).add("/z", "required", "is required");
  expect(report.isEmpty).toBe(false);
  expect(pointersOf(report)).toEqual([
    "path /z required",
    "query /z required",
    "header /z required",
    "cookie /z required",
    "body  type",
    "body /a type",
    "body /a/10 type",
    "body /a/2 type",
    "body /b pattern",
    "body /b type",
    "body /b type",
    "body /\uff5e type",
    "body /\u{1f600} type",
  ]);
  expect(report.list().violations[9]).toEqual({ in: "body", pointer: "/b", rule: "type", message: "is another message" });
  expect(report.list().truncated).toBe(false);
});

test.each([
  [100, false],
  [101, true],
  [5_000, true],
])("of %d violations, 100 are listed", (count, truncated) => {
  const report = openReport();
  for (let index = count - 1; index >= 0; index--) report.in("body").add(`/${String(index).padStart(5, "0")}`, "type", "m");
  for (let index = 0; index < count; index++) report.in("body").add(`/${String(index).padStart(5, "0")}`, "type", "m");
  const list = report.list();
  expect([list.violations.length, list.truncated, list.violations[99]?.pointer]).toEqual([100, truncated, "/00099"]);
});

test("the same violation a thousand times over is one", () => {
  const report = openReport();
  for (let index = 0; index < 5_000; index++) report.in("query").add("/a", "type", "m");
  expect(report.list()).toEqual({ violations: [{ in: "query", pointer: "/a", rule: "type", message: "m" }], truncated: false });
});

test("a million violations below a name of a megabyte take bounded time and room", () => {
  const report = openReport();
  const found = report.in("body");
  const time = millisecondsOf(() => {
    const at = `/${"a".repeat(1_000_000)}`;
    for (let index = 1_000_000; index > 0; index--) {
      found.add(`${at}/${index}`, "type", "m");
      found.add(`/${index}`, "type", "m");
    }
  });
  expect(time).toBeLessThan(60_000);
  expect(report.list().violations[0]).toEqual({ in: "body", pointer: "", rule: "type", message: "m" });
  expect(JSON.stringify(report.list()).length).toBeLessThan(10_000);
});
