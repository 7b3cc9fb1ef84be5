import { isOneOf } from "../check/equal.js";
import type { Alternative, Demand } from "./facts.js";
import { ANY, ARRAY, BOOLEAN, FRACTION, INTEGER, kindOf, type Kinds, NULL, NUMBER, OBJECT, STRING } from "./kinds.js";
import { makeList } from "./lists.js";
import { makeObject } from "./objects.js";
import { chance, forkRandom, pick, shuffle } from "./random.js";
import { again, blame, deepest, failed, fullDepth, isOnTheWay, type Place, type Run, share, takeStep } from "./run.js";
import { countSuiting, overlay } from "./given.js";
import { makeBoolean, makeNumber, makeText } from "./scalars.js";
import { type Node, follow } from "./tree.js";

/** Makes a value that meets a demand, or `failed`. Backtracks over choices, within the run's budget. */
export function solve(run: Run, demand: Demand, place: Place): unknown {
  if (place.depth > deepest) return blame(run, place, "its values have no end");
  const node = run.forest.root(demand);
  const { given } = place;
  if (given === undefined) return search(run, node, place);
  const kind = kindOf(given);
  if ((kind & (OBJECT | ARRAY)) === 0) return run.forest.accepts(demand, given) ? given : search(run, node, { ...place, given: undefined });
  const made = search(run, node, place);
  if (made !== failed) return made;
  // One wish may be what spoils it.
  for (const name of kind === OBJECT ? Object.keys(given as object).slice(0, 16) : []) {
    const fewer = search(run, node, { ...place, given: { ...(given as object), [name]: undefined } });
    if (fewer !== failed) return fewer;
  }
  return search(run, node, { ...place, given: undefined });
}

/** So many steps are taken on a way at least. */
const leastShare = 60;

/** Goes on from a node: the ways of its first choice, or the value if there is none left. */
function search(run: Run, node: Node, place: Place): unknown {
  if (!takeStep(run)) return failed;
  const { facts } = node;
  if (facts.kinds === 0) return run.blame === undefined ? blame(run, place, "what is asked for contradicts itself") : failed;
  const sample = findSample(run, node, place);
  if (sample !== failed) return sample;
  if (facts.constants !== undefined) return pickConstant(run, node, place);
  const [choice] = facts.choices;
  if (choice === undefined) return make(run, node, place);
  const order = orderWays(run, node, choice.ways, place);
  for (const [index, way] of order.entries()) {
    const child = run.forest.child(node, way);
    if (child.facts.kinds === 0) continue;
    const made = share(run, Math.max(leastShare, run.budget / Math.min(order.length - index, 4)), () => search(run, child, place));
    if (made !== failed) return made;
  }
  return run.blame === undefined ? blame(run, place, "none of its schemas allows a value here") : failed;
}

/** An example or default of the contract that is valid. */
function findSample(run: Run, node: Node, place: Place): unknown {
  if (node.facts.samples.length === 0 || !place.useSamples) return failed;
  node.samples ??= node.facts.samples.filter((sample) => isTelling(sample) && run.forest.accepts(node.demand, sample));
  const { samples } = node;
  if (samples.length === 0) return failed;
  const sample = pick(place.random, samples);
  if ((place.isSmall || place.depth > fullDepth) && (kindOf(sample) & (OBJECT | ARRAY)) !== 0) return failed;
  if (place.given === undefined) return sample;
  const whole = overlay(sample, place.given);
  return run.forest.accepts(node.demand, whole) ? whole : failed;
}

/** A default that says that there is nothing makes no good example. */
function isTelling(sample: unknown): boolean {
  if (sample === null || sample === "") return false;
  return (kindOf(sample) & (OBJECT | ARRAY)) === 0 || Object.keys(sample as object).length > 0;
}

function pickConstant(run: Run, node: Node, place: Place): unknown {
  node.constants ??= (node.facts.constants ?? []).filter((constant) => run.forest.accepts(node.demand, constant));
  const { constants } = node;
  if (constants.length === 0) return blame(run, place, "none of its constants is valid");
  const telling = constants.filter((constant) => constant !== null);
  return pick(place.random, telling.length === 0 ? constants : telling);
}

/** The numbers of ways in the order in which they are tried. */
function orderWays(run: Run, node: Node, ways: readonly Alternative[], place: Place): readonly number[] {
  const random = forkRandom(place.random, `choice ${node.facts.choices.length}`);
  const order = shuffle(random, ways.map((_, index) => index));
  const isFlat = place.isSmall || place.depth > fullDepth;
  const weights = ways.map((way) => weigh(run, way, place, isFlat) + (isNull(run, way) && chance(random, 0.95) ? 100 : 0));
  return order.sort((a, b) => weights[a]! - weights[b]!);
}

/** What is light is tried first: what suits the wish, then what doesn't hold itself again, then what is flat. */
function weigh(run: Run, { all = [] }: Alternative, place: Place, isFlat: boolean): number {
  let weight = 0;
  for (const schema of all) {
    const target = follow(run.forest.judge, schema);
    if (isOnTheWay([target], place.owner, place.outer)) weight += 1_000;
    if (isFlat) weight += 10 * Math.min(run.height(target), 50);
    if (place.given !== undefined) weight -= 10_000 * countSuiting(run.forest.judge, target, place.given);
  }
  return weight;
}

function isNull(run: Run, { all = [] }: Alternative): boolean {
  const [only] = all;
  const target = only === undefined ? true : follow(run.forest.judge, only);
  return typeof target === "object" && target.type === "null";
}

/** So many values are made of one node before another way is tried. */
const variants = 6;

/** Makes a value of a node without choices. */
function make(run: Run, node: Node, place: Place): unknown {
  const { facts } = node;
  for (const kind of orderKinds(node, place)) {
    const turns = (facts.isUnsure || facts.unlike.length > 0 || facts.excluded.length > 0) && kind !== NULL ? variants : 1;
    for (let turn = 0; turn < turns && run.budget > 0; turn++) {
      const made = makeKind(run, node, turn === 0 ? place : again(place, turn), kind, turn);
      if (made === failed) {
        if ((kind & (OBJECT | ARRAY)) === 0) break;
        continue;
      }
      if (isOneOf(made, facts.excluded)) continue;
      const held = facts.unlike.find((schema) => run.forest.judge.accepts(schema, made));
      if (held !== undefined) {
        const refined = run.forest.refine(node, held);
        const other = share(run, Math.max(leastShare, run.budget / 2), () => search(run, refined, place));
        if (other !== failed) return other;
        continue;
      }
      if (!facts.isUnsure || run.forest.accepts(node.demand, made)) return made;
      if (run.blame === undefined) blame(run, place, "its rules exclude each other, or are too involved");
    }
  }
  return run.blame === undefined ? blame(run, place, "no value was found that nothing excludes") : failed;
}

function makeKind(run: Run, node: Node, place: Place, kind: Kinds, turn: number): unknown {
  switch (kind) {
    case NULL:
      return null;
    case BOOLEAN:
      return makeBoolean(run, node, place);
    case STRING:
      return makeText(run, node, place);
    case ARRAY:
      return makeList(run, node, place, turn);
    case OBJECT:
      return makeObject(run, node, place, turn);
    default:
      return makeNumber(run, node, place);
  }
}

/** The kinds to try, the likeliest first. Numbers are one. */
function orderKinds({ facts }: Node, place: Place): readonly Kinds[] {
  const { kinds } = facts;
  const single = ordinary.filter((kind) => (kinds & kind) !== 0 && kind !== NUMBER);
  if ((kinds & NUMBER) !== 0) single.splice((kinds & STRING) !== 0 ? 1 : 0, 0, NUMBER);
  if (single.length === 1) return single;
  const meant = kinds === ANY || single.length > 4 ? guessKind(facts) : 0;
  const given = place.given === undefined ? 0 : kindOf(place.given);
  const others = kinds === ANY ? single : shuffle(forkRandom(place.random, "kind"), single);
  const flat = place.isSmall || place.depth > fullDepth ? OBJECT | ARRAY : 0;
  const weigh = (kind: Kinds): number =>
    ((kind & given) !== 0 ? -4 : 0) + ((kind & meant) !== 0 ? -2 : 0) + (kind === NULL ? 2 : 0) + ((kind & flat) !== 0 ? 1 : 0);
  return others.sort((a, b) => weigh(a) - weigh(b));
}

const ordinary: readonly Kinds[] = [STRING, NUMBER, BOOLEAN, OBJECT, ARRAY, NULL];

/** What a schema without a type is about. */
function guessKind(facts: Node["facts"]): Kinds {
  const { members, required, names, dependents, items, contains, patterns } = facts;
  const hasLimits = (least: number, most: number): boolean => least > 0 || most < Infinity;
  if (members.length + required.length + names.length + dependents.length > 0 || hasLimits(facts.minMembers, facts.maxMembers)) return OBJECT;
  if (items.length + contains.length > 0 || hasLimits(facts.minItems, facts.maxItems) || facts.isUnique) return ARRAY;
  if (patterns.length > 0 || hasLimits(facts.minLength, facts.maxLength)) return STRING;
  return facts.multiples.length > 0 || facts.least !== undefined || facts.most !== undefined ? INTEGER | FRACTION : STRING;
}
