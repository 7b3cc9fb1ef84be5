import { setMember } from "../check/convert.js";
import { isObject } from "../check/values.js";
import { addEntries, addExtras } from "./entries.js";
import { ARRAY, OBJECT } from "./kinds.js";
import { chance, forkRandom } from "./random.js";
import { blame, failed, type Failed, fullDepth, isOnTheWay, type Place, type Run, scalarDepth, share, stepInto } from "./run.js";
import { openInnerScene, openScene } from "./scene.js";
import { solve } from "./solve.js";
import { declaredNames, isHidden, isImpossible, memberDemand, namesAllow, type Node } from "./tree.js";

/** An object while it is made. */
export interface Draft {
  readonly run: Run;
  readonly node: Node;
  /** The object's place; its scene is the object's own. */
  readonly place: Place;
  readonly made: Record<string, unknown>;
  count: number;
}

/** Makes an object. `turn` 0: all that may be there; 1: what must be; more: some of it. */
export function makeObject(run: Run, node: Node, outer: Place, turn: number): Readonly<Record<string, unknown>> | Failed {
  const isOwn = outer.depth === 0 || typeof outer.step === "number";
  const called = run.forest.nameOf(node.demand);
  const scene = isOwn
    ? openScene(outer.random, called ?? outer.name, run.now)
    : openInnerScene(outer.scene, outer.random, called === undefined ? outer.name : `${outer.name} ${called}`);
  const place = { ...outer, scene };
  const needed = findNeeded(run, node, place);
  if (needed === failed) return failed;
  const draft: Draft = { run, node, place, made: {}, count: 0 };
  const wanted = chooseNames(draft, needed, turn);
  for (const name of wanted) {
    const isNeeded = needed.has(name);
    if (!addMember(draft, name, undefined, isNeeded) && isNeeded) return failed;
  }
  if (!addExtras(draft) || !addEntries(draft, turn)) return failed;
  return draft.count > node.facts.maxMembers ? blame(run, place, `it has more than ${node.facts.maxMembers} members`) : draft.made;
}

/** The names that must be there; those that these bring with them too. */
function findNeeded(run: Run, node: Node, place: Place): ReadonlySet<string> | Failed {
  const needed = closeNames(node, new Set(node.facts.required));
  for (const name of needed) {
    if (isPossible(run, node, name)) continue;
    return blame(run, place, `the member ${JSON.stringify(name)} must and mustn't be there`);
  }
  return needed;
}

function closeNames({ facts }: Node, names: Set<string>): Set<string> {
  if (facts.dependents.length === 0) return names;
  for (const name of names) for (const [cause, others] of facts.dependents) if (cause === name) others.forEach((other) => names.add(other));
  return names;
}

/** The names of members to be made, in the order of the schemas, as far as there is room. */
function chooseNames(draft: Draft, needed: ReadonlySet<string>, turn: number): ReadonlySet<string> {
  const { run, node, place } = draft;
  const { given } = place;
  const declared = declaredNames(run.forest, node);
  const chosen = new Set<string>();
  const most = node.facts.maxMembers;
  let free = most - needed.size;
  const isGiven = (name: string): boolean => isObject(given) && Object.hasOwn(given, name) && given[name] !== undefined;
  const add = (name: string): void => {
    const more = [...closeNames(node, new Set([name]))].filter((other) => !needed.has(other) && !chosen.has(other));
    if (more.length > free || more.some((other) => !isAllowed(draft, other))) return;
    free -= more.length;
    more.forEach((other) => chosen.add(other));
  };
  // A wish comes before what is made for its own sake.
  if (isObject(given)) for (const name of Object.keys(given)) if (isGiven(name) && !needed.has(name) && isAllowed(draft, name)) add(name);
  const random = turn > 1 ? forkRandom(place.random, "names") : undefined;
  for (const name of declared) {
    if (needed.has(name) || chosen.has(name) || turn === 1 || (random !== undefined && chance(random, 0.5))) continue;
    if (isWorthwhile(draft, name) || chosen.size + needed.size < node.facts.minMembers) add(name);
  }
  if (chosen.size === 0) return needed;
  return new Set([...declared.filter((name) => needed.has(name) || chosen.has(name)), ...needed, ...chosen]);
}

const isPossible = ({ forest }: Run, node: Node, name: string): boolean =>
  !isImpossible(forest, memberDemand(forest, node, name)) && namesAllow(forest, node, name);

const isAllowed = ({ run, node }: Draft, name: string): boolean => !isHidden(node, name) && isPossible(run, node, name);

/** Whether a member that may be absent is made: while there is room, and not within itself. */
function isWorthwhile({ run, node, place }: Draft, name: string): boolean {
  if (place.isSmall || run.room <= 0 || place.depth >= scalarDepth) return false;
  const { facts } = run.forest.root(memberDemand(run.forest, node, name));
  if (isOnTheWay(facts.targets, node, place)) return false;
  return place.depth < fullDepth || (facts.kinds & (OBJECT | ARRAY)) === 0;
}

/** So many steps are worth a member that may be absent. */
const optionalShare = 500;

/** Makes a member; false if there is no value. */
export function addMember(draft: Draft, name: string, demand = memberDemand(draft.run.forest, draft.node, name), isNeeded = true): boolean {
  const { run, node, place, made } = draft;
  const before = run.blame;
  run.room -= 1;
  const { given } = place;
  const wished = isObject(given) && Object.hasOwn(given, name) ? given[name] : undefined;
  const inner = stepInto(place, node, name, { given: wished, isSmall: place.isSmall || run.room <= 0 });
  const value = isNeeded ? solve(run, demand, inner) : share(run, optionalShare, () => solve(run, demand, inner));
  if (value === failed) return false;
  run.blame = before;
  if (!Object.hasOwn(made, name)) draft.count += 1;
  setMember(made, name, value);
  return true;
}
