import { parsePattern, type ParsedPattern } from "../check/pattern-syntax.js";
import { samplePattern } from "./patterns-sample.js";
import { type PatternGoal, searchText } from "./patterns-search.js";
import { drawInteger, type Random } from "./random.js";

const known = new Map<string, ParsedPattern | undefined>();

/** A pattern's tree; undefined if it is no pattern of ECMA-262 with the `u` flag. */
function readPattern(pattern: string): ParsedPattern | undefined {
  if (!known.has(pattern)) {
    if (known.size > 5_000) known.clear();
    known.set(pattern, parse(pattern));
  }
  return known.get(pattern);
}

function parse(pattern: string): ParsedPattern | undefined {
  try {
    return parsePattern(new RegExp(pattern, "u"));
  } catch {
    return undefined;
  }
}

/** Quick tries for each pattern. */
const tries = 12;

/**
 * A text that matches all wanted patterns and none of the unwanted ones, of a length in code points, and that `keeps` takes; undefined if
 * none was found. First texts along one of the patterns, which are quick and read well, then by search.
 */
export function pickMatch(goal: PatternGoal, keeps: (text: string) => boolean, random: Random): string | undefined {
  const trees = goal.wanted.map(readPattern);
  if (trees.includes(undefined)) return undefined;
  for (let turn = 0; turn < tries; turn++) {
    for (const tree of trees) {
      const text = extend(samplePattern(tree as ParsedPattern, roundsOf(turn, goal, random), random), tree as ParsedPattern, goal, random);
      if (keeps(text)) return text;
    }
  }
  const unwanted = goal.unwanted.filter((pattern) => readPattern(pattern) !== undefined);
  for (let turn = 0; turn < tries; turn++) {
    const text = searchText({ ...goal, unwanted }, random);
    if (text === undefined) break;
    if (keeps(text)) return text;
  }
  return patiently(trees as readonly ParsedPattern[], keeps, random);
}

/** How often open repetitions repeat: little at first, then as the length asks for. */
function roundsOf(turn: number, { minLength }: PatternGoal, random: Random): number {
  return turn < 3 ? 8 : turn < 6 ? 2 : drawInteger(random, 0, Math.max(12, Math.min(minLength * 2, 2_000)));
}

/** Makes a text long enough by what may stand before or behind the match. */
function extend(text: string, { tree }: ParsedPattern, { minLength, maxLength }: PatternGoal, random: Random): string {
  const missing = Math.min(minLength, maxLength) - [...text].length;
  if (missing <= 0 || (tree.kind === "sequence" && tree.items.at(-1)?.kind === "end")) return text;
  return text + Array.from({ length: missing }, () => String.fromCharCode(97 + drawInteger(random, 0, 25))).join("");
}

/** Many tries, for patterns that refer to their groups. */
function patiently(trees: readonly ParsedPattern[], keeps: (text: string) => boolean, random: Random): string | undefined {
  for (let turn = 0; turn < 300; turn++) {
    for (const tree of trees) {
      const text = samplePattern(tree, turn % 20, random);
      if (keeps(text)) return text;
    }
  }
  return undefined;
}
