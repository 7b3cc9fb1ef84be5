/** What of a value is evaluated, as `unevaluatedProperties` and `unevaluatedItems` ask (JSON Schema Core, 11). */
export interface Marks {
  readonly names: Set<string>;
  /** So many of the first items. */
  items: number;
  /** Items that `contains` has found. */
  readonly contained: Set<number>;
}

export function openMarks(): Marks {
  return { names: new Set(), items: 0, contained: new Set() };
}

/** What a valid branch has evaluated is evaluated for who asked for the branch. */
export function addMarks(to: Marks, from: Marks): void {
  from.names.forEach((name) => to.names.add(name));
  from.contained.forEach((index) => to.contained.add(index));
  to.items = Math.max(to.items, from.items);
}
