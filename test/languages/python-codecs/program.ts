import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Contract, Direction, SchemaId } from "../../../generators/contract/model.js";
import { code, joinLines, list } from "../../../generators/emit/code.js";
import type { File } from "../../../generators/emit/file.js";
import { evaluatedNames } from "../../../generators/languages/python/evaluated.js";
import { liftShapes } from "../../../generators/languages/python/lift.js";
import { literal } from "../../../generators/languages/python/literals.js";
import { printTypes } from "../../../generators/languages/python/models.js";
import { importName, printFile } from "../../../generators/languages/python/module.js";
import { nameContract } from "../../../generators/languages/python/names.js";
import { planRules } from "../../../generators/languages/json-schema/index.js";
import { type TypePrinter, typeOf } from "../../../generators/languages/python/types.js";
import { findPython, pythonEnvironment } from "../../python/tools.js";
import { makeFolder, root, textOf } from "../../targets/generate.js";

/** What a program says of one text. */
export interface Answer {
  /** Whether it is JSON that keeps the rules. */
  readonly valid: boolean;
  readonly complaints: readonly string[];
}

export interface Asked {
  readonly key: string;
  readonly schema: SchemaId;
  readonly direction: Direction;
}

/** One Python program with the types and rules of many contracts. */
export interface Program {
  readonly folder: string;
  /** Prints what a contract's schemas need into a package called `id`, with rules as a server has them, and into another one without, as a client has it. */
  readonly add: (id: string, contract: Contract, asked: readonly Asked[], formats?: "assert" | "annotate") => void;
  /** `kept`: what surely has to be left of a valid value. */
  readonly ask: (questions: readonly { readonly key: string; readonly text: string; readonly kept?: unknown }[]) => readonly Answer[];
}

const main = readFileSync(fileURLToPath(new URL("main.py.txt", import.meta.url)), "utf8");
const file: readonly [string, string] = ["./runtime/wire", "File"];

export function openProgram(name: string): Program {
  const folder = makeFolder(name);
  const packages: string[] = [];
  writeFileSync(join(folder, "main.py"), main);
  writeFileSync(join(folder, "ruff.toml"), 'line-length = 120\ntarget-version = "py311"\n[lint]\nselect = ["E", "F", "W", "I", "UP", "B", "SIM", "C4"]\nignore = ["E501"]\n');
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  const addPackage = (id: string, files: readonly File[]): void => {
    packages.push(id);
    for (const each of files) write(`${id}/${each.path}`, textOf(each));
    for (const part of ["", "models/", "operations/"]) write(`${id}/${part}__init__.py`, "");
    symlinkSync(join(root, "templates/runtime/python/runtime"), join(folder, id, "runtime"), "dir");
  };
  return {
    folder,
    add: (id, plain, asked, formats = "assert") => {
      const contract = liftShapes(plain, () => false);
      const rules = planRules(contract, asked, { formats });
      const style = { dates: "datetime", numbers: "float", formats } as const;
      const names = () => nameContract(contract, { reserved: [], methods: [], binary: { request: file, response: file } });
      const server: TypePrinter = { contract, names: names(), style, rules: { of: (schema, direction) => rules.nameOf(schema, direction) || undefined } };
      const client: TypePrinter = { contract, names: names(), style: { ...style, openEnums: true } };
      addPackage(id, [...printPackage(server, asked, (each) => rules.nameOf(each.schema, each.direction)), { path: "rules.json", owner: "generator", content: { kind: "text", text: rules.text() } }]);
      addPackage(`${id}_client`, printPackage(client, asked, () => ""));
    },
    ask: (questions) => {
      write("packages.json", JSON.stringify(packages));
      const input = questions.map((question) => `${JSON.stringify(question)}\n`).join("");
      const { stdout, stderr, status } = spawnSync(findPython(), ["main.py"], { cwd: folder, input, encoding: "utf8", maxBuffer: 1 << 28, env: pythonEnvironment() });
      if (status !== 0) throw new Error(stderr.slice(-4_000));
      return stdout.trimEnd().split("\n").map((line) => JSON.parse(line) as Answer);
    },
  };
}

/** All types of a contract, and a table of those that are asked for. */
function printPackage(printer: TypePrinter, asked: readonly Asked[], ruleOf: (asked: Asked) => string): readonly File[] {
  const { blocks, future } = printTypes(printer, asked.flatMap(({ schema, direction }) => (direction === "request" ? [schema] : [])));
  const evaluated = { ...printer, names: evaluatedNames(printer.names) };
  const rows = asked.map((each) => code`${literal(each.key)}: (${typeOf(evaluated, { kind: "ref", schema: each.schema }, each.direction)}, ${literal(ruleOf(each))})`);
  const table = code`CASES = ${list(rows, { open: "{", close: "}", indent: 4 })}`;
  const branches = code`RULES = ${importName("./runtime/check/branches", "BranchRules")}(__file__)`;
  return [...[...blocks].map(([path, all]) => printFile(path, all, { future: future.has(path) })), printFile("cases", [joinLines([table])]), printFile("branches", [branches])];
}
