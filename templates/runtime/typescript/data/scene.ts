import { forkRandom, type Random } from "./random.js";

/**
 * What the members of one object have in common: whose email it is, where the address lies, when it all began. Made of a stream, so that
 * it is the same whichever member asks first.
 */
export interface Scene {
  readonly random: Random;
  /** Of what the object is: a schema's or a member's name, "" if neither is known. */
  readonly name: string;
  /** The moment around which dates lie, in ms since 1970. */
  readonly now: number;
}

/** What a text or number is for. It decides between valid values only. */
export interface Hint {
  /** The member's, parameter's or header's name; of an item, its list's; else the schema's. "" if there is none. */
  readonly name: string;
  /** Of the object that it is a member of. */
  readonly scene: Scene;
}

/** The moment of a wish without `now`. */
export const usualNow = Date.UTC(2026, 0, 15, 9, 30);

/** The scene of a value of its own: a root, an item of a list. `name`: what it is called (`User`). */
export function openScene(random: Random, name: string, now: number = usualNow): Scene {
  return { random: forkRandom(random, "scene"), name, now };
}

/** The scene of an object that stands in a member of another one: `address` lies where its owner lives, `author` is somebody else. */
export function openInnerScene(outer: Scene, random: Random, name: string): Scene {
  return { ...openScene(random, name, outer.now) };
}
