import type { AST } from "@eslint-community/regexpp";
import { codePointsOf, type CodePoints, type SetNode } from "./sets.js";

/**
 * What a backtracking engine does with a pattern, as a graph: it goes from node to node, tries the ways of a fork one after the
 * other, and comes back where it fails. Never fewer ways than the engine has; where the graph is simpler than the pattern, more.
 */
export type Node =
  | { readonly kind: "read"; readonly set: number; readonly next: number }
  | { readonly kind: "fork"; readonly next: readonly number[] }
  /** One round more, or out. */
  | { readonly kind: "loop"; round: number; readonly exit: number }
  /** The end of a loop's round. A round that has read nothing is refused. */
  | { readonly kind: "again"; readonly loop: number }
  /** `^` passes only before the first code point, `$` only behind the last; `\b` may or may not. */
  | { readonly kind: "start" | "end" | "maybe"; readonly next: number }
  /** A lookahead's body is gone through beside what follows it. */
  | { readonly kind: "look"; readonly body: number; readonly next: number }
  /** A lookbehind reads at most so many code points each time. */
  | { readonly kind: "behind"; readonly cost: number; readonly next: number }
  /** `whole`: of the pattern, so that nothing is tried any more; else of a lookahead. */
  | { readonly kind: "accept"; readonly whole: boolean };

export interface Graph {
  readonly nodes: readonly Node[];
  readonly sets: readonly CodePoints[];
  readonly start: number;
}

/** A graph is not made larger than this: repetitions with large counts become loops, which have more ways. */
const MAX_ROUNDS = 600;
/** Groups up to this length may be referred to in an expression: a reference reads as much as its group. */
const MAX_REFERENCE = 4;
const MAX_BEHIND = 64;

interface Building {
  readonly nodes: Node[];
  readonly sets: CodePoints[];
  readonly known: Map<string, number>;
}

/** The graph of a pattern, or nothing where what it does can't be told: unbounded lookbehinds and references to long groups. */
export function buildGraph(pattern: AST.Pattern): Graph | undefined {
  const building: Building = { nodes: [], sets: [], known: new Map() };
  try {
    const start = addChoice(building, pattern.alternatives, add(building, { kind: "accept", whole: true }));
    return { nodes: building.nodes, sets: building.sets, start };
  } catch (error) {
    if (error instanceof UntoldError) return undefined;
    throw error;
  }
}

class UntoldError extends Error {}

const add = ({ nodes }: Building, node: Node): number => nodes.push(node) - 1;

function addChoice(building: Building, alternatives: readonly AST.Alternative[], next: number): number {
  const starts = alternatives.map(({ elements }) => elements.reduceRight((then, element) => addElement(building, element, then), next));
  return starts.length === 1 ? (starts[0] as number) : add(building, { kind: "fork", next: starts });
}

function addElement(building: Building, element: AST.Element, next: number): number {
  switch (element.type) {
    case "Group":
    case "CapturingGroup":
      return addChoice(building, element.alternatives, next);
    case "Quantifier":
      return addRepeat(building, element, next);
    case "Assertion":
      return addAssertion(building, element, next);
    case "Backreference":
      return addReference(building, element, next);
    default:
      return addRead(building, element, next);
  }
}

function addRead(building: Building, node: SetNode, next: number): number {
  let set = building.known.get(node.raw);
  if (set === undefined) building.known.set(node.raw, (set = building.sets.push(codePointsOf(node)) - 1));
  return add(building, { kind: "read", set, next });
}

function addAssertion(building: Building, assertion: AST.Assertion, next: number): number {
  switch (assertion.kind) {
    case "start":
    case "end":
      return add(building, { kind: assertion.kind, next });
    case "word":
      return add(building, { kind: "maybe", next });
    case "lookahead": {
      const body = addChoice(building, assertion.alternatives, add(building, { kind: "accept", whole: false }));
      return add(building, { kind: "look", body, next: add(building, { kind: "maybe", next }) });
    }
    case "lookbehind": {
      const cost = stepsOfBody(assertion.alternatives);
      if (cost > MAX_BEHIND) throw new UntoldError();
      return add(building, { kind: "behind", cost, next: add(building, { kind: "maybe", next }) });
    }
  }
}

/** A reference reads up to as many code points as its group. */
function addReference(building: Building, { resolved }: AST.Backreference, next: number): number {
  const length = Math.max(...[resolved].flat().map(({ alternatives }) => longest(alternatives)));
  if (length > MAX_REFERENCE) throw new UntoldError();
  building.known.set("any", building.known.get("any") ?? building.sets.push([[0, 0x10ffff]]) - 1);
  const set = building.known.get("any") as number;
  const exit = add(building, { kind: "maybe", next });
  let then = exit;
  for (let round = 0; round < length; round += 1) then = add(building, { kind: "fork", next: [add(building, { kind: "read", set, next: then }), exit] });
  return then;
}

/** Many rounds become a loop; where fewer than `min` stand before it, the way out of it may fail. */
function addRepeat(building: Building, { element, min, max }: AST.Quantifier, next: number): number {
  if (max !== Infinity && countRounds(element) * max <= MAX_ROUNDS) {
    let then = next;
    for (let round = 0; round < max; round += 1) {
      const start = addElement(building, element, then);
      then = max - round <= min ? start : add(building, { kind: "fork", next: [start, next] });
    }
    return then;
  }
  const unrolled = countRounds(element) * min <= MAX_ROUNDS ? min : 0;
  // Rounds that must be, and may be empty, can be empty in many ways.
  if (unrolled < min && isNullable(element)) throw new UntoldError();
  const loop = { kind: "loop" as const, round: 0, exit: unrolled === min ? next : add(building, { kind: "maybe", next }) };
  let then = add(building, loop);
  loop.round = addElement(building, element, add(building, { kind: "again", loop: then }));
  for (let round = 0; round < unrolled; round += 1) then = addElement(building, element, then);
  return then;
}

function isNullable(element: AST.Element): boolean {
  switch (element.type) {
    case "Quantifier":
      return element.min === 0 || isNullable(element.element);
    case "Group":
    case "CapturingGroup":
      return element.alternatives.some(({ elements }) => elements.every(isNullable));
    case "Assertion":
    case "Backreference":
      return true;
    default:
      return false;
  }
}

/** About how many nodes an element takes with all its rounds. */
function countRounds(element: AST.Element): number {
  switch (element.type) {
    case "Quantifier":
      return 1 + countRounds(element.element) * (element.max === Infinity ? element.min + 1 : element.max);
    case "Group":
    case "CapturingGroup":
      return countAll(element.alternatives);
    case "Assertion":
      return element.kind === "lookahead" || element.kind === "lookbehind" ? countAll(element.alternatives) : 1;
    default:
      return 1;
  }
}

export const countAll = (alternatives: readonly AST.Alternative[]): number =>
  alternatives.reduce((sum, { elements }) => sum + elements.reduce((nodes, element) => nodes + countRounds(element), 1), 0);

/** The greatest number of code points that a match of these has. */
function longest(alternatives: readonly AST.Alternative[]): number {
  return Math.max(0, ...alternatives.map(({ elements }) => elements.reduce((sum, element) => sum + longestOf(element), 0)));
}

function longestOf(element: AST.Element): number {
  switch (element.type) {
    case "Quantifier":
      return element.max === 0 ? 0 : longestOf(element.element) * element.max || 0;
    case "Group":
    case "CapturingGroup":
      return longest(element.alternatives);
    case "Assertion":
      return 0;
    case "Backreference":
      return Infinity;
    default:
      return 1;
  }
}

/** The steps of a body of fixed form from one position: the sum of the steps of its alternatives. */
const stepsOfBody = (alternatives: readonly AST.Alternative[]): number =>
  alternatives.reduce((sum, { elements }) => sum + elements.reduce((steps, element) => steps + stepsOf(element), 1), 0);

/** What may be there or not, or looks around once more, is counted as too many. */
function stepsOf(element: AST.Element): number {
  switch (element.type) {
    case "Quantifier":
      return element.min === element.max ? stepsOf(element.element) * element.max : Infinity;
    case "Group":
    case "CapturingGroup":
      return element.alternatives.length === 1 ? stepsOfBody(element.alternatives) : Infinity;
    case "Backreference":
      return Infinity;
    case "Assertion":
      return element.kind === "lookahead" || element.kind === "lookbehind" ? Infinity : 1;
    default:
      return 1;
  }
}
