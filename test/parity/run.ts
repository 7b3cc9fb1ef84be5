import type { Case, Setup } from "./cases.js";
import { type Address, exchange } from "./exchange.js";
import { judge } from "./judge.js";

/** A case whose answer is not as wanted, and how. */
export interface Difference {
  readonly id: string;
  readonly sentence: string;
  readonly lines: readonly string[];
}

/** So many requests are under way at a time. */
const WIDTH = 16;

/** The cases of one contract and setup: one server answers them all. */
export function groupByServer(cases: readonly Case[]): readonly { readonly contract: string; readonly setup: Setup; readonly cases: readonly Case[] }[] {
  const groups = new Map<string, Case[]>();
  for (const one of cases) {
    const key = JSON.stringify([one.contract, one.setup]);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].flatMap((members) => (members[0] === undefined ? [] : [{ contract: members[0].contract, setup: members[0].setup, cases: members }]));
}

/** Sends each case to a server, over a socket of its own, and gives the cases that are answered otherwise than they should be, in their order. */
export async function runCases(cases: readonly Case[], address: Address): Promise<readonly Difference[]> {
  const found = new Map<Case, Difference>();
  const queue = cases.values();
  const work = async (): Promise<void> => {
    for (const one of queue) {
      const lines = await runCase(one, address);
      if (lines.length > 0) found.set(one, { id: one.id, sentence: one.sentence, lines });
    }
  };
  await Promise.all(Array.from({ length: WIDTH }, work));
  return cases.flatMap((one) => found.get(one) ?? []);
}

async function runCase(one: Case, address: Address): Promise<readonly string[]> {
  try {
    return judge(one, await exchange(address, one.bytes(), one.method));
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}
