import { draw, type Random } from "../data/random.js";
import type { Delay } from "./options.js";

/** How long, in milliseconds; `Infinity` for ever. */
export function lengthOf(delay: Delay | undefined, random: Random): number {
  if (delay === undefined) return 0;
  if (delay === "infinite") return Number.POSITIVE_INFINITY;
  if (typeof delay === "number") return delay;
  const [least, most] = delay;
  return least + draw(random) * Math.max(most - least, 0);
}

/** Waits so many milliseconds, or until there is nobody to wait for: never rejects. Nothing keeps a process alive for ever. */
export function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  if (milliseconds <= 0 || signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = milliseconds < longest ? setTimeout(end, milliseconds) : undefined;
    signal.addEventListener("abort", end, { once: true });
    function end(): void {
      clearTimeout(timer);
      signal.removeEventListener("abort", end);
      resolve();
    }
  });
}

/** Timers can't wait longer (WHATWG HTML, section 8.6, stores 32 bits). */
const longest = 2 ** 31;
