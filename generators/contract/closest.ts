/**
 * The candidate that a person most likely meant by `name`, for "did you mean": the fewest edits (a character added, removed,
 * replaced, or two neighbours swapped), at most a third of the longer name and at least one. Case and punctuation count as half
 * an edit together, so `user` finds `User` before `users`. Undefined if nothing is near. Ties: the first candidate.
 */
export function closest(name: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestDistance = Infinity;
  const spelling = plain(name);
  for (const candidate of candidates) {
    if (candidate === name) continue;
    const limit = Math.min(bestDistance, Math.max(1, Math.floor(Math.max(name.length, candidate.length) / 3)));
    const distance = plain(candidate) === spelling ? 0.5 : editDistance(name, candidate, limit);
    if (distance <= limit && distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
}

/** `did you mean 'x'?` for the closest candidate, or undefined. */
export function didYouMean(name: string, candidates: Iterable<string>): string | undefined {
  const candidate = closest(name, candidates);
  return candidate === undefined ? undefined : `did you mean '${candidate}'?`;
}

/**
 * Edits between two texts (optimal string alignment: a swap of neighbours is one edit), in UTF-16 units. Stops early with a
 * number above `limit` once the distance must exceed it. Time: `a.length * b.length`; texts above 200 units count as far apart.
 */
export function editDistance(a: string, b: string, limit = Infinity): number {
  if (a === b) return 0;
  if (Math.abs(a.length - b.length) > limit || a.length > 200 || b.length > 200) return Infinity;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const distance = cheapest(a, b, i, j, row, last, beforeLast);
      row.push(distance);
      least = Math.min(least, distance);
    }
    if (least > limit) return Infinity;
    [beforeLast, last] = [last, row];
  }
  return last[b.length] ?? Infinity;
}

function cheapest(a: string, b: string, i: number, j: number, row: readonly number[], last: readonly number[], beforeLast: readonly number[]): number {
  const replaced = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
  const distance = Math.min(replaced, (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1);
  const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
  return swapped ? Math.min(distance, (beforeLast[j - 2] ?? 0) + 1) : distance;
}

/** Names that differ by case and punctuation only are spelled alike: `user_id`, `userId`. */
const plain = (text: string): string => text.toLowerCase().replace(/[-_ .]/g, "");
