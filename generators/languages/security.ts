import type { Contract, Operation } from "../contract/model.js";

/** The security schemes that an operation speaks of. */
export const schemesOf = (operation: Operation): readonly string[] => [...new Set(operation.security.flatMap(({ requirements }) => requirements.map(({ scheme }) => scheme)))];

/** The schemes that some operation requires, in the order of the contract. */
export function requiredSchemes(contract: Contract): readonly string[] {
  const used = new Set(contract.operations.flatMap(schemesOf));
  return contract.securitySchemes.map(({ name }) => name).filter((name) => used.has(name));
}
