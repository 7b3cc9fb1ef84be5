import type { Assertion, SchemaId } from "../../../contract/model.js";
import { code } from "../../../emit/code.js";
import { messageOf } from "../../messages.js";
import { isTagged } from "./analysis.js";
import { reportArray } from "./arrays.js";
import { ARRAY, FRACTION, INTEGER, kindsOf, NUMBER, OBJECT } from "../../kinds.js";
import type { Node } from "../../nodes.js";
import { reportObject } from "./objects.js";
import type { Printer, Subject } from "./printer.js";
import type { Group } from "../../rules.js";
import { add, chooseCase, type Place, printPlace, run, type Statement, when } from "./statements.js";
import { testGeneral, testKinds } from "./test.js";
import { not } from "./tests.js";
import { testScalar } from "./values.js";

/** Statements that list every rule of a node that a value breaks, each at its place. */
export function reportRules(printer: Printer, node: Node, subject: Subject, place: Place): readonly Statement[] {
  const { rules } = node;
  if (rules.general.length === 0) return reportKindsAndGroups(printer, node, subject, place);
  const crowded = subject.crowded === true || rules.general.length > 1;
  const inner: Subject = crowded ? { ...subject, crowded } : subject;
  return [...reportKindsAndGroups(printer, node, subject, place), ...rules.general.flatMap((assertion) => reportGeneral(printer, node, assertion, inner, place))];
}

function reportKindsAndGroups(printer: Printer, node: Node, subject: Subject, place: Place): readonly Statement[] {
  const { rules } = node;
  const { known } = subject;
  const [type, ...others] = rules.types;
  const allowed = known & rules.kinds;
  if (type !== undefined && others.length + rules.groups.length === 0) return when(not(testKinds(subject.code, allowed, known)), [add(place, "type", messageOf(type))]);
  // Of what is no integer, the rules of numbers still say what else is wrong with it.
  const splitsNumbers = (allowed & NUMBER) === INTEGER && (known & FRACTION) !== 0 && rules.groups.some(({ kinds }) => (kinds & NUMBER) !== 0);
  const isTyped = type !== undefined && others.length === 0 && allowed !== known && !splitsNumbers;
  // Rules of kinds that the type excludes are not told beside it.
  const told = isTyped ? allowed : splitsNumbers && others.length === 0 ? (allowed | FRACTION) & known : known;
  const groups = rules.groups.filter(({ kinds }) => (kinds & told) !== 0);
  const statementsOf = (group: Group): readonly Statement[] => reportGroup(printer, node, group, { ...subject, known: group.kinds & told }, place);
  const cases = groups.map((group) => ({ test: testKinds(subject.code, group.kinds & told, known), then: statementsOf(group) }));
  if (!isTyped) {
    const wrong = rules.types.flatMap((each) => when(not(testKinds(subject.code, kindsOf(each.types), known)), [add(place, "type", messageOf(each))]));
    return [...wrong, ...cases.flatMap(({ test, then }) => when(test, then))];
  }
  const fail = [add(place, "type", messageOf(type))];
  const [only] = cases;
  const plain = groups.reduce((kinds, group) => kinds & ~group.kinds, allowed);
  // One type: what is wrong stands first, as one would write it.
  if (only && cases.length === 1 && plain === 0) return when(not(only.test), fail, only.then);
  return chooseCase([...cases, ...(plain === 0 ? [] : [{ test: testKinds(subject.code, plain, known), then: [] }])], fail);
}

function reportGroup(printer: Printer, node: Node, { kinds, assertions }: Group, subject: Subject, place: Place): readonly Statement[] {
  if (kinds === OBJECT) return reportObject(printer, node, assertions, subject, place);
  if (kinds === ARRAY) return reportArray(printer, node, assertions, subject, place);
  return assertions.flatMap((assertion) => when(not(testScalar(printer, assertion, subject)), [add(place, assertion.keyword, messageOf(assertion))]));
}

function reportGeneral(printer: Printer, node: Node, assertion: Assertion, subject: Subject, place: Place): readonly Statement[] {
  const of = (id: SchemaId): readonly Statement[] => printer.report(id, node, subject, place, assertion.keyword);
  if (isTagged(assertion)) return [run(code`${printer.plan.ask(printer.plan.nodes.partOf(node, assertion), "check", printer.module)}(${subject.code}, ${printPlace(place)}, found)`)];
  switch (assertion.keyword) {
    case "$ref":
    case "$dynamicRef":
      return of(printer.plan.nodes.target(assertion, node.anchors));
    case "allOf":
      return assertion.schemas.flatMap(of);
    case "anyOf":
    case "oneOf":
      if (assertion.dispatch?.by === "type") return reportByType(printer, node, assertion, subject, place);
  }
  return when(not(testGeneral(printer, node, assertion, subject)), [add(place, assertion.keyword, messageOf(assertion))]);
}

type Union = Extract<Assertion, { readonly keyword: "anyOf" | "oneOf" }>;

/** The branch for the value's type is the one whose rules are listed. */
function reportByType(printer: Printer, node: Node, assertion: Union, subject: Subject, place: Place): readonly Statement[] {
  if (assertion.dispatch?.by !== "type") return [];
  let left = subject.known;
  const cases = assertion.dispatch.branches.flatMap(({ types, schema }) => {
    const kinds = kindsOf(types) & left;
    left &= ~kinds;
    if (kinds === 0) return [];
    // Not by what is left: the compiler wants to see the type.
    return [{ test: testKinds(subject.code, kinds, subject.known), then: printer.report(schema, node, { ...subject, known: kinds }, place, assertion.keyword) }];
  });
  return chooseCase(cases, left === 0 ? [] : [add(place, assertion.keyword, messageOf(assertion))]);
}
