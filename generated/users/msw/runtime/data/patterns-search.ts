import { parsePattern, type ParsedPattern } from "../check/pattern-syntax.js";
import { classify, type Letters } from "./patterns-alphabet.js";
import { addPattern, openNodes, TooHard } from "./patterns-nodes.js";
import { accepts, firstState, keyOf, type Machine, openMachine, type State, step } from "./patterns-states.js";
import { drawInteger, pick, type Random } from "./random.js";

/** What texts match some patterns and not others, within limits of length. */
export interface PatternGoal {
  readonly wanted: readonly string[];
  readonly unwanted: readonly string[];
  /** In code points. */
  readonly minLength: number;
  readonly maxLength: number;
}

/** All texts of a goal, as a graph. */
interface Graph {
  readonly alphabet: readonly Letters[];
  /** By state, the next one by letters; -1: none. The first state is 0. */
  readonly next: readonly Int32Array[];
  /** By length, whether a text of that length leads from a state to the end. */
  readonly ends: readonly Uint8Array[];
  /** The lengths of texts that there are. */
  readonly lengths: readonly number[];
}

/** States at most; those that come first count. */
const mostStates = 4_000;
/** Steps of the search for lengths: states times letters times lengths. */
const mostWork = 20_000_000;
/** So many lengths are enough to choose from. */
const enough = 24;

/** A text by search in the automaton of all patterns: finds one where there is one, but for patterns that are too hard and huge automata. */
export function searchText(goal: PatternGoal, random: Random): string | undefined {
  const graph = openGraph(goal);
  return graph === undefined || graph.lengths.length === 0 ? undefined : walk(graph, random);
}

const known = new Map<string, Graph | undefined>();

function openGraph(goal: PatternGoal): Graph | undefined {
  const key = JSON.stringify([goal.wanted, goal.unwanted, goal.minLength, goal.maxLength]);
  if (!known.has(key)) {
    if (known.size >= 100) known.clear();
    known.set(key, makeGraph(goal));
  }
  return known.get(key);
}

/** A pattern that tells code points apart that are no usual ones. */
const exotic = /\\[pPux]|[^\0-\x7f]/;

function makeGraph(goal: PatternGoal): Graph | undefined {
  try {
    const quick = explore(goal, false);
    const isExotic = [...goal.wanted, ...goal.unwanted].some((pattern) => exotic.test(pattern));
    return quick.lengths.length > 0 || !isExotic ? quick : explore(goal, true);
  } catch (error) {
    if (error instanceof TooHard) return undefined;
    throw error;
  }
}

function explore(goal: PatternGoal, every: boolean): Graph {
  const nodes = openNodes();
  const parse = (pattern: string): ParsedPattern => parsePattern(new RegExp(pattern, "u"));
  const wanted = goal.wanted.map((pattern) => addPattern(nodes, parse(pattern)));
  const unwanted = goal.unwanted.map((pattern) => addPattern(nodes, parse(pattern)));
  const machine = openMachine(nodes);
  const alphabet = classify(nodes.sets, every);
  const [states, next] = findStates(machine, firstState(machine, wanted, unwanted), alphabet);
  const ends = findEnds(machine, states, next, goal);
  const lengths: number[] = [];
  for (let length = goal.minLength; length < ends.length; length++) if (ends[length]?.[0] === 1) lengths.push(length);
  return { alphabet, next, ends, lengths };
}

/** Breadth first, so that short texts are found if not all are. */
function findStates(machine: Machine, first: State, alphabet: readonly Letters[]): readonly [readonly State[], readonly Int32Array[]] {
  const states = [first];
  const indexes = new Map([[keyOf(first), 0]]);
  const next: Int32Array[] = [];
  for (let index = 0; index < states.length; index++) {
    const row = new Int32Array(alphabet.length).fill(-1);
    next.push(row);
    for (let letter = 0; letter < alphabet.length; letter++) {
      const state = step(machine, states[index] as State, alphabet[letter] as Letters);
      if (state === undefined) continue;
      const key = keyOf(state);
      let target = indexes.get(key);
      if (target === undefined && states.length < mostStates) {
        target = states.push(state) - 1;
        indexes.set(key, target);
      }
      row[letter] = target ?? -1;
    }
  }
  return [states, next];
}

function findEnds(machine: Machine, states: readonly State[], next: readonly Int32Array[], { minLength, maxLength }: PatternGoal): readonly Uint8Array[] {
  const ends = [Uint8Array.from(states, (state) => Number(accepts(machine, state)))];
  const work = states.length * (next[0]?.length ?? 1);
  let found = 0;
  for (let length = 0; length <= maxLength && found < enough && length * work <= mostWork; length++) {
    const row = ends[length] as Uint8Array;
    if (length >= minLength && row[0] === 1) found += 1;
    // No state leads to an end in so many steps, so none does in more.
    if (!row.includes(1)) break;
    ends.push(Uint8Array.from(next, (targets) => Number(targets.some((target) => target >= 0 && row[target] === 1))));
  }
  return ends.slice(0, maxLength + 1);
}

function walk({ alphabet, next, ends, lengths }: Graph, random: Random): string {
  const length = lengths[drawInteger(random, 0, Math.min(lengths.length - 1, 11))] as number;
  let text = "";
  let state = 0;
  for (let left = length - 1; left >= 0; left--) {
    const row = next[state] as Int32Array;
    const open = alphabet.map((_, letter) => letter).filter((letter) => row[letter]! >= 0 && ends[left]?.[row[letter] as number] === 1);
    const letter = pick(random, nice(alphabet, open));
    text += pick(random, (alphabet[letter] as Letters).members);
    state = row[letter] as number;
  }
  return text;
}

/** Letters, digits and the like, if there are some. */
function nice(alphabet: readonly Letters[], open: readonly number[]): readonly number[] {
  const words = open.filter((letter) => /^\w$/.test(alphabet[letter]?.members[0] ?? ""));
  return words.length > 0 ? words : open;
}
