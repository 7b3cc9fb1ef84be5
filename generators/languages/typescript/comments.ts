import { type Code, nothing, verbatim } from "../../emit/code.js";

/** What a doc comment says. All of it may come from a contract. */
export interface Doc {
  readonly text?: string | undefined;
  readonly deprecated?: boolean | undefined;
  readonly default?: string | undefined;
  /** Each an example in TypeScript or JSON. */
  readonly examples?: readonly string[] | undefined;
  readonly see?: string | undefined;
  /** For functions: `@param`, `@returns` and the like, by us. */
  readonly tags?: readonly string[] | undefined;
}

const width = 116;

/**
 * Makes text inert inside a block comment: no end of comment, no line end but ours, no tag or compiler directive of its own. What nobody
 * sees falls out first, so that it can't keep the two signs of an end apart.
 */
const disarm = (line: string): string =>
  line
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff]/gu, "")
    .replace(/\*\//g, "*\\/")
    .trimEnd()
    .replace(/^(\s*(?:[-*>]\s+)?)@/u, "$1\\@");

const splitLines = (text: string): readonly string[] => text.split(/\r\n|[\n\r\u2028\u2029\u0085\v\f]/u);

/** Breaks a paragraph line at spaces; code blocks, tables and words longer than the line stay. */
function wrap(line: string): readonly string[] {
  if (line.length <= width || /^\s*\||^ {4}/.test(line)) return [line];
  const indent = /^\s*(?:[-*+]\s+|\d+\.\s+)?/.exec(line)?.[0].length ?? 0;
  const lines: string[] = [];
  let rest = line;
  while (rest.length > width) {
    const space = rest.lastIndexOf(" ", width);
    const cut = space > indent ? space : rest.indexOf(" ", width);
    if (cut < 0) break;
    lines.push(rest.slice(0, cut));
    rest = " ".repeat(indent) + rest.slice(cut + 1).trimStart();
  }
  return [...lines, rest];
}

/** Most texts are one short line of plain ASCII, with nothing in it that could do harm. */
const harmless = /^(?![@\s])(?!.*(?:\*\/|```|~~~))[\x20-\x7e]{1,116}$/;

function textLines(text: string): readonly string[] {
  if (harmless.test(text)) return [text.trimEnd()];
  let fenced = false;
  return splitLines(text.trim()).flatMap((line) => {
    const clean = disarm(line.replace(/\t/g, "  "));
    if (/^\s*(```|~~~)/.test(clean)) fenced = !fenced;
    const wrapped = fenced ? [clean] : wrap(clean);
    return wrapped.length === 1 ? wrapped : wrapped.map(disarm);
  });
}

const tagged = (tag: string, text: string): readonly string[] => {
  const lines = textLines(text);
  return lines.length === 0 ? [] : [`@${tag} ${lines[0]}`, ...lines.slice(1)];
};

const dropRepeats = (lines: readonly string[]): readonly string[] => lines.filter((line, index) => line !== "" || (index > 0 && lines[index - 1] !== ""));

const NO_LINES: readonly string[] = [];

function tagLines({ tags, default: fallback, examples, see, deprecated }: Doc): readonly string[] {
  if (!tags?.length && fallback === undefined && !examples?.length && see === undefined && !deprecated) return NO_LINES;
  return [
    ...(tags ?? []).flatMap(splitLines).map(disarmTag),
    ...(fallback === undefined ? [] : tagged("default", fallback)),
    ...(examples ?? []).flatMap((example) => (example.includes("\n") || example.length > width - 12 ? ["@example", "```ts", ...splitLines(example).map(disarm), "```"] : tagged("example", example))),
    ...(see === undefined ? [] : tagged("see", see)),
    ...(deprecated ? ["@deprecated"] : []),
  ];
}

/** A JSDoc comment, one line where it fits; nothing where there is nothing to say. */
export function docComment(doc: Doc): Code {
  const text = doc.text?.trim() ? textLines(doc.text) : NO_LINES;
  const tags = tagLines(doc);
  const lines = tags.length === 0 && text.length === 1 && text[0] !== "" ? text : dropRepeats(text.length > 1 && tags.length > 0 ? [...text, "", ...tags] : [...text, ...tags]);
  if (lines.length === 0) return nothing;
  const only = lines[0];
  if (lines.length === 1 && only !== undefined && only.length <= width - 6) return verbatim(`/** ${only} */`);
  return verbatim(`/**\n${lines.map((line) => ` * ${line}`.trimEnd()).join("\n")}\n */`);
}

/** Our own tags may start with `@`; what follows may be a contract's. */
const disarmTag = (line: string): string => (line.startsWith("@") ? `@${disarm(line.slice(1))}` : disarm(line));
