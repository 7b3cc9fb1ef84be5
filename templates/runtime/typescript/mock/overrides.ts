import type { Answer, Call } from "../server/call.js";
import type { RequestValues } from "../server/request.js";
import type { Delay } from "./options.js";

/** How a request fares instead of being answered as ever: later, or not at all. */
export interface Fate {
  readonly delay?: Delay | undefined;
  /** The connection breaks: `fetch` rejects. */
  readonly error?: "network" | undefined;
}

/** How often an override holds, and how long its answers take. */
export interface OverrideTerms {
  readonly delay?: Delay | undefined;
  /** For so many requests; then the override before it holds again. If absent: until `reset`. */
  readonly times?: number | undefined;
  /** The same as `times: 1`. */
  readonly once?: boolean | undefined;
}

export type OverrideFunction = (request: RequestValues, call: Call) => Answer | Promise<Answer>;

/** What an operation answers instead of what is made up: a status (with a body that is made up), a value, what a function gives, a fate. */
export type Override = number | Answer | Fate | OverrideFunction;

/** As data, such as what `mortise mock --record` writes. */
export interface OverrideRecord extends OverrideTerms {
  readonly operation: string;
  readonly answer: number | Answer | Fate;
}

export type OverrideList = readonly OverrideRecord[];

/** What an override of a handler of type `F` may be: what doesn't fit the contract doesn't compile. */
export type OverrideOf<F> = F extends (...parts: never) => infer R ? F | Awaited<R> | StatusOf<Awaited<R>> | Fate : never;

type StatusOf<A> = A extends { readonly status: infer S } ? S : never;

interface Entry {
  readonly override: Override;
  readonly delay: Delay | undefined;
  left: number;
}

/** The overrides of one mock. */
export interface Overrides {
  use(operation: string, override: Override, terms?: OverrideTerms): void;
  /** The override that holds for a request of an operation now; counts it. */
  take(operation: string): Taken | undefined;
  reset(): void;
}

export interface Taken {
  readonly override: Override;
  readonly delay: Delay | undefined;
}

/** `initial`: what holds from the start. `knows`: whether there is such an operation; another one is a `TypeError`. */
export function openOverrides(initial: OverrideList, knows: (operation: string) => boolean): Overrides {
  const stacks = new Map<string, Entry[]>();
  const use = (operation: string, override: Override, { delay, times, once }: OverrideTerms = {}): void => {
    if (!knows(operation)) throw new TypeError(`The contract has no operation '${operation}'`);
    const entry: Entry = { override, delay, left: times ?? (once === true ? 1 : Number.POSITIVE_INFINITY) };
    stacks.set(operation, [...(stacks.get(operation) ?? []), entry]);
  };
  const reset = (): void => {
    stacks.clear();
    // The first of several for one operation comes first: a recorded list is in the order of the answers.
    for (const { operation, answer, ...terms } of [...initial].reverse()) use(operation, answer, terms);
  };
  reset();
  return {
    use,
    reset,
    take(operation) {
      const stack = stacks.get(operation);
      for (let entry = stack?.at(-1); stack !== undefined && entry !== undefined; entry = stack.at(-1)) {
        if (entry.left > 0) {
          entry.left -= 1;
          return entry;
        }
        stack.pop();
      }
      return undefined;
    },
  };
}

/** Whether an override says how a request fares and nothing of its answer. */
export function isFate(override: Override): override is Fate {
  return typeof override === "object" && !("status" in override);
}
