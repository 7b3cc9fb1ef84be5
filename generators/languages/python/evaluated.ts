import { Code, type Printable } from "../../emit/code.js";
import type { Names } from "./names.js";
import { unionOf } from "./types.js";

/** Marks of the runtime that type checkers know in annotations alone, and what they are called as values. */
const values: ReadonlyMap<string, string> = new Map([["Exactly", "EXACTLY"], ["Fitting", "FITTING"], ["Loose", "LOOSE"], ["Open", "OPEN"], ["Positions", "POSITIONS"]]);

/** Those values. */
export const evaluatedMarks: readonly string[] = [...values.values()];

/** A type that stands where a value stands: `type=OPEN[Literal["a", "b"]]`. Within brackets, `list[Open[...]]`, checkers see types again. */
export function asValue(names: Names, type: Printable): Printable {
  if (!(type instanceof Code)) return type;
  if (type.choices) return unionOf(type.choices.map((choice) => asValue(names, choice)));
  const at = type.parts.findIndex((part) => part !== "");
  const first = type.parts[at];
  if (typeof first !== "object" || first instanceof Code || first.kind !== "import" || first.module !== "./runtime/wire") return type;
  const value = values.get(first.name);
  return value === undefined ? type : new Code(type.parts.map((part, index) => (index === at ? names.runtime("wire", value) : part)));
}

/** Names for types that stand where a value stands, where none of them stands within brackets. */
export const evaluatedNames = (names: Names): Names => ({
  ...names,
  runtime: (folder, name) => names.runtime(folder, (folder === "wire" && values.get(name)) || name),
});
