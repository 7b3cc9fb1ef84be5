/**
 * Text of a target language, as a document that is laid out when it is printed: nested, indented, broken where a line gets too long.
 *
 * The `code` tag takes `Code`, `Ident`, `Import` and numbers. A string does not compile, so text from a contract can't slip in:
 * it becomes `Code` only through a language's `literal` or `comment`, and those alone call `verbatim`.
 */

import { cutTemplate, type Line, type Stretch, type Template } from "./stretches.js";

declare const ident: unique symbol;

/** A name in generated code. Only a `Scope` makes one out of contract text; `word` makes one out of a word of ours. */
export type Ident = string & { readonly [ident]: true };

/** A word of ours (a keyword, a name of the runtime), which is a name as it stands. Refuses anything that is no identifier. */
export function word(text: string): Ident {
  if (!plainWord.test(text) && !/^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u.test(text)) throw new Error(`no identifier: ${JSON.stringify(text)}`);
  return text as Ident;
}

/** Most words. */
const plainWord = /^[A-Za-z_$][\w$]*$/;

/** The same for a name that may be none. */
export const asWord = (text: string): Ident | undefined => (plainWord.test(text) ? (text as Ident) : undefined);

/** A name that another module exports. Mentioning it in `code` imports it. */
export interface Import {
  readonly kind: "import";
  /** The module as the language knows it; for TypeScript a path from the output folder without extension. */
  readonly module: string;
  readonly name: Ident;
  /** The name it goes by here, where that is another. */
  readonly local?: Ident;
  /** Needed by types only. */
  readonly typeOnly: boolean;
}

type Part =
  | string
  | Import
  | Code
  | Line
  | { readonly kind: "nest"; readonly indent: number; readonly code: Code }
  | { readonly kind: "group"; readonly code: Code }
  | { readonly kind: "wrap"; readonly code: Code; readonly head: number }
  | { readonly kind: "broken"; readonly broken: string; readonly flat: string }
  | { readonly kind: "laid"; readonly text: string; readonly imports: ReadonlySet<Import> };

/** A piece of generated text. Made by `code`, `join`, `group` and their like. */
export class Code {
  constructor(
    readonly parts: readonly Part[],
    /** What it is the alternatives of, if it is nothing else. */
    readonly choices?: readonly Printable[],
    /** It is found again in what it stands in: its parts don't go over to that. */
    readonly whole = false,
  ) {}
  get empty(): boolean {
    const { parts } = this;
    for (let index = 0; index < parts.length; index += 1) {
      const part = parts[index];
      if (part !== "" && !(part instanceof Code && part.empty)) return false;
    }
    return true;
  }
}

export type Printable = Code | Ident | Import | number;

export const nothing = new Code([]);

const lineEnd: Line = { kind: "line", indent: 0 };

/** Text that goes out as it is. Only for a language's literals, comments and keywords: never for text from a contract. */
export const verbatim = (text: string): Code => {
  if (!text.includes("\n")) return new Code([text]);
  const parts: Part[] = [];
  text.split("\n").forEach((line) => (parts.length === 0 ? parts.push(line) : parts.push(lineEnd, line)));
  return new Code(parts);
};

const toPart = (value: Printable): Part => (typeof value === "number" ? String(value) : value);

const templates = new WeakMap<TemplateStringsArray, Template>();

/** Pieces of no more parts than this become part of what they stand in: that is less to hold, and to walk through. */
const few = 4;

/**
 * Makes code from a template. A template that starts with a line end is a block: its margin and its outer empty lines are taken off.
 * A value of several lines keeps the indentation of the line it stands in; an empty value alone in its line takes the line away.
 */
export function code(strings: TemplateStringsArray, ...values: readonly Printable[]): Code {
  let template = templates.get(strings);
  if (!template) templates.set(strings, (template = cutTemplate(strings)));
  return template.line ? interleave(template.line, values) : fillLines(template.stretches, values);
}

/** What most templates are: a line that holds values. */
function interleave(texts: readonly string[], values: readonly Printable[]): Code {
  const parts: Part[] = [];
  for (let index = 0; index < texts.length; index += 1) {
    const text = texts[index] as string;
    if (text !== "") parts.push(text);
    const value = values[index];
    if (value instanceof Code) put(parts, value, 0);
    else if (value !== undefined) parts.push(toPart(value));
  }
  return new Code(parts);
}

function fillLines(stretches: readonly Stretch[], values: readonly Printable[]): Code {
  const parts: Part[] = [];
  let dropped = false;
  for (let index = 0; index < stretches.length; index += 1) {
    const stretch = stretches[index] as Stretch;
    // A first line that fell out takes the line end behind it along.
    for (let at = dropped && parts.length === 0 ? 1 : 0; at < stretch.parts.length; at += 1) parts.push(stretch.parts[at] as Part);
    dropped = false;
    const value = values[index];
    if (value === undefined) continue;
    if (!(value instanceof Code)) {
      parts.push(toPart(value));
      continue;
    }
    if (stretch.opensLine && value.empty) {
      const next = stretches[index + 1] as Stretch;
      dropped = next.beginsWithLineEnd || next.parts.length === 0;
      if (dropped) dropLineStart(parts);
    }
    if (!dropped) put(parts, value, stretch.indent);
  }
  return new Code(parts);
}

/** Adds a piece to the parts of another, in a line that is indented. */
function put(parts: Part[], piece: Code, indent: number): void {
  const { parts: own, whole } = piece;
  if (!whole && (indent === 0 ? own.length <= few : own.length === 1 && typeof own[0] === "string")) for (let index = 0; index < own.length; index += 1) parts.push(own[index] as Part);
  else parts.push(indent === 0 ? piece : { kind: "nest", indent, code: piece });
}

/** Takes back the line end (and indentation) before a value that turned out empty. */
function dropLineStart(parts: Part[]): void {
  const last = parts.at(-1);
  if (typeof last === "string" && last.trim() === "") parts.pop();
  const line = parts.at(-1);
  if (typeof line === "object" && !(line instanceof Code) && line.kind === "line") parts.pop();
}

/** A line end that is always there. */
export const newline = new Code([lineEnd]);

/** Puts `separator` between the pieces; empty pieces fall out. */
export function join(pieces: readonly Printable[], separator: Code): Code {
  const parts: Part[] = [];
  for (let index = 0; index < pieces.length; index += 1) {
    const piece = pieces[index] as Printable;
    if (piece instanceof Code && piece.empty) continue;
    if (parts.length > 0) for (let at = 0; at < separator.parts.length; at += 1) parts.push(separator.parts[at] as Part);
    parts.push(toPart(piece));
  }
  return new Code(parts);
}

/** One piece a line. */
export const joinLines = (pieces: readonly Printable[]): Code => join(pieces, newline);

const emptyLine = new Code([lineEnd, lineEnd]);

/** Pieces with an empty line between them. */
export const joinBlocks = (pieces: readonly Printable[]): Code => join(pieces, emptyLine);

export interface ListLayout {
  readonly open: string;
  readonly close: string;
  readonly separator?: string;
  /** Inside the brackets where the list fits in the line: `{ a, b }`. */
  readonly padding?: string;
  /** After the last item where the list is broken. */
  readonly trailing?: string;
  readonly indent?: number;
  /** Before each item where the list is broken: `| ` of a union. */
  readonly lead?: string;
}

/** Between two items of a list. */
const space: Part = { kind: "line", indent: 0, flat: " " };

/** A bracketed list: in one line where it fits, else one item a line. */
export function list(items: readonly Printable[], layout: ListLayout): Code {
  const { open, close, separator = ",", padding = "", trailing = separator, indent = 2 } = layout;
  if (items.length === 0) return new Code([open + close]);
  const inner: Part[] = [];
  const lead: Part | undefined = layout.lead === undefined ? undefined : { kind: "broken", broken: layout.lead, flat: layout.lead };
  items.forEach((item, index) => {
    inner.push(index === 0 ? { kind: "line", indent: 0, flat: padding } : space);
    if (lead !== undefined) inner.push(index === 0 ? { ...lead, flat: "" } : lead);
    if (item instanceof Code) put(inner, item, 0);
    else inner.push(toPart(item));
    if (index < items.length - 1) inner.push(separator);
  });
  inner.push({ kind: "broken", broken: trailing, flat: "" });
  const parts: Part[] = [open, { kind: "nest", indent, code: new Code(inner) }];
  if (close !== "") parts.push({ kind: "line", indent: 0, flat: padding }, close);
  return new Code([{ kind: "group", code: new Code(parts) }]);
}

const alternativesLayout: ListLayout = { open: "", close: "", separator: "", trailing: "", lead: "| " };

/** What stands in a broken list, and what in one that is in one line. */
export const whenBroken = (broken: string, flat: string): Code => new Code([{ kind: "broken", broken, flat }]);

/** Alternatives: in one line where they fit, else one a line, each after its sign. */
export const alternatives = (choices: readonly Printable[]): Code => new Code(list(choices, alternativesLayout).parts, choices);

/**
 * An expression that stands in parentheses, in lines of its own, where what it begins with doesn't fit in the line and the parenthesis does.
 * `head`: the width of that, up to where it can be broken itself.
 */
export const wrapped = (expression: Code, head = Infinity): Code => new Code([{ kind: "wrap", code: expression, head }]);

/** Imports in the order of mention, each once a name and module. */
export function uniteImports(mentioned: Iterable<Import>): readonly Import[] {
  const found: Import[] = [];
  const places = new Map<string, Map<string, number>>();
  for (const item of mentioned) {
    let names = places.get(item.module);
    if (!names) places.set(item.module, (names = new Map()));
    const place = names.get(item.name);
    if (place === undefined) names.set(item.name, found.push(item) - 1);
    else if (!item.typeOnly && found[place]?.typeOnly) found[place] = item;
  }
  return found;
}

/** What is still to be printed: pieces of code, the innermost last, each with its next part. Lists, because a million small objects cost more than the printing. */
interface Pending {
  depth: number;
  readonly parts: (readonly Part[])[];
  readonly next: number[];
  readonly indents: number[];
  readonly flats: boolean[];
}

const makePending = (): Pending => ({ depth: 0, parts: [], next: [], indents: [], flats: [] });

function push(pending: Pending, parts: readonly Part[], next: number, indent: number, flat: boolean): void {
  const level = pending.depth;
  pending.parts[level] = parts;
  pending.next[level] = next;
  pending.indents[level] = indent;
  pending.flats[level] = flat;
  pending.depth = level + 1;
}

/** The next part of the innermost piece, which is taken off with its last one; undefined if it has none. */
function take(pending: Pending): Part | undefined {
  const top = pending.depth - 1;
  const parts = pending.parts[top] as readonly Part[];
  const next = (pending.next[top] as number) + 1;
  if (next < parts.length) pending.next[top] = next;
  else pending.depth = top;
  return parts[next - 1];
}

/** What `fits` looks through: one for all, since it is asked for every group. */
const tried = makePending();

/** Does a group, in one line, fit into `room` columns together with what follows it up to the next line end? */
function fits(group: Code, rest: Pending, room: number): boolean {
  tried.depth = 0;
  push(tried, group.parts, 0, 0, true);
  let level = rest.depth;
  let left = room;
  while (left >= 0) {
    if (tried.depth === 0) {
      if (level === 0) return true;
      level -= 1;
      push(tried, rest.parts[level] as readonly Part[], rest.next[level] as number, 0, rest.flats[level] as boolean);
    }
    const flat = tried.flats[tried.depth - 1] as boolean;
    const part = take(tried);
    if (part === undefined) continue;
    if (typeof part === "string") left -= part.length;
    else if (part instanceof Code) push(tried, part.parts, 0, 0, flat);
    else if (part.kind === "import") left -= (part.local ?? part.name).length;
    else if (part.kind === "line") {
      if (!flat) return true;
      if (part.flat === undefined) return false;
      left -= part.flat.length;
    } else if (part.kind === "broken") left -= (flat ? part.flat : part.broken).length;
    else if (part.kind === "laid") left -= part.text.length;
    // Behind what is tried, the parenthesis is all that this line has to hold.
    else if (part.kind === "wrap" && !flat) return left >= "(".length;
    else push(tried, part.code.parts, 0, 0, flat);
  }
  return false;
}

const margins: string[] = [];

/** Spaces, as most languages indent. */
const spaces = (columns: number): string => (margins[columns] ??= " ".repeat(columns));

/**
 * Lays code out in lines of at most `width` columns where it can be broken. No white space at line ends; no line end at the end.
 * The imports that it mentions are added to `imports`. `indentBy` writes the indentation of a line.
 */
export function render(root: Code, width = 100, imports?: Set<Import>, indentBy: (columns: number) => string = spaces): string {
  const out: string[] = [];
  let column = 0;
  let owed = 0;
  const write = (text: string) => {
    if (text === "") return;
    if (owed > 0) out.push(indentBy(owed));
    owed = 0;
    out.push(text);
    column += text.length;
  };
  const endLine = (indent: number) => {
    const last = out[out.length - 1];
    if (last !== undefined && last.charCodeAt(last.length - 1) === 32) out[out.length - 1] = last.trimEnd();
    out.push("\n");
    owed = indent;
    column = indent;
  };
  const stack = makePending();
  push(stack, root.parts, 0, 0, false);
  while (stack.depth > 0) {
    const top = stack.depth - 1;
    const indent = stack.indents[top] as number;
    const flat = stack.flats[top] as boolean;
    const parts = stack.parts[top] as readonly Part[];
    let next = stack.next[top] as number;
    // Most parts are texts and line ends: as long as they come, the stack stays as it is.
    for (; next < parts.length; next += 1) {
      const part = parts[next] as Part;
      if (typeof part === "string") write(part);
      else if (part instanceof Code) break;
      else if (part.kind === "line") {
        if (flat && part.flat !== undefined) write(part.flat);
        else endLine(indent + part.indent);
      } else if (part.kind === "import") {
        imports?.add(part);
        write(part.local ?? part.name);
      } else if (part.kind === "broken") write(flat ? part.flat : part.broken);
      else if (part.kind === "laid") {
        for (const item of part.imports) imports?.add(item);
        write(part.text);
      } else break;
    }
    if (next >= parts.length) {
      stack.depth = top;
      continue;
    }
    stack.next[top] = next + 1;
    const part = parts[next] as Inner;
    if (part instanceof Code) push(stack, part.parts, 0, indent, flat);
    else if (part.kind === "nest") push(stack, part.code.parts, 0, indent + part.indent, flat);
    else if (part.kind === "group") push(stack, part.code.parts, 0, indent, flat || fits(part.code, stack, width - column));
    else {
      const stays = flat || column + part.head <= width || column + "(".length > width || fits(part.code, stack, width - column);
      push(stack, stays ? part.code.parts : inParentheses(part.code), 0, indent, flat);
    }
  }
  return out.join("");
}

/** A part that has parts. */
type Inner = Extract<Part, Code | { readonly code: Code }>;

const inParentheses = (inner: Code): readonly Part[] => ["(", { kind: "line", indent: 4 }, { kind: "nest", indent: 4, code: inner }, lineEnd, ")"];

/**
 * Lays out a block that will stand at the left margin, and lets go of its pieces: those of all functions of a large contract would fill the memory.
 * `finish`: the last hand on its text. A block that is laid out stays as it is.
 */
export function layOut(block: Code, width?: number, indentation?: (columns: number) => string, finish: (text: string) => string = (text) => text): Code {
  const [only] = block.parts;
  if (block.parts.length === 1 && typeof only === "object" && !(only instanceof Code) && only.kind === "laid") return block;
  const imports = new Set<Import>();
  const text = finish(render(block, width, imports, indentation));
  return new Code([{ kind: "laid", text, imports }]);
}
