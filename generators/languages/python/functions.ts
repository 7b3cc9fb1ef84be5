import { type Code, code, joinLines, newline, type Printable, render, verbatim } from "../../emit/code.js";
import { lineWidth } from "./module.js";

/** One parameter of a function: `limit: int = 20`. */
export interface ArgumentCode {
  readonly name: Printable;
  readonly type: Printable;
  readonly default?: Printable | undefined;
}

/** What a function takes; `keywords` stand behind `*`. */
export interface Signature {
  readonly positional: readonly ArgumentCode[];
  readonly keywords: readonly ArgumentCode[];
}

export interface FunctionHead extends Signature {
  /** `async def get_user`. */
  readonly head: Code;
  /** Methods have it: `self`. */
  readonly self: boolean;
  /** The alternatives of what it gives. */
  readonly returns: readonly Printable[];
  /** What holds several of these: `Sequence`. */
  readonly several?: Printable;
}

const printArgument = ({ name, type, default: fallback }: ArgumentCode): Code => (fallback === undefined ? code`${name}: ${type}` : code`${name}: ${type} = ${fallback}`);

/** The alternatives of a return type, which stand in a line each where they are too long for one. */
function printReturns({ returns, several }: FunctionHead, room: number, inner = room): Code {
  const alternatives = returns.map((type, index) => (index === 0 ? code`${type}` : code` | ${type}`)).reduce<Code>((all, each) => code`${all}${each}`, code``);
  const flat = several === undefined ? alternatives : code`${several}[${alternatives}]`;
  if (returns.length < 2 || widthOf(flat) <= room) return flat;
  const rows = widthOf(alternatives) <= inner ? alternatives : joinLines(returns.map((type, index) => (index === 0 ? code`${type}` : code`| ${type}`)));
  if (several !== undefined) {
    return code`${several}[
    ${rows}
]`;
  }
  return code`(
    ${rows}
)`;
}

const widthOf = (piece: Code): number => render(piece, Infinity).length;

/**
 * The head of a function, down to its colon, as `ruff format` leaves it alone: in one line where it fits, else a parameter a line.
 * `indent`: the columns before it.
 */
export function printHead(whole: FunctionHead, indent: number): Code {
  const { head, self, positional, keywords } = whole;
  const parameters: readonly Code[] = [
    ...(self ? [verbatim("self")] : []),
    ...positional.map(printArgument),
    ...(keywords.length === 0 ? [] : [verbatim("*"), ...keywords.map(printArgument)]),
  ];
  const flatParameters = parameters.reduce<Code>((all, each, index) => (index === 0 ? each : code`${all}, ${each}`), code``);
  const flat = code`${head}(${flatParameters}) -> ${printReturns(whole, Infinity)}:`;
  if (indent + widthOf(flat) <= lineWidth) return flat;
  const room = lineWidth - indent - ") -> :".length;
  const inner = lineWidth - indent - 4;
  if (parameters.length === 0) return code`${head}() -> ${printReturns(whole, room - widthOf(head) - 1, inner)}:`;
  return code`${head}(
    ${joinLines(parameters.map((each) => code`${each},`))}
) -> ${printReturns(whole, room, inner)}:`;
}

/** Statements, the first in a line of its own. */
export const indented = (body: Code): Code => code`${newline}    ${body}`;
