import { type Code, joinLines, nothing, verbatim } from "../../emit/code.js";
import { type Block, cutBlocks } from "./prose.js";

/** What a doc comment says. All of it may come from a contract. */
export interface Doc {
  /** Markdown, as contracts have it. */
  readonly text?: string | undefined;
  readonly deprecated?: boolean | undefined;
  /** JSON. */
  readonly default?: string | undefined;
  /** JSON. */
  readonly examples?: readonly string[] | undefined;
  readonly see?: string | undefined;
}

const width = 100;

/** A doc comment as gofmt leaves it (go.dev/doc/comment); nothing where there is nothing to say. */
export function docComment(doc: Doc): Code {
  const { text = "", deprecated, default: fallback, examples, see } = doc;
  if (fallback === undefined && see === undefined && !deprecated && !examples?.length) {
    if (text === "") return nothing;
    if (harmless.test(text)) return verbatim(`// ${text}`);
  }
  const rest = fallback === undefined && see === undefined && !examples?.length ? String(deprecated === true) : `${deprecated === true}\n${fallback}\n${see}\n${examples?.join("\n")}`;
  const before = known.get(text)?.get(rest);
  if (before !== undefined) return before;
  if (known.size >= mostKnown) known.clear();
  const made = printDoc(doc);
  const sameText = known.get(text);
  if (sameText !== undefined) sameText.set(rest, made);
  else known.set(text, new Map([[rest, made]]));
  return made;
}

/** Parameters of a contract say the same again and again, and all its products say what it says. By text, and by the rest: long texts are only hashed once. */
const known = new Map<string, Map<string, Code>>();
const mostKnown = 50_000;

function printDoc(doc: Doc): Code {
  const said = [...cutBlocks(doc.text ?? "").map((block) => (doc.deprecated ? block : withoutVerdict(block))), ...endBlocks(doc)];
  if (said.length === 0) return nothing;
  // What all lines are indented by doesn't count to gofmt.
  const blocks: readonly Block[] = said.every(({ kind }) => kind === "code" || kind === "list") ? [{ kind: "paragraph", lines: ["As follows:"] }, ...said] : said;
  return joinLines(printBlocks(blocks).map((line) => verbatim(commentLine(line))));
}

/** Most texts are one short line that nobody takes for more. */
const harmless = /^(?!Deprecated:)[A-Za-z][\w ,;:()/."=@%!?-]{0,97}[\w.)!?]$/;

/** What the contract doesn't mark as deprecated, Go's tools shall not take for it because of its text. */
function withoutVerdict(block: Block): Block {
  return block.kind === "paragraph" ? { kind: "paragraph", lines: block.lines.map((line) => line.replace(/^Deprecated:/, "deprecated:")) } : block;
}

/** A comment within code: one or more lines of ours. */
export const comment = (text: string): Code => joinLines(text.split("\n").map((line) => verbatim(`// ${line}`)));

const commentLine = (line: string): string => (line === "" ? "//" : line.startsWith("\t") ? `//${line}` : `// ${line}`);

/** What a JSON value may be long in a comment. */
const longest = 80;

function endBlocks({ default: fallback, examples = [], see, deprecated }: Doc): readonly Block[] {
  const lines = [
    ...(fallback !== undefined && fallback.length <= longest ? [`Default: ${fallback}`] : []),
    ...examples.filter((example) => example.length <= longest).map((example) => `Example: ${example}`),
    ...(see === undefined ? [] : [`See ${see}`]),
  ];
  const said = lines.flatMap((line) => cutBlocks(line)).filter((block) => block.kind === "paragraph");
  const paragraph = said.flatMap((block) => block.lines);
  return [
    ...(paragraph.length === 0 ? [] : [{ kind: "paragraph", lines: paragraph } as const]),
    ...(deprecated ? [{ kind: "paragraph", lines: ["Deprecated: the contract says that it is going away."] } as const] : []),
  ];
}

function printBlocks(blocks: readonly Block[]): readonly string[] {
  return blocks.flatMap((block, index) => {
    const lines = printBlock(block, index > 0 && canBeHeading(blocks[index + 1]));
    return index === 0 ? lines : ["", ...lines];
  });
}

function printBlock(block: Block, amidText: boolean): readonly string[] {
  switch (block.kind) {
    case "heading":
      return [`# ${block.text}`];
    case "code":
      return block.lines.map((line) => (line === "" ? "" : `\t${line}`));
    case "list":
      return block.items.flatMap(({ number, text }) => {
        const mark = number === undefined ? "  - " : ` ${number}. `;
        return wrapLines([text], width - 4, breaksItem).map((line, index) => (index === 0 ? mark : "    ") + line);
      });
    case "paragraph": {
      // The lines of a paragraph stay; one that is too long makes all of them new.
      const isWide = block.lines.some((line) => line.length > width);
      const lines = wrapLines(isWide ? [block.lines.join(" ")] : block.lines, width, () => false);
      return lines.length === 1 && amidText && isOldHeading(lines[0] ?? "") ? [`# ${lines[0]}`] : lines;
    }
  }
}

/** A line that begins as an item does would be one. */
const breaksItem = (rest: string): boolean => /^(?:[-*+•]|\d+[.)])\s/u.test(rest);

/** Breaks long lines at spaces. */
function wrapLines(lines: readonly string[], room: number, isBad: (rest: string) => boolean): readonly string[] {
  return lines.flatMap((line) => {
    const broken: string[] = [];
    let rest = line;
    while (rest.length > room) {
      let space = rest.lastIndexOf(" ", room);
      if (space <= 0) space = rest.indexOf(" ", room);
      while (space > 0 && isBad(rest.slice(space + 1).trimStart())) space = rest.indexOf(" ", space + 1);
      if (space <= 0) break;
      broken.push(rest.slice(0, space).trimEnd());
      rest = rest.slice(space + 1).trimStart();
    }
    return [...broken, rest];
  });
}

/** Before what a line that stands alone may be a heading to gofmt. */
const canBeHeading = (next: Block | undefined): boolean => next?.kind === "paragraph" || next?.kind === "heading";

/** The old form of headings, which gofmt writes in the new one (go/doc/comment, `isOldHeading`). */
function isOldHeading(line: string): boolean {
  if (!/^\p{Lu}/u.test(line) || !/[\p{L}\p{Nd}]$/u.test(line) || /[;:!?+*/=[\]{}_^°&§~%#@<">\\]/u.test(line)) return false;
  return !/'(?!s(?:$| ))/u.test(line) && !/\.(?:$| )/u.test(line);
}
