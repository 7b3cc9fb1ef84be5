import { settleNumbers } from "../check/convert.js";
import { holdsDecimals } from "../check/decimal.js";
import type { Check, Findings, Is } from "../check/findings.js";
import { isPatternLimit, messages } from "./faults.js";
import type { Conversion } from "./route.js";

/**
 * Whether a value keeps the rules of its schema; if not, which it breaks is said.
 *
 * @throws {Error} if a check finds nothing wrong with a value that is wrong: nobody gets in by that.
 */
export function accepts({ is, check }: Partial<Check>, value: unknown, at: string, found: Findings): boolean {
  if (is === undefined) return true;
  let count = 0;
  try {
    if (is(value)) return true;
    const counted: Findings = {
      add: (pointer, rule, message) => {
        count += 1;
        found.add(pointer, rule, message);
      },
    };
    check?.(value, at, counted);
  } catch (error) {
    if (!isPatternLimit(error)) throw error;
    found.add(at, "pattern", messages.limit);
    return false;
  }
  if (count === 0) throw new Error("A check found nothing wrong with a value that is wrong");
  return false;
}

/**
 * What a handler sees of a checked value. Numbers that no double stands for become what their type says, where no
 * conversion made them something else; `mayBeExact`: there may be such numbers in it.
 */
export function convert({ read }: { readonly read?: Conversion }, value: unknown, mayBeExact = holdsDecimals(value)): unknown {
  const converted = read === undefined ? value : read(value);
  return mayBeExact ? settleNumbers(converted) : converted;
}

/** Whether a value keeps the rules of one branch. A matcher that gives up says no: the value's own check then says why. */
export function keeps(is: Is | undefined, value: unknown): boolean {
  if (is === undefined) return true;
  try {
    return is(value);
  } catch (error) {
    if (!isPatternLimit(error)) throw error;
    return false;
  }
}
