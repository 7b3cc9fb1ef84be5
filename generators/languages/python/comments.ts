import { type Code, nothing, verbatim } from "../../emit/code.js";

/** What a docstring says. All of it may come from a contract. */
export interface Doc {
  /** Markdown, as contracts have it. */
  readonly text?: string | undefined;
  readonly arguments?: readonly DocumentedArgument[] | undefined;
  readonly deprecated?: boolean | undefined;
  /** JSON. */
  readonly default?: string | undefined;
  /** JSON. */
  readonly examples?: readonly string[] | undefined;
  readonly see?: string | undefined;
}

/** What is said of an argument of a function. */
export interface DocumentedArgument {
  readonly name: string;
  readonly text: string | undefined;
}

const width = 100;

/** What a JSON value may be long in a docstring. */
const longest = 80;

/** A docstring, in one line where it fits; nothing where there is nothing to say. Any text is inert in it. */
export function docstring(doc: Doc): Code {
  const lines = docLines(doc);
  const [first = "", ...rest] = lines;
  if (lines.length === 0) return nothing;
  const opened = first.startsWith('"') ? `\\${first}` : first;
  // A mark of quotation doesn't stand beside those that end the literal.
  if (rest.length === 0) return verbatim(`"""${opened}${opened.endsWith('"') ? "." : ""}"""`);
  return verbatim([`"""${opened}`, ...rest, '"""'].join("\n"));
}

/** A comment of ours, or of a contract's words, one line a `#`. */
export function comment(text: string): Code {
  const lines = textLines(text);
  return lines.length === 0 ? nothing : verbatim(lines.map((line) => `# ${line}`.trimEnd()).join("\n"));
}

function docLines({ text = "", arguments: given = [], deprecated, default: fallback, examples = [], see }: Doc): readonly string[] {
  const documented = given.flatMap(({ name, text: said }) => (said?.trim() ? [argumentLines(name, said)] : []));
  const notes = [
    ...(fallback !== undefined && fallback.length <= longest ? textLines(`Default: ${inCode(fallback)}`) : []),
    ...examples.filter((example) => example.length <= longest).flatMap((example) => textLines(`Example: ${inCode(example)}`)),
    ...(see === undefined ? [] : textLines(`See ${see}`)),
    ...(deprecated ? ["Deprecated: the contract says that it is going away."] : []),
  ];
  const parts = [escapeDoc(textLines(text)), documented.length === 0 ? [] : ["Args:", ...documented.flat()], escapeDoc(notes)];
  return leftAligned(parts.filter((part) => part.length > 0).flatMap((part, index) => (index === 0 ? part : ["", ...part])));
}

/** What all lines but the first are indented by doesn't count in a docstring (PEP 257). */
function leftAligned([first, ...rest]: readonly string[]): readonly string[] {
  if (first === undefined) return [];
  const margin = Math.min(...rest.filter((line) => line !== "").map((line) => line.length - line.trimStart().length));
  return [first, ...rest.map((line) => line.slice(Number.isFinite(margin) ? margin : 0))];
}

/** A value in Markdown: between more backticks than stand in it anywhere (CommonMark, 6.1). */
function inCode(json: string): string {
  const fence = "`".repeat(1 + Math.max(0, ...(json.match(/`+/g) ?? []).map((run) => run.length)));
  return `${fence}${json}${fence}`;
}

const argumentLines = (name: string, text: string): readonly string[] => {
  const [first = "", ...rest] = escapeDoc(textLines(splitLines(text).map((line) => line.trim()).filter((line) => line !== "").join(" ")));
  return [`    ${name}: ${first}`, ...rest.map((line) => `        ${line}`.trimEnd())];
};

/** What nobody sees, or what turns the direction of a line. */
const unseen = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}\ud800-\udfff]/gu;

const splitLines = (text: string): readonly string[] => text.split(/\r\n|[\n\r\u2028\u2029\u0085\v\f\u001c-\u001e]/u);

/** Lines as `ruff format` leaves them in a docstring: no tabs, no space at the end, no empty lines around them. */
function textLines(text: string): readonly string[] {
  if (harmless.test(text)) return [text];
  let fenced = false;
  const lines = splitLines(text).flatMap((line) => {
    const clean = line.replace(/\t/g, "    ").replace(/[\u00a0\u2000-\u200a\u202f\u205f\u3000]/gu, " ").replace(unseen, "").trimEnd();
    if (/^\s*(```|~~~)/.test(clean)) fenced = !fenced;
    return fenced ? [clean] : wrap(clean);
  });
  const start = lines.findIndex((line) => line !== "");
  const kept = start < 0 ? [] : lines.slice(start, lines.findLastIndex((line) => line !== "") + 1);
  return kept.map((line, index) => (index === 0 ? line.trimStart() : line));
}

/** Most texts are one short line of plain letters. */
const harmless = /^[A-Za-z][\w ,;:()/.=@%!?'`-]{0,97}[\w.)!?`]$/;

/** Breaks a paragraph's line at spaces; tables, blocks of code and words longer than the line stay. */
function wrap(line: string): readonly string[] {
  if (line.length <= width || /^\s*\||^ {4}/.test(line)) return [line];
  const indent = /^\s*(?:[-*+]\s+|\d+\.\s+)?/.exec(line)?.[0].length ?? 0;
  const lines: string[] = [];
  let rest = line;
  while (rest.length > width) {
    const space = rest.lastIndexOf(" ", width);
    const cut = space > indent ? space : rest.indexOf(" ", Math.max(width, indent + 1));
    if (cut < 0) break;
    lines.push(rest.slice(0, cut).trimEnd());
    rest = " ".repeat(indent) + rest.slice(cut + 1).trimStart();
  }
  return [...lines, rest.trimEnd()];
}

/** No end of the literal, no escape of its own. */
const escapeDoc = (lines: readonly string[]): readonly string[] => lines.map((line) => line.replaceAll("\\", "\\\\").replace(/"""/g, '""\\"').replace(/""(?="")/g, '"\\"'));
