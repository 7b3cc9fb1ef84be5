import { findLostPattern } from "../../languages/lost-patterns.js";
import { UnprintableError, type TargetInput } from "../target.js";

/** Throws for a pattern that is none: a server that doesn't check what the contract asks for would let anything through. */
export function assertPatterns({ contract, document }: TargetInput): void {
  const origin = findLostPattern(contract, document);
  if (origin === undefined) return;
  throw new UnprintableError({
    code: "ts-server-pattern",
    severity: "error",
    message: "this is no ECMA-262 pattern with the 'u' flag: a server can't check it, and would let every text through",
    origin,
    hint: "mend the pattern, or take it out",
  });
}
