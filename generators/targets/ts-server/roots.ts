import type { Content, Contract, Direction, SchemaId } from "../../contract/model.js";
import { isUncheckedText } from "./support.js";

/** A schema that must have its check, and for which way. */
export interface Root {
  readonly schema: SchemaId;
  readonly direction: Direction;
}

/** Every schema that the routes of a contract check. */
export function listRoots(contract: Contract): readonly Root[] {
  const found = new Map<string, Root>();
  const add = (schema: SchemaId | undefined, direction: Direction): void => {
    if (schema !== undefined) found.set(`${direction} ${schema}`, { schema, direction });
  };
  for (const { parameters, body, responses } of contract.operations) {
    for (const { schema } of parameters) add(schema, "request");
    for (const content of body?.contents ?? []) schemasOf(contract, content).forEach((id) => add(id, "request"));
    for (const { headers, contents } of responses) {
      for (const { schema } of headers) add(schema, "response");
      for (const content of contents) schemasOf(contract, content).forEach((id) => add(id, "response"));
    }
  }
  return [...found.values()];
}

/** What of a content is checked: of a stream its items, of bytes and foreign texts nothing. */
function schemasOf(contract: Contract, content: Content): readonly (SchemaId | undefined)[] {
  if (content.kind === "binary" || isUncheckedText(contract, content)) return [];
  return content.kind === "events" || content.kind === "jsonLines" ? [content.itemSchema ?? content.schema] : [content.schema];
}
