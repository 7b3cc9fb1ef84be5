import type { SchemaId } from "../../../contract/model.js";
import { type Code, code, joinLines, type Printable, verbatim } from "../../../emit/code.js";
import { messageOf } from "../../messages.js";
import type { Node } from "../../nodes.js";
import { layOutBlock } from "../module.js";
import type { Plan } from "./plan.js";
import type { Printer } from "./printer.js";
import { nameOfType, reportRules } from "./report.js";
import { block, fail } from "./statements.js";
import { simpleCheck } from "./plan.js";

/** Prints every function that was asked for, and those that they call, by file; the patterns of a file stand first. */
export function printPlan(plan: Plan): ReadonlyMap<string, readonly Code[]> {
  const printed = new Map<string, Code[]>();
  // The queue grows while it is worked off.
  for (const { node, name } of plan.queue) {
    const file = plan.fileOf(node.schema);
    const own = printed.get(file) ?? [];
    printed.set(file, own);
    own.push(layOutBlock(code`
      ${verbatim(`// ${name} lists the rules of ${plan.stemOf(node)} that a value breaks.`)}
      func ${name}(r *${plan.runtime("Report")}, v *${plan.wire("Value")}) ${block(reportRules(makePrinter(plan, file), node, plan.stemOf(node)))}
    `));
  }
  plan.queue.length = 0;
  const files = new Set([...plan.patterns.keys(), ...printed.keys()]);
  return new Map([...files].map((file) => [file, [...printPatterns(plan, file), ...(printed.get(file) ?? [])]]));
}

function printPatterns(plan: Plan, file: string): readonly Code[] {
  const variables = [...(plan.patterns.get(file)?.values() ?? [])];
  return variables.length === 0 ? [] : [joinLines(variables.map(({ name, value }) => code`var ${name} = ${value}`))];
}

function makePrinter(plan: Plan, file: string): Printer {
  const { nodes, analysis } = plan;
  const printLiteral = (body: readonly Code[], value: string): Code => code`func(r *${plan.runtime("Report")}, ${verbatim(value)} *${plan.wire("Value")}) ${block(body)}`;
  const refuse = (rule: string): Printable => {
    if (rule === "false") return plan.runtime("Never");
    return rule === "additionalProperties" ? plan.runtime("Refuse") : printLiteral([fail(rule, messageOf({ keyword: "false" }))], "_");
  };
  const printer: Printer = {
    plan,
    file,
    check: (id: SchemaId, from: Node, label: string, keyword: string) => {
      const target = nodes.find(id, from);
      if (target.kind === "always") return undefined;
      if (target.kind === "never") return refuse(target.by ?? keyword);
      if (simpleCheck(target.node) !== undefined || !analysis.isInline(target.node)) return plan.ask(target.node);
      const body = reportRules(printer, target.node, label);
      const simple = nameOfType(body);
      return simple === undefined ? printLiteral(body, "v") : plan.runtime(simple);
    },
    inPlace: (id: SchemaId, from: Node, label: string, keyword: string) => {
      const target = nodes.find(id, from);
      if (target.kind === "always") return [];
      if (target.kind === "never") return [fail(target.by ?? keyword, messageOf({ keyword: "false" }))];
      if (simpleCheck(target.node) !== undefined) return [code`${plan.ask(target.node)}(r, v)`];
      if (analysis.isInline(target.node)) return reportRules(printer, target.node, label);
      return [code`r.Run(v, ${plan.ask(target.node)})`];
    },
  };
  return printer;
}
