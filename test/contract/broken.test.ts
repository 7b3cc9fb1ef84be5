import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { diagnose } from "./diagnose.js";

/**
 * Contracts as people get them wrong. A folder is a case: the contract (`openapi.*` or `swagger.*` is its first file) and
 * `want.txt`, every diagnostic that it must give and no other, a line each:
 *
 *     file:line:column severity code message | hint
 */
const folder = fileURLToPath(new URL("../fixtures/broken", import.meta.url));
const cases = readdirSync(folder).sort();

describe("broken contracts", () => {
  it("are at least a hundred", () => expect(cases.length).toBeGreaterThanOrEqual(100));

  it.each(cases)("%s", async (name) => {
    const files = readdirSync(join(folder, name));
    const first = files.find((file) => /^(openapi|swagger)\./.test(file));
    if (first === undefined) throw new Error(`${name} has no openapi.* or swagger.*`);
    expect(await diagnose(join(folder, name), first)).toEqual(linesOf(readFileSync(join(folder, name, "want.txt"), "utf8")));
  });
});

const linesOf = (text: string): readonly string[] => text.split("\n").filter((line) => line !== "");
