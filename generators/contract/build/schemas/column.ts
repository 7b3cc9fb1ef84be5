import type { SchemaId } from "../../model.js";
import type { Position, Positions } from "./positions.js";

/**
 * One thing that is known of every schema, by id. A column is an array beside the one map that all share: with tens of thousands
 * of schemas, a map for each thing would take most of the time.
 */
export interface Column<T> {
  readonly get: (id: SchemaId) => T | undefined;
  /** The schema must have a position. */
  readonly set: (id: SchemaId, value: T) => void;
  /** The same by position, without a look-up. */
  readonly of: (position: Position) => T | undefined;
  readonly put: (position: Position, value: T) => void;
}

export function makeColumn<T>(positions: Positions): Column<T> {
  const values = new Array<T | undefined>(positions.size);
  return {
    get: (id) => {
      const position = positions.get(id);
      return position === undefined ? undefined : values[position.index];
    },
    set: (id, value) => {
      const position = positions.get(id);
      if (position === undefined) throw new Error(`There is no schema at ${id}`);
      values[position.index] = value;
    },
    of: (position) => values[position.index],
    put: (position, value) => {
      values[position.index] = value;
    },
  };
}
