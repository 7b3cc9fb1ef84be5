import type { Assertion, Contract, Direction, Schema, SchemaId } from "../contract/model.js";
import { linkSchemas, reachableFrom } from "../contract/graph.js";
import type { Ident, Import } from "../emit/code.js";
import { ANY } from "./kinds.js";
import { assertionsOf, readRules, type Rules } from "./rules.js";

/**
 * Where `$dynamicRef` leads: for each anchor the schema of the outermost resource on the way that has it (Core 8.2.3.2). Known when code is
 * printed: a schema that is reached on two ways is printed once for each.
 */
export type Anchors = ReadonlyMap<string, SchemaId>;

/** A schema in one direction and one dynamic scope: what a function is printed for. */
export interface Node {
  readonly schema: Schema;
  readonly direction: Direction;
  readonly anchors: Anchors;
  readonly rules: Rules;
  /** Made of one assertion of a schema, where that needs a function of its own. */
  readonly part?: Assertion;
  /** The names of its functions, once one was asked for. */
  names?: Readonly<Record<"is" | "check", Ident>>;
  /** The functions that were asked for. */
  readonly functions: { is?: Import; check?: Import };
  /** Those that other modules mention. */
  readonly exported: Set<"is" | "check">;
}

/** What a schema comes down to. `by`: the keyword that led to the schema `false`, where it is none of the one who asks. */
export type Target = { readonly kind: "always" } | { readonly kind: "never"; readonly by?: string } | { readonly kind: "node"; readonly node: Node };

export interface Nodes {
  /** Follows references that stand alone. `from`: the node in which the schema is mentioned. */
  readonly find: (id: SchemaId, from: { readonly direction: Direction; readonly anchors: Anchors }) => Target;
  /** Where a `$dynamicRef` leads. */
  readonly target: (assertion: Extract<Assertion, { readonly keyword: "$ref" | "$dynamicRef" }>, anchors: Anchors) => SchemaId;
  /** One assertion of a node as a node. */
  readonly partOf: (node: Node, assertion: Assertion) => Node;
}

const noAnchors: Anchors = new Map();
const always: Target = { kind: "always" };

export function makeNodes(contract: Contract, formats: "assert" | "annotate"): Nodes {
  const known: Record<Direction, Map<string, Target>> = { request: new Map(), response: new Map() };
  const scope = readScope(contract);
  const enter = (anchors: Anchors, schema: Schema): Anchors => (scope.moving.has(schema.id) ? extend(anchors, contract, schema, scope.names) : noAnchors);
  const target: Nodes["target"] = (assertion, anchors) => (assertion.keyword === "$dynamicRef" && assertion.anchor !== undefined ? (anchors.get(assertion.anchor) ?? assertion.schema) : assertion.schema);
  const make = (schema: Schema, direction: Direction, anchors: Anchors): Node => ({ schema, direction, anchors, rules: readRules(contract, schema, formats), functions: {}, exported: new Set() });
  // Without references that move, where a schema leads depends on nothing else.
  const isFixed = scope.names.size === 0;
  const found: Record<Direction, Map<SchemaId, Target>> = { request: new Map(), response: new Map() };
  const find: Nodes["find"] = (id, from) => {
    if (!isFixed) return follow(id, from);
    const before = found[from.direction].get(id);
    if (before) return before;
    const target = follow(id, from);
    found[from.direction].set(id, target);
    return target;
  };
  const follow: Nodes["find"] = (id, from) => {
    let schema = contract.schemas[id];
    let anchors = from.anchors;
    let by: string | undefined;
    for (let steps = 0; schema && steps < 1_000; steps += 1) {
      anchors = enter(anchors, schema);
      const said = assertionsOf(schema, formats);
      const [only] = said;
      if (only === undefined) return always;
      if (only.keyword === "false") return by === undefined ? { kind: "never" } : { kind: "never", by };
      if (said.length > 1 || (only.keyword !== "$ref" && only.keyword !== "$dynamicRef")) return memo(schema, schema.directional ? from.direction : "response", anchors);
      by = only.keyword;
      schema = contract.schemas[target(only, anchors)];
    }
    return always;
  };
  const memo = (schema: Schema, direction: Direction, anchors: Anchors): Target => {
    const key = anchors.size === 0 ? schema.id : `${schema.id} ${JSON.stringify([...anchors])}`;
    const before = known[direction].get(key);
    if (before) return before;
    const made: Target = { kind: "node", node: make(schema, direction, anchors) };
    known[direction].set(key, made);
    return made;
  };
  const parts = new Map<Assertion, Map<Node, Node>>();
  const partOf: Nodes["partOf"] = (node, assertion) => {
    const own = parts.get(assertion) ?? new Map<Node, Node>();
    parts.set(assertion, own);
    const part = own.get(node) ?? makePart(node, assertion);
    own.set(node, part);
    return part;
  };
  return { find, target, partOf };
}

const makePart = ({ schema, direction, anchors }: Node, assertion: Assertion): Node => ({
  schema,
  direction,
  anchors,
  part: assertion,
  rules: { kinds: ANY, types: [], groups: [], general: [assertion] },
  functions: {},
  exported: new Set(),
});

/** Which schemas reach a `$dynamicRef` that moves, and the anchors that such references name. */
function readScope(contract: Contract): { readonly moving: ReadonlySet<SchemaId>; readonly names: ReadonlySet<string> } {
  const names = new Set<string>();
  const sources: SchemaId[] = [];
  for (const id in contract.schemas) {
    for (const assertion of (contract.schemas[id] as Schema).assertions) {
      if (assertion.keyword !== "$dynamicRef" || assertion.anchor === undefined) continue;
      names.add(assertion.anchor);
      sources.push(id);
    }
  }
  if (sources.length === 0) return { moving: new Set(), names };
  const users = new Map<SchemaId, SchemaId[]>();
  for (const [id, mentioned] of linkSchemas(contract, "assertions").edges) for (const other of mentioned) users.set(other, [...(users.get(other) ?? []), id]);
  return { moving: reachableFrom({ edges: users }, sources), names };
}

/** Entering a resource adds its anchors behind those that are known: the outermost wins. */
function extend(anchors: Anchors, contract: Contract, schema: Schema, names: ReadonlySet<string>): Anchors {
  const own = contract.resources[schema.resource]?.dynamicAnchors ?? {};
  const added = Object.entries(own).filter(([name]) => names.has(name) && !anchors.has(name));
  return added.length === 0 ? anchors : new Map([...anchors, ...added].sort(([a], [b]) => (a < b ? -1 : 1)));
}
