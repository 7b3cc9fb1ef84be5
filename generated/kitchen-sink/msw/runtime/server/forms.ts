import { setMember } from "../check/convert.js";
import { type Findings, pointerTo } from "../check/findings.js";
import type { JsonLimits } from "../check/json-reader.js";
import { planContentText, type ReadContentText } from "./content-texts.js";
import { messages, unreadable } from "./faults.js";
import {
  createPairPlanner,
  type PairCoding,
  type PairPlanner,
  type Pairs,
  type Raw,
  scanPairs,
  slotOf,
} from "./pairs.js";
import type { ContentSpec, FormContent, PartSpec } from "./route.js";
import { planMember, type Undoing } from "./structures.js";
import { planPairs, reportTwice } from "./style-pairs.js";
import { listOf } from "./texts.js";
import { undoForm } from "./undo.js";

/** Reads a form as an object. `unreadable`: what is wrong with it has been said. */
export type ReadForm = (text: string, at: string, found: Findings) => unknown;

/** Reads what came under one name, at a pointer. */
export type ReadNamed = (raw: string | readonly string[], at: string, found: Findings) => unknown;

const undoing: Undoing = { undo: undoForm, message: messages.percent };
const coding: PairCoding = { separator: "&", undoName: undoForm };

/** Plans `application/x-www-form-urlencoded`: bodies, and queries that are one value (OpenAPI 3.2, 4.12.7 and 4.15). */
export function planForm(content: FormContent, limits: JsonLimits): ReadForm {
  const planner = createPairPlanner();
  planner.keepsOthers = true;
  const members = Object.entries(content.members).map(
    ([name, part]) => [name, planFormMember(name, part, planner, limits)] as const,
  );
  const readOther = content.rest === undefined ? readFirst : planNamed(content.rest, limits, undoing);
  return (text, at, found) => {
    const pairs = scanPairs(text, planner, coding, at === "" ? found : below(at, found));
    const form: Record<string, unknown> = {};
    let isWhole = true;
    const take = (name: string, value: unknown): void => {
      if (value === unreadable) isWhole = false;
      else if (value !== undefined) setMember(form, name, value);
    };
    for (const [name, read] of members) take(name, read(pairs, at, found));
    for (const [name, raw] of pairs.others)
      if (raw !== undefined) take(name, readOther(raw, pointerTo(at, name), found));
    return isWhole ? form : unreadable;
  };
}

/** Plans a parameter that is of a media type (OpenAPI 3.2, 4.12.7), which may be a form. */
export function planParameterText(content: ContentSpec, limits: JsonLimits): ReadContentText {
  return content.kind === "form" ? planForm(content, limits) : planContentText(content, limits);
}

/** A member that the contract doesn't describe is dropped later; until then only that it is there counts. */
const readFirst: ReadNamed = (raw, at, found) => {
  const [first = ""] = typeof raw === "string" ? [raw] : raw;
  const text = undoForm(first);
  if (text !== undefined) return text;
  found.add(at, "encoding", messages.percent);
  return unreadable;
};

type ReadFormMember = (pairs: Pairs, at: string, found: Findings) => unknown;

/** One member: by its media type, by its style, or as clients write what has neither (lists repeated, objects as JSON). */
function planFormMember(name: string, part: PartSpec, planner: PairPlanner, limits: JsonLimits): ReadFormMember {
  const { text = "string", content, style, explode, list } = part;
  const isStyled = style !== undefined || explode !== undefined;
  const isObject = typeof text === "object" && "members" in text;
  if (isStyled || (content === undefined && !isObject && list !== true)) {
    // Pointers are planned from the root: a form within a parameter puts its own in front of them.
    const read = planPairs(part, name, undoing, pointerTo("", name), planner);
    return (pairs, at, found) => read(pairs, at === "" ? found : below(at, found));
  }
  const slot = slotOf(planner.slots, name);
  const read = planNamed(part, limits, undoing);
  return (pairs, at, found) => {
    const raw: Raw = pairs.values[slot];
    return raw === undefined ? undefined : read(raw, pointerTo(at, name), found);
  };
}

function below(at: string, found: Findings): Findings {
  return { add: (pointer, rule, message) => found.add(at + pointer, rule, message) };
}

/** Plans texts that stand under one name, without a style. */
export function planNamed(part: PartSpec, limits: JsonLimits, { undo, message }: Undoing): ReadNamed {
  const { text = "string", content, list } = part;
  if (content === undefined) {
    const read = planMember(list === true && listOf(text) === undefined ? { items: text } : text, { undo, message });
    return (raw, at, found) => read(raw, () => at, found);
  }
  const readText: ReadContentText = planContentText(content, limits);
  const readOne = (raw: string, at: string, found: Findings): unknown => {
    const whole = undo(raw);
    if (whole !== undefined) return readText(whole, at, found);
    found.add(at, "encoding", message);
    return unreadable;
  };
  if (list !== true)
    return (raw, at, found) => (typeof raw === "string" ? readOne(raw, at, found) : reportTwice(at, found));
  return (raw, at, found) => {
    const raws = typeof raw === "string" ? [raw] : raw;
    const items = raws.map((each, index) => readOne(each, `${at}/${index}`, found));
    return items.includes(unreadable) ? unreadable : items;
  };
}
