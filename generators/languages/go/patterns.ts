import { code, type Code, type Import, verbatim } from "../../emit/code.js";
import { analysePattern } from "../patterns.js";
import { quoteGo } from "./literals.js";

/** From so many nodes on, an automaton is slower than backtracking of which is known that it takes few steps. */
const longSize = 1_000;

/**
 * An expression for an ECMA-262 pattern (`u` flag, unanchored; wire profile, JSON bodies), to be kept in a variable of the package: a
 * `*check.Pattern`. Go's own `regexp` is another language (`\s`, `\w` beside `\p`, `$`, lookarounds, counts above 1,000), so the runtime has a
 * matcher for the whole of ECMA-262. Throws for a text that is no pattern: callers print only patterns that the model has.
 */
export function printPattern(pattern: string, importName: (name: string) => Import): Code {
  const { linear, references, size } = analysePattern(pattern);
  const make = linear && !references && size > longSize ? "NewLinearPattern" : "NewPattern";
  return code`${importName(make)}(${verbatim(quoteGo(spellHalves(pattern)))})`;
}

const half = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** A half of a surrogate pair can stand in no Go string: in the pattern its escape says the same. */
const spellHalves = (pattern: string): string => pattern.replace(half, (unit) => `\\u{${unit.charCodeAt(0).toString(16)}}`);
