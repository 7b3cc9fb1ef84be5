/** A part of a text, as Go's doc comments know them. */
export type Block =
  | { readonly kind: "paragraph"; readonly lines: readonly string[] }
  | { readonly kind: "heading"; readonly text: string }
  | { readonly kind: "code"; readonly lines: readonly string[] }
  | { readonly kind: "list"; readonly items: readonly Item[] };

export interface Item {
  /** Of a numbered list. */
  readonly number?: string;
  readonly text: string;
}

/** What no comment holds: control characters, and signs that turn the direction of text. */
const hidden = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Whatever comment begins with it, gofmt takes it for the old form of a build constraint and moves it to the top. */
const buildLine = /\+build(?!\S)/g;

const splitLines = (text: string): readonly string[] =>
  text.split(/\r\n|[\n\r\u2028\u2029\u0085\v\f]/).map((line) => line.replaceAll("\t", "    ").replace(hidden, "").replace(buildLine, "\\+build").trimEnd());

const fence = /^ {0,3}(```+|~~~+)/;
const heading = /^ {0,3}#{1,6}\s+(.*?)(?:\s+#+)?$/;
const item = /^\s*(?:[-*+•]|(\d{1,9})[.)])\s+(?=\S)/u;
const table = /^\s*\|/;
const indented = /^ {4}/;

/** Signs of a line that gofmt would rewrite: doubled quotes are curly ones to it, and `[a]: b` is the target of a link. */
const settle = (line: string): string => line.trim().replace(/`{2,}/g, "`").replace(/'{2,}/g, '"').replace(/^(\[[^\]]*\]):/, "$1 :");

/** Cuts a text (Markdown, or none) into blocks that gofmt leaves as they are. Any text; linear. */
export function cutBlocks(text: string): readonly Block[] {
  const lines = splitLines(text);
  const blocks: Block[] = [];
  let index = 0;
  while (index < lines.length) {
    const line = lines[index] ?? "";
    if (line === "") index += 1;
    else if (fence.test(line)) index = takeFence(lines, index, blocks);
    else if (item.test(line)) index = takeList(lines, index, blocks);
    else if (heading.test(line)) index = takeHeading(line, index, blocks);
    else if (table.test(line)) index = takeCode(lines, index, blocks, (each) => table.test(each));
    else if (indented.test(line)) index = takeCode(lines, index, blocks, (each) => each === "" || indented.test(each));
    else index = takeParagraph(lines, index, blocks);
  }
  return blocks;
}

function takeHeading(line: string, index: number, blocks: Block[]): number {
  const text = settle((heading.exec(line)?.[1] ?? "").replace(/^[#\s]+/, ""));
  if (text !== "") blocks.push({ kind: "heading", text });
  return index + 1;
}

function takeFence(lines: readonly string[], start: number, blocks: Block[]): number {
  const [, sign = ""] = fence.exec(lines[start] ?? "") ?? [];
  let end = start + 1;
  while (end < lines.length && !(lines[end] ?? "").trimStart().startsWith(sign)) end += 1;
  addCode(lines.slice(start + 1, end), blocks);
  return end + 1;
}

function takeCode(lines: readonly string[], start: number, blocks: Block[], belongs: (line: string) => boolean): number {
  let end = start;
  while (end < lines.length && belongs(lines[end] ?? "")) end += 1;
  addCode(lines.slice(start, end), blocks);
  return end;
}

function addCode(lines: readonly string[], blocks: Block[]): void {
  const first = lines.findIndex((line) => line !== "");
  if (first < 0) return;
  const kept = lines.slice(first, lines.findLastIndex((line) => line !== "") + 1);
  const margin = kept.reduce((least, line) => (line === "" ? least : Math.min(least, line.length - line.trimStart().length)), Infinity);
  const code = kept.map((line) => line.slice(Math.min(margin, line.length)));
  // To gofmt, a block whose first line begins as an item does is a list.
  if (item.test(code[0] ?? "")) code.unshift("---");
  const last = blocks.at(-1);
  // Two of them with nothing between are one to gofmt.
  if (last?.kind === "code") blocks[blocks.length - 1] = { kind: "code", lines: [...last.lines, "", ...code] };
  // Neither does code stand behind a list: it would be of the last item.
  else if (last?.kind === "list") blocks.push({ kind: "paragraph", lines: ["As follows:"] }, { kind: "code", lines: code });
  else blocks.push({ kind: "code", lines: code });
}

function takeList(lines: readonly string[], start: number, blocks: Block[]): number {
  const items: Item[] = [];
  let index = start;
  for (; index < lines.length; index += 1) {
    const line = lines[index] ?? "";
    const found = item.exec(line);
    const last = items.at(-1);
    if (found) items.push({ ...(found[1] !== undefined && { number: found[1].replace(/^0+(?=.)/, "") }), text: dropMarks(line.slice(found[0].length)) });
    else if (line === "" ? !continues(lines, index) : fence.test(line) || heading.test(line) || table.test(line)) break;
    else if (line !== "" && last) items[items.length - 1] = { ...last, text: `${last.text} ${settle(line)}` };
  }
  const before = blocks.at(-1);
  if (before?.kind === "list") blocks[blocks.length - 1] = { kind: "list", items: [...before.items, ...items] };
  else if (before?.kind === "code") blocks.push({ kind: "paragraph", lines: ["As follows:"] }, { kind: "list", items });
  else blocks.push({ kind: "list", items });
  return index;
}

/** An item's text begins with no second mark. */
function dropMarks(text: string): string {
  let rest = text;
  for (let found = item.exec(rest); found; found = item.exec(rest)) rest = rest.slice(found[0].length);
  return settle(rest) || "…";
}

/** Whether a list goes on behind an empty line. */
function continues(lines: readonly string[], index: number): boolean {
  const next = lines[index + 1];
  return next !== undefined && next !== "" && (item.test(next) || /^ {2}/.test(next)) && !fence.test(next);
}

function takeParagraph(lines: readonly string[], start: number, blocks: Block[]): number {
  const taken: string[] = [];
  let index = start;
  for (; index < lines.length; index += 1) {
    const line = lines[index] ?? "";
    if (line === "" || (index > start && (fence.test(line) || item.test(line) || heading.test(line) || table.test(line)))) break;
    taken.push(settle(line));
  }
  blocks.push({ kind: "paragraph", lines: taken });
  return index;
}
