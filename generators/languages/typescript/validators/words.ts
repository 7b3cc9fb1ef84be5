import type { Assertion } from "../../../contract/model.js";
import { toPascal } from "../../../emit/names.js";
import { ARRAY, BOOLEAN, INTEGER, type Kinds, NULL, NUMBER, OBJECT, STRING } from "../../kinds.js";
import type { Node, Nodes } from "../../nodes.js";

/** Longer descriptions are no names. */
const longest = 48;

/**
 * What the values of a schema without a name are called, by its rules: `StringUpTo5000`, `ListOfInteger`, `OneOfAscDesc`. Undefined where its rules
 * can't be said in a few words. `nameOf`: the names of components.
 */
export function describeValues(nodes: Nodes, nameOf: (component: Node) => string, node: Node): string | undefined {
  const found = describeNode(node, 0);
  return found === undefined || found.length > longest ? undefined : found;

  function describeNode(from: Node, depth: number): string | undefined {
    const { schema, part, rules, anchors } = from;
    if (part !== undefined || anchors.size > 0 || depth > 4) return undefined;
    if (schema.place.kind === "component") return depth === 0 ? undefined : nameOf(from);
    const { types, groups, general } = rules;
    if (types.length === 0) return general.length === 1 && groups.length === 0 ? describeUnion(general[0] as Assertion, from, depth) : undefined;
    if (types.length > 1 || groups.length > 1) return undefined;
    const isNullable = (rules.kinds & NULL) !== 0 && rules.kinds !== NULL;
    const kinds = isNullable ? rules.kinds & ~NULL : rules.kinds;
    const assertions = groups[0]?.assertions ?? [];
    const base = general.length > 0 ? (kinds === STRING && groups.length === 0 && !isNullable ? describeConstants(general) : undefined) : describeKind(kinds, assertions, from, depth);
    return base !== undefined && isNullable ? `${base}OrNull` : base;
  }

  function describeKind(kinds: Kinds, assertions: readonly Assertion[], from: Node, depth: number): string | undefined {
    const scalar = scalars.get(kinds);
    if (scalar !== undefined) return describeLimits(scalar, assertions);
    const [inside] = assertions.filter(({ keyword }) => keyword === "items" || keyword === "additionalProperties");
    if (kinds === ARRAY && inside?.keyword === "items" && inside.after === 0) {
      const item = describeTarget(inside.schema, from, depth);
      const list = item === undefined ? undefined : describeLimits("List", assertions.filter((assertion) => assertion !== inside));
      return list === undefined ? undefined : `${list}Of${item}`;
    }
    if (kinds !== OBJECT || inside?.keyword !== "additionalProperties" || assertions.length > 1 || inside.names.length + inside.patterns.length > 0) return undefined;
    const member = describeTarget(inside.schema, from, depth);
    return member === undefined ? undefined : `MapOf${member}`;
  }

  function describeTarget(id: string, from: Node, depth: number): string | undefined {
    const target = nodes.find(id, from);
    return target.kind === "node" ? describeNode(target.node, depth + 1) : undefined;
  }

  function describeUnion(assertion: Assertion, from: Node, depth: number): string | undefined {
    if (assertion.keyword !== "anyOf" || assertion.dispatch?.by === "member" || depth > 0) return undefined;
    const branches = assertion.schemas.map((id) => describeTarget(id, from, depth));
    return branches.length > 3 || branches.includes(undefined) ? undefined : branches.join("Or");
  }
}

const scalars: ReadonlyMap<Kinds, string> = new Map([[NULL, "Null"], [BOOLEAN, "Boolean"], [INTEGER, "Integer"], [NUMBER, "Number"], [STRING, "String"]]);

/** `String1To50`: a format and limits behind the word. Rules that none of these are have no words. */
function describeLimits(base: string, assertions: readonly Assertion[]): string | undefined {
  let format = "";
  let from: string | undefined;
  let upTo: string | undefined;
  for (const assertion of assertions) {
    switch (assertion.keyword) {
      case "format":
        if (format !== "") return undefined;
        format = toPascal(assertion.format);
        break;
      case "minLength":
      case "minItems":
      case "minimum":
        if (from !== undefined) return undefined;
        from = String(assertion.limit);
        break;
      case "maxLength":
      case "maxItems":
      case "maximum":
        if (upTo !== undefined) return undefined;
        upTo = String(assertion.limit);
        break;
      default:
        return undefined;
    }
  }
  if (![from ?? "0", upTo ?? "0"].every((limit) => /^\d{1,12}$/.test(limit))) return undefined;
  const limits = from === undefined ? (upTo === undefined ? "" : `UpTo${upTo}`) : upTo === undefined ? `From${from}` : `${from}To${upTo}`;
  return `${format}${base}${limits}`;
}

/** Words in lower case alone: then no two lists of them have the same name. */
function describeConstants([only, ...others]: readonly Assertion[]): string | undefined {
  if (others.length > 0 || only?.keyword !== "enum") return undefined;
  if (only.values.length === 1 && only.values[0] === '""') return "Empty";
  const words = only.values.map((text) => /^"([a-z]+)"$/.exec(text)?.[1]);
  return words.includes(undefined) ? undefined : `OneOf${words.map((text) => toPascal(text ?? "")).join("")}`;
}
