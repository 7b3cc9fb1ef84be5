import type { Assertion, AssertionOf, SchemaId } from "../../../contract/model.js";
import { type Code, code, verbatim } from "../../../emit/code.js";
import { messageOf } from "../../messages.js";
import { ARRAY, type Kinds, kindsOf, OBJECT } from "../../kinds.js";
import type { Node } from "../../nodes.js";
import { literal } from "../literals.js";
import { type Printer, sortNames } from "./printer.js";
import { call, texts, that, when } from "./statements.js";
import { chooseByTag, readTagged } from "./unions.js";

/** What statements about `seen` are printed from. */
interface Walk {
  readonly printer: Printer;
  readonly label: string;
  readonly kind: Kinds;
  /** Whose marks are taken already where the same condition holds: nothing is gained by taking them again, on a circle or by another way. */
  readonly visited: Set<Node>;
}

/** `unevaluatedProperties` and `unevaluatedItems` (Core 11.2, 11.3): one violation, where the value stands. */
export function reportUnevaluated(printer: Printer, node: Node, assertion: AssertionOf<"unevaluatedItems" | "unevaluatedProperties">, label: string): readonly Code[] {
  const { plan } = printer;
  const isItems = assertion.keyword === "unevaluatedItems";
  const check = printer.check(assertion.schema, node, `${label}${isItems ? "Item" : "Value"}`, "false");
  if (check === undefined) return [];
  const marks = marksOfNode({ printer, label, kind: isItems ? ARRAY : OBJECT, visited: new Set() }, node, false);
  if (marks.includes(whole)) return [];
  return [code`var seen ${plan.runtime("Seen")}`, ...marks, that(code`seen.${verbatim(isItems ? "RestItemsFit" : "RestFits")}(r, v, ${check})`, assertion.keyword, messageOf(assertion))];
}

const whole: Code = verbatim("seen.Whole()");

/**
 * What a node's rules evaluate. A branch that fails evaluates nothing; but what `$ref` and `allOf` name, and the branch that a tag or a type chooses,
 * counts as evaluated even where it is broken, so that one slip is one violation. (Such a value is invalid anyway.)
 */
function marksOfNode(walk: Walk, node: Node, isInner: boolean): readonly Code[] {
  if (walk.visited.has(node)) return [];
  walk.visited.add(node);
  const { groups, general } = node.rules;
  const assertions = [...groups.filter(({ kinds }) => kinds === walk.kind).flatMap((group) => group.assertions), ...general];
  return assertions.flatMap((assertion) => marksOf(walk, node, assertion, isInner));
}

function marksOfSchema(walk: Walk, id: SchemaId, from: Node): readonly Code[] {
  const target = walk.printer.plan.nodes.find(id, from);
  return target.kind === "node" ? marksOfNode(walk, target.node, true) : [];
}

function marksOf(walk: Walk, node: Node, assertion: Assertion, isInner: boolean): readonly Code[] {
  const { printer, label } = walk;
  const { plan, file } = printer;
  const inPlace = (id: SchemaId): readonly Code[] => marksOfSchema(walk, id, node);
  const of = (id: SchemaId): readonly Code[] => marksOfSchema({ ...walk, visited: new Set(walk.visited) }, id, node);
  switch (assertion.keyword) {
    case "properties":
      return assertion.members.length === 0 ? [] : [call(verbatim("seen.Names"), [texts(sortNames(assertion.members.map(({ name }) => name)))])];
    case "patternProperties":
      return assertion.members.map(({ pattern }) => code`seen.Like(${plan.pattern(file, pattern, `${label}Name`)})`);
    case "additionalProperties":
    case "items":
      return [whole];
    case "unevaluatedProperties":
    case "unevaluatedItems":
      return isInner ? [whole] : [];
    case "prefixItems":
      return [code`seen.First(${assertion.schemas.length})`];
    case "contains":
      return [code`seen.Fitting(${printer.check(assertion.schema, node, `${label}Item`, "false") ?? plan.runtime("Anything")})`];
    case "$ref":
    case "$dynamicRef":
      return inPlace(plan.nodes.target(assertion, node.anchors));
    case "allOf":
      return assertion.schemas.flatMap(inPlace);
    case "anyOf":
    case "oneOf":
    case "discriminator":
      return marksOfUnion(walk, node, assertion, of);
    case "if":
      return marksOfIf(walk, node, assertion, of);
    case "dependentSchemas":
      return assertion.entries.flatMap(({ name, schema }) => when(code`${plan.runtime("Has")}(v, ${literal(name)})`, of(schema)));
    default:
      return [];
  }
}

/** Branches that lead to the same schema evaluate the same. */
function keyOf({ plan }: Printer, id: SchemaId, from: Node): Node | SchemaId {
  const target = plan.nodes.find(id, from);
  return target.kind === "node" ? target.node : id;
}

type Marker = (id: SchemaId) => readonly Code[];

function marksOfUnion({ printer, label, kind }: Walk, node: Node, assertion: AssertionOf<"anyOf" | "oneOf" | "discriminator">, of: Marker): readonly Code[] {
  const tagged = readTagged(assertion);
  if (tagged !== undefined) return chooseByTag(printer, tagged, of, tagged.otherwise === undefined ? [] : of(tagged.otherwise));
  if (assertion.keyword === "discriminator") return [];
  if (assertion.dispatch?.by === "type") return assertion.dispatch.branches.flatMap(({ types, schema }) => (kindsOf(types) & kind ? of(schema) : []));
  const first = new Map(assertion.schemas.toReversed().map((id) => [keyOf(printer, id, node), id]));
  return assertion.schemas.filter((id) => first.get(keyOf(printer, id, node)) === id).flatMap((id) => {
    const check = printer.check(id, node, label, "false");
    return check === undefined ? of(id) : when(code`r.Fits(v, ${check})`, of(id));
  });
}

function marksOfIf({ printer, label }: Walk, node: Node, assertion: AssertionOf<"if">, of: Marker): readonly Code[] {
  const then = assertion.then === undefined ? [] : of(assertion.then);
  const otherwise = assertion.else === undefined ? [] : of(assertion.else);
  const both = [...of(assertion.condition), ...then];
  const condition = printer.check(assertion.condition, node, label, "false");
  return condition === undefined ? both : when(code`r.Fits(v, ${condition})`, both, otherwise);
}
