import type { UsualRange } from "./numbers.js";
import type { Hint } from "./scene.js";

/** What is usual for a number of a name. */
export function usualRange(hint: Hint, _isWhole: boolean): UsualRange {
  return { least: hint.name.length > 0 ? 1 : 0, most: 100, places: 2 };
}
