import type { ParsedPattern, PatternTree } from "../check/pattern-syntax.js";

/** A node of the automaton of several patterns. Nodes lead on by index. */
export type Node =
  /** Reads a code point of a set; of any, if the set is -1. */
  | { readonly kind: "read"; readonly set: number; next: number }
  | { readonly kind: "fork"; next: readonly number[] }
  | { readonly kind: "edge"; readonly end: boolean; readonly next: number }
  | { readonly kind: "word"; readonly not: boolean; readonly next: number }
  /** What follows the position matches another automaton, or doesn't. */
  | { readonly kind: "ahead"; readonly not: boolean; readonly body: number; readonly next: number }
  /** The same of what goes before it: by index of `Nodes.behinds`. */
  | { readonly kind: "behind"; readonly not: boolean; readonly index: number; readonly next: number }
  | { readonly kind: "accept" };

export interface Nodes {
  readonly list: Node[];
  readonly sets: RegExp[];
  /** Where the automata of lookbehinds begin. */
  readonly behinds: number[];
}

/** Nodes at most: counted repetitions are written out. */
const mostNodes = 20_000;

/** A pattern has more than an automaton can do: references to groups, lookarounds in lookbehinds, huge counts. */
export class TooHard extends Error {}

export function openNodes(): Nodes {
  return { list: [], sets: [], behinds: [] };
}

/**
 * Adds a pattern that may match anywhere in a text, and gives the node where it begins.
 *
 * @throws {TooHard}
 */
export function addPattern(nodes: Nodes, { tree, sets }: ParsedPattern): number {
  const first = nodes.sets.length;
  nodes.sets.push(...sets);
  const search: Node & { kind: "fork" } = { kind: "fork", next: [] };
  const start = addNode(nodes, search);
  const main = compile({ nodes, first, behind: false }, tree, addNode(nodes, { kind: "accept" }));
  search.next = [main, addNode(nodes, { kind: "read", set: -1, next: start })];
  return start;
}

interface Place {
  readonly nodes: Nodes;
  /** Where the pattern's sets begin in those of all. */
  readonly first: number;
  readonly behind: boolean;
}

function addNode({ list }: Nodes, node: Node): number {
  if (list.length >= mostNodes) throw new TooHard();
  return list.push(node) - 1;
}

/** Adds a tree in front of the node that follows it, and gives the node where it begins. */
function compile(place: Place, tree: PatternTree, next: number): number {
  const { nodes } = place;
  switch (tree.kind) {
    case "set":
      return addNode(nodes, { kind: "read", set: place.first + tree.set, next });
    case "sequence":
      return tree.items.reduceRight((after, item) => compile(place, item, after), next);
    case "choice":
      return addNode(nodes, { kind: "fork", next: tree.branches.map((branch) => compile(place, branch, next)) });
    case "group":
      return compile(place, tree.body, next);
    case "repeat":
      return compileRepeat(place, tree, next);
    case "start":
    case "end":
      if (place.behind && tree.kind === "end") throw new TooHard();
      return addNode(nodes, { kind: "edge", end: tree.kind === "end", next });
    case "word":
      if (place.behind) throw new TooHard();
      return addNode(nodes, { kind: "word", not: tree.not, next });
    case "look":
      return compileLook(place, tree, next);
    case "back":
      throw new TooHard();
  }
}

function compileRepeat(place: Place, { body, min, max }: PatternTree & { readonly kind: "repeat" }, next: number): number {
  if (min > mostNodes || (max !== Infinity && max > mostNodes)) throw new TooHard();
  let after = next;
  if (max === Infinity) {
    const loop: Node & { kind: "fork" } = { kind: "fork", next: [] };
    after = addNode(place.nodes, loop);
    loop.next = [compile(place, body, after), next];
  } else {
    for (let round = min; round < max; round++) after = addNode(place.nodes, { kind: "fork", next: [compile(place, body, after), next] });
  }
  for (let round = 0; round < min; round++) after = compile(place, body, after);
  return after;
}

function compileLook(place: Place, { behind, not, body }: PatternTree & { readonly kind: "look" }, next: number): number {
  const { nodes } = place;
  if (place.behind) throw new TooHard();
  const accept = addNode(nodes, { kind: "accept" });
  if (!behind) return addNode(nodes, { kind: "ahead", not, body: compile(place, body, accept), next });
  const index = nodes.behinds.push(compile({ ...place, behind: true }, body, accept)) - 1;
  return addNode(nodes, { kind: "behind", not, index, next });
}
