import { describe, expect, test } from "vitest";
import { startFinding } from "../../../generators/contract/read/json-find.js";
import { scanJson } from "../../../generators/contract/read/json-scan.js";
import { findSpan } from "../../../generators/contract/read/positions.js";

const text = ` { "a" : [1, "x\\"]", {"b": null}, [] ,-2.5e3 ] , "\\u0063": {"d{": {}, "": true }, "last":"end"}`;

describe("one place found alone is the place that the whole scan finds", () => {
  const paths: readonly (readonly string[])[] = [[], ["a"], ["a", "0"], ["a", "1"], ["a", "2"], ["a", "2", "b"], ["a", "3"], ["a", "4"], ["a", "5"], ["c"], ["c", "d{"], ["c", ""], ["c", "none"], ["last"], ["last", "in a text"], ["none", "at", "all"]];
  const rows = paths.flatMap((path) => (["key", "value"] as const).map((at) => [path.join("/"), at, path] as const));
  test.each(rows)("%s %s", (_, at, path) => expect(startFinding(text)(path, at)).toEqual(findSpan(scanJson(text).positions, path, at)));

  test.each(["forwards", "backwards"])("one after the other, %s", (way) => {
    const find = startFinding(text);
    const { positions } = scanJson(text);
    const asked = way === "forwards" ? rows : rows.toReversed();
    expect(asked.map(([, at, path]) => find(path, at))).toEqual(asked.map(([, at, path]) => findSpan(positions, path, at)));
  });
});
