import { chance, draw, openRandom, type Random } from "../data/random.js";
import { ProblemError } from "../server/problem.js";
import type { CommonMockOptions, Delay } from "./options.js";
import type { Fate } from "./overrides.js";
import { lengthOf } from "./timing.js";

/** How requests fare: how long they take, and which fail. */
export interface Fates {
  /** Throws a problem for a request that is to fail by itself. */
  strike(): void;
  /** Says how one request fares. `call`: the request. */
  set(call: object, fate: Fate): void;
  isNetworkError(call: object): boolean;
  /** How long one takes, in milliseconds. */
  delayOf(call: object): number;
  /** The connection of a request breaks, as its carrier knows it. */
  break(raw: unknown): void;
  isBroken(raw: object): boolean;
  reset(): void;
}

/** The same seed, and the same requests one after the other, fare alike. */
export function openFates({ delay, errorRate = 0 }: CommonMockOptions, seed: string): Fates {
  const fates = new WeakMap<object, Fate>();
  const broken = new WeakSet<object>();
  let errors: Random;
  let delays: Random;
  const reset = (): void => {
    errors = openRandom(`${seed} errors`);
    delays = openRandom(`${seed} delays`);
  };
  reset();
  return {
    reset,
    strike() {
      if (errorRate > 0 && chance(errors, errorRate)) throw new ProblemError(draw(errors) < 0.5 ? "internal" : "unavailable", { detail: "The mock was told to fail now and then." });
    },
    set: (call, fate) => void fates.set(call, fate),
    isNetworkError: (call) => fates.get(call)?.error === "network",
    delayOf(call) {
      const own: Delay | undefined = fates.get(call)?.delay ?? delay;
      return own === undefined ? 0 : lengthOf(own, delays);
    },
    break(raw) {
      if (typeof raw === "object" && raw !== null) broken.add(raw);
    },
    isBroken: (raw) => broken.has(raw),
  };
}
