import type { Demand, Extra } from "./facts.js";
import { addMember, type Draft } from "./objects.js";
import { blame, failed, fullDepth, stepInto } from "./run.js";
import type { Schema } from "./schema.js";
import { solve } from "./solve.js";
import { type Forest, isImpossible, memberDemand, namesAllow, type Node } from "./tree.js";

/** Adds members that an object must have and that no schema names. */
export function addExtras(draft: Draft): boolean {
  return draft.node.facts.extras.every((extra, index) => addExtra(draft, extra, index));
}

function addExtra(draft: Draft, { name, value }: Extra, index: number): boolean {
  const { forest } = draft.run;
  const { made, node, place } = draft;
  const isMet = Object.keys(made).some((each) => forest.accepts(name, each) && forest.accepts(value, made[each]));
  if (isMet) return true;
  const named = node.facts.members.flatMap(({ properties }) => Object.keys(properties)).filter((each) => forest.accepts(name, each));
  const wanted = forest.demand([...name.all, ...node.facts.names], name.none);
  for (const each of [...named, ...findNames(draft, [wanted], `extra ${index}`)]) {
    if (!namesAllow(forest, node, each)) continue;
    const own = memberDemand(forest, node, each);
    if (addMember(draft, each, forest.demand([...own.all, ...value.all], [...own.none, ...value.none]))) return true;
  }
  blame(draft.run, place, "a member of another name is needed, and none was found");
  return false;
}

/** So many entries a map has that needs none. */
const usualEntries = 2;

/** Adds members that no schema names: as many as there must be, and a few to a map. */
export function addEntries(draft: Draft, turn: number): boolean {
  const { node, place, run } = draft;
  const { facts } = node;
  const wanted = Math.max(facts.minMembers, turn === 0 && isOpenMap(draft) ? Math.min(usualEntries, facts.maxMembers) : 0);
  if (draft.count >= wanted) return true;
  for (const name of otherNames(draft)) {
    if (Object.hasOwn(draft.made, name) || !namesAllow(run.forest, node, name)) continue;
    if (isImpossible(run.forest, memberDemand(run.forest, node, name))) continue;
    addMember(draft, name);
    if (draft.count >= wanted) return true;
  }
  if (draft.count >= facts.minMembers) return true;
  blame(run, place, `it has to have ${facts.minMembers} members, and no more names were found`);
  return false;
}

/** Whether the object is one whose members have any name, and there is room for some. */
function isOpenMap({ node, place, run }: Draft): boolean {
  if (place.isSmall || place.given !== undefined || place.depth >= fullDepth || run.room <= 0) return false;
  const { members } = node.facts;
  const isNameless = members.every(({ properties }) => Object.keys(properties).length === 0);
  return isNameless && members.some(({ others, patterns }) => typeof others === "object" || Object.keys(patterns).length > 0);
}

/** Names that an object may have: first those that schemas speak of. */
function* otherNames(draft: Draft): Iterable<string> {
  const { node, run } = draft;
  yield* node.facts.members.flatMap(({ properties }) => Object.keys(properties));
  yield* findNames(draft, nameDemands(run.forest, node), "entry");
}

const text: Schema = { type: "string" };
const patterns = new WeakMap<Node, readonly Demand[]>();

/** What must hold of names: for each pattern, then for any. */
function nameDemands(forest: Forest, node: Node): readonly Demand[] {
  let found = patterns.get(node);
  if (found === undefined) {
    const spoken = node.facts.members.flatMap((rule) => Object.keys(rule.patterns).filter((pattern) => rule.patterns[pattern] !== false));
    const all = spoken.length > 1 ? [spoken.map((pattern): Schema => ({ pattern }))] : [];
    const each = spoken.map((pattern): readonly Schema[] => [{ pattern }]);
    found = [...each, ...all, []].map((schemas) => forest.demand([text, ...node.facts.names, ...schemas]));
    patterns.set(node, found);
  }
  return found;
}

/** So many names are made in turn. */
const mostNames = 40;
const words = ["key", "other", "extra", "another", "more", "further", "alpha", "beta", "gamma", "delta"];

/** Names that meet one of several demands. */
function* findNames({ run, node, place }: Draft, demands: readonly Demand[], about: string): Iterable<string> {
  for (const demand of demands) {
    if (demand.all.length === 1 && demand.all[0] === text) {
      yield* words;
      for (let index = 1; index < node.facts.minMembers; index++) yield `key${index}`;
      continue;
    }
    const seen = new Set<string>();
    for (let turn = 0; turn < mostNames + node.facts.minMembers; turn++) {
      // Names are made small, and never of the names around them.
      const inner = stepInto(place, node, `${about} ${turn}`, { name: "name", isSmall: true, useSamples: turn === 0 });
      const before = run.blame;
      const name = solve(run, seen.size > 0 ? run.forest.demand(demand.all, demand.none) : demand, inner);
      run.blame = before;
      if (name === failed) break;
      if (typeof name === "string" && !seen.has(name)) yield name;
      seen.add(String(name));
    }
  }
}
