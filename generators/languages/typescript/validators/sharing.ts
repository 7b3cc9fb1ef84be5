import type { Node, Nodes } from "../../nodes.js";
import { numberStructures } from "./structure.js";
import { describeValues } from "./words.js";

/** Where a node's functions stand, and what they are named after. */
export interface Places {
  readonly moduleOf: (node: Node) => string;
  readonly stemOf: (node: Node) => string;
}

/** Holds what is named after rules; no schema and no tag has a file of this name. */
export const valuesModule = "checks/values/index";

/**
 * Equal schemas without a name have one function: named after what they assert where a few words say it, else after the first of them in the
 * module. So an addition never changes a function of another module.
 */
export function shareEqual(nodes: Nodes, own: Places): Places & { readonly firstOf: (node: Node) => Node } {
  const structureOf = numberStructures(nodes);
  const firsts = new Map<string, Node>();
  /** Which structure has a name. */
  const words = new Map<string, number>();
  const known = new Map<Node, { readonly first: Node; readonly stem: string; readonly module: string }>();
  /** The words for a structure, unless another one has them: a component may be called like a rule. */
  const wordsOf = (node: Node, structure: number): string | undefined => {
    const stem = describeValues(nodes, own.stemOf, node);
    if (stem === undefined) return undefined;
    const before = words.get(stem);
    if (before === undefined) words.set(stem, structure);
    return before === undefined || before === structure ? stem : undefined;
  };
  const settle = (node: Node) => {
    const structure = structureOf(node);
    const stem = wordsOf(node, structure);
    const module = stem === undefined ? own.moduleOf(node) : valuesModule;
    const key = `${structure} ${module}`;
    const first = firsts.get(key) ?? node;
    firsts.set(key, first);
    const found = { first, stem: stem ?? own.stemOf(first), module };
    known.set(node, found);
    return found;
  };
  const of = (node: Node) => known.get(node) ?? settle(node);
  return { firstOf: (node) => of(node).first, stemOf: (node) => of(node).stem, moduleOf: (node) => of(node).module };
}
