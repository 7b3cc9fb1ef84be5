import type { Findings } from "../check/findings.js";
import { messages, unreadable } from "./faults.js";
import type { ParameterStyle, TextCoding, TextSpec } from "./route.js";
import { cut, gather, pairUp, planItems, planMembers, readOne, splitPair, type Undoing } from "./structures.js";
import { hasString, hasStructure, listOf, membersSpecOf, planFit, planText } from "./texts.js";
import { undoPercent } from "./undo.js";
import { keeps } from "./verdict.js";

/** Reads a value that stands in one text as it came. Gives `unreadable` after saying why. */
export type ReadRaw = (raw: string, found: Findings) => unknown;

/** What parts the values of one text. */
export interface Cuts {
  /** Between the values of a list, or the names and values of an object. */
  readonly delimiter: string | RegExp;
  /** Members are `name=value`. */
  readonly isExploded: boolean;
}

/** Delimiters as they stand on the wire. Parts of a multipart body have them without percent-encoding. */
export function delimiterOf(style: ParameterStyle, isEncoded: boolean): string | RegExp {
  if (style === "spaceDelimited") return isEncoded ? /%20|\+/ : " ";
  if (style === "pipeDelimited") return isEncoded ? /%7C|\|/i : "|";
  return ",";
}

/** The values of a list that came several times. */
export function cutAll(raws: readonly string[], delimiter: string | RegExp): readonly string[] {
  return raws.flatMap((raw) => cut(raw, delimiter));
}

/** Plans a text that is a scalar, a list or an object, once its style's own marks have been taken off. */
export function planCut(spec: TextSpec, cuts: Cuts, undoing: Undoing, at: string): ReadRaw {
  if (!hasStructure(spec)) {
    const read = planText(spec);
    return (raw, found) => readOne(raw, read, undoing, at, found);
  }
  const readList = planList(spec, cuts, undoing, at);
  const readObject = planObject(spec, cuts, undoing, at);
  if (typeof spec === "object" && "anyOf" in spec) return planUnion(spec, cuts, undoing, at, readList, readObject);
  return readList ?? readObject ?? ((raw, found) => readOne(raw, planText(spec), undoing, at, found));
}

function planList(spec: TextSpec, { delimiter }: Cuts, undoing: Undoing, at: string): ReadRaw | undefined {
  const list = listOf(spec);
  if (list === undefined) return undefined;
  const readItems = planItems(list, undoing);
  return (raw, found) => readItems(cut(raw, delimiter), at, found);
}

function planObject(
  spec: TextSpec,
  { delimiter, isExploded }: Cuts,
  undoing: Undoing,
  at: string,
): ReadRaw | undefined {
  const members = membersSpecOf(spec);
  if (members === undefined) return undefined;
  const readMembers = planMembers(members, undoing);
  return (raw, found) => {
    const texts = cut(raw, delimiter);
    const gathered = gather(isExploded ? texts.map(splitPair) : pairUp(texts), undoing, at, found);
    return gathered === undefined ? unreadable : readMembers(gathered, at, found);
  };
}

/**
 * A delimiter that isn't encoded speaks for a list or an object, since clients encode those in values. Without one, the first kind of
 * text that keeps its rules has it.
 */
function planUnion(
  spec: TextSpec & { readonly anyOf: readonly unknown[] },
  { delimiter, isExploded }: Cuts,
  undoing: Undoing,
  at: string,
  readList: ReadRaw | undefined,
  readObject: ReadRaw | undefined,
): ReadRaw {
  const fit = planFit(spec);
  const read = planText(spec);
  const accepts = (value: unknown): boolean =>
    spec.anyOf.some((branch) => {
      const { text, is } = branch as { readonly text: TextSpec; readonly is?: (value: unknown) => boolean };
      return hasStructure(text) && keeps(is, value);
    });
  return (raw, found) => {
    const text = undoing.undo(raw);
    if (text === undefined) return readOne(raw, read, undoing, at, found);
    const isCut = contains(raw, delimiter) || (isExploded && readObject !== undefined && raw.includes("="));
    const whole = isCut ? undefined : fit(text);
    if (whole !== undefined) return whole;
    for (const readParts of [readList, readObject]) {
      const value = readParts?.(raw, found);
      if (value !== undefined && value !== unreadable && accepts(value)) return value;
    }
    return read(text);
  };
}

function contains(raw: string, delimiter: string | RegExp): boolean {
  return typeof delimiter === "string" ? raw.includes(delimiter) : delimiter.test(raw);
}

/** Plans a value in a path (simple, label, matrix) or a header (simple). */
export function planSingle(coding: TextCoding, name: string, undoing: Undoing, at: string, isHeader: boolean): ReadRaw {
  const { style = "simple", explode: isExploded = false, text: spec = "string" } = coding;
  if (isHeader) return planHeader(spec, isExploded, undoing, at);
  if (style === "label") {
    const read = planCut(spec, { delimiter: isExploded ? "." : ",", isExploded }, undoing, at);
    return (raw, found) => (raw.startsWith(".") ? read(raw.slice(1), found) : offStyle(at, found));
  }
  if (style !== "matrix") return planCut(spec, { delimiter: ",", isExploded }, undoing, at);
  return planMatrix(spec, name, isExploded, undoing, at);
}

function planHeader(spec: TextSpec, isExploded: boolean, undoing: Undoing, at: string): ReadRaw {
  const read = planCut(spec, { delimiter: ",", isExploded }, undoing, at);
  // Two lines of one name are one with a comma (RFC 9110, section 5.3), which no number or boolean has.
  if (hasStructure(spec) || hasString(spec)) return read;
  return (raw, found) => {
    if (!raw.includes(",")) return read(raw, found);
    found.add(at, "duplicate", messages.duplicate);
    return unreadable;
  };
}

/** `;color=blue`, `;color=blue,black`, `;color=blue;color=black`, `;R=100;G=200`; an empty value is `;color`. */
function planMatrix(spec: TextSpec, name: string, isExploded: boolean, undoing: Undoing, at: string): ReadRaw {
  const readJoined = planCut(spec, { delimiter: ",", isExploded: false }, undoing, at);
  const valueOf = (text: string): string | undefined => {
    const [label, value] = splitPair(text);
    return undoPercent(label) === name ? value : undefined;
  };
  const list = listOf(spec);
  const members = membersSpecOf(spec);
  const readItems = list === undefined ? undefined : planItems(list, undoing);
  const readMembers = members === undefined ? undefined : planMembers(members, undoing);
  return (raw, found) => {
    if (!raw.startsWith(";")) return offStyle(at, found);
    const texts = raw.slice(1).split(";");
    const [first = ""] = texts;
    const values = texts.map(valueOf);
    const isOwn = values.every((value) => value !== undefined);
    if (isExploded && isOwn && readItems !== undefined && (texts.length > 1 || readMembers === undefined))
      return readItems(texts.length === 1 && !first.includes("=") ? [] : values, at, found);
    if (isExploded && readMembers !== undefined && !(isOwn && hasScalar(spec))) {
      const pairs = texts.length === 1 && isOwn && !first.includes("=") ? [] : texts.map(splitPair);
      const gathered = gather(pairs, undoing, at, found);
      return gathered === undefined ? unreadable : readMembers(gathered, at, found);
    }
    const [value] = values;
    return value === undefined || texts.length > 1 ? offStyle(at, found) : readJoined(value, found);
  };
}

function hasScalar(spec: TextSpec): boolean {
  return typeof spec === "string" || ("anyOf" in spec && spec.anyOf.some(({ text }) => hasScalar(text)));
}

function offStyle(at: string, found: Findings): typeof unreadable {
  found.add(at, "encoding", messages.style);
  return unreadable;
}
