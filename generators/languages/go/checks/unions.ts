import type { Assertion, AssertionOf, JsonText, SchemaId } from "../../../contract/model.js";
import { parseJsonText } from "../../../contract/json.js";
import { type Code, code, verbatim } from "../../../emit/code.js";
import { messageOf } from "../../messages.js";
import { kindsOf, OBJECT } from "../../kinds.js";
import type { Node } from "../../nodes.js";
import { literal } from "../literals.js";
import { isOf, singleKinds } from "./kinds.js";
import type { Printer } from "./printer.js";
import { call, type Case, choose, fail, that, when } from "./statements.js";
import { testConstants } from "./values.js";

type Union = AssertionOf<"anyOf" | "oneOf" | "discriminator">;

/** Statements for a union. Where one branch is the value's, its rules are listed; else it is one violation. */
export function reportUnion(printer: Printer, node: Node, assertion: Union, label: string): readonly Code[] {
  const tagged = readTagged(assertion);
  if (tagged !== undefined) return reportTagged(printer, node, assertion, tagged, label);
  if (assertion.keyword === "discriminator") return [];
  if (assertion.dispatch?.by === "type") return reportByType(printer, node, assertion, label);
  const { keyword, schemas } = assertion;
  const checks = schemas.map((id) => printer.check(id, node, label, "false"));
  const message = messageOf(assertion);
  if (keyword === "anyOf") return checks.includes(undefined) ? [] : [that(call(verbatim("r.FitsAny"), [verbatim("v"), ...checks.flatMap((check) => check ?? [])]), keyword, message)];
  const anything = printer.plan.runtime("Anything");
  return [that(call(verbatim("r.FitsOne"), [verbatim("v"), ...checks.map((check) => check ?? anything)]), keyword, message)];
}

/** The branch for the value's type is the one whose rules are listed. */
function reportByType(printer: Printer, node: Node, assertion: AssertionOf<"anyOf" | "oneOf">, label: string): readonly Code[] {
  if (assertion.dispatch?.by !== "type") return [];
  let left = 127;
  const cases = assertion.dispatch.branches.flatMap(({ types, schema }): readonly Case[] => {
    const kinds = kindsOf(types) & left;
    left &= ~kinds;
    return kinds === 0 ? [] : [{ values: singleKinds(printer.plan, kinds), then: printer.inPlace(schema, node, label, assertion.keyword) }];
  });
  return choose(code`${printer.plan.runtime("KindOf")}(v)`, cases, left === 0 ? [] : [fail(assertion.keyword, messageOf(assertion))]);
}

/** A union whose branch a member tells. */
export interface Tagged {
  readonly property: string;
  readonly branches: readonly { readonly values: readonly JsonText[]; readonly schema: SchemaId }[];
  /** For values without a known tag. */
  readonly otherwise?: SchemaId;
}

export function readTagged(assertion: Union): Tagged | undefined {
  if (assertion.keyword === "discriminator") {
    const { property, mapping, otherwise } = assertion;
    return { property, branches: groupTags(mapping), ...(otherwise !== undefined && { otherwise }) };
  }
  return assertion.dispatch?.by === "member" ? { property: assertion.dispatch.member, branches: assertion.dispatch.branches } : undefined;
}

/** The tags of each schema. Of a tag that stands twice, the first one counts. */
function groupTags(mapping: AssertionOf<"discriminator">["mapping"]): Tagged["branches"] {
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

/** Chooses by the tag: a switch where all tags are texts. */
export function chooseByTag(printer: Printer, { property, branches }: Tagged, then: (schema: SchemaId) => readonly Code[], otherwise: readonly Code[]): readonly Code[] {
  const { plan } = printer;
  const cases = branches.map(({ values, schema }) => ({ values: [...new Set(values)], then: then(schema) }));
  if (cases.every(({ values }) => values.every((text) => typeof parseJsonText(text) === "string"))) {
    const tag = code`${plan.runtime("Tag")}(v, ${literal(property)})`;
    return choose(tag, cases.map((each) => ({ values: each.values.map((text) => literal(parseJsonText(text) as string)), then: each.then })), otherwise);
  }
  const tests = cases.map((each) => ({ values: [testConstants(printer, each.values, code`v.Get(${literal(property)})`)], then: each.then }));
  return choose(undefined, tests, otherwise);
}

function reportTagged(printer: Printer, node: Node, assertion: Assertion, tagged: Tagged, label: string): readonly Code[] {
  const { keyword } = assertion;
  const { otherwise } = tagged;
  const refused = [fail(keyword, messageOf(assertion))];
  return chooseByTag(printer, tagged, (schema) => printer.inPlace(schema, node, label, keyword), otherwise === undefined ? refused : reportOtherwise(printer, node, otherwise, keyword, label, refused));
}

/** A branch for null, as a rule: an object that it gets lacks its tag, and is told so. */
function reportOtherwise(printer: Printer, node: Node, otherwise: SchemaId, keyword: string, label: string, refused: readonly Code[]): readonly Code[] {
  const target = printer.plan.nodes.find(otherwise, node);
  const takesObjects = target.kind === "always" || (target.kind === "node" && printer.plan.analysis.takesObjects(target.node));
  const others = printer.inPlace(otherwise, node, label, keyword);
  return takesObjects ? others : when(isOf(printer.plan, OBJECT), refused, others);
}
