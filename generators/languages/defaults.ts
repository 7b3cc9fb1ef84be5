import { isObject, type Json, parseJsonText } from "../contract/json.js";
import type { Contract, Field, JsonText, SchemaId, Shape } from "../contract/model.js";
import { resolveShape } from "./shapes.js";

/** The default that stands for an absent value of a schema: its own or that of what it refers to, if it is such a value at all. */
export function defaultOf(contract: Contract, id: SchemaId): JsonText | undefined {
  const seen = new Set<SchemaId>();
  for (let at: SchemaId | undefined = id; at !== undefined && !seen.has(at); ) {
    seen.add(at);
    const schema: Contract["schemas"][string] | undefined = contract.schemas[at];
    if (schema?.default !== undefined) return isOfShape(contract, schema.default, schema.shape) ? schema.default : undefined;
    at = schema?.shape.kind === "ref" ? schema.shape.schema : undefined;
  }
  return undefined;
}

/** Whether an absent member is filled in, so that who reads the value always finds it. */
export const isFilled = (contract: Contract, field: Field): boolean => field.default !== undefined && isOfShape(contract, field.default, field.shape);

/** `default: null` of a text is no text: many contracts say it and mean that there is no default. */
export function isOfShape(contract: Contract, text: JsonText, shape: Shape): boolean {
  return fits(contract, parseJsonText(text), shape, 0);
}

function fits(contract: Contract, value: Json, shape: Shape, depth: number): boolean {
  const target = resolveShape(contract, shape);
  if (target === undefined || depth > 10) return false;
  switch (target.kind) {
    case "any":
      return true;
    case "never":
    case "binary":
      return false;
    case "null":
      return value === null;
    case "boolean":
    case "string":
      return typeof value === target.kind;
    case "integer":
    case "number":
      return typeof value === "number" || (typeof value === "object" && value !== null && "text" in value);
    case "enum":
      return target.members.some((member) => member.value === JSON.stringify(value));
    case "array":
    case "tuple":
      return Array.isArray(value);
    case "object":
    case "map":
      return isObject(value);
    case "nullable":
      return value === null || fits(contract, value, target.of, depth + 1);
    case "union":
      return target.branches.some((branch) => fits(contract, value, branch.shape, depth + 1));
    case "ref":
      return false;
  }
}
