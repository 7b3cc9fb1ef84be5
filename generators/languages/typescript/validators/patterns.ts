import type { Code, Printable } from "../../../emit/code.js";
import { printPattern } from "../patterns.js";
import { type Printer, readLabel } from "./printer.js";

/** The matcher of a pattern, a constant of the module: something with `test(text)`. */
export function patternCode({ plan, module }: Printer, pattern: string, label: string): Printable {
  return plan.constant(module, `pattern ${pattern}`, `${readLabel(label)}Pattern`, () => printOnce(pattern));
}

/** Patterns of which a contract has many that are equal: to see whether one is harmless takes time. */
const printed = new Map<string, Code>();

function printOnce(pattern: string): Code {
  const known = printed.get(pattern);
  if (known) return known;
  const made = printPattern(pattern);
  if (printed.size < 1_000) printed.set(pattern, made);
  return made;
}
