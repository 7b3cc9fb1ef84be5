import { type Code, code, joinLines, nothing, type Printable, render, verbatim, whenBroken } from "../../emit/code.js";

/**
 * What gofmt writes below each other stands below each other. Code has marks where a column ends, and `align` puts spaces there
 * when a file is whole: go/printer does the same with text/tabwriter.
 */

/** Ends a column of struct fields or constants. */
export const column: Code = verbatim("\v");

/** Ends the key of an entry in a list that is broken; in one line a space. */
const keyEnd: Code = whenBroken("\f", " ");

/** `Name: value` in a composite literal. */
export const entry = (key: Printable, value: Printable): Code => code`${key}:${keyEnd}${value}`;

/** One field of a struct: name, type and tag. */
export const field = (name: Printable, type: Printable, tag: Code = nothing): Code => (tag.empty ? code`${name}${column}${type}` : code`${name}${column}${type}${column}${tag}`);

/** A group of constants with their types: `Name Type = value`. */
export const constants = (lines: readonly Code[]): Code => code`
  const (
    ${joinLines(lines)}
  )
`;

export const constant = (name: Printable, type: Printable, value: Printable): Code => code`${name}${column}${type}${column}= ${value}`;

/** gofmt leaves a body in its line as long as the line's head has no more columns than this. */
const longestHead = 99;

/** A method that does nothing but make a type one of an interface's: one of several in a row. */
export function printMark(type: Printable, mark: Printable): Code {
  const head = code`func (${type}) ${mark}()`;
  return render(head, Infinity).length <= longestHead ? code`${head}${column}{}` : code`${head} {\n}`;
}

const indentOf = (line: string): number => {
  let tabs = 0;
  while (line.charCodeAt(tabs) === 9) tabs += 1;
  return tabs;
};

const widthOf = (text: string): number => (/^[\x20-\x7e\t]*$/.test(text) ? text.length : [...text].length);

/** Turns the marks of columns into spaces. `text` has tabs at the beginning of its lines. Linear. */
export function align(text: string): string {
  if (!/[\v\f]/.test(text)) return text;
  const lines = text.split("\n");
  if (text.includes("\f")) alignEntries(lines);
  if (!text.includes("\v")) return lines.join("\n");
  for (let index = 0; index < lines.length; ) index = (lines[index] ?? "").includes("\v") ? alignBlock(lines, index) : index + 1;
  return lines.join("\n");
}

/** Lines in a row that have columns. */
function alignBlock(lines: string[], start: number): number {
  const indent = indentOf(lines[start] ?? "");
  let end = start;
  while (end < lines.length && (lines[end] ?? "").includes("\v") && indentOf(lines[end] ?? "") === indent) end += 1;
  const rows = lines.slice(start, end).map((line) => line.split("\v"));
  alignColumn(rows, 0, 0, rows.length);
  rows.forEach((cells, index) => (lines[start + index] = cells.join("")));
  return end;
}

/** A column goes on as long as each line has something behind it. */
function alignColumn(rows: string[][], at: number, start: number, end: number): void {
  let from = start;
  while (from < end) {
    let to = from;
    let width = 0;
    for (; to < end && (rows[to]?.length ?? 0) > at + 1; to += 1) width = Math.max(width, widthOf(rows[to]?.[at] ?? ""));
    if (to === from) {
      from += 1;
      continue;
    }
    for (let row = from; row < to; row += 1) {
      const cells = rows[row] as string[];
      cells[at] = `${cells[at]}${" ".repeat(width + 1 - widthOf(cells[at] ?? ""))}`;
    }
    alignColumn(rows, at + 1, from, to);
    from = to;
  }
}

/** Keys of entries: go/printer begins a new section at an entry of several lines, and where a key is much longer or shorter than those before it (`exprList`). */
function alignEntries(lines: string[]): void {
  for (let index = 0; index < lines.length; ) index = (lines[index] ?? "").includes("\f") ? alignList(lines, index) : index + 1;
}

interface Section {
  readonly rows: { readonly line: number; readonly size: number; readonly width: number }[];
  logs: number;
}

function alignList(lines: string[], start: number): number {
  const indent = indentOf(lines[start] ?? "");
  let section: Section = { rows: [], logs: 0 };
  const close = () => {
    let width = 0;
    for (const row of section.rows) width = Math.max(width, row.width);
    for (const row of section.rows) {
      const line = lines[row.line] ?? "";
      const end = line.indexOf("\f");
      const rest = line.slice(end + 1);
      lines[row.line] = line.slice(0, end) + " ".repeat(width + 1 - row.width) + (rest.includes("\f") ? rest.replaceAll("\f", " ") : rest);
    }
    section = { rows: [], logs: 0 };
  };
  let index = start;
  for (; index < lines.length; index += 1) {
    const line = lines[index] ?? "";
    if (!line.includes("\f") || indentOf(line) !== indent) break;
    if (indentOf(lines[index + 1] ?? "") > indent) {
      close();
      lines[index] = line.replaceAll("\f", " ");
      return index + 1;
    }
    const key = line.slice(0, line.indexOf("\f"));
    const size = Buffer.byteLength(key.slice(indent, -1));
    if (section.rows.length > 0 && !staysWith(section, size)) close();
    section.rows.push({ line: index, size, width: widthOf(key) });
    section.logs += Math.log(size);
  }
  close();
  return index;
}

const small = 40;
const threshold = 2.5;

function staysWith({ rows, logs }: Section, size: number): boolean {
  if ((rows.at(-1)?.size ?? 0) <= small && size <= small) return true;
  const ratio = size / Math.exp(logs / rows.length);
  return threshold * ratio > 1 && ratio < threshold;
}
