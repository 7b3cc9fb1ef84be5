/** A whole number from 0 up to `below`, the same row of them for the same seed. */
export type Random = (below: number) => number;

export function seeded(seed: number): Random {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

const pick = (random: Random, values: readonly string[]): string => values[random(values.length)] as string;

/** Single code points and sets, in all spellings. */
const SETS = (
  "a b c a b c . [ab] [^a] [a-c] [^\\n] [] [^] [\\]a] [\\w-] [🐲é] \\w \\d \\s \\W \\p{L} \\P{Lu} \\u{1F432} \\ud83d\\udc32 \\x61 \\u0062 \\t \\cA \\0 \\. \\/ é 🐲 -"
).split(" ");
const QUANTIFIERS = ["", "", "", "*", "+", "?", "*?", "+?", "??", "{2}", "{0,2}", "{1,}", "{1,3}?", "{0}"];
const CHARACTERS = ["a", "a", "b", "b", "c", "1", " ", "-", "\n", "é", "🐲", "_", "\ud83d", "\u0001"];

export const randomText = (random: Random): string => Array.from({ length: random(7) }, () => pick(random, CHARACTERS)).join("");

/** A pattern with the `u` flag that uses everything there is. */
export function randomPattern(random: Random): { readonly source: string; readonly references: boolean } {
  let groups = 0;
  let references = false;
  const named: string[] = [];
  const group = (depth: number): string => {
    groups += 1;
    if (random(4) > 0) return `(${choice(depth)})`;
    const name = `n${groups}`;
    named.push(name);
    return `(?<${name}>${choice(depth)})`;
  };
  const reference = (): string => {
    references = true;
    return named.length > 0 && random(3) === 0 ? `\\k<${pick(random, named)}>` : `\\${1 + random(groups)}`;
  };
  const term = (depth: number): string => {
    const kind = random(depth > 0 ? 20 : 12);
    if (kind < 9) return pick(random, SETS) + pick(random, QUANTIFIERS);
    if (kind < 11) return pick(random, ["^", "$", "\\b", "\\B"]);
    if (kind < 12) return groups > 0 && random(3) === 0 ? reference() : "b";
    if (kind < 15) return group(depth - 1) + pick(random, QUANTIFIERS);
    if (kind < 18) return `(?:${choice(depth - 1)})${pick(random, QUANTIFIERS)}`;
    return `(?${pick(random, ["=", "!", "<=", "<!"])}${choice(depth - 1)})`;
  };
  const sequence = (depth: number): string => Array.from({ length: random(4) }, () => term(depth)).join("");
  const choice = (depth: number): string => Array.from({ length: 1 + (random(3) === 0 ? 1 + random(2) : 0) }, () => sequence(depth)).join("|");
  const source = choice(3);
  return { source, references };
}
