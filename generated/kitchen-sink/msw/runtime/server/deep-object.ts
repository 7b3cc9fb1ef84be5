import { setMember } from "../check/convert.js";
import { type Findings, pointerTo } from "../check/findings.js";
import { messages, unreadable } from "./faults.js";
import { type DeepPair, type PairPlanner, slotOf } from "./pairs.js";
import type { TextSpec } from "./route.js";
import { planItems, readOne, type Undoing } from "./structures.js";
import type { ReadPairs } from "./style-pairs.js";
import { hasStructure, listOf, membersSpecOf, planText } from "./texts.js";

/** Deeper brackets than this are one name. */
const maxDepth = 100;

/** What stands under one name: texts of its own, and what further brackets lead to. */
interface Branch {
  readonly raws: string[];
  readonly children: Map<string, Branch>;
}

/** `filter[name][first]=Ada&filter[tags][0]=a&filter[tags][1]=b`; `filter[tags]=a&filter[tags]=b` is read too. */
export function planDeep(spec: TextSpec, name: string, undoing: Undoing, at: string, planner: PairPlanner): ReadPairs {
  const slot = slotOf(planner.deep, name);
  const read = planBranch(spec, undoing);
  return (pairs, found) => {
    const own = pairs.deep[slot];
    return own === undefined ? undefined : read(growTree(own, spec), at, found);
  };
}

function growTree(pairs: readonly DeepPair[], spec: TextSpec): Branch {
  const root = createBranch();
  for (const { path, raw } of pairs) {
    let branch = root;
    for (const name of namesOf(path, spec)) {
      let child = branch.children.get(name);
      if (child === undefined) branch.children.set(name, (child = createBranch()));
      branch = child;
    }
    branch.raws.push(raw);
  }
  return root;
}

function createBranch(): Branch {
  return { raws: [], children: new Map() };
}

/**
 * The names in `[a][b]`. Brackets in a name look the same as those around it: where nothing can stand below a name that the contract
 * doesn't list, all that follows is part of it.
 */
function namesOf(path: string, spec: TextSpec): readonly string[] {
  const names = path.slice(1, -1).split("][");
  let below: TextSpec | undefined = spec;
  for (let index = 0; index < names.length - 1; index++) {
    const members: ReturnType<typeof membersSpecOf> = below === undefined ? undefined : membersSpecOf(below);
    const name = names[index] ?? "";
    const listed: TextSpec | undefined =
      members !== undefined && Object.hasOwn(members.members, name) ? members.members[name] : undefined;
    const endsHere =
      members?.rest !== undefined && listed === undefined && !hasStructure(members.rest) && !isAny(members.rest);
    if (endsHere || index === maxDepth) return [...names.slice(0, index), names.slice(index).join("][")];
    below = listed ?? members?.rest ?? (below === undefined ? undefined : listOf(below)?.items);
  }
  return names;
}

/** A union of texts may be any value, so names may go on below it. */
function isAny(spec: TextSpec): boolean {
  return (
    typeof spec === "object" &&
    "anyOf" in spec &&
    anyKinds.every((kind) => spec.anyOf.some(({ text }) => text === kind))
  );
}

const anyKinds = ["null", "boolean", "number", "string"];

type ReadBranch = (branch: Branch, at: string, found: Findings) => unknown;

function planBranch(spec: TextSpec, undoing: Undoing): ReadBranch {
  const read = planText(spec);
  const list = listOf(spec);
  const members = membersSpecOf(spec);
  const readItems = list === undefined ? undefined : planItems(list, undoing);
  const readItem = list === undefined ? undefined : planBranch(list.items, undoing);
  const readFirst = list?.prefix?.map((item) => planBranch(item, undoing)) ?? [];
  const named = new Map(
    Object.entries(members?.members ?? {}).map(([name, member]) => [name, planBranch(member, undoing)]),
  );
  const readOther = members === undefined ? undefined : planBranch(members.rest ?? "string", undoing);
  const isStructure = list !== undefined || members !== undefined;
  const readBranch: ReadBranch = (branch, at, found) => {
    if (branch.children.size === 0) return readLeaf(branch.raws, at, found);
    if (branch.raws.length > 0) {
      found.add(at, "duplicate", messages.duplicate);
      return unreadable;
    }
    const isList = readItem !== undefined && isIndexed(branch.children);
    // Under a plain text there is nothing by contract: an object of texts breaks its type.
    const readChild = (name: string): ReadBranch =>
      isList ? (readFirst[Number(name)] ?? readItem) : (named.get(name) ?? readOther ?? readBranch);
    return isList ? readList(branch, readChild, at, found) : readObject(branch, readChild, at, found);
  };
  const readLeaf = (raws: readonly string[], at: string, found: Findings): unknown => {
    const [raw = ""] = raws;
    if (raws.length === 1) {
      const value = readOne(raw, read, undoing, at, found);
      return readItems !== undefined && isStructure && typeof value === "string" && isOnlyList(spec)
        ? readItems(raws, at, found)
        : value;
    }
    if (readItems !== undefined) return readItems(raws, at, found);
    found.add(at, "duplicate", messages.duplicate);
    return unreadable;
  };
  return readBranch;
}

function isOnlyList(spec: TextSpec): boolean {
  return typeof spec === "object" && "items" in spec;
}

/** Names are 0, 1, 2 ... in any order, without gaps. */
function isIndexed(children: ReadonlyMap<string, Branch>): boolean {
  for (const name of children.keys())
    if (!/^(?:0|[1-9][0-9]{0,8})$/.test(name) || Number(name) >= children.size) return false;
  return true;
}

function readList(branch: Branch, readChild: (name: string) => ReadBranch, at: string, found: Findings): unknown {
  const list: unknown[] = [];
  let isWhole = true;
  for (let index = 0; index < branch.children.size; index++) {
    const name = String(index);
    const child = branch.children.get(name) ?? createBranch();
    const value = readChild(name)(child, `${at}/${name}`, found);
    if (value === unreadable) isWhole = false;
    list.push(value);
  }
  return isWhole ? list : unreadable;
}

function readObject(branch: Branch, readChild: (name: string) => ReadBranch, at: string, found: Findings): unknown {
  const object: Record<string, unknown> = {};
  let isWhole = true;
  for (const [name, child] of branch.children) {
    const value = readChild(name)(child, pointerTo(at, name), found);
    if (value === unreadable) isWhole = false;
    else setMember(object, name, value);
  }
  return isWhole ? object : unreadable;
}
