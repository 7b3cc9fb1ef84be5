import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { afterAll, describe, expect, test } from "vitest";
import type { Contract } from "../../generators/contract/model.js";
import { findRequested } from "../../generators/languages/typescript/faces.js";
import { nameContract } from "../../generators/languages/typescript/names.js";
import { strictest } from "../targets/compile.js";
import { emitClient, emitTypes, hasShared, makeFolder, readContract, root, shared, writeFiles } from "../targets/generate.js";
import { exceptions } from "./exceptions.js";

const contracts = [
  ["users", join(root, "specs/users/openapi.yaml")],
  ["ai-platform", join(root, "specs/ai-platform/openapi.yaml")],
  ["kitchen-sink", join(root, "specs/kitchen-sink/openapi.yaml")],
  ["legacy-3.0", join(root, "specs/kitchen-sink/legacy-3.0.yaml")],
  ...(hasShared ? [["petstore", join(shared, "corpus/petstore.yaml")] as const] : []),
] as const;

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

interface Pair {
  readonly schema: string;
  readonly face: "response" | "request";
  readonly direction: "ours to theirs" | "theirs to ours";
}

/** One line an assignment, so that the line of an error says which assignment it is. */
function printCheck(contract: Contract): { readonly text: string; readonly lines: readonly (Pair | undefined)[] } {
  const names = nameContract(contract);
  const requested = findRequested({ contract });
  const lines: string[] = [
    'import type { components } from "./ts-types/schema.js";',
    'import type { components as marked, Readable, Writable } from "./ts-marked/schema.js";',
    'import type * as ours from "./ts-client/index.js";',
  ];
  const pairs: (Pair | undefined)[] = lines.map(() => undefined);
  for (const schema of Object.values(contract.schemas)) {
    const known = names.schemas.get(schema.id);
    if (schema.place.kind !== "component" || !known) continue;
    const path = `["schemas"][${JSON.stringify(schema.place.name)}]`;
    for (const face of requested.has(schema.id) ? (["response", "request"] as const) : (["response"] as const)) {
      const own = `ours.${known[face]}`;
      // Where the faces differ, openapi-typescript tells them apart by markers.
      const theirs = schema.directional ? `${face === "request" ? "Writable" : "Readable"}<marked${path}>` : `components${path}`;
      lines.push(`export const a${lines.length} = (value: ${own}): ${theirs} => value;`, `export const b${lines.length} = (value: ${theirs}): ${own} => value;`);
      pairs.push({ schema: schema.place.name, face, direction: "ours to theirs" }, { schema: schema.place.name, face, direction: "theirs to ours" });
    }
  }
  return { text: `${lines.join("\n")}\n`, lines: pairs };
}

function findFailures(folder: string, pairs: readonly (Pair | undefined)[]): readonly string[] {
  const file = join(folder, "check.ts");
  const program = ts.createProgram([file], {
    ...strictest,
    target: ts.ScriptTarget.ES2022,
    lib: ["lib.es2022.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"],
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    types: [],
  });
  const source = program.getSourceFile(file);
  const found = program.getSemanticDiagnostics(source).map((diagnostic) => {
    const pair = pairs[source?.getLineAndCharacterOfPosition(diagnostic.start ?? 0).line ?? 0];
    return pair ? `${pair.schema} (${pair.face}) ${pair.direction}` : ts.flattenDiagnosticMessageText(diagnostic.messageText, " ");
  });
  return [...new Set(found)].sort();
}

describe("types of ts-client and ts-types are assignable to each other", () => {
  test.each(contracts)("%s", { timeout: 120_000 }, async (name, path) => {
    const folder = makeFolder("mutual");
    folders.push(folder);
    writeFiles(join(folder, "ts-client"), await emitClient(path));
    writeFiles(join(folder, "ts-types"), await emitTypes(path));
    writeFiles(join(folder, "ts-marked"), await emitTypes(path, { readWriteMarkers: true }));
    const { contract } = await readContract(path);
    const check = printCheck(contract);
    writeFileSync(join(folder, "check.ts"), check.text);
    writeFileSync(join(folder, "package.json"), '{ "type": "module" }\n');
    const known = exceptions.filter((exception) => exception.contract === name).map((exception) => exception.assignment);
    expect(check.lines.length).toBeGreaterThan(4);
    expect(findFailures(folder, check.lines), "failures beyond, or no longer in, test/types/exceptions.ts").toEqual([...known].sort());
  });
});
