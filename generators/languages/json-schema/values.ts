import { ExactNumber, type Json, parseJsonText } from "../../contract/json.js";
import type { Definition, Tree } from "./index.js";

/**
 * Schemas as data, by name: what their printed literals are when they are run. `decimal` makes the numbers that a double would change from
 * their texts.
 */
export function readDefinitions(definitions: readonly Definition[], decimal: (text: string) => unknown): Readonly<Record<string, unknown>> {
  const read = (tree: Tree): unknown => {
    if (typeof tree === "string") return withDecimals(parseJsonText(tree), decimal);
    return "members" in tree ? Object.fromEntries(tree.members.map(([name, each]) => [name, read(each)])) : tree.map(read);
  };
  return Object.fromEntries(definitions.map(({ name, tree }) => [name, read(tree)]));
}

function withDecimals(value: Json, decimal: (text: string) => unknown): unknown {
  if (value instanceof ExactNumber) return decimal(value.text);
  if (value === null || typeof value !== "object") return value;
  return Array.isArray(value) ? value.map((item: Json) => withDecimals(item, decimal)) : Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withDecimals(member as Json, decimal)]));
}
