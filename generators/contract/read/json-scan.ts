import { ExactNumber, isDoubleExact, type Json } from "../json.js";
import { openString, readNumber, readWord, skipBlank, type Cursor } from "./json-tokens.js";
import { MAX_DEPTH, MAX_PROBLEMS, nestedTooDeeply, type Problem } from "./problem.js";
import { type Positions, positionsOf, type Row } from "./positions.js";

/** Everything there is to know of a JSON text: slower than `JSON.parse`, for texts with mistakes and for positions. */
export interface JsonScan {
  /** As far as it could be read. Numbers that a double would change are exact. */
  readonly value: Json;
  readonly positions: Positions;
  readonly problems: readonly Problem[];
}

/** An object or list that is not closed yet. */
interface Frame {
  readonly kind: "object" | "array";
  readonly start: number;
  readonly row: number;
  readonly items: Json[];
  readonly members: Record<string, Json>;
}

interface Scan extends Cursor {
  readonly rows: Row[];
  readonly frames: Frame[];
  root: Json | undefined;
  /** The member name that waits for its value. */
  key: { readonly name: string; readonly start: number; readonly end: number } | undefined;
}

/**
 * Reads a JSON text (RFC 8259) with its positions and goes on after mistakes, so that all of them are found: commas, quotes,
 * brackets, comments, literals of other languages, duplicate names (RFC 7493, section 2.3). Takes any nesting, no recursion.
 */
export function scanJson(text: string): JsonScan {
  const scan: Scan = { text, at: 0, problems: [], rows: [], frames: [], root: undefined, key: undefined };
  skipBlank(scan);
  if (scan.at >= text.length) report(scan, "the file is empty", 0, 1, "a contract starts with 'openapi', 'info' and 'paths'");
  else readRoot(scan);
  return { value: scan.root ?? null, positions: positionsOf(scan.rows), problems: scan.problems.slice(0, MAX_PROBLEMS) };
}

function readRoot(scan: Scan): void {
  do {
    if (!readValue(scan)) return;
    while (scan.frames.length > 0) if (!readPart(scan)) return;
    skipBlank(scan);
  } while (scan.root === undefined && scan.at < scan.text.length);
  if (scan.at < scan.text.length) report(scan, "text after the end of the JSON value", scan.at, scan.at + 1, "remove it: a JSON file is one value");
}

/** Reads the next member or item of the innermost frame, or its end. False ends the scan. */
function readPart(scan: Scan): boolean {
  skipBlank(scan);
  const frame = scan.frames[scan.frames.length - 1];
  if (frame === undefined) return true;
  const unit = scan.text[scan.at];
  if (unit === undefined) return reportUnclosed(scan);
  if (unit === "}" || unit === "]") return close(scan, frame, unit);
  if (unit === ",") {
    report(scan, "a comma without a value before it", scan.at, ++scan.at, "remove the comma");
    return true;
  }
  if (frame.kind === "object" && !readKey(scan, frame)) return true;
  const depth = scan.frames.length;
  if (!readValue(scan)) return scan.at < scan.text.length || reportUnclosed(scan);
  if (scan.frames.length === depth) readSeparator(scan);
  return depth < MAX_DEPTH || scan.frames.length <= depth || tooDeep(scan);
}

function tooDeep(scan: Scan): boolean {
  scan.problems.push(nestedTooDeeply(scan.at - 1));
  return false;
}

function reportUnclosed(scan: Scan): boolean {
  for (const frame of scan.frames.slice(-5).reverse()) {
    const [open, closing, what] = frame.kind === "object" ? ["{", "}", "object"] : ["[", "]", "list"];
    report(scan, `the ${what} that starts here is not closed`, frame.start, frame.start + 1, `add the '${closing}' that belongs to this '${open}'`);
  }
  finish(scan);
  return false;
}

/** Closes what is open, so that the values that were read are kept. */
function finish(scan: Scan): void {
  while (scan.frames.length > 0) pop(scan);
}

/** A closing bracket. One of the wrong kind closes the innermost frame too, unless an outer one waits for it. */
function close(scan: Scan, frame: Frame, unit: "}" | "]"): boolean {
  const right = frame.kind === "object" ? "}" : "]";
  if (unit !== right) {
    const isOuter = scan.frames.some((outer) => (outer.kind === "object" ? "}" : "]") === unit);
    report(scan, `'${unit}' where '${right}' is expected`, scan.at, scan.at + 1, `the ${frame.kind === "object" ? "object" : "list"} that starts at line ${lineOf(scan, frame.start)} is not closed yet`);
    if (!isOuter) {
      scan.at++;
      return true;
    }
    pop(scan);
    return true;
  }
  scan.at++;
  pop(scan);
  if (scan.frames.length > 0) readSeparator(scan);
  return true;
}

function pop(scan: Scan): void {
  const frame = scan.frames.pop();
  const row = frame && scan.rows[frame.row];
  if (row !== undefined) row.next = scan.rows.length;
}

/** The comma after a member or item, or the bracket that ends the frame. */
function readSeparator(scan: Scan): void {
  const before = scan.at;
  skipBlank(scan);
  const frame = scan.frames[scan.frames.length - 1];
  const unit = scan.text[scan.at];
  if (unit === undefined || unit === "}" || unit === "]") return;
  if (unit !== ",") {
    const what = frame?.kind === "object" ? "members" : "items";
    report(scan, `a comma is missing between two ${what}`, before, before + 1, "add ',' here");
    return;
  }
  const comma = scan.at++;
  skipBlank(scan);
  const after = scan.text[scan.at];
  if (after === "}" || after === "]") report(scan, `a comma before the closing '${after}'`, comma, comma + 1, "remove the comma: JSON has no trailing commas");
}

/** Reads `"name":`. False if there is none; then something was skipped. */
function readKey(scan: Scan, frame: Frame): boolean {
  const start = scan.at;
  const quote = scan.text[start];
  let name: string;
  if (quote === '"' || quote === "'") name = openString(scan, quote);
  else {
    name = readWord(scan);
    if (name === "") {
      report(scan, `'${scan.text[scan.at] ?? ""}' where a member name is expected`, scan.at, ++scan.at, 'a member is written "name": value');
      return false;
    }
    report(scan, `the member name '${name}' is not in quotes`, start, scan.at, `write "${name}"`);
  }
  const end = scan.at;
  if (Object.hasOwn(frame.members, name)) {
    const first = firstOf(scan, frame, name);
    scan.problems.push({ code: "duplicate-key", severity: "error", message: `'${name}' stands twice in the same object`, hint: `it stands at line ${lineOf(scan, first)} already; remove or rename one of the two`, start, end });
  }
  scan.key = { name, start, end };
  skipBlank(scan);
  if (scan.text[scan.at] === ":") scan.at++;
  else report(scan, `a colon is missing after the member name '${name}'`, end, end + 1, `write "${name}": value`);
  skipBlank(scan);
  return true;
}

function firstOf(scan: Scan, frame: Frame, name: string): number {
  for (let index = frame.row + 1; index < scan.rows.length; index = Math.max(index + 1, scan.rows[index]?.next ?? 0)) {
    if (scan.rows[index]?.name === name) return scan.rows[index]?.keyStart ?? 0;
  }
  return frame.start;
}

/** Reads a scalar, or opens an object or list. False if no value stands here. */
function readValue(scan: Scan): boolean {
  const start = scan.at;
  const unit = scan.text[start];
  if (unit === "{" || unit === "[") {
    const items: Json[] = [];
    const members: Record<string, Json> = {};
    const kind = unit === "{" ? "object" : "array";
    scan.at++;
    const row = place(scan, kind, start, scan.at, kind === "object" ? members : items);
    scan.frames.push({ kind, start, row, items, members });
    return true;
  }
  const value = readScalar(scan, unit);
  if (value === undefined) {
    const frame = scan.frames[scan.frames.length - 1];
    const isEnd = unit === undefined || unit === "}" || unit === "]" || unit === ",";
    report(scan, isEnd ? "a value is missing here" : `'${unit}' where a value is expected`, start, start + 1, "a value is an object, a list, a text in quotes, a number, true, false or null");
    scan.key = undefined;
    if (!isEnd || frame === undefined) scan.at++;
    else readSeparator(scan);
    return false;
  }
  place(scan, "scalar", start, scan.at, value);
  return true;
}

function readScalar(scan: Scan, unit: string | undefined): Json | undefined {
  if (unit === undefined) return undefined;
  if (unit === '"' || unit === "'") return openString(scan, unit);
  if (/[-+.\d]/.test(unit)) {
    const text = readNumber(scan);
    if (text === undefined) return undefined;
    return isDoubleExact(text) ? Number(text) : new ExactNumber(text);
  }
  const start = scan.at;
  const word = readWord(scan);
  if (word === "") return undefined;
  if (word === "true" || word === "false") return word === "true";
  if (word !== "null") {
    const meant = { True: "true", False: "false", None: "null", undefined: "null", NULL: "null", TRUE: "true", FALSE: "false" }[word];
    report(scan, `'${word}' is no JSON value`, start, scan.at, meant === undefined ? `write "${word}" if a text is meant` : `write ${meant}`);
  }
  return null;
}

/** Puts a value into its parent and its row into the table; gives the row's index. */
function place(scan: Scan, kind: Row["kind"], start: number, end: number, value: Json): number {
  const frame = scan.frames[scan.frames.length - 1];
  const { key } = scan;
  scan.key = undefined;
  const index = scan.rows.length;
  scan.rows.push({ kind, name: key?.name ?? "", keyStart: key?.start ?? -1, keyEnd: key?.end ?? -1, start, end, next: index + 1 });
  if (frame === undefined) scan.root = value;
  else if (frame.kind === "array") frame.items.push(value);
  else if (key !== undefined) setMember(frame.members, key.name, value);
  return index;
}

/** `__proto__` is a name like any other. */
function setMember(members: Record<string, Json>, name: string, value: Json): void {
  if (name === "__proto__") Object.defineProperty(members, name, { value, enumerable: true, configurable: true, writable: true });
  else members[name] = value;
}

const lineOf = (scan: Scan, offset: number): number => scan.text.slice(0, offset).split("\n").length;

function report(scan: Scan, message: string, start: number, end: number, hint: string): void {
  scan.problems.push({ code: "syntax", severity: "error", message, hint, start, end });
}
