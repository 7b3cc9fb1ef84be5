import type { Assertion, SchemaId } from "../../../contract/model.js";
import { type Printable, verbatim } from "../../../emit/code.js";
import { kindsOf, type Kinds } from "../../kinds.js";
import type { Node } from "../../nodes.js";
import { memberCode, type Printer, type Subject } from "./printer.js";
import { all, always, any, isDifferent, isSame, not, type Test } from "./tests.js";
import { isPlain, plainLiteral } from "./values.js";

/** What the rules of a schema evaluate of a value, where the condition holds (Core 11). What is known beforehand has the condition `always`. */
export interface Mark {
  readonly condition: Test;
  /** Every member, or every item. */
  readonly everything?: boolean;
  readonly names?: readonly string[];
  readonly pattern?: string;
  /** So many items from the first one. */
  readonly items?: number;
  /** Items that keep the rules of this schema (`contains`), mentioned in this node. */
  readonly containing?: { readonly schema: SchemaId; readonly node: Node };
}

interface Walk {
  readonly printer: Printer;
  readonly subject: Subject;
  readonly kind: Kinds;
  /** Whose marks are taken already where the same condition holds: nothing is gained by taking them again, on a circle or by another way. */
  readonly seen: Set<Node>;
}

/**
 * What a node's rules evaluate. A branch that fails evaluates nothing; but what `$ref` and `allOf` name, and the branch that a tag or a type chooses,
 * counts as evaluated even where it is broken, so that one slip is one violation. (Such a value is invalid anyway.)
 */
export function listMarks(printer: Printer, node: Node, subject: Subject, kind: Kinds): readonly Mark[] {
  return marksOfNode({ printer, subject, kind, seen: new Set() }, node, false);
}

function marksOfNode(walk: Walk, node: Node, isInner: boolean): readonly Mark[] {
  if (walk.seen.has(node)) return [];
  walk.seen.add(node);
  const { groups, general } = node.rules;
  const assertions = [...groups.filter(({ kinds }) => kinds === walk.kind).flatMap((group) => group.assertions), ...general];
  return assertions.flatMap((assertion) => marksOf(walk, node, assertion, isInner));
}

function marksOfSchema(walk: Walk, id: SchemaId, from: Node): readonly Mark[] {
  const target = walk.printer.plan.nodes.find(id, from);
  return target.kind === "node" ? marksOfNode(walk, target.node, true) : [];
}

const where = (condition: Test, marks: readonly Mark[]): readonly Mark[] =>
  condition.kind === "never" ? [] : marks.map((mark) => ({ ...mark, condition: all([condition, mark.condition]) }));

function marksOf(walk: Walk, node: Node, assertion: Assertion, isInner: boolean): readonly Mark[] {
  const { printer, subject } = walk;
  const inPlace = (id: SchemaId): readonly Mark[] => marksOfSchema(walk, id, node);
  const of = (id: SchemaId): readonly Mark[] => marksOfSchema({ ...walk, seen: new Set(walk.seen) }, id, node);
  const ifValid = (id: SchemaId): readonly Mark[] => {
    const marks = of(id);
    return marks.length === 0 ? [] : where(printer.test(id, node, subject), marks);
  };
  switch (assertion.keyword) {
    case "properties":
      return [{ condition: always, names: assertion.members.map(({ name }) => name) }];
    case "patternProperties":
      return assertion.members.map(({ pattern }) => ({ condition: always, pattern }));
    case "additionalProperties":
    case "items":
      return [{ condition: always, everything: true }];
    case "unevaluatedProperties":
    case "unevaluatedItems":
      return isInner ? [{ condition: always, everything: true }] : [];
    case "prefixItems":
      return [{ condition: always, items: assertion.schemas.length }];
    case "contains":
      return [{ condition: always, containing: { schema: assertion.schema, node } }];
    case "$ref":
    case "$dynamicRef":
      return inPlace(printer.plan.nodes.target(assertion, node.anchors));
    case "allOf":
      return assertion.schemas.flatMap(inPlace);
    case "anyOf":
    case "oneOf":
      return marksOfUnion(walk, assertion, of, ifValid);
    case "discriminator": {
      const entries = assertion.mapping.map(({ tag, schema }) => ({ schema, test: isSame(memberCode(subject, assertion.property), plainLiteral(JSON.stringify(tag))) }));
      const otherwise = assertion.otherwise === undefined ? [] : where(not(any(entries.map(({ test }) => test))), of(assertion.otherwise));
      return [...entries.flatMap(({ schema, test }) => where(test, of(schema))), ...otherwise];
    }
    case "if": {
      const then = assertion.then === undefined ? [] : of(assertion.then);
      const otherwise = assertion.else === undefined ? [] : of(assertion.else);
      const both = [...of(assertion.condition), ...then];
      if (both.length + otherwise.length === 0) return [];
      const condition = printer.test(assertion.condition, node, subject);
      return [...where(condition, both), ...where(not(condition), otherwise)];
    }
    case "dependentSchemas":
      return assertion.entries.flatMap(({ name, schema }) => where(isDifferent(memberCode(subject, name), verbatim("undefined")), of(schema)));
    default:
      return [];
  }
}

type Marker = (id: SchemaId) => readonly Mark[];

function marksOfUnion({ subject, kind }: Walk, { schemas, dispatch }: Extract<Assertion, { readonly keyword: "anyOf" | "oneOf" }>, of: Marker, ifValid: Marker): readonly Mark[] {
  if (dispatch?.by === "type") return dispatch.branches.flatMap(({ types, schema }) => (kindsOf(types) & kind ? of(schema) : []));
  if (dispatch?.by !== "member" || !dispatch.branches.every(({ values }) => values.every(isPlain))) return schemas.flatMap(ifValid);
  const tag: Printable = memberCode(subject, dispatch.member);
  return dispatch.branches.flatMap(({ values, schema }) => where(any(values.map((text) => isSame(tag, plainLiteral(text)))), of(schema)));
}
