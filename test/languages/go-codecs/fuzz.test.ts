import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { toStandard } from "../../conformance/corpus-dialect.js";
import { makeValues } from "../../conformance/corpus-values.js";
import { startChance } from "../../contract/build/schemas-random.js";
import { readContract, root } from "../../targets/generate.js";
import { hasGo, runGo } from "../../targets/go-build.js";
import { openProgram } from "./program.js";

const place = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** How long to look for texts that nobody thought of: `FUZZ=30s`. Not given, only the seeds are read. What is found belongs here, too. */
const time = process.env["FUZZ"];

const hostile = [
  "", " ", "nul", "-", "-0", "1.0", "1e400", "9007199254740993.5", "99999999999999999999", '"\\ud800"', '"\u0001"', '{"a":1,"a":2}', '{"\\u0061":1,"a":[]}', "[1,]", '{"":{"":{"":[[[[null]]]]}}}', `${"[".repeat(200)}${"]".repeat(200)}`, '{} {}', "\ufeff{}",
];

describe.skipIf(!hasGo)("codecs of Go, whatever the text (skipped where Go is absent)", () => {
  it("read what they wrote, agree with checks, and share nothing that changes", async () => {
    const { contract, document } = await readContract(join(root, "specs/kitchen-sink/openapi.yaml"));
    const schemas = toStandard(document, "response");
    const program = openProgram("go-codecs-fuzz");
    const keys = Object.keys(schemas).filter((name) => contract.schemas[`#/components/schemas/${name}`] !== undefined);
    program.add("fuzz", contract, keys.map((key) => ({ key, schema: `#/components/schemas/${key}`, direction: "response" })));
    program.build();
    const seeds = keys.flatMap((key, index) => {
      const maker = makeValues(schemas, startChance(index * 7 + 1));
      const valid = Array.from({ length: 6 }, () => JSON.stringify(maker.make(schemas[key] ?? true)) ?? "null");
      return [...valid, ...hostile].map((text) => JSON.stringify({ Key: key, Text: text }));
    });
    writeFileSync(join(program.folder, "seeds.jsonl"), `${seeds.join("\n")}\n`);
    writeFileSync(join(program.folder, "fuzz_test.go"), readFileSync(place("fuzz_test.go.txt")));
    expect(runGo(program.folder, ["test", "-mod=mod", "-race", "."])).toMatchObject({ status: 0 });
    if (time !== undefined) expect(runGo(program.folder, ["test", "-mod=mod", "-run", "^$", "-fuzz", "FuzzCodecs", "-fuzztime", time, "-parallel", "2", "."])).toMatchObject({ status: 0 });
  }, 600_000);
});
