/** A pattern with the `u` flag as a tree. Groups, sets and repetitions are what they are in ECMA-262, 22.2. */
export type PatternTree =
  /** One code point; `set` is an index into `ParsedPattern.sets`. */
  | { readonly kind: "set"; readonly set: number }
  | { readonly kind: "sequence"; readonly items: readonly PatternTree[] }
  | { readonly kind: "choice"; readonly branches: readonly PatternTree[] }
  /** `groups`: the capturing groups inside, which each round forgets: from the first, up to but without the second. */
  | { readonly kind: "repeat"; readonly body: PatternTree; readonly min: number; readonly max: number; readonly lazy: boolean; readonly groups: readonly [number, number] }
  | { readonly kind: "start" }
  | { readonly kind: "end" }
  | { readonly kind: "word"; readonly not: boolean }
  | { readonly kind: "look"; readonly behind: boolean; readonly not: boolean; readonly body: PatternTree }
  | { readonly kind: "group"; readonly index: number; readonly body: PatternTree }
  /** A reference to the one group of these that has matched. */
  | { readonly kind: "back"; readonly groups: readonly number[] };

export interface ParsedPattern {
  readonly tree: PatternTree;
  /** What one code point may be: expressions for a text of one code point. */
  readonly sets: readonly RegExp[];
  /** How many capturing groups there are. */
  readonly groups: number;
}

/** Where the parser stands, and what it has met. */
interface Parse {
  readonly source: string;
  at: number;
  groups: number;
  readonly names: Map<string, number[]>;
  readonly sets: Map<string, number>;
  /** References by name, which may stand before their groups. */
  readonly pending: { readonly name: string; readonly groups: number[] }[];
}

/**
 * Parses an expression that has the `u` flag and no other. It is known to be well-formed, since it is a `RegExp`, so nothing is checked
 * here; and what one code point may be (`a`, `\p{L}`, `[^a-z]`) stays the business of the engine's own expressions.
 */
export function parsePattern({ source }: RegExp): ParsedPattern {
  const parse: Parse = { source, at: 0, groups: 0, names: new Map(), sets: new Map(), pending: [] };
  const tree = parseChoice(parse);
  for (const { name, groups } of parse.pending) groups.push(...(parse.names.get(name) ?? []));
  const sets = Array.from(parse.sets.keys(), (set) => new RegExp(`^${set}$`, "u"));
  return { tree, sets, groups: parse.groups };
}

function parseChoice(parse: Parse): PatternTree {
  const branches = [parseSequence(parse)];
  while (parse.source[parse.at] === "|") {
    parse.at += 1;
    branches.push(parseSequence(parse));
  }
  return branches.length === 1 ? (branches[0] as PatternTree) : { kind: "choice", branches };
}

function parseSequence(parse: Parse): PatternTree {
  const items: PatternTree[] = [];
  while (parse.at < parse.source.length && parse.source[parse.at] !== "|" && parse.source[parse.at] !== ")") {
    const first = parse.groups;
    const item = parseTerm(parse);
    items.push(parseQuantifier(parse, item, [first, parse.groups]));
  }
  return items.length === 1 ? (items[0] as PatternTree) : { kind: "sequence", items };
}

const QUANTIFIER = /(?:([*+?])|\{(\d+)(,?)(\d*)\})(\??)/y;

function parseQuantifier(parse: Parse, body: PatternTree, groups: readonly [number, number]): PatternTree {
  const found = take(parse, QUANTIFIER);
  if (found === undefined) return body;
  const [, sign, least = "", comma, most = "", question] = found;
  const lazy = question === "?";
  if (sign !== undefined) return { kind: "repeat", body, min: sign === "+" ? 1 : 0, max: sign === "?" ? 1 : Infinity, lazy, groups };
  const min = Number(least);
  return { kind: "repeat", body, min, max: comma === "" ? min : most === "" ? Infinity : Number(most), lazy, groups };
}

const LOOK = /\(\?(<?)([=!])/y;
const GROUP = /\((?:\?(?::|<([^>]*)>))?/y;
const BOUNDARY = /\^|\$|\\[bB]/y;
const REFERENCE = /\\(?:([1-9]\d*)|k<([^>]*)>)/y;
/** One code point: a class, an escape, or itself. A pair of surrogate escapes is one code point. */
const SET =
  /\[(?:[^\\\]]|\\.)*\]|\\[pP]\{[^}]*\}|\\u\{[^}]*\}|\\u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}|\\u[\da-fA-F]{4}|\\x[\da-fA-F]{2}|\\c[a-zA-Z]|\\?./suy;

function parseTerm(parse: Parse): PatternTree {
  const boundary = take(parse, BOUNDARY)?.[0];
  if (boundary === "^") return { kind: "start" };
  if (boundary === "$") return { kind: "end" };
  if (boundary !== undefined) return { kind: "word", not: boundary === "\\B" };
  const look = take(parse, LOOK);
  if (look !== undefined) return { kind: "look", behind: look[1] === "<", not: look[2] === "!", body: closed(parse) };
  const reference = take(parse, REFERENCE);
  if (reference !== undefined) return parseReference(parse, reference[1], reference[2] ?? "");
  const group = take(parse, GROUP);
  if (group !== undefined) return parseGroup(parse, group[0] === "(?:", group[1]);
  const set = take(parse, SET)?.[0] ?? "";
  const known = parse.sets.get(set) ?? parse.sets.size;
  parse.sets.set(set, known);
  return { kind: "set", set: known };
}

function parseReference(parse: Parse, index: string | undefined, name: string): PatternTree {
  const groups: number[] = index === undefined ? [] : [Number(index) - 1];
  if (index === undefined) parse.pending.push({ name: plainName(name), groups });
  return { kind: "back", groups };
}

function parseGroup(parse: Parse, plain: boolean, name: string | undefined): PatternTree {
  if (plain) return closed(parse);
  const index = parse.groups;
  parse.groups += 1;
  if (name !== undefined) parse.names.set(plainName(name), [...(parse.names.get(plainName(name)) ?? []), index]);
  return { kind: "group", index, body: closed(parse) };
}

/** What stands up to the closing parenthesis, which is passed. */
function closed(parse: Parse): PatternTree {
  const inner = parseChoice(parse);
  parse.at += 1;
  return inner;
}

/** A group's name without escapes. */
const plainName = (name: string): string =>
  name.replace(/\\u(?:\{([\da-f]+)\}|([\da-f]{4}))/gi, (_, point?: string, unit?: string) =>
    point === undefined ? String.fromCharCode(Number.parseInt(unit ?? "", 16)) : String.fromCodePoint(Number.parseInt(point, 16)),
  );

function take(parse: Parse, form: RegExp): RegExpExecArray | undefined {
  form.lastIndex = parse.at;
  const found = form.exec(parse.source) ?? undefined;
  if (found !== undefined) parse.at = form.lastIndex;
  return found;
}
