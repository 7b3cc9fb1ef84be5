import type { Graph, Node } from "./graph.js";
import { findClasses } from "./sets.js";

/** How the number of ways grows that a backtracking engine may have to try. */
export interface Ways {
  /** On any text the engine reads each code point at most `MAX_WAYS` times, counting all starts. */
  readonly linear: boolean;
  /** Texts up to this many code points take at most `MAX_STEPS` steps. `Infinity` if linear. */
  readonly harmless: number;
}

/** So many ways may be open at one position. */
const MAX_WAYS = 48;
/** Steps that are nothing to speak of: less than a tenth of a millisecond. */
const MAX_STEPS = 50_000;
/** What the analysis itself may take. A pattern that needs more is taken for one that isn't linear. */
const MAX_WORK = 150_000;
/** Nodes on one way between two code points. */
const MAX_DEPTH = 2000;

/** The reading nodes that wait at a position, each with the number of ways that lead there; `WEIGHT` stands for what lookbehinds read. */
type Counts = ReadonlyMap<number, number>;
const WEIGHT = -1;

/** One thing that the engine does: a search from every position, or what comes once success is certain, from one position. */
interface Search {
  readonly graph: Graph;
  /** Sets by class of code points; `undefined`: all. */
  readonly classes: readonly (ReadonlySet<number> | undefined)[];
  readonly start: number;
  /** Nodes from which success is certain: nothing before them is tried again, so the search for them ends there. */
  readonly sure: ReadonlySet<number>;
  readonly everywhere: boolean;
  readonly reached: Set<number>;
  readonly expanded: Map<number, Counts>;
  work: number;
}

class TooManyError extends Error {}

/**
 * Counts the ways through a graph, exactly, over all texts: each set of open ways that some text leads to is looked at once.
 * If there are finitely many of them and none is large, backtracking is linear.
 */
export function countWays(graph: Graph): Ways {
  const sure = findSure(graph.nodes);
  const classes = findClasses(graph.sets);
  const begin = (start: number, everywhere: boolean): Search => ({
    graph, classes, start, everywhere, sure: everywhere ? sure : new Set(), reached: new Set(), expanded: new Map(), work: MAX_WORK,
  });
  const main = begin(graph.start, true);
  let searches = [main];
  let linear = isLinear(main);
  for (const node of main.reached) {
    const rest = begin(node, false);
    searches = [...searches, rest];
    linear = isLinear(rest) && linear;
  }
  if (linear) return { linear, harmless: Infinity };
  return { linear, harmless: Math.min(...searches.map((search) => Math.max(findHarmless(search, search.classes), findHarmless(search, [undefined])))) };
}

/** Nodes from which a match is found whatever follows. */
function findSure(nodes: readonly Node[]): ReadonlySet<number> {
  const sure = new Set<number>();
  for (let size = -1; size !== sure.size; ) {
    size = sure.size;
    nodes.forEach((node, index) => {
      if (node.kind === "accept" ? node.whole : (node.kind === "fork" && node.next.some((next) => sure.has(next))) || (node.kind === "loop" && sure.has(node.exit))) sure.add(index);
    });
  }
  return sure;
}

function isLinear(search: Search): boolean {
  try {
    const first = expand(search, search.start, true);
    const seen = new Set([keyOf(first)]);
    const pending = [first];
    for (let counts = pending.pop(); counts !== undefined; counts = pending.pop()) {
      if (sumOf(counts) > MAX_WAYS) return false;
      for (const next of follow(search, counts)) {
        const key = keyOf(next);
        if (seen.has(key)) continue;
        seen.add(key);
        pending.push(next);
      }
    }
    return true;
  } catch (error) {
    if (error instanceof TooManyError) return false;
    throw error;
  }
}

/**
 * The greatest length at which no text takes too many steps, as far as can be seen: by classes of code points, which is exact but may
 * end early, or as if each code point were in all sets, which is quick and may be too careful.
 */
function findHarmless(whole: Search, classes: Search["classes"]): number {
  const search = { ...whole, classes, work: MAX_WORK / 5 };
  let length = 0;
  try {
    const first = expand(search, search.start, true);
    let layer = new Map([[keyOf(first), { counts: first, steps: sumOf(first) }]]);
    for (; layer.size > 0 && length < MAX_STEPS; length += 1) {
      const next: typeof layer = new Map();
      for (const { counts, steps } of layer.values()) {
        for (const then of follow(search, counts)) {
          const total = steps + sumOf(then);
          if (total > MAX_STEPS) return length;
          const key = keyOf(then);
          if ((next.get(key)?.steps ?? -1) < total) next.set(key, { counts: then, steps: total });
        }
      }
      layer = next;
    }
    return layer.size === 0 ? Infinity : length;
  } catch (error) {
    if (error instanceof TooManyError) return length;
    throw error;
  }
}

const sumOf = (counts: Counts): number => [...counts.values()].reduce((sum, count) => sum + count, 0);

const keyOf = (counts: Counts): string => [...counts].sort(([a], [b]) => a - b).join(" ");

/** What is open after one more code point, for each class of code points. */
function* follow(search: Search, counts: Counts): Generator<Counts> {
  const { nodes } = search.graph;
  for (const sets of search.classes) {
    const next = new Map<number, number>();
    for (const [index, count] of counts) {
      if ((search.work -= 1) < 0) throw new TooManyError();
      const node = nodes[index];
      if (node?.kind === "read" && (sets === undefined || sets.has(node.set))) addCounts(next, expand(search, node.next, false), count);
    }
    if (search.everywhere) addCounts(next, expand(search, search.start, false), 1);
    if (next.size > 0) yield next;
  }
}

function addCounts(into: Map<number, number>, counts: Counts, times: number): void {
  for (const [index, count] of counts) into.set(index, (into.get(index) ?? 0) + count * times);
}

/** The ways from a node to what is read next. */
function expand(search: Search, from: number, first: boolean): Counts {
  const known = first ? undefined : search.expanded.get(from);
  if (known !== undefined) return known;
  const counts = new Map<number, number>();
  visit({ search, first, counts, begun: new Set(), depth: 0 }, from);
  if (!first) search.expanded.set(from, counts);
  return counts;
}

/** One way through the nodes between two code points. */
interface Walk {
  readonly search: Search;
  readonly first: boolean;
  readonly counts: Map<number, number>;
  /** Loops whose round began here: it may not end here. */
  readonly begun: Set<number>;
  depth: number;
}

function visit(walk: Walk, index: number): void {
  const { search, counts } = walk;
  if ((search.work -= 1) < 0 || walk.depth > MAX_DEPTH) throw new TooManyError();
  if (search.sure.has(index)) {
    search.reached.add(index);
    return;
  }
  walk.depth += 1;
  const node = search.graph.nodes[index] as Node;
  if (node.kind === "read") addCounts(counts, new Map([[index, 1]]), 1);
  else if (node.kind === "fork") for (const next of node.next) visit(walk, next);
  else if (node.kind === "loop") visitLoop(walk, index, node);
  else if (node.kind === "again" && !walk.begun.has(node.loop)) visit(walk, node.loop);
  else if (node.kind === "maybe" || (node.kind === "start" && walk.first)) visit(walk, node.next);
  else if (node.kind === "behind") {
    addCounts(counts, new Map([[WEIGHT, node.cost]]), 1);
    visit(walk, node.next);
  } else if (node.kind === "look") {
    visit(walk, node.body);
    visit(walk, node.next);
  }
  walk.depth -= 1;
}

function visitLoop(walk: Walk, index: number, { round, exit }: Node & { kind: "loop" }): void {
  const { begun } = walk;
  const before = begun.has(index);
  begun.add(index);
  visit(walk, round);
  begun.delete(index);
  visit(walk, exit);
  if (before) begun.add(index);
}
