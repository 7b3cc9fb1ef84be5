import type { SchemaId } from "../../../contract/model.js";
import { type Code, code, type Ident, joinLines, layOut, nothing, type Printable, verbatim, word } from "../../../emit/code.js";
import { docComment } from "../comments.js";
import { byText } from "../module.js";
import { isTagged } from "./analysis.js";
import { ANY, OBJECT } from "../../kinds.js";
import type { Node } from "../../nodes.js";
import { type Plan, simpleCheck, value } from "./plan.js";
import { makeLocals, type Predicate, type Printer, startLabel, type Subject } from "./printer.js";
import { reportRules } from "./report.js";
import { runtime } from "./runtime.js";
import { valuesModule } from "./sharing.js";
import { add, type Place, printPlace, printStatements, root, run, type Statement } from "./statements.js";
import { testRules } from "./test.js";
import { always, call, never, not, printArgument, printReturn, printTest, type Test } from "./tests.js";
import { messageOf } from "../../messages.js";
import { printTagged } from "./tagged.js";

/** Prints every function that was asked for, and those that they call, by module; the constants of a module stand first. */
export function printPlan(plan: Plan): ReadonlyMap<string, readonly Code[]> {
  const printed = new Map<string, { readonly node: Node; readonly form: "is" | "check"; readonly body: Code }[]>();
  // The queue grows while it is worked off.
  for (const { node, form, name, module } of plan.queue) {
    const own = printed.get(module) ?? [];
    printed.set(module, own);
    own.push({ node, form, body: layOut(printFunction(makePrinter(plan, module), node, form, name)) });
  }
  plan.queue.length = 0;
  // By name: where a new one comes to it, the others stay where they are.
  printed.get(valuesModule)?.sort((a, b) => byText(plan.stemOf(a.node), plan.stemOf(b.node)));
  return new Map([...printed].map(([module, functions]) => [module, [printConstants(plan, module), ...functions.map(({ node, form, body }) => printDeclaration(plan, node, form, body))]]));
}

function printConstants(plan: Plan, module: string): Code {
  return joinLines([...(plan.constants.get(module)?.values() ?? [])].map(({ name, value: printed }) => code`const ${name} = ${printed};`));
}

function printDeclaration(plan: Plan, node: Node, form: "is" | "check", body: Code): Code {
  const isShared = node.exported.has(form);
  const stem = plan.stemOf(node);
  const doc = isShared ? docComment({ text: form === "is" ? `Whether a value keeps the rules of \`${stem}\`.` : `Lists the rules of \`${stem}\` that a value breaks.` }) : nothing;
  return joinLines([doc, isShared ? code`export ${body}` : body]);
}

const signatures = { is: code`(value: unknown): boolean`, check: code`(value: unknown, at: string, found: ${runtime("Findings")}): void` };

function printFunction(printer: Printer, node: Node, form: "is" | "check", name: Ident): Code {
  return code`
    function ${name}${signatures[form]} {
      ${printBody(printer, node, form, name)}
    }
  `;
}

function printBody(printer: Printer, node: Node, form: "is" | "check", name: string): Code {
  const label = startLabel(name.slice(form.length));
  const { general, groups, kinds } = node.rules;
  const [only] = general;
  if (only && general.length === 1 && groups.length === 0 && (kinds & OBJECT) !== 0 && isTagged(only)) return printTagged(printer, node, only, form, label);
  return form === "is" ? printIs(printer, node, label) : printCheck(printer, node, label);
}

const isObject = call(code`${runtime("isObject")}(value)`);

/** Objects first: the others leave at once, and the members become variables. */
function printIs(printer: Printer, node: Node, label: string): Code {
  const { plan } = printer;
  if (!plan.analysis.usesMembers(node)) return printReturn(testRules(printer, node, { code: value, known: ANY, label }));
  const locals = makeLocals(plan.isFree);
  const onObject = testRules(printer, node, { code: value, known: OBJECT, locals, label });
  const onOther = testRules(printer, node, { code: value, known: ANY & ~OBJECT, label });
  const body = printReturn(onObject);
  return joinLines([code`if (${printTest(not(isObject))}) ${printReturn(onOther)}`, locals.declare(value, body), body]);
}

function printCheck(printer: Printer, node: Node, label: string): Code {
  const { plan } = printer;
  if (!plan.analysis.usesMembers(node)) return printStatements(reportRules(printer, node, { code: value, known: ANY, label }, root));
  const locals = makeLocals(plan.isFree);
  const onObject = reportRules(printer, node, { code: value, known: OBJECT, locals, label }, root);
  const onOther = reportRules(printer, node, { code: value, known: ANY & ~OBJECT, label }, root);
  const [only] = onOther;
  const leave: readonly Statement[] = onOther.length === 1 && only?.kind === "code" ? [run(code`return ${only.code}`)] : [...onOther, run(verbatim("return"))];
  const start: Statement = { kind: "if", test: not(isObject), then: leave, otherwise: [] };
  const body = printStatements(onObject);
  return joinLines([printStatements([start]), locals.declare(value, body), body]);
}

function makePrinter(plan: Plan, module: string): Printer {
  const { nodes, analysis } = plan;
  const isInline = (node: Node, subject: Pick<Subject, "known" | "locals" | "looped">): boolean => {
    const size = analysis.sizeOf(node);
    return size.inline && (!size.usesMembers || subject.locals !== undefined || (subject.known & OBJECT) === 0) && !(size.hasItems && subject.looped === true);
  };
  const testNode = (node: Node, subject: Subject): Test => {
    if ((analysis.kindsOf(node) & subject.known) === 0) return never;
    return isInline(node, subject) ? testRules(printer, node, subject) : call(code`${plan.ask(node, "is", module)}(${subject.code})`);
  };
  const printer: Printer = {
    plan,
    module,
    test: (id, from, subject) => {
      const target = nodes.find(id, from);
      return target.kind === "node" ? testNode(target.node, subject) : target.kind === "always" ? always : never;
    },
    predicate: (id, from, label) => {
      const target = nodes.find(id, from);
      return target.kind === "node" ? printPredicate(printer, target.node, isInline(target.node, { known: ANY, looped: true }), label, testNode) : target.kind === "always" ? { kind: "always" } : { kind: "never" };
    },
    report: (id: SchemaId, from: Node, subject: Subject, place: Place, keyword: string) => {
      const target = nodes.find(id, from);
      if (target.kind === "always") return [];
      if (target.kind === "never") return [add(place, target.by ?? keyword, messageOf({ keyword: "false" }))];
      if (isInline(target.node, subject)) return reportRules(printer, target.node, subject, place);
      return [run(code`${plan.ask(target.node, "check", module)}(${subject.code}, ${printPlace(place)}, found)`)];
    },
  };
  return printer;
}

function printPredicate({ plan, module }: Printer, node: Node, isInline: boolean, label: string, testNode: (node: Node, subject: Subject) => Test): Predicate {
  const body = (item: Printable): Test => testNode(node, { code: item, known: ANY, label, looped: true });
  const named = simpleCheck(node, "is") ?? (isInline ? undefined : plan.ask(node, "is", module));
  if (named) return { kind: "function", code: named, body };
  const test = body(word("item"));
  if (test.kind === "always" || test.kind === "never") return test;
  return { kind: "function", code: code`(item) => ${printArgument(test)}`, body };
}
