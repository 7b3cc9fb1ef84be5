import type { ParsedPattern, PatternTree } from "../check/pattern-syntax.js";
import { membersOf } from "./patterns-alphabet.js";
import { drawInteger, pick, type Random } from "./random.js";

/** Where even what has to be there is left out: such a text doesn't match, and nobody would read it. */
const tooLong = -100_000;

/** A text under way. */
interface Sample {
  readonly sets: readonly RegExp[];
  readonly random: Random;
  /** Rounds of an open repetition beyond what it has to have, at most. */
  readonly rounds: number;
  readonly groups: (string | undefined)[];
  /** Code points that may still be added; a guard against patterns of repetitions in repetitions. */
  left: number;
}

/**
 * A text that is put together along a pattern, which it matches unless the pattern looks around or refers to groups in ways that weren't
 * kept. What stands between the beginning of the text and the match, or behind it, is nothing.
 */
export function samplePattern({ tree, sets, groups }: ParsedPattern, rounds: number, random: Random): string {
  return write({ sets, random, rounds, groups: Array<string | undefined>(groups).fill(undefined), left: 20_000 }, tree);
}

function write(sample: Sample, tree: PatternTree): string {
  switch (tree.kind) {
    case "set":
      return writePoint(sample, sample.sets[tree.set] as RegExp);
    case "sequence":
      return tree.items.map((item) => write(sample, item)).join("");
    case "choice":
      return write(sample, pick(sample.random, tree.branches));
    case "repeat":
      return writeRepeat(sample, tree);
    case "group": {
      const text = write(sample, tree.body);
      sample.groups[tree.index] = text;
      return text;
    }
    case "back":
      return tree.groups.map((group) => sample.groups[group] ?? "").join("");
    case "start":
    case "end":
    case "word":
    case "look":
      return "";
  }
}

function writePoint(sample: Sample, set: RegExp): string {
  const members = membersOf(set);
  sample.left -= 1;
  return members.length === 0 ? "" : pick(sample.random, members);
}

function writeRepeat(sample: Sample, { body, min, max }: PatternTree & { readonly kind: "repeat" }): string {
  const most = Math.min(max, min + sample.rounds);
  const count = sample.left <= 0 ? min : drawInteger(sample.random, Math.min(min, most), most);
  let text = "";
  for (let round = 0; round < count && sample.left > (round < min ? tooLong : 0); round++) text += write(sample, body);
  return text;
}
