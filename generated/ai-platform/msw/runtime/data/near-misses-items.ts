import { choose, type ListSlips, only, type Slip, without } from "./near-misses-tools.js";
import { longest } from "./near-misses-scalars.js";

/** Rules of a list's items. */
export const listItemSlips: ListSlips = function* (tools, spot, { schema }) {
  const { value } = spot;
  if (!Array.isArray(value)) return;
  const list: readonly unknown[] = value;
  const { judge } = tools;
  const { minItems, maxItems, uniqueItems, items, prefixItems = [], contains } = schema;
  if (minItems !== undefined && minItems > 0) yield { value: list.slice(0, minItems - 1), rule: "minItems", change: `has fewer than ${minItems} items` };
  if (maxItems !== undefined && maxItems < longest) {
    const many = repeat(list, maxItems + 1);
    const found = choose(tools, spot, schema, only(schema, "maxItems"), "maxItems", [many]);
    if (found !== undefined) yield { ...found, rule: "maxItems", change: `has more than ${maxItems} items` };
  }
  if (uniqueItems === true) {
    const same = list.length > 1 ? [[...list.slice(0, -1), list[0]], [...list, list[0]]] : list.length === 1 ? [[...list, list[0]]] : [[null, null], ["x", "x"]];
    const found = choose(tools, spot, schema, only(schema, "uniqueItems"), "uniqueItems", same);
    if (found !== undefined) yield { ...found, rule: "uniqueItems", change: "has an item twice" };
  }
  if (items === false && list.length <= prefixItems.length) {
    const more = [...list, ...prefixItems.slice(list.length).map((each) => tools.makeOf(each)), "x"];
    if (!more.includes(undefined)) yield { value: more, rule: "items", step: more.length - 1, change: "has an item too many" };
  }
  if (schema.unevaluatedItems !== undefined) {
    const more = [...list, ...prefixItems.slice(list.length).map(() => null), "x"];
    if (!judge.accepts(schema, more) && judge.accepts(without(schema, "unevaluatedItems"), more)) yield { value: more, rule: "unevaluatedItems", change: "has an item too many" };
  }
  if (contains !== undefined) yield* listContained(list, schema, (item) => judge.accepts(contains, item));
};

/** Too few items that `contains` counts, or too many (what they are called: CONTRIBUTING, Violations). */
function* listContained(list: readonly unknown[], schema: { readonly minContains?: number; readonly maxContains?: number }, isCounted: (item: unknown) => boolean): Iterable<Slip> {
  const { minContains = 1, maxContains } = schema;
  const counted = list.filter(isCounted);
  if (minContains > 0 && counted.length >= minContains) {
    let left = minContains - 1;
    const few = list.filter((item) => !isCounted(item) || left-- > 0);
    yield { value: few, rule: minContains === 1 ? "contains" : "minContains", change: `contains fewer than ${minContains}` };
  }
  const [first] = counted;
  if (maxContains === undefined || maxContains > longest || first === undefined) return;
  yield { value: [...list, ...Array<unknown>(maxContains + 1 - counted.length).fill(first)], rule: "maxContains", change: `contains more than ${maxContains}` };
}

function repeat(list: readonly unknown[], length: number): readonly unknown[] {
  return Array.from({ length: Math.max(list.length, length) }, (_, index) => (list.length === 0 ? "x" : list[index % list.length]));
}
