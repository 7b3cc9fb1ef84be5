import { PatternLimit } from "./pattern-limit.js";
import type { ParsedPattern, PatternTree } from "./pattern-syntax.js";

/**
 * Matching in linear time: an automaton whose states are made when a text first reaches them.
 *
 * Whether a lookaround holds at a position does not depend on how the position was reached, so all its positions are found in one pass
 * over the text before the pass of what it stands in: backwards for a lookahead, forwards for a lookbehind.
 */

/** A node of the automaton. Nodes lead on by index. */
type Node =
  /** Reads one code point of a set. */
  | { readonly kind: "read"; readonly set: number; next: number }
  | { readonly kind: "fork"; next: readonly number[] }
  /** Goes on only where a condition holds, or where it doesn't. */
  | { readonly kind: "if"; readonly condition: number; readonly not: boolean; readonly next: number }
  | { readonly kind: "accept" };

/** What can be asked of a position between two code points. */
type Condition = { readonly kind: "start" | "end" | "word" } | { readonly kind: "look"; readonly pass: Pass; readonly not: boolean };

/** One pass over the text: which nodes it starts with at every position, which way it reads, and what it has worked out so far. */
interface Pass {
  readonly start: number;
  readonly backward: boolean;
  readonly conditions: readonly number[];
  states: Map<string, State>;
}

/** The nodes that a pass has come to by reading. */
interface State {
  readonly nodes: readonly number[];
  /** What follows where no condition holds, which is nearly everywhere. */
  plain?: Step;
  /** What follows, by the conditions that hold at the position (a bit each). */
  readonly steps: Map<number, Step>;
}

interface Step {
  readonly accepts: boolean;
  readonly reads: readonly number[];
  /** The next state by class of code point. */
  readonly next: (State | undefined)[];
}

interface Automaton {
  readonly nodes: Node[];
  readonly conditions: Condition[];
  readonly alphabet: Alphabet;
}

/** States that one pass keeps. More are made again when they are needed, so that a text can't fill the memory. */
const MAX_STATES = 2000;
/** Nodes visited for new states in one pass: some seconds' work. Only a pattern with huge counts comes to it, on a huge text. */
const MAX_WORK = 100_000_000;

/** Makes a function that says whether a text has a match. Back references are beyond it. */
export function makeAutomaton({ tree, sets }: ParsedPattern): (text: string) => boolean {
  const automaton: Automaton = { nodes: [], conditions: [], alphabet: { sets, signatures: new Map(), members: [], pages: new Map() } };
  const main = addPass(automaton, tree, false);
  return (text) => {
    const points = readPoints(text);
    const holds: Uint8Array[] = [];
    automaton.conditions.forEach((condition, index) => {
      if (condition.kind === "look") holds[index] = findPositions(automaton, condition.pass, points, holds);
    });
    return runPass(automaton, main, points, holds, () => true);
  };
}

function readPoints(text: string): Int32Array {
  const points = new Int32Array(text.length);
  let count = 0;
  for (let at = 0; at < text.length; count += 1) {
    const point = text.codePointAt(at) as number;
    points[count] = point;
    at += point > 0xffff ? 2 : 1;
  }
  return points.subarray(0, count);
}

// ---------------------------------------------------------------- the automaton of a tree

/** Conditions are added before what stands around them, so passes run in their order. */
function addPass(automaton: Automaton, tree: PatternTree, backward: boolean): Pass {
  const conditions = new Set<number>();
  const accept = addNode(automaton, { kind: "accept" });
  const start = addTree({ automaton, backward, conditions }, tree, accept);
  return { start, backward, conditions: [...conditions], states: new Map() };
}

const addNode = ({ nodes }: Automaton, node: Node): number => nodes.push(node) - 1;

interface Building {
  readonly automaton: Automaton;
  readonly backward: boolean;
  readonly conditions: Set<number>;
}

/** Adds what matches a tree and then goes on to `next`; returns where it begins. */
function addTree(building: Building, tree: PatternTree, next: number): number {
  const { automaton, backward } = building;
  switch (tree.kind) {
    case "set":
      return addNode(automaton, { kind: "read", set: tree.set, next });
    case "sequence":
      return (backward ? tree.items : [...tree.items].reverse()).reduce((then, item) => addTree(building, item, then), next);
    case "choice":
      return addNode(automaton, { kind: "fork", next: tree.branches.map((branch) => addTree(building, branch, next)) });
    case "group":
      return addTree(building, tree.body, next);
    case "repeat":
      return addRepeat(building, tree, next);
    case "look":
      return addIf(building, { kind: "look", pass: addPass(automaton, tree.body, !tree.behind), not: false }, tree.not, next);
    case "word":
      return addIf(building, { kind: "word" }, tree.not, next);
    case "start":
    case "end":
      return addIf(building, tree, false, next);
    case "back":
      throw new Error("an automaton can't match a back reference");
  }
}

function addIf({ automaton, conditions }: Building, condition: Condition, not: boolean, next: number): number {
  const known = condition.kind === "look" ? -1 : automaton.conditions.findIndex(({ kind }) => kind === condition.kind);
  const index = known >= 0 ? known : automaton.conditions.push(condition) - 1;
  conditions.add(index);
  return addNode(automaton, { kind: "if", condition: index, not, next });
}

function addRepeat(building: Building, { body, min, max }: PatternTree & { kind: "repeat" }, next: number): number {
  const { automaton } = building;
  let then = next;
  if (max === Infinity) {
    const loop = { kind: "fork" as const, next: [] as readonly number[] };
    then = addNode(automaton, loop);
    loop.next = [addTree(building, body, then), next];
  } else {
    for (let round = min; round < max; round += 1) then = addNode(automaton, { kind: "fork", next: [addTree(building, body, then), next] });
  }
  for (let round = 0; round < min; round += 1) then = addTree(building, body, then);
  return then;
}

// ---------------------------------------------------------------- code points by what sets they are in

interface Alphabet {
  readonly sets: readonly RegExp[];
  readonly signatures: Map<string, number>;
  /** By class: which sets its code points are in. */
  readonly members: (readonly boolean[])[];
  /** The class of each code point that was met, plus 1, in pages of 256. */
  readonly pages: Map<number, Uint32Array>;
}

/** The class of a code point. Code points of one class are in the same sets. */
function classOf({ sets, signatures, members, pages }: Alphabet, point: number): number {
  let page = pages.get(point >> 8);
  if (page === undefined) pages.set(point >> 8, (page = new Uint32Array(256)));
  const known = page[point & 255] as number;
  if (known > 0) return known - 1;
  const text = String.fromCodePoint(point);
  const within = sets.map((set) => set.test(text));
  const signature = within.map(Number).join("");
  const index = signatures.get(signature) ?? members.push(within) - 1;
  signatures.set(signature, index);
  page[point & 255] = index + 1;
  return index;
}

// ---------------------------------------------------------------- passes

/** The positions at which a lookaround's body has a match. */
function findPositions(automaton: Automaton, pass: Pass, points: Int32Array, holds: readonly Uint8Array[]): Uint8Array {
  const found = new Uint8Array(points.length + 1);
  runPass(automaton, pass, points, holds, (position) => {
    found[position] = 1;
    return false;
  });
  return found;
}

/** Reads the whole text, and tells `found` every position at which a match ends, until that says it is enough; returns whether it did. */
function runPass(automaton: Automaton, pass: Pass, points: Int32Array, holds: readonly Uint8Array[], found: (position: number) => boolean): boolean {
  const work = { left: MAX_WORK };
  let state = stateOf(pass, []);
  for (let read = 0; ; read += 1) {
    const position = pass.backward ? points.length - read : read;
    const truths = pass.conditions.length === 0 ? 0 : truthsAt(automaton, pass, points, holds, position);
    const step = truths === 0 ? (state.plain ??= findStep(automaton, pass, state, 0, work)) : stepAt(automaton, pass, state, truths, work);
    if (step.accepts && found(position)) return true;
    if (read === points.length) return false;
    const symbol = classOf(automaton.alphabet, points[pass.backward ? position - 1 : position] as number);
    const next = step.next[symbol];
    state = next ?? (step.next[symbol] = findNext(automaton, pass, step, symbol, work));
  }
}

/** Which of the conditions of a pass hold at a position, a bit each. */
function truthsAt({ conditions }: Automaton, pass: Pass, points: Int32Array, holds: readonly Uint8Array[], position: number): number {
  let truths = 0;
  for (const index of pass.conditions) {
    const { kind } = conditions[index] as Condition;
    const holdsHere =
      kind === "start" ? position === 0 : kind === "end" ? position === points.length : kind === "look" ? holds[index]?.[position] === 1 : isWord(points[position - 1]) !== isWord(points[position]);
    truths = truths * 2 + (holdsHere ? 1 : 0);
  }
  return truths;
}

/** ECMA-262, 22.2.2.9.3 (WordCharacters) without the flag `i`. */
const isWord = (point = 0): boolean => (point >= 97 && point <= 122) || (point >= 65 && point <= 90) || (point >= 48 && point <= 57) || point === 95;

function stateOf(pass: Pass, nodes: readonly number[]): State {
  const key = nodes.join();
  let state = pass.states.get(key);
  if (state === undefined) {
    if (pass.states.size >= MAX_STATES) pass.states = new Map();
    pass.states.set(key, (state = { nodes, steps: new Map() }));
  }
  return state;
}

function stepAt(automaton: Automaton, pass: Pass, state: State, truths: number, work: { left: number }): Step {
  const known = state.steps.get(truths) ?? findStep(automaton, pass, state, truths, work);
  state.steps.set(truths, known);
  return known;
}

/** What can be read at a position: everything that a state leads to, and a new start. */
function findStep({ nodes }: Automaton, pass: Pass, state: State, truths: number, work: { left: number }): Step {
  const holding = new Set(pass.conditions.filter((_, index) => Math.floor(truths / 2 ** (pass.conditions.length - 1 - index)) % 2 === 1));
  const seen = new Set<number>();
  const reads: number[] = [];
  let accepts = false;
  const pending = [...state.nodes, pass.start];
  for (let index = pending.pop(); index !== undefined; index = pending.pop()) {
    if (seen.has(index)) continue;
    seen.add(index);
    const node = nodes[index] as Node;
    if (node.kind === "accept") accepts = true;
    else if (node.kind === "read") reads.push(index);
    else if (node.kind === "fork") pending.push(...node.next);
    else if (holding.has(node.condition) !== node.not) pending.push(node.next);
  }
  if ((work.left -= seen.size) < 0) throw new PatternLimit();
  return { accepts, reads, next: [] };
}

/** The state after a code point of a class. */
function findNext({ nodes, alphabet }: Automaton, pass: Pass, step: Step, symbol: number, work: { left: number }): State {
  if ((work.left -= step.reads.length) < 0) throw new PatternLimit();
  const within = alphabet.members[symbol] as readonly boolean[];
  const next = new Set<number>();
  for (const index of step.reads) {
    const node = nodes[index] as Node & { kind: "read" };
    if (within[node.set]) next.add(node.next);
  }
  return stateOf(pass, [...next].sort((a, b) => a - b));
}
