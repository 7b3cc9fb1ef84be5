import type { Assertion, Dispatch, SchemaId } from "../../../contract/model.js";
import type { Node, Nodes } from "../../nodes.js";

/** Nodes with the same number have the same rules, down to the last one: their functions would differ in nothing but names. */
export type Structures = (node: Node) => number;

/** Inline schemas that are nested deeper than this are taken to differ. */
const deepest = 60;

/**
 * Numbers nodes by what they assert. Components, parts of unions, circles and what looks beyond its own rules (`unevaluated*`, references that move)
 * are equal to themselves alone.
 */
export function numberStructures(nodes: Nodes): Structures {
  const known = new Map<Node, number | "open">();
  const numbers = new Map<string, number>();
  let count = 0;
  const numberOf = (node: Node, depth: number): number => {
    const before = known.get(node);
    if (typeof before === "number") return before;
    known.set(node, "open");
    const text = before === "open" || depth > deepest ? undefined : describe(node, depth);
    const found = (text === undefined ? undefined : numbers.get(text)) ?? (count += 1);
    if (text !== undefined) numbers.set(text, found);
    known.set(node, found);
    return found;
  };
  /** All rules as text, schemas as numbers; undefined where the node is equal to nothing else. */
  const describe = (node: Node, depth: number): string | undefined => {
    const { schema, direction, anchors, part, rules } = node;
    if (part !== undefined || schema.place.kind === "component" || anchors.size > 0) return undefined;
    const texts: string[] = [schema.directional ? direction : ""];
    const of = (id: SchemaId): string => {
      const target = nodes.find(id, node);
      return target.kind === "node" ? String(numberOf(target.node, depth + 1)) : target.kind === "always" ? "always" : `never ${target.by ?? ""}`;
    };
    for (const assertions of [rules.types, ...rules.groups.map((group) => group.assertions), rules.general]) {
      for (const assertion of assertions) {
        const text = describeAssertion(assertion, of);
        if (text === undefined) return undefined;
        texts.push(text);
      }
      texts.push("");
    }
    return texts.join("\n");
  };
  return (node) => numberOf(node, 0);
}

type Of = (id: SchemaId) => string;

/** The names and constants of a contract stand in it as JSON: no two assertions have the same text. */
function describeAssertion(assertion: Assertion, of: Of): string | undefined {
  switch (assertion.keyword) {
    case "properties":
      return `properties ${assertion.members.map(({ name, access, schema }) => `${JSON.stringify(name)} ${access} ${of(schema)}`).join()}`;
    case "additionalProperties":
      return `additionalProperties ${JSON.stringify([assertion.names, assertion.patterns])} ${of(assertion.schema)}`;
    case "items":
      return `items ${assertion.after} ${of(assertion.schema)}`;
    case "$ref":
    case "not":
      return `${assertion.keyword} ${of(assertion.schema)}`;
    case "allOf":
      return `allOf ${assertion.schemas.map(of).join()}`;
    case "anyOf":
    case "oneOf":
      return `${assertion.keyword} ${assertion.schemas.map(of).join()} ${assertion.dispatch === undefined ? "" : describeDispatch(assertion.dispatch, of)}`;
    case "$dynamicRef":
    case "prefixItems":
    case "contains":
    case "patternProperties":
    case "propertyNames":
    case "dependentSchemas":
    case "discriminator":
    case "if":
    case "unevaluatedItems":
    case "unevaluatedProperties":
      return undefined;
    default:
      return JSON.stringify(assertion);
  }
}

const describeDispatch = (dispatch: Dispatch, of: Of): string =>
  dispatch.by === "type"
    ? `by type ${dispatch.branches.map(({ types, schema }) => `${types.join("|")} ${of(schema)}`).join()}`
    : `by ${JSON.stringify(dispatch.member)} ${dispatch.branches.map(({ values, schema }) => `${JSON.stringify(values)} ${of(schema)}`).join()}`;
