import { parseEvents, YAMLException, type Event } from "js-yaml";
import type { Reading } from "./json.js";
import { MAX_DEPTH, nestedTooDeeply, type Problem } from "./problem.js";
import { positionsOf } from "./positions.js";
import { parseDeepEvents } from "./yaml-deep.js";
import { tabulate } from "./yaml-positions.js";
import { compose } from "./yaml-values.js";

/**
 * Reads a YAML text (YAML 1.2.2, core schema, and the merge key `<<`) as JSON: member names are texts, numbers keep their value,
 * `yes` and dates are texts, aliases become copies. One event stream gives values and positions, so the two can't disagree.
 */
export async function readYaml(text: string): Promise<Reading> {
  const { events, problem, slips } = await tolerantEventsOf(text);
  if (events === undefined) {
    const listed = problem.code === "nesting" ? [] : await listErrors(text);
    return broken(listed.length > 0 ? listed : [problem]);
  }
  const { value, problems } = compose(events, text);
  return { value, problems: [...slips, ...problems], positions: () => tabulate(events, text) };
}

type Outcome = { readonly events: readonly Event[]; readonly problem?: undefined } | { readonly events?: undefined; readonly problem: Problem };

/** So many closing brackets may stand too far left in a text. */
const MAX_SLIPS = 200;

/**
 * The events of a text, where a closing bracket may stand as far left as the member that it closes: YAML 1.2.2 (7.4, 8.1) forbids
 * it, but libyaml and the libraries made from it read it, and so it is found in contracts. For the parser such a line is joined to
 * the one before; no other character moves, so positions are those of the text.
 */
async function tolerantEventsOf(text: string): Promise<Outcome & { readonly slips: readonly Problem[] }> {
  const slips: Problem[] = [];
  let joined = text;
  for (;;) {
    const outcome = await eventsOf(joined);
    const next = outcome.problem === undefined || slips.length >= MAX_SLIPS ? undefined : joinBracket(joined, outcome.problem);
    if (next === undefined) return { ...outcome, slips };
    slips.push(slipAt(next.bracket));
    joined = next.text;
  }
}

/** Joins the line of a closing bracket that stands too far left to the line before; undefined if that isn't what is wrong. */
function joinBracket(text: string, { message, start }: Problem): { readonly text: string; readonly bracket: number } | undefined {
  if (message !== DEFICIENT) return undefined;
  const line = text.lastIndexOf("\n", start - 1);
  const before = text.slice(text.lastIndexOf("\n", line - 1) + 1, Math.max(line, 0));
  const bracket = line + 1 + (/^ *(?=[}\]])/.exec(text.slice(line + 1, start + 1))?.[0].length ?? Infinity);
  if (line < 0 || bracket > text.length || /(^|\s)#/.test(before)) return undefined;
  return { text: `${text.slice(0, line)} ${text.slice(line + 1)}`, bracket };
}

/** js-yaml's word for a line that is not indented as far as its owner wants. */
const DEFICIENT = "deficient indentation";

const slipAt = (start: number): Problem => ({
  code: "syntax",
  severity: "warning",
  message: "this closing bracket is not indented further than the member that it belongs to",
  hint: "indent it by more spaces: some YAML libraries refuse it",
  start,
  end: start + 1,
});

/** A second YAML library tells all mistakes of a text; it is brought in only for a text that has one. */
const listErrors = async (text: string): Promise<readonly Problem[]> => (await import("./yaml-syntax.js")).listSyntaxErrors(text);

const broken = (problems: readonly Problem[]): Reading => ({ value: null, problems, positions: () => positionsOf([]) });

/** js-yaml counts members and scalars, too; what is right above the bound is found when the value is made. */
const DEPTH = MAX_DEPTH + 2;

/** The events of a text. js-yaml's parser is recursive: what is too deep for this thread's stack is read on one with a larger stack. */
async function eventsOf(text: string): Promise<Outcome> {
  try {
    return { events: parseEvents(text, { maxDepth: DEPTH }) };
  } catch (error) {
    if (!(error instanceof RangeError)) return { problem: problemOf(error) };
  }
  const result = await parseDeepEvents(text, DEPTH);
  return "events" in result ? { events: result.events } : { problem: failureOf(result.reason, result.position) };
}

function problemOf(error: unknown): Problem {
  if (!(error instanceof YAMLException)) throw error;
  return failureOf(error.reason, error.mark?.position ?? 0);
}

function failureOf(reason: string, start: number): Problem {
  if (reason.startsWith("nesting exceeded")) return nestedTooDeeply(start);
  return { code: "syntax", severity: "error", message: reason, hint: "compare the indentation and the quotes with the lines above", start, end: start + 1 };
}
