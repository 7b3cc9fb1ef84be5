import type { Names } from "./names.js";

/** Marks of the runtime that type checkers know in annotations alone, and what they are called as values. */
const values: ReadonlyMap<string, string> = new Map([["Exactly", "EXACTLY"], ["Fitting", "FITTING"], ["Loose", "LOOSE"], ["Open", "OPEN"], ["Positions", "POSITIONS"]]);

/** Names for types that stand where a value stands: `type=OPEN[Literal["a", "b"]]`. */
export const evaluatedNames = (names: Names): Names => ({
  ...names,
  runtime: (folder, name) => names.runtime(folder, (folder === "wire" && values.get(name)) || name),
});
