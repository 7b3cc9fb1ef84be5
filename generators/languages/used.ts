import { mentionedFrom, schemasByDirection } from "../contract/graph.js";
import type { Contract, Schema, SchemaId } from "../contract/model.js";
import { operationSchemas } from "./naming.js";

const known = new WeakMap<Contract, Contract>();

/**
 * The contract without the schemas that no operation and no webhook leads to. Nothing would read or write their types, and all that is in a
 * package is compiled, or imported: in a contract like GitHub's, which has its webhooks' payloads as mere schemas, that is every second line. A contract
 * of schemas alone keeps them. Once a contract: its products share the answer.
 */
export function keepUsed(contract: Contract): Contract {
  const before = known.get(contract);
  if (before !== undefined) return before;
  const kept = withUsed(contract);
  known.set(contract, kept);
  return kept;
}

function withUsed(contract: Contract): Contract {
  const operations = [...contract.operations, ...contract.webhooks];
  if (operations.length === 0) return contract;
  const starts = operations.flatMap((operation) => {
    const { request, response } = schemasByDirection(operation);
    return [...request, ...response, ...operationSchemas(contract, operation)];
  });
  const used = mentionedFrom(contract, starts);
  const schemas: Record<SchemaId, Schema> = {};
  for (const id in contract.schemas) if (used.has(id)) schemas[id] = contract.schemas[id] as Schema;
  return { ...contract, schemas };
}
