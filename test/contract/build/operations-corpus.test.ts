import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { build } from "../../../generators/contract/build/index.js";
import { buildOperations } from "../../../generators/contract/build/operations.js";
import { load } from "../../../generators/contract/load.js";

const corpus = fileURLToPath(new URL("../../../../shared/corpus/", import.meta.url));

/** How often each text occurs: `a 2, b 1`, in the order of the texts. */
function countsOf(texts: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([text, count]) => `${text} ${count}`).join(", ");
}

/** Each real contract: its operations, the diagnostics of the operations part, and the kinds of pagination that are inferred. */
const WANT: readonly (readonly [file: string, operations: number, diagnostics: string, pagination: string])[] = [
  ["adyen-checkout.yaml", 28, "", ""],
  ["box.json", 296, "warning path-syntax 19", "cursor 38, offset 13"],
  ["discord.json", 242, "", ""],
  ["github.json", 1223, "warning path-duplicate 2", "linkHeader 190, page 69"],
  ["opencode.yaml", 131, "warning tag-duplicate 1", "cursor 2"],
  ["petstore.yaml", 19, "", ""],
  ["qdrant.json", 69, "", ""],
  ["stripe.yaml", 402, "", "lastItem 91"],
  ["twilio-verify.json", 57, "note tag-undeclared 1", "nextUrl 10"],
  ["xero-accounting.yaml", 235, "warning path-duplicate 14", "page 9"],
];

describe.skipIf(!existsSync(corpus))("real contracts (../shared/corpus; skipped where it is not there)", () => {
  it.each(WANT)("%s", { timeout: 60_000 }, async (file, operations, diagnostics, pagination) => {
    const source = await load(`${corpus}${file}`);
    const part = buildOperations(source.document);
    expect(part.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(countsOf(part.diagnostics.map(({ severity, code }) => `${severity} ${code}`))).toBe(diagnostics);
    const { contract } = build(source);
    expect(contract.operations).toHaveLength(operations);
    expect(countsOf(contract.operations.flatMap((operation) => operation.pagination?.next.kind ?? []))).toBe(pagination);
    expect(part.roots.filter(({ pointer }) => !Object.hasOwn(contract.schemas, pointer))).toEqual([]);
  });
});
