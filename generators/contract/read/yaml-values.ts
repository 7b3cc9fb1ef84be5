import { getScalarValue, type Event } from "js-yaml";
import { ExactNumber, isObject, type Json } from "../json.js";
import { MAX_DEPTH, MAX_PROBLEMS, nestedTooDeeply, type Problem } from "./problem.js";
import { resolvePlain, resolveTagged } from "./yaml-scalars.js";

type EventOf<T extends Event["type"]> = Extract<Event, { readonly type: T }>;
type Scalar = EventOf<4>;
type Opening = EventOf<2> | EventOf<3>;

/** js-yaml's event ids (its `EVENT_ID`), as constants that a `switch` can tell apart. */
export const DOCUMENT = 1;
export const SEQUENCE = 2;
export const MAPPING = 3;
export const SCALAR = 4;
export const ALIAS = 5;
export const POP = 6;

const PLAIN = 1;

/** Copies that aliases and merge keys may make in all: a few lines of nested aliases could ask for billions. */
const MAX_COPIES = 1_000_000;

/** An anchored value: complete, or still being read (then an alias to it would be a cycle). */
interface Anchored {
  value: Json;
  height: number;
  isComplete: boolean;
}

/** A mapping, sequence or document that is being read. */
interface Frame {
  readonly kind: "mapping" | "sequence" | "document";
  readonly items: Json[];
  readonly members: Record<string, Json>;
  readonly anchored: Anchored | undefined;
  /** Where member names start, in their order, and which names. */
  readonly names: string[];
  readonly starts: number[];
  /** Levels below this one. */
  height: number;
  key: string | undefined;
  keyStart: number;
  isMerge: boolean;
  /** Names that `<<` brought: explicit members replace them. */
  merged: Set<string> | undefined;
}

interface Composition {
  readonly source: string;
  readonly problems: Problem[];
  readonly frames: Frame[];
  readonly anchors: Map<string, Anchored>;
  copies: number;
  documents: number;
}

/** Builds the JSON value of an event stream. Goes on after mistakes (duplicate keys, unknown tags), so that all are found. */
export function compose(events: readonly Event[], source: string): { readonly value: Json; readonly problems: readonly Problem[] } {
  const all: Composition = { source, problems: [], frames: [], anchors: new Map(), copies: 0, documents: 0 };
  const root = openFrame("document", undefined);
  for (const event of events) {
    if (event.type === DOCUMENT) {
      if (all.documents++ > 0) continue;
      all.frames.push(root);
    } else if (all.documents === 1) take(all, event);
    if (all.problems.length >= MAX_PROBLEMS) break;
  }
  if (all.documents > 1) report(all, secondDocument(source), "a second document in the same file", "a contract is one YAML document: remove the '---' or move what follows to a file of its own");
  if (all.documents === 0) report(all, 0, "the file is empty", "a contract starts with 'openapi', 'info' and 'paths'");
  return { value: root.items[0] ?? null, problems: all.problems };
}

const secondDocument = (source: string): number => {
  const marks = [...source.matchAll(/^(?:---|\.\.\.)(?=\s|$)/gm)].map((match) => match.index);
  return marks.find((index) => /[^\s#]/.test(source.slice(0, index).replace(/^\s*#.*$/gm, ""))) ?? 0;
};

function openFrame(kind: Frame["kind"], anchored: Anchored | undefined): Frame {
  return { kind, items: [], members: {}, anchored, names: [], starts: [], height: 1, key: undefined, keyStart: 0, isMerge: false, merged: undefined };
}

function take(all: Composition, event: Event): void {
  switch (event.type) {
    case SCALAR:
      return takeScalar(all, event);
    case MAPPING:
    case SEQUENCE:
      return open(all, event);
    case ALIAS:
      return takeAlias(all, event);
    case POP:
      return close(all);
    case DOCUMENT:
      return;
  }
}

function takeScalar(all: Composition, event: Scalar): void {
  const frame = all.frames[all.frames.length - 1];
  const text = getScalarValue(all.source, event);
  if (frame?.kind === "mapping" && frame.key === undefined) return takeKey(all, frame, event, text);
  const value = event.tagStart !== -1 ? readTagged(all, event, text) : event.style === PLAIN ? resolvePlain(text) : text;
  if (typeof value === "string" && event.style === PLAIN && /^[-+]?\.(?:inf|nan)$/i.test(text)) {
    report(all, event.valueStart, `the number ${text} has no JSON form`, `write "${text}" if a text is meant`, event.valueEnd);
  }
  if (event.anchorStart !== -1) all.anchors.set(all.source.slice(event.anchorStart, event.anchorEnd), { value, height: 0, isComplete: true });
  put(all, value, 0);
}

function readTagged(all: Composition, event: Scalar, text: string): Json {
  const tag = tagOf(all, event);
  if (tag === "!") return text;
  const value = tag.startsWith("!!") ? resolveTagged(tag.slice(2), text) : undefined;
  if (value === undefined) {
    const isKnown = /^!!(?:int|float|bool|null)$/.test(tag);
    report(all, event.tagStart, isKnown ? `'${text}' is no ${tag.slice(2)}` : `the tag '${tag}' has no meaning in a contract`, isKnown ? "remove the tag, or write a value that fits it" : tagHint(tag), event.tagEnd);
  }
  return value === undefined ? text : value;
}

const tagHint = (tag: string): string => (/include|ref|import/i.test(tag) ? "refer to other files by '$ref'" : "remove the tag");

const tagOf = (all: Composition, event: Scalar | Opening): string =>
  all.source.slice(event.tagStart, event.tagEnd).replace(/^!<tag:yaml\.org,2002:(.*)>$/, "!!$1");

/** A member name. Names are texts: `200`, `1.0` and `true` as they are written. */
function takeKey(all: Composition, frame: Frame, event: Scalar, text: string): void {
  frame.key = text;
  // An empty name has no place: the one before it is near.
  const nameStart = event.valueStart === -1 ? frame.keyStart : event.valueStart;
  frame.keyStart = nameStart;
  frame.isMerge = text === "<<" && event.style === PLAIN;
  if (event.anchorStart !== -1) all.anchors.set(all.source.slice(event.anchorStart, event.anchorEnd), { value: text, height: 0, isComplete: true });
  if (frame.isMerge || !Object.hasOwn(frame.members, text) || frame.merged?.has(text) === true) {
    frame.names.push(text);
    frame.starts.push(nameStart);
    return;
  }
  const quote = event.style === PLAIN ? 0 : 1;
  const start = nameStart - quote;
  const end = Math.max(event.valueEnd + quote, start + 1);
  all.problems.push({ code: "duplicate-key", severity: "error", message: `'${text}' stands twice in the same mapping`, hint: `it stands at line ${lineOf(all.source, firstOf(frame, text))} already; remove or rename one of the two`, start, end });
}

const firstOf = (frame: Frame, name: string): number => frame.starts[frame.names.indexOf(name)] ?? 0;
const lineOf = (source: string, offset: number): number => source.slice(0, Math.max(0, offset)).split(/\r\n?|\n/).length;

function open(all: Composition, event: Opening): void {
  const tag = event.tagStart === -1 ? "" : tagOf(all, event);
  if (!["", "!", "!!map", "!!seq", "!!omap", "!!set"].includes(tag)) report(all, event.tagStart, `the tag '${tag}' has no meaning in a contract`, tagHint(tag), event.tagEnd);
  const anchored: Anchored | undefined = event.anchorStart === -1 ? undefined : { value: null, height: 0, isComplete: false };
  if (anchored !== undefined) all.anchors.set(all.source.slice(event.anchorStart, event.anchorEnd), anchored);
  const frame = openFrame(event.type === MAPPING ? "mapping" : "sequence", anchored);
  const parent = all.frames[all.frames.length - 1];
  if (parent?.kind === "mapping" && parent.key === undefined) {
    report(all, event.start, "a list or mapping as a member name", "member names are texts");
    parent.key = "";
  }
  all.frames.push(frame);
}

function close(all: Composition): void {
  const frame = all.frames.pop();
  if (frame === undefined || frame.kind === "document") return;
  const value: Json = frame.kind === "mapping" ? frame.members : frame.items;
  if (frame.anchored !== undefined) Object.assign(frame.anchored, { value, height: frame.height, isComplete: true });
  put(all, value, frame.height);
}

function takeAlias(all: Composition, event: EventOf<5>): void {
  const name = all.source.slice(event.anchorStart, event.anchorEnd);
  const anchored = all.anchors.get(name);
  const frame = all.frames[all.frames.length - 1];
  if (frame?.kind === "mapping" && frame.key === undefined) {
    frame.key = typeof anchored?.value === "string" ? anchored.value : "";
    if (frame.key === "") report(all, event.anchorStart - 1, `the alias '*${name}' as a member name`, "write the name itself", event.anchorEnd);
    return;
  }
  if (anchored?.isComplete !== true) {
    const message = anchored === undefined ? `no anchor '&${name}' stands before this alias` : `the alias '*${name}' stands inside the value that it stands for`;
    report(all, event.anchorStart - 1, message, anchored === undefined ? `add '&${name}' to the value that is meant` : "describe a value that contains itself by a schema and '$ref'", event.anchorEnd);
    return put(all, null, 0);
  }
  const isSource = frame?.isMerge === true || (frame?.kind === "sequence" && all.frames[all.frames.length - 2]?.isMerge === true);
  put(all, isSource ? anchored.value : copy(all, anchored.value, event.anchorStart), anchored.height);
}

/** Puts a value of a height into the innermost frame. */
function put(all: Composition, value: Json, height: number): void {
  const frame = all.frames[all.frames.length - 1];
  if (frame === undefined) return;
  if (height + 1 > frame.height) {
    frame.height = height + 1;
    if (all.frames.length - 1 + height > MAX_DEPTH && !all.problems.some((problem) => problem.code === "nesting")) all.problems.push(nestedTooDeeply(frame.keyStart));
  }
  if (frame.kind !== "mapping") {
    frame.items.push(value);
    return;
  }
  const { key = "", isMerge } = frame;
  frame.key = undefined;
  frame.isMerge = false;
  if (isMerge) return merge(all, frame, value);
  setMember(frame.members, key, value);
  frame.merged?.delete(key);
}

/** `<<`: members of the mapping or mappings that this one doesn't have (https://yaml.org/type/merge.html). */
function merge(all: Composition, frame: Frame, value: Json): void {
  const sources: readonly Json[] = Array.isArray(value) ? value : [value];
  for (const source of sources) {
    if (!isObject(source)) {
      report(all, frame.keyStart, "'<<' merges something that is no mapping", "give it an alias of a mapping, or a list of such aliases", frame.keyStart + 2);
      continue;
    }
    for (const [name, member] of Object.entries(source)) {
      if (Object.hasOwn(frame.members, name)) continue;
      setMember(frame.members, name, copy(all, member, frame.keyStart));
      (frame.merged ??= new Set()).add(name);
    }
  }
}

/** A copy without sharing: each place of the document has a value of its own. Not recursive. */
function copy(all: Composition, value: Json, start: number): Json {
  const top: Json[] = [];
  const open: { readonly from: Json; readonly put: (made: Json) => void }[] = [{ from: value, put: (made) => top.push(made) }];
  for (let task = open.pop(); task !== undefined; task = open.pop()) {
    const { from } = task;
    if (++all.copies > MAX_COPIES) {
      const message = `the aliases of this file stand for more than ${MAX_COPIES.toLocaleString("en")} values`;
      if (!all.problems.some((problem) => problem.code === "alias-bomb")) all.problems.push({ code: "alias-bomb", severity: "error", message, hint: "use '$ref' in place of aliases", start: Math.max(0, start - 1), end: start });
      return null;
    }
    if (typeof from !== "object" || from === null || from instanceof ExactNumber) task.put(from);
    else if (Array.isArray(from)) {
      const made: Json[] = new Array<Json>(from.length).fill(null);
      (from as readonly Json[]).forEach((item, index) => open.push({ from: item, put: (copied) => (made[index] = copied) }));
      task.put(made);
    } else {
      const made: Record<string, Json> = {};
      for (const [name, member] of Object.entries(from)) {
        setMember(made, name, null);
        open.push({ from: member, put: (copied) => setMember(made, name, copied) });
      }
      task.put(made);
    }
  }
  return top[0] ?? null;
}

/** `__proto__` is a name like any other. */
export function setMember(members: Record<string, Json>, name: string, value: Json): void {
  if (name === "__proto__") Object.defineProperty(members, name, { value, enumerable: true, configurable: true, writable: true });
  else members[name] = value;
}

function report(all: Composition, start: number, message: string, hint: string, end = start + 1): void {
  all.problems.push({ code: "syntax", severity: "error", message, hint, start: Math.max(0, start), end });
}
