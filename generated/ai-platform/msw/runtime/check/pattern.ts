import { makeBacktracker } from "./pattern-bounded.js";
import { makeAutomaton } from "./pattern-linear.js";
import { parsePattern } from "./pattern-syntax.js";

export { PatternLimit } from "./pattern-limit.js";

/** Whether a text has a match of a pattern. Every `RegExp` without the flags `g` and `y` is one. */
export interface Pattern {
  /** Throws `PatternLimit` where the answer would take too long. */
  test(text: string): boolean;
}

/**
 * A pattern on which the engine's backtracking, or its stack, fails on long texts: texts up to `length` UTF-16 units go to the expression
 * itself, longer ones to an automaton that reads each code point once. The expression has the `u` flag alone, and no back reference.
 */
export const linearPattern = (expression: RegExp, length: number): Pattern => beyond(expression, length, makeAutomaton);

/** A pattern that no automaton can match: texts longer than `length` UTF-16 units are matched by backtracking of a limited number of steps. */
export const boundedPattern = (expression: RegExp, length: number): Pattern => beyond(expression, length, makeBacktracker);

function beyond(expression: RegExp, length: number, make: (parsed: ReturnType<typeof parsePattern>) => (text: string) => boolean): Pattern {
  let match: ((text: string) => boolean) | undefined;
  return {
    test(text) {
      if (text.length <= length) return expression.test(text);
      match ??= make(parsePattern(expression));
      return match(text);
    },
  };
}
