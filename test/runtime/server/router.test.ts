import { expect, test } from "vitest";
import { createRouter } from "../../../templates/runtime/typescript/server/router.js";

const templates = [
  "/", "/users", "/users/{id}", "/users/me", "/users/{id}/parts", "/users/{id}/{action}", "/{kind}/first", "/files/{name}.{type}", "/files/{name}.json",
  "/files/{name}", "/jobs/{id}:run", "/jobs/{id}:stop", "/größe/{x}-cm", "/a%20b", "/a%2Fb/c", "/x/{a}/y/{b}", "/{a}{b}z/two",
];
const router = createRouter(templates.map((path) => ({ method: "GET", path, value: path })));

const rows: readonly (readonly [path: string, want: string | undefined, values?: readonly string[]])[] = [
  ["/", "/"],
  ["", undefined],
  ["/users", "/users"],
  ["/users/", undefined],
  ["//users", undefined],
  ["/users//parts", undefined],
  ["/users/7", "/users/{id}", ["7"]],
  ["/users/me", "/users/me"],
  ["/%75sers/m%65", "/users/me"],
  ["/users/a%2Fb", "/users/{id}", ["a%2Fb"]],
  ["/users%2F7", undefined],
  ["/users/7/parts", "/users/{id}/parts", ["7"]],
  ["/users/me/parts", "/users/{id}/parts", ["me"]],
  ["/users/7/sell", "/users/{id}/{action}", ["7", "sell"]],
  // Both fit; there is more literal text in the first.
  ["/users/first", "/users/{id}", ["first"]],
  ["/things/first", "/{kind}/first", ["things"]],
  ["/files/a", "/files/{name}", ["a"]],
  ["/files/a.json", "/files/{name}.json", ["a"]],
  ["/files/a.b.json", "/files/{name}.json", ["a.b"]],
  ["/files/a.b.txt", "/files/{name}.{type}", ["a", "b.txt"]],
  ["/files/.txt", "/files/{name}", [".txt"]],
  ["/files/%zz", "/files/{name}", ["%zz"]],
  ["/%zz/first", "/{kind}/first", ["%zz"]],
  ["/jobs/7:run", "/jobs/{id}:run", ["7"]],
  ["/jobs/a%3Arun:stop", "/jobs/{id}:stop", ["a%3Arun"]],
  ["/jobs/7%3Arun", undefined],
  ["/gr%c3%b6%C3%9fe/5-cm", "/größe/{x}-cm", ["5"]],
  ["/a%20b", "/a%20b"],
  ["/a%2Fb/c", "/a%2Fb/c"],
  ["/a%2fb/c", "/a%2Fb/c"],
  ["/a/b/c", undefined],
  ["/x/1/y/2", "/x/{a}/y/{b}", ["1", "2"]],
  ["/abz/two", "/{a}{b}z/two", ["a", "b"]],
  ["/__proto__", undefined],
  ["/users/__proto__", "/users/{id}", ["__proto__"]],
];
test.each(rows.map((row) => [row[0], row] as const))("%s", (_path, [path, want, values = []]) => {
  const match = router.find(path);
  expect(match?.methods.get("GET")).toBe(want);
  if (want !== undefined) expect(match?.values).toEqual(values);
});

test("templates of one form are one path, whatever their parameters are called", () => {
  const both = createRouter([
    { method: "GET", path: "/users/{id}", value: 1 },
    { method: "PUT", path: "/users/{name}", value: 2 },
  ]);
  expect([...(both.find("/users/7")?.methods ?? [])]).toEqual([["GET", 1], ["PUT", 2]]);
});

test("many templates that fit in part don't take long", () => {
  const rows = Array.from({ length: 2 ** 10 }, (_, bits) => ({
    method: "GET",
    path: Array.from({ length: 10 }, (_place, bit) => ((bits >> bit) & 1 ? "/a" : "/{p}")).join("") + `/${bits}`,
    value: bits,
  }));
  const large = createRouter(rows);
  const begin = performance.now();
  for (let round = 0; round < 100; round += 1) expect(large.find(`${"/a".repeat(10)}/none`)).toBeUndefined();
  expect((performance.now() - begin) / 100).toBeLessThan(5);
});
