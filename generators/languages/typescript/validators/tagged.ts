import type { Assertion, JsonText, SchemaId } from "../../../contract/model.js";
import { type Code, code, joinLines, type Printable, verbatim } from "../../../emit/code.js";
import { messageOf } from "../../messages.js";
import { ANY, kindsOf, OBJECT } from "../../kinds.js";
import type { Node } from "../../nodes.js";
import { value } from "./plan.js";
import { memberCode, type Printer, type Subject } from "./printer.js";
import { add, chooseCase, printStatements, root, type Statement, when } from "./statements.js";
import { testKinds } from "./test.js";
import { all, any, call, never, not, printReturn, printTest, type Test } from "./tests.js";
import { isPlain, plainLiteral, testConstants } from "./values.js";
import { runtime } from "./runtime.js";

/** A union whose branch a member tells. */
interface Tagged {
  readonly keyword: "anyOf" | "oneOf" | "discriminator";
  readonly property: string;
  readonly branches: readonly { readonly values: readonly JsonText[]; readonly schema: SchemaId }[];
  /** For values without a known tag. */
  readonly otherwise?: SchemaId;
}

function readTagged(assertion: Assertion): Tagged {
  if (assertion.keyword === "discriminator") {
    const { keyword, property, mapping, otherwise } = assertion;
    return { keyword, property, branches: groupTags(mapping), ...(otherwise !== undefined && { otherwise }) };
  }
  if ((assertion.keyword === "anyOf" || assertion.keyword === "oneOf") && assertion.dispatch?.by === "member") {
    return { keyword: assertion.keyword, property: assertion.dispatch.member, branches: assertion.dispatch.branches };
  }
  throw new Error(`${assertion.keyword} has no tag`);
}

/** The tags of each schema. Of a tag that stands twice, the first one counts. */
function groupTags(mapping: readonly { readonly tag: string; readonly schema: SchemaId }[]): Tagged["branches"] {
  const groups = new Map<SchemaId, JsonText[]>();
  const seen = new Set<string>();
  for (const { tag, schema } of mapping) {
    if (seen.has(tag)) continue;
    seen.add(tag);
    const known = groups.get(schema);
    if (known) known.push(JSON.stringify(tag));
    else groups.set(schema, [JSON.stringify(tag)]);
  }
  return [...groups].map(([schema, values]) => ({ schema, values }));
}

/** The body of a function for a node that is nothing but a union with a tag: a `switch`. */
export function printTagged(printer: Printer, node: Node, assertion: Assertion, form: "is" | "check", label: string): Code {
  const tagged = readTagged(assertion);
  const object: Subject = { code: value, known: OBJECT, label };
  const other: Subject = { code: value, known: ANY & ~OBJECT, label };
  return form === "is" ? printIs(printer, node, tagged, object, other) : printCheck(printer, node, assertion, tagged, object, other);
}

const notObject: Test = not(call(code`${runtime("isObject")}(value)`));

function printIs(printer: Printer, node: Node, tagged: Tagged, object: Subject, other: Subject): Code {
  const { branches, otherwise } = tagged;
  const isOther = otherwise === undefined ? never : all([testKinds(value, node.rules.kinds, other.known), printer.test(otherwise, node, other)]);
  const start = code`if (${printTest(notObject)}) ${printReturn(isOther)}`;
  if (!hasLiterals(tagged)) return joinLines([start, printReturn(any(branches.map(({ schema }) => printer.test(schema, node, object))))]);
  const cases = branches.map(({ values, schema }) => printCase(values, printReturn(printer.test(schema, node, object))));
  return joinLines([start, printSwitch(tagged, object, cases, printReturn(otherwise === undefined ? never : printer.test(otherwise, node, object)))]);
}

const hasLiterals = ({ branches }: Tagged): boolean => branches.every(({ values }) => values.every(isPlain));

function printSwitch({ property }: Tagged, object: Subject, cases: readonly Code[], last: Code): Code {
  return code`
    switch (${memberCode(object, property)}) {
      ${joinLines(cases)}
      default:
        ${last}
    }
  `;
}

const printCase = (values: readonly JsonText[], body: Printable): Code =>
  joinLines([...values.map((text) => code`case ${plainLiteral(text)}:`), code`
    ${verbatim("  ")}${body}
  `]);

function printCheck(printer: Printer, node: Node, assertion: Assertion, tagged: Tagged, object: Subject, other: Subject): Code {
  const { keyword, branches, otherwise, property } = tagged;
  const fail = [add(root, keyword, messageOf(assertion))];
  const wrongType = node.rules.types.flatMap((type) => when(not(testKinds(value, kindsOf(type.types), other.known)), [add(root, "type", messageOf(type))]));
  const onOther = [...wrongType, ...(otherwise === undefined ? fail : printer.report(otherwise, node, other, root, keyword))];
  const start = printStatements(when(notObject, onOther.length === 1 && onOther[0]?.kind === "code" ? [asReturn(onOther[0])] : [...onOther, { kind: "code", code: verbatim("return") }]));
  // A branch for null, as a rule: an object that it gets lacks its tag, and is told so.
  const takesObjects = otherwise !== undefined && printer.test(otherwise, node, object).kind !== "never";
  const last = takesObjects ? printer.report(otherwise, node, object, root, keyword) : fail;
  const statementsOf = (schema: SchemaId): readonly Statement[] => printer.report(schema, node, object, root, keyword);
  if (!hasLiterals(tagged)) {
    const tag: Subject = { code: memberCode(object, property), known: ANY, label: `${object.label}Tag`, crowded: true };
    const chosen = chooseCase(branches.map(({ values, schema }) => ({ test: testConstants(printer, values, tag), then: statementsOf(schema) })), last);
    return joinLines([start, printStatements(chosen)]);
  }
  const cases = branches.map(({ values, schema }) => printCase(values, printEnd(statementsOf(schema))));
  return joinLines([start, printSwitch(tagged, object, cases, printEnd(last))]);
}

const asReturn = (statement: Statement): Statement => (statement.kind === "code" ? { kind: "code", code: code`return ${statement.code}` } : statement);

/** What a case does, and the end of it. */
function printEnd(statements: readonly Statement[]): Code {
  const [only] = statements;
  if (statements.length === 1 && only?.kind === "code") return printStatements([asReturn(only)]);
  return joinLines([printStatements(statements), verbatim("return;")]);
}
