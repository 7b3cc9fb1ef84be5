import { PatternLimit } from "./pattern-limit.js";
import type { ParsedPattern, PatternTree } from "./pattern-syntax.js";

/**
 * Matching by backtracking, as ECMA-262 (22.2.2) describes it, for patterns with back references: what they mean depends on the way a
 * position was reached. No linear algorithm is known for them, so the steps are counted.
 */

/** Steps of one test: about a tenth of a second. */
const MAX_STEPS = 5_000_000;
/** Choices and changes that are remembered at a time. */
const MAX_MEMORY = 1_000_000;

/** `goto` and the other numbers are indexes of instructions, groups, or loops. */
type Instruction =
  | { readonly kind: "read"; readonly set: RegExp; readonly backward: boolean }
  | { readonly kind: "goto"; to: number }
  /** Tries what follows, and `other` if that fails. */
  | { readonly kind: "fork"; other: number }
  /** Remembers where a group begins or ends. */
  | { readonly kind: "mark"; readonly slot: number }
  | { readonly kind: "back"; readonly groups: readonly number[]; readonly backward: boolean }
  | { readonly kind: "edge"; readonly end: boolean }
  | { readonly kind: "word"; readonly not: boolean }
  /** What follows is a body of its own, up to its `accept`. */
  | { readonly kind: "look"; readonly not: boolean; exit: number }
  | { readonly kind: "loop"; readonly loop: number }
  /** Decides whether there is a round more, which is what follows. */
  | { readonly kind: "round"; readonly loop: number; readonly min: number; readonly max: number; readonly lazy: boolean; exit: number }
  /** The start of a round, which forgets the groups inside. */
  | { readonly kind: "begin"; readonly loop: number; readonly groups: readonly [number, number] }
  /** The end of a round. */
  | { readonly kind: "again"; readonly loop: number; readonly min: number; readonly round: number }
  | { readonly kind: "accept" };

interface Program {
  readonly code: Instruction[];
  readonly sets: readonly RegExp[];
  /** Slots of groups (two each), then of loops (rounds so far, and where the last one began). */
  slots: number;
}

/** A test under way. Slots that hold nothing hold -1. */
interface Run {
  readonly program: Program;
  readonly text: string;
  readonly slots: Int32Array;
  /** Choices left: instruction, position, and how many changes there had been. */
  readonly choices: number[];
  /** Changes of slots: which, and what it held. */
  readonly changes: number[];
  steps: number;
}

/** Makes a function that says whether a text has a match, or throws `PatternLimit`. */
export function makeBacktracker({ tree, sets, groups }: ParsedPattern): (text: string) => boolean {
  const program: Program = { code: [], sets, slots: groups * 2 };
  compile(program, tree, false);
  program.code.push({ kind: "accept" });
  return (text) => {
    const run: Run = { program, text, slots: new Int32Array(program.slots).fill(-1), choices: [], changes: [], steps: 0 };
    for (let at = 0; at <= text.length; at += sizeAt(text, at)) if (matchFrom(run, 0, at)) return true;
    return false;
  };
}

// ---------------------------------------------------------------- instructions of a tree

function compile(program: Program, tree: PatternTree, backward: boolean): void {
  const { code, sets } = program;
  switch (tree.kind) {
    case "set":
      code.push({ kind: "read", set: sets[tree.set] as RegExp, backward });
      return;
    case "sequence":
      for (const item of backward ? [...tree.items].reverse() : tree.items) compile(program, item, backward);
      return;
    case "choice":
      return compileChoice(program, tree.branches, backward);
    case "group":
      code.push({ kind: "mark", slot: tree.index * 2 + (backward ? 1 : 0) });
      compile(program, tree.body, backward);
      code.push({ kind: "mark", slot: tree.index * 2 + (backward ? 0 : 1) });
      return;
    case "repeat":
      return compileRepeat(program, tree, backward);
    case "look": {
      const look = { kind: "look" as const, not: tree.not, exit: 0 };
      code.push(look);
      compile(program, tree.body, tree.behind);
      look.exit = code.push({ kind: "accept" });
      return;
    }
    case "word":
      code.push({ kind: "word", not: tree.not });
      return;
    case "start":
    case "end":
      code.push({ kind: "edge", end: tree.kind === "end" });
      return;
    case "back":
      code.push({ kind: "back", groups: tree.groups, backward });
  }
}

function compileChoice(program: Program, branches: readonly PatternTree[], backward: boolean): void {
  const { code } = program;
  const exits: { kind: "goto"; to: number }[] = [];
  branches.forEach((branch, index) => {
    const fork = { kind: "fork" as const, other: 0 };
    const last = index === branches.length - 1;
    if (!last) code.push(fork);
    compile(program, branch, backward);
    if (last) return;
    const exit = { kind: "goto" as const, to: 0 };
    exits.push(exit);
    fork.other = code.push(exit);
  });
  for (const exit of exits) exit.to = code.length;
}

function compileRepeat(program: Program, tree: PatternTree & { readonly kind: "repeat" }, backward: boolean): void {
  const { code } = program;
  const loop = program.slots;
  program.slots += 2;
  code.push({ kind: "loop", loop });
  const { min, max, lazy, groups } = tree;
  const round = { kind: "round" as const, loop, min, max, lazy, exit: 0 };
  const start = code.push(round) - 1;
  code.push({ kind: "begin", loop, groups });
  compile(program, tree.body, backward);
  round.exit = code.push({ kind: "again", loop, min, round: start });
}

// ---------------------------------------------------------------- running

/** How many UTF-16 units the code point at a position has; 1 at the end. */
const sizeAt = (text: string, at: number): number => ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1);

/** How many UTF-16 units the code point before a position has. */
const sizeBefore = (text: string, at: number): number => (at > 1 && (text.codePointAt(at - 2) as number) > 0xffff ? 2 : 1);

const isWordAt = (text: string, at: number): boolean => /^\w$/.test(text.charAt(at));

function change({ slots, changes }: Run, slot: number, value: number): void {
  if (slots[slot] === value) return;
  changes.push(slot, slots[slot] as number);
  slots[slot] = value;
}

function undo({ slots, changes }: Run, length: number): void {
  while (changes.length > length) {
    const value = changes.pop() as number;
    slots[changes.pop() as number] = value;
  }
}

/**
 * Whether the instructions from `start` on match at a position. If they do, the groups keep what they have found, and no choice
 * of theirs is left; if not, everything is as it was.
 */
function matchFrom(run: Run, start: number, position: number): boolean {
  const { choices, changes } = run;
  const [choicesBefore, changesBefore] = [choices.length, changes.length];
  let [index, at] = [start, position];
  for (;;) {
    if ((run.steps += 1) > MAX_STEPS || choices.length > MAX_MEMORY * 3 || changes.length > MAX_MEMORY * 4) throw new PatternLimit();
    const instruction = run.program.code[index] as Instruction;
    if (instruction.kind === "accept") {
      choices.length = choicesBefore;
      return true;
    }
    const next = step(run, instruction, index, at);
    if (next !== undefined) {
      [index, at] = [next.index, next.at];
      continue;
    }
    if (choices.length === choicesBefore) {
      undo(run, changesBefore);
      return false;
    }
    undo(run, choices.pop() as number);
    at = choices.pop() as number;
    index = choices.pop() as number;
  }
}

interface Place {
  readonly index: number;
  readonly at: number;
}

/** Does one instruction; returns where to go on, or nothing where it fails. */
function step(run: Run, instruction: Exclude<Instruction, { kind: "accept" }>, index: number, at: number): Place | undefined {
  const { text, slots } = run;
  const onwards = (holds: boolean): Place | undefined => (holds ? { index: index + 1, at } : undefined);
  switch (instruction.kind) {
    case "read":
      return read(text, instruction, index, at);
    case "goto":
      return { index: instruction.to, at };
    case "fork":
      run.choices.push(instruction.other, at, run.changes.length);
      return onwards(true);
    case "mark":
      change(run, instruction.slot, at);
      return onwards(true);
    case "back":
      return readBack(run, instruction, index, at);
    case "edge":
      return onwards(at === (instruction.end ? text.length : 0));
    case "word":
      return onwards((isWordAt(text, at - 1) !== isWordAt(text, at)) !== instruction.not);
    case "look":
      return look(run, instruction, index, at);
    case "loop":
      change(run, instruction.loop, 0);
      return onwards(true);
    case "round":
      return chooseRound(run, instruction, index, at);
    case "begin":
      change(run, instruction.loop + 1, at);
      for (let slot = instruction.groups[0] * 2; slot < instruction.groups[1] * 2; slot += 1) change(run, slot, -1);
      return onwards(true);
    case "again": {
      const rounds = slots[instruction.loop] as number;
      // A round that had to be no more, and has read nothing, is no round.
      if (rounds >= instruction.min && slots[instruction.loop + 1] === at) return undefined;
      change(run, instruction.loop, rounds + 1);
      return { index: instruction.round, at };
    }
  }
}

function read(text: string, { set, backward }: Instruction & { kind: "read" }, index: number, at: number): Place | undefined {
  if (at === (backward ? 0 : text.length)) return undefined;
  const after = backward ? at - sizeBefore(text, at) : at + sizeAt(text, at);
  return set.test(text.slice(Math.min(at, after), Math.max(at, after))) ? { index: index + 1, at: after } : undefined;
}

/** A group that has not matched is matched by nothing. */
function readBack(run: Run, { groups, backward }: Instruction & { kind: "back" }, index: number, at: number): Place | undefined {
  const { text, slots } = run;
  const group = groups.find((each) => slots[each * 2] !== -1 && slots[each * 2 + 1] !== -1);
  if (group === undefined) return { index: index + 1, at };
  const said = text.slice(slots[group * 2], slots[group * 2 + 1]);
  run.steps += said.length >> 4;
  const matches = backward ? at >= said.length && text.startsWith(said, at - said.length) : text.startsWith(said, at);
  return matches ? { index: index + 1, at: backward ? at - said.length : at + said.length } : undefined;
}

function look(run: Run, { not, exit }: Instruction & { kind: "look" }, index: number, at: number): Place | undefined {
  const before = run.changes.length;
  const matches = matchFrom(run, index + 1, at);
  if (matches && not) undo(run, before);
  return matches !== not ? { index: exit, at } : undefined;
}

function chooseRound(run: Run, { loop, min, max, lazy, exit }: Instruction & { kind: "round" }, index: number, at: number): Place {
  const rounds = run.slots[loop] as number;
  if (rounds >= max) return { index: exit, at };
  if (rounds < min) return { index: index + 1, at };
  run.choices.push(lazy ? index + 1 : exit, at, run.changes.length);
  return { index: lazy ? exit : index + 1, at };
}
