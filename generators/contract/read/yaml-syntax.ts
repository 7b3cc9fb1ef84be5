import { LineCounter, parseAllDocuments, type YAMLError } from "yaml";
import { MAX_PROBLEMS, type Problem } from "./problem.js";
import { explainMistake } from "./yaml-mistakes.js";

/**
 * Every mistake of syntax in a YAML text that the `yaml` parser can find; it goes on after a mistake where js-yaml stops. Only for
 * texts that js-yaml refuses. Empty if `yaml` finds none, or can't cope with the text.
 */
export function listSyntaxErrors(text: string): readonly Problem[] {
  try {
    const documents = parseAllDocuments(text, { prettyErrors: false, lineCounter: new LineCounter(), logLevel: "silent", version: "1.2", merge: true });
    const errors = Array.isArray(documents) ? documents.flatMap((document) => document.errors) : [];
    return withoutEchoes(errors, text).slice(0, MAX_PROBLEMS).map((error) => explainMistake(text, error) ?? problemOf(error));
  } catch (error) {
    if (error instanceof RangeError || error instanceof ReferenceError) return [];
    throw error;
  }
}

/** The first mistake of each line: the parser stumbles over the rest of the line, too. */
function withoutEchoes(errors: readonly YAMLError[], text: string): readonly YAMLError[] {
  const ends = new Set<number>();
  return errors.filter(({ pos: [start] }) => {
    const end = text.indexOf("\n", start);
    return !ends.has(end) && ends.add(end);
  });
}

function problemOf(error: YAMLError): Problem {
  const [start, end] = error.pos;
  if (error.code === "DUPLICATE_KEY") {
    return { code: "duplicate-key", severity: "error", message: "a member name stands twice in the same mapping", hint: "remove or rename one of the two", start, end };
  }
  return { code: "syntax", severity: "error", message: sentence(error.message), hint: hints[error.code] ?? "compare the indentation and the quotes with the lines above", start, end: Math.max(end, start + 1) };
}

/** A parser's sentence as a reason: no capital, no full stop. */
const sentence = (message: string): string => `${message.slice(0, 1).toLowerCase()}${message.slice(1)}`.replace(/\.$/, "");

const hints: Partial<Record<YAMLError["code"], string>> = {
  ALIAS_PROPS: "an alias can't have an anchor or a tag of its own",
  BAD_ALIAS: "an alias is '*' and the name of an anchor",
  BAD_DIRECTIVE: "a line that starts with '%' is a directive: put the text in quotes if it is none",
  BAD_DQ_ESCAPE: "write \\\\ for a backslash, or put the text in single quotes",
  BAD_INDENT: "indent members of the same mapping by the same number of spaces",
  BAD_PROP_ORDER: "anchors and tags stand before the value, after '-' and ':'",
  BAD_SCALAR_START: "put a text that starts with this character in quotes",
  BLOCK_AS_IMPLICIT_KEY: "put a text that contains ': ' in quotes, and start nested mappings on a line of their own",
  BLOCK_IN_FLOW: "inside { } and [ ] write no block text and no '- ' lists",
  IMPOSSIBLE: "compare the indentation and the quotes with the lines above",
  KEY_OVER_1024_CHARS: "start a member name of this length with '? '",
  MISSING_CHAR: "add the character that closes or separates this",
  MULTILINE_IMPLICIT_KEY: "a member name stands on one line and is followed by ': '",
  MULTIPLE_ANCHORS: "leave one anchor",
  MULTIPLE_DOCS: "a contract is one YAML document: remove the '---' or move what follows to a file of its own",
  MULTIPLE_TAGS: "leave one tag",
  TAB_AS_INDENT: "indent by spaces: YAML allows no tabs there",
  TAG_RESOLVE_FAILED: "remove the tag",
  UNEXPECTED_TOKEN: "put a text with special characters in quotes, or compare the indentation with the lines above",
};
