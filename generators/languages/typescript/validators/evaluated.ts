import type { Assertion } from "../../../contract/model.js";
import { type Code, code, list, type Printable } from "../../../emit/code.js";
import { messageOf } from "../../messages.js";
import { ARRAY, OBJECT } from "../../kinds.js";
import { listMarks, type Mark } from "./marks.js";
import { namesConstant } from "./constants.js";
import type { Node } from "../../nodes.js";
import { patternCode } from "./patterns.js";
import type { Printer, Subject } from "./printer.js";
import { runtime } from "./runtime.js";
import { add, type Place, type Statement, when } from "./statements.js";
import { always, any, call, isNoMore, isSame, not, printArgument, printOperand, type Test } from "./tests.js";

type Unevaluated = Extract<Assertion, { readonly keyword: "unevaluatedItems" | "unevaluatedProperties" }>;

/** `cond && value`, or the value alone. */
const given = (condition: Test, value: Printable): Printable => (condition.kind === "always" ? value : code`${printOperand(condition)} && ${value}`);

const everythingIf = (marks: readonly Mark[]): Test => any(marks.filter(({ everything }) => everything).map(({ condition }) => condition));

/** `unevaluatedProperties` (Core 11.3): what no other rule of the schema has looked at. */
export function testUnevaluatedMembers(printer: Printer, node: Node, { schema }: Unevaluated, subject: Subject): Test {
  const found = printer.predicate(schema, node, `${subject.label}Value`);
  if (found.kind === "always") return always;
  const marks = listMarks(printer, node, subject, OBJECT);
  const whole = everythingIf(marks);
  if (whole.kind === "always") return always;
  const names = printNames(printer, subject, marks);
  const patterns = marks.flatMap(({ pattern, condition }) => (pattern === undefined ? [] : [given(condition, patternCode(printer, pattern, subject.label))]));
  if (found.kind === "never" && patterns.length === 0) return any([whole, call(code`${runtime("hasOnly")}(${subject.code}, ${names})`)]);
  const beside = code`${runtime("namesBeside")}${list([subject.code, names, ...(patterns.length === 0 ? [] : [list(patterns, { open: "[", close: "]" })])], { open: "(", close: ")" })}`;
  if (found.kind === "never") return any([whole, isSame(code`${beside}.length`, 0)]);
  return any([whole, call(code`${beside}.every((key) => ${printArgument(found.body(code`${subject.code}[key]`))})`)]);
}

/** The set of names: a constant where it is known beforehand, else the union of those whose condition holds. */
function printNames(printer: Printer, subject: Subject, marks: readonly Mark[]): Printable {
  const named = marks.filter(({ names }) => names !== undefined);
  const fixed = [...new Set(named.filter(({ condition }) => condition.kind === "always").flatMap(({ names }) => names ?? []))];
  const others = named.filter(({ condition }) => condition.kind !== "always");
  const constant = namesConstant(printer, subject, fixed);
  if (others.length === 0) return constant;
  const parts = others.map(({ names, condition }) => given(condition, namesConstant(printer, subject, names ?? [])));
  return code`${runtime("unite")}${list([...(fixed.length === 0 ? [] : [constant]), ...parts], { open: "(", close: ")" })}`;
}

/** `unevaluatedItems` (Core 11.2). */
export function testUnevaluatedItems(printer: Printer, node: Node, { schema }: Unevaluated, subject: Subject): Test {
  const found = printer.predicate(schema, node, `${subject.label}Item`);
  if (found.kind === "always") return always;
  const marks = listMarks(printer, node, subject, ARRAY);
  const whole = everythingIf(marks);
  if (whole.kind === "always") return always;
  const containing = marks.flatMap(({ containing: inner, condition }) => {
    const predicate = inner && printer.predicate(inner.schema, inner.node, `${subject.label}Item`);
    if (predicate === undefined || predicate.kind === "never") return [];
    const test = predicate.kind === "always" ? code`() => true` : predicate.code;
    return [given(condition, condition.kind === "always" ? test : code`(${test})`)];
  });
  const after = printCount(marks);
  if (found.kind === "never" && containing.length === 0) return any([whole, isNoMore(code`${subject.code}.length`, after)]);
  const beside = code`${runtime("itemsBeside")}${list([subject.code, after, ...(containing.length === 0 ? [] : [list(containing, { open: "[", close: "]" })])], { open: "(", close: ")" })}`;
  if (found.kind === "never") return any([whole, isSame(code`${beside}.length`, 0)]);
  return any([whole, call(code`${beside}.every(${found.code})`)]);
}

/** How many items from the first one are evaluated. */
function printCount(marks: readonly Mark[]): Printable {
  const counted = marks.filter(({ items }) => items !== undefined);
  const fixed = Math.max(0, ...counted.filter(({ condition }) => condition.kind === "always").map(({ items }) => items ?? 0));
  const others = counted.filter(({ condition, items }) => condition.kind !== "always" && (items ?? 0) > fixed);
  if (others.length === 0) return fixed;
  return list([fixed, ...others.map(({ condition, items }): Code => code`${printOperand(condition)} ? ${items ?? 0} : 0`)], { open: "Math.max(", close: ")" });
}

/** One violation, where the value stands. */
export function reportUnevaluated(test: Test, assertion: Unevaluated, place: Place): readonly Statement[] {
  return when(not(test), [add(place, assertion.keyword, messageOf(assertion))]);
}
