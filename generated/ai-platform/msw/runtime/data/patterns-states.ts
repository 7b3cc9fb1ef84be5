import type { Letters } from "./patterns-alphabet.js";
import type { Nodes } from "./patterns-nodes.js";

/**
 * An alternating automaton: its state is a formula of nodes, so that lookaheads, several patterns at once, and patterns that must not match
 * are `and` and `not`. What the next code point leads to is the formula's derivative (Brzozowski, 1964).
 */
type Formula =
  | { readonly kind: "node"; readonly node: number }
  | { readonly kind: "and" | "or"; readonly parts: readonly number[] }
  | { readonly kind: "not"; readonly part: number };

/** Formulas are kept once each, so that equal ones have one index. */
const never = 0;
const always = 1;

/** Between two code points: the text before, as far as it counts. */
export interface State {
  readonly formula: number;
  readonly start: boolean;
  /** Whether a letter, digit or `_` goes before. */
  readonly word: boolean;
  /** The nodes that each lookbehind has come to. */
  readonly behinds: readonly (readonly number[])[];
}

export interface Machine {
  readonly nodes: Nodes;
  readonly formulas: Formula[];
  readonly indexes: Map<string, number>;
}

export function openMachine(nodes: Nodes): Machine {
  const machine: Machine = { nodes, formulas: [], indexes: new Map() };
  intern(machine, "false", { kind: "or", parts: [] });
  intern(machine, "true", { kind: "and", parts: [] });
  return machine;
}

/** The state before a text that all of `wanted` must match, and none of `unwanted`: nodes where patterns begin. */
export function firstState(machine: Machine, wanted: readonly number[], unwanted: readonly number[]): State {
  const parts = [...wanted.map((node) => nodeOf(machine, node)), ...unwanted.map((node) => notOf(machine, nodeOf(machine, node)))];
  return { formula: join(machine, "and", parts), start: true, word: false, behinds: machine.nodes.behinds.map(() => []) };
}

/** The state behind one more code point; undefined if no text that goes on so will do. */
export function step(machine: Machine, state: State, letters: Letters): State | undefined {
  const formula = derive(machine, state.formula, { state, letters, holds: findBehinds(machine, state) }, new Map());
  if (formula === never) return undefined;
  return { formula, start: false, word: letters.isWord, behinds: machine.nodes.behinds.map((first, index) => readBehind(machine, [first, ...(state.behinds[index] ?? [])], state, letters)) };
}

/** Whether a text that ends here will do. */
export function accepts(machine: Machine, state: State): boolean {
  return derive(machine, state.formula, { state, letters: undefined, holds: findBehinds(machine, state) }, new Map()) === always;
}

/** A key of what a state is. */
export const keyOf = ({ formula, start, word, behinds }: State): string => `${formula}${start ? "s" : ""}${word ? "w" : ""}${behinds.map((nodes) => nodes.join(",")).join(";")}`;

// ---------------------------------------------------------------- formulas

function intern({ formulas, indexes }: Machine, key: string, formula: Formula): number {
  const known = indexes.get(key);
  if (known !== undefined) return known;
  const index = formulas.push(formula) - 1;
  indexes.set(key, index);
  return index;
}

const nodeOf = (machine: Machine, node: number): number => intern(machine, `n${node}`, { kind: "node", node });

function notOf(machine: Machine, part: number): number {
  if (part === never) return always;
  if (part === always) return never;
  const formula = machine.formulas[part];
  return formula?.kind === "not" ? formula.part : intern(machine, `!${part}`, { kind: "not", part });
}

function join(machine: Machine, kind: "and" | "or", parts: readonly number[]): number {
  const [neutral, final] = kind === "and" ? [always, never] : [never, always];
  const all = new Set<number>();
  for (const part of parts) {
    const formula = machine.formulas[part];
    for (const inner of formula?.kind === kind && part > always ? formula.parts : [part]) {
      if (inner === final) return final;
      if (inner !== neutral) all.add(inner);
    }
  }
  for (const part of all) {
    const formula = machine.formulas[part];
    if (formula?.kind === "not" && all.has(formula.part)) return final;
  }
  const sorted = [...all].sort((a, b) => a - b);
  if (sorted.length < 2) return sorted[0] ?? neutral;
  return intern(machine, `${kind}${sorted.join(",")}`, { kind, parts: sorted });
}

// ---------------------------------------------------------------- derivatives

/** A position, and what stands behind it: nothing at the end of the text. */
interface Position {
  readonly state: State;
  readonly letters: Letters | undefined;
  /** Which lookbehinds hold. */
  readonly holds: readonly boolean[];
}

function derive(machine: Machine, index: number, position: Position, done: Map<number, number>): number {
  const formula = machine.formulas[index];
  if (formula === undefined || index <= always) return index;
  switch (formula.kind) {
    case "node":
      return deriveNode(machine, formula.node, position, done);
    case "not":
      return notOf(machine, derive(machine, formula.part, position, done));
    default:
      return join(machine, formula.kind, formula.parts.map((part) => derive(machine, part, position, done)));
  }
}

/** `done`: nodes of this position; one that is under way counts as false, since a way through itself is none. */
function deriveNode(machine: Machine, index: number, position: Position, done: Map<number, number>): number {
  const known = done.get(index);
  if (known !== undefined) return known;
  done.set(index, never);
  const found = readNode(machine, index, position, done);
  done.set(index, found);
  return found;
}

function readNode(machine: Machine, index: number, position: Position, done: Map<number, number>): number {
  const node = machine.nodes.list[index];
  const { state, letters } = position;
  const goOn = (holds: boolean, next: number): number => (holds ? deriveNode(machine, next, position, done) : never);
  switch (node?.kind) {
    case "read":
      return letters !== undefined && (node.set < 0 || letters.in[node.set] === true) ? nodeOf(machine, node.next) : never;
    case "fork":
      return join(machine, "or", node.next.map((next) => deriveNode(machine, next, position, done)));
    case "edge":
      return goOn(node.end ? letters === undefined : state.start, node.next);
    case "word":
      return goOn((state.word !== (letters?.isWord ?? false)) !== node.not, node.next);
    case "behind":
      return goOn(position.holds[node.index] !== node.not, node.next);
    case "ahead": {
      const body = deriveNode(machine, node.body, position, done);
      return join(machine, "and", [node.not ? notOf(machine, body) : body, deriveNode(machine, node.next, position, done)]);
    }
    default:
      return always;
  }
}

// ---------------------------------------------------------------- lookbehinds

function findBehinds(machine: Machine, state: State): readonly boolean[] {
  return machine.nodes.behinds.map((first, index) => closure(machine, [first, ...(state.behinds[index] ?? [])], state.start).some((node) => machine.nodes.list[node]?.kind === "accept"));
}

function readBehind(machine: Machine, from: readonly number[], state: State, letters: Letters): readonly number[] {
  const reached = new Set<number>();
  for (const index of closure(machine, from, state.start)) {
    const node = machine.nodes.list[index];
    if (node?.kind === "read" && (node.set < 0 || letters.in[node.set] === true)) reached.add(node.next);
  }
  return [...reached].sort((a, b) => a - b);
}

/** The nodes that can be come to without reading. */
function closure(machine: Machine, from: readonly number[], start: boolean): readonly number[] {
  const reached = new Set(from);
  for (const index of reached) {
    const node = machine.nodes.list[index];
    if (node?.kind === "fork") node.next.forEach((next) => reached.add(next));
    else if (node?.kind === "edge" && start) reached.add(node.next);
  }
  return [...reached];
}
