/**
 * Text of a target language, as a document that is laid out when it is printed: nested, indented, broken where a line gets too long.
 *
 * The `code` tag takes `Code`, `Ident`, `Import` and numbers. A string does not compile, so text from a contract can't slip in:
 * it becomes `Code` only through a language's `literal` or `comment`, and those alone call `verbatim`.
 */

declare const ident: unique symbol;

/** A name in generated code. Only a `Scope` makes one out of contract text; `word` makes one out of a word of ours. */
export type Ident = string & { readonly [ident]: true };

/** A word of ours (a keyword, a name of the runtime), which is a name as it stands. Refuses anything that is no identifier. */
export function word(text: string): Ident {
  if (words.has(text)) return text as Ident;
  if (!/^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u.test(text)) throw new Error(`no identifier: ${JSON.stringify(text)}`);
  words.add(text);
  return text as Ident;
}

/** Words that passed, since the same few are asked for all the time. */
const words = new Set<string>();

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
  /** A line end; the next line starts `indent` columns right of the enclosing code. `soft`: only where the group is broken, else `flat`. */
  | { readonly kind: "line"; readonly indent: number; readonly flat?: string }
  | { readonly kind: "nest"; readonly indent: number; readonly code: Code }
  | { readonly kind: "group"; readonly code: Code }
  | { readonly kind: "broken"; readonly broken: string; readonly flat: string };

/** A piece of generated text. Made by `code`, `join`, `group` and their like. */
export class Code {
  constructor(readonly parts: readonly Part[]) {}
  get empty(): boolean {
    return this.parts.every((part) => part === "" || (part instanceof Code && part.empty));
  }
}

export type Printable = Code | Ident | Import | number;

export const nothing = new Code([]);

/** Text that goes out as it is. Only for a language's literals, comments and keywords: never for text from a contract. */
export const verbatim = (text: string): Code => {
  const lines = text.split("\n");
  if (lines.length === 1) return new Code([text]);
  return new Code(lines.flatMap((line, index): Part[] => (index === 0 ? [line] : [{ kind: "line", indent: 0 }, line])));
};

const toPart = (value: Printable): Part => (typeof value === "number" ? String(value) : value);

/** One static stretch of a template, cut at its line ends. */
interface Stretch {
  readonly parts: readonly Part[];
  /** Columns by which the line that this stretch ends in is indented. */
  readonly indent: number;
  /** The stretch ends at the start of a line; the value stands alone if the next stretch begins with a line end. */
  readonly opensLine: boolean;
  readonly beginsWithLineEnd: boolean;
}

const templates = new WeakMap<TemplateStringsArray, readonly Stretch[]>();

/** Takes the common indentation and the first and last empty line off a template. */
function cutTemplate(strings: TemplateStringsArray): readonly Stretch[] {
  const mark = "\u0000";
  const whole = strings.join(mark);
  const lines = whole.split("\n");
  const block = lines.length > 1 && lines[0]?.trim() === "";
  const kept = block ? lines.slice(1, lines.at(-1)?.trim() === "" ? -1 : undefined) : lines;
  const margin = block ? Math.min(...kept.filter((line) => line.trim() !== "").map((line) => line.length - line.trimStart().length)) : 0;
  const text = kept.map((line) => line.slice(margin)).join("\n");
  let indent = 0;
  let atLineStart = true;
  return text.split(mark).map((stretch): Stretch => {
    const parts: Part[] = [];
    stretch.split("\n").forEach((line, index) => {
      const body = index === 0 && !atLineStart ? line : line.trimStart();
      if (index > 0 || atLineStart) indent = line.length - body.length;
      if (index > 0) parts.push({ kind: "line", indent });
      else if (atLineStart && indent > 0) parts.push(" ".repeat(indent));
      if (body !== "") parts.push(body);
      atLineStart = body === "";
    });
    const opensLine = atLineStart;
    atLineStart = false;
    return { parts, indent, opensLine, beginsWithLineEnd: stretch.startsWith("\n") || stretch === "" };
  });
}

/**
 * Makes code from a template. A template that starts with a line end is a block: its margin and its outer empty lines are taken off.
 * A value of several lines keeps the indentation of the line it stands in; an empty value alone in its line takes the line away.
 */
export function code(strings: TemplateStringsArray, ...values: readonly Printable[]): Code {
  let stretches = templates.get(strings);
  if (!stretches) templates.set(strings, (stretches = cutTemplate(strings)));
  const parts: Part[] = [];
  let dropped = false;
  for (let index = 0; index < stretches.length; index += 1) {
    const stretch = stretches[index] as Stretch;
    // A first line that fell out takes the line end behind it along.
    parts.push(...(dropped && parts.length === 0 ? stretch.parts.slice(1) : stretch.parts));
    dropped = false;
    const value = values[index];
    if (value === undefined) continue;
    const next = stretches[index + 1] as Stretch;
    if (value instanceof Code && stretch.opensLine && value.empty && (next.beginsWithLineEnd || next.parts.length === 0)) {
      dropLineStart(parts);
      dropped = true;
      continue;
    }
    parts.push(value instanceof Code && stretch.indent > 0 ? { kind: "nest", indent: stretch.indent, code: value } : toPart(value));
  }
  return new Code(parts);
}

/** Takes back the line end (and indentation) before a value that turned out empty. */
function dropLineStart(parts: Part[]): void {
  const last = parts.at(-1);
  if (typeof last === "string" && last.trim() === "") parts.pop();
  const line = parts.at(-1);
  if (typeof line === "object" && !(line instanceof Code) && line.kind === "line") parts.pop();
}

/** A line end that is always there. */
export const newline = new Code([{ kind: "line", indent: 0 }]);

/** Puts `separator` between the pieces; empty pieces fall out. */
export function join(pieces: readonly Printable[], separator: Code): Code {
  const parts: Part[] = [];
  for (const piece of pieces) {
    if (piece instanceof Code && piece.empty) continue;
    if (parts.length > 0) parts.push(separator);
    parts.push(toPart(piece));
  }
  return new Code(parts);
}

/** One piece a line. */
export const joinLines = (pieces: readonly Printable[]): Code => join(pieces, newline);

/** Pieces with an empty line between them. */
export const joinBlocks = (pieces: readonly Printable[]): Code => join(pieces, new Code([{ kind: "line", indent: 0 }, { kind: "line", indent: 0 }]));

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

/** A bracketed list: in one line where it fits, else one item a line. */
export function list(items: readonly Printable[], layout: ListLayout): Code {
  const { open, close, separator = ",", padding = "", trailing = separator, indent = 2 } = layout;
  if (items.length === 0) return new Code([open + close]);
  const inner: Part[] = [];
  items.forEach((item, index) => {
    inner.push(index === 0 ? { kind: "line", indent: 0, flat: padding } : { kind: "line", indent: 0, flat: " " });
    if (layout.lead !== undefined) inner.push({ kind: "broken", broken: layout.lead, flat: index === 0 ? "" : layout.lead });
    inner.push(toPart(item));
    if (index < items.length - 1) inner.push(separator);
  });
  inner.push({ kind: "broken", broken: trailing, flat: "" });
  const parts: Part[] = [open, { kind: "nest", indent, code: new Code(inner) }];
  if (close !== "") parts.push({ kind: "line", indent: 0, flat: padding }, close);
  return new Code([{ kind: "group", code: new Code(parts) }]);
}

/** Alternatives: in one line where they fit, else one a line, each after its sign. */
export const alternatives = (items: readonly Printable[], sign = "| "): Code =>
  list(items, { open: "", close: "", separator: "", trailing: "", lead: sign });

/** Every import that a piece of code mentions, in the order of mention, each once a name and module. */
export function collectImports(root: Code): readonly Import[] {
  const found = new Map<string, Import>();
  const seen = new Set<Import>();
  const stack: Part[] = [root];
  while (stack.length > 0) {
    const part = stack.pop() as Part;
    if (typeof part === "string") continue;
    if (part instanceof Code) {
      for (let index = part.parts.length - 1; index >= 0; index -= 1) stack.push(part.parts[index] as Part);
    } else if (part.kind === "import") {
      if (seen.has(part)) continue;
      seen.add(part);
      const key = `${part.module}\n${part.name}`;
      const known = found.get(key);
      if (!known || (known.typeOnly && !part.typeOnly)) found.set(key, part);
    } else if (part.kind === "nest" || part.kind === "group") stack.push(part.code);
  }
  return [...found.values()];
}

/** What is still to be printed, the next part last. Three lists, because a million small objects cost more than the printing. */
interface Pending {
  readonly parts: Part[];
  readonly indents: number[];
  readonly flats: boolean[];
}

const makePending = (): Pending => ({ parts: [], indents: [], flats: [] });

function push(pending: Pending, part: Part, indent: number, flat: boolean): void {
  const { parts } = part instanceof Code ? part : { parts: [part] };
  for (let index = parts.length - 1; index >= 0; index -= 1) {
    pending.parts.push(parts[index] as Part);
    pending.indents.push(indent);
    pending.flats.push(flat);
  }
}

/** Does a group, in one line, fit into `room` columns together with what follows it up to the next line end? */
function fits(group: Code, rest: Pending, room: number): boolean {
  const stack = makePending();
  push(stack, group, 0, true);
  let after = rest.parts.length;
  let left = room;
  while (left >= 0) {
    const own = stack.parts.pop();
    const part = own ?? (after > 0 ? rest.parts[(after -= 1)] : undefined);
    if (part === undefined) return true;
    const flat = own === undefined ? (rest.flats[after] as boolean) : (stack.flats.pop() as boolean);
    if (own !== undefined) stack.indents.pop();
    if (typeof part === "string") left -= part.length;
    else if (part instanceof Code) push(stack, part, 0, flat);
    else if (part.kind === "import") left -= (part.local ?? part.name).length;
    else if (part.kind === "line") {
      if (!flat) return true;
      if (part.flat === undefined) return false;
      left -= part.flat.length;
    } else if (part.kind === "broken") left -= (flat ? part.flat : part.broken).length;
    else push(stack, part.code, 0, flat);
  }
  return false;
}

/** Lays code out in lines of at most `width` columns where it can be broken. No white space at line ends; no line end at the end. */
export function render(root: Code, width = 100): string {
  const out: string[] = [];
  let column = 0;
  let owed = -1;
  const write = (text: string) => {
    if (text === "") return;
    if (owed >= 0) {
      out.push(" ".repeat(owed));
      column = owed;
      owed = -1;
    }
    out.push(text);
    column += text.length;
  };
  const endLine = (indent: number) => {
    const last = out.at(-1);
    if (last?.endsWith(" ")) out[out.length - 1] = last.trimEnd();
    out.push("\n");
    owed = indent;
    column = indent;
  };
  const stack = makePending();
  push(stack, root, 0, false);
  for (let part = stack.parts.pop(); part !== undefined; part = stack.parts.pop()) {
    const indent = stack.indents.pop() as number;
    const flat = stack.flats.pop() as boolean;
    if (typeof part === "string") write(part);
    else if (part instanceof Code) push(stack, part, indent, flat);
    else if (part.kind === "import") write(part.local ?? part.name);
    else if (part.kind === "line") {
      if (flat && part.flat !== undefined) write(part.flat);
      else endLine(indent + part.indent);
    } else if (part.kind === "broken") write(flat ? part.flat : part.broken);
    else if (part.kind === "nest") push(stack, part.code, indent + part.indent, flat);
    else push(stack, part.code, indent, flat || fits(part.code, stack, width - column));
  }
  return out.join("");
}
