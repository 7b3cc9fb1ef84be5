import type { Assertion, SchemaId } from "../../../contract/model.js";
import { schemasOf } from "../../../contract/graph.js";
import { ANY, type Kinds, kindOfText, kindsOf, OBJECT } from "../../kinds.js";
import type { Node, Nodes } from "../../nodes.js";

/** What is known of a node beforehand, and whether it is printed in place. */
export interface Analysis {
  /** The kinds of value that may be valid: more than there are, never fewer. */
  readonly kindsOf: (node: Node) => Kinds;
  /** Short enough to stand where it is mentioned, and no circle. */
  readonly sizeOf: (node: Node) => Size;
  /** Whether a node's own function needs an object's members: its rules name them, or those of a branch that stands in place. */
  readonly usesMembers: (node: Node) => boolean;
  /** No list or map of values with functions of their own is in it: to test such a value before its check costs little. */
  readonly isFlat: (node: Node) => boolean;
}

export interface Size {
  readonly inline: boolean;
  /** It speaks of an object's members by name. */
  readonly usesMembers: boolean;
  /** It looks through items or members. */
  readonly hasItems: boolean;
}

/** So many single rules are printed in place; more get a function of their own. */
const longestInline = 8;

interface Weight {
  readonly weight: number;
  readonly usesMembers: boolean;
  readonly hasItems: boolean;
}

const aCall: Weight = { weight: 1, usesMembers: false, hasItems: false };
const aType: Weight = { weight: 1, usesMembers: false, hasItems: false };
const inlineType: Size = { inline: true, usesMembers: false, hasItems: false };

/** Most schemas say nothing but a type. */
const isType = ({ part, schema, rules }: Node): boolean => rules.types.length === 1 && rules.groups.length === 0 && rules.general.length === 0 && part === undefined && schema.place.kind !== "component";

export function makeAnalysis(nodes: Nodes): Analysis {
  const kinds = new Map<Node, Kinds>();
  const sizes = new Map<Node, Weight | "open" | "function">();
  const kindsOfSchema = (id: SchemaId, from: Node): Kinds => {
    const target = nodes.find(id, from);
    return target.kind === "always" ? ANY : target.kind === "never" ? 0 : kindsOfNode(target.node);
  };
  const kindsOfNode = (node: Node): Kinds => {
    if (node.rules.general.length === 0) return node.rules.kinds;
    const known = kinds.get(node);
    if (known !== undefined) return known;
    // On a circle nothing is known.
    kinds.set(node, ANY);
    const found = node.rules.general.reduce((left, assertion) => left & kindsAllowed(assertion, (id) => kindsOfSchema(id, node)), node.rules.kinds);
    kinds.set(node, found);
    return found;
  };
  const weigh = (node: Node): Weight => {
    if (isType(node)) return aType;
    const known = sizes.get(node);
    if (known === "function" || (known === undefined && needsFunction(node))) return aCall;
    if (known === "open") {
      sizes.set(node, "function");
      return aCall;
    }
    if (known !== undefined) return known;
    sizes.set(node, "open");
    const found = weighRules(node);
    const isLong = found.weight > longestInline || sizes.get(node) !== "open";
    sizes.set(node, isLong ? "function" : found);
    return isLong ? aCall : found;
  };
  const weighRules = (node: Node): Weight => {
    let weight = 0;
    let usesMembers = false;
    let hasItems = false;
    for (const assertion of [...node.rules.types, ...node.rules.groups.flatMap(({ assertions }) => assertions), ...node.rules.general]) {
      weight += weightOf(assertion);
      if (namesMembers(assertion)) usesMembers = true;
      const isInside = isOfItems(assertion);
      if (isInside) hasItems = true;
      for (const id of schemasOf(assertion)) {
        const target = nodes.find(id, node);
        if (target.kind !== "node") continue;
        const inner = weigh(target.node);
        weight += inner.weight;
        if (inner.hasItems) hasItems = true;
        // Members of an item have no variables of their own.
        if (inner.usesMembers && appliesInPlace(assertion)) usesMembers = true;
      }
      if (weight > longestInline) break;
    }
    return { weight, usesMembers, hasItems };
  };
  const sizeOf = (node: Node): Size => {
    if (isType(node)) return inlineType;
    weigh(node);
    const found = sizes.get(node);
    return typeof found === "object" ? { inline: true, usesMembers: found.usesMembers, hasItems: found.hasItems } : { inline: false, usesMembers: false, hasItems: false };
  };
  const usesMembers = (node: Node): boolean =>
    [...node.rules.groups.flatMap(({ assertions }) => assertions), ...node.rules.general].some(
      (assertion) =>
        namesMembers(assertion) ||
        assertion.keyword === "unevaluatedProperties" ||
        (appliesInPlace(assertion) &&
          schemasOf(assertion).some((id) => {
            const target = nodes.find(id, node);
            return target.kind === "node" && sizeOf(target.node).usesMembers;
          })),
    );
  const flat = new Map<Node, boolean>();
  const isFlat = (node: Node): boolean => {
    const known = flat.get(node);
    if (known !== undefined) return known;
    // On a circle, or until it is known, it is not.
    flat.set(node, false);
    const found = [...node.rules.groups.flatMap(({ assertions }) => assertions), ...node.rules.general].every((assertion) =>
      schemasOf(assertion).every((id) => {
        const target = nodes.find(id, node);
        if (target.kind !== "node") return true;
        return isFlat(target.node) && (!isOfItems(assertion) || sizeOf(target.node).inline);
      }),
    );
    flat.set(node, found);
    return found;
  };
  return { kindsOf: kindsOfNode, sizeOf, usesMembers, isFlat };
}

const needsFunction = ({ schema, part, rules }: Node): boolean =>
  part !== undefined || schema.place.kind === "component" || rules.groups.some(({ assertions }) => assertions.some(({ keyword }) => keyword.startsWith("unevaluated"))) || rules.general.some(isTagged);

/** A tag chooses the branch: that is a `switch`, and no expression. */
export const isTagged = (assertion: Assertion): boolean =>
  assertion.keyword === "discriminator" || ((assertion.keyword === "anyOf" || assertion.keyword === "oneOf") && assertion.dispatch?.by === "member");

function weightOf(assertion: Assertion): number {
  switch (assertion.keyword) {
    case "properties":
      return assertion.members.length;
    case "required":
      return assertion.names.length;
    case "dependentRequired":
      return assertion.entries.length * 2;
    default:
      return 1;
  }
}

const namesMembers = ({ keyword }: Assertion): boolean => keyword === "properties" || keyword === "required" || keyword === "dependentRequired" || keyword === "dependentSchemas";

const isOfItems = ({ keyword }: Assertion): boolean =>
  keyword === "items" || keyword === "contains" || keyword === "additionalProperties" || keyword === "patternProperties" || keyword === "propertyNames";

/** Whether a keyword's schemas speak of the same value as the keyword. */
const appliesInPlace = ({ keyword }: Assertion): boolean =>
  keyword === "$ref" || keyword === "$dynamicRef" || keyword === "allOf" || keyword === "anyOf" || keyword === "oneOf" || keyword === "not" || keyword === "if" || keyword === "dependentSchemas";

function kindsAllowed(assertion: Assertion, of: (id: SchemaId) => Kinds): Kinds {
  switch (assertion.keyword) {
    case "false":
      return 0;
    case "enum":
      return assertion.values.reduce((kinds, text) => kinds | kindOfText(text), 0);
    case "const":
      return kindOfText(assertion.value);
    case "type":
      return kindsOf(assertion.types);
    case "$ref":
    case "$dynamicRef":
      return assertion.keyword === "$ref" || assertion.anchor === undefined ? of(assertion.schema) : ANY;
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
