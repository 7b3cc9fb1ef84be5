import type { Findings } from "../check/findings.js";
import { planDeep } from "./deep-object.js";
import { messages, unreadable } from "./faults.js";
import { type PairPlanner, type Pairs, type Raw, slotOf } from "./pairs.js";
import type { TextCoding, TextSpec } from "./route.js";
import { planItems, planMembers, readOne, type Undoing } from "./structures.js";
import { cutAll, delimiterOf, planCut, type ReadRaw } from "./style-texts.js";
import { hasStructure, listOf, type MembersSpec, membersSpecOf, planText } from "./texts.js";

/** Reads a value out of the pairs of a query, form or cookie header. `undefined`: it isn't there. */
export type ReadPairs = (pairs: Pairs, found: Findings) => unknown;

/** Plans a value of style form, spaceDelimited, pipeDelimited, deepObject or cookie, and claims the names that it stands under. */
export function planPairs(
  coding: TextCoding,
  name: string,
  undoing: Undoing,
  at: string,
  planner: PairPlanner,
  isEncoded = true,
): ReadPairs {
  const { style = "form", text: spec = "string" } = coding;
  const isExploded = coding.explode ?? (style === "form" || style === "cookie");
  if (style === "deepObject") return planDeep(spec, name, undoing, at, planner);
  if (!hasStructure(spec)) return planScalar(spec, slotOf(planner.slots, name), undoing, at);
  const delimiter = delimiterOf(style, isEncoded);
  if (!isExploded) return planJoined(spec, slotOf(planner.slots, name), delimiter, undoing, at);
  const members = membersSpecOf(spec);
  const isObject = members !== undefined && typeof spec === "object" && "members" in spec;
  const readOwn = isObject ? undefined : planExploded(spec, slotOf(planner.slots, name), undoing, at);
  const readMembers = members === undefined ? undefined : planSpread(members, undoing, at, planner);
  return (pairs, found) => readOwn?.(pairs, found) ?? readMembers?.(pairs, found);
}

function planScalar(spec: TextSpec, slot: number, undoing: Undoing, at: string): ReadPairs {
  const read = planText(spec);
  return (pairs, found) => {
    const raw = pairs.values[slot];
    if (raw === undefined) return undefined;
    return typeof raw === "string" ? readOne(raw, read, undoing, at, found) : reportTwice(at, found);
  };
}

/** Says that something came twice that is no list. */
export function reportTwice(at: string, found: Findings): typeof unreadable {
  found.add(at, "duplicate", messages.duplicate);
  return unreadable;
}

/** `color=blue,black`. A list that comes several times goes on each time, as a header's does. */
function planJoined(spec: TextSpec, slot: number, delimiter: string | RegExp, undoing: Undoing, at: string): ReadPairs {
  const read = planCut(spec, { delimiter, isExploded: false }, undoing, at);
  const list = listOf(spec);
  const readItems = list === undefined ? undefined : planItems(list, undoing);
  return (pairs, found) => {
    const raw = pairs.values[slot];
    if (raw === undefined) return undefined;
    if (typeof raw === "string") return read(raw, found);
    return readItems === undefined ? reportTwice(at, found) : readItems(cutAll(raw, delimiter), at, found);
  };
}

/** `color=blue&color=black`; of a union, what comes once may be a single text. */
function planExploded(spec: TextSpec, slot: number, undoing: Undoing, at: string): ReadPairs {
  const list = listOf(spec);
  const readItems = list === undefined ? undefined : planItems(list, undoing);
  const readSingle: ReadRaw | undefined =
    typeof spec === "object" && "anyOf" in spec
      ? planCut(spec, { delimiter: never, isExploded: false }, undoing, at)
      : undefined;
  return (pairs, found) => {
    const raw: Raw = pairs.values[slot];
    if (raw === undefined) return undefined;
    if (typeof raw === "string" && readSingle !== undefined) return readSingle(raw, found);
    return readItems === undefined
      ? reportTwice(at, found)
      : readItems(typeof raw === "string" ? [raw] : raw, at, found);
  };
}

/** Parts nothing: exploded values are parted already. */
const never = /(?!)/;

/** `R=100&G=200`: the names that the contract knows, and all that nobody else claims where others are allowed. */
function planSpread(spec: MembersSpec, undoing: Undoing, at: string, planner: PairPlanner): ReadPairs {
  const names = Object.keys(spec.members).map((name): readonly [string, number] => [name, slotOf(planner.slots, name)]);
  const readMembers = planMembers(spec, undoing);
  const takesOthers = spec.rest !== undefined;
  if (takesOthers) planner.keepsOthers = true;
  return (pairs, found) => {
    const members: (readonly [string, Raw])[] = [];
    for (const [name, slot] of names) if (pairs.values[slot] !== undefined) members.push([name, pairs.values[slot]]);
    if (takesOthers) for (const other of pairs.others) members.push(other);
    return members.length === 0 ? undefined : readMembers(members, at, found);
  };
}
