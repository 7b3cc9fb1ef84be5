import { type AST, RegExpParser, visitRegExpAST } from "@eslint-community/regexpp";
import { buildGraph, countAll } from "./patterns/graph.js";
import { countWays } from "./patterns/ways.js";

/** What an engine has to know of a pattern to match it in bounded time. */
export interface PatternFacts {
  readonly tree: AST.Pattern;
  /** Backtracking reads each code point of any text a few times at most, also where there is no match. */
  readonly linear: boolean;
  /** Texts up to this many code points are matched by backtracking in no time. `Infinity` if linear. */
  readonly harmless: number;
  /** Back references: no automaton matches them. */
  readonly references: boolean;
  readonly lookarounds: number;
  /** Capturing groups. */
  readonly groups: number;
  /** Nodes of an automaton in which all repetitions are written out. */
  readonly size: number;
}

/** The version that the reader of contracts checks patterns by. */
const parser = new RegExpParser({ ecmaVersion: 2024, strict: true });

/** Parses an ECMA-262 pattern with the `u` flag. Throws for a text that is none: the model has only patterns. */
export const parsePattern = (pattern: string): AST.Pattern => parser.parsePattern(pattern, 0, pattern.length, { unicode: true });

/** Finds out how expensive a pattern can get. Right or too careful, whatever the text (wire profile, JSON bodies: never exponential time). */
export function analysePattern(pattern: string): PatternFacts {
  const tree = parsePattern(pattern);
  let [references, lookarounds, groups] = [false, 0, 0];
  visitRegExpAST(tree, {
    onBackreferenceEnter: () => void (references = true),
    onCapturingGroupEnter: () => void (groups += 1),
    onAssertionEnter: ({ kind }) => void (lookarounds += kind === "lookahead" || kind === "lookbehind" ? 1 : 0),
  });
  const graph = buildGraph(tree);
  const ways = graph === undefined ? { linear: false, harmless: 0 } : countWays(graph);
  return { tree, ...ways, references, lookarounds, groups, size: countAll(tree.alternatives) };
}
