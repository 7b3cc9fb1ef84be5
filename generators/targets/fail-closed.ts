import type { Contract } from "../contract/model.js";
import { schemesOf } from "../languages/security.js";
import { UnprintableError } from "./target.js";

// What no server is made of, in any language: it must not fail open. `target` begins the code of the diagnostic.

/**
 * Throws for a contract with a pattern that the model left out because it is none (ECMA-262 with the `u` flag): a server that
 * doesn't check what the contract asks for would let anything through.
 */
export function assertPatterns({ lostPatterns: [origin] }: Contract, target: string): void {
  if (origin === undefined) return;
  throw new UnprintableError({
    code: `${target}-pattern`,
    severity: "error",
    message: "this is no ECMA-262 pattern with the 'u' flag: a server can't check it, and would let every text through",
    origin,
    hint: "mend the pattern, or take it out",
  });
}

/** Throws for a contract that requires a scheme nobody describes: a server that guesses would let people in, or nobody. */
export function assertSchemes(contract: Contract, target: string): void {
  const known = new Set(contract.securitySchemes.map(({ name }) => name));
  for (const operation of contract.operations) {
    const scheme = schemesOf(operation).find((name) => !known.has(name));
    if (scheme === undefined) continue;
    throw new UnprintableError({
      code: `${target}-security`,
      severity: "error",
      message: `'${operation.id}' requires the security scheme '${scheme}', which the contract doesn't declare: a server can't tell who may call`,
      origin: operation.origin,
      at: "key",
      hint: `declare it in components/securitySchemes, or take it out of 'security'`,
    });
  }
}
