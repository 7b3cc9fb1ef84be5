import type { Assertion, SchemaId } from "../../../contract/model.js";
import { type Code, code, verbatim } from "../../../emit/code.js";
import { messageOf, tooFewMessage, tooManyMessage } from "../../messages.js";
import { ANY } from "../../kinds.js";
import type { Node } from "../../nodes.js";
import type { Predicate, Printer, Subject } from "./printer.js";
import { runtime } from "./runtime.js";
import { add, itemOf, memberOf, type Place, printStatements, run, runBlock, type Statement, when } from "./statements.js";
import { all, any, call, isDifferent, isNoLess, isNoMore, isSame, never, not, printArgument, type Test } from "./tests.js";
import { testScalar } from "./values.js";
import { reportUnevaluated, testUnevaluatedItems } from "./evaluated.js";

/** The rules of arrays (Core 10.3.1 and 11.2, Validation 6.4), on a value that is one. */
export const testArray = (printer: Printer, node: Node, assertions: readonly Assertion[], subject: Subject): readonly Test[] =>
  assertions.map((assertion) => testOf(printer, node, assertion, subject));

const item = verbatim("item");
const index = verbatim("index");

function testOf(printer: Printer, node: Node, assertion: Assertion, subject: Subject): Test {
  const list = subject.code;
  switch (assertion.keyword) {
    case "prefixItems":
      return all(assertion.schemas.map((id, position) => {
        const test = printer.test(id, node, itemSubject(code`${list}[${position}]`, subject));
        return any([isNoMore(code`${list}.length`, position), test]);
      }));
    case "items": {
      const found = printer.predicate(assertion.schema, node, `${subject.label}Item`);
      if (found.kind === "always") return all([]);
      if (found.kind === "never") return isNoMore(code`${list}.length`, assertion.after);
      if (assertion.after === 0) return call(code`${list}.every(${found.code})`);
      return call(code`${list}.every((item, index) => ${printArgument(any([isBefore(assertion.after), found.body(item)]))})`);
    }
    case "contains":
      return testContains(printer.predicate(assertion.schema, node, `${subject.label}Item`), assertion, list);
    case "unevaluatedItems":
      return testUnevaluatedItems(printer, node, assertion, subject);
    default:
      return testScalar(printer, assertion, subject);
  }
}

const isBefore = (position: number): Test => ({ kind: "compare", left: index, operator: "<", opposite: ">=", right: position });

export const itemSubject = (printed: Code, { label }: Subject): Subject => ({ code: printed, known: ANY, label: `${label}Item`, looped: true });

type Contains = Extract<Assertion, { readonly keyword: "contains" }>;

function countCode(found: Predicate, list: Subject["code"]): Code {
  if (found.kind === "function") return code`${runtime("countTrue")}(${list}.map((item) => ${printArgument(found.body(item))}))`;
  return found.kind === "always" ? code`${list}.length` : verbatim("0");
}

function testContains(found: Predicate, { min, max }: Contains, list: Subject["code"]): Test {
  if (found.kind === "never") return min > 0 ? never : all([]);
  if (min === 1 && max === undefined) return found.kind === "always" ? isDifferent(code`${list}.length`, 0) : call(code`${list}.some(${found.code})`);
  const count = countCode(found, list);
  if (min === max) return isSame(count, min);
  return all([...(min > 0 ? [isNoLess(count, min)] : []), ...(max === undefined ? [] : [isNoMore(count, max)])]);
}

/** Statements that list what an array breaks. */
export function reportArray(printer: Printer, node: Node, assertions: readonly Assertion[], subject: Subject, place: Place): readonly Statement[] {
  return assertions.flatMap((assertion) => reportOf(printer, node, assertion, subject, place));
}

function reportOf(printer: Printer, node: Node, assertion: Assertion, subject: Subject, place: Place): readonly Statement[] {
  const list = subject.code;
  switch (assertion.keyword) {
    case "prefixItems":
      return assertion.schemas.flatMap((id, position) => {
        const inner = printer.report(id, node, itemSubject(code`${list}[${position}]`, subject), memberOf(place, String(position)), "prefixItems");
        return when(not(isNoMore(code`${list}.length`, position)), inner);
      });
    case "items": {
      const inner = skipValid(printer, assertion.schema, node, printer.report(assertion.schema, node, itemSubject(item, subject), itemOf(place, index), "items"));
      if (printer.plan.nodes.find(assertion.schema, node).kind === "never") return forEachBeyond(list, assertion.after, inner);
      return forEachItem(list, assertion.after === 0 ? inner : when(not(isBefore(assertion.after)), inner));
    }
    case "contains": {
      const found = printer.predicate(assertion.schema, node, `${subject.label}Item`);
      const { min, max } = assertion;
      const rule = min === 1 ? "contains" : "minContains";
      return [
        ...(min > 0 ? when(not(testContains(found, { keyword: "contains", schema: assertion.schema, min }, list)), [add(place, rule, tooFewMessage(assertion))]) : []),
        ...(max === undefined ? [] : when(not(testContains(found, { ...assertion, min: 0 }, list)), [add(place, "maxContains", tooManyMessage(max))])),
      ];
    }
    case "unevaluatedItems":
      return reportUnevaluated(testOf(printer, node, assertion, subject), assertion, place);
    default:
      return when(not(testOf(printer, node, assertion, subject)), [add(place, assertion.keyword, messageOf(assertion))]);
  }
}

/** Items that are not looked at, since there may be none. */
function forEachBeyond(list: Subject["code"], after: number, body: readonly Statement[]): readonly Statement[] {
  return [
    runBlock(code`
      for (let index = ${after}; index < ${list}.length; index += 1) {
        ${printStatements(body)}
      }
    `),
  ];
}

/** Most items are valid, and to see that is much faster than to list what is not wrong with them. */
function skipValid({ plan, module }: Printer, schema: SchemaId, node: Node, inner: readonly Statement[]): readonly Statement[] {
  const target = plan.nodes.find(schema, node);
  const isCall = inner.length === 1 && inner[0]?.kind === "code" && inner[0].add !== true;
  if (target.kind !== "node" || !isCall || plan.analysis.sizeOf(target.node).inline || !plan.analysis.isFlat(target.node)) return inner;
  return when(not(call(code`${plan.ask(target.node, "is", module)}(item)`)), inner);
}

/** A loop over an array; nothing where there is nothing to do. */
export function forEachItem(list: Subject["code"], body: readonly Statement[]): readonly Statement[] {
  const [only] = body;
  if (only === undefined) return [];
  if (body.length === 1 && only.kind === "code") return [run(code`${list}.forEach((item, index) => ${only.code})`)];
  return [run(code`
    ${list}.forEach((item, index) => {
      ${printStatements(body)}
    })
  `)];
}
