import type { Assertion, AssertionOf } from "../../../contract/model.js";
import type { Code } from "../../../emit/code.js";
import { code, verbatim } from "../../../emit/code.js";
import { messageOf } from "../../messages.js";
import { ANY, ARRAY, INTEGER, kindsOf, NUMBER, OBJECT } from "../../rules/kinds.js";
import type { Node } from "../../rules/nodes.js";
import type { Group } from "../../rules/rules.js";
import { reportArray } from "./arrays.js";
import { isOf, kindsCode } from "./kinds.js";
import { reportObject } from "./objects.js";
import type { Printer } from "./printer.js";
import { that, when } from "./statements.js";
import { reportUnion } from "./unions.js";
import { reportScalar, testConstants } from "./values.js";
import { literal } from "../literals.js";

/** Statements that list every rule of a node that the value `v` breaks, each at its place. */
export function reportRules(printer: Printer, node: Node, label: string): readonly Code[] {
  return [...reportKindsAndGroups(printer, node, label), ...node.rules.general.flatMap((assertion) => reportGeneral(printer, node, assertion, label))];
}

function reportKindsAndGroups(printer: Printer, node: Node, label: string): readonly Code[] {
  const { types, groups, kinds: allowed } = node.rules;
  const [type, ...others] = types;
  // Of what is no integer, the rules of numbers still say what else is wrong with it.
  const splitsNumbers = (allowed & NUMBER) === INTEGER && groups.some(({ kinds }) => (kinds & NUMBER) !== 0);
  if (type === undefined || others.length > 0 || allowed === ANY || splitsNumbers) {
    const wrong = types.filter((each) => kindsOf(each.types) !== ANY).map((each) => typeTest(printer, each));
    return [...wrong, ...groups.flatMap((group) => when(isOf(printer.plan, group.kinds), reportGroup(printer, node, group, label)))];
  }
  const cases = groups.filter(({ kinds }) => (kinds & allowed) !== 0).map((group) => ({ group, statements: reportGroup(printer, node, group, label) }));
  const inner = cases.flatMap(({ group, statements }) => ((group.kinds & allowed) === allowed ? statements : when(isOf(printer.plan, group.kinds & allowed), statements)));
  const test = typeTest(printer, type);
  return inner.length === 0 ? [test] : when(test, inner);
}

const typeTest = ({ plan }: Printer, type: AssertionOf<"type">): Code => code`r.Type(v, ${kindsCode(plan, kindsOf(type.types))}, ${literal(messageOf(type))})`;

function reportGroup(printer: Printer, node: Node, { kinds, assertions }: Group, label: string): readonly Code[] {
  if (kinds === OBJECT) return reportObject(printer, node, assertions, label);
  if (kinds === ARRAY) return reportArray(printer, node, assertions, label);
  return assertions.map((assertion) => reportScalar(printer, assertion, label));
}

/** One rule that is about every value. */
function reportGeneral(printer: Printer, node: Node, assertion: Assertion, label: string): readonly Code[] {
  const { plan } = printer;
  const message = messageOf(assertion);
  const { keyword } = assertion;
  switch (keyword) {
    case "false":
      return [that(verbatim("false"), keyword, message)];
    case "$ref":
    case "$dynamicRef":
      return printer.inPlace(plan.nodes.target(assertion, node.anchors), node, label, keyword);
    case "enum":
      return [that(testConstants(printer, assertion.values, verbatim("v")), keyword, message)];
    case "const":
      return [that(testConstants(printer, [assertion.value], verbatim("v")), keyword, message)];
    case "allOf":
      return assertion.schemas.flatMap((id) => printer.inPlace(id, node, label, keyword));
    case "anyOf":
    case "oneOf":
    case "discriminator":
      return reportUnion(printer, node, assertion, label);
    case "not": {
      const check = printer.check(assertion.schema, node, label, "false");
      return [check === undefined ? that(verbatim("false"), keyword, message) : that(code`!r.Fits(v, ${check})`, keyword, message)];
    }
    case "if":
      return reportIf(printer, node, assertion, label);
    default:
      throw new Error(`${keyword} is not about every value`);
  }
}

function reportIf(printer: Printer, node: Node, assertion: AssertionOf<"if">, label: string): readonly Code[] {
  const branch = (id: string | undefined): readonly Code[] => {
    const check = id === undefined ? undefined : printer.check(id, node, label, "false");
    return check === undefined ? [] : [that(code`r.Fits(v, ${check})`, "if", messageOf(assertion))];
  };
  const [then, otherwise] = [branch(assertion.then), branch(assertion.else)];
  const condition = printer.check(assertion.condition, node, label, "false");
  return condition === undefined ? then : when(code`r.Fits(v, ${condition})`, then, otherwise);
}
