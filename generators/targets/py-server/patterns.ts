import type { Contract } from "../../contract/model.js";
import { UnprintableError } from "../target.js";

/** Throws for a pattern that the model left out because it is none: a server that doesn't check what the contract asks for would let anything through. */
export function assertPatterns({ lostPatterns: [origin] }: Contract): void {
  if (origin === undefined) return;
  throw new UnprintableError({
    code: "py-server-pattern",
    severity: "error",
    message: "this is no ECMA-262 pattern with the 'u' flag: a server can't check it, and would let every text through",
    origin,
    hint: "mend the pattern, or take it out",
  });
}
