import { chance, draw, drawInteger, forkRandom, pick, type Random } from "./random.js";
import { cities, type City, companyKinds, companyNames, firstNames, lastNames } from "./words.js";

/**
 * What the members of one object have in common: whose email it is, where the address lies, when it all began. Made of a stream, so that
 * it is the same whichever member asks first.
 */
export interface Scene {
  /** Where the person, the place and the moments come from. */
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

/** What says more of the same thing or person. */
const sameThing = /name|address|location|contact|profile|details|info|meta|attributes|data|properties|personal|billing|shipping|geo|coord|position|settings|preferences|audit|timestamps|lifecycle|period|dates/i;

/** The scene of an object that stands in a member of another one: `address` lies where its owner lives, `author` is somebody else. */
export function openInnerScene(outer: Scene, random: Random, name: string): Scene {
  return sameThing.test(name) ? { ...outer, name } : openScene(random, name, outer.now);
}

export interface Person {
  readonly first: string;
  readonly last: string;
}

export function personOf({ random }: Scene): Person {
  const own = forkRandom(random, "person");
  return { first: pick(own, firstNames), last: pick(own, lastNames) };
}

export function cityOf({ random }: Scene): City {
  return pick(forkRandom(random, "city"), cities);
}

export function companyOf({ random }: Scene): string {
  const own = forkRandom(random, "company");
  return `${pick(own, companyNames)} ${pick(own, companyKinds)}`;
}

const day = 86_400_000;

/** When something happens, as a part of the time from its beginning until now; by the words of a member's name, the first that fits. */
const stages: readonly (readonly [words: RegExp, part: number])[] = [
  [/delete|remov|destroy|purge/, 0.95],
  [/archiv|cancel|close|revok|refund|suspend|disabled|dismiss/, 0.85],
  [/\b(?:end|ended|ends|finish\w*|complet\w*|until|to|stop\w*|done|deliver\w*|resolved|merged|fixed)\b/, 0.75],
  [/updat|modif|chang|edit|last|latest|recent|refresh|sync|push/, 0.6],
  [/paid|pay|approv|accept|verif|confirm|process|settl|captur|publish|release/, 0.3],
  [/sent|send|submit|issued|request|order|placed|shipp|authori/, 0.15],
  [/start|begin|began|from|since|open|activ|after/, 0.1],
  [/creat|regist|join|add|insert|signed|init|upload/, 0],
];
const future = /expir|due|next|valid to|valid until|deadline|renew|scheduled|upcoming|eta|estimated|available|trial end|period end|not after|reset/;
const birth = /birth|dob|born/;

/** The moment that a name speaks of, in ms since 1970, whole seconds. Within one scene they are in the order in which things happen. */
export function momentOf({ random, now }: Scene, words: string): number {
  const own = forkRandom(random, "moments");
  const began = now - Math.floor(day * (20 + draw(own) * 400));
  if (birth.test(words)) return wholeSecond(now - Math.floor(day * (18 * 365 + draw(own) * 45 * 365)));
  if (future.test(words)) return wholeSecond(now + Math.floor(day * (2 + draw(own) * 90)));
  const part = stages.find(([form]) => form.test(words))?.[1] ?? 0.45;
  // The same for all members of a stage: two names of one moment agree.
  return wholeSecond(began + (now - began) * (part === 0 ? 0 : part + draw(forkRandom(own, part)) * 0.04));
}

const wholeSecond = (time: number): number => Math.floor(time / 1000) * 1000;

/** An id as services make them. */
export function identifier(random: Random, length: number): string {
  let text = "";
  for (let index = 0; index < length; index++) text += pick(random, idSigns);
  return text;
}

const idSigns = [..."abcdefghijkmnpqrstuvwxyz23456789"];

/** A random hexadecimal text. */
export function hexText(random: Random, length: number): string {
  let text = "";
  while (text.length < length) text += drawInteger(random, 0, 0xffff).toString(16).padStart(4, "0");
  return text.slice(0, length);
}

/** A UUID of version 4 (RFC 9562, 5.4). */
export function uuidText(random: Random): string {
  const hex = hexText(random, 30);
  const variant = pick(random, ["8", "9", "a", "b"]);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(12, 15)}-${variant}${hex.slice(15, 18)}-${hex.slice(18, 30)}`;
}

/** Letters and digits of a name, as logins and hosts have them: `maria.rossi`, with a number now and then. */
export function loginOf(scene: Scene): string {
  const { first, last } = personOf(scene);
  const own = forkRandom(scene.random, "login");
  return `${first}.${last}`.toLowerCase() + (chance(own, 0.25) ? drawInteger(own, 2, 99) : "");
}
