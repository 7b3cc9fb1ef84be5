import { code, type Printable } from "../../../emit/code.js";
import { printPattern } from "../patterns.js";
import type { Printer } from "./printer.js";

/** The matcher of a pattern, a constant of the module: something with `test(text)`. */
export function patternCode({ plan, module }: Printer, pattern: string, label: string): Printable {
  return plan.constant(module, `pattern ${pattern}`, `${label}Pattern`, code`${printPattern(pattern)}`);
}
