import { schemasByDirection } from "../../../generators/contract/graph.js";
import type { Contract, Direction } from "../../../generators/contract/model.js";
import type { CheckRoot } from "../../../generators/languages/typescript/validators/index.js";

/** Everything that the operations of a contract have checked. */
export function listRoots(contract: Contract): readonly CheckRoot[] {
  return contract.operations.flatMap((operation) => {
    const named = schemasByDirection(operation);
    return (["request", "response"] as const satisfies readonly Direction[]).flatMap((direction) => named[direction].map((schema) => ({ schema, direction })));
  });
}
