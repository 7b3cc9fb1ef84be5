import type { Turn } from "./turn.js";

/** The requests that are being answered. */
export interface Turns extends Iterable<Turn> {
  add(turn: Turn): void;
  delete(turn: Turn): void;
  isEmpty(): boolean;
}

/** A list in which each knows its place: a `Set` that members come to and leave all the time is made anew again and again. */
export function openTurns(): Turns {
  const turns: Turn[] = [];
  return {
    add: (turn) => {
      turn.place = turns.length;
      turns.push(turn);
    },
    delete: (turn) => {
      const last = turns.at(-1);
      if (turn.place < 0 || last === undefined) return;
      turns[turn.place] = last;
      last.place = turn.place;
      turns.pop();
      turn.place = -1;
    },
    isEmpty: () => turns.length === 0,
    [Symbol.iterator]: () => turns.slice()[Symbol.iterator](),
  };
}
