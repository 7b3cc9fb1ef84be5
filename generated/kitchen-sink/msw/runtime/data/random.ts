/**
 * A stream of random numbers. Streams are made of names, not of each other's numbers: what is drawn from one changes no other, so that a
 * member that a contract gains leaves the others as they were.
 */
export interface Random {
  /** What the stream was made of. */
  readonly key: readonly [number, number, number, number];
  /** Where the stream stands: the state of sfc32 (C. Doty-Humphrey, PractRand), 32 bits each. */
  readonly state: State;
}

interface State {
  a: number;
  b: number;
  c: number;
  count: number;
}

/** The stream of a seed: equal seeds give equal streams, on every machine. */
export function openRandom(seed: string): Random {
  return startStream(hash([0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a], seed));
}

/** The stream of a name below another one, wherever that stands. */
export function forkRandom(random: Random, name: string | number): Random {
  return startStream(hash(random.key, String(name)));
}

/** From 0, up to but without 1, in steps of 2^-32. */
export function draw(random: Random): number {
  return next(random.state) / 2 ** 32;
}

/** An integer between two, both of them included. At most 2^53 apart. */
export function drawInteger(random: Random, least: number, most: number): number {
  const size = most - least + 1;
  if (size <= 1) return least;
  const high = size > 2 ** 32 ? (next(random.state) & 0x1fffff) * 2 ** 32 : 0;
  const part = size > 2 ** 32 ? (high + next(random.state)) / 2 ** 53 : draw(random);
  return least + Math.min(Math.floor(part * size), size - 1);
}

/** One of several; there has to be one. */
export function pick<T>(random: Random, choices: readonly T[]): T {
  return choices[drawInteger(random, 0, choices.length - 1)] as T;
}

/** Whether something happens that has this probability. */
export function chance(random: Random, probability: number): boolean {
  return draw(random) < probability;
}

/** The same things in another order. */
export function shuffle<T>(random: Random, things: readonly T[]): T[] {
  const mixed = [...things];
  for (let last = mixed.length - 1; last > 0; last--) {
    const other = drawInteger(random, 0, last);
    const moved = mixed[last] as T;
    mixed[last] = mixed[other] as T;
    mixed[other] = moved;
  }
  return mixed;
}

function startStream(key: Random["key"]): Random {
  const state: State = { a: key[0] | 0, b: key[1] | 0, c: key[2] ^ key[3], count: 1 };
  // So that close keys are far apart.
  for (let round = 0; round < 12; round++) next(state);
  return { key, state };
}

/** sfc32. */
function next(state: State): number {
  const { a, b, c, count } = state;
  const sum = (a + b + count) | 0;
  state.count = (count + 1) | 0;
  state.a = b ^ (b >>> 9);
  state.b = (c + (c << 3)) | 0;
  state.c = (((c << 21) | (c >>> 11)) + sum) | 0;
  return sum >>> 0;
}

/** 128 bits of a text and of what went before it: four multiplications a character and a mix at the end (as MurmurHash3 does it). */
function hash(before: Random["key"], text: string): Random["key"] {
  let [a, b, c, d] = before;
  for (let index = 0; index <= text.length; index++) {
    // The end counts as a character, which no text has: "a" below "b" is not "ab".
    const unit = index === text.length ? 0x10000 : text.charCodeAt(index);
    a = b ^ Math.imul(a ^ unit, 597399067);
    b = c ^ Math.imul(b ^ unit, 2869860233);
    c = d ^ Math.imul(c ^ unit, 951274213);
    d = a ^ Math.imul(d ^ unit, 2716044179);
  }
  return [mix(a ^ d), mix(b ^ (a >>> 7)), mix(c ^ (b >>> 5)), mix(d ^ (c >>> 3))];
}

function mix(bits: number): number {
  let mixed = bits;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
