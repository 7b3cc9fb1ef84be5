import { setMember } from "../check/convert.js";
import { type Findings, pointerTo } from "../check/findings.js";
import { messages, unreadable } from "./faults.js";
import type { Raw } from "./pairs.js";
import type { TextSpec } from "./route.js";
import { type ListSpec, listOf, type MembersSpec, planText, type ReadText } from "./texts.js";
import type { Undo } from "./undo.js";

/** How the texts of a place are undone, and what is said of those that can't be. */
export interface Undoing {
  readonly undo: Undo;
  readonly message: string;
}

/** Reads the texts of a list's items. */
export type ReadItems = (raws: readonly string[], at: string, found: Findings) => unknown;

/** Reads the texts of an object's members, by name. */
export type ReadMembers = (
  members: Iterable<readonly [name: string, raw: Raw]>,
  at: string,
  found: Findings,
) => unknown;

/** One text at its place: `unreadable` if it isn't encoded as its place has it. */
export function readOne(raw: string, read: ReadText, { undo, message }: Undoing, at: string, found: Findings): unknown {
  const text = undo(raw);
  if (text !== undefined) return read(text);
  found.add(at, "encoding", message);
  return unreadable;
}

/** Plans the items of a list. */
export function planItems({ items, prefix = [] }: ListSpec, undoing: Undoing): ReadItems {
  const readItem = planText(items);
  const readFirst = prefix.map(planText);
  return (raws, at, found) => {
    const list: unknown[] = [];
    let isWhole = true;
    for (const [index, raw] of raws.entries()) {
      const text = undoing.undo(raw);
      if (text === undefined) {
        found.add(`${at}/${index}`, "encoding", undoing.message);
        isWhole = false;
      } else list.push((readFirst[index] ?? readItem)(text));
    }
    return isWhole ? list : unreadable;
  };
}

/** Plans the members of an object. Names have been undone, values have not. */
export function planMembers({ members, rest }: MembersSpec, undoing: Undoing): ReadMembers {
  const readers = new Map(Object.entries(members).map(([name, spec]) => [name, planMember(spec, undoing)]));
  const readRest = planMember(rest ?? "string", undoing);
  return (entries, at, found) => {
    const object: Record<string, unknown> = {};
    let isWhole = true;
    for (const [name, raw] of entries) {
      if (raw === undefined) continue;
      const value = (readers.get(name) ?? readRest)(raw, () => pointerTo(at, name), found);
      if (value === unreadable) isWhole = false;
      else setMember(object, name, value);
    }
    return isWhole ? object : unreadable;
  };
}

/** Plans one member that may have come several times. */
export function planMember(
  spec: TextSpec,
  undoing: Undoing,
): (raw: string | readonly string[], at: () => string, found: Findings) => unknown {
  const read = planText(spec);
  const list = listOf(spec);
  const readItems = list === undefined ? undefined : planItems(list, undoing);
  return (raw, at, found) => {
    const single = typeof raw === "string" ? raw : raw.length === 1 ? raw[0] : undefined;
    if (single !== undefined) {
      const text = undoing.undo(single);
      const value = text === undefined ? unreadable : read(text);
      if (value === unreadable) found.add(at(), "encoding", undoing.message);
      // A list in an object is one text of JSON, or else its items' texts, one by one.
      return readItems !== undefined && value === text && typeof spec === "object" && "items" in spec
        ? readItems([single], at(), found)
        : value;
    }
    if (readItems !== undefined) return readItems(raw as readonly string[], at(), found);
    found.add(at(), "duplicate", messages.duplicate);
    return unreadable;
  };
}

/** Cuts a list's or object's single text into those between delimiters; an empty text has none. */
export function cut(raw: string, delimiter: string | RegExp): readonly string[] {
  return raw === "" ? [] : raw.split(delimiter);
}

/** `R,100,G,200`. A name without a value has the empty one. */
export function pairUp(texts: readonly string[]): readonly (readonly [string, string])[] {
  const pairs: (readonly [string, string])[] = [];
  for (let index = 0; index < texts.length; index += 2) pairs.push([texts[index] ?? "", texts[index + 1] ?? ""]);
  return pairs;
}

/** `R=100`. */
export function splitPair(text: string): readonly [string, string] {
  const mark = text.indexOf("=");
  return mark < 0 ? [text, ""] : [text.slice(0, mark), text.slice(mark + 1)];
}

/** Undoes names, and gathers the values of each. `undefined`: a name can't be undone, which has been said. */
export function gather(
  pairs: readonly (readonly [string, string])[],
  { undo, message }: Undoing,
  at: string,
  found: Findings,
): ReadonlyMap<string, Raw> | undefined {
  const gathered = new Map<string, string[]>();
  let isWhole = true;
  for (const [rawName, raw] of pairs) {
    const name = undo(rawName);
    if (name === undefined) {
      found.add(at, "encoding", message);
      isWhole = false;
      continue;
    }
    const values = gathered.get(name);
    if (values === undefined) gathered.set(name, [raw]);
    else values.push(raw);
  }
  return isWhole ? gathered : undefined;
}
