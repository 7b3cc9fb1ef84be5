import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Contract, Direction, SchemaId } from "../../../generators/contract/model.js";
import { type Code, code, joinLines, verbatim } from "../../../generators/emit/code.js";
import { planChecks } from "../../../generators/languages/go/checks/index.js";
import { planCodecs } from "../../../generators/languages/go/codecs/index.js";
import { printDeclarations } from "../../../generators/languages/go/declarations.js";
import { entry } from "../../../generators/languages/go/layout.js";
import { liftShapes } from "../../../generators/languages/go/lift.js";
import { literal } from "../../../generators/languages/go/literals.js";
import { importName, printFile } from "../../../generators/languages/go/module.js";
import { makePrinter } from "../../../generators/languages/go/printer.js";
import { makeFolder, root, textOf } from "../../targets/generate.js";
import { runGo } from "../../targets/go-build.js";

/** What a program says of one text. */
export interface Answer {
  readonly valid: boolean;
  /** Read and checked in one pass. */
  readonly fast: boolean;
  readonly read: boolean;
  readonly complaints: readonly string[] | null;
}

export interface Asked {
  readonly key: string;
  readonly schema: SchemaId;
  readonly direction: Direction;
}

/** One Go program with the types, checks and codecs of many contracts. */
export interface Program {
  readonly folder: string;
  /** Prints what a contract's schemas need; `id` is the stem of its files. Gives the keys of schemas that are read and checked in one pass. */
  readonly add: (id: string, contract: Contract, asked: readonly Asked[], formats?: "assert" | "annotate") => readonly string[];
  /** The text of a file as it was printed. */
  readonly textOf: (path: string) => string;
  readonly build: () => void;
  readonly ask: (questions: readonly { readonly key: string; readonly text: string }[]) => readonly Answer[];
}

const main = readFileSync(fileURLToPath(new URL("main.go.txt", import.meta.url)), "utf8");

/** What a file declares, so that no other file does. */
const declarations = /^(?:(?:type|func|var|const) |\t)(\w+)/gm;

export function openProgram(name: string): Program {
  const folder = makeFolder(name);
  const files = new Map<string, string>([["main.go", main]]);
  const taken = new Set(["main", "cases", "question", "answer", "makeCase", "writeAgain", "isPart", "isSameTime"]);
  const cases: Code[] = [];
  const put = (path: string, blocks: readonly Code[]): void => {
    const text = textOf(printFile(path, "main", blocks));
    for (const [, declared = ""] of text.matchAll(declarations)) taken.add(declared);
    files.set(`${path}.go`, text);
  };
  return {
    folder,
    add: (id, plain, asked, formats = "assert") => {
      const contract = liftShapes(plain, () => false);
      const product = { reserved: [...taken], methods: [], package: "main", module: "mortise/runtime" };
      const printer = makePrinter(contract, product, { dates: "time", integers: "exact", formats });
      const checks = planChecks(printer, [], { formats });
      const matches = (pattern: string, text: Parameters<typeof code>[1]): Code => code`${checks.pattern(pattern, "shared_parts", "shape")}.Surely(${text ?? ""})`;
      const codecs = planCodecs({ ...printer, formats }, { valid: checks.of, matches });
      const free = planCodecs({ ...printer, formats }, { methods: false });
      const sure = asked.flatMap(({ key, schema, direction }) => {
        const read = codecs.read(schema, direction);
        const valid = checks.of(schema, direction) ?? printer.names.runtime("check", "Anything");
        const made = code`makeCase[${read.type}](${verbatim(String(read.sure))}, ${valid}, ${read.function}, ${free.read(schema, direction).function}, ${codecs.append(schema, direction).function})`;
        cases.push(code`${entry(literal(key), made)},`);
        return read.sure ? [key] : [];
      });
      for (const [stem, blocks] of codecs.files()) put(`${id}_${stem}_json`, blocks);
      for (const [stem, blocks] of free.files()) put(`${id}_${stem}_free_json`, blocks);
      for (const [stem, blocks] of checks.modules()) put(`${id}_${stem}_checks`, blocks);
      for (const [stem, ids] of printer.names.files) put(`${id}_${stem}_types`, ids.flatMap((schema) => printDeclarations(printer, schema)));
      const aliases = [...printer.names.aliases()].map(([own, given]) => {
        const type = importName("mortise/runtime/wire", own);
        return own === "Nullable" ? code`type ${given}[T any] = ${type}[T]` : code`type ${given} = ${type}`;
      });
      if (aliases.length > 0) put(`${id}_aliases`, aliases);
      return sure;
    },
    textOf: (path) => files.get(path) ?? "",
    build: () => {
      put("table", [code`
        var cases = map[string]func(string) answer{
          ${joinLines(cases)}
        }
      `]);
      files.set("go.mod", `module cases\n\ngo 1.26\n\nrequire mortise/runtime v0.0.0\n\nreplace mortise/runtime => ${join(root, "templates/runtime/go")}\n`);
      mkdirSync(folder, { recursive: true });
      for (const [path, text] of files) writeFileSync(join(folder, path), text);
      runGo(folder, ["mod", "tidy"]);
      const { status, stderr } = runGo(folder, ["build", "-mod=mod", "-o", "program", "."]);
      if (status !== 0) throw new Error(stderr);
    },
    ask: (questions) => {
      const input = questions.map((question) => `${JSON.stringify(question)}\n`).join("");
      const { stdout, stderr, status } = spawnSync(join(folder, "program"), { input, encoding: "utf8", maxBuffer: 1 << 28 });
      if (status !== 0) throw new Error(stderr);
      return stdout.trimEnd().split("\n").map((line) => JSON.parse(line) as Answer);
    },
  };
}
