import type { Contract } from "../../contract/model.js";
import { UnprintableError } from "../target.js";

/**
 * Throws for a contract with a pattern that the model left out because it is none (ECMA-262 with the `u` flag): a server that
 * doesn't check what the contract asks for would let anything through.
 */
export function assertPatterns({ lostPatterns: [first] }: Contract): void {
  if (first === undefined) return;
  throw new UnprintableError({
    code: "ts-server-pattern",
    severity: "error",
    message: "this is no ECMA-262 pattern with the 'u' flag: a server can't check it, and would let every text through",
    origin: first,
    hint: "mend the pattern, or take it out",
  });
}
