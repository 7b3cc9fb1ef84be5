import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Contract, Direction, SchemaId } from "../../../generators/contract/model.js";
import { planRules, type RulesOptions } from "../../../generators/languages/json-schema/index.js";
import { runPython } from "../../python/tools.js";
import { makeFolder, root } from "../../targets/generate.js";

export interface Violation {
  readonly pointer: string;
  readonly rule: string;
  readonly message: string;
}

/** What a program says to one text. */
export interface Answer {
  /** The text is no JSON body of the profile. */
  readonly refused: boolean;
  /** The library in Rust says yes. */
  readonly sure: boolean;
  /** The quiet form. */
  readonly is: boolean;
  readonly violations: readonly Violation[];
}

/** One Python program that holds the rules of many contracts. */
export interface Program {
  readonly folder: string;
  /** Prints the rules of a contract; `key` names one schema in questions. */
  readonly add: (id: string, contract: Contract, schemas: readonly { readonly key: string; readonly schema: SchemaId; readonly direction: Direction }[], options?: RulesOptions) => void;
  /** The text of rules.json. */
  readonly textOf: (id: string) => string;
  /** Asks for the verdict on texts, all at once. */
  readonly ask: (questions: readonly { readonly key: string; readonly text: string }[]) => readonly Answer[];
}

/** Reads questions, a JSON object a line, and writes answers. */
const main = `
import json
import sys

sys.path.insert(0, sys.argv[1])

from runtime.check.report import Report
from runtime.check.rules import load_rules
from runtime.wire.json import JsonFault, read_json

keys = json.load(open(sys.argv[2] + "/keys.json", encoding="utf-8"))
rules = {}


def gate_of(key):
    id, name = keys[key]
    if id not in rules:
        rules[id] = load_rules(f"{sys.argv[2]}/{id}/main.py")
    return rules[id].gate(name)


def answer(question):
    try:
        value = read_json(question["text"].encode("utf-8", "surrogatepass"))
    except JsonFault:
        return {"refused": True, "sure": False, "is": False, "violations": []}
    gate = gate_of(question["key"])
    report = Report()
    fits = gate.explain(value, report)
    violations, _ = report.list()
    told = [{"pointer": each.pointer, "rule": each.rule, "message": each.message} for each in violations]
    sure, accepts = gate.is_sure(value), gate.accepts(value)
    assert fits == (not told) == accepts == gate.check(value, Report()), (question, fits, told, accepts)
    return {"refused": False, "sure": sure, "is": accepts, "violations": told}


for line in sys.stdin.buffer:
    print(json.dumps(answer(json.loads(line))))
`;

/** Opens a program in a folder of its own. */
export function openProgram(name: string): Program {
  const folder = makeFolder(name);
  const texts = new Map<string, string>();
  const keys: Record<string, readonly [id: string, name: string]> = {};
  return {
    folder,
    add: (id, contract, schemas, options = { formats: "assert" }) => {
      const rules = planRules(contract, [], options);
      for (const { key, schema, direction } of schemas) keys[key] = [id, rules.nameOf(schema, direction)];
      texts.set(id, rules.text());
      mkdirSync(join(folder, id), { recursive: true });
      writeFileSync(join(folder, id, "rules.json"), rules.text());
    },
    textOf: (id) => texts.get(id) ?? "",
    ask: (questions) => {
      writeFileSync(join(folder, "keys.json"), JSON.stringify(keys));
      writeFileSync(join(folder, "main.py"), main);
      const input = questions.map((question) => `${JSON.stringify(question)}\n`).join("");
      const { stdout, stderr, status } = runPython(folder, ["main.py", join(root, "templates/runtime/python"), folder], {}, input);
      if (status !== 0) throw new Error(stderr);
      return stdout.trimEnd().split("\n").map((line) => JSON.parse(line) as Answer);
    },
  };
}
