import type { Assertion, SchemaId } from "../../../contract/model.js";
import { type Code, code, list, nothing, type Printable, verbatim } from "../../../emit/code.js";
import { literal } from "../literals.js";
import { dependentMessage, messageOf } from "../../messages.js";
import { ANY, STRING } from "../../kinds.js";
import type { Node } from "../../nodes.js";
import { labelOf, memberCode, type Predicate, type Printer, type Subject } from "./printer.js";
import { runtime } from "./runtime.js";
import { add, memberOf, namedOf, type Place, printPlace, printStatements, run, runBlock, type Statement, when } from "./statements.js";
import { all, always, any, call, isDifferent, isSame, not, printArgument, type Test } from "./tests.js";
import { testScalar } from "./values.js";
import { namesConstant } from "./constants.js";
import { patternCode } from "./patterns.js";
import { reportUnevaluated, testUnevaluatedMembers } from "./evaluated.js";

const absent = verbatim("undefined");

/** Members that one direction doesn't have are neither required nor checked there. */
const isHere = (access: "both" | "readOnly" | "writeOnly", { direction }: Node): boolean => access === "both" || (access === "readOnly") === (direction === "response");

/** The names that are required, by all assertions together. */
function requiredNames(assertions: readonly Assertion[], node: Node): readonly string[] {
  return [...new Set(assertions.flatMap((assertion) => (assertion.keyword === "required" ? assertion.names.filter(({ access }) => isHere(access, node)).map(({ name }) => name) : [])))];
}

/** The schemas of members, by all `properties` together. */
function namedMembers(assertions: readonly Assertion[], node: Node): ReadonlyMap<string, readonly SchemaId[]> {
  const found = new Map<string, SchemaId[]>();
  for (const assertion of assertions) {
    if (assertion.keyword !== "properties") continue;
    for (const { name, schema, access } of assertion.members) {
      if (!isHere(access, node)) continue;
      const schemas = found.get(name);
      if (schemas) schemas.push(schema);
      else found.set(name, [schema]);
    }
  }
  return found;
}

const memberSubject = (subject: Subject, name: string): Subject => ({ code: memberCode(subject, name), known: ANY, label: labelOf(subject.label, name) });

/** The rules of objects (Core 10.3.2 and 11.3, Validation 6.5), on a value that is one. */
export function testObject(printer: Printer, node: Node, assertions: readonly Assertion[], subject: Subject): readonly Test[] {
  const required = new Set(requiredNames(assertions, node));
  const members = namedMembers(assertions, node);
  const named = [...members].map(([name, schemas]) => {
    const isNeeded = required.delete(name);
    const inner = memberSubject(subject, name);
    const tests = schemas.map((id) => printer.test(id, node, schemas.length > 1 ? { ...inner, crowded: true } : inner));
    const test = all(tests);
    if (!isNeeded) return any([isSame(inner.code, absent), test]);
    return schemas.some((id) => refusesAbsence(printer, id, node)) ? test : all([isDifferent(inner.code, absent), test]);
  });
  const present = [...required].map((name) => isDifferent(memberCode(subject, name), absent));
  const others = assertions.filter(({ keyword }) => keyword !== "required" && keyword !== "properties").map((assertion) => testOf(printer, node, assertion, subject));
  return [...present, ...named, ...others];
}

/** Whether the test of a schema says no to `undefined`, so that the member need not be looked for. */
function refusesAbsence({ plan }: Printer, id: SchemaId, node: Node): boolean {
  const target = plan.nodes.find(id, node);
  return target.kind === "never" || (target.kind === "node" && plan.analysis.kindsOf(target.node) !== ANY);
}

function testOf(printer: Printer, node: Node, assertion: Assertion, subject: Subject): Test {
  const object = subject.code;
  const isPresent = (name: string): Test => isDifferent(memberCode(subject, name), absent);
  switch (assertion.keyword) {
    case "dependentRequired":
      return all(assertion.entries.map(({ name, requires }) => any([not(isPresent(name)), all(requires.map(isPresent))])));
    case "dependentSchemas":
      return all(assertion.entries.map(({ name, schema }) => {
        const test = printer.test(schema, node, subject);
        return test.kind === "always" ? always : any([not(isPresent(name)), test]);
      }));
    case "patternProperties":
      return all(assertion.members.map(({ pattern, schema }) => {
        const found = printer.predicate(schema, node, `${subject.label}Value`);
        if (found.kind === "always") return always;
        return everyName(code`${runtime("namesLike")}(${object}, ${patternCode(printer, pattern, subject.label)})`, found, object);
      }));
    case "additionalProperties":
      return testAdditional(printer, node, assertion, subject);
    case "propertyNames": {
      const found = printer.predicate(assertion.schema, node, `${subject.label}Name`);
      if (found.kind === "always") return always;
      const names = code`${runtime("namesOf")}(${object})`;
      return found.kind === "never" ? isSame(code`${names}.length`, 0) : call(code`${names}.every((key) => ${printArgument(printer.test(assertion.schema, node, nameSubject(subject)))})`);
    }
    case "unevaluatedProperties":
      return testUnevaluatedMembers(printer, node, assertion, subject);
    default:
      return testScalar(printer, assertion, subject);
  }
}

const nameSubject = ({ label }: Subject): Subject => ({ code: verbatim("key"), known: STRING, label: `${label}Name` });

/** Every member whose name is in a list keeps the rules. */
export function everyName(names: Code, found: Predicate, object: Printable): Test {
  if (found.kind === "always") return always;
  if (found.kind === "never") return isSame(code`${names}.length`, 0);
  return call(code`${names}.every((key) => ${printArgument(found.body(code`${object}[key]`))})`);
}

type Additional = Extract<Assertion, { readonly keyword: "additionalProperties" }>;

function testAdditional(printer: Printer, node: Node, assertion: Additional, subject: Subject): Test {
  const found = printer.predicate(assertion.schema, node, `${subject.label}Value`);
  if (found.kind === "always") return always;
  const { names, patterns } = assertion;
  if (names.length + patterns.length === 0 && found.kind === "function") return call(code`${runtime("everyMember")}(${subject.code}, ${found.code})`);
  if (found.kind === "never" && patterns.length === 0) return call(code`${runtime("hasOnly")}(${subject.code}, ${namesConstant(printer, subject, names)})`);
  return everyName(namesBesideCode(printer, subject, names, patterns), found, subject.code);
}

/** The names that are neither listed nor match a pattern. */
export function namesBesideCode(printer: Printer, subject: Subject, names: readonly string[], patterns: readonly string[]): Code {
  if (names.length + patterns.length === 0) return code`${runtime("namesOf")}(${subject.code})`;
  const matchers = patterns.map((pattern) => patternCode(printer, pattern, subject.label));
  const others = matchers.length === 0 ? [] : [list(matchers, { open: "[", close: "]" })];
  return code`${runtime("namesBeside")}${list([subject.code, namesConstant(printer, subject, names), ...others], { open: "(", close: ")" })}`;
}

/** Statements that list what an object breaks. */
export function reportObject(printer: Printer, node: Node, assertions: readonly Assertion[], subject: Subject, place: Place): readonly Statement[] {
  const required = requiredNames(assertions, node);
  const members = namedMembers(assertions, node);
  const absentNames = required.filter((name) => !members.has(name));
  const isNeeded = new Set(required);
  const named = [...members].flatMap(([name, schemas]) => {
    const inner = memberSubject(subject, name);
    const statements = schemas.flatMap((id) => printer.report(id, node, inner, memberOf(place, name), "properties"));
    return when(isSame(inner.code, absent), isNeeded.has(name) ? [reportMissing(name, place)] : [], statements);
  });
  const missing = absentNames.length > fewNames ? [reportAllMissing(absentNames, subject, place)] : absentNames.flatMap((name) => when(isSame(memberCode(subject, name), absent), [reportMissing(name, place)]));
  const others = assertions.flatMap((assertion) => reportOf(printer, node, assertion, subject, place));
  return [...missing, ...named, ...others];
}

/** So many names that are only required are looked for one by one. */
const fewNames = 4;

const reportMissing = (name: string, place: Place): Statement => add(memberOf(place, name), "required", "is required");

const reportAllMissing = (names: readonly string[], subject: Subject, place: Place): Statement =>
  run(code`${runtime("addMissing")}(${subject.code}, ${list(names.map(literal), { open: "[", close: "]" })}, ${printPlace(place)}, found)`);

function reportOf(printer: Printer, node: Node, assertion: Assertion, subject: Subject, place: Place): readonly Statement[] {
  const isPresent = (name: string): Test => isDifferent(memberCode(subject, name), absent);
  switch (assertion.keyword) {
    case "required":
    case "properties":
      return [];
    case "dependentRequired":
      return assertion.entries.flatMap((entry) => when(all([isPresent(entry.name), not(all(entry.requires.map(isPresent)))]), [add(place, "dependentRequired", dependentMessage(entry))]));
    case "dependentSchemas":
      return assertion.entries.flatMap(({ name, schema }) => when(isPresent(name), printer.report(schema, node, subject, place, "dependentSchemas")));
    case "patternProperties":
      return assertion.members.flatMap(({ pattern, schema }) => {
        const names = (): Code => code`${runtime("namesLike")}(${subject.code}, ${patternCode(printer, pattern, subject.label)})`;
        return forEachName(names, reportMember(printer, node, schema, subject, place, "patternProperties"));
      });
    case "additionalProperties":
      return forEachName(() => namesBesideCode(printer, subject, assertion.names, assertion.patterns), reportMember(printer, node, assertion.schema, subject, place, "additionalProperties"));
    case "unevaluatedProperties":
      return reportUnevaluated(testOf(printer, node, assertion, subject), assertion, place);
    default:
      return when(not(testOf(printer, node, assertion, subject)), [add(place, assertion.keyword, messageOf(assertion))]);
  }
}

function reportMember(printer: Printer, node: Node, schema: SchemaId, subject: Subject, place: Place, keyword: string): { readonly body: readonly Statement[]; readonly object: Printable } {
  const inner: Subject = { code: verbatim("member"), known: ANY, label: `${subject.label}Value`, looped: true };
  return { body: printer.report(schema, node, inner, namedOf(place, verbatim("key")), keyword), object: subject.code };
}

function forEachName(names: () => Code, { body, object }: ReturnType<typeof reportMember>): readonly Statement[] {
  if (body.length === 0) return [];
  const [only] = body;
  const isFlat = body.length === 1 && only?.kind === "code" && only.add === true;
  return [
    runBlock(code`
      for (const key of ${names()}) {
        ${isFlat ? nothing : code`const member = ${object}[key];`}
        ${printStatements(body)}
      }
    `),
  ];
}
