import type { AST } from "@eslint-community/regexpp";

/** Code points as pairs of first and last, in order, neither overlapping nor adjacent. */
export type CodePoints = readonly (readonly [number, number])[];

const LAST = 0x10ffff;

/** Everything that stands for one code point. */
export type SetNode = AST.Character | AST.CharacterSet | AST.CharacterClass | AST.ExpressionCharacterClass;

/** What one code point may be under the `u` flag (ECMA-262, 22.2.2.9). */
export function codePointsOf(node: SetNode): CodePoints {
  switch (node.type) {
    case "Character":
      return [[node.value, node.value]];
    case "CharacterClass": {
      const inner = unite(node.elements.flatMap((element) => pointsInClass(element)));
      return node.negate ? complement(inner) : inner;
    }
    case "CharacterSet":
      return pointsOfEscape(node);
    case "ExpressionCharacterClass":
      throw new Error("a pattern without the v flag has no class expressions");
  }
}

function pointsInClass(element: AST.CharacterClassElement): CodePoints {
  if (element.type === "CharacterClassRange") return [[element.min.value, element.max.value]];
  if (element.type === "ClassStringDisjunction") throw new Error("a pattern without the v flag has no strings in classes");
  return codePointsOf(element);
}

const escapes: Readonly<Record<"any" | "digit" | "word" | "space", CodePoints>> = {
  any: complement([[0x0a, 0x0a], [0x0d, 0x0d], [0x2028, 0x2029]]),
  digit: [[0x30, 0x39]],
  word: [[0x30, 0x39], [0x41, 0x5a], [0x5f, 0x5f], [0x61, 0x7a]],
  space: [[0x09, 0x0d], [0x20, 0x20], [0xa0, 0xa0], [0x1680, 0x1680], [0x2000, 0x200a], [0x2028, 0x2029], [0x202f, 0x202f], [0x205f, 0x205f], [0x3000, 0x3000], [0xfeff, 0xfeff]],
};

function pointsOfEscape(node: AST.CharacterSet): CodePoints {
  if (node.kind === "any") return escapes.any;
  const inner = node.kind === "property" ? pointsOfProperty(node.key, node.value) : escapes[node.kind];
  return node.negate ? complement(inner) : inner;
}

const properties = new Map<string, CodePoints>();

/** The code points of a Unicode property, asked of the engine that we run in: it has the tables. */
function pointsOfProperty(key: string, value: string | null): CodePoints {
  const name = value === null ? key : `${key}=${value}`;
  let points = properties.get(name);
  if (points === undefined) properties.set(name, (points = isKnown(name) ? findPoints(new RegExp(`^\\p{${name}}$`, "u")) : [[0, LAST]]));
  return points;
}

/** A script that is newer than our engine may be anything. */
function isKnown(property: string): boolean {
  try {
    return new RegExp(`\\p{${property}}`, "u").test("") || true;
  } catch {
    return false;
  }
}

function findPoints(property: RegExp): CodePoints {
  const found: [number, number][] = [];
  for (let point = 0; point <= LAST; point += 1) {
    if (!property.test(String.fromCodePoint(point))) continue;
    const last = found.at(-1);
    if (last?.[1] === point - 1) last[1] = point;
    else found.push([point, point]);
  }
  return found;
}

function unite(ranges: CodePoints): CodePoints {
  const found: [number, number][] = [];
  for (const [first, last] of [...ranges].sort((a, b) => a[0] - b[0])) {
    const before = found.at(-1);
    if (before !== undefined && first <= before[1] + 1) before[1] = Math.max(before[1], last);
    else found.push([first, last]);
  }
  return found;
}

function complement(ranges: CodePoints): CodePoints {
  const found: (readonly [number, number])[] = [];
  let next = 0;
  for (const [first, last] of ranges) {
    if (first > next) found.push([next, first - 1]);
    next = last + 1;
  }
  if (next <= LAST) found.push([next, LAST]);
  return found;
}

/** Classes of code points that the same sets have: for each class, the indexes of its sets. */
export function findClasses(sets: readonly CodePoints[]): readonly ReadonlySet<number>[] {
  const turns = sets.flatMap((ranges, set) => ranges.flatMap(([first, last]) => [{ point: first, set, into: true }, { point: last + 1, set, into: false }]));
  turns.sort((a, b) => a.point - b.point);
  const classes = new Map<string, ReadonlySet<number>>();
  const within = new Set<number>();
  turns.forEach(({ point, set, into }, index) => {
    if (into) within.add(set);
    else within.delete(set);
    if (turns[index + 1]?.point === point || within.size === 0) return;
    classes.set([...within].sort((a, b) => a - b).join(), new Set(within));
  });
  return [...classes.values()];
}
