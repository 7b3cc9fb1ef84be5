import type { Data, NearMiss, Wish } from "../../templates/runtime/typescript/data/index.js";

/** The first near-misses, so many at most. */
export function collectMisses(data: Data, name: string, wish: Wish, most: number): readonly NearMiss[] {
  const found: NearMiss[] = [];
  for (const miss of data.nearMisses(name, wish)) {
    found.push(miss);
    if (found.length >= most) break;
  }
  return found;
}
