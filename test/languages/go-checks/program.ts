import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Contract, Direction, SchemaId } from "../../../generators/contract/model.js";
import { code, joinLines, type Printable } from "../../../generators/emit/code.js";
import { Scope } from "../../../generators/emit/scope.js";
import { type CheckOptions, planChecks } from "../../../generators/languages/go/checks/index.js";
import { entry } from "../../../generators/languages/go/layout.js";
import { literal } from "../../../generators/languages/go/literals.js";
import { printFile } from "../../../generators/languages/go/module.js";
import { nameContract } from "../../../generators/languages/go/names.js";
import { reservedNames } from "../../../generators/languages/go/words.js";
import { makeFolder, root, textOf } from "../../targets/generate.js";
import { runGo } from "../../targets/go-build.js";

export interface Violation {
  readonly pointer: string;
  readonly rule: string;
  readonly message: string;
}

/** What a program says to one text. */
export interface Answer {
  /** The text is no JSON body of the profile. */
  readonly refused: boolean;
  /** The quiet form of the check. */
  readonly is: boolean;
  readonly violations: readonly Violation[];
}

/** One Go program that holds the printed checks of many contracts. */
export interface Program {
  readonly folder: string;
  /** Prints the checks of a contract; `id` names the check of one schema in questions. */
  readonly add: (id: string, contract: Contract, schemas: readonly { readonly key: string; readonly schema: SchemaId; readonly direction: Direction }[], options?: CheckOptions) => void;
  /** The text of a file as it was printed. */
  readonly textOf: (path: string) => string;
  /** Writes what was added, and compiles it. */
  readonly build: () => void;
  /** Asks for the verdict on texts, all at once. */
  readonly ask: (questions: readonly { readonly key: string; readonly text: string }[]) => readonly Answer[];
}

const product = { reserved: [], methods: [], package: "main", module: "mortise/runtime" };

/** The program's own part: reads questions, a JSON object a line, and writes answers. */
const main = `package main

import (
	"bufio"
	"encoding/json"
	"os"

	"mortise/runtime/check"
	"mortise/runtime/wire"
)

type question struct{ Key, Text string }

type answer struct {
	Refused    bool              \`json:"refused"\`
	Is         bool              \`json:"is"\`
	Violations []check.Violation \`json:"violations"\`
}

func main() {
	in, out := json.NewDecoder(bufio.NewReader(os.Stdin)), json.NewEncoder(os.Stdout)
	for in.More() {
		var asked question
		if err := in.Decode(&asked); err != nil {
			panic(err)
		}
		if err := out.Encode(judge(asked)); err != nil {
			panic(err)
		}
	}
}

func judge(asked question) answer {
	v, fault := wire.Parse([]byte(asked.Text), 100)
	if fault != nil {
		return answer{Refused: true}
	}
	var r check.Report
	fits := r.Check(check.Body, "", &v, checks[asked.Key])
	violations, _ := r.List()
	if fits != r.Empty() {
		panic("a report that says two things")
	}
	return answer{Is: check.Is(&v, checks[asked.Key]), Violations: violations}
}
`;

export function openProgram(name: string): Program {
  const folder = makeFolder(name);
  const files = new Map<string, string>([["main.go", main]]);
  const scope = new Scope({ reserved: new Set([...reservedNames, "checks", "judge", "question", "answer"]), fallback: "Unnamed" });
  const functions: { readonly key: string; readonly check: Printable | undefined }[] = [];
  const importName = nameContract({ operations: [], webhooks: [], schemas: {} } as unknown as Contract, product).runtime;
  return {
    folder,
    add: (id, contract, schemas, options = { formats: "assert" }) => {
      const names = { ...nameContract(contract, product), claim: (...candidates: readonly [string, ...string[]]) => scope.claim(...candidates), runtime: importName };
      const checks = planChecks({ contract, names }, [], options);
      for (const { key, schema, direction } of schemas) functions.push({ key, check: checks.of(schema, direction) });
      for (const [file, blocks] of checks.modules()) {
        const path = `${id}_${file}_checks`;
        files.set(`${path}.go`, textOf(printFile(path, "main", blocks)));
      }
    },
    textOf: (path) => files.get(path) ?? "",
    build: () => {
      const entries = functions.map(({ key, check }) => code`${entry(literal(key), check ?? importName("check", "Anything"))},`);
      const table = code`
        var checks = map[string]${importName("check", "Func")}{
          ${joinLines(entries)}
        }
      `;
      files.set("table.go", textOf(printFile("table", "main", [table])));
      files.set("go.mod", `module cases\n\ngo 1.26\n\nrequire mortise/runtime v0.0.0\n\nreplace mortise/runtime => ${join(root, "templates/runtime/go")}\n`);
      mkdirSync(folder, { recursive: true });
      for (const [path, text] of files) writeFileSync(join(folder, path), text);
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
