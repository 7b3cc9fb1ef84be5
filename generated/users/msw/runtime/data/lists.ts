import { equals, isUnique } from "../check/equal.js";
import type { ContainsRule } from "./facts.js";
import { drawInteger, forkRandom } from "./random.js";
import { again, blame, failed, type Failed, fullDepth, isOnTheWay, type Place, type Run, stepInto } from "./run.js";
import { solve } from "./solve.js";
import { anything, countFirst, isImpossible, itemDemand, itemLimit, type Node } from "./tree.js";

/** So many items are made of one place in search of one that isn't there yet. */
const uniqueTries = 16;
/** More items than this are never made at once, unless they must be there. */
const usualMost = 3;

/** Makes a list. `turn` is a way of spreading what it must contain. */
export function makeList(run: Run, node: Node, place: Place, turn: number): readonly unknown[] | Failed {
  const { facts } = node;
  const limit = itemLimit(run.forest, node);
  const slots = spread(run, node, limit, turn);
  const least = Math.max(facts.minItems, slots.length);
  if (least > limit) return blame(run, place, `it has to have ${least} items, and may have ${limit}`);
  const length = chooseLength(run, node, place, least, limit, turn);
  const made: unknown[] = [];
  for (let index = 0; index < length; index++) {
    const item = makeItem(run, node, place, made, slots[index] ?? findReason(run, node, index));
    if (item !== failed) made.push(item);
    else if (index < least) return failed;
    else break;
  }
  return made;
}

function chooseLength(run: Run, node: Node, place: Place, least: number, limit: number, turn: number): number {
  const { given } = place;
  if (Array.isArray(given)) return Math.max(least, Math.min(limit, given.length));
  if (place.isSmall || run.room <= 0 || turn % 2 === 1) return least;
  const first = countFirst(node);
  if (first > 0) return Math.max(least, Math.min(limit, first));
  const { facts } = run.forest.root(itemDemand(run.forest, node, least));
  if (isOnTheWay(facts.targets, node, place)) return least;
  const usual = place.depth < 2 ? drawInteger(forkRandom(place.random, "length"), 2, usualMost) : place.depth < fullDepth + 1 ? 1 : 0;
  return Math.max(least, Math.min(limit, usual));
}

/** Which rules of `contains` an item at an index is there for. */
function spread(run: Run, node: Node, limit: number, turn: number): readonly (readonly ContainsRule[])[] {
  const { contains } = node.facts;
  if (contains.length === 0) return [];
  const slots: ContainsRule[][] = [];
  const isShared = turn % 3 !== 0;
  for (const rule of contains) {
    let left = rule.min;
    for (let index = turn >> 1; left > 0 && index < Math.min(limit, 10_000); index++) {
      const taken = slots[index] ?? [];
      if (!isShared && taken.length > 0) continue;
      const together = [...taken, rule];
      if (isImpossible(run.forest, itemDemand(run.forest, node, index, together))) continue;
      slots[index] = together;
      left -= 1;
    }
    // Where every place is taken, one item has to do for several.
    for (let index = 0; left > 0 && index < slots.length; index++) {
      const taken = slots[index] ?? [];
      if (taken.includes(rule)) continue;
      slots[index] = [...taken, rule];
      left -= 1;
    }
  }
  return Array.from(slots, (slot) => slot ?? []);
}

/** Where an item may stand only because `contains` finds it: the rule that does. */
function findReason(run: Run, node: Node, index: number): readonly ContainsRule[] {
  const { contains, scopes } = node.facts;
  if (contains.length === 0 || scopes.length === 0 || !isImpossible(run.forest, itemDemand(run.forest, node, index))) return [];
  return contains.filter((rule) => !isImpossible(run.forest, itemDemand(run.forest, node, index, [rule]))).slice(0, 1);
}

function makeItem(run: Run, node: Node, place: Place, made: readonly unknown[], found: readonly ContainsRule[]): unknown {
  const { facts } = node;
  const index = made.length;
  const own = itemDemand(run.forest, node, index, found);
  const avoided = facts.contains.filter((rule) => rule.max < Infinity && !found.includes(rule)).map(({ schema }) => schema);
  const demand = avoided.length === 0 ? own : run.forest.demand(own.all, avoided);
  run.room -= 1;
  const given = Array.isArray(place.given) ? (place.given[index] as unknown) : undefined;
  const useSamples = place.useSamples && (index === 0 || countFirst(node) > index);
  const inner = stepInto(place, node, index, { given, isSmall: place.isSmall || run.room <= 0, useSamples });
  if (facts.repeats && index === 1 && run.forest.accepts(demand, made[0])) return made[0];
  const before = run.blame;
  for (let turn = 0; turn < uniqueTries; turn++) {
    const item = solve(run, demand, turn === 0 ? inner : { ...again(inner, turn), given: undefined });
    if (item === failed) return failed;
    run.blame = before;
    if (!facts.isUnique || isNew(made, item)) return item;
  }
  // What is there is excluded for good; kept nowhere, since it serves this list alone.
  const rest = { all: demand === anything ? [] : demand.all, none: [...demand.none, { enum: made }] };
  return solve(run, rest, { ...inner, given: undefined });
}

/** Whether an item is none of a list's. */
function isNew(made: readonly unknown[], item: unknown): boolean {
  return typeof item === "object" && item !== null && made.length > 16 ? isUnique([...made, item]) : !made.some((other) => equals(other, item));
}
