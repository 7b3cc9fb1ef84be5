import type { Assertion } from "../../../contract/model.js";
import { schemasOf } from "../../../contract/graph.js";
import { kindsOf as kindsOfTypes, kindOfText, ANY, type Kinds, OBJECT } from "../../kinds.js";
import type { Node, Nodes } from "../../nodes.js";

/** What is known of a node beforehand. */
export interface Analysis {
  /** Short enough to stand where it is mentioned, and no circle. */
  readonly isInline: (node: Node) => boolean;
  /** Whether an object may be valid: never no where one may. */
  readonly takesObjects: (node: Node) => boolean;
}

/** So many single rules are printed in place; more get a function of their own. */
const longestInline = 5;

export function makeAnalysis(nodes: Nodes): Analysis {
  const weights = new Map<Node, number | "open">();
  const weigh = (node: Node): number => {
    const known = weights.get(node);
    // On a circle is a function.
    if (known === "open") weights.set(node, Infinity);
    if (known !== undefined) return known === "open" ? Infinity : known;
    if (needsFunction(node)) return Infinity;
    weights.set(node, "open");
    let weight = node.rules.types.length;
    for (const assertion of [...node.rules.groups.flatMap(({ assertions }) => assertions), ...node.rules.general]) {
      weight += weightOf(assertion);
      for (const id of schemasOf(assertion)) {
        const target = nodes.find(id, node);
        const inner = target.kind === "node" ? weigh(target.node) : 0;
        weight += inner === Infinity ? 1 : inner;
        if (weight > longestInline) break;
      }
    }
    const found = weight > longestInline || weights.get(node) === Infinity ? Infinity : weight;
    weights.set(node, found);
    return found;
  };
  const kinds = new Map<Node, Kinds>();
  const kindsOf = (node: Node): Kinds => {
    const known = kinds.get(node);
    if (known !== undefined) return known;
    // On a circle nothing is known.
    kinds.set(node, ANY);
    const found = node.rules.general.reduce((left, assertion) => left & kindsAllowed(nodes, node, assertion, kindsOf), node.rules.kinds);
    kinds.set(node, found);
    return found;
  };
  return { isInline: (node) => weigh(node) <= longestInline, takesObjects: (node) => (kindsOf(node) & OBJECT) !== 0 };
}

const needsFunction = ({ schema, part, rules }: Node): boolean =>
  part !== undefined || schema.place.kind === "component" || rules.groups.some(({ assertions }) => assertions.some(({ keyword }) => keyword.startsWith("unevaluated")));

function weightOf(assertion: Assertion): number {
  switch (assertion.keyword) {
    case "properties":
      return assertion.members.length;
    case "dependentRequired":
      return assertion.entries.length;
    default:
      return 1;
  }
}

function kindsAllowed(nodes: Nodes, node: Node, assertion: Assertion, kindsOf: (node: Node) => Kinds): Kinds {
  const of = (id: string): Kinds => {
    const target = nodes.find(id, node);
    return target.kind === "always" ? ANY : target.kind === "never" ? 0 : kindsOf(target.node);
  };
  switch (assertion.keyword) {
    case "false":
      return 0;
    case "type":
      return kindsOfTypes(assertion.types);
    case "enum":
      return assertion.values.reduce((kinds, text) => kinds | kindOfText(text), 0);
    case "const":
      return kindOfText(assertion.value);
    case "$ref":
      return of(assertion.schema);
    case "allOf":
      return assertion.schemas.reduce((kinds, id) => kinds & of(id), ANY);
    case "anyOf":
    case "oneOf":
      return assertion.schemas.reduce((kinds, id) => kinds | of(id), 0);
    case "discriminator":
      return OBJECT | (assertion.otherwise === undefined ? 0 : of(assertion.otherwise));
    default:
      return ANY;
  }
}
