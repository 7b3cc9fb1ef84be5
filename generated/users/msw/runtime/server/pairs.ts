import { type Findings, pointerTo } from "../check/findings.js";
import { messages } from "./faults.js";
import { isWellEscaped, trim, type Undo } from "./undo.js";

/** The values that came under one name, as they came: none, one, or several. */
export type Raw = undefined | string | readonly string[];

/** One pair of a parameter of style deepObject: `[first][name]` and its value, both as they came but for the name's encoding. */
export interface DeepPair {
  readonly path: string;
  readonly raw: string;
}

/** Which names of a query, form or cookie header are wanted. */
export interface PairPlan {
  /** Where the values of a name go. */
  readonly slots: ReadonlyMap<string, number>;
  /** Names that stand before a bracket. */
  readonly deep: ReadonlyMap<string, number>;
  /** Whether pairs of other names are kept. */
  readonly keepsOthers: boolean;
}

/** What came, by slot. */
export interface Pairs {
  readonly values: Raw[];
  readonly deep: (readonly DeepPair[] | undefined)[];
  readonly others: ReadonlyMap<string, Raw>;
}

/** How pairs are written. */
export interface PairCoding {
  readonly separator: "&" | ";";
  readonly undoName: Undo;
  /** Cookies of other sites' scripts are nobody's fault: what can't be read there is passed over. */
  readonly isLenient?: boolean;
}

const none: ReadonlyMap<string, Raw> = new Map();

/** Gives out slots for names while readers are planned. */
export interface PairPlanner extends PairPlan {
  readonly slots: Map<string, number>;
  readonly deep: Map<string, number>;
  keepsOthers: boolean;
}

export function createPairPlanner(): PairPlanner {
  return { slots: new Map(), deep: new Map(), keepsOthers: false };
}

/** The slot of a name, the same for all who ask for it. */
export function slotOf(slots: Map<string, number>, name: string): number {
  const slot = slots.get(name) ?? slots.size;
  slots.set(name, slot);
  return slot;
}

/** Sorts the pairs of a query, form or cookie header by the names that are wanted. Linear in the text. */
export function scanPairs(text: string, plan: PairPlan, coding: PairCoding, found: Findings): Pairs {
  const values: Raw[] = new Array<Raw>(plan.slots.size).fill(undefined);
  const deep: DeepPair[][] = [];
  const others: ReadonlyMap<string, Raw> = plan.keepsOthers ? new Map<string, Raw>() : none;
  const pairs = { values, deep, others };
  const isCookie = coding.separator === ";";
  let mark = -1;
  for (let start = 0, end; start < text.length; start = end + 1) {
    end = text.indexOf(coding.separator, start);
    if (end < 0) end = text.length;
    const [from, to] = isCookie ? trim(text, start, end) : [start, end];
    if (from === to) continue;
    // Found once, and not looked for again before it has been passed: a text without one is not searched a million times.
    if (mark < from) {
      mark = text.indexOf("=", from);
      if (mark < 0) mark = text.length;
    }
    const split = mark < to ? mark : to;
    sortPair(plan, pairs, coding, text.slice(from, split), split < to ? text.slice(split + 1, to) : "", found);
  }
  return pairs;
}

function sortPair(
  plan: PairPlan,
  pairs: { readonly values: Raw[]; readonly deep: DeepPair[][]; readonly others: ReadonlyMap<string, Raw> },
  coding: PairCoding,
  rawName: string,
  raw: string,
  found: Findings,
): void {
  let slot = plan.slots.get(rawName);
  let name: string | undefined = rawName;
  // Nearly always a name stands as it is.
  if (slot === undefined || rawName.includes("%") || rawName.includes("+")) {
    name = coding.undoName(rawName);
    if (name === undefined) {
      if (coding.isLenient !== true) found.add("", "encoding", messages.percent);
      return;
    }
    slot = plan.slots.get(name);
  }
  if (slot !== undefined) {
    pairs.values[slot] = joined(pairs.values[slot], raw);
    return;
  }
  if (plan.deep.size > 0) {
    const owner = name.endsWith("]") ? deepOwner(plan, name) : undefined;
    if (owner !== undefined) {
      (pairs.deep[plan.deep.get(owner) ?? 0] ??= []).push({ path: name.slice(owner.length), raw });
      return;
    }
  }
  if (plan.keepsOthers) (pairs.others as Map<string, Raw>).set(name, joined(pairs.others.get(name), raw));
  else if (coding.isLenient !== true && !isWellEscaped(raw))
    found.add(pointerTo("", name), "encoding", messages.percent);
}

/** The parameter of style deepObject that a name with brackets belongs to. */
function deepOwner({ deep }: PairPlan, name: string): string | undefined {
  const owner = name.slice(0, Math.max(0, name.indexOf("[")));
  if (deep.has(owner)) return owner;
  // A parameter's own name may have brackets.
  for (const other of deep.keys()) if (other.includes("[") && name.startsWith(`${other}[`)) return other;
  return undefined;
}

/** One more value of a name. Most have one, which takes no list. */
function joined(before: Raw, raw: string): Raw {
  if (before === undefined) return raw;
  if (typeof before === "string") return [before, raw];
  (before as string[]).push(raw);
  return before;
}
