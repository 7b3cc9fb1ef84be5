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
  const events = await eventsOf(text);
  if (!Array.isArray(events)) {
    const { problem } = events as { readonly problem: Problem };
    const listed = problem.code === "nesting" ? [] : await listErrors(text);
    return broken(listed.length > 0 ? listed : [problem]);
  }
  const stream = events as readonly Event[];
  const { value, problems } = compose(stream, text);
  return { value, problems, positions: () => tabulate(stream, text) };
}

/** A second YAML library tells all mistakes of a text; it is brought in only for a text that has one. */
const listErrors = async (text: string): Promise<readonly Problem[]> => (await import("./yaml-syntax.js")).listSyntaxErrors(text);

const broken = (problems: readonly Problem[]): Reading => ({ value: null, problems, positions: () => positionsOf([]) });

/** js-yaml counts members and scalars, too; what is right above the bound is found when the value is made. */
const DEPTH = MAX_DEPTH + 2;

/** The events of a text. js-yaml's parser is recursive: what is too deep for this thread's stack is read on one with a larger stack. */
async function eventsOf(text: string): Promise<readonly Event[] | { readonly problem: Problem }> {
  try {
    return parseEvents(text, { maxDepth: DEPTH });
  } catch (error) {
    if (!(error instanceof RangeError)) return { problem: problemOf(error) };
  }
  const result = await parseDeepEvents(text, DEPTH);
  return "events" in result ? result.events : { problem: failureOf(result.reason, result.position) };
}

function problemOf(error: unknown): Problem {
  if (!(error instanceof YAMLException)) throw error;
  return failureOf(error.reason, error.mark?.position ?? 0);
}

function failureOf(reason: string, start: number): Problem {
  if (reason.startsWith("nesting exceeded")) return nestedTooDeeply(start);
  return { code: "syntax", severity: "error", message: reason, hint: "compare the indentation and the quotes with the lines above", start, end: start + 1 };
}
