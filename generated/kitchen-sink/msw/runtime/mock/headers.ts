import type { MockAnswer } from "./plan.js";
import type { Visit } from "./desk.js";

/** Not made up: the first stands for a state that the mock doesn't have, the others lead somewhere. */
const onlyWhereDemanded = new Set(["set-cookie", "link", "location", "content-location"]);
/** These follow from the body. */
const ofBody = new Set(["content-type", "content-length", "content-encoding", "transfer-encoding", "date", "connection"]);

/**
 * The headers of an answer: those that are known (`given`, names in lower case), and what the contract has beside them, made up.
 * A required one that can't be known is made up, too. Throws `NoValue`.
 */
export function makeHeaders({ desk }: Visit, answer: MockAnswer, seed: string, given: Readonly<Record<string, unknown>> = {}): Record<string, unknown> | undefined {
  const made: Record<string, unknown> = {};
  for (const { name, required, schema } of answer.headers) {
    const key = name.toLowerCase();
    if (ofBody.has(key)) continue;
    const known = Object.hasOwn(given, key) ? given[key] : undefined;
    const candidates = Array.isArray(known) ? (known as readonly unknown[]) : [known];
    const fitting = candidates.find((value) => value !== undefined && (schema === undefined || desk.data.accepts(schema, value)));
    if (fitting !== undefined) made[name] = fitting;
    else if (schema !== undefined && (required || !onlyWhereDemanded.has(key))) made[name] = makeHeader(desk, schema, `${seed} ${key}`, key, required);
    else if (required) made[name] = "";
  }
  return Object.keys(made).length === 0 ? undefined : made;
}

/** One that may be missing and can't be made is missing. */
function makeHeader({ data, examples, now }: Visit["desk"], schema: string, seed: string, name: string, required: boolean): unknown {
  try {
    return data.make(schema, { seed, name, examples, ...(now === undefined ? {} : { now }) });
  } catch (error) {
    if (required) throw error;
    return undefined;
  }
}
