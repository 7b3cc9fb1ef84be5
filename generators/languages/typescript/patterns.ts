import { type AST, visitRegExpAST } from "@eslint-community/regexpp";
import { code, type Code, type Import, verbatim, word } from "../../emit/code.js";
import { analysePattern, type PatternFacts } from "../patterns.js";
import { literal } from "./literals.js";

/** Words of the stack on which V8 keeps what it may come back to: 64 MiB. Beyond that `test` throws a RangeError. */
const STACK_WORDS = 2 ** 24;
/** What the automaton of the runtime takes. */
const MAX_NODES = 20_000;
const MAX_LOOKAROUNDS = 40;
/** Rounds of a group, and of a single set with a limit, that never fill the stack. */
const FEW_ROUNDS = 10_000;

const runtime = (name: string): Import => ({ kind: "import", module: "runtime/check/pattern", name: word(name), typeOnly: false });

/**
 * An expression for an ECMA-262 pattern (`u` flag, unanchored; wire profile, JSON bodies), to be kept in a constant of the module.
 * Its value has `test(text: string): boolean`: a regular expression literal where the engine's backtracking is linear and never
 * fills its stack, else a matcher of the runtime, which the expression imports. Matchers may throw `PatternLimit`.
 * Throws for a text that is no pattern: callers print only patterns that the model has.
 */
export function printPattern(pattern: string, importName: (name: string) => Import = runtime): Code {
  const facts = analysePattern(pattern);
  const expression = printExpression(pattern, facts.tree);
  const length = Math.min(facts.harmless, stackLength(facts));
  if (length === Infinity) return expression;
  const automaton = !facts.references && facts.lookarounds <= MAX_LOOKAROUNDS && facts.size <= MAX_NODES;
  return code`/* @__PURE__ */ ${importName(automaton ? "linearPattern" : "boundedPattern")}(${expression}, ${verbatim(roundLength(length))})`;
}

/** A length as a person would write it, a little less than it is: `800_000`. */
function roundLength(length: number): string {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(length, 1))) - 1);
  return String(Math.floor(length / unit) * unit).replace(/\B(?=(\d{3})+$)/g, "_");
}

/**
 * Up to which length of text the engine's stack is large enough. A star of a single set takes a word for each code point; every round
 * of a group takes what its choices and captures need.
 */
function stackLength({ tree, groups }: PatternFacts): number {
  return hasDeepLoop(tree.alternatives, 1) ? Math.floor(STACK_WORDS / (countChoices(tree.alternatives) * (4 + 2 * groups))) : Infinity;
}

/** No fewer than the choices that an engine comes by between two code points. */
const countChoices = (alternatives: readonly AST.Alternative[]): number =>
  alternatives.reduce((sum, { elements }) => sum + elements.reduce((choices, element) => choices + choicesOf(element), 1), 0);

function choicesOf(element: AST.Element): number {
  switch (element.type) {
    case "Quantifier":
      return isSet(element.element) ? 2 : 1 + choicesOf(element.element) * (element.max === Infinity ? element.min + 1 : element.max);
    case "Group":
    case "CapturingGroup":
      return countChoices(element.alternatives);
    case "Assertion":
      return element.kind === "lookahead" || element.kind === "lookbehind" ? countChoices(element.alternatives) : 1;
    default:
      return 1;
  }
}

function hasDeepLoop(alternatives: readonly AST.Alternative[], rounds: number): boolean {
  return alternatives.some(({ elements }) => elements.some((element) => isDeep(element, rounds)));
}

function isDeep(element: AST.Element, rounds: number): boolean {
  switch (element.type) {
    case "Quantifier": {
      const all = rounds * Math.max(element.max, 1);
      if (isSet(element.element) && rounds <= FEW_ROUNDS) return element.max !== Infinity && all > FEW_ROUNDS * 10;
      return all > FEW_ROUNDS || isDeep(element.element, all);
    }
    case "Group":
    case "CapturingGroup":
      return hasDeepLoop(element.alternatives, rounds);
    case "Assertion":
      return (element.kind === "lookahead" || element.kind === "lookbehind") && hasDeepLoop(element.alternatives, rounds);
    default:
      return false;
  }
}

/** One code point of a set, perhaps in a group that captures nothing. */
function isSet(element: AST.Element): boolean {
  if (element.type !== "Group") return element.type === "Character" || element.type === "CharacterClass" || element.type === "CharacterSet";
  const [only, ...others] = element.alternatives.flatMap(({ elements }) => elements);
  return element.alternatives.length === 1 && only !== undefined && others.length === 0 && isSet(only);
}

// ---------------------------------------------------------------- the literal

/** Scripts of Unicode 16 and later, which TypeScript 5.9 and 7 take for mistakes in a literal. */
const newScripts = new Set(
  ("Berf Beria_Erfe Gara Garay Gukh Gurung_Khema Jurc Jurchen Kirat_Rai Krai Ol_Onal Onao Pcun Proto_Cuneiform Seal Sidetic Sidt Sunu Sunuwar " +
    "Tai_Yo Tayo Todhri Todr Tolong_Siki Tols Tulu_Tigalari Tutg Hrkt Katakana_Or_Hiragana").split(" "),
);

/** A group with a name that is no plain word. Compilers refuse escapes there. */
const ODD_NAME = /(?:\(\?|\\k)<(?![=!])[^>]*[^\w$>]/;

/** The pattern as a regular expression: a literal, unless it names scripts or groups in ways that compilers don't know. */
function printExpression(pattern: string, tree: AST.Pattern): Code {
  let known = !ODD_NAME.test(pattern);
  visitRegExpAST(tree, {
    onCharacterSetEnter: (set) => {
      if (set.kind === "property" && set.value !== null && newScripts.has(set.value)) known = false;
    },
  });
  if (!known) return code`new RegExp(${literal(pattern)}, "u")`;
  return verbatim(pattern === "" ? "/(?:)/u" : `/${escapePattern(pattern)}/u`);
}

/** Pieces of a pattern: an escape, the start of a negative lookbehind, or one code point. */
const PIECE = /\\.|\(\?<!|./gsu;
/** Line ends, other control characters, spaces but the plain one, marks, direction signs, halves of surrogate pairs: what is not seen, or seen as something else. */
const UNSEEN =
  /[\u0000-\u001f\u007f-\u00a0\u00ad\u0300-\u036f\u061c\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufe00-\ufe0f\ufeff\ufff0-\ufffb\ud800-\udfff\u{e0000}-\u{e0fff}]/u;
const SHORT: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t", "\v": "\\v", "\f": "\\f", "/": "\\/" };

/** The pattern as it stands between slashes. What could end the literal, a comment or a script, and what can't be seen, is escaped: the text is inert. */
function escapePattern(pattern: string): string {
  let inClass = false;
  let afterLookbehind = false;
  return pattern.replace(PIECE, (piece, at: number) => {
    const opensComment = afterLookbehind ? pattern.startsWith("--", at) : piece === "<" && pattern.startsWith("!--", at + 1);
    afterLookbehind = !inClass && piece === "(?<!";
    if (piece === "[") inClass = true;
    else if (piece === "]") inClass = false;
    if (opensComment || (piece.length <= 2 && UNSEEN.test(piece))) return SHORT[piece] ?? `\\u{${(piece.codePointAt(0) as number).toString(16)}}`;
    return SHORT[piece] ?? piece;
  });
}
