import type { Contract, Direction, Shape } from "../../../generators/contract/model.js";
import { openShape } from "../../../generators/languages/shapes.js";

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * What surely has to be left of a valid value of a shape: all that the contract names or allows. Where several branches of a union might be meant, a
 * value's objects are left empty.
 */
export function keptOf(contract: Contract, shape: Shape, value: unknown, direction: Direction, depth = 0): unknown {
  const inner = (part: Shape, each: unknown): unknown => keptOf(contract, part, each, direction, depth + 1);
  const target = openShape(contract, shape).shape;
  if (target === undefined || depth > 50) return emptied(value);
  switch (target.kind) {
    case "object": {
      if (!isObject(value)) return value;
      const { extra, closed, fields } = target;
      if (fields.length === 0 && extra === undefined && !closed) return value;
      const known = new Map(fields.map((field) => [field.name, field]));
      return Object.fromEntries(
        Object.entries(value).flatMap(([name, each]) => {
          const field = known.get(name);
          if (field !== undefined) return field.access === "both" || (field.access === "readOnly") === (direction === "response") ? [[name, inner(field.shape, each)]] : [];
          return [];
        }),
      );
    }
    case "array":
      return Array.isArray(value) ? value.map((each) => inner(target.items, each)) : value;
    case "union": {
      const [only, ...others] = target.branches.filter((branch) => mayBe(contract, branch.shape, value, branch.tags === undefined ? undefined : [target.tag ?? "", branch.tags]));
      return only !== undefined && others.length === 0 ? inner(only.shape, value) : emptied(value);
    }
    case "map":
      return emptied(value);
    default:
      return value;
  }
}

/** A value without the members of its objects. */
const emptied = (value: unknown): unknown => (Array.isArray(value) ? value.map(emptied) : isObject(value) ? {} : value);

function mayBe(contract: Contract, shape: Shape, value: unknown, tag: readonly [string, readonly string[]] | undefined): boolean {
  if (tag !== undefined) return isObject(value) && tag[1].includes(String(value[tag[0]]));
  const target = openShape(contract, shape).shape;
  if (target?.kind === "object" || target?.kind === "map") return isObject(value);
  if (target?.kind === "array" || target?.kind === "tuple") return Array.isArray(value);
  return true;
}
