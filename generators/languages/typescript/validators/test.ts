import { code, list, verbatim, type Printable } from "../../../emit/code.js";
import type { Assertion, SchemaId } from "../../../contract/model.js";
import { ARRAY, BOOLEAN, INTEGER, type Kinds, NULL, NUMBER, OBJECT, STRING } from "../../kinds.js";
import { literal } from "../literals.js";
import type { Node } from "../../nodes.js";
import { testArray } from "./arrays.js";
import { testObject } from "./objects.js";
import type { Printer, Subject } from "./printer.js";
import type { Group, Rules } from "../../rules.js";
import { runtime } from "./runtime.js";
import { all, always, any, call, choose, isSame, never, not, printTest, type Test } from "./tests.js";
import { isTagged } from "./analysis.js";
import { testConstants, testScalar } from "./values.js";

/** Whether a value is of some kinds, given the kinds that it can have. */
export function testKinds(code: Printable, wanted: Kinds, known: Kinds): Test {
  const kinds = wanted & known;
  if (kinds === known) return always;
  const tests: Test[] = [];
  if (kinds & NULL) tests.push(isSame(code, textNull));
  if (kinds & BOOLEAN) tests.push(isSame(codeTypeof(code), textBoolean));
  const numbers = kinds & NUMBER;
  if (numbers !== 0) {
    if (numbers === (known & NUMBER)) tests.push(callOn("isNumber", code));
    else if (numbers === INTEGER) tests.push(callOn("isInteger", code));
    else tests.push(all([callOn("isNumber", code), not(callOn("isInteger", code))]));
  }
  if (kinds & STRING) tests.push(isSame(codeTypeof(code), textString));
  if (kinds & ARRAY) tests.push(call(codeArray(code)));
  if (kinds & OBJECT) tests.push(callOn("isObject", code));
  return any(tests);
}

const textNull = verbatim("null");
const textBoolean = literal("boolean");
const textString = literal("string");

const codeTypeof = (value: Printable): Printable => code`typeof ${value}`;
const codeArray = (value: Printable): Printable => code`Array.isArray(${value})`;
const callOn = (name: string, value: Printable): Test => call(code`${runtime(name)}(${value})`);

/** All rules of a node as one expression. */
export function testRules(printer: Printer, node: Node, subject: Subject): Test {
  const { rules } = node;
  const allowed = subject.known & rules.kinds;
  if (allowed === 0) return never;
  // Most schemas say nothing but a type.
  if (rules.general.length + rules.groups.length === 0) return testKinds(subject.code, allowed, subject.known);
  const constants = rules.general.filter(({ keyword }) => keyword === "enum" || keyword === "const").length;
  const inner: Subject = { ...subject, known: allowed, crowded: subject.crowded === true || (constants > 0 && rules.general.length > 1) };
  const general = rules.general.map((assertion) => testGeneral(printer, node, assertion, inner));
  return all([testKindsAndGroups(printer, node, rules, subject, allowed, constants > 0 && constants === rules.general.length), ...general]);
}

function testKindsAndGroups(printer: Printer, node: Node, rules: Rules, subject: Subject, allowed: Kinds, hasConstants: boolean): Test {
  const groups = rules.groups.filter(({ kinds }) => (kinds & allowed) !== 0);
  const testOf = (group: Group): Test => all(testGroup(printer, node, group, { ...subject, known: group.kinds & allowed }));
  // Constants have types, so nothing of another type gets past them.
  if (hasConstants && groups.length === 0) return always;
  if (allowed === subject.known) return all(groups.map((group) => any([not(testKinds(subject.code, group.kinds, subject.known)), testOf(group)])));
  const plain = groups.reduce((kinds, group) => kinds & ~group.kinds, allowed);
  return any([
    ...(plain === 0 ? [] : [testKinds(subject.code, plain, subject.known)]),
    ...groups.map((group) => all([testKinds(subject.code, group.kinds & allowed, subject.known), testOf(group)])),
  ]);
}

/** The rules that are about one kind of value, on a value of that kind. */
function testGroup(printer: Printer, node: Node, { kinds, assertions }: Group, subject: Subject): readonly Test[] {
  if (kinds === OBJECT) return testObject(printer, node, assertions, subject);
  if (kinds === ARRAY) return testArray(printer, node, assertions, subject);
  return assertions.map((assertion) => testScalar(printer, assertion, subject));
}

/** One rule that is about every value. */
export function testGeneral(printer: Printer, node: Node, assertion: Assertion, subject: Subject): Test {
  const of = (id: SchemaId): Test => printer.test(id, node, subject);
  if (isTagged(assertion)) return call(code`${printer.plan.ask(printer.plan.nodes.partOf(node, assertion), "is", printer.module)}(${subject.code})`);
  switch (assertion.keyword) {
    case "false":
      return never;
    case "$ref":
    case "$dynamicRef":
      return of(printer.plan.nodes.target(assertion, node.anchors));
    case "enum":
      return testConstants(printer, assertion.values, subject);
    case "const":
      return testConstants(printer, [assertion.value], subject);
    case "allOf":
      return all(assertion.schemas.map(of));
    case "anyOf":
      return any(assertion.schemas.map(of));
    case "oneOf":
      return assertion.dispatch ? any(assertion.schemas.map(of)) : testOne(assertion.schemas.map((id) => printer.test(id, node, { ...subject, crowded: true })));
    case "not":
      return not(of(assertion.schema));
    case "if":
      return choose(of(assertion.condition), assertion.then === undefined ? always : of(assertion.then), assertion.else === undefined ? always : of(assertion.else));
    default:
      throw new Error(`${assertion.keyword} is not about every value`);
  }
}

/** Exactly one of several. */
function testOne(tests: readonly Test[]): Test {
  const open = tests.filter(({ kind }) => kind !== "never");
  const sure = open.filter(({ kind }) => kind === "always").length;
  const others = open.filter(({ kind }) => kind !== "always");
  if (sure > 1) return never;
  if (sure === 1) return not(any(others));
  const [first, second] = others;
  if (first === undefined) return never;
  if (second === undefined) return first;
  return isSame(code`${runtime("countTrue")}(${list(others.map(printTest), { open: "[", close: "]" })})`, 1);
}
