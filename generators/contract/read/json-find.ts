import { endOfString } from "./json-check.js";
import type { Span } from "./positions.js";

const QUOTE = 0x22;
const isBlank = (unit: number): boolean => unit === 0x20 || unit === 0x0a || unit === 0x0d || unit === 0x09;
const opens = (unit: number): boolean => unit === 0x7b || unit === 0x5b;
const closes = (unit: number): boolean => unit === 0x7d || unit === 0x5d;

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (isBlank(text.charCodeAt(at))) at += 1;
  return at;
}

/** The end of the text that starts with a quote at `from`. */
const skipText = (text: string, from: number): number => endOfString(text, from) + 1;

/** The end of the value that starts at `from`. */
function skipValue(text: string, from: number): number {
  let at = from;
  let depth = 0;
  do {
    const unit = text.charCodeAt(at);
    if (unit <= 0x20 && depth > 0) at += 1;
    else if (unit === QUOTE) at = skipText(text, at);
    else if (opens(unit) || closes(unit)) {
      depth += opens(unit) ? 1 : -1;
      at += 1;
    } else if (depth > 0) at += 1;
    else while (at < text.length && !isBlank(text.charCodeAt(at)) && text[at] !== "," && !closes(text.charCodeAt(at))) at += 1;
  } while (depth > 0);
  return at;
}

interface Part {
  readonly name: string;
  readonly keyStart: number;
  readonly keyEnd: number;
  readonly start: number;
}

/** The members or items of the object or list that starts at `from`, one after the other. */
function* listParts(text: string, from: number): Generator<Part> {
  const isObject = text[from] === "{";
  if (!isObject && text[from] !== "[") return;
  let at = skipBlanks(text, from + 1);
  for (let index = 0; at < text.length && !closes(text.charCodeAt(at)); index += 1) {
    const keyStart = isObject ? at : -1;
    const keyEnd = isObject ? skipText(text, at) : -1;
    // The colon stands between two runs of blanks.
    const start = isObject ? skipBlanks(text, skipBlanks(text, keyEnd) + 1) : at;
    yield { name: isObject ? (JSON.parse(text.slice(keyStart, keyEnd)) as string) : String(index), keyStart, keyEnd, start };
    at = skipBlanks(text, skipValue(text, start));
    if (text[at] === ",") at = skipBlanks(text, at + 1);
  }
}

/** The parts of an object or list as far as they were looked through. */
interface Looked {
  readonly seen: Map<string, Part>;
  readonly rest: Iterator<Part>;
}

function findPart({ seen, rest }: Looked, name: string): Part | undefined {
  const known = seen.get(name);
  if (known !== undefined) return known;
  for (let next = rest.next(); next.done !== true; next = rest.next()) {
    seen.set(next.value.name, next.value);
    if (next.value.name === name) return next.value;
  }
  return undefined;
}

/**
 * Finds the places of values in a text that is known to be JSON with unique names, as `findSpan` gives them: by skipping what does not lead there,
 * in a fraction of the time that all positions take. What one search has skipped, the next one needn't.
 */
export function startFinding(text: string): (tokens: readonly string[], at: "key" | "value") => Span {
  const root: Part = { name: "", keyStart: -1, keyEnd: -1, start: skipBlanks(text, 0) };
  const looked = new Map<number, Looked>();
  const lookInto = ({ start }: Part): Looked => {
    const known = looked.get(start) ?? { seen: new Map(), rest: listParts(text, start) };
    looked.set(start, known);
    return known;
  };
  return (tokens, at) => {
    let part = root;
    let kind = at;
    for (const token of tokens) {
      const inner = findPart(lookInto(part), token);
      if (inner === undefined) {
        kind = "value";
        break;
      }
      part = inner;
    }
    const isWhole = opens(text.charCodeAt(part.start));
    if (part.keyStart >= 0 && (kind === "key" || isWhole)) return { start: part.keyStart, end: part.keyEnd };
    return { start: part.start, end: isWhole ? part.start + 1 : skipValue(text, part.start) };
  };
}
