import { writeAnswer } from "../server/answers.js";
import type { Answer } from "../server/call.js";
import { isStream, type Reply } from "../server/reply.js";
import { Turn } from "../server/turn.js";
import type { Visit } from "./desk.js";

/** Answers to equal requests, written once. */
export interface Replies {
  /** The answer to the same request, if nothing that it depends on has changed since. */
  recall(visit: Visit, make: () => Answer): Answer;
  /** As the server's, for answers that were recalled only once. */
  readonly write: typeof writeAnswer;
}

interface Known {
  readonly answer: Answer;
  /** Of the memory, when it was made. */
  readonly version: number;
}

/** How many answers are remembered. */
const most = 1000;

export function openReplies(): Replies {
  const answers = new Map<string, Known>();
  const written = new WeakMap<Answer, Reply | undefined>();
  return {
    recall(visit, make) {
      const key = keyOf(visit);
      if (key === undefined) return make();
      const known = answers.get(key);
      const { version } = visit.desk.memory;
      if (known !== undefined && known.version === version) return known.answer;
      const answer = make();
      if (answers.size >= most) answers.clear();
      // What is read for the first time may have been made, and remembered, by that.
      answers.set(key, { answer, version });
      written.set(answer, undefined);
      return answer;
    },
    write(plans, answer, asked) {
      const known = written.get(answer);
      if (known !== undefined) return { ...known, headers: [...known.headers] };
      const reply = writeAnswer(plans, answer, asked);
      if (written.has(answer) && !isStream(reply.body)) written.set(answer, { ...reply, headers: [...reply.headers] });
      return reply;
    },
  };
}

/** What an answer without side effects depends on; `undefined`: it has some, or is read while it is sent. */
function keyOf({ plan, call }: Visit): string | undefined {
  if (!(call instanceof Turn) || (call.method !== "GET" && call.method !== "HEAD") || plan.route.body !== undefined) return undefined;
  if (plan.answers.some(({ contents }) => contents.some(({ kind }) => kind === "events" || kind === "jsonLines"))) return undefined;
  const { path, query } = call.exchange;
  return `${plan.name}\n${path}\n${query}\n${call.header("accept") ?? ""}\n${call.header("prefer") ?? ""}\n${call.header("host") ?? ""}`;
}
