/**
 * Where the values of one file stand. Rows are in the order of the text; the rows of a value's parts follow its own.
 * One format for JSON and YAML, made by their readers, on demand.
 */
export interface Positions {
  readonly rows: readonly Row[];
  /** The parts of values that were looked into, by name or index. */
  readonly parts: Map<number, ReadonlyMap<string, number>>;
}

export const positionsOf = (rows: readonly Row[]): Positions => ({ rows, parts: new Map() });

/** Offsets are UTF-16 units, ends exclusive; -1: has no place of its own (an empty YAML value, the key of an item). */
export interface Row {
  readonly kind: "scalar" | "object" | "array";
  /** Member name; "" for items and the root. */
  readonly name: string;
  readonly keyStart: number;
  readonly keyEnd: number;
  readonly start: number;
  readonly end: number;
  /** Index of the row after the last part of this value. */
  next: number;
  /** YAML: the row of the anchored value that this alias stands for. */
  readonly target?: number;
  /** YAML: this is a merge key (`<<`), its value's members are members of the parent. */
  readonly merge?: boolean;
}

export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * The place of a value, or of its member name, given the names and indexes that lead to it. The place of an object or a list is that
 * of its member name, if it has one: the whole of it can't be underlined. A path that leads nowhere gives the nearest ancestor.
 */
export function findSpan(positions: Positions, tokens: readonly string[], at: "key" | "value"): Span {
  const { rows } = positions;
  let index = 0;
  for (const token of tokens) {
    const child = childRow(positions, index, token);
    if (child === undefined) return spanOf(rows[index], "value");
    index = child;
  }
  return spanOf(rows[index], at);
}

function spanOf(row: Row | undefined, at: "key" | "value"): Span {
  if (row === undefined) return { start: 0, end: 1 };
  const isPlaced = row.start >= 0;
  if (row.keyStart >= 0 && (at === "key" || row.kind !== "scalar" || !isPlaced)) return { start: row.keyStart, end: row.keyEnd };
  if (!isPlaced) return { start: 0, end: 1 };
  return { start: row.start, end: row.kind === "scalar" ? row.end : row.start + 1 };
}

function childRow(positions: Positions, parent: number, token: string): number | undefined {
  const index = dereference(positions.rows, parent);
  return partsOf(positions, index).get(token) ?? mergedRow(positions, index, token, 0);
}

const dereference = (rows: readonly Row[], index: number): number => rows[index]?.target ?? index;

/** The rows of the members or items of a value. Of a member that stands twice it is the last, as in the value. */
function partsOf({ rows, parts }: Positions, parent: number): ReadonlyMap<string, number> {
  const known = parts.get(parent);
  if (known !== undefined) return known;
  const found = new Map<string, number>();
  const row = rows[parent];
  for (let index = parent + 1; row !== undefined && index < row.next; index = rows[index]?.next ?? row.next) {
    const name = row.kind === "array" ? String(found.size) : (rows[index]?.name ?? "");
    if (rows[index]?.merge !== true) found.set(name, index);
  }
  parts.set(parent, found);
  return found;
}

const MAX_MERGES = 100;

/** Looks for a member in the mappings that `<<` merges in; the first that has it wins (YAML merge key type). */
function mergedRow(positions: Positions, parent: number, token: string, depth: number): number | undefined {
  const { rows } = positions;
  const end = rows[parent]?.next ?? 0;
  if (depth > MAX_MERGES || rows[parent]?.kind !== "object") return undefined;
  for (let index = parent + 1; index < end; index = rows[index]?.next ?? end) {
    if (rows[index]?.merge !== true) continue;
    const source = dereference(rows, index);
    const sources = rows[source]?.kind === "array" ? [...partsOf(positions, source).values()].map((item) => dereference(rows, item)) : [source];
    for (const mapping of sources) {
      const found = partsOf(positions, mapping).get(token) ?? mergedRow(positions, mapping, token, depth + 1);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}
