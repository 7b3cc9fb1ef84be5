import type { Assertion, AssertionOf } from "../../../contract/model.js";
import type { Code } from "../../../emit/code.js";
import { code, verbatim } from "../../../emit/code.js";
import { messageOf } from "../../messages.js";
import { ANY, ARRAY, BOOLEAN, INTEGER, type Kinds, kindsOf, NUMBER, OBJECT, STRING } from "../../kinds.js";
import type { Node } from "../../nodes.js";
import type { Group } from "../../rules.js";
import { reportArray } from "./arrays.js";
import { isOf, kindsCode } from "./kinds.js";
import { reportObject } from "./objects.js";
import { simpleKinds } from "./plan.js";
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
  const inner = (told: Kinds, known: Kinds): readonly Code[] =>
    groups.filter(({ kinds }) => (kinds & told) !== 0).flatMap((group) => whenOf(printer, group.kinds & told, known, reportGroup(printer, node, group, label)));
  if (type === undefined || others.length > 0) return [...types.flatMap((each) => testType(printer, each, [])), ...inner(ANY, ANY)];
  // Rules of kinds that the type excludes are not told beside it; but those of numbers are, of what is no integer.
  const splitsNumbers = (allowed & NUMBER) === INTEGER && groups.some(({ kinds }) => kinds === NUMBER);
  if (!splitsNumbers) return testType(printer, type, inner(allowed, allowed));
  const isNumber = type.types.length === 1;
  return isNumber ? testType(printer, type, inner(NUMBER, NUMBER)) : [...testType(printer, type, []), ...inner(allowed | NUMBER, ANY)];
}

/** Statements for values of some kinds, given the kinds that a value can have. */
const whenOf = ({ plan }: Printer, kinds: Kinds, known: Kinds, statements: readonly Code[]): readonly Code[] => (kinds === known ? statements : when(isOf(plan, kinds), statements));

/** Methods of a report that say what a single type says. */
const typeMethods: ReadonlyMap<Kinds, string> = new Map([[BOOLEAN, "Boolean"], [INTEGER, "Integer"], [NUMBER, "Number"], [STRING, "Text"], [ARRAY, "Array"], [OBJECT, "Object"]]);

/** The statement of a type alone, by the runtime's function that says the same. */
const aloneTypes = new WeakMap<Code, string>();

/** The runtime's function that says what statements say, if they speak of a type alone. */
export const nameOfType = (statements: readonly Code[]): string | undefined => (statements.length === 1 && statements[0] !== undefined ? aloneTypes.get(statements[0]) : undefined);

/** Reports a value of another type; `inner` is for one that is right. */
function testType({ plan }: Printer, type: AssertionOf<"type">, inner: readonly Code[]): readonly Code[] {
  const kinds = kindsOf(type.types);
  const isSingle = type.types.length === 1;
  const method = isSingle ? typeMethods.get(kinds) : undefined;
  const simple = isSingle ? simpleKinds.get(kinds) : undefined;
  if (inner.length > 0) return when(method === undefined ? code`r.Type(v, ${kindsCode(plan, kinds)}, ${literal(messageOf(type))})` : code`r.${verbatim(method)}(v)`, inner);
  if (simple === undefined) return [code`r.Type(v, ${kindsCode(plan, kinds)}, ${literal(messageOf(type))})`];
  const alone = code`${plan.runtime(simple)}(r, v)`;
  aloneTypes.set(alone, simple);
  return [alone];
}

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
