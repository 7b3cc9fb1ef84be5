import type { YAMLError } from "yaml";
import type { Problem } from "./problem.js";

/** One line of a text: where it starts, what stands on it, and by how many spaces that is indented. */
interface Line {
  readonly start: number;
  readonly text: string;
  readonly indent: number;
}

type Explain = (text: string, error: YAMLError) => Pick<Problem, "message" | "hint" | "start" | "end"> | undefined;

/**
 * What a person did wrong, where the parser only says what it could not read: YAML's errors often stand behind their cause, and
 * speak of the parser. Undefined where the parser's own sentence is as good as any.
 */
export function explainMistake(text: string, error: YAMLError): Problem | undefined {
  const explained = explanations[error.code]?.(text, error);
  return explained && { code: "syntax", severity: "error", ...explained };
}

const explanations: Partial<Record<YAMLError["code"], Explain>> = {
  BLOCK_AS_IMPLICIT_KEY: (text, error) => explainColon(text, error) ?? explainDeeper(text, error),
  MULTILINE_IMPLICIT_KEY: (text, error) => explainMember(text, error),
  MISSING_CHAR: (text, error) => (error.message.startsWith("Missing closing") ? explainQuote(text, error) : /map values/.test(error.message) ? explainMember(text, error) : undefined),
  BAD_INDENT: (text, error) => (error.message.startsWith("Flow") ? explainBracket(text, error) : explainShallower(text, error)),
  UNEXPECTED_TOKEN: (text, error) => explainStar(text, error) ?? explainInnerQuote(text, error),
  BAD_SCALAR_START: explainStart,
};

/** `description: Note: prices are in cents` */
const explainColon: Explain = (text, { pos: [start] }) => {
  const line = lineAt(text, start);
  const value = line.text.slice(start - line.start);
  const colon = value.search(/:(?=\s|$)/);
  if (colon === -1) return undefined;
  return { message: `'${shorten(value)}' has a colon in it, so it reads as a mapping`, hint: "put the text in quotes", start, end: start + value.trimEnd().length };
};

/** A member that is indented deeper than the one above it, which has a value already. */
const explainDeeper: Explain = (text, { pos: [start] }) => {
  const above = lineAt(text, start);
  const line = nextLine(text, above);
  const name = line && nameOf(line);
  if (line === undefined || name === undefined || line.indent <= above.indent) return undefined;
  return at(line, `'${name}' is indented by ${line.indent} spaces, '${nameOf(above) ?? shorten(above.text.trim())}' above it by ${spaces(above.indent)}`, "indent members of the same mapping by the same number of spaces", name.length);
};

/** A member that is indented less than those above it, but more than what holds them; or a member between list items. */
const explainShallower: Explain = (text, { pos: [start] }) => {
  const line = lineAt(text, start);
  const above = previousLine(text, line);
  const name = nameOf(line) ?? shorten(line.text.trim());
  if (above === undefined) return undefined;
  if (above.indent === line.indent && above.text.trimStart().startsWith("- ")) {
    return at(line, `'${name}' stands between the items of a list and is none`, `indent it by ${line.indent + 2} spaces if it belongs to the item above, or start it with '- '`, name.length);
  }
  return at(line, `'${name}' is indented by ${spaces(line.indent)} spaces, which fits nothing above it`, "indent members of the same mapping by the same number of spaces", name.length);
};

/** A member without `:`, or without the space after it. */
const explainMember: Explain = (text, { pos: [start] }) => {
  const line = lineAt(text, start);
  const member = line.text.slice(start - line.start).trimEnd();
  const [, name = "", rest = ""] = /^([\w$./{}-]+):(\S.*)$/.exec(member) ?? [];
  if (name !== "") return { message: `a space is missing after '${name}:'`, hint: `write '${shorten(`${name}: ${rest}`)}'`, start, end: start + member.length };
  const [, first = "", second = ""] = /^([\w$./{}-]+)\s+(\S.*)$/.exec(member) ?? [];
  const hint = first === "" ? "a member is written 'name: value'" : `write '${shorten(`${first}: ${second}`)}' if it is a member, or indent it if it goes on with the text above`;
  return { message: `'${shorten(member)}' has no colon, where a member is expected`, hint, start, end: start + Math.max(member.length, 1) };
};

/** A quoted text whose end is missing: the parser says so where the file or the next quote ends, a person wants to know where it starts. */
const explainQuote: Explain = (text, { message, pos: [end] }) => {
  const quote = message.includes("'") ? "'" : '"';
  const start = openQuote(text.slice(0, end), quote);
  if (start === undefined) return undefined;
  const line = lineAt(text, start);
  return { message: `the text that starts here has no closing ${quote}`, hint: `add ${quote} where it ends`, start, end: line.start + line.text.trimEnd().length };
};

/** `'it's'`: the apostrophe ends the text. */
const explainInnerQuote: Explain = (text, { pos: [start] }) => {
  const quote = text[start - 1];
  if ((quote !== "'" && quote !== '"') || /\s/.test(text[start] ?? " ")) return undefined;
  const hint = quote === "'" ? "write '' for an apostrophe inside single quotes, or put the text in double quotes" : 'write \\" for a quote inside double quotes';
  return { message: `the text in quotes ends here, and something follows`, hint, start: start - 1, end: start };
};

/** `*` in a media type and `*.example.com`: a star starts an alias. */
const explainStar: Explain = (text, { pos: [start] }) => {
  const line = lineAt(text, start);
  const [, before = "", star = ""] = /^(\s*(?:- |[\w$.-]+: )?)(\*[^\s:,\]}]*)/.exec(line.text) ?? [];
  if (!/\*[^\w]/.test(star) || start < line.start + before.length) return undefined;
  return { message: `'${star}' reads as an alias, because it starts with '*'`, hint: `put it in quotes: '${star}'`, start: line.start + before.length, end: line.start + before.length + star.length };
};

/** A bracket without its end: the parser says so at the next line. */
const explainBracket: Explain = (text, { message, pos: [end] }) => {
  const [open, close] = message.includes("}") ? ["{", "}"] : ["[", "]"];
  const start = openBracket(text.slice(0, end), open, close);
  return start === undefined ? undefined : { message: `the '${open}' that starts here is not closed`, hint: `add the '${close}' that belongs to it`, start, end: start + 1 };
};

function explainStart(text: string, { pos: [start] }: YAMLError): ReturnType<Explain> {
  const line = lineAt(text, start);
  const value = line.text.slice(start - line.start).trimEnd();
  return { message: `a text can't start with '${value.slice(0, 1)}' unless it is in quotes`, hint: "put the text in quotes", start, end: start + Math.max(value.length, 1) };
}

// ---------------------------------------------------------------- lines

function lineAt(text: string, offset: number): Line {
  const start = text.lastIndexOf("\n", offset - 1) + 1;
  const end = text.indexOf("\n", offset);
  const line = text.slice(start, end === -1 ? text.length : end).replace(/\r$/, "");
  return { start, text: line, indent: line.length - line.trimStart().length };
}

function nextLine(text: string, { start, text: own }: Line): Line | undefined {
  for (let from = text.indexOf("\n", start + own.length) + 1; from > 0 && from < text.length; from = text.indexOf("\n", from) + 1) {
    const line = lineAt(text, from);
    if (!isBlank(line)) return line;
  }
  return undefined;
}

function previousLine(text: string, { start }: Line): Line | undefined {
  for (let end = start - 1; end >= 0; ) {
    const line = lineAt(text, end);
    if (!isBlank(line)) return line;
    end = line.start - 1;
  }
  return undefined;
}

const isBlank = ({ text }: Line): boolean => /^\s*(?:#.*)?$/.test(text);

/** The name of the member on a line, if it is one. */
const nameOf = ({ text }: Line): string | undefined => /^\s*(?:- )*(["']?[^\s"'#{}[\],][^:#]*?["']?):(?=\s|$)/.exec(text)?.[1];

const at = (line: Line, message: string, hint: string, length: number): ReturnType<Explain> => ({
  message,
  hint,
  start: line.start + line.indent,
  end: line.start + line.indent + Math.max(1, length),
});

const spaces = (count: number): string => (count === 0 ? "no" : String(count));
const shorten = (text: string): string => (text.trimEnd().length > 40 ? `${text.slice(0, 37)}...` : text.trimEnd());

// ---------------------------------------------------------------- quotes and brackets

/** Comments, texts in quotes and brackets of a YAML text. A quote opens a text only where a value or name can start. */
const MARKS = /(^|\s)#[^\n]*|(^|[\s[{,:(])("(?:[^"\\]|\\[^])*"?|'(?:[^']|'')*'?)|[[\]{}]/g;

/** Where the last text in these quotes opens that is not closed. */
function openQuote(text: string, quote: string): number | undefined {
  for (const match of text.matchAll(MARKS)) {
    const quoted = match[3];
    if (quoted?.startsWith(quote) === true && match.index + match[0].length >= text.length && !isClosed(quoted, quote)) return match.index + match[0].length - quoted.length;
  }
  return undefined;
}

const isClosed = (quoted: string, quote: string): boolean => (quote === '"' ? /^"(?:[^"\\]|\\[^])*"$/ : /^'(?:[^']|'')*'$/).test(quoted);

/** Where the last such bracket opens that is not closed. */
function openBracket(text: string, open: string, close: string): number | undefined {
  const starts: number[] = [];
  for (const match of text.matchAll(MARKS)) {
    if (match[0] === open) starts.push(match.index);
    if (match[0] === close) starts.pop();
  }
  return starts.at(-1);
}
