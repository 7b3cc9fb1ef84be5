import type { Facts } from "./facts.js";
import type { Height } from "./heights.js";
import { forkRandom, type Random } from "./random.js";
import type { Scene } from "./scene.js";
import type { Forest, Node } from "./tree.js";

/** Stands for a value that wasn't found. */
export const failed: unique symbol = Symbol("no value");
export type Failed = typeof failed;

/** The making of one value. */
export interface Run {
  readonly forest: Forest;
  readonly height: Height;
  readonly now: number;
  /** Whether examples and defaults come first. */
  readonly useSamples: boolean;
  /** Steps that the search may still take. */
  budget: number;
  /** Whether something was left out because there were none left. */
  isExhausted: boolean;
  /** Members and items that may still be made without need. */
  room: number;
  /** Where and why it failed. */
  blame: Blame | undefined;
}

export interface Blame {
  readonly place: Place;
  readonly reason: string;
}

/** Where a value is made. */
export interface Place {
  readonly random: Random;
  /** The member's name; of an item, its list's. */
  readonly name: string;
  /** Of the object around. */
  readonly scene: Scene;
  readonly depth: number;
  /** Whether only what must be there is made. */
  readonly isSmall: boolean;
  /** What the value should be like; undefined if nothing is known. */
  readonly given: unknown;
  /** Whether examples may stand here: not in each item of a list, which would then be all the same. */
  readonly useSamples: boolean;
  readonly outer: Place | undefined;
  /** The name or index below `outer`. */
  readonly step: string | number;
  /** Of which node the object or list around is. */
  readonly owner: Node | undefined;
}

/** Nesting up to which members that may be absent are made, whatever they hold; and up to which those that hold no objects are. */
export const fullDepth = 3;
export const scalarDepth = 5;
/** What is nested deeper than this is given up. */
export const deepest = 48;

/** A place below another one. */
export function stepInto(place: Place, owner: Node, step: string | number, inner: Partial<Place>): Place {
  return {
    random: forkRandom(place.random, step),
    name: typeof step === "string" ? step : place.name,
    scene: place.scene,
    depth: place.depth + 1,
    isSmall: place.isSmall,
    given: undefined,
    useSamples: place.useSamples,
    outer: place,
    step,
    owner,
    ...inner,
  };
}

/** The same place, with other random numbers. */
export const again = (place: Place, turn: number | string): Place => ({ ...place, random: forkRandom(place.random, `again ${turn}`) });

/** Whether a schema that a reference leads to is being made already, further out. */
export function isOnTheWay(targets: Facts["targets"], owner: Node | undefined, place: Place | undefined): boolean {
  if (targets.length === 0) return false;
  for (let node = owner, at = place; node !== undefined; node = at?.owner, at = at?.outer) {
    const { held } = node.facts;
    if (targets.some((target) => typeof target === "object" && held.has(target))) return true;
  }
  return false;
}

/** Takes a step; false if there is none left. */
export function takeStep(run: Run, steps = 1): boolean {
  run.budget -= steps;
  if (run.budget >= 0) return true;
  run.isExhausted = true;
  return false;
}

/** Does something with a share of the steps that are left, so that one way can't use up what others need. */
export function share<T>(run: Run, steps: number, act: () => T): T {
  const kept = run.budget - steps;
  if (kept <= 0) return act();
  run.budget = steps;
  const made = act();
  run.budget = kept + Math.max(run.budget, 0);
  return made;
}

/** Notes why a value can't be made; the last reason is told. */
export function blame(run: Run, place: Place, reason: string): Failed {
  run.blame = { place, reason };
  return failed;
}

/** The JSON pointer of a place (RFC 6901). */
export function pointerOf(place: Place): string {
  const steps: string[] = [];
  for (let at: Place | undefined = place; at?.outer !== undefined; at = at.outer) {
    steps.push(String(at.step).replaceAll("~", "~0").replaceAll("/", "~1"));
  }
  return steps.reverse().map((step) => `/${step}`).join("");
}
